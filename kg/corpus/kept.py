"""What was read, kept in one SQLite file beside the graph: parse and extract of each document under the digest of the document.

SQLite, since it is a part of Python, is written in transactions (a batch that is finished survives whatever kills the process) and finds
one of a million rows at once. The file is a cache: what is missing, damaged or rests on something else is read again.
Extracts are pickles of nothing but the types of `kg.model`: what is asked for besides is refused before it is loaded.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, NamedTuple, Self

from kg import model
from kg.corpus.basis import Basis
from kg.errors import StoreError
from kg.model import Document, Extract, Rejection

NAME = ".readings.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS basis (format INTEGER, text TEXT, budget TEXT);
CREATE TABLE IF NOT EXISTS readings (key BLOB UNIQUE NOT NULL, parse BLOB, extract BLOB, failed TEXT NOT NULL);
"""
_FORMAT = 1


class Reading(NamedTuple):
    """What is kept of one document: its parse and its extract as bytes, None where they must be made; why it could not be read."""

    parse: bytes | None
    extract: bytes | None
    failed: str = ""


class Budget(NamedTuple):
    """What one document may take: seconds of the processor, megabytes besides what the reader itself needs; 0 for any number."""

    seconds: int = 0
    megabytes: int = 0


UNLIMITED = Budget()


class Said(NamedTuple):
    """What a document says, and what of it could not be read well."""

    extract: Extract
    unread: tuple[Rejection, ...]


def key_of(document: Document) -> bytes:
    """The digest of all that is known of a document."""
    return hashlib.sha256(json.dumps(astuple(document), ensure_ascii=False).encode("utf-8", "surrogatepass")).digest()


