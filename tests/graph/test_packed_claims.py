"""Claims that are packed come back as they were, and an evidence that stays packed is as good as a whole one."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from strategies import SAMPLE, WITH_ACTS, examples, graphs

from kg.graph.merging import Checked
from kg.graph.packed_claims import KeptEvidence, pack, unpack
from kg.graph.pieces import Marks, digest
from kg.graph.serialization import encode
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Evidence


def by_document(graph: KnowledgeGraph) -> Iterator[tuple[str, list[Checked]]]:
    """The claims of each document with the evidence that lies there."""
    for document_id in graph.documents:
        found = (
            (claim_id, claim, tuple(item for item in claim.evidence if item.document_id == document_id))
            for claim_id, claim in graph.claims_by_id.items()
        )
        yield document_id, [Checked(key, replace(claim, evidence=there)) for key, claim, there in found if there]


def kept(graph: KnowledgeGraph) -> Iterator[tuple[Checked, Checked]]:
    """Every claim of one document, and the same packed and unpacked."""
    for document_id, claims in by_document(graph):
        marks = (digest([item]) for _, claim in claims for item in claim.evidence)
        found = [unpack(row, graph.documents[document_id]) for row in pack(claims, marks)]
        yield from zip(claims, found, strict=True)


@examples(20)
@given(graphs())
def test_claims_come_back_as_they_were(graph: KnowledgeGraph) -> None:
    """Every field, in both directions of equality, whatever the words are."""
    for before, after in kept(graph):
        assert before == after
        assert after == before
        assert after.claim.id == before.id
        assert repr(after.claim) == repr(before.claim)
        assert encode(after.claim) == encode(before.claim)


@examples(20)
@given(graphs())
def test_a_graph_of_packed_claims_is_the_graph(graph: KnowledgeGraph) -> None:
    """Claims of several documents become one again, with their evidence in order."""
    claims = [after for _, after in kept(graph)]
    made = KnowledgeGraph.of(
        graph.entities.values(), claims, graph.documents.values(), graph.rejections, base=graph.base, info=graph.info
    )
    assert made.claims == graph.claims
    assert made.support == graph.support


def evidence_of(claims: list[Claim]) -> list[Evidence]:
    return [item for claim in claims for item in claim.evidence]


@pytest.mark.parametrize("graph", [SAMPLE.graph(), WITH_ACTS.graph()])
def test_packed_evidence_is_an_evidence(graph: KnowledgeGraph) -> None:
    """It is equal to a whole one, is found in a set of them, and is one when it is changed, copied or sent elsewhere."""
    pairs = [*kept(graph)]
    whole, packed = (evidence_of([pair[at].claim for pair in pairs]) for at in (0, 1))
    assert whole
    assert {type(item) for item in packed} == {KeptEvidence}
    assert {*whole} == {*packed} == {*whole, *packed}
    assert [Marks().of_evidence(item) for item in packed] == [Marks().of_evidence(item) for item in whole]
    for one, other in zip(whole, packed, strict=True):
        assert type(replace(other, confidence=0.25)) is Evidence
        assert replace(other, confidence=0.25) == replace(one, confidence=0.25)
        assert pickle.loads(pickle.dumps(other)) == copy.copy(other) == one
        assert other != replace(one, mapping_row="another")
        with pytest.raises(AttributeError):
            _ = other.nothing  # type: ignore[attr-defined]
