"""The graph for networkx."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from strategies import (
    BOAT,
    DIE,
    FISHERMEN,
    NORTHLAND,
    OWNS,
    QUILL,
    REED,
    RESIGN,
    RESIGNS,
    SAMPLE,
    SUPPORTS,
    THREATENS,
    VISITS,
    WITH_ACTS,
    examples,
    graphs,
    number_of_acts,
)

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
        "published": "2019-03-28",
        "place": "",
    }


def test_a_fact_has_its_time_and_place() -> None:
    """An edge has the time as it was said, its first and last day, and the place; of several claims all of it."""
    later = replace(OWNS, time="2022-03/..", place=NORTHLAND.id)
    graph = replace(WITH_ACTS, claims=(*WITH_ACTS.claims, later)).graph()
    data = to_networkx(graph).edges[QUILL.id, BOAT.id, POL + "owns"]
    assert {name: data.get(name) for name in ("time", "start", "end", "place")} == {
        "time": "2021, 2022-03/..",
        "start": "2021-01-01",
        "end": None,
        "place": "Northland, Southport",
    }


def test_an_act_is_an_attribute_of_its_node() -> None:
    """What something does to nobody is told at its node, with its time; what is not so says so where claims are asked for."""
    graph = WITH_ACTS.graph()
    facts, claims = to_networkx(graph), to_networkx(graph, claims=True)
    assert facts.nodes[QUILL.id]["acts"] == "died (2021-05-03)"
    assert facts.nodes[BOAT.id]["acts"] == "was moved"
    assert "acts" not in facts.nodes[REED.id]
    assert claims.nodes[REED.id]["acts"] == "resign (denied)"
    assert not {DIE.id, RESIGN.id} & set(claims)


def test_described_things_are_nodes_where_something_is_drawn() -> None:
    """Who only says something and has no name is no node; who does something is."""
    quiet = replace(WITH_ACTS, claims=(RESIGNS,)).graph()
    assert FISHERMEN.id in quiet.entities
    assert set(to_networkx(quiet)) == {REED.id}
    assert FISHERMEN.id in to_networkx(WITH_ACTS.graph())


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
    """As many edges and acts as facts, or claims, parallel ones included; attributes are strings and numbers."""
    facts, claims = to_networkx(graph), to_networkx(graph, claims=True)
    assert facts.number_of_edges() + number_of_acts(facts) == len(graph.facts)
    assert claims.number_of_edges() + number_of_acts(claims) == len(graph.claims)
    acts = {key for key, claim in graph.claims_by_id.items() if graph.is_act(claim.object)}
    assert {key for _, _, key in claims.edges(keys=True)} == set(graph.claims_by_id) - acts
    attributes = [data for network in (facts, claims) for *_, data in network.edges(data=True)]
    assert {type(value) for data in attributes for value in data.values()} <= {str, int, float}
