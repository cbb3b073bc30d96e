"""Checks of a finished graph: none fails on a graph of ours, each fails on a graph that is broken for it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from strategies import NORTHLAND, QUILL, SAMPLE, SOUTHPORT, SUPPORTS, examples, graphs

from kg.errors import SettingsError
from kg.graph import dataset
from kg.iri import KG, NEWS, POL, Minter, local_name
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Property
from kg.settings import resource
from kg.validate.checks import CHECKS, layered, validate, violations

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
    """No check of its structure fails on a graph that `KnowledgeGraph.of` made, whatever went into it."""
    assert violations(layered(graph), graph.base) == ()


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


def with_facts(*facts: tuple[str, str, str], types: dict[str, str] | None = None) -> KnowledgeGraph:
    """The sample's entities with other facts, each on the sentence of a fact of the sample."""
    claims = [
        replace(SUPPORTS, subject=subject, property=Property(relation, local_name(relation)), object=target)
        for subject, relation, target in facts
    ]
    entities = [replace(entity, type=(types or {}).get(entity.id, entity.type)) for entity in SAMPLE.entities]
    return KnowledgeGraph.of(entities, claims, SAMPLE.documents)


def test_domains_and_ranges_are_checked_without_shacl() -> None:
    """Who is born is a person, what is visited a place; the message says what is wrong in words."""
    found = validate(with_facts((NORTHLAND.id, POL + "bornIn", QUILL.id)))
    assert [(item.check, item.node) for item in found] == [("domain", NORTHLAND.id), ("range", QUILL.id)]
    assert found[0].message == (
        "the subject must be of the class 'person', and Northland is of the class 'country': \"Northland bornIn Ada Quill\""
    )


def test_nobody_is_born_in_two_towns() -> None:
    """Two towns are one too many; a town and its country are not, and neither is a village of a town."""
    born = [(QUILL.id, POL + "bornIn", place.id) for place in (NORTHLAND, SOUTHPORT)]
    cities = {NORTHLAND.id: "City", SOUTHPORT.id: "City"}
    assert validate(with_facts(*born, types={NORTHLAND.id: "Country", SOUTHPORT.id: "City"})) == ()
    (violation,) = validate(with_facts(*born, types=cities))
    assert (violation.check, violation.node) == ("one-bornIn", QUILL.id)
    assert violation.message == 'only one can be true: "Ada Quill bornIn Northland", "Ada Quill bornIn Southport"'
    nested = (SOUTHPORT.id, KG + "locatedIn", NORTHLAND.id)
    assert validate(with_facts(*born, nested, types=cities)) == ()


def test_shacl_finds_nothing_on_the_sample() -> None:
    """The shapes of the ontology accept what kg writes."""
    pytest.importorskip("pyshacl", reason="pySHACL is not installed (kg[validate])")
    assert validate(SAMPLE.graph(), shacl=True) == ()


def test_shacl_finds_a_broken_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shapes refuse a claim without polarity, and the result names it."""
    pytest.importorskip("pyshacl", reason="pySHACL is not installed (kg[validate])")
    graph = SAMPLE.graph()
    kept = [quad for quad in graph.quads() if not quad.predicate.value.endswith("#polarity")]
    monkeypatch.setattr(dataset, "quads", lambda graph: iter(kept))
    found = {item.node for item in validate(graph, shacl=True) if item.check == "MinCountConstraintComponent"}
    assert graph.minter.claim(SUPPORTS.id) in found


def test_every_term_is_in_the_ontology() -> None:
    """Classes and properties in our namespaces that the graph uses are declared in ontologies/*.ttl."""
    declared: set[object] = set()
    for path in sorted(resource("ontologies").glob("*.ttl")):
        declared |= {quad.subject for quad in ox.parse(path=path)}
    terms = [term for quad in SAMPLE.graph().quads() for term in (quad.predicate, quad.object)]
    ours = {term for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith((KG, NEWS, POL))}
    assert len(ours) > 20
    assert ours <= declared


def test_without_pyshacl(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(SettingsError, match=r"pip install 'kg\[validate\]'"):
        validate(SAMPLE.graph(), shacl=True)
