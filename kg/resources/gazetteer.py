"""The gazetteer: seeds/entities.csv as an index from names to rows.

    gazetteer = Gazetteer.load(language=ENGLISH)
    gazetteer.lookup("the U.S.")[0].label          "United States"
    gazetteer.adjective("Russians")                the row of Russia
    gazetteer.represents("White_House")            the row of the United States

Multiple values in a cell are separated by `|`. A name belongs to one row, unless the notes of the rows say why not;
then the first row of the table comes first.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from anyascii import anyascii

from kg.errors import OntologyError
from kg.iri import slug
from kg.lang.language import Language
from kg.resources.offices import Offices
from kg.resources.places import Places
from kg.settings import resource

_LISTS = ("aliases", "adjectives", "regions")
_ABBREVIATION = re.compile(r"[A-Z]{2,3}")
_WIKIDATA = re.compile(r"(Q[1-9][0-9]*)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One entity of the gazetteer.

    `id` is the slug of `label`; `type` the local name of a class. `aliases` are further names, `adjectives` words for
    what or who belongs to it. `represents` is the id of the row whose government its name can stand for, `located_in`
    the id of the country or region it belongs to; `regions` are those of a
    country, overlapping ones too. `iso3` is ISO 3166-1 alpha-3, `wikidata` an item such as "Q30".
    """

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    represents: str = ""
    located_in: str = ""
    iso3: str = ""
    wikidata: str = ""
    note: str = ""
    regions: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the aliases."""
        return (self.label, *self.aliases)


_COLUMNS = tuple(item.name for item in fields(Row))


@dataclass(frozen=True)
class Gazetteer:
    """Rows by id, by name and by adjective. Make it with `Gazetteer.load` or `Gazetteer.of`.

    `language` is that of the names; without one they are found only in the spelling that the table has. `places` knows where they
    lie, `offices` who held them when.
    """

    by_id: Mapping[str, Row]
    _by_name: Mapping[str, tuple[Row, ...]]
    _by_adjective: Mapping[str, Row]
    language: Language | None = None
    places: Places = field(default_factory=Places)
    offices: Offices = field(default_factory=Offices)

    @classmethod
    def load(cls, path: Path | None = None, extra: Sequence[Path] = (), language: Language | None = None) -> Self:
        """The table at `path` (the packaged one when None); what `extra` tables say of an id or a name comes first.

        Raises OntologyError, which names the file and the line, when a row is wrong.
        """
        placed: dict[str, tuple[Row, str]] = {}
        for table in (*extra, resource("entities.csv") if path is None else path):
            for row, where in _rows(table):
                placed.setdefault(row.id, (row, where))
        for row, where in placed.values():
            for other in filter(None, (row.represents, row.located_in, *row.regions)):
                if other not in placed:
                    raise OntologyError(f"there is no row {other!r}", where=where, hint="use the id of a row")
        return cls.of((row for row, _ in placed.values()), language, Places.load(), Offices.load())

    @classmethod
    def of(
        cls,
        rows: Iterable[Row],
        language: Language | None = None,
        places: Places | None = None,
        offices: Offices | None = None,
    ) -> Self:
        """A gazetteer of `rows`; of rows with one name the first comes first."""
        by_id = {row.id: row for row in rows}
        names: defaultdict[str, list[Row]] = defaultdict(list)
        adjectives: dict[str, Row] = {}
        for row in by_id.values():
            for key in dict.fromkeys(_key(name, language) for name in row.names):
                names[key].append(row)
            for word in row.adjectives:
                adjectives.setdefault(_fold(word), row)
        by_name = {key: tuple(found) for key, found in names.items()}
        return cls(by_id, by_name, adjectives, language, places or Places(), offices or Offices())

    def lookup(self, name: str) -> tuple[Row, ...]:
        """Rows that have this name, the preferred one first; () when none has.

        Case, accents, spaces, the shape of apostrophes and a dot at the end make no difference, nor does, in a known language, an
        article at the start ("the") and which of two spellings a word has ("defence", "defense"). But
        an abbreviation of up to three letters ("US", "WHO") must be in capitals, and a name without any capital ("turkey",
        "west") is an everyday word unless the table has it so.
        """
        text = _plain(name)
        bare = self.language.grammar.without_article(text) if self.language is not None else text
        found = self._by_name.get(_key(text, self.language)) or self._by_name.get(_key(bare, self.language), ())
        if text == text.lower():
            return tuple(row for row in found if text in map(_plain, row.names))
        return found

    def adjective(self, word: str) -> Row | None:
        """The row that an adjective or demonym belongs to ("Russian", "Britons"); it must begin with a capital."""
        text = _plain(word)
        return self._by_adjective.get(_fold(text)) if text[:1].isupper() else None

    def represents(self, row_id: str) -> Row | None:
        """The row whose government this one can stand for ("Kremlin" -> Russia). Raises KeyError for an unknown id."""
        return self.by_id.get(self.by_id[row_id].represents)


@lru_cache(maxsize=20_000)  # every name is asked for several times
def _plain(text: str) -> str:
    """`text` in ASCII, with single spaces, straight apostrophes and no dot at the end."""
    return " ".join((text if text.isascii() else anyascii(text)).split()).removesuffix(".")


def _fold(text: str) -> str:
    return _plain(text).casefold()


@lru_cache(maxsize=20_000)
def _key(text: str, language: Language | None) -> str:
    """The form under which a name is found: folded, but for short abbreviations."""
    plain = _plain(text)
    if _ABBREVIATION.fullmatch(plain):
        return plain
    known, folded = language.names.one_spelling if language is not None else {}, plain.casefold()
    words = folded.split(" ")
    if known.keys().isdisjoint(words):
        return folded
    return " ".join(known.get(word, word) if len(word) > 2 else word for word in words)


def _rows(path: Path) -> Iterator[tuple[Row, str]]:
    """Rows of a table with their places. A table needs only the columns id, label and type."""
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            columns = next(reader, [])
            _check_columns(columns, f"{path}:1")
            for cells in filter(None, reader):
                where = f"{path}:{reader.line_num}"
                row = _row(columns, cells, where)
                if row.id in seen:
                    raise OntologyError(f"a second row {row.id!r}", where=where, hint="join the two")
                seen.add(row.id)
                yield row, where
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OntologyError("the table of names cannot be read", where=str(path), hint=str(error)) from error


def _check_columns(found: Sequence[str], where: str) -> None:
    unknown = sorted(set(found) - set(_COLUMNS))
    missing = [name for name in ("id", "label", "type") if name not in found]
    if unknown or missing:
        raise OntologyError(
            f"columns are wrong: {', '.join(unknown) or 'none'} unknown, {', '.join(missing) or 'none'} missing",
            where=where,
            hint="the columns are " + ",".join(_COLUMNS),
        )


def _row(columns: Sequence[str], cells: Sequence[str], where: str) -> Row:
    if len(cells) != len(columns):
        raise OntologyError("too few or too many cells", where=where, hint="put quotes around a cell with a comma")
    values: dict[str, Any] = dict(zip(columns, map(str.strip, cells), strict=True))
    for name in _LISTS:
        values[name] = tuple(filter(None, cell.split("|"))) if (cell := values.get(name)) else ()
    row = Row(**values)
    if not row.label or not row.type:
        raise OntologyError("label or type is empty", where=where, hint="fill both")
    if row.id != slug(row.label):
        raise OntologyError(f"{row.id!r} is not the id of {row.label!r}", where=where, hint=f"write {slug(row.label)}")
    if not _WIKIDATA.fullmatch(row.wikidata):
        raise OntologyError(f"{row.wikidata!r} is no Wikidata item", where=where, hint="Q and a number, or nothing")
    return row
