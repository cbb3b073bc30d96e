"""Who is who across documents, kept in SQLite, and decided again only where a document came, went or changed.

A table holds the distinct referents that other documents could speak of, with their handles (blocking.py), another one which documents
have them. Handles connect referents to components, and each component is decided by itself (identity.py): so memory
holds one component at a time, and of a corpus that is kept only those are decided again which a changed document touches. What shares
its slug with something else is told apart by its IRI when all components are decided. What no other document can speak of
never leaves the row of its document.

All of it is a cache: under another stamp, or when a run was cut off, it is made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import cache, cached_property, lru_cache
from sys import intern
from typing import Any, NamedTuple, TypeAlias

from kg.model import Location
from kg.resolve.blocking import Block, handles, named
from kg.resolve.decisions import Decisions
from kg.resolve.discourse import Referent
from kg.resolve.identity import Linker, Thing
from kg.resolve.linkage import Home, Place
from kg.resolve.names import MOST_VARIANTS, PersonName
from kg.resolve.outcomes import Decode, Spoken
from kg.resolve.same_name_people import Mark, marks_of

_TABLES = (
    "who (stamp TEXT)",
    """who_documents (
        id INTEGER PRIMARY KEY, name TEXT UNIQUE, version BLOB, view BLOB, home TEXT, marks TEXT, alone TEXT, denoted TEXT,
        doubtful INTEGER
    )""",
    "who_referents (id INTEGER PRIMARY KEY, component INTEGER, text TEXT UNIQUE)",
    """who_handles (
        handle TEXT, name TEXT, referent INTEGER, PRIMARY KEY (handle, name, referent)
    ) WITHOUT ROWID""",
    """who_uses (
        document INTEGER, number INTEGER, referent INTEGER, thing INTEGER, note TEXT, PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    """who_things (
        id INTEGER PRIMARY KEY, component INTEGER, document INTEGER, number INTEGER, local INTEGER, word TEXT, iri TEXT, look TEXT,
        rest TEXT
    )""",
    "who_matches (component INTEGER, one INTEGER, other INTEGER, data TEXT)",
    "who_unused (data TEXT)",
)
OF_DOCUMENTS = ("who_referents (component)", "who_handles (referent)", "who_uses (referent)")
OF_COMPONENTS = ("who_things (component)", "who_matches (component)")
OF_THINGS = ("who_uses (thing)", "who_things (document)", "who_things (word)")
_REFERENTS = 5_000  # that documents repeat
_SAME = 1_000  # documents of which several people are told by the names
CORRECTED: Block = ("corrected",)  # connects all that corrections name
_PLAIN = str.maketrans(" (", "__", ")")


class Component(NamedTuple):
    """The numbers of referents of which none is connected with others, their handles of too many names, and whether corrections
    name one.
    """

    referents: set[int]
    crowded: set[Block]
    corrected: bool


