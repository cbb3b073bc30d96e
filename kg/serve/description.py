"""The description of the SPARQL service (https://www.w3.org/TR/sparql11-service-description/), without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.iri import RDF, Minter, is_safe
from kg.serve.negotiation import GRAPH_FORMATS, ROW_FORMATS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_UNIQUE = {  # ending -> name of https://www.w3.org/ns/formats/
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
    "nq": "N-Quads",
    "trig": "TriG",
}


def description(endpoint: str, named_graphs: Iterable[str], ending: str) -> bytes:
    """What the endpoint at the address `endpoint` can do, in the RDF format of an ending."""
    data = ox.serialize(
        _triples(endpoint, named_graphs), format=ox.RdfFormat.from_extension(ending), prefixes=_PREFIXES
    )
    assert data is not None
    return data


_PREFIXES = {"sd": _SD, "format": _FORMATS, "rdf": RDF}


def _triples(endpoint: str, named_graphs: Iterable[str]) -> list[ox.Triple]:
    service = endpoint if is_safe(endpoint) else f"{Minter().base}sparql"
    dataset, default = f"{service}#dataset", f"{service}#default"
    found = [
        (service, RDF + "type", _SD + "Service"),
        (service, _SD + "endpoint", service),
        (service, _SD + "supportedLanguage", _SD + "SPARQL11Query"),
        (service, _SD + "defaultDataset", dataset),
        (dataset, RDF + "type", _SD + "Dataset"),
        (dataset, _SD + "defaultGraph", default),
        (default, RDF + "type", _SD + "Graph"),
    ]
    for ending in dict.fromkeys((*ROW_FORMATS.values(), *GRAPH_FORMATS.values())):
        found.append((service, _SD + "resultFormat", _FORMATS + _UNIQUE[ending]))
    for number, name in enumerate(sorted(named_graphs), start=1):
        node = f"{service}#graph-{number}"
        found += [
            (dataset, _SD + "namedGraph", node),
            (node, RDF + "type", _SD + "NamedGraph"),
            (node, _SD + "name", name),
        ]
    return [ox.Triple(*map(ox.NamedNode, row)) for row in found]
