"""Facts, and facts with claims, in the syntaxes of RDF 1.1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from kg.graph import dataset, triples
from kg.graph.content import GraphContent
from kg.graph.pieces import content, groups
from kg.iri import RDF


def turtle(graph: GraphContent) -> bytes:
    """Facts in RDF 1.1 Turtle (https://www.w3.org/TR/turtle/), as in `graph.ttl`."""
    return b"".join(content(dataset.facts(graph)))


def ntriples(graph: GraphContent) -> bytes:
    """Facts in N-Triples (https://www.w3.org/TR/n-triples/), a line a triple."""
    return _serialized(ox.serialize(_facts(graph), format=ox.RdfFormat.N_TRIPLES))


def trig(graph: GraphContent) -> bytes:
    """Facts and claims in TriG (https://www.w3.org/TR/trig/), as in `graph.trig`."""
    return b"".join(content(dataset.trig(graph, groups(graph, None))))


def nquads(graph: GraphContent) -> bytes:
    """Facts and claims in N-Quads (https://www.w3.org/TR/n-quads/), a line a quad."""
    return _serialized(ox.serialize(dataset.quads(graph), format=ox.RdfFormat.N_QUADS))


def jsonld(graph: GraphContent) -> bytes:
    """Facts in JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), an object an entity, with the prefixes as context."""
    nodes = json.loads(_serialized(ox.serialize(_facts(graph), format=ox.RdfFormat.JSON_LD)))
    content = {"@context": graph.prefixes, "@graph": [compact(node, graph.prefixes) for node in nodes]}
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def compact(item: Any, prefixes: Mapping[str, str]) -> Any:
    """Expanded JSON-LD with CURIEs for IRIs, plain strings for plain literals, no lists of one."""
    if item.keys() == {"@value"}:
        return item["@value"]
    short: dict[str, Any] = {}
    for key, found in item.items():
        if key in ("@id", "@type"):
            short[key] = curie(found, prefixes)
        elif key == "@value":
            short[key] = found
        else:
            values = [compact(value, prefixes) for value in found]
            values = [value["@id"] for value in values] if key == RDF + "type" else values
            name = "@type" if key == RDF + "type" else curie(key, prefixes)
            short[name] = values[0] if len(values) == 1 else values
    return short


def curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI by its prefix, where it has one."""
    for name, start in prefixes.items():
        if iri.startswith(start) and iri != start:
            return f"{name}:{iri.removeprefix(start)}"
    return iri


def _facts(graph: GraphContent) -> list[ox.Triple]:
    return list(triples.triples(triples.facts_layer(graph)))


def _serialized(data: bytes | None) -> bytes:
    assert data is not None  # no file was named
    return data
