"""Who held a public office when: seeds/offices.csv.

    offices = Offices.load()
    offices.holder("president", "2019-03-04", country="France").name         "Emmanuel Macron"
    offices.holder("president", "2019-03-04", surname="macron").country      "France"

The table is made by seeds/sources/offices.py, which names its sources. It is read when the first office is looked for.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from anyascii import anyascii

from kg.errors import OntologyError
from kg.settings import resource

_DAY = 10  # characters of a whole date


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """Somebody in an office of a country or body, whose row's id is `country`.

    `surname` is the part of `name` by which its bearer is called. `since` and `until` are a day, a month or a year; on the days
    within a month or year that begins or ends a term nobody is known to hold the office.
    """

    country: str
    office: str
    name: str
    surname: str
    since: str
    until: str

    def serves(self, day: str) -> bool:
        """True when the office is surely theirs on an ISO 8601 day, that of a change counted for both."""
        return _before(self.since, day) and _before(day, self.until)


@dataclass(frozen=True)
class Offices:
    """The table at `path`, or none."""

    path: Path | None = None

    @classmethod
    def load(cls) -> Offices:
        """The packaged table."""
        return cls(resource("offices.csv"))

    def holder(self, office: str, date: str, *, country: str = "", surname: str = "") -> Holder | None:
        """The only one who holds an office at an ISO 8601 date or date-time, in `country` if given, of the folded `surname` if given.

        None without a whole date, and when nobody or several fit; a monarch may have several countries.
        """
        day = date[:_DAY]
        found = {
            holder.name: holder
            for holder in self._by_office.get(office, ())
            if len(day) == _DAY
            and (not country or holder.country == country)
            and (not surname or folded(holder.surname) == surname)
            and holder.serves(day)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def held_by(self, name: str, date: str) -> Iterator[Holder]:
        """What somebody of a full name, written in any way, holds at an ISO 8601 date or date-time; nothing without a whole date."""
        day, name = date[:_DAY], folded(name)
        yield from (row for row in self._by_name.get(name, ()) if len(day) == _DAY and row.serves(day))

    @cached_property
    def rows(self) -> tuple[Holder, ...]:
        """All holders, as the table has them. OntologyError when it cannot be read."""
        if self.path is None:
            return ()
        try:
            with self.path.open(encoding="utf-8", newline="") as file:
                return tuple(Holder(**cells) for cells in csv.DictReader(file, strict=True))
        except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
            hint = "its columns are " + ",".join(item.name for item in fields(Holder))
            raise OntologyError("the table of offices cannot be read", where=str(self.path), hint=hint) from error

    @property
    def kinds(self) -> Collection[str]:
        """The offices of the table."""
        return self._by_office.keys()

    @cached_property
    def _by_office(self) -> Mapping[str, Sequence[Holder]]:
        found: defaultdict[str, list[Holder]] = defaultdict(list)
        for holder in self.rows:
            found[holder.office].append(holder)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Holder]]:
        found: defaultdict[str, list[Holder]] = defaultdict(list)
        for holder in self.rows:
            found[folded(holder.name)].append(holder)
        return found


def folded(name: str) -> str:
    """The form under which surnames are compared."""
    return " ".join(anyascii(name).casefold().replace("-", " ").split())


def _before(one: str, other: str) -> bool:
    """True when a date surely is not after another; what is known to the month only is not before a day of that month."""
    size = min(len(one), len(other))
    return one[:size] < other[:size] or (one[:size] == other[:size] and len(one) == len(other))
