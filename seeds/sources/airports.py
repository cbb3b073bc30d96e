"""Adds to seeds/entities.csv the airports of large cities: international ones, and all of towns with a million people.

    pip install airportsdata==20260905
    python seeds/sources/airports.py

Source: the package airportsdata (MIT). Kept are those with a IATA code whose town, by seeds/places.tsv.xz, has 300,000 people and more;
air bases and fields for private aircraft are left out.
"""

import re
from collections.abc import Iterator
from typing import Any

import airportsdata
from table import Table

from kg.resources.gazetteer import Row

_LEAST, _LARGE = 300_000, 1_000_000  # people
_OTHER_USE = re.compile(
    r"\b(?:Base|Escuela|Executive|Force|Regional|Ntl|Nolf|FAP|At|Municipal|County)\b| - |Airport .*Airport"
)
_NAME = re.compile(r"[A-Z][\w'’. -]+ Airport")
_INTERNATIONAL = " International Airport"


def main() -> None:
    """Writes the table."""
    table = Table("airports 2026")
    codes = airportsdata.load("IATA")
    table.write(row for code in sorted(codes) for row in _airport(codes[code], table))


def _airport(airport: Any, table: Table) -> Iterator[Row]:
    name, country = " ".join(airport["name"].split()), _country(airport, table)
    if (
        country is None
        or _OTHER_USE.search(name)
        or not _NAME.fullmatch(name)
        or table.known.lookup(name)
        or not table.means_one_thing(name)
    ):
        return
    short = name.replace(_INTERNATIONAL, " Airport")
    aliases = [short] if short != name and table.means_one_thing(short) else []
    yield table.row(name, "Facility", aliases, country.id)


def _country(airport: Any, table: Table) -> Row | None:
    """The country of an airport of a large town."""
    for place in table.places.find(airport["city"]):
        location, near = place.location, abs(place.location.latitude - airport["lat"]) < 1
        least = _LEAST if "International" in airport["name"] else _LARGE
        if place.kind == "City" and location.population >= least and near:
            return table.by_code.get(location.country)
    return None


if __name__ == "__main__":
    main()
