"""What one pass over the claims tells of all of them: facts, properties, and which sentences they rest on."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from kg.graph.fact_table import Fact, Facts
from kg.graph.packed_claims import place_of
from kg.model import Claim, Modality, Polarity, Property

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


def overview(claims: Iterable[tuple[str, Claim]], facts: Facts) -> Overview:
    """That of claims with their ids, in order, of which none is held; facts are put into `facts`."""
    properties: dict[str, Property] = {}
    sentences: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
    ways = Counter[Way]()
    negated: list[str] = []
    for claim_id, claim in claims:
        relation, asserted = claim.property, claim.asserted
        attributed = bool(claim.sources) or claim.source_unnamed
        ways[Way(claim.modality, claim.polarity, attributed, asserted, relation.open)] += 1
        if asserted:
            facts.put((claim.subject, relation.iri, claim.object), claim_id)
        if claim.polarity is Polarity.NEGATED:
            negated.append(claim_id)
        known = properties.setdefault(relation.iri, relation)
        if (relation.open, relation.label) < (known.open, known.label):
            properties[relation.iri] = relation
        for item in claim.evidence:
            start, end = place_of(item)
            sentences[item.document_id].append(start << _BITS | end)
    return Overview(
        facts.in_order(),
        {iri: properties[iri] for iri in sorted(properties)},
        {document_id: array("Q", sorted(set(found))) for document_id, found in sentences.items()},
        ways,
        tuple(negated),
    )


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
