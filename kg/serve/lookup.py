"""What can be looked up in a graph: entities by name, claims by who and when, documents with all that was read in them.

Pages, the API and the MCP server all ask here. Nothing is judged: what stands in the graph is found and put in order.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.graph.content import DESCRIBED, GraphContent, status
from kg.graph.date_ranges import FIRST, LAST, dated, days, overlaps
from kg.iri import KG
from kg.model import Claim, Document, Entity, Evidence, Rejection, Value
from kg.page.words import as_told
from kg.report.review import Suggestion, suggestions
from kg.resources.corrections import CORRECTED
from kg.resources.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a statement: a speaker of the text (`iri`), else the publisher or the document; and how it stands in that claim."""

    name: str
    iri: str
    status: str
    claim: Claim
    document: Document


@dataclass(frozen=True, slots=True)
class Statement:
    """One subject, property and object, with all claims of it, facts first."""

    claims: tuple[Claim, ...]
    voices: tuple[Voice, ...]
    time: str

    @property
    def first(self) -> Claim:
        """The claim that stands for all."""
        return self.claims[0]

    @property
    def agreeing(self) -> list[Voice]:
        """Who says that it is so."""
        return [voice for voice in self.voices if voice.status in ("fact", "claimed")]

    @property
    def denying(self) -> list[Voice]:
        """Who says that it is not so."""
        return [voice for voice in self.voices if voice.status == "denied"]

    @property
    def others(self) -> list[Voice]:
        """Who says that it is planned, possible, wanted."""
        return [voice for voice in self.voices if voice.status not in ("fact", "claimed", "denied")]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one entity."""

    entity: Entity
    roles: tuple[Statement, ...]
    by_it: tuple[Statement, ...]
    about_it: tuple[Statement, ...]
    said: tuple[Claim, ...]
    neighbors: tuple[tuple[Entity, int], ...]
    documents: tuple[Document, ...]
    timeline: tuple[tuple[str, Claim], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are wanted; "" for all. `since` and `until` are days, both included."""

    subject: str = ""
    object: str = ""
    source: str = ""
    modality: str = ""
    polarity: str = ""
    document: str = ""
    asserted: bool | None = None
    since: str = ""
    until: str = ""


