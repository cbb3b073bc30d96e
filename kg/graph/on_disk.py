"""Things by name in a temporary file: of a large graph its entities. Those that were asked for last are held.

entities = OnDisk(ENTITIES)
entities["http://..."] = entity
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, MutableMapping, ValuesView
from functools import lru_cache, partial
from sqlite3 import Connection
from typing import Any, NamedTuple, TypeVar

from kg.graph.temporary import opened, written

Item = TypeVar("Item")
_TABLE = "CREATE TABLE items (name BLOB PRIMARY KEY, data TEXT, wanted INTEGER DEFAULT 0) WITHOUT ROWID;"
_CACHE = 6  # megabytes
_TOGETHER = 50_000  # names that are noted before they are written


class Packing(NamedTuple):
    """How things are made text, which is ASCII, and things again; `kind` is what they are called, `held` how many stay in memory."""

    kind: str
    held: int
    pack: Callable[[Any], str]
    unpack: Callable[[str, str], Any]  # of name and text


class OnDisk(MutableMapping[str, Item]):
    """A mapping in the order of its names, which are unpacked anew each time they are read."""

    def __init__(self, packing: Packing) -> None:
        self._packing = packing
        self._database = opened(self, _TABLE, _CACHE)
        self._held = lru_cache(maxsize=packing.held)(partial(_read, self._database, packing))
        self._noted = set[str]()
        self._count: int | None = None

    def __getitem__(self, name: str) -> Item:
        found: Item | None = self._held(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return self._held(name) is not None

    def get(self, name: str, default: Any = None) -> Any:
        """The thing of a name; what is not there is asked for as often as what is."""
        found = self._held(name)
        return default if found is None else found

    def __setitem__(self, name: str, item: Item) -> None:
        self._write("INSERT OR REPLACE INTO items (name, data) VALUES (?, ?)", name, item)

    def setdefault(self, name: str, default: Any = None) -> Any:
        """The thing of a name, which is the given one where there was none."""
        if self._write("INSERT OR IGNORE INTO items (name, data) VALUES (?, ?)", name, default):
            return default
        return _read(self._database, self._packing, name)

    def _write(self, statement: str, name: str, item: Item) -> int:
        self._changed()
        with written(self._packing.kind, name):
            return self._database.execute(statement, (_key(name), self._packing.pack(item))).rowcount

    def __delitem__(self, name: str) -> None:
        self._changed()
        if not self._database.execute("DELETE FROM items WHERE name = ?", (_key(name),)).rowcount:
            raise KeyError(name)

    def _changed(self) -> None:
        self._count = None
        if self._held.cache_info().currsize:
            self._held.cache_clear()

    def note(self, names: Iterable[str]) -> None:
        """Says what is wanted, for `drop_others`."""
        self._noted.update(names)
        if len(self._noted) > _TOGETHER:
            self._mark()

    def _mark(self) -> None:
        names = ((_key(name),) for name in sorted(self._noted))
        self._database.executemany("UPDATE items SET wanted = 1 WHERE name = ?", names)
        self._noted.clear()

    def drop_others(self) -> None:
        """Forgets what is not wanted."""
        self._mark()
        self._changed()
        self._database.execute("DELETE FROM items WHERE NOT wanted")

    def __iter__(self) -> Iterator[str]:
        return (_name(key) for (key,) in self._database.execute("SELECT name FROM items ORDER BY name"))

    def __len__(self) -> int:
        if self._count is None:
            [(self._count,)] = self._database.execute("SELECT COUNT(*) FROM items")
        return self._count

    def items(self) -> ItemsView[str, Item]:
        """Things with their names, read in one go."""
        return _Items(self)

    def values(self) -> ValuesView[Item]:
        """Things, read in one go."""
        return _Values(self)

    def _rows(self) -> Iterator[tuple[str, Item]]:
        unpack = self._packing.unpack
        rows = self._database.execute("SELECT name, data FROM items ORDER BY name")
        return ((name, unpack(name, data)) for name, data in ((_name(key), data) for key, data in rows))

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, ([*self.items()],)


def _key(name: str) -> bytes:
    """Bytes in the order of the names; half of a character would be no text for a database."""
    return name.encode("utf-8", "surrogatepass")


def _name(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")


def _read(database: Connection, packing: Packing, name: str) -> Any:
    for (data,) in database.execute("SELECT data FROM items WHERE name = ?", (_key(name),)):
        return packing.unpack(name, data)
    return None


class _Items(ItemsView[str, Item]):
    _mapping: OnDisk[Item]

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        return self._mapping._rows()


class _Values(ValuesView[Item]):
    _mapping: OnDisk[Item]

    def __iter__(self) -> Iterator[Item]:
        return (item for _, item in self._mapping._rows())
