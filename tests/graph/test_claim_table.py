"""Claims on disk are the claims: a graph of them is the graph, and so is all that is written of it."""

from __future__ import annotations

import pickle
from itertools import accumulate, takewhile
from pathlib import Path

import pytest
from graph_files import saved
from hypothesis import given
from hypothesis import strategies as st
from strategies import SAMPLE, WITH_ACTS, examples, graphs
from test_packed_claims import by_document

from kg.errors import StoreError
from kg.graph.claim_table import ClaimTable
from kg.graph.content import GraphContent
from kg.graph.packed_claims import pack
from kg.graph.pieces import digest
from kg.graph.subgraph import best_connected
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Entity


def table_of(graph: KnowledgeGraph) -> ClaimTable:
    table = ClaimTable()
    for document_id, claims in by_document(graph):
        marks = (digest([item]) for _, claim in claims for item in claim.evidence)
        table.put(graph.documents[document_id], pack(claims, marks))
    return table


def on_disk(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The same graph, which does not hold its claims."""
    return KnowledgeGraph.of(
        graph.entities.values(),
        table_of(graph),
        graph.documents.values(),
        graph.rejections,
        base=graph.base,
        info=graph.info,
        matches=graph.matches,
    )


@examples(20)
@given(graphs())
def test_a_graph_on_disk_is_the_graph(graph: KnowledgeGraph) -> None:
    """In both directions of equality; what is counted, looked up by id or place, or sent elsewhere is the same."""
    made = on_disk(graph)
    assert made == graph
    assert graph == made
    assert [*made.claims_by_id.items()] == [*graph.claims_by_id.items()]
    assert [*made.support.items()] == [*graph.support.items()]
    assert (made.facts, made.properties, made.cited) == (graph.facts, graph.properties, graph.cited)
    assert [made.claims[at] for at in range(len(graph.claims))] == [*graph.claims]
    assert made.claims[-2:] == graph.claims[-2:]
    assert pickle.loads(pickle.dumps(made)).claims == graph.claims
    with pytest.raises(IndexError):
        _ = made.claims[len(graph.claims)]
    with pytest.raises(KeyError):
        _ = made.claims_by_id["no id"]


@pytest.mark.parametrize("graph", [SAMPLE.graph(), WITH_ACTS.graph()])
def test_its_files_are_those_of_the_graph(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Every one, with page, report and quads."""
    assert saved(on_disk(graph), tmp_path / "disk") == saved(graph, tmp_path / "memory")


def test_what_cannot_stand_in_a_graph_is_refused() -> None:
    """Claims of an entity that is not given, with the same reasons; the others stay."""
    graph = SAMPLE.graph()
    for gone in graph.entities:
        others: list[Entity] = [entity for iri, entity in graph.entities.items() if iri != gone]
        memory, disk = (
            KnowledgeGraph.of(others, claims, graph.documents.values()) for claims in (graph.claims, table_of(graph))
        )
        assert memory.rejections
        assert disk == memory


def test_a_table_is_there_as_long_as_it_is_read() -> None:
    """Also when nobody else has it any more."""
    graph = SAMPLE.graph()
    assert [*iter(table_of(graph))] == [*graph.claims_by_id]
    assert [*iter(table_of(graph).in_order)] == [*graph.claims]


def test_a_full_disk_is_named() -> None:
    """With the folder that can be changed; a limit of pages stands for the end of the disk."""
    table, graph = ClaimTable(), SAMPLE.graph()
    table._database.execute("PRAGMA max_page_count = 2")
    document = next(iter(graph.documents.values()))
    with pytest.raises(StoreError, match=r"full.*SQLITE_TMPDIR"):
        table.put(document, [(f"{number:016x}", "[]", "x" * 4000) for number in range(9)])


def connected_by_sorting(graph: GraphContent, most: int) -> list[str]:
    """The ids of the best connected claims, by the definition."""
    about = {
        key: {claim.subject, *claim.sources} | ({str(claim.object)} if graph.is_thing(claim.object) else set())
        for key, claim in graph.claims_by_id.items()
    }
    said = [iri for ends in about.values() for iri in ends]
    order = sorted(set(said), key=lambda iri: (-said.count(iri), iri))
    best = sorted(about, key=lambda key: max(map(order.index, about[key])))
    sums = accumulate(len(graph.claims_by_id[key].evidence) for key in best)
    return sorted(key for key, _ in takewhile(lambda item: item[1] <= most, zip(best, sums, strict=True)))


@examples(20)
@given(graphs(), st.integers(0, 6))
def test_the_best_connected_claims(graph: KnowledgeGraph, most: int) -> None:
    """They are those that come first by the last of their entities, as many as the places allow."""
    assert [*best_connected(on_disk(graph), most).claims_by_id] == connected_by_sorting(graph, most)
