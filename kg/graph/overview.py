"""What one pass over the claims tells of all of them: facts, properties, and which sentences they rest on."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from kg.graph.packed_claims import place_of
from kg.graph.terms import sort_key, term
from kg.model import Claim, Entity, Modality, Polarity, Property, Value

Fact: TypeAlias = tuple[str, str, "str | Value"]

_BITS = 32  # of a number that are the end of a sentence; what is above them is its beginning


class Way(NamedTuple):
    """How a claim is made; `attributed` when somebody is named or hinted at who says it, `open` as its property."""

    modality: Modality
    polarity: Polarity
    attributed: bool
    asserted: bool
    open: bool


class Overview(NamedTuple):
    """`facts` have the ids of the claims that assert them; both are in order. `properties` are by IRI, of two the one that is not open.
    `sentences` are those that claims rest on, by document; `places` reads them. `ways` says how many claims are made how, and `negated`
    has the ids of those that are negated, in order.
    """

    facts: Mapping[Fact, tuple[str, ...]]
    properties: Mapping[str, Property]
    sentences: Mapping[str, array[int]]
    ways: Mapping[Way, int]
    negated: tuple[str, ...]


def overview(claims: Iterable[tuple[str, Claim]], entities: Mapping[str, Entity]) -> Overview:
    """That of claims with their ids, in order, of which none is held."""
    facts: dict[Fact, str | list[str]] = {}  # most facts have one claim
    properties: dict[str, Property] = {}
    sentences: defaultdict[str, set[int]] = defaultdict(set)
    ways = Counter[Way]()
    negated: list[str] = []
    for claim_id, claim in claims:
        relation, asserted = claim.property, claim.asserted
        attributed = bool(claim.sources) or claim.source_unnamed
        ways[Way(claim.modality, claim.polarity, attributed, asserted, relation.open)] += 1
        if asserted:
            _add(facts, _fact(claim, entities), claim_id)
        if claim.polarity is Polarity.NEGATED:
            negated.append(claim_id)
        known = properties.setdefault(relation.iri, relation)
        if (relation.open, relation.label) < (known.open, known.label):
            properties[relation.iri] = relation
        for item in claim.evidence:
            start, end = place_of(item)
            sentences[item.document_id].add(start << _BITS | end)
    return Overview(
        {fact: (ids,) if isinstance(ids := facts[fact], str) else tuple(ids) for fact in sorted(facts, key=_fact_key)},
        {iri: properties[iri] for iri in sorted(properties)},
        {document_id: array("Q", sorted(found)) for document_id, found in sentences.items()},
        ways,
        tuple(negated),
    )


def _fact(claim: Claim, entities: Mapping[str, Entity]) -> Fact:
    """What a claim asserts; its ends are the words of `entities`, which are held already."""
    subject, target = claim.subject, claim.object
    if known := entities.get(subject):
        subject = known.id
    if isinstance(target, str) and (known := entities.get(target)):
        target = known.id
    return subject, claim.property.iri, target


def _add(facts: dict[Fact, str | list[str]], fact: Fact, claim_id: str) -> None:
    others = facts.setdefault(fact, claim_id)
    if isinstance(others, list):
        others.append(claim_id)
    elif others != claim_id:
        facts[fact] = [others, claim_id]


def _fact_key(fact: Fact) -> tuple[str, str, tuple[bool, str]]:
    return (fact[0], fact[1], sort_key(term(fact[2])))


def places(sentences: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence."""
    return ((found >> _BITS, found & (1 << _BITS) - 1) for found in sentences)


class Support(Mapping[Fact, tuple[Claim, ...]]):
    """Every fact with the claims that assert it, best confidence first; facts in order. Claims are looked up when they are asked for."""

    def __init__(self, facts: Mapping[Fact, tuple[str, ...]], claims: Mapping[str, Claim]) -> None:
        self._facts = facts
        self._claims = claims

    def __getitem__(self, fact: Fact) -> tuple[Claim, ...]:
        claims = [self._claims[claim_id] for claim_id in self._facts[fact]]
        return tuple(sorted(claims, key=lambda claim: -claim.confidence))

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)
