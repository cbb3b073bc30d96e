"""Checks of a finished graph: none fails on a graph of ours, each fails on a graph that is broken for it."""

from __future__ import annotations

import sys

import pyoxigraph as ox
import pytest
from hypothesis import given
from strategies import NORTHLAND, QUILL, SAMPLE, SUPPORTS, examples, graphs

from kg.errors import SettingsError
from kg.graph import KnowledgeGraph
from kg.iri import KG, POL, Minter
from kg.settings import resource
from kg.validate import CHECKS, validate, violations

CLAIM = "claim:" + SUPPORTS.id
SENTENCE = "<https://kg.invalid/document/herald.txt#char=0,46>"
# check -> SPARQL update that breaks the sample graph, and the node that is then named
BROKEN = {
    "fact-without-claim": ("INSERT DATA { ent:Ada_Quill pol:meets ent:Northland }", QUILL.id),
    "claim-without-fact": ("DELETE DATA { ent:Northland pol:supports ent:Ada_Quill }", CLAIM),
    "asserted-in-vain": (
        f"DELETE DATA {{ GRAPH kg:claims {{ {CLAIM} kg:modality 'actual' }} }};"
        f"INSERT DATA {{ GRAPH kg:claims {{ {CLAIM} kg:modality 'planned' }} }}",
        CLAIM,
    ),
    "claim-without-evidence": (f"DELETE WHERE {{ GRAPH kg:claims {{ {CLAIM} prov:wasDerivedFrom ?s }} }}", CLAIM),
    "sentence-offsets": (f"INSERT DATA {{ GRAPH kg:claims {{ {SENTENCE} nif:endIndex 7 }} }}", SENTENCE),
    "entity-without-class": ("DELETE WHERE { ent:Northland rdf:type ?t }", NORTHLAND.id),
    "entity-without-name": ("DELETE WHERE { ent:Northland rdfs:label ?t }", NORTHLAND.id),
    "blank-node": ("INSERT DATA { _:x rdfs:label 'x' }", "_:"),
    **{
        f"claim-{term.partition(':')[2]}": (f"DELETE WHERE {{ GRAPH kg:claims {{ {CLAIM} {term} ?x }} }}", CLAIM)
        for term in ("rdf:subject", "rdf:predicate", "rdf:object", "kg:polarity", "kg:modality", "kg:confidence")
    },
    "claim-asserted": (f"INSERT DATA {{ GRAPH kg:claims {{ {CLAIM} kg:asserted false }} }}", CLAIM),
}


@given(graphs())
@examples(30)
def test_what_kg_builds_is_sound(graph: KnowledgeGraph) -> None:
    """No check fails on a graph that `KnowledgeGraph.of` made, whatever went into it."""
    assert validate(graph) == ()


def test_every_check_has_a_broken_graph() -> None:
    """A check without a graph that it refuses would prove nothing."""
    assert set(BROKEN) == set(CHECKS)


@pytest.mark.parametrize("check", sorted(BROKEN))
def test_a_broken_graph_is_caught(check: str) -> None:
    """The check names the node that is wrong."""
    update, node = BROKEN[check]
    store = ox.Store()
    store.extend(SAMPLE.graph().quads())
    prefixes = Minter().prefixes()
    store.update(update, prefixes=prefixes)
    name = node.strip("<>").replace("claim:", prefixes["claim"])
    found = [item for item in violations(store) if item.check == check]
    assert len(found) == 1
    assert found[0].node.startswith(name)
    assert found[0].message == CHECKS[check][0]


def test_shacl_finds_nothing_on_the_sample() -> None:
    """The shapes of the ontology accept what kg writes."""
    pytest.importorskip("pyshacl", reason="pySHACL is not installed (kg[validate])")
    assert validate(SAMPLE.graph(), shacl=True) == ()


def test_shacl_finds_a_broken_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shapes refuse a claim without polarity, and the result names it."""
    pytest.importorskip("pyshacl", reason="pySHACL is not installed (kg[validate])")
    graph = SAMPLE.graph()
    kept = [quad for quad in graph.quads() if not quad.predicate.value.endswith("#polarity")]
    monkeypatch.setattr(KnowledgeGraph, "quads", lambda self: iter(kept))
    found = {item.node for item in validate(graph, shacl=True) if item.check == "MinCountConstraintComponent"}
    assert graph.minter.claim(SUPPORTS.id) in found


def test_every_term_is_in_the_ontology() -> None:
    """Classes and properties in our namespaces that the graph uses are declared in ontologies/*.ttl."""
    declared: set[object] = set()
    for path in sorted(resource("ontologies").glob("*.ttl")):
        declared |= {quad.subject for quad in ox.parse(path=path)}
    terms = [term for quad in SAMPLE.graph().quads() for term in (quad.predicate, quad.object)]
    ours = {term for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith((KG, POL))}
    assert len(ours) > 20
    assert ours <= declared


def test_without_pyshacl(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(SettingsError, match=r"pip install 'kg\[validate\]'"):
        validate(SAMPLE.graph(), shacl=True)