class Lookup:
    """A graph with the indexes that its readers need. Claims are found in the order of their ids, which is that of the graph."""

    def __init__(self, graph: GraphContent) -> None:
        self.graph = graph

    # ---- entities

    def entity(self, name: str) -> Entity | None:
        """The entity of an IRI, or of what follows the base's `entity/` in it; None when there is none."""
        return self.graph.things.get(name) or self.graph.things.get(f"{self.graph.base}entity/{name}")

    def search(self, words: str) -> list[Entity]:
        """Entities that have all words at the beginning of words of their names, those in most claims first; all for no words."""
        wanted = _words(words)
        if not wanted:
            return self._ranked
        found = set.intersection(*(self._beginning(word) for word in wanted))
        whole = " ".join(wanted)
        exact = [entity for entity in self._ranked if entity.id in found and whole in map(_folded, _names(entity))]
        return exact + [entity for entity in self._ranked if entity.id in found and entity not in exact]

    def mentions(self, entity: Entity) -> int:
        """The number of claims that speak of an entity."""
        return len(self._by_entity.get(entity.id, ()))

    def dossier(self, entity: Entity) -> Dossier:
        """All that is known of an entity."""
        graph, claims = self.graph, self._by_entity.get(entity.id, [])
        own = [claim for claim in claims if claim.subject == entity.id]
        about = [claim for claim in claims if claim.object == entity.id and claim.subject != entity.id]
        roles = [claim for claim in own if self._is_role(claim)]
        ends = Counter(end for claim in (*own, *about) for end in {claim.subject, claim.object} - {entity.id})
        near = [
            (graph.things[iri], count) for iri, count in ends.items() if isinstance(iri, str) and iri in graph.things
        ]
        documents = {item.document_id for claim in claims for item in claim.evidence}
        times = ((self._time(claim), claim) for claim in (*own, *about))
        return Dossier(
            entity,
            roles=tuple(sorted(self.statements(roles), key=lambda item: (not item.time, item.time))),
            by_it=tuple(self.statements(claim for claim in own if not self._is_role(claim))),
            about_it=tuple(self.statements(about)),
            said=tuple(claim for claim in claims if entity.id in claim.sources),
            neighbors=tuple(sorted(near, key=lambda item: (-item[1], item[0].label, item[0].id))),
            documents=tuple(graph.documents[key] for key in sorted(documents)),
            timeline=tuple(sorted(((time, claim) for time, claim in times if time), key=lambda item: item[0])),
        )

    # ---- claims

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of an id or an IRI."""
        return self.graph.claims_by_id.get(claim_id.removeprefix(f"{self.graph.base}claim/"))

    def claims(self, wanted: Filter) -> list[Claim]:
        """Claims that fit, by id."""
        pool: Sequence[Claim] = self.graph.claims
        for name in (wanted.subject, wanted.object, wanted.source):
            if name:
                entity = self.entity(name)
                narrow = self._by_entity.get(entity.id, []) if entity else []
                pool = min(pool, narrow, key=len)
        if wanted.document:
            here = {id(claim) for claim, _ in self._by_document.get(wanted.document, [])}
            pool = [claim for claim in pool if id(claim) in here]
        return [claim for claim in pool if self._fits(claim, wanted)]

    def told(self, claim: Claim) -> tuple[str, str]:
        """Relation and object in words, as `GraphContent.told`; an open predicate in those of the text."""
        words, end = self.graph.told(claim.property.iri, claim.object, claim)
        return (as_told(claim, words) if end and claim.property.open else words), end

    def statements(self, claims: Iterable[Claim]) -> list[Statement]:
        """Claims by what they state, those with most voices first."""
        groups: defaultdict[tuple[str, str, str | Value], list[Claim]] = defaultdict(list)
        for claim in claims:
            groups[claim.subject, claim.property.iri, claim.object].append(claim)
        found = [self._statement(group) for group in groups.values()]
        return sorted(found, key=lambda item: (-len(item.voices), not item.first.asserted))

    def status(self, claim: Claim) -> str:
        """How a claim stands; see `kg.graph.content.status`."""
        return status(claim)

    # ---- documents

    def document_claims(self, document_id: str) -> list[tuple[Claim, Evidence]]:
        """Claims that rest on a document, with the place there, in the order of the text."""
        return self._by_document.get(document_id, [])

    def rejected(self, document_id: str) -> list[Rejection]:
        """What was not kept of a document, and why."""
        return self._rejected.get(document_id, [])

    @cached_property
    def publishers(self) -> dict[str, list[Document]]:
        """Documents by publisher, those without one under their own id; sorted."""
        found: defaultdict[str, list[Document]] = defaultdict(list)
        for document in self.graph.documents.values():
            found[document.publisher or document.id].append(document)
        return dict(sorted(found.items(), key=lambda item: item[0].casefold()))

    def within(self, publisher: str, since: str, until: str) -> list[Claim]:
        """Claims with evidence of a publisher ("" for all), published or dated in a time."""
        first, last = (days(since) or (FIRST, LAST))[0], (days(until) or (FIRST, LAST))[1]

        def fits(claim: Claim, item: Evidence) -> bool:
            document = self.graph.documents[item.document_id]
            right = not publisher or publisher == (document.publisher or document.id)
            return right and (not (since or until) or overlaps(dated(self.graph, claim, item), first, last))

        return [claim for claim in self.graph.claims if any(fits(claim, item) for item in claim.evidence)]

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """Pairs of names that a person should look at."""
        return suggestions(self.graph)

    @property
    def corrected(self) -> str:
        """The digest of the corrections of its folder that the graph was built with."""
        return self.graph.info.get(CORRECTED, "")

    # ---- indexes

    @cached_property
    def _by_entity(self) -> dict[str, list[Claim]]:
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.graph.claims:
            ends = [
                claim.subject,
                claim.object,
                claim.place,
                *claim.sources,
                *(item.entity for item in claim.qualifiers),
            ]
            for iri in dict.fromkeys(ends):
                if isinstance(iri, str) and iri:
                    found[iri].append(claim)
        return dict(found)

    @cached_property
    def _by_document(self) -> dict[str, list[tuple[Claim, Evidence]]]:
        found: defaultdict[str, list[tuple[Claim, Evidence]]] = defaultdict(list)
        for claim in self.graph.claims:
            for item in claim.evidence:
                found[item.document_id].append((claim, item))
        for items in found.values():
            items.sort(key=lambda pair: (pair[1].sentence.start, pair[1].subject.start))
        return dict(found)

    @cached_property
    def _rejected(self) -> dict[str, list[Rejection]]:
        found: defaultdict[str, list[Rejection]] = defaultdict(list)
        for item in self.graph.rejections:
            found[item.document_id].append(item)
        return dict(found)

    @cached_property
    def _ranked(self) -> list[Entity]:
        """All things, those with a name and in most claims first."""
        return sorted(
            self.graph.things.values(),
            key=lambda item: (item.origin == DESCRIBED, -self.mentions(item), item.label, item.id),
        )

    @cached_property
    def _tokens(self) -> tuple[list[str], list[str]]:
        """Words of names in order, and beside them the entities that have them."""
        pairs = {
            (word, entity.id)
            for entity in self.graph.things.values()
            for name in _names(entity)
            for word in _words(name)
        }
        ordered = sorted(pairs)
        return [word for word, _ in ordered], [iri for _, iri in ordered]

    def _beginning(self, word: str) -> set[str]:
        tokens, owners = self._tokens
        return set(owners[bisect_left(tokens, word) : bisect_left(tokens, word + "\U0010ffff")])

    @cached_property
    def ontology(self) -> Ontology:
        """The ontology that the graph was built with."""
        return Ontology.of(self.graph.info)

    @cached_property
    def classes(self) -> dict[str, str]:
        """Classes that a thing can have, with their labels, by label."""
        found = {name: label for name, label in self.ontology.labels.items() if self.ontology.is_a(name, "Thing")}
        return dict(sorted(found.items(), key=lambda item: item[1].casefold()))

    @cached_property
    def _offices(self) -> frozenset[str]:
        """Properties that say which office somebody has or had."""
        infos = self.ontology.properties
        offices = {iri for iri, info in infos.items() if info.over}
        return frozenset({KG + "hasRole", *offices, *(infos[iri].over for iri in offices)})

    def _is_role(self, claim: Claim) -> bool:
        return claim.property.iri in self._offices

    def _fits(self, claim: Claim, wanted: Filter) -> bool:
        ends: dict[str, set[str | Value]] = {
            "subject": {claim.subject},
            "object": {claim.object},
            "source": set(claim.sources),
        }
        for name, iris in ends.items():
            given = getattr(wanted, name)
            if given and not {given, f"{self.graph.base}entity/{given}"} & iris:
                return False
        if wanted.modality not in ("", claim.modality) or wanted.polarity not in ("", claim.polarity):
            return False
        if wanted.asserted is not None and claim.asserted is not wanted.asserted:
            return False
        first, last = wanted.since or FIRST, wanted.until or LAST
        return not (wanted.since or wanted.until) or any(
            overlaps(dated(self.graph, claim, item), first, last) for item in claim.evidence
        )

    def _statement(self, claims: list[Claim]) -> Statement:
        ordered = sorted(claims, key=lambda claim: (not claim.asserted, -claim.confidence))
        times = sorted(filter(None, map(self._time, ordered)))
        return Statement(tuple(ordered), tuple(self._voices(ordered)), times[0] if times else "")

    def _voices(self, claims: Iterable[Claim]) -> Iterator[Voice]:
        seen = set()
        for claim in claims:
            for item in claim.evidence:
                document = self.graph.documents[item.document_id]
                speakers = [(self.graph.label(iri), iri) for iri in claim.sources]
                unnamed = (
                    "someone unnamed" if claim.source_unnamed else document.publisher or document.title or document.id
                )
                for name, iri in speakers or [(unnamed, "")]:
                    if (name, iri, status(claim)) not in seen:
                        seen.add((name, iri, status(claim)))
                        yield Voice(name, iri, status(claim), claim, document)

    def _time(self, claim: Claim) -> str:
        return min(filter(None, (dated(self.graph, claim, item)[:10] for item in claim.evidence)), default="")


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label, *entity.aliases)


def _folded(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.findall(r"\w+", plain.casefold())
