"""Door 4: mentions -> entities, each with the reason.

documents.py resolves the mentions of one document (people.py and names.py: names of people; linking.py: the gazetteer and other
names; metonymy.py: capitals that stand for governments; kinds.py: classes; nominals.py, with definite.py and countries.py;
pronouns.py). linkage.py with comparison.py joins what several documents say of one thing, as decisions.py corrects it
(same_name_people.py: whom only a full name makes one); identity.py makes entities of it; reconciliation.py asks a service for their
items, where the user names one. outcomes.py keeps what was made of one document, which depends on nothing but that and the
gazetteer. Plain Python; what is uncertain stays unresolved or apart.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from kg.iri import Minter
from kg.lang.language import Language
from kg.model import Entity, Extract, Match, Rejection, Resolution, Span
from kg.resolve.discourse import Outcome, Referents
from kg.resolve.documents import read_document
from kg.resolve.identity import Linker
from kg.resolve.name_tables import NameTables
from kg.resolve.outcomes import Decode, Spoken, decoder, encoded
from kg.resolve.reconciliation import reason, reconcile, with_items
from kg.resolve.who_is_who import entities, matches, of_document, rejections, update
from kg.resources.corrections import Correction
from kg.resources.gazetteer import Gazetteer

Found = TypeVar("Found")


class Denoted(NamedTuple):
    """The entity that a referent is, and a note why, "" where its own document says enough."""

    entity: str
    note: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """Entities sorted by IRI; what spans of mentions, names and modifiers denote; why others denote nothing known; and what
    plural words stand for of which each member is resolved by itself.

    `matches` are the names that were compared, the least certain merges first; `rejections` what had no effect or is in conflict.
    """

    entities: tuple[Entity, ...]
    links: Mapping[Span, Resolution]
    unresolved: Mapping[Span, str]
    members: Mapping[Span, tuple[Span, ...]]
    matches: tuple[Match, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """Entities, those that each document speaks of by IRI, and which of them each of its referents is, in the order of `Outcome.referents`;
    `views` are digests by document of that and of what is known of those entities but for aliases, items and places; the rest as in
    `Resolved`.
    """

    entities: Iterable[Entity]
    by_document: Mapping[str, dict[str, Entity]]
    denoted: Mapping[str, tuple[Denoted, ...]]
    views: Mapping[str, bytes]
    matches: tuple[Match, ...]
    rejections: tuple[Rejection, ...]

    def links(self, outcome: Outcome) -> dict[Span, Resolution]:
        """What the spans of a document denote, in order; `outcome` is equal to that of which the identities were found."""
        return links(outcome, self.denoted[outcome.document_id])

    def reconciled(self, url: str, stored: str) -> tuple[Identities, str]:
        """With the items that a reconciliation service knows, and its answers to keep; `stored` are those kept before."""
        known = tuple(self.entities)
        found = reconcile(known, url, stored)
        said = {entity: reason(item, url) for entity, item in found.items.items()}
        denoted = {
            document_id: tuple(
                Denoted(entity, "; ".join(filter(None, (note, said.get(entity))))) for entity, note in known
            )
            for document_id, known in self.denoted.items()
        }
        views = {name: _with(view, denoted[name]) for name, view in self.views.items()}
        entities = tuple(with_items(known, found.items))
        rejections = (*self.rejections, *found.rejections)
        return Identities(entities, self.by_document, denoted, views, self.matches, rejections), found.stored(url)


def links(outcome: Outcome, denoted: Iterable[Denoted]) -> dict[Span, Resolution]:
    """What the spans of a document denote, in order; `denoted` is what each of its referents is."""
    known = dict(zip(outcome.referents, denoted, strict=True))
    found = ((span, outcome.links[span].reason, known[outcome.links[span].referent]) for span in sorted(outcome.links))
    return {
        span: Resolution(span, entity, f"{reason}; {note}" if note else reason)
        for span, reason, (entity, note) in found
    }


def _with(view: bytes, denoted: Iterable[Denoted]) -> bytes:
    return hashlib.sha256(view + repr([note for _, note in denoted]).encode()).digest()


class _ByDocument(Mapping[str, Found]):
    """What the tables have of each document: one at a time is in memory."""

    def __init__(self, tables: NameTables, find: Callable[[str], Found]) -> None:
        self._tables = tables
        self._find = find

    def __getitem__(self, document_id: str) -> Found:
        return self._find(document_id)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._tables.numbers))

    def __len__(self) -> int:
        return len(self._tables.numbers)


class _Entities(Iterable[Entity]):
    """All entities, made anew each time."""

    def __init__(self, tables: NameTables) -> None:
        self._tables = tables

    def __iter__(self) -> Iterator[Entity]:
        return entities(self._tables)


def resolve(
    extracts: Sequence[Extract],
    gazetteer: Gazetteer,
    minter: Minter,
    language: Language,
    corrections: Sequence[Correction] = (),
) -> Resolved:
    """The entities of all documents, which are in `language`. Neither their order nor that of mentions makes a difference.

    Raises SettingsError when two corrections contradict each other.
    """
    outcomes = [read_document(extract, gazetteer, language) for extract in extracts]
    found = identities([outcome.spoken_of for outcome in outcomes], gazetteer, minter, language, corrections)
    links = {span: link for outcome in outcomes for span, link in found.links(outcome).items()}
    unresolved = {span: why for outcome in outcomes for span, why in outcome.unresolved.items()}
    members = {span: several for outcome in outcomes for span, several in outcome.members.items()}
    return Resolved(
        entities=tuple(found.entities),
        links={span: links[span] for span in sorted(links)},
        unresolved={span: unresolved[span] for span in sorted(unresolved)},
        members={span: members[span] for span in sorted(members)},
        matches=found.matches,
        rejections=found.rejections,
    )


def identities(
    documents: Iterable[Referents],
    gazetteer: Gazetteer,
    minter: Minter,
    language: Language,
    corrections: Sequence[Correction] = (),
) -> Identities:
    """The entities of what resolved documents speak of. Otherwise as `resolve`."""
    known = {one.document_id: encoded(one) for one in documents}
    with contextlib.closing(sqlite3.connect("")) as database:
        tables = kept_names(database, gazetteer, language, corrections)
        made = kept_identities(tables, minter, dict.fromkeys(known, b""), known.__getitem__)
        things = {entity.id: entity for entity in made.entities}
        return replace(
            made,
            entities=tuple(things[iri] for iri in sorted(things)),
            by_document=dict(made.by_document),
            denoted=dict(made.denoted),
            views=dict(made.views),
        )


def kept_names(
    database: sqlite3.Connection,
    gazetteer: Gazetteer,
    language: Language,
    corrections: Sequence[Correction] = (),
    decode: Decode | None = None,
) -> NameTables:
    """The tables of a database, for `kept_identities`; `decode` makes referents of their texts."""
    return NameTables(database, Linker(gazetteer, language, corrections), decode or decoder(gazetteer, language))


def kept_identities(
    tables: NameTables, minter: Minter, versions: Mapping[str, bytes], spoken: Callable[[str], Spoken], stamp: str = ""
) -> Identities:
    """As `identities`, of documents by id with a version of each: what has changed since the last time is decided again.

    `spoken` gives what a document speaks of, and `stamp` says what that depends on besides the document. The database must stay open
    while it is asked what documents denote. What is damaged there raises LookupError, TypeError, ValueError or sqlite3.DatabaseError.
    """
    stamp = repr((stamp, minter.base, tuple(tables.linker.corrections)))
    update(tables, minter, versions, spoken, stamp)
    tables.check()
    return Identities(
        _Entities(tables),
        _ByDocument(tables, lambda name: {entity.id: entity for entity in of_document(tables, name)}),
        _ByDocument(tables, lambda name: tuple(Denoted(*one) for one in tables.denoted(name))),
        _ByDocument(tables, tables.view),
        tuple(matches(tables)),
        tuple(rejections(tables)),
    )
