"""Adds to seeds/entities.csv the first-level divisions of countries, as seeds/places.tsv.xz names them.

    python seeds/sources/regions.py

Source: GeoNames (https://www.geonames.org), CC BY 4.0; see places.py. Kept are names that say what they are ("Abyan Governorate") and those
that no other place of the world has.
"""

import lzma
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from anyascii import anyascii
from table import PATH, Table, is_common

from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Row

_UNIT = re.compile(
    r"(.+) (?:Autonomous |Union |Capital |Federal )*"
    r"(?:Province|Governorate|State|Oblast|Region|Prefecture|County|Department|District|Territory|Voivodeship|Krai|Canton|Division)"
)
_LEAST = 5  # letters of a name without a noun
_LEAST_PEOPLE = 100_000
_LATIN = ("AZE", "LVA", "ROU", "TUR", "VNM")  # countries that write these marks themselves
_MARKS = frozenset("\u0304\u0323\u0327")  # macron, dot below, cedilla: of a transliteration elsewhere
_TRANSLITERATED = re.compile(r"\b(?:Balad|Obl[iy]s)|(?:skaya|skiy)\b")
_PLAIN = re.compile(r"[^\W\d_][\w'’ .-]+")


class Division(NamedTuple):
    """A region of the table of places: its name, its country's code, its people."""

    name: str
    code: str
    people: int


def main() -> None:
    """Writes the table."""
    table = Table("GeoNames")
    table.write(row for division in _divisions() for row in _row(division, table))


def _divisions() -> Iterator[Division]:
    with lzma.open(PATH.with_name("places.tsv.xz"), "rt", encoding="utf-8") as file:
        lines = (line.rstrip("\n").split("\t") for line in file if not line.startswith("#"))
        found = {Division(_written(line[1], line[3]), line[3], int(line[7])) for line in lines if line[2] == "Region"}
    yield from sorted(found)


def _written(name: str, code: str) -> str:
    """The name as newspapers write it, without marks that only tell how another script is written."""
    marks = _MARKS.intersection(unicodedata.normalize("NFD", name))
    return anyascii(name) if "‘" in name or (marks and code not in _LATIN) else name


def _row(division: Division, table: Table) -> Iterator[Row]:
    name, country = division.name, table.by_code.get(division.code)
    written = _PLAIN.fullmatch(name) and not _TRANSLITERATED.search(name)
    if country is None or division.people < _LEAST_PEOPLE or not written or table.known.lookup(name):
        return
    named = _UNIT.fullmatch(name)
    if named is not None:
        if not all(map(is_common, named[1].split())) and not table.known.lookup(named[1]):
            yield table.row(name, "Region", located_in=country.id)
    elif len(name) >= _LEAST and _is_alone(name, table):
        yield table.row(name, "Region", located_in=country.id)


def _is_alone(name: str, table: Table) -> bool:
    """True for a name that is no person's and no word, and that no other place of the world has."""
    words = [word.casefold() for word in re.findall(r"\w+", name)]
    given = ENGLISH.names.male_names | ENGLISH.names.female_names
    return (
        len(table.places.find(name)) == 1
        and given.isdisjoint(words)
        and not any(map(is_common, words))
        and table.known.adjective(name) is None
    )


if __name__ == "__main__":
    main()
