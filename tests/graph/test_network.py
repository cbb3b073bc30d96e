"""The graph for networkx."""

from __future__ import annotations

from hypothesis import given
from strategies import NORTHLAND, QUILL, REED, SAMPLE, SUPPORTS, THREATENS, VISITS, examples, graphs

from kg.graph.network import to_networkx
from kg.iri import POL, XSD
from kg.knowledge_graph import KnowledgeGraph


def test_facts_are_edges() -> None:
    """An edge a fact, keyed by its property; values are nodes of the type Literal."""
    network = SAMPLE.graph().to_networkx()
    role = f'"harbor master"^^<{XSD}string>'
    assert sorted(network.edges(keys=True)) == [
        (QUILL.id, role, "https://kg.invalid/ns/kg#hasRole"),
        (NORTHLAND.id, QUILL.id, POL + "supports"),
    ]
    assert network.nodes[NORTHLAND.id] == {"label": "Northland", "type": "Country"}
    assert network.nodes[role] == {"label": "harbor master", "type": "Literal"}
    assert network.edges[NORTHLAND.id, QUILL.id, POL + "supports"] == {
        "label": "supports",
        "iri": POL + "supports",
        "id": SUPPORTS.id,
        "confidence": 0.95,
        "documents": "courier.md; herald.txt",
        "sentence": "Northland backs Ada Quill, the Courier has learned.",
        "asserted": 1,
        "polarity": "affirmed",
        "modality": "actual",
        "attributed_to": "",
    }


def test_claims_are_edges_on_request() -> None:
    """With `claims` what is denied, planned or attributed is there too, keyed by its id and marked as such."""
    network = to_networkx(SAMPLE.graph(), claims=True)
    assert network.number_of_edges() == 4
    denied = network.edges[THREATENS.subject, THREATENS.object, THREATENS.id]
    assert (denied["asserted"], denied["polarity"], denied["attributed_to"]) == (0, "negated", "Bo Reed")
    planned = network.edges[VISITS.subject, VISITS.object, VISITS.id]
    assert (planned["asserted"], planned["modality"]) == (0, "planned")


def test_entities_without_facts_are_nodes() -> None:
    """Someone who is only claimed something of is there, alone."""
    network = SAMPLE.graph().to_networkx()
    assert network.degree[REED.id] == 0


@given(graphs())
@examples(60)
def test_nothing_is_lost(graph: KnowledgeGraph) -> None:
    """As many edges as facts, or claims, parallel ones included; attributes are strings and numbers."""
    facts, claims = to_networkx(graph), to_networkx(graph, claims=True)
    assert facts.number_of_edges() == len(graph.facts)
    assert claims.number_of_edges() == len(graph.claims)
    assert {key for _, _, key in claims.edges(keys=True)} == set(graph.claims_by_id)
    attributes = [data for network in (facts, claims) for *_, data in network.edges(data=True)]
    assert {type(value) for data in attributes for value in data.values()} <= {str, int, float}
