"""Who is who in a corpus after documents came and went: what they touch is decided again, the rest stays (name_tables.py).

A thing that is found again as it was keeps its number and its IRI, so that only documents are written again which speak of
something that became somebody else.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple
from operator import itemgetter
from typing import Any

from kg.iri import Minter
from kg.model import Entity, Match, Rejection
from kg.resolve.identity import Compared, Linked, Thing
from kg.resolve.linkage import Place, Placed
from kg.resolve.name_tables import OF_COMPONENTS, OF_DOCUMENTS, OF_THINGS, Component, Look, NameTables, packed, unpacked
from kg.resolve.outcomes import Spoken


def update(
    tables: NameTables, minter: Minter, versions: Mapping[str, bytes], spoken: Callable[[str], Spoken], stamp: str
) -> int:
    """Decides what is not decided yet for documents of these `versions`; in how many components that was.

    `stamp` says all that decisions depend on besides documents. SettingsError when two corrections contradict each other.
    """
    known = tables.known(stamp)
    new = [name for name, version in versions.items() if name not in known or known[name][1] != version]
    gone = [number for name, (number, version) in known.items() if versions.get(name) != version]
    if known and not new and not gone:
        return 0
    tables.run("DELETE FROM who")  # until all is decided
    tables.all("UPDATE who_documents SET name = id WHERE id = ?", ((number,) for number in gone))
    taken = [tables.take_in(spoken(name), versions[name]) for name in new]
    tables.index(*OF_DOCUMENTS)
    change = _Change(tables, minter, tables.stale(gone, taken) if known else set())
    count = change.decide()
    tables.index(*OF_COMPONENTS, *OF_THINGS)
    change.settle(taken)
    tables.run("INSERT INTO who VALUES (?)", stamp)
    return count


class _Change:
    """What becomes of stale components, and of referents that are in none yet."""

    def __init__(self, tables: NameTables, minter: Minter, stale: Iterable[int]) -> None:
        self._tables = tables
        self._minter = minter
        self._words = set[str]()  # slugs whose things changed
        self._homes = set[int]()  # documents whose own things changed
        self._documents = set[int]()  # documents that speak of what became somebody else
        self._before: dict[str, list[int]] = defaultdict(list)  # stale things by what is known of them
        for component in sorted(stale):
            found = "SELECT id, document, look FROM who_things WHERE component = ? ORDER BY id DESC"
            for number, document, look in tables.rows(found, component):
                self._before[_known(document, look)].append(number)
            tables.run("DELETE FROM who_matches WHERE component = ?", component)
            tables.run("UPDATE who_referents SET component = NULL WHERE component = ?", component)

    def decide(self) -> int:
        """Decides all components that are open; how many."""
        tables, count = self._tables, 0
        while found := tables.rows("SELECT id FROM who_referents WHERE component IS NULL LIMIT 1"):
            self._decide(tables.component(found[0][0]))
            count += 1
        if tables.linker.corrections and not tables.is_corrected:
            self._unused(tables.linker.linked([], {}, tables.marks, corrected=True))
        for number in (number for numbers in self._before.values() for number in numbers):
            for gone in tables.rows("SELECT document, word, local FROM who_things WHERE id = ?", number):
                self._changed(*gone)
            tables.run("DELETE FROM who_things WHERE id = ?", number)
        return count

    def _decide(self, component: Component) -> None:
        tables, one = self._tables, min(component.referents)
        uses, before = self._uses(component)
        linked = tables.linker.linked(uses, tables.homes, tables.marks, component.crowded, component.corrected)
        numbers, changed = [self._keep(one, thing) for thing in linked.things], list[tuple[object, ...]]()
        for place, (thing, note) in linked.uses.items():
            document, at, *was = before[place]
            if was != [numbers[thing], note]:
                self._documents.add(document)
                changed.append((numbers[thing], note, document, at))
        tables.all("UPDATE who_uses SET thing = ?, note = ? WHERE document = ? AND number = ?", changed)
        matches = ((one, numbers[pair.thing], numbers[pair.other_thing], _data(pair)) for pair in linked.compared)
        tables.all("INSERT INTO who_matches VALUES (?, ?, ?, ?)", matches)
        tables.all(
            "UPDATE who_referents SET component = ? WHERE id = ?", ((one, known) for known in component.referents)
        )
        if component.corrected:
            self._unused(linked)

    def _uses(self, component: Component) -> tuple[list[Placed], dict[Place, tuple[Any, ...]]]:
        """What documents say of a component, in order; by place the row of the table."""
        tables, uses, rows = self._tables, list[Placed](), dict[Place, tuple[Any, ...]]()
        for text, *row in tables.uses(component):
            place = tables.names[row[0]], row[1]
            uses.append(Placed(place, tables.decode(text)))
            rows[place] = tuple(row)
        return sorted(uses, key=lambda use: use.place), rows

    def _keep(self, component: int, thing: Thing) -> int:
        """Keeps a thing; its number, the old one when as much is known of it as before."""
        tables, (look, rest) = self._tables, map(json.dumps, packed(thing))
        document, at = tables.numbers[thing.place[0]], thing.place[1]
        known = self._before.get(_known(document, look))
        if not known:
            added = (component, document, at, thing.local, thing.word, look, rest)
            columns = "component, document, number, local, word, look, rest"
            number = tables.run(f"INSERT INTO who_things ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", *added)  # noqa: S608
            self._changed(document, thing.word, thing.local)
            return number
        number = known.pop()
        moved = tables.rows("SELECT document, number FROM who_things WHERE id = ?", number) != [(document, at)]
        changed = (component, document, at, rest, number)
        tables.run("UPDATE who_things SET component = ?, document = ?, number = ?, rest = ? WHERE id = ?", *changed)
        if moved:
            self._changed(document, thing.word, thing.local)
        return number

    def _changed(self, document: int, word: str, local: bool) -> None:
        """Notes that a thing is new, goes, or stands elsewhere: others of its slug may get another IRI."""
        if local:
            self._homes.add(document)
        else:
            self._words.add(word)

    def _unused(self, linked: Linked) -> None:
        self._tables.run("DELETE FROM who_unused")
        self._tables.all("INSERT INTO who_unused VALUES (?)", ((json.dumps(astuple(one)),) for one in linked.unused))

    # -- IRIs and documents

    def settle(self, new: Iterable[int]) -> None:
        """Gives things their IRIs, then writes what documents speak of: `new` ones, and those in which something changed."""
        for word in sorted(self._words):
            self._name_shared(word)
        there = self._tables.names
        for document in sorted(self._homes.intersection(there)):
            for number, before, iri in self._own(document)[0]:
                self._name(number, before, iri)
        for document in sorted((self._documents | self._homes).intersection(there).union(new)):
            self._write(document)

    def _name_shared(self, word: str) -> None:
        """What shares its slug with something else gets its type, then its document, to tell it apart."""
        same = [*self._tables.things("word = ? AND NOT local", word)]
        types = Counter(thing.type for _, _, thing in same if not thing.listed)
        taken = word in self._tables.linker.gazetteer.by_id or types.total() > 1
        for number, before, thing in same:
            mark = thing.type if types[thing.type] == 1 else f"{thing.type}#{thing.place[0]}"
            self._name(number, before, self._minter.entity(thing.label, mark if taken and not thing.listed else ""))

    def _own(self, document: int) -> tuple[list[tuple[int, str | None, str]], dict[int, tuple[str, Look]]]:
        """IRIs of the things of one document alone: by the number of the thing, with that of before, or of the referent with what is
        known of it.

        The document tells them apart from others; those of one slug are numbered.
        """
        tables, name = self._tables, self._tables.names[document]
        things: list[tuple[int, int | None, str | None, Look]] = []
        things += ((at, None, None, look) for at, look, _ in tables.alone(document))
        query = "SELECT number, id, iri, look FROM who_things WHERE document = ? AND local"
        things += ((at, number, before, json.loads(look)) for at, number, before, look in tables.rows(query, document))
        counted, shared, alone = Counter[str](), list[tuple[int, str | None, str]](), dict[int, tuple[str, Look]]()
        for at, number, before, look in sorted(things, key=itemgetter(0)):
            word, label = look[1:3]
            counted[word] += 1
            iri = self._minter.entity(label, name if counted[word] == 1 else f"{name}#{counted[word]}")
            if number is None:
                alone[at] = iri, look
            else:
                shared.append((number, before, iri))
        return shared, alone

    def _name(self, number: int, before: str | None, iri: str) -> None:
        """Gives a thing its IRI; of one that has had another, all documents are written again (those of a new one are noted already)."""
        tables = self._tables
        if before == iri:
            return
        tables.run("UPDATE who_things SET iri = ? WHERE id = ?", iri, number)
        if before is not None:
            found = tables.rows("SELECT document FROM who_uses WHERE thing = ?", number)
            self._documents.update(document for (document,) in found)

    def _write(self, document: int) -> None:
        """Keeps what the referents of a document denote, and a digest of that and of what is known of it."""
        query = """SELECT u.number, t.iri, u.note, t.look FROM who_uses u JOIN who_things t ON t.id = u.thing WHERE u.document = ?"""
        found = [(at, iri, "", json.dumps(look)) for at, (iri, look) in self._own(document)[1].items()]
        found = sorted([*found, *self._tables.rows(query, document)])
        denoted = json.dumps([(iri, note) for _, iri, note, _ in found])
        view = hashlib.sha256(json.dumps([row[1:] for row in found]).encode()).digest()
        self._tables.run("UPDATE who_documents SET denoted = ?, view = ? WHERE id = ?", denoted, view, document)


def _known(document: int, look: str) -> str:
    """What must be equal of two things for one to take the place of the other: of one document's own, that too."""
    return f"{document} {look}" if json.loads(look)[0] else look


