"""RDF 1.2, nanopublications, event streams and schema.org: each reads back to the same claims, and asserts no more than the facts."""

from __future__ import annotations

import json
from collections import defaultdict

import pyoxigraph as ox
from hypothesis import given
from strategies import HERALD, REED, SAMPLE, SUPPORTS, THREATENS, examples, graphs

from kg.export import export
from kg.export.nanopub import NP
from kg.graph.triples import claims_layer, facts_layer, triples
from kg.iri import PROV, RDF, SCHEMA, SKOS
from kg.knowledge_graph import KnowledgeGraph

quick = examples(25)
DESCRIPTION = {
    RDF + "type",
    "http://www.w3.org/2000/01/rdf-schema#label",
    SKOS + "altLabel",
    "http://www.w3.org/2002/07/owl#sameAs",
}


def made(graph: KnowledgeGraph, format: str) -> bytes:
    data = export(graph, format)
    assert isinstance(data, bytes)
    return data


def layer(graph: KnowledgeGraph) -> set[ox.Triple]:
    """The claims as they stand in claims.ttl."""
    return set(triples(claims_layer(graph)))


def facts(graph: KnowledgeGraph) -> set[ox.Triple]:
    """The plain triples of the facts."""
    return {item for item in triples(facts_layer(graph)) if item.predicate.value not in DESCRIPTION}


@given(graphs())
@quick
def test_rdf12_is_the_graph_with_reifiers(graph: KnowledgeGraph) -> None:
    """With each reifier taken apart into subject, predicate and object it is graph.ttl and claims.ttl in one."""
    found = set()
    for quad in ox.parse(made(graph, "rdf12"), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value != RDF + "reifies":
            found.add(quad.triple)
            continue
        said = quad.object
        assert isinstance(said, ox.Triple)
        parts = {"subject": said.subject, "predicate": said.predicate, "object": said.object}
        parts["type"] = ox.NamedNode(RDF + "Statement")
        found |= {ox.Triple(quad.subject, ox.NamedNode(RDF + name), part) for name, part in parts.items()}
    assert found == layer(graph) | set(triples(facts_layer(graph)))


@given(graphs())
@quick
def test_nanopublications_are_well_formed(graph: KnowledgeGraph) -> None:
    """Each has one head that names its three graphs, none of them empty; provenance speaks of the assertion, the rest of the whole.

    The checks are those of https://nanopub.net/guidelines/working_draft/.
    """
    graphs: defaultdict[str, set[ox.Triple]] = defaultdict(set)
    for quad in ox.parse(made(graph, "nanopub"), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode), "nothing stands in the default graph"
        graphs[quad.graph_name.value].add(quad.triple)
    heads = {name: rows for name, rows in graphs.items() if name.endswith("#head")}
    assert len(heads) == len(graph.claims)
    for rows in heads.values():
        links = {row.predicate.value: row.object.value for row in rows if isinstance(row.object, ox.NamedNode)}
        (whole,) = {row.subject for row in rows}
        assert links.pop(RDF + "type") == NP + "Nanopublication"
        assert len(links) == len(rows) - 1 == 3
        assert all(graphs[name] for name in links.values())
        assertion = ox.NamedNode(links[NP + "hasAssertion"])
        assert assertion in {row.subject for row in graphs[links[NP + "hasProvenance"]]}
        assert whole in {row.subject for row in graphs[links[NP + "hasPublicationInfo"]]}


@given(graphs())
@quick
def test_nanopublications_are_the_claims_and_the_facts(graph: KnowledgeGraph) -> None:
    """Together they hold every row of the claims, and of the assertions only the facts are plain triples."""
    quads = list(ox.parse(made(graph, "nanopub"), format=ox.RdfFormat.TRIG))
    documents = {item for item in layer(graph) if node(item.subject) in _unused(graph)}
    assert layer(graph) - documents <= {quad.triple for quad in quads}
    claims = {graph.minter.claim(claim.id) for claim in graph.claims}
    claims |= {graph.minter.qualifier(claim.id, n + 1) for claim in graph.claims for n in range(len(claim.qualifiers))}
    asserted = {quad.triple for quad in quads if str(quad.graph_name).endswith("#assertion>")}
    assert {item for item in asserted if node(item.subject) not in claims} == facts(graph)


def node(item: object) -> str:
    """The IRI of a term that is one, else ""."""
    return item.value if isinstance(item, ox.NamedNode) else ""


def _unused(graph: KnowledgeGraph) -> set[str]:
    """Nodes of documents without a claim: formats that hand out claims do not have them."""
    used = {evidence.document_id for claim in graph.claims for evidence in claim.evidence}
    return {graph.minter.document(key) for key in graph.documents.keys() - used}


@given(graphs())
@quick
def test_every_line_of_a_stream_is_a_claim(graph: KnowledgeGraph) -> None:
    """Lines are JSON-LD by themselves, ordered by day; together they are the claims, and none is a plain triple."""
    lines = made(graph, "ldes").decode().split("\n")[:-1]
    assert len(lines) == len(graph.claims)
    found = {quad.triple for line in lines for quad in ox.parse(line, format=ox.RdfFormat.JSON_LD)}
    documents = {item for item in layer(graph) if node(item.subject) in _unused(graph)}
    assert found >= layer(graph) - documents
    added = {
        item.predicate.value.partition("#")[2] or item.predicate.value.rpartition("/")[2]
        for item in found - layer(graph)
    }
    assert added <= {"type", "timestampPath", "member", "issued"}
    issued = [json.loads(line)["tree:member"].get("dcterms:issued", "") for line in lines]
    assert issued == sorted(issued)


@given(graphs())
@quick
def test_schema_claims_read_back(graph: KnowledgeGraph) -> None:
    """All rows of the claims are there, and what is added are terms of schema.org alone."""
    found = {quad.triple for quad in ox.parse(made(graph, "schema"), format=ox.RdfFormat.JSON_LD)}
    documents = {item for item in layer(graph) if node(item.subject) in _unused(graph)}
    assert found >= layer(graph) - documents
    for item in found - layer(graph):
        is_type = item.predicate.value == RDF + "type" and SCHEMA in str(item.object)
        assert is_type or item.predicate.value.startswith(SCHEMA), item


def test_a_schema_claim_says_who_and_where() -> None:
    """In words how it stands, the speaker as author, and the article as appearance."""
    graph = SAMPLE.graph()
    nodes = {node["@id"]: node for node in json.loads(made(graph, "schema"))["@graph"]}
    denial, fact = nodes[f"claim:{THREATENS.id}"], nodes[f"claim:{SUPPORTS.id}"]
    assert denial["schema:text"] == "denied, says Bo Reed: Northland threatens anyone"
    assert denial["schema:author"] == [{"@id": "ent:Bo_Reed"}]
    assert denial["schema:appearance"] == [{"@id": f"doc:{HERALD.id}"}]
    assert fact["schema:text"] == "fact: Northland supports Ada Quill"
    assert nodes["ent:Ada_Quill"]["@type"] == "schema:Person"
    assert "schema:Claim" in denial["@type"]


def test_the_source_of_a_nanopublication() -> None:
    """What somebody says is attributed to them, and derived from the sentence."""
    rows = {
        (quad.predicate.value, str(quad.object))
        for quad in ox.parse(made(SAMPLE.graph(), "nanopub"), format=ox.RdfFormat.TRIG)
        if node(quad.subject).endswith(f"{THREATENS.id}#assertion")
    }
    assert (PROV + "wasAttributedTo", f"<{REED.id}>") in rows
    assert any(predicate == PROV + "wasDerivedFrom" and "herald.txt#char=" in target for predicate, target in rows)
