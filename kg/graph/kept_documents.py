"""Documents whose texts are in a temporary file, and are fetched when somebody asks for them: of many, texts are most of what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import lru_cache, partial
from sqlite3 import Connection
from typing import Any, TypeVar

from kg.graph.claim_table import MANY
from kg.graph.temporary import opened, written
from kg.model import Document

Other = TypeVar("Other")
_TABLE = "CREATE TABLE texts (number INTEGER PRIMARY KEY, text BLOB);"
_CACHE = 4  # megabytes
_HELD = 200  # texts that were asked for last
_FIELDS = tuple(item.name for item in fields(Document) if item.name != "text")
_set = object.__setattr__


def off_memory(items: Iterable[Document | Other]) -> Iterator[Document | Other]:
    """The same; of all documents but the first `MANY` the text is put on disk as they come."""
    texts, count = Texts(), 0
    for item in items:
        if isinstance(item, Document) and not isinstance(item, KeptDocument):
            count += 1
            yield item if count <= MANY else texts.keep(item)
        else:
            yield item


class Texts:
    """Texts by the order in which they came; the file is there as long as one of its documents."""

    def __init__(self) -> None:
        self._database = opened(self, _TABLE, _CACHE)
        self.text = lru_cache(maxsize=_HELD)(partial(_text, self._database))

    def keep(self, document: Document) -> KeptDocument:
        """A document without its text, which is kept here."""
        data = document.text.encode("utf-8", "surrogatepass")
        with written("texts", document.id):
            number = self._database.execute("INSERT INTO texts (text) VALUES (?)", (data,)).lastrowid
        return KeptDocument.of(document, self, number or 0)


def _text(database: Connection, number: int) -> str:
    ((data,),) = database.execute("SELECT text FROM texts WHERE number = ?", (number,))
    return str(data, "utf-8", "surrogatepass")


class KeptDocument(Document):
    """A document that holds all but its text; equal to what it was made of."""

    __slots__ = ("_kept",)
    _kept: tuple[Texts, int]

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """A document, also by `dataclasses.replace`."""
        return Document(*given, **named)

    @classmethod
    def of(cls, document: Document, texts: Texts, number: int) -> KeptDocument:
        """One whose text has a number there."""
        made: KeptDocument = object.__new__(cls)
        for name in _FIELDS:
            _set(made, name, getattr(document, name))
        _set(made, "_kept", (texts, number))
        return made

    def __getattr__(self, name: str) -> Any:
        if name != "text":
            raise AttributeError(name)
        texts, number = self._kept
        return texts.text(number)

    @property
    def whole(self) -> Document:
        """All of it."""
        return Document(*(getattr(self, item.name) for item in fields(Document)))

    def __eq__(self, other: object) -> bool:
        return self is other or self.whole == (other.whole if isinstance(other, KeptDocument) else other)

    def __hash__(self) -> int:
        return hash(self.whole)

    def __repr__(self) -> str:
        return repr(self.whole)

    def __reduce__(self) -> tuple[Any, ...]:
        return Document, tuple(getattr(self, item.name) for item in fields(Document))
