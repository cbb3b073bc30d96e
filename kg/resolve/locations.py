"""Where the places of a corpus lie.

Of places that are called alike, the words beside the name decide ("Paris, Texas"); then the number of people, where one place has ten
times as many as any other; then the countries that the documents speak of. What is still in doubt has no location, and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Location
from kg.resolve.discourse import Referent
from kg.resources.gazetteer import Gazetteer, Row
from kg.resources.places import Place

_KINDS = {
    "Country": ("Country",),
    "City": ("City",),
    "Region": ("Region",),
    "Place": ("City", "Region"),
}
_LARGE = 100_000  # people of a place that is known where its country is not spoken of
_TOWN = 50_000  # people of a place in a country that is spoken of, whatever larger one of its name lies elsewhere
_MUCH_LARGER, _LARGER = 10, 3  # times the people of the next one: in the world, in the countries that are spoken of
_STEPS = 4  # from a row to its country
_SHOWN = 3  # places in a report


class Locator:
    """Finds the places of a gazetteer's table that entities are."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._countries: dict[str, str] = {}

    def has(self, kind: str) -> bool:
        """Whether things of a class have a place."""
        return kind in _KINDS

    def locate(
        self, names: Sequence[str], kind: str, row: Row | None, within: frozenset[str], spoken_of: frozenset[str]
    ) -> Location | str | None:
        """The location of a place that goes by `names`, best first, and is said to be `within` some rows.

        `spoken_of` are the countries that its documents speak of; see `spoken_of`.

        Why it is in doubt, where it is; None for what is no place or not in the table.
        """
        wanted = _KINDS.get(kind, ())
        clear = [name for name in names if row is not None or within or not self._is_direction(name)]
        found = next(filter(None, (self._known(name, wanted, row) for name in clear if wanted)), [])
        if within and row is None:
            found = [place for place in found if any(self._is_in(place, item) for item in within)]
        if not found:
            return None
        chosen = found[0] if row is not None and self._country(row) else _likeliest(found, spoken_of, bool(within))
        return _doubt(found) if chosen is None else _location(chosen)

    def _is_direction(self, name: str) -> bool:
        """Whether a name only says on which side: "South", "the Far North"."""
        language = self.gazetteer.language
        if language is None:
            return False
        words = language.grammar.without_article(name).replace("-", " ").casefold().split()
        return language.names.directions.issuperset(words)

    def _known(self, name: str, kinds: Sequence[str], row: Row | None) -> list[Place]:
        """Places of a name, the one with most people first, in the country of the row."""
        found = [place for place in self.gazetteer.places.find(name) if place.kind in kinds]
        country = self._country(row) if row is not None else ""
        if country:
            found = [place for place in found if place.location.country == country]
        cities = {place.location.country for place in found if place.kind == "City" and _people(place) >= _LARGE}
        return [place for place in found if place.kind != "Region" or place.location.country not in cities]

    def _country(self, row: Row) -> str:
        """The ISO code of the country that a row is or lies in."""
        above: Row | None = row
        for _ in range(_STEPS):
            if above is None or above.iso3:
                break
            above = self.gazetteer.by_id.get(above.located_in or above.represents)
        return above.iso3 if above is not None else ""

    def _is_in(self, place: Place, row_id: str) -> bool:
        row = self.gazetteer.by_id[row_id]
        if row.type == "Country":
            return place.location.country == row.iso3
        names = {name.partition(",")[0].casefold() for name in row.names}  # "Georgia, U.S. state"
        return place.location.region.casefold() in names

    def spoken_of(self, referents: Iterable[Referent]) -> frozenset[str]:
        """The ISO codes of the countries that a document with these referents speaks of, or of something in them."""
        return frozenset(self._code(referent.row) for referent in referents if referent.row is not None) - {""}

    def _code(self, row: Row) -> str:
        if row.id not in self._countries:
            self._countries[row.id] = self._country(row)
        return self._countries[row.id]


def _people(place: Place) -> int:
    return place.location.population


def _likeliest(found: Sequence[Place], spoken_of: frozenset[str], beside: bool) -> Place | None:
    """The place that is meant, of some that have the right name; None when that is in doubt."""
    largest, others = found[0], found[1:]
    if _people(largest) >= _LARGE and all(_people(largest) >= _MUCH_LARGER * _people(other) for other in others):
        return largest
    near = found if beside else [place for place in found if place.location.country in spoken_of]
    if not beside and near and near[0] is not largest and _people(near[0]) < _TOWN:
        return None  # "Jericho" in a text that speaks of the United States
    if near and all(_people(near[0]) >= _LARGER * _people(other) for other in near[1:]):
        return near[0]
    return None


def _doubt(found: Sequence[Place]) -> str:
    shown = [f"{place.name} in {_area(place)} ({_people(place):,} people)" for place in found[:_SHOWN]]
    more = f" or one of {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"it could be {' or '.join(shown)}{more}; it is kept without a location"


def _area(place: Place) -> str:
    return ", ".join(filter(None, (place.location.region, place.location.country)))


def _location(place: Place) -> Location:
    """Its location; the towns of a region are not all of its people."""
    return replace(place.location, population=0) if place.kind == "Region" else place.location
