"""Places of the world by name: where they lie, in which country and region, and how many live there.

    places = Places.load()
    places.find("Paris")        that of France, of Texas, of Ontario ...

The table is made by seeds/sources/places.py, which names its sources. It is read when the first name is looked for.
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from anyascii import anyascii

from kg.errors import SettingsError
from kg.model import Location
from kg.settings import resource


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A town, region or country; `kind` is the local name of its class. The population of a region is that of its towns."""

    name: str
    kind: str
    location: Location


@dataclass(frozen=True)
class Places:
    """The table at `path`, or none."""

    path: Path | None = None

    @classmethod
    def load(cls) -> Places:
        """The packaged table."""
        return cls(resource("places.tsv.xz"))

    def find(self, name: str) -> tuple[Place, ...]:
        """The places of a name, the one with most people first. Case, accents and hyphens make no difference."""
        word = f"{_folded(name)}\t"
        first = bisect_left(self._lines, word)
        following = (self._lines[at] for at in range(first, len(self._lines)))
        found = map(_place, takewhile(lambda line: line.startswith(word), following))
        return tuple(sorted(found, key=lambda place: (-place.location.population, place)))

    @cached_property
    def _lines(self) -> list[str]:
        return list(self._read())

    def _read(self) -> Iterator[str]:
        if self.path is None:
            return
        try:
            with lzma.open(self.path, "rt", encoding="utf-8") as file:
                yield from (line.rstrip("\n") for line in file)
        except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
            raise SettingsError("the table of places cannot be read", where=str(self.path), hint=str(error)) from error


def _folded(name: str) -> str:
    return " ".join(anyascii(name).casefold().replace("-", " ").split())


def _place(line: str) -> Place:
    _, name, kind, country, region, latitude, longitude, population, geonames = line.split("\t")
    return Place(
        name, kind, Location(float(latitude), float(longitude), country, region, int(population), int(geonames))
    )
