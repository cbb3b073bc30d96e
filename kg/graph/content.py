"""What a graph holds, and what can be told from that alone: entities, claims and the documents they come from.

    content = GraphContent.of(entities, claims, documents)
    content.facts                   what the documents assert: (subject IRI, property IRI, entity IRI or Value)

Content is never changed: `merge` and `without` give new ones. It is the same whatever the order of what went in. Everything that is
made of a finished graph works on this class; `kg.knowledge_graph` has the one that people hold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Self, TypeAlias

from kg.errors import StoreError
from kg.graph.claim_table import ClaimTable
from kg.graph.fact_table import Fact, FactDict, FactTable
from kg.graph.merging import Checked, merged, resolution_key
from kg.graph.on_disk import OnDisk
from kg.graph.overview import Overview, Support, Way, overview
from kg.graph.packings import ENTITIES
from kg.graph.rejection_table import RejectionTable
from kg.graph.sanitize import plain
from kg.graph.temporary import InOrder
from kg.graph.terms import canonical
from kg.iri import DEFAULT_BASE, KG, Minter, is_safe, local_name
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Match,
    Modality,
    Polarity,
    Property,
    Rejection,
    Resolution,
    Span,
    Value,
)
from kg.resources.ontology_files import joined_terms

ACT, DESCRIBED = "act", "described"  # origins of entities that have no name
Refused: TypeAlias = "set[Rejection] | RejectionTable"
_TRUST = {"gazetteer": 0, "named": 1, DESCRIBED: 2}  # whose label stands when one entity comes twice


@dataclass(frozen=True, repr=False)
class GraphContent:
    """The content of a graph; make it with `of`, which checks and sorts.

    `entities` are those that a claim speaks of, by IRI; `claims` are sorted by id, each id once; `documents` by id. Of many documents
    claims, entities, facts, rejections and texts are on disk, and are made anew each time that they are read.
    `info` says what made the graph: versions of the model and the ontology. `matches` are names that were compared.
    """

    base: str
    entities: Mapping[str, Entity]
    claims: Sequence[Claim]
    documents: Mapping[str, Document]
    rejections: Sequence[Rejection] = ()
    info: Mapping[str, str] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()

    @classmethod
    def of(
        cls,
        entities: Iterable[Entity],
        claims: Iterable[Claim | Checked] | ClaimTable,
        documents: Iterable[Document],
        rejections: Iterable[Rejection] = (),
        *,
        base: str = DEFAULT_BASE,
        info: Mapping[str, str] | None = None,
        matches: Iterable[Match] = (),
    ) -> Self:
        """A graph of what the stages made.

        Claims of one id become one with the evidence of all; entities of one id become one with the names of all.
        A claim without evidence, of an entity that is not given, or with offsets that miss its words is rejected with
        the reason. Raises StoreError when two different documents have one id.
        """
        texts = _documents(documents)
        if isinstance(claims, ClaimTable):
            return cls._on_disk(entities, claims, texts, rejections, matches, base=base, info=info)
        refused, spoken_of = set(rejections), set[str]()
        known: dict[str, Entity] = {}
        _gather(entities, known, refused)
        kept = _claims(claims, known, texts, refused, spoken_of)
        used = sorted(spoken_of)
        made = cls(
            base=Minter(base).base,
            entities={iri: known[iri] for iri in used},
            claims=tuple(kept.values()),
            documents=texts,
            rejections=tuple(sorted(refused, key=_rejection_key)),
            info=dict(sorted((info or {}).items())),
            matches=_matches(matches, spoken_of, texts),
        )
        made.__dict__["claims_by_id"] = kept  # an id is a digest of the claim, which takes as long as all else
        return made

    @classmethod
    def _on_disk(
        cls,
        entities: Iterable[Entity],
        claims: ClaimTable,
        documents: Mapping[str, Document],
        rejections: Iterable[Rejection],
        matches: Iterable[Match],
        *,
        base: str,
        info: Mapping[str, str] | None,
    ) -> Self:
        """The graph of claims on disk, whose entities, facts and rejections are there too."""
        refused = rejections if isinstance(rejections, RejectionTable) else RejectionTable(rejections)
        known: OnDisk[Entity] = OnDisk(ENTITIES)
        _gather(entities, known, refused)
        told = overview(_sound(claims, known, refused), FactTable())
        known.drop_others()
        made = cls(
            base=Minter(base).base,
            entities=known,
            claims=claims.in_order,
            documents=documents,
            rejections=refused.in_order,
            info=dict(sorted((info or {}).items())),
            matches=_matches(matches, known, documents),
        )
        made.__dict__.update(_overview=told, claims_by_id=claims)
        return made

    def __repr__(self) -> str:
        """Short, whatever the graph holds."""
        held = {"documents": self.documents, "entities": self.entities, "facts": self.facts, "claims": self.claims}
        counts = ", ".join(f"{len(items):,} {counted(len(items), name)}" for name, items in held.items())
        return f"<{type(self).__name__}: {counts}>"

    @cached_property
    def minter(self) -> Minter:
        """Makes the IRIs of this graph."""
        return Minter(self.base)

    @cached_property
    def things(self) -> dict[str, Entity]:
        """The entities that are somebody or something, without the acts ("died"): what can be a node of a picture."""
        return {iri: entity for iri, entity in self.entities.items() if entity.origin != ACT}

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many things there are of each class."""
        return Counter(entity.type for entity in self.entities.values() if entity.origin != ACT)

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """Claims by `Claim.id`, in order."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def _overview(self) -> Overview:
        return overview(self.claims_by_id.items(), FactDict())

    @cached_property
    def support(self) -> Mapping[Fact, tuple[Claim, ...]]:
        """Every fact with the asserted claims it stands on, best confidence first; facts in order."""
        return Support(self._overview.facts, self.claims_by_id)

    @property
    def facts(self) -> Sequence[Fact]:
        """Distinct (subject, property, object) of asserted claims, sorted."""
        found = self._overview.facts
        return InOrder(found.__len__, found.__iter__) if isinstance(found, FactTable) else tuple(found)

    @property
    def properties(self) -> Mapping[str, Property]:
        """Properties that claims use, by IRI."""
        return self._overview.properties

    @property
    def cited(self) -> Mapping[str, Sequence[int]]:
        """By document, the sentences that claims rest on; see `kg.graph.overview.places`."""
        return self._overview.sentences

    @property
    def ways(self) -> Mapping[Way, int]:
        """How many claims are made how."""
        return self._overview.ways

    @property
    def negated(self) -> tuple[str, ...]:
        """The ids of the claims that are negated."""
        return self._overview.negated

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """Why mentions were taken for entities: all that the evidence names, each once."""
        found = {item for claim in self.claims for evidence in claim.evidence for item in evidence.resolutions}
        return tuple(sorted(found, key=resolution_key))

    @property
    def sentences(self) -> int:
        """The number of sentences that claims rest on."""
        return sum(map(len, self.cited.values()))

    def label(self, item: str | Value) -> str:
        """Words for an entity, a property or a value."""
        if isinstance(item, Value):
            return item.text
        named = self.entities.get(item) or self.properties.get(item)
        return named.label if named else local_name(item)

    def is_thing(self, item: str | Value) -> bool:
        """True for an entity that is somebody or something."""
        known = self.entities.get(item) if isinstance(item, str) else None
        return known is not None and known.origin != ACT

    def is_act(self, item: str | Value) -> bool:
        """True for what stands in the place of the object where a statement has none."""
        known = self.entities.get(item) if isinstance(item, str) else None
        return known is not None and known.origin == ACT

    def ends(self, subject: str, target: str | Value) -> set[str]:
        """The things that a statement is between; neither a value nor an act is one."""
        return {subject, target} if isinstance(target, str) and self.is_thing(target) else {subject}

    def told(self, relation: str, item: str | Value, claim: Claim) -> tuple[str, str]:
        """Relation and object of `claim` in words; an act is its own relation, as the text tells it where it is so: ("died", "")."""
        if not self.is_act(item):
            return self.label(relation), self.label(item)
        words = phrase(claim.evidence[0]) if claim.asserted else ""
        return words or self.label(item), ""

    def merge(self, other: GraphContent) -> Self:
        """Both graphs in one. Where both have a document by one id, that of `other` replaces it, with its claims."""
        mine = self.without(iri for iri, document in other.documents.items() if self.documents.get(iri) != document)
        return self.of(
            (*mine.entities.values(), *other.entities.values()),
            (*mine.claims, *other.claims),
            (*mine.documents.values(), *other.documents.values()),
            (*mine.rejections, *other.rejections),
            base=self.base,
            info={**self.info, **other.info, **joined_terms(self.info, other.info)},
            matches=(*mine.matches, *other.matches),
        )

    def without(self, document_ids: Iterable[str]) -> Self:
        """The graph as if these documents had never been read; ids that it does not have are ignored.

        What other documents say of an entity stays; its label and other names are left as they are.
        """
        gone = frozenset(document_ids)
        claims = (
            replace(claim, evidence=evidence)
            for claim in self.claims
            if (evidence := tuple(item for item in claim.evidence if item.document_id not in gone))
        )
        return self.of(
            self.entities.values(),
            claims,
            (document for document in self.documents.values() if document.id not in gone),
            (item for item in self.rejections if item.document_id not in gone),
            base=self.base,
            info=self.info,
            matches=self.matches,
        )

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes of Turtle; without `doc`, whose nodes would need escapes that some parsers lack."""
        return {name: iri for name, iri in self.minter.prefixes().items() if name != "doc"}


