"""What was read, kept in one SQLite file beside the graph: parse, extract and outcome of each document under the digest of the document.

SQLite, since it is a part of Python, is written in transactions (a batch that is finished survives whatever kills the process) and finds
one of a million rows at once. The file is a cache: what is missing, damaged or rests on something else is read again.
Beside a reading stands what was derived of it last, as long as all else that this depends on is the same. Who is who across documents
has tables of its own there (kg.resolve.name_tables).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from kg.corpus.basis import Basis
from kg.corpus.pickles import dumps, loads
from kg.errors import StoreError
from kg.model import Document, Extract, Rejection

NAME = ".readings.sqlite"
Result = TypeVar("Result")
_TABLES = """
CREATE TABLE IF NOT EXISTS basis (format INTEGER, text TEXT, budget TEXT);
CREATE TABLE IF NOT EXISTS readings (
    key BLOB UNIQUE NOT NULL, parse BLOB, extract BLOB, outcome BLOB, failed TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS derived (key BLOB UNIQUE NOT NULL, view BLOB, data BLOB);
"""
_FORMAT = 2


class Reading(NamedTuple):
    """What is kept of one document as bytes, None where it must be made: its parse, what it says, who its mentions are within it. `failed`
    is why it could not be read.
    """

    parse: bytes | None = None
    extract: bytes | None = None
    outcome: bytes | None = None
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

    def __init__(self, database: sqlite3.Connection, lasting: bool) -> None:
        self._database = database
        self.lasting = lasting
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
                yield cls(database, out is not None)
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
            others = before.resolves_anew(basis)
            if again:
                self._database.execute("DELETE FROM readings")
            elif renamed:
                count = self._forget_all_with(renamed, documents)
                again = f"the gazetteer has changed ({count} documents have a name that did)" if count else ""
            if anew:
                self._database.execute("UPDATE readings SET extract = NULL, outcome = NULL")
            elif others:
                self._database.execute("UPDATE readings SET outcome = NULL")
            self.reasons += filter(None, (again, anew)) if again or anew else filter(None, [others])
        if (before, budget_before) != (basis, repr(budget)):
            self._database.execute("DELETE FROM basis")
            self._database.execute("INSERT INTO basis VALUES (?, ?, ?)", (_FORMAT, basis.to_json(), repr(budget)))
        self._database.commit()

    def get(self, key: bytes) -> Reading | None:
        """What is kept under a key."""
        found = self._database.execute(
            "SELECT parse, extract, outcome, failed FROM readings WHERE key = ?", (key,)
        ).fetchone()
        return Reading(*found) if found is not None else None

    def keys(self) -> set[bytes]:
        """Of documents that need not be read again: what was made of them is there, or it is known that there is nothing."""
        done = "SELECT key FROM readings WHERE outcome IS NOT NULL OR failed != ''"
        return {key for (key,) in self._database.execute(done)}

    def put(self, readings: Iterable[tuple[bytes, Reading]]) -> None:
        """Keeps a finished batch, all or nothing."""
        rows = [(key, *reading) for key, reading in readings]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)", rows)

    def failed(self) -> set[bytes]:
        """Of documents that could not be read."""
        return {key for (key,) in self._database.execute("SELECT key FROM readings WHERE failed != ''")}

    def decided(self, find: Callable[[sqlite3.Connection], Result]) -> Result:
        """What `find` finds of all documents together, in tables of this file that are its own; where they are damaged, in none."""
        try:
            found = find(self._database)
        except (sqlite3.DatabaseError, LookupError, TypeError, ValueError):
            self._database.rollback()
            self._database.execute("DROP TABLE IF EXISTS who")
            found = find(self._database)
        self._database.commit()
        return found

    def derived(self, key: bytes, view: bytes) -> bytes | None:
        """What was derived of a reading under `view`."""
        found = self._database.execute("SELECT data FROM derived WHERE key = ? AND view = ?", (key, view)).fetchone()
        return found[0] if found is not None else None

    def is_derived(self, key: bytes, view: bytes) -> bool:
        """Whether something was derived of a reading under `view`."""
        asked = "SELECT 1 FROM derived WHERE key = ? AND view = ?"
        return self._database.execute(asked, (key, view)).fetchone() is not None

    def derive(self, key: bytes, view: bytes, data: bytes) -> None:
        """Keeps what was derived of a reading in the place of what was before, once it is settled."""
        if self.lasting:
            self._database.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (key, view, data))

    def settle(self) -> None:
        """Writes what was derived to disk, all at once: a sync for each document would take longer than to derive it."""
        self._database.commit()

    def retain(self, documents: Iterable[Document]) -> None:
        """Forgets all but these documents: what was removed from a graph is nowhere any more."""
        wanted = {key_of(document) for document in documents}
        known = {key for (key,) in self._database.execute("SELECT key FROM readings UNION SELECT key FROM derived")}
        if gone := [(key,) for key in known - wanted]:
            try:
                with self._database:
                    self._database.execute("PRAGMA secure_delete = ON")
                    self._database.executemany("DELETE FROM readings WHERE key = ?", gone)
                    self._database.executemany("DELETE FROM derived WHERE key = ?", gone)
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
        database.execute("SELECT key, parse, extract, outcome, failed FROM readings LIMIT 1")
        database.execute("SELECT key, view, data FROM derived LIMIT 1")
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


# -- extracts as bytes -------------------------------------------------------------------------------------------------


def packed(said: Said) -> bytes:
    """What a document says as bytes, without the document."""
    return dumps(([getattr(said.extract, name) for name in _FIELDS], said.unread))


def unpacked(data: bytes, document: Document) -> Said:
    """What `packed` made, of the same document. ValueError when it is something else."""
    try:
        fields, unread = loads(data)
        return Said(Extract(document, **dict(zip(_FIELDS, fields, strict=True))), unread)
    except (TypeError, ValueError) as error:
        raise ValueError(f"what was kept of {document.id} is damaged") from error


_FIELDS: Sequence[str] = [name for name in Extract.__slots__ if name != "document"]
