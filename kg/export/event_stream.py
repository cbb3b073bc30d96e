"""Claims as JSON Lines like a Linked Data Event Stream (https://w3id.org/ldes/specification): a member of the stream a line.

Every line is JSON-LD of its own with all that belongs to the claim, so that a consumer can read on where it stopped. Members come by
the day on which they were first published (`dcterms:issued`), those without one first.
"""

from __future__ import annotations

import json

from kg.export.claim_rdf import ClaimRdf, context
from kg.export.statements import statements
from kg.graph.content import GraphContent
from kg.iri import DCTERMS

_PREFIXES = {"ldes": "https://w3id.org/ldes#", "tree": "https://w3id.org/tree#"}


def ldes(graph: GraphContent) -> bytes:
    """A line a claim."""
    rdf, prefixes = ClaimRdf(graph), {**_PREFIXES, **graph.minter.prefixes()}
    lines = []
    for item in sorted(statements(graph), key=lambda item: (item.published, item.id)):
        member = rdf.node(graph.minter.claim(item.id), prefixes)
        issued = {"dcterms:issued": item.published} if item.published else {}
        stream = {
            "@id": graph.minter.stream(),
            "@type": "ldes:EventStream",
            "ldes:timestampPath": {"@id": f"{DCTERMS}issued"},
            "tree:member": member | issued,
        }
        lines.append(json.dumps({"@context": context(stream, prefixes), **stream}, ensure_ascii=False) + "\n")
    return "".join(lines).encode()
