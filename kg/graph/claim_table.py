"""The claims of many documents, merged, in a file of SQLite's that is gone with the table: read one after the other, or by id.

    table = ClaimTable()
    table.put(document, rows)       rows as `pack` makes them
    table["0123456789abcdef"]       a claim with the evidence of all documents
    table.in_order                  all claims, as a sequence

A claim is made anew each time it is read: who needs something of all claims goes through them once, and holds no more than what is
counted.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.graph.merging import Checked, merged
from kg.graph.packed_claims import Row, unpack
from kg.graph.temporary import InOrder, opened, written
from kg.model import Claim, Document

MANY = 500  # documents, above which a graph does not hold its claims in memory
_TABLE = """
CREATE TABLE claims (
    id TEXT, document INTEGER, number INTEGER, claim TEXT, evidence TEXT, PRIMARY KEY (id, document, number)
) WITHOUT ROWID;
"""
_ROWS = "SELECT id, document, claim, evidence FROM claims"
_IN_ORDER = "ORDER BY id, document, number"
_CACHE = 16  # megabytes
_LAST = "g"  # behind all ids, which are hexadecimal


class ClaimList(list[Checked]):
    """The claims of few documents, in memory, not merged yet."""

    def put(self, document: Document, rows: Iterable[Row]) -> None:
        """Adds the claims of a document."""
        self += (unpack(row, document) for row in rows)


class ClaimTable(Mapping[str, Claim]):
    """Claims by id, in order."""

    def __init__(self) -> None:
        self._database = opened(self, _TABLE, _CACHE)
        self._documents: list[Document] = []
        self._count: int | None = None

    def put(self, document: Document, rows: Iterable[Row]) -> None:
        """Adds the claims of a document, which is not there yet."""
        at, self._count = len(self._documents), None
        self._documents.append(document)
        numbered = ((key, at, number, claim, lines) for number, (key, claim, lines) in enumerate(rows))
        with written("claims", document.id):
            self._database.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", numbered)

    def drop(self, ids: Iterable[str]) -> None:
        """Forgets some claims."""
        self._count = None
        self._database.executemany("DELETE FROM claims WHERE id = ?", ((claim_id,) for claim_id in ids))

    def parts(self) -> Iterator[tuple[str, list[Claim]]]:
        """For each id the claims of single documents that become one."""
        return self._made(self._database.execute(f"{_ROWS} {_IN_ORDER}"))

    def between(self, first: str, last: str) -> Iterator[tuple[str, Claim]]:
        """Claims from an id on and before another, with their ids."""
        found = self._database.execute(f"{_ROWS} WHERE id >= ? AND id < ? {_IN_ORDER}", (first, last))
        return ((claim_id, merged(parts)) for claim_id, parts in self._made(found))

    def _made(self, rows: Iterable[tuple[str, int, str, str]]) -> Iterator[tuple[str, list[Claim]]]:
        for claim_id, same in groupby(rows, key=itemgetter(0)):
            yield claim_id, [unpack((claim_id, claim, lines), self._documents[at])[1] for _, at, claim, lines in same]

    @property
    def in_order(self) -> Sequence[Claim]:
        """The claims."""
        return InOrder(self.__len__, lambda: iter(self.values()))

    def __getitem__(self, claim_id: str) -> Claim:
        found = self._database.execute(f"{_ROWS} WHERE id = ? {_IN_ORDER}", (claim_id,))
        for _, parts in self._made(found):
            return merged(parts)
        raise KeyError(claim_id)

    def __iter__(self) -> Iterator[str]:
        for (claim_id,) in self._database.execute("SELECT DISTINCT id FROM claims ORDER BY id"):
            yield claim_id

    def __len__(self) -> int:
        if self._count is None:
            [(self._count,)] = self._database.execute("SELECT COUNT(DISTINCT id) FROM claims")
        return self._count

    def items(self) -> ItemsView[str, Claim]:
        """Claims with their ids, read in one go."""
        return _Items(self)

    def values(self) -> ValuesView[Claim]:
        """Claims, read in one go."""
        return _Values(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, ([*self.items()],)


class _Items(ItemsView[str, Claim]):
    _mapping: ClaimTable

    def __iter__(self) -> Iterator[tuple[str, Claim]]:
        return self._mapping.between("", _LAST)


class _Values(ValuesView[Claim]):
    _mapping: ClaimTable

    def __iter__(self) -> Iterator[Claim]:
        return (claim for _, claim in self._mapping.between("", _LAST))
