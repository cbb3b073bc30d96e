"""Facts with the claims that assert them, grouped and sorted: of few claims in memory, of many by SQLite."""

from __future__ import annotations

import json
from collections.abc import ItemsView, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol, TypeAlias

from kg.graph.temporary import opened, written
from kg.graph.terms import sort_key, term
from kg.model import Value

Fact: TypeAlias = tuple[str, str, "str | Value"]
Ids: TypeAlias = tuple[str, ...]

_TABLE = """CREATE TABLE facts (
    subject TEXT, property TEXT, literal INTEGER, object TEXT, value TEXT, claim TEXT,
    PRIMARY KEY (subject, property, literal, object, value, claim)
) WITHOUT ROWID;"""  # `object` is what `sort_key` has, `value` a literal as JSON
_CACHE = 6  # megabytes
_FACT = "subject, property, literal, object, value"


class Facts(Protocol):
    """Where facts are put, with the claims in the order of their ids, until all are there."""

    def put(self, fact: Fact, claim_id: str) -> None:
        """Adds a claim that asserts a fact."""

    def in_order(self) -> Mapping[Fact, Ids]:
        """All facts, in order, with their claims."""


class FactDict:
    """Facts in memory."""

    def __init__(self) -> None:
        self._claims: dict[Fact, list[str]] = {}

    def put(self, fact: Fact, claim_id: str) -> None:
        """Adds a claim."""
        self._claims.setdefault(fact, []).append(claim_id)

    def in_order(self) -> Mapping[Fact, Ids]:
        """All facts."""
        return {fact: tuple(self._claims[fact]) for fact in sorted(self._claims, key=_fact_key)}


def _fact_key(fact: Fact) -> tuple[str, str, tuple[bool, str]]:
    return (fact[0], fact[1], sort_key(term(fact[2])))


class FactTable(Mapping[Fact, Ids]):
    """Facts on disk; the file is gone with the table."""

    def __init__(self) -> None:
        self._database = opened(self, _TABLE, _CACHE)
        self._count: int | None = None

    def put(self, fact: Fact, claim_id: str) -> None:
        """Adds a claim."""
        self._count = None
        with written("facts", claim_id):
            self._database.execute("INSERT OR IGNORE INTO facts VALUES (?, ?, ?, ?, ?, ?)", (*_row(fact), claim_id))

    def in_order(self) -> Mapping[Fact, Ids]:
        """All facts."""
        return self

    def __getitem__(self, fact: Fact) -> Ids:
        which = "subject = ? AND property = ? AND literal = ? AND object = ? AND value = ?"
        query = f"SELECT claim FROM facts WHERE {which} ORDER BY claim"  # noqa: S608
        if found := self._database.execute(query, _row(fact)).fetchall():
            return tuple([claim_id for (claim_id,) in found])
        raise KeyError(fact)

    def __iter__(self) -> Iterator[Fact]:
        return map(_fact, self._database.execute(f"SELECT DISTINCT {_FACT} FROM facts ORDER BY {_FACT}"))  # noqa: S608

    def __len__(self) -> int:
        if self._count is None:
            query = f"SELECT COUNT(*) FROM (SELECT DISTINCT {_FACT} FROM facts)"  # noqa: S608
            [(self._count,)] = self._database.execute(query)
        return self._count

    def items(self) -> ItemsView[Fact, Ids]:
        """Facts with their claims, read in one go."""
        return _Items(self)

    def _rows(self) -> Iterator[tuple[Fact, Ids]]:
        rows = self._database.execute(f"SELECT {_FACT}, claim FROM facts ORDER BY {_FACT}, claim")  # noqa: S608
        for row, same in groupby(rows, key=itemgetter(slice(5))):
            yield _fact(row), tuple([claim_id for *_, claim_id in same])

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, ([*self.items()],)


class _Items(ItemsView[Fact, Ids]):
    _mapping: FactTable

    def __iter__(self) -> Iterator[tuple[Fact, Ids]]:
        return self._mapping._rows()


def _row(fact: Fact) -> tuple[str, str, bool, str, str]:
    subject, relation, target = fact
    if isinstance(target, str):
        return subject, relation, False, target, ""
    return subject, relation, *sort_key(term(target)), json.dumps((target.text, target.datatype))


def _fact(row: tuple[str, str, int, str, str]) -> Fact:
    subject, relation, literal, target, value = row
    return subject, relation, Value(*json.loads(value)) if literal else target
