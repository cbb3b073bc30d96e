"""What follows from facts by the ontology, with what it follows from; and that the graph of facts stays as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import owlrl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as some
from strategies import NORTHLAND, QUILL, SAMPLE, SUPPORTS, examples

from kg.export.rdf_files import trig
from kg.graph.fact_table import Fact
from kg.graph.inference import INFERENCE, axioms, inferred
from kg.iri import OWL, POL, RDF, RDFS
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Polarity, Property

BASE = "https://x.example/"
KNOWN = json.dumps(
    [
        [BASE + "parentOf", OWL + "inverseOf", BASE + "childOf"],
        [BASE + "near", RDF + "type", OWL + "SymmetricProperty"],
        [BASE + "in", RDF + "type", OWL + "TransitiveProperty"],
        [BASE + "capitalOf", RDFS + "subPropertyOf", BASE + "in"],
    ]
)


def facts(*triples: str) -> list[Fact]:
    """Facts of short names: "a near b"."""
    return [tuple(BASE + part for part in text.split()) for text in triples]  # type: ignore[misc]


def lines(found: list[Fact], known: str = KNOWN) -> list[str]:
    """What follows, by which rule from what, in short names."""

    def short(fact: Fact) -> str:
        return " ".join(str(part).removeprefix(BASE) for part in fact)

    return [f"{short(one.fact)} <- {one.rule}: {', '.join(map(short, one.premises))}" for one in inferred(found, known)]


@pytest.mark.parametrize(
    ("given_facts", "expected"),
    [
        (["a parentOf b"], ["b childOf a <- inverse: a parentOf b"]),
        (["b childOf a"], ["a parentOf b <- inverse: b childOf a"]),
        (["a near b"], ["b near a <- symmetric: a near b"]),
        (["a capitalOf b"], ["a in b <- sub-property: a capitalOf b"]),
        (["a in b", "b in c"], ["a in c <- transitive: a in b, b in c"]),
        (
            ["a capitalOf b", "b in c"],
            ["a in b <- sub-property: a capitalOf b", "a in c <- transitive: a in b, b in c"],
        ),
        (["a near b", "b near a", "a in a", "a likes b"], []),
    ],
)
def test_each_rule_says_what_it_follows_from(given_facts: list[str], expected: list[str]) -> None:
    """A triple names its rule and its premises, which are facts or inferred themselves; what is known is not inferred."""
    assert lines(facts(*given_facts)) == expected


NAMES = some.sampled_from("abcd")
TRIPLES = some.builds(
    lambda s, p, o: f"{s} {p} {o}", NAMES, some.sampled_from(["parentOf", "childOf", "near", "in", "capitalOf"]), NAMES
)


@given(some.lists(TRIPLES, max_size=6))
@examples(100)
def test_an_owl_reasoner_infers_the_same(texts: list[str]) -> None:
    """owlrl, which implements all of OWL 2 RL, finds the same triples between different things."""
    given_facts = facts(*texts)
    graph = rdflib.Graph()
    for triple in (*given_facts, *json.loads(KNOWN)):
        subject, predicate, thing = (rdflib.URIRef(str(part)) for part in triple)
        graph.add((subject, predicate, thing))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    theirs = {
        tuple(map(str, triple))
        for triple in graph
        if all(str(part).startswith(BASE) for part in triple) and triple[0] != triple[2]
    }
    assert {one.fact for one in inferred(given_facts, KNOWN)} == theirs - set(given_facts)


def meeting(**changes: object) -> KnowledgeGraph:
    """A graph with one meeting, whose inferences are wanted."""
    claim = replace(SUPPORTS, property=Property(POL + "meets", "meets"), **changes)  # type: ignore[arg-type]
    return KnowledgeGraph.of(SAMPLE.entities, [claim], SAMPLE.documents, info={INFERENCE: axioms()})


def test_what_is_inferred_stands_in_a_graph_of_its_own(tmp_path: Path) -> None:
    """Facts and Turtle are as without it; the named graph has the triple and the claim that it follows from."""
    graph = meeting()
    plain = replace(graph, info={})
    assert graph.facts == plain.facts
    rows = graph.query("""SELECT ?a ?b ?rule ?claim WHERE { GRAPH kg:inferred {
        ?a pol:meets ?b . ?why rdf:subject ?a ; rdf:object ?b ; kg:rule ?rule ; prov:wasDerivedFrom ?claim } }""")
    (row,) = rows
    (claim,) = graph.claims
    assert row == (QUILL.id, NORTHLAND.id, "symmetric", graph.minter.claim(claim.id))
    graph.save(tmp_path / "a")
    plain.save(tmp_path / "b")
    assert (tmp_path / "a/graph.ttl").read_bytes() == (tmp_path / "b/graph.ttl").read_bytes()
    assert b"inferred" in trig(graph)
    assert list(KnowledgeGraph.load(tmp_path / "a").quads()) == list(graph.quads())


@pytest.mark.parametrize("changes", [{"polarity": Polarity.NEGATED}, {"source_unnamed": True}])
def test_nothing_follows_from_what_is_only_claimed(changes: dict[str, object]) -> None:
    """A denied meeting, or one that somebody reports, is no premise."""
    assert not [quad for quad in meeting(**changes).quads() if "inferred" in str(quad.graph_name)]


def test_the_ontology_of_the_user_counts(tmp_path: Path) -> None:
    """Axioms of a further Turtle file are among those that are used."""
    path = tmp_path / "mine.ttl"
    path.write_text(f"<{BASE}near> a <{OWL}SymmetricProperty> .", "utf-8")
    assert lines(facts("a near b"), axioms([path])) == ["b near a <- symmetric: a near b"]
    assert lines(facts("a near b"), axioms()) == []


def test_a_text_in_place_of_a_property_is_no_axiom(tmp_path: Path) -> None:
    """A slip in the user's file, a literal above a property, stops nothing."""
    path = tmp_path / "mine.ttl"
    path.write_text(f'<{POL}supports> <{RDFS}subPropertyOf> "likes", <{BASE}likes> .')
    mine = [axiom for axiom in json.loads(axioms([path])) if axiom[0] == POL + "supports"]
    assert mine == [[POL + "supports", RDFS + "subPropertyOf", BASE + "likes"]]