def phrase(evidence: Evidence) -> str:
    """The relation words as they stand in the text."""
    return " ".join(span.text for span in evidence.predicate)


def status(claim: Claim) -> str:
    """How a claim stands: "fact", "denied", a modality ("planned" ...), or "claimed" when only someone in the text says it."""
    if claim.asserted:
        return "fact"
    if claim.polarity is Polarity.NEGATED:
        return "denied"
    return "claimed" if claim.modality is Modality.ACTUAL else claim.modality.value


def counted(number: int, plural: str) -> str:
    """The name of counted things, in the singular for one: "1 entity"."""
    if number != 1:
        return plural
    return plural.removesuffix("ies") + "y" if plural.endswith("ies") else plural.removesuffix("s")


def kind_label(name: str) -> str:
    """A class name as words: "GovernmentBody" -> "Government body"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split()
    return " ".join([*words[:1], *(word.lower() for word in words[1:])]) or "Thing"


def _matches(
    matches: Iterable[Match], entities: Container[str], documents: Mapping[str, Document]
) -> tuple[Match, ...]:
    """Those between entities and documents of the graph, in order."""
    kept = {
        match
        for match in matches
        if match.entity in entities
        and match.other_entity in entities
        and match.document_id in documents
        and match.other_document_id in documents
    }
    return tuple(sorted(kept, key=lambda match: (match.name, match.other, match.document_id, match.other_document_id)))


_is_name = lru_cache(maxsize=4096)(is_safe)  # of classes and properties, of which there are few


def _documents(documents: Iterable[Document]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for document in documents:
        if found.setdefault(document.id, document) != document:
            raise StoreError("two different documents have one id", where=document.id, hint="rename one of them")
    return dict(sorted(found.items()))


def _gather(entities: Iterable[Entity], known: MutableMapping[str, Entity], refused: Refused) -> None:
    """Adds entities to `known`; those of one id become one."""
    for entity in entities:
        if is_safe(entity.id) and _is_name(KG + entity.type):
            clean = _in_order(_clean(entity, refused))
            other = known.setdefault(clean.id, clean)
            if other is not clean and other != clean:
                known[clean.id] = _joined(other, clean)
        else:
            refused.add(Rejection("graph", "", entity.label, f"{entity.id!r} or its type {entity.type!r} makes no IRI"))


def _clean(entity: Entity, refused: Refused) -> Entity:
    for iri in entity.same_as:
        if not is_safe(iri):
            refused.add(Rejection("graph", "", entity.label, f"its link {iri!r} is no IRI"))
    label, aliases = plain(entity.label) or local_name(entity.id), tuple(map(plain, entity.aliases))
    same_as = tuple(filter(is_safe, entity.same_as))
    if (label, aliases, same_as) == (entity.label, entity.aliases, entity.same_as):
        return entity
    return replace(entity, label=label, aliases=aliases, same_as=same_as)


def _joined(*variants: Entity) -> Entity:
    """One entity with the names of all; the label of the most trusted origin, of equals the longest."""
    best = min(variants, key=lambda item: (_TRUST.get(item.origin, 3), -len(item.label), item.label, item.type))
    names = {name for item in variants for name in (item.label, *item.aliases)}
    links = {iri for item in variants for iri in item.same_as}
    places = (item.location for item in variants if item.location is not None)
    return _in_order(replace(best, aliases=tuple(names), same_as=tuple(links), location=min(places, default=None)))


def _in_order(entity: Entity) -> Entity:
    """The entity with its names and links sorted, each once; its label is no other name."""
    if not (entity.aliases or entity.same_as):
        return entity
    aliases, links = tuple(sorted({*entity.aliases} - {entity.label, ""})), tuple(sorted({*entity.same_as}))
    if (aliases, links) == (entity.aliases, entity.same_as):
        return entity
    return replace(entity, aliases=aliases, same_as=links)


def checked(
    claims: Iterable[Claim], known: Mapping[str, Entity], texts: Mapping[str, Document], refused: Refused
) -> Iterator[Checked]:
    """Claims with those of their evidence that slice `texts`; the others are refused, and so is a claim that has no more."""
    for claim in claims:
        sound = [item for item in claim.evidence if _slices(item, texts)]
        if len(sound) < len(claim.evidence):
            broken = {item.document_id for item in claim.evidence if item not in sound}
            refused.update(
                _refusal(claim, document, known, "its offsets miss the words of the text") for document in broken
            )
        if sound or not claim.evidence:
            tidy = _tidy(claim, sound)
            yield Checked(tidy.id, tidy)


def _claims(
    claims: Iterable[Claim | Checked],
    known: Mapping[str, Entity],
    texts: Mapping[str, Document],
    refused: Refused,
    spoken_of: set[str],
) -> dict[str, Claim]:
    """The claims that can stand in a graph, by id, in order; the entities in them are added to `spoken_of`."""
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for item in claims:
        claim = item if isinstance(item, Claim) else item.claim
        ends = (*_speaks_of(claim),)
        if fault := _fault(claim, ends, known):
            refused.update(_refusal(claim, document, known, fault) for document in {*_sources(claim)} or {""})
            continue
        for claim_id, tidy in [item] if isinstance(item, Checked) else checked([item], known, texts, refused):
            groups[claim_id].append(tidy)
            spoken_of.update(ends)
    return {claim_id: merged(groups[claim_id]) for claim_id in sorted(groups)}


def _sound(claims: ClaimTable, known: OnDisk[Entity], refused: Refused) -> Iterator[tuple[str, Claim]]:
    """The claims of a table that can stand in a graph, where the others are forgotten; as `_claims`."""
    gone = []
    for claim_id, parts in claims.parts():
        ends = (*_speaks_of(parts[0]),)
        if fault := _fault(parts[0], ends, known):
            gone.append(claim_id)
            refused.update(_refusal(claim, document, known, fault) for claim in parts for document in _sources(claim))
        else:
            known.note(ends)
            yield claim_id, merged(parts)
    claims.drop(gone)


def _fault(claim: Claim, ends: Iterable[str], known: Mapping[str, Entity]) -> str:
    """Why a claim that speaks of `ends` cannot stand in a graph; "" when it can."""
    strangers = [iri for iri in ends if iri not in known]
    if strangers:
        return f"{min(strangers)!r} is no entity of the graph"
    if not _is_name(claim.property.iri):
        return f"its property {claim.property.iri!r} is no IRI"
    return "" if claim.evidence else "it has no evidence"


def _refusal(claim: Claim, document_id: str, known: Mapping[str, Entity], reason: str) -> Rejection:
    ends = [claim.subject, claim.object.text if isinstance(claim.object, Value) else claim.object]
    subject, target = (known[end].label if end in known else end for end in ends)
    return Rejection("graph", document_id, f"{subject} {claim.property.label} {target}", reason)


def _sources(claim: Claim) -> Iterator[str]:
    return (evidence.document_id for evidence in claim.evidence)


def _slices(evidence: Evidence, texts: Mapping[str, Document]) -> bool:
    """Whether every span of the evidence is a piece of a document of the graph."""
    return all(
        span.document_id in texts
        and span.start >= 0
        and texts[span.document_id].text[span.start : span.end] == span.text
        for span in _spans(evidence)
    )


def _spans(evidence: Evidence) -> Iterator[Span]:
    yield from (evidence.sentence, evidence.subject, *filter(None, [evidence.object, evidence.head]))
    yield from (*evidence.predicate, *evidence.cues, *evidence.sources, *evidence.parents)
    yield from (resolution.mention for resolution in evidence.resolutions)


def _tidy(claim: Claim, evidence: Sequence[Evidence]) -> Claim:
    """The claim in the one form that its id has."""
    if (
        isinstance(claim.object, str)
        and len(evidence) == len(claim.evidence)
        and not (claim.sources or claim.qualifiers)
    ):
        return claim
    return replace(
        claim,
        object=claim.object if isinstance(claim.object, str) else canonical(claim.object),
        sources=tuple(sorted(set(claim.sources))),
        qualifiers=tuple(sorted(set(claim.qualifiers), key=lambda item: (item.role, item.label, item.entity))),
        evidence=tuple(evidence),
    )


def _speaks_of(claim: Claim) -> Iterator[str]:
    """IRIs of the entities in a claim."""
    yield claim.subject
    if isinstance(claim.object, str):
        yield claim.object
    yield from claim.sources
    yield from (qualifier.entity for qualifier in claim.qualifiers if qualifier.entity)
    if claim.place:
        yield claim.place


def _rejection_key(item: Rejection) -> tuple[str, ...]:
    return (item.stage, item.document_id, item.item, item.reason)
