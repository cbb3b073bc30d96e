"""Claims as schema.org `Claim`s (https://schema.org/Claim) in JSON-LD, with the things and the articles that they are about and in.

A claim says in words what is claimed and how far it is so, who says it (`author`) and where it stands (`appearance`); the terms of
kg beside these keep it whole. A fact is a claim with `kg:asserted` true; none is a plain triple.
"""

from __future__ import annotations

import json
from typing import Any

from kg.export.claim_rdf import ClaimRdf
from kg.export.rdf_files import curie
from kg.export.statements import Statement, statements
from kg.graph.content import GraphContent
from kg.graph.sanitize import plain
from kg.iri import SCHEMA
from kg.resources.ontology import Ontology

_CLASSES = {  # class of kg -> class of schema.org, the narrowest first
    "Person": "Person",
    "Country": "Country",
    "City": "City",
    "Region": "AdministrativeArea",
    "Place": "Place",
    "GovernmentBody": "GovernmentOrganization",
    "MediaOrganization": "NewsMediaOrganization",
    "Company": "Corporation",
    "Organization": "Organization",
    "Event": "Event",
    "Work": "CreativeWork",
}


def claims(graph: GraphContent) -> bytes:
    """Things, documents and claims as one JSON-LD graph."""
    rdf, prefixes = ClaimRdf(graph), graph.minter.prefixes()
    nodes = [*_things(graph), *(_claim(graph, rdf, item) for item in statements(graph))]
    content = {"@context": prefixes, "@graph": nodes}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _things(graph: GraphContent) -> list[dict[str, Any]]:
    ontology, prefixes = Ontology.of(graph.info), graph.minter.prefixes()
    made = []
    for iri, entity in graph.things.items():
        kind = next((other for name, other in _CLASSES.items() if ontology.is_a(entity.type, name)), "Thing")
        node: dict[str, Any] = {
            "@id": curie(iri, prefixes),
            "@type": f"schema:{kind}",
            "schema:name": plain(entity.label),
        }
        if entity.aliases:
            node["schema:alternateName"] = list(map(plain, entity.aliases))
        if entity.same_as:
            node["schema:sameAs"] = [{"@id": curie(link, prefixes)} for link in entity.same_as]
        made.append(node)
    return made


def _claim(graph: GraphContent, rdf: ClaimRdf, item: Statement) -> dict[str, Any]:
    prefixes, claim = graph.minter.prefixes(), item.claim
    node = rdf.node(graph.minter.claim(item.id), prefixes)
    about = [iri for iri in (claim.subject, item.target) if iri]
    return {
        **node,
        "@type": [*node["@type"], curie(SCHEMA + "Claim", prefixes)],
        "schema:text": plain(item.title),
        "schema:about": [{"@id": curie(iri, prefixes)} for iri in about],
        "schema:author": [{"@id": curie(iri, prefixes)} for iri in claim.sources],
        "schema:appearance": [{"@id": curie(graph.minter.document(key), prefixes)} for key in item.documents],
    }
