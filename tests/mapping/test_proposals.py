"""Which properties are proposed for open predicates, and that a proposal is never asserted."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from strategies import NORTHLAND, QUILL, SAMPLE, SUPPORTS

from kg.graph.claims_json import claims_jsonl
from kg.graph.serialization import decode, encode
from kg.iri import POL, local_name
from kg.knowledge_graph import KnowledgeGraph
from kg.lang.en import ENGLISH
from kg.mapping.proposals import Proposals, propose
from kg.model import Claim, Property
from kg.resources.ontology import Ontology

PROPOSALS = Proposals.by_rows(Ontology.load(), ENGLISH)
BY_IRI = {entity.id: entity for entity in SAMPLE.entities}


@pytest.mark.parametrize(
    ("key", "subject", "thing", "expected"),
    [
        ("violate", "Country", "Thing", "violates"),  # the verb of a row, between other classes
        ("attack on", "Country", "Thing", "attacks"),  # with a preposition that no row has
        ("impose sanction in", "Country", "Thing", "sanctions"),  # a verb with its noun
        ("reject accusation of", "Person", "Country", ""),  # the noun of a row, with a verb that says the contrary
        ("paint weapon from", "Country", "Country", ""),
        ("paint", "Person", "Thing", ""),
        ("arrest", "Thing", "Work", ""),  # neither end is of the class asked for
        ("", "Person", "Thing", ""),
    ],
)
def test_words_of_rows_propose_their_property(key: str, subject: str, thing: str, expected: str) -> None:
    """The words decide, whatever joins them; where several properties have them equally, none is proposed."""
    found = PROPOSALS.of(key, subject, thing)
    assert (local_name(found.iri) if found else "") == expected


def open_graph() -> KnowledgeGraph:
    """A graph with one open claim that has a proposal."""
    claim = replace(SUPPORTS, property=Property("https://kg.invalid/predicate/attack_on", "attack on", open=True))
    return KnowledgeGraph.of(SAMPLE.entities, propose([claim], BY_IRI, PROPOSALS), SAMPLE.documents)


def test_a_proposal_stands_on_the_claim_alone() -> None:
    """The claim names the property, in Turtle and JSON; the facts keep the open predicate and nothing else."""
    graph = open_graph()
    rows = graph.query("SELECT ?p WHERE { GRAPH kg:claims { ?claim kg:proposedProperty ?p } }")
    assert list(rows) == [(POL + "attacks",)]
    (line,) = claims_jsonl(graph).decode().splitlines()
    assert json.loads(line)["predicate"]["proposed"] == {"iri": POL + "attacks", "label": "attacks"}
    assert [(s, local_name(p), o) for s, p, o in graph.facts] == [(NORTHLAND.id, "attack_on", QUILL.id)]


def test_what_the_ontology_covers_has_no_proposal() -> None:
    """A claim with a property of the ontology needs none."""
    assert propose([SUPPORTS], BY_IRI, PROPOSALS) == [SUPPORTS]


def test_a_proposal_is_kept() -> None:
    """It is stored with the claim, is no part of its identity, and of several sources' proposals one stands, whatever their order."""
    graph = open_graph()
    (claim,) = graph.claims
    assert claim.id == replace(claim, proposed=None).id
    assert decode(Claim, encode(claim), {document.id: document.text for document in SAMPLE.documents}) == claim
    other = replace(claim, proposed=Property(POL + "meets", "meets"))
    for claims in ([claim, other, replace(claim, proposed=None)], [replace(claim, proposed=None), other, claim]):
        assert KnowledgeGraph.of(SAMPLE.entities, claims, SAMPLE.documents).claims == (claim,)