class Kept:
    """The readings of a graph. `reasons` say why some of those found in the file are not used."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.reasons: list[str] = []

    @classmethod
    @contextlib.contextmanager
    def of(cls, out: Path | None) -> Iterator[Self]:
        """Those beside the graph under `out`; for None an empty file that is gone afterwards. One process at a time may have them.

        Raises StoreError, also from within, when the file cannot be read or written: the disk is full, say.
        """
        place = out / NAME if out is not None else ""
        try:
            with contextlib.closing(_opened(place)) as database:
                yield cls(database)
        except sqlite3.OperationalError as error:
            hint = "make room; may you write there?"
            raise StoreError(f"what was read cannot be kept: {error}", where=str(place), hint=hint) from error

    @classmethod
    @contextlib.contextmanager
    def copy_of(cls, out: Path | None) -> Iterator[Self]:
        """Those beside the graph under `out`, which stay as they are whatever becomes of the copy; none where they cannot be read."""
        with cls.of(None) as copy:
            if out is not None and (out / NAME).is_file():
                with contextlib.suppress(sqlite3.Error), contextlib.closing(_read_only(out / NAME)) as database:
                    database.backup(copy._database)
                copy._database.executescript(_TABLES)
            yield copy

    def rest_on(self, basis: Basis, budget: Budget, documents: Iterable[Document]) -> None:
        """Forgets what is not true under `basis`, and what took too much for another budget.

        Of `documents` those are read again that have a name which is marked otherwise.
        """
        before, budget_before = self._basis()
        if budget_before != repr(budget):
            self._database.execute("DELETE FROM readings WHERE failed != ''")
        if before is not None and before != basis:
            again, anew, renamed = before.rereads(basis), before.extracts_anew(basis), before.renamed(basis)
            if again:
                self._database.execute("DELETE FROM readings")
            elif renamed:
                count = self._forget_all_with(renamed, documents)
                again = f"the gazetteer has changed ({count} documents have a name that did)" if count else ""
            if anew:
                self._database.execute("UPDATE readings SET extract = NULL")
            self.reasons += filter(None, (again, anew))
        if (before, budget_before) != (basis, repr(budget)):
            self._database.execute("DELETE FROM basis")
            self._database.execute("INSERT INTO basis VALUES (?, ?, ?)", (_FORMAT, basis.to_json(), repr(budget)))
        self._database.commit()

    def get(self, key: bytes) -> Reading | None:
        """What is kept under a key."""
        found = self._database.execute("SELECT parse, extract, failed FROM readings WHERE key = ?", (key,)).fetchone()
        return Reading(*found) if found is not None else None

    def keys(self) -> set[bytes]:
        """Of documents that need not be read again: their extract is there, or it is known that there is none."""
        done = "SELECT key FROM readings WHERE extract IS NOT NULL OR failed != ''"
        return {key for (key,) in self._database.execute(done)}

    def put(self, readings: Iterable[tuple[bytes, Reading]]) -> None:
        """Keeps a finished batch, all or nothing."""
        rows = [(key, *reading) for key, reading in readings]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", rows)

    def retain(self, documents: Iterable[Document]) -> None:
        """Forgets all but these documents: what was removed from a graph is nowhere any more."""
        wanted = {key_of(document) for document in documents}
        known = {key for (key,) in self._database.execute("SELECT key FROM readings")}
        if gone := [(key,) for key in known - wanted]:
            try:
                with self._database:
                    self._database.execute("PRAGMA secure_delete = ON")
                    self._database.executemany("DELETE FROM readings WHERE key = ?", gone)
                self._database.execute("VACUUM")
            except sqlite3.OperationalError as error:
                what = f"the new graph holds, but what was read of other documents could not be forgotten: {error}"
                raise StoreError(what, where=NAME, hint="remove that file beside the graph") from error

    def _basis(self) -> tuple[Basis | None, str]:
        """What the readings rest on, and the budget; where that cannot be told, there are none."""
        found = self._database.execute("SELECT format, text, budget FROM basis").fetchone()
        try:
            if found is not None and found[0] == _FORMAT:
                return Basis.from_json(found[1]), found[2]
        except (TypeError, ValueError):
            pass
        self._database.execute("DELETE FROM readings")
        return None, ""

    def _forget_all_with(self, names: Iterable[str], documents: Iterable[Document]) -> int:
        """Keeps only those of `documents` that have none of `names`, which blanks may divide otherwise than in the text."""
        known, bare = {key for (key,) in self._database.execute("SELECT key FROM readings")}, [*map(_bare, names)]
        held = {key: _bare(document.text) for document in documents if (key := key_of(document)) in known}
        stale = {key for key, text in held.items() if any(name in text for name in bare)}
        gone = [(key,) for key in known if key in stale or key not in held]
        self._database.executemany("DELETE FROM readings WHERE key = ?", gone)
        return len(stale)


def _bare(text: str) -> str:
    return "".join(text.split())


def _opened(path: Path | str) -> sqlite3.Connection:
    """The file, made anew where it is none of ours."""
    try:
        return _connected(path)
    except sqlite3.DatabaseError:
        if not isinstance(path, Path):
            raise
        path.unlink()
        return _connected(path)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _connected(path: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    try:
        database.executescript(_TABLES)
        database.execute("SELECT format, text, budget FROM basis LIMIT 1")
        database.execute("SELECT key, parse, extract, failed FROM readings LIMIT 1")
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


# -- extracts as bytes -------------------------------------------------------------------------------------------------


def packed(said: Said) -> bytes:
    """What a document says as bytes, without the document."""
    extract = said.extract
    fields = [getattr(extract, name) for name in _FIELDS]
    return zlib.compress(pickle.dumps((fields, said.unread), protocol=5), 1)


def unpacked(data: bytes, document: Document) -> Said:
    """What `packed` made, of the same document. ValueError when it is something else."""
    try:
        fields, unread = _Loader(io.BytesIO(zlib.decompress(data))).load()
        return Said(Extract(document, **dict(zip(_FIELDS, fields, strict=True))), unread)
    except (zlib.error, pickle.UnpicklingError, EOFError, TypeError, AttributeError, IndexError, KeyError) as error:
        raise ValueError(f"what was kept of {document.id} is damaged") from error


_FIELDS: Sequence[str] = [name for name in Extract.__slots__ if name != "document"]


class _Loader(pickle.Unpickler):
    """Loads the types of kg.model and no others (https://docs.python.org/3/library/pickle.html#restricting-globals)."""

    def find_class(self, module: str, name: str) -> Any:
        """A type of kg.model."""
        found = getattr(model, name, None) if module == model.__name__ and name.isidentifier() else None
        if not isinstance(found, type) or found.__module__ != model.__name__:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an extract")
        return found
