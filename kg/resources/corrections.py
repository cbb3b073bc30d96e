"""The user's own decisions about names, from small tables that every build reads: kg.toml, `corrections = ["mine.csv"]`.

    decision,name,document,value,value_document
    same as,Huck Finn,,Huckleberry Finn,
    not same as,John Reed,a.txt,John Reed,b.txt
    type,Globex,,Company,
    label,Globex,,Globex Holdings,

An empty document means all of them; several are separated by `|`. After "same as" and "not same as" the value is a second
name (or, after "same as", the id of a row of the gazetteer); after "type" a class of the ontology, after "label" the words to be shown.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import SettingsError

COLUMNS = ("decision", "name", "document", "value", "value_document")
_NEEDED = frozenset({"decision", "name", "value"})
_OPTIONAL = frozenset({"document", "value_document", "note"})


class Decision(StrEnum):
    """What a row decides."""

    SAME = "same as"
    NOT_SAME = "not same as"
    TYPE = "type"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row. `documents` and `value_documents` are ids, () for all."""

    decision: Decision
    name: str
    value: str
    documents: tuple[str, ...] = ()
    value_documents: tuple[str, ...] = ()
    path: Path = Path("corrections.csv")
    line: int = 0

    @property
    def where(self) -> str:
        """The name of the file and the line, for reasons: the same wherever the file lies."""
        return f"{self.path.name}:{self.line}"

    @property
    def place(self) -> str:
        """The file and the line, for errors."""
        return f"{self.path}:{self.line}"


def load(paths: Sequence[Path], is_class: Callable[[str], bool]) -> tuple[Correction, ...]:
    """The rows of all tables in order. Raises SettingsError, which names file and line, when one is wrong."""
    found = [row for path in paths for row in _rows(path)]
    seen: dict[tuple[Decision, str, tuple[str, ...]], Correction] = {}
    for row in found:
        if row.decision is Decision.TYPE and not is_class(row.value):
            raise SettingsError(
                f"{row.value!r} is no class", where=row.place, hint="use one of ontologies/README.md, such as Company"
            )
        if row.decision in (Decision.TYPE, Decision.LABEL):
            known = seen.setdefault((row.decision, row.name, row.documents), row)
            if known.value != row.value:
                raise SettingsError(
                    f"a second {row.decision} for {row.name!r}, which is {known.value!r} in {known.where}",
                    where=row.place,
                    hint="take one of the two out",
                )
    return tuple(found)


def _rows(path: Path) -> Iterator[Correction]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_columns(reader.fieldnames or (), f"{path}:1")
            for cells in reader:
                yield _row(cells, path, reader.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError("the table of corrections cannot be read", where=str(path), hint=str(error)) from error


def _check_columns(found: Sequence[str], where: str) -> None:
    unknown, missing = sorted(set(found) - _NEEDED - _OPTIONAL), sorted(_NEEDED - set(found))
    if unknown or missing:
        raise SettingsError(
            f"columns are wrong: {', '.join(unknown) or 'none'} unknown, {', '.join(missing) or 'none'} missing",
            where=where,
            hint="the first line is " + ",".join(COLUMNS),
        )


def _row(cells: dict[str, str], path: Path, line: int) -> Correction:
    where = f"{path}:{line}"
    if None in cells or None in cells.values():
        raise SettingsError("too few or too many cells", where=where, hint="put quotes around a cell with a comma")
    values = {name: " ".join(cell.split()) for name, cell in cells.items()}
    if values["decision"] not in list(Decision):
        hint = "the decisions are " + ", ".join(Decision)
        raise SettingsError(f"{values['decision']!r} is no decision", where=where, hint=hint)
    if not values["name"] or not values["value"]:
        raise SettingsError("name or value is empty", where=where, hint="fill both")
    row = Correction(
        Decision(values["decision"]),
        values["name"],
        values["value"],
        _documents(values.get("document", "")),
        _documents(values.get("value_document", "")),
        path,
        line,
    )
    one, other = (row.name, row.documents), (row.value, row.value_documents)
    if row.decision in (Decision.SAME, Decision.NOT_SAME) and one == other:
        raise SettingsError("both sides are the same", where=where, hint="name the document of each side")
    return row


def _documents(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (item.strip() for item in cell.split("|"))))
