"""Tables of SQLite in a file that is gone with who owns them: SQLite sorts, and spills to disk what its cache cannot hold
(https://sqlite.org/inmemorydb.html#temp_db).
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Generic, TypeVar, overload

from kg.errors import StoreError

Item = TypeVar("Item")


def opened(owner: object, tables: str, megabytes: int) -> sqlite3.Connection:
    """An empty database with `tables`, which is closed with its owner; so much of it stays in memory."""
    database = sqlite3.connect("", check_same_thread=False)
    weakref.finalize(owner, database.close)
    database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA cache_size = {-1000 * megabytes}; {tables}")
    return database


@contextmanager
def written(what: str, where: str = "") -> Iterator[None]:
    """Raises StoreError where the disk is full."""
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = "make room where temporary files go, or name another folder in SQLITE_TMPDIR"
        raise StoreError(f"{what} cannot be put on disk: {error}", where=where, hint=hint) from error


class InOrder(Sequence[Item], Generic[Item]):
    """What a table holds as a sequence, read anew each time; equal to a tuple of the same."""

    def __init__(self, length: Callable[[], int], read: Callable[[], Iterator[Item]]) -> None:
        self._length = length
        self._read = read

    def __len__(self) -> int:
        return self._length()

    def __iter__(self) -> Iterator[Item]:
        return self._read()

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        if isinstance(at, slice):
            return tuple(self)[at]
        return next(islice(self, range(len(self))[at], None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == its for one, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as a list, since comparing is reading

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, ([*self],)