def _data(pair: Compared) -> str:
    return json.dumps(astuple(pair))


# -- what was found ----------------------------------------------------------------------------------------------------


def entities(tables: NameTables) -> Iterator[Entity]:
    """All entities, made one after the other: those of several documents, then those of one."""
    for _, iri, thing in tables.things("1"):
        yield thing.entity(iri)
    for name in sorted(tables.numbers):
        yield from _alone(tables, name)


def of_document(tables: NameTables, name: str) -> Iterator[Entity]:
    """Those that a document speaks of."""
    for iri, thing in tables.shared(name):
        yield thing.entity(iri)
    yield from _alone(tables, name)


def _alone(tables: NameTables, name: str) -> Iterator[Entity]:
    denoted = tables.denoted(name)
    for at, look, rest in tables.alone(tables.numbers[name]):
        yield unpacked((name, at), look, rest).entity(denoted[at][0])


def rejections(tables: NameTables) -> list[Rejection]:
    """What of the corrections has no effect, and what is in doubt of entities."""
    unused = [Rejection(*json.loads(data)) for (data,) in tables.rows("SELECT data FROM who_unused")]
    doubts = (one for thing in tables.doubtful() for one in thing.rejections())
    return [*unused, *sorted(doubts, key=_by_item)]


def _by_item(one: Rejection) -> tuple[str, ...]:
    return one.item, one.document_id, one.stage, one.reason


def matches(tables: NameTables) -> list[Match]:
    """Every pair that was compared, the least certain merge first, then what was left apart."""
    iris = dict(
        tables.rows(
            "SELECT id, iri FROM who_things WHERE id IN (SELECT one FROM who_matches UNION SELECT other FROM who_matches)"
        )
    )
    found = set[Match]()
    for one, other, data in tables.rows("SELECT one, other, data FROM who_matches"):
        pair = Compared(*json.loads(data))
        first, second = (pair.name, pair.document_id, iris[one]), (pair.other, pair.other_document_id, iris[other])
        found.add(Match(*first, *second, pair.score, pair.reason, pair.merged))
    return sorted(found, key=_uncertain_first)


def _uncertain_first(match: Match) -> tuple[object, ...]:
    documents = match.document_id, match.other_document_id
    return not match.merged, match.score, match.name, match.other, *documents, match.entity, match.other_entity
