"""Tables inside of texts: rows that read as sentences become some, all else is named as left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.clean import one_line
from kg.read.remark import Remark

_MAX_CELL = 100  # characters of a cell in a sentence
_SHOWN = 200  # characters of the first cells in a remark
# A name: every word has a capital, but for short ones between them ("Republic of Korea"). Possessive, so that capitals are one word.
_NAME = re.compile(r"(?=[^\W\d_])(?:[^\W\d_a-z][\w.'’-]*+|\b\w{1,3}\b|[&,() -])++")
_WORDS = re.compile(r"[^\W\d_][^\d|]*")  # no figures
_PREDICATE = re.compile(r"[a-z]{4}")  # shorter words are rather "yes", "no", "for"
_STOP = re.compile(r"[.!?]$")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a data table, row by row; `header` is empty when no row is marked as one."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        """The table of cells as they stand; rows without text are none."""
        cleaned = (tuple(map(one_line, row)) for row in rows)
        return cls(tuple(map(one_line, header)), tuple(row for row in cleaned if any(row)))

    def sentences(self) -> list[str]:
        """One a row, when all rows have a subject, a predicate and, in it or after it, an object; else none.

        "Denmark | supports | Ukraine" is one, and "Denmark | supports Ukraine | Lars Bak" without its third cell. "Denmark |
        voted for | Ukraine" is not told from "Denmark | backs the plan | Lars Bak", so neither is one.
        """
        width = self._used()
        return [sentence(row[:width]) for row in self.rows] if width else []

    def remarks(self) -> list[Remark]:
        """What of it is not read."""
        if not self.rows:
            return []
        width, count = self._used(), f"a table of {len(self.rows)} {'row' if len(self.rows) == 1 else 'rows'}"
        first = self.header or self.rows[0]
        if not width:
            return [Remark(_item(first), f"{count} was left out; write as sentences what it says")]
        if any(cell for row in self.rows for cell in row[width:]):
            return [Remark(_item(first[width:]), f"of {count} the columns after {first[width - 1]!r} were left out")]
        return []

    def _used(self) -> int:
        """How many columns make a sentence; 0 when that is not safe."""
        if not self.rows or not all(map(_is_start, self.rows)):
            return 0
        predicates = [row[1].split() for row in self.rows]
        widest = max(map(len, self.rows))
        if all(len(words) == 1 for words in predicates):
            return 3 if all(len(row) > 2 and _WORDS.fullmatch(row[2]) for row in self.rows) else 0
        return 2 if widest == 2 or any(words[-1][:1].isupper() for words in predicates) else 0


def sentence(cells: Sequence[str]) -> str:
    """Cells in their order as a sentence."""
    text = " ".join(cells)
    return text if _STOP.search(text) else f"{text}."


def _is_start(row: Sequence[str]) -> bool:
    """True when the first two cells are a name and what begins like a predicate."""
    if len(row) < 2 or max(map(len, row[:3])) > _MAX_CELL:
        return False
    return bool(_NAME.fullmatch(row[0]) and _PREDICATE.match(row[1]) and _WORDS.fullmatch(row[1]))


def _item(cells: Sequence[str]) -> str:
    return f"table: {' | '.join(cells)}"[:_SHOWN]
