"""What follows from the facts by what the ontology says of its properties, and from what it follows: `--infer`.

The rules are those of OWL 2 RL for properties (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules:
prp-inv1, prp-inv2, prp-symp, prp-trp, prp-spo1), as SPARQL that Oxigraph answers until nothing new comes out. Only facts are
reasoned from, never claims; what is inferred stands in a graph of its own, `kg:inferred`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph import triples
from kg.graph.content import GraphContent
from kg.graph.fact_table import Fact
from kg.graph.terms import literal, term
from kg.iri import KG, OWL, PROV, RDF, RDFS
from kg.model import Value
from kg.resources.ontology_files import packaged, statements

INFERENCE = "inference"  # in a graph's info: what is known of properties, when the user wants what follows from it
INFERRED_GRAPH = KG + "inferred"
_AXIOMS = "urn:axioms"
# name -> conditions, with ?s ?p ?o for what follows, and ?s1 ?p1 ?o1, ?s2 ?p2 ?o2 for what it follows from
RULES: Mapping[str, str] = {
    "inverse": """GRAPH <urn:axioms> { { ?p owl:inverseOf ?p1 } UNION { ?p1 owl:inverseOf ?p } }
        ?s1 ?p1 ?o1 FILTER(isIRI(?o1)) BIND(?o1 AS ?s) BIND(?s1 AS ?o)""",
    "symmetric": """GRAPH <urn:axioms> { ?p a owl:SymmetricProperty }
        ?s1 ?p ?o1 FILTER(isIRI(?o1)) BIND(?p AS ?p1) BIND(?o1 AS ?s) BIND(?s1 AS ?o)""",
    "sub-property": """GRAPH <urn:axioms> { ?p1 rdfs:subPropertyOf ?p }
        ?s1 ?p1 ?o1 BIND(?s1 AS ?s) BIND(?o1 AS ?o)""",
    "transitive": """GRAPH <urn:axioms> { ?p a owl:TransitiveProperty }
        ?s1 ?p ?o1 . ?o1 ?p ?o2 FILTER(?s1 != ?o2 && ?o1 != ?o2 && ?s1 != ?o1)
        BIND(?p AS ?p1) BIND(?p AS ?p2) BIND(?o1 AS ?s2) BIND(?s1 AS ?s) BIND(?o2 AS ?o)""",
}
_KINDS = (OWL + "SymmetricProperty", OWL + "TransitiveProperty")
_RELATIONS = (OWL + "inverseOf", RDFS + "subPropertyOf")
_Axiom = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Inferred:
    """A triple that follows by a rule from facts or from other inferred triples."""

    fact: Fact
    rule: str
    premises: tuple[Fact, ...]


def axioms(paths: Sequence[Path] = ()) -> str:
    """What the packaged ontology and the user's files say of properties, as JSON: what `inferred` starts from."""
    graph = statements([*packaged(), *paths])
    found = [(iri, RDF + "type", kind) for kind in _KINDS for iri in graph.of_type(kind)]
    found += [
        (subject, predicate, value)
        for (subject, predicate), values in graph.found.items()
        if predicate in _RELATIONS
        for value in filter(_is_iri, values)
    ]
    return json.dumps(sorted(found))


def _is_iri(value: str) -> bool:
    """It can be a property; a user's file may have a text there."""
    try:
        ox.NamedNode(value)
    except ValueError:
        return False
    return True


def inferred(facts: Iterable[Fact], known: str) -> tuple[Inferred, ...]:
    """What follows from `facts` by `axioms`, in order; each triple once, by the first rule that gives it."""
    store = ox.Store()
    rows: list[_Axiom] = json.loads(known)
    store.extend(triples.quads(rows, _AXIOMS))
    store.extend(triples.quads((s, p, term(o)) for s, p, o in facts))
    found: dict[tuple[str, ...], Inferred] = {}
    while new := _step(store, found):
        found.update(new)
        store.extend(triples.quads((s, p, term(o)) for s, p, o in (one.fact for one in new.values())))
    return tuple(found[key] for key in sorted(found))


def _step(store: ox.Store, found: Mapping[tuple[str, ...], Inferred]) -> dict[tuple[str, ...], Inferred]:
    new: dict[tuple[str, ...], Inferred] = {}
    for rule, conditions in RULES.items():
        query = f"SELECT ?s ?p ?o ?s1 ?p1 ?o1 ?s2 ?p2 ?o2 WHERE {{ {conditions} FILTER NOT EXISTS {{ ?s ?p ?o }} FILTER(?s != ?o) }}"
        solutions = store.query(query, prefixes={"owl": OWL, "rdfs": RDFS})
        assert isinstance(solutions, ox.QuerySolutions)
        for one in sorted((_inferred(rule, solution) for solution in solutions), key=repr):
            key = tuple(map(str, one.fact))
            if key not in found:
                new.setdefault(key, one)
    return new


def _inferred(rule: str, solution: ox.QuerySolution) -> Inferred:
    fact = _fact(solution, "")
    premises = [_fact(solution, number) for number in ("1", "2") if solution["s" + number] is not None]
    return Inferred(fact, rule, tuple(premises))


def _fact(solution: ox.QuerySolution, number: str) -> Fact:
    subject, predicate = solution["s" + number], solution["p" + number]
    target = solution["o" + number] if number != "2" else solution["o2"]
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(predicate, ox.NamedNode)
    return subject.value, predicate.value, _end(target)


def _end(target: object) -> str | Value:
    if isinstance(target, ox.Literal):
        return Value(target.value, target.datatype.value)
    assert isinstance(target, ox.NamedNode)
    return target.value


def layer(graph: GraphContent, known: str) -> list[triples.Row]:
    """The graph `kg:inferred`: each inferred triple, and a statement that says by which rule it follows from what."""
    found = inferred(graph.facts, known)
    nodes = {one.fact: _node(graph, one.fact) for one in found}
    rows: list[triples.Row] = []
    for one in found:
        subject, predicate, target = one.fact
        node = nodes[one.fact]
        rows += [
            (subject, predicate, term(target)),
            (node, RDF + "type", RDF + "Statement"),
            (node, RDF + "subject", subject),
            (node, RDF + "predicate", predicate),
            (node, RDF + "object", term(target)),
            (node, KG + "rule", literal(one.rule)),
        ]
        for premise in one.premises:
            sources = [nodes[premise]] if premise in nodes else _claims(graph, premise)
            rows += [(node, PROV + "wasDerivedFrom", source) for source in sources]
    return list(dict.fromkeys(rows))


def _claims(graph: GraphContent, fact: Fact) -> list[str]:
    return [graph.minter.claim(claim.id) for claim in graph.support[fact]]


def _node(graph: GraphContent, fact: Fact) -> str:
    content = json.dumps([part if isinstance(part, str) else [part.text, part.datatype] for part in fact])
    return graph.minter.inference(hashlib.sha256(content.encode()).hexdigest()[:16])
