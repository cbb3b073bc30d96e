"""The table of names, seeds/entities.csv, for the scripts beside this one: each makes the rows of one source, under one note.

    table = Table("World Factbook 2015")
    table.write(rows)        the rows of this note made anew; what people have written stays as it is

Left out is what a name alone does not tell: a name that two new rows have, that another row has already, or that is an everyday word.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from functools import cached_property
from pathlib import Path

from kg.iri import slug
from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Gazetteer, Row
from kg.resources.places import Places
from kg.resources.vocabulary import whole_words

PATH = Path(__file__).parent.parent / "entities.csv"
SOURCES = (
    "usual names",
    "World Factbook 2015",
    "World Factbook 2025",
    "GeoNames",
    "stock indices 2026",
    "airports 2026",
)
_COMMON = 4  # words that a name of common words alone must have
_LEAST = 4  # letters of a word, and of an acronym, that means one thing


class Table:
    """The table as it is before the rows that `note` marks: what people have written, and the sources named before that one."""

    def __init__(self, note: str) -> None:
        self.note = note
        rows = Gazetteer.load().by_id.values()
        self.later = [row for row in rows if row.note in SOURCES[SOURCES.index(note) + 1 :]]
        self.others = [row for row in rows if row.note != note and row not in self.later]
        self.known = Gazetteer.of(self.others, ENGLISH)
        self.by_code = {row.iso3: row for row in self.others if row.iso3}

    @cached_property
    def places(self) -> Places:
        """Places of the world, for names that are theirs."""
        return Places.load()

    def row(self, label: str, kind: str, aliases: Iterable[str] = (), located_in: str = "") -> Row:
        """A row under this note."""
        return Row(slug(label), label, kind, tuple(aliases), located_in=located_in, note=self.note)

    def country(self, name: str) -> Row | None:
        """The country of a name."""
        return next((row for row in self.known.lookup(name) if row.type == "Country" and row.iso3), None)

    def write(self, found: Iterable[Row]) -> None:
        """Writes the table, sorted by id, with those of the rows found whose names mean one thing."""
        found = list(found)
        times = Counter(name.casefold() for row in found for name in {*row.names})
        labels = Counter(row.id for row in found)
        rows = [self._unshared(row, times) for row in found if labels[row.id] == 1 and times[row.label.casefold()] == 1]
        fresh = [row for row in rows if not self.known.lookup(row.label) and row.id not in self.known.by_id]
        new = Gazetteer.of(fresh, ENGLISH)
        later = [row for row in self.later if row.id not in new.by_id and not any(map(new.lookup, row.names))]
        _write([*self.others, *fresh, *later])
        print(f"{len(self.others):,} other rows, {len(fresh):,} of {self.note}: {Counter(row.type for row in fresh)}")

    def _unshared(self, row: Row, times: Counter[str]) -> Row:
        """The row without other names that a second row has, too."""
        aliases = tuple(
            name for name in dict.fromkeys(row.aliases) if times[name.casefold()] == 1 and not self.known.lookup(name)
        )
        return Row(**(asdict(row) | {"aliases": aliases}))

    def means_one_thing(self, name: str, own: Iterable[str] = ()) -> bool:
        """True for words that are not all common, or many, or one of which names the country whose names are `own`."""
        words = re.findall(r"[\w'’-]+", name)
        if len(words) < 2:
            return False
        common = all(is_common(word) or len(word) < _LEAST for word in words)
        return not common or len(words) >= _COMMON or any(word in name for word in own)

    def is_own_word(self, word: str) -> bool:
        """True for one long word that is none of English, no place and no one's first name: "Lufthansa"."""
        names = ENGLISH.names
        return (
            len(word) > _LEAST
            and not is_common(word)
            and word.casefold() not in names.male_names | names.female_names
            and not self.places.find(word)
            and self.known.adjective(word) is None
        )

    def is_acronym(self, word: str) -> bool:
        """True for capitals that are no word: "UNIDO"."""
        return len(word) >= _LEAST and word.upper() == word and not is_common(word)


def is_common(word: str) -> bool:
    """True for a word of English."""
    return word.casefold() in whole_words()


def _write(rows: list[Row]) -> None:
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([item.name for item in fields(Row)])
        writer.writerows(_cells(row) for row in sorted(rows, key=lambda item: item.id))


def _cells(row: Row) -> Iterator[str]:
    for item in fields(Row):
        value = getattr(row, item.name)
        yield "|".join(value) if isinstance(value, tuple) else value