class NameTables:
    """The tables of a database; they are this module's alone."""

    def __init__(self, database: sqlite3.Connection, linker: Linker, decode: Decode) -> None:
        self._database = database
        self.linker = linker
        self.decode = decode
        self.marks = lru_cache(maxsize=_SAME)(self._marks)  # `marks_of` a document
        self._number = lru_cache(maxsize=_REFERENTS)(self._referent)
        self._decisions = Decisions(linker.corrections, (), linker.gazetteer, linker.language)

    def run(self, statement: str, *values: object) -> int:
        """Changes something; the number of the row that was added last."""
        return self._database.execute(statement, values).lastrowid or 0

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        return self._database.execute(query, values).fetchall()

    def all(self, statement: str, values: Iterable[tuple[object, ...]]) -> None:
        """Does the same for many values."""
        self._database.executemany(statement, values)

    # -- documents in and out

    def known(self, stamp: str) -> dict[str, tuple[int, bytes]]:
        """The documents of which it is known who is who, each with its number and version."""
        self.run("CREATE TABLE IF NOT EXISTS who (stamp TEXT)")
        if self.rows("SELECT stamp FROM who") == [(stamp,)]:
            rows = self.rows("SELECT id, name, version FROM who_documents")
            return {json.loads(name): (number, version) for number, name, version in rows}
        for table in _TABLES:
            self.run(f"DROP TABLE IF EXISTS {table.split(' ')[0]}")
            self.run(f"CREATE TABLE {table}")
        return {}

    def index(self, *columns: str) -> None:
        """Has rows found by columns, as in "who_uses (thing)": once most rows are there, since an index that grows with them costs more."""
        for one in columns:
            self.run(f"CREATE INDEX IF NOT EXISTS {one.translate(_PLAIN)} ON {one}")

    def take_in(self, spoken: Spoken, version: bytes) -> int:
        """Adds a document; its number."""
        referents = [self.decode(row) for row in spoken.rows]
        most = _most(referents, spoken.times)
        home = Home(most, self.linker.locator.spoken_of(referents))
        shared = [named(referent) or self._decisions.concerns(referent) for referent in referents]
        things = [(at, self.linker.alone(one, home)) for at, one in enumerate(referents) if not shared[at]]
        alone = [[at, *packed(thing)] for at, thing in things]
        marks = sorted(marks_of(referents))
        fields = [json.dumps(spoken.document_id), version, *map(json.dumps, (list(map(sorted, home)), marks, alone))]
        document = self.run(
            "INSERT INTO who_documents (name, version, home, marks, alone, doubtful) VALUES (?, ?, ?, ?, ?, ?)",
            *fields,
            any(thing.doubts for _, thing in things),
        )
        uses = [(document, number, self._number(text)) for number, text in enumerate(spoken.rows) if shared[number]]
        self.all("INSERT INTO who_uses VALUES (?, ?, ?, NULL, '')", uses)
        return document

    def _referent(self, text: str) -> int:
        """The number of a referent, which is added with its handles when it is new."""
        for (number,) in self.rows("SELECT id FROM who_referents WHERE text = ?", text):
            return int(number)
        referent = self.decode(text)
        number = self.run("INSERT INTO who_referents (text) VALUES (?)", text)
        found = {(_text(block), _name(name), number) for block, name in handles(referent)}
        if self._decisions.concerns(referent):
            found.add((_text(CORRECTED), "", number))
        self.all("INSERT INTO who_handles VALUES (?, ?, ?)", sorted(found))
        return number

    def stale(self, gone: Iterable[int], new: Iterable[int]) -> set[int]:
        """Components that documents touch which went or came; what went is taken out.

        A handle connects what has it while few names have it: so those are touched too that a name less or more makes one or several.
        """
        used = "SELECT DISTINCT referent FROM who_uses WHERE document = ?"
        left = {referent for document in gone for (referent,) in self.rows(used, document)}
        touched = left | {referent for document in new for (referent,) in self.rows(used, document)}
        stale = {component for one in touched for component in self._components("id = ?", one)}
        for document in gone:
            self.run("DELETE FROM who_uses WHERE document = ?", document)
            self.run("DELETE FROM who_documents WHERE id = ?", document)
        unused = [one for one in left if not self.rows("SELECT 1 FROM who_uses WHERE referent = ? LIMIT 1", one)]
        fresh = [one for (one,) in self.rows("SELECT id FROM who_referents WHERE component IS NULL")]
        changed = {handle for one in (*unused, *fresh) for handle in self._handles(one)}
        before = {one for one in changed if not self._is_crowded(one) or not self._is_crowded(one, before=True)}
        for one in unused:
            self.run("DELETE FROM who_handles WHERE referent = ?", one)
        for handle in changed:
            if handle in before or not self._is_crowded(handle):
                stale |= self._components("id IN (SELECT referent FROM who_handles WHERE handle = ?)", handle)
        self.all("DELETE FROM who_referents WHERE id = ?", [(one,) for one in unused])
        return stale

    def _components(self, which: str, value: object) -> set[int]:
        found = f"SELECT DISTINCT component FROM who_referents WHERE {which} AND component IS NOT NULL"  # noqa: S608
        return {component for (component,) in self.rows(found, value)}

    # -- components

    def _handles(self, referent: int) -> list[str]:
        return [handle for (handle,) in self.rows("SELECT handle FROM who_handles WHERE referent = ?", referent)]

    def _is_crowded(self, handle: str, *, before: bool = False) -> bool:
        """Whether more names have a handle than are compared; `before`: without referents that are in no component yet."""
        known = " AND referent IN (SELECT id FROM who_referents WHERE component IS NOT NULL)" if before else ""
        names = f"SELECT DISTINCT name FROM who_handles WHERE handle = ? AND name > ''{known} LIMIT {MOST_VARIANTS + 1}"  # noqa: S608
        return len(self.rows(names, handle)) > MOST_VARIANTS

    def component(self, start: int) -> Component:
        """All that handles connect with a referent."""
        found, seen, crowded, waiting = {start}, set[str](), set[Block](), [start]
        while waiting:
            for handle in self._handles(waiting.pop()):
                if handle in seen:
                    continue
                seen.add(handle)
                if self._is_crowded(handle):
                    crowded.add(tuple(json.loads(handle)))
                    continue
                same = self.rows("SELECT referent FROM who_handles WHERE handle = ?", handle)
                further = {referent for (referent,) in same} - found
                found |= further
                waiting += further
        return Component(found, crowded, _text(CORRECTED) in seen)

    def uses(self, component: Component) -> list[tuple[Any, ...]]:
        """What documents say of a component: its text, the document, the number there, the thing that it was and the note."""
        query = """SELECT r.text, u.document, u.number, u.thing, u.note FROM json_each(?) one
            JOIN who_referents r ON r.id = one.value JOIN who_uses u ON u.referent = r.id"""
        return self.rows(query, json.dumps([*component.referents]))

    @property
    def is_corrected(self) -> bool:
        """Whether corrections name anything."""
        return self.rows("SELECT 1 FROM who_handles WHERE handle = ? LIMIT 1", _text(CORRECTED)) != []

    # -- what was found

    def things(self, which: str, *values: object) -> Iterator[tuple[int, str, Thing]]:
        """Things with their numbers and IRIs, in the order of their places within a document."""
        query = f"SELECT id, iri, document, number, look, rest FROM who_things WHERE {which}"  # noqa: S608
        for number, iri, document, at, look, rest in self._database.execute(query, values):
            yield number, iri, unpacked((self.names[document], at), json.loads(look), json.loads(rest))

    def denoted(self, name: str) -> list[tuple[str, str]]:
        """IRI and note of each referent of a document. ValueError when that is damaged."""
        found = self.rows("SELECT denoted FROM who_documents WHERE name = ?", json.dumps(name))
        return [(iri, note) for iri, note in json.loads(found[0][0])]

    def check(self) -> None:
        """Raises ValueError where what is kept is damaged."""
        for table, columns in (("who_documents", ("alone", "denoted")), ("who_things", ("look", "rest"))):
            wrong = " OR ".join(f"NOT json_valid({column})" for column in columns)
            if self.rows(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1"):  # noqa: S608
                raise ValueError(f"{table} is damaged")

    def view(self, name: str) -> bytes:
        """A digest of what a document speaks of."""
        ((found,),) = self.rows("SELECT view FROM who_documents WHERE name = ?", json.dumps(name))
        return bytes(found)

    def shared(self, name: str) -> Iterator[tuple[str, Thing]]:
        """Things that a document speaks of and others could, with their IRIs."""
        used = "id IN (SELECT thing FROM who_uses WHERE document = ?)"
        return ((iri, thing) for _, iri, thing in self.things(used, self.numbers[name]))

    def doubtful(self) -> Iterator[Thing]:
        """Things of which something is in doubt."""
        for _, _, thing in self.things("rest NOT LIKE '%[]]'"):
            yield thing
        for number, name in self.rows("SELECT id, name FROM who_documents WHERE doubtful"):
            for at, look, rest in self.alone(number):
                yield unpacked((json.loads(name), at), look, rest)

    def alone(self, document: int) -> list[tuple[int, Look, Rest]]:
        """What in a document nothing else can be: numbers of referents, and what `unpacked` takes."""
        ((found,),) = self.rows("SELECT alone FROM who_documents WHERE id = ?", document)
        known: list[tuple[int, Look, Rest]] = json.loads(found)
        return known

    def _marks(self, name: str) -> set[Mark]:
        ((found,),) = self.rows("SELECT marks FROM who_documents WHERE name = ?", json.dumps(name))
        return {(kind, word) for kind, word in json.loads(found)}

    @cached_property
    def names(self) -> dict[int, str]:
        """The documents by their numbers."""
        return {number: json.loads(name) for number, name in self.rows("SELECT id, name FROM who_documents")}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of documents."""
        return {name: number for number, name in self.names.items()}

    @cached_property
    def homes(self) -> dict[str, Home]:
        """The countries of each document; equal ones are one object."""
        same = cache(lambda text: Home(*map(frozenset, json.loads(text))))
        return {json.loads(name): same(home) for name, home in self.rows("SELECT name, home FROM who_documents")}


def _most(referents: Iterable[Referent], times: Iterable[int]) -> frozenset[str]:
    """The countries that a document speaks of most."""
    counted: Counter[str] = Counter()
    for referent, count in zip(referents, times, strict=True):
        if referent.row is not None and referent.row.type == "Country":
            counted[referent.row.id] += count
    most = max(counted.values(), default=0)
    return frozenset(country for country, count in counted.items() if count == most)


# -- as text -----------------------------------------------------------------------------------------------------------


Look: TypeAlias = Sequence[Any]  # local, word, label, type, origin, listed
Rest: TypeAlias = Sequence[Any]  # aliases, same_as, location, doubts


def packed(thing: Thing) -> tuple[Look, Rest]:
    """A thing without its place, for JSON: what claims rest on, and the rest."""
    look = thing.local, thing.word, thing.label, thing.type, thing.origin, thing.listed
    where = astuple(thing.location) if thing.location is not None else None
    return look, (thing.aliases, thing.same_as, where, thing.doubts)


def unpacked(place: Place, look: Look, rest: Rest) -> Thing:
    """What `packed` made. ValueError or TypeError when it is something else."""
    local, word, label, kind, origin, listed = look
    aliases, same_as, where, doubts = rest
    location = Location(*where) if where is not None else None
    known = (intern(kind), intern(origin), listed, tuple(aliases), tuple(same_as), location, tuple(map(tuple, doubts)))
    return Thing(place, local, word, label, *known)


def _text(block: Block) -> str:
    return json.dumps(block)


def _name(name: PersonName | None) -> str:
    return f"{' '.join(name.parts)}.{name.suffix}" if name is not None else ""
