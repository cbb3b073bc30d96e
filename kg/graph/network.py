"""A graph for networkx: entities and values are nodes, every fact (or claim) an edge; parallel relations are all kept.

Attributes are strings and numbers without characters that XML cannot hold, so that the result can be written as GraphML
and GEXF as it is.
"""

from __future__ import annotations

import networkx

from kg.graph.content import GraphContent
from kg.graph.sanitize import legal
from kg.model import Claim, Value


def to_networkx(graph: GraphContent, claims: bool = False) -> networkx.MultiDiGraph:
    """The facts of `graph`, an edge a fact, keyed by its property IRI; with `claims` an edge a claim, keyed by its id.

    Nodes have `label` and `type` ("Literal" for values). Edges have `label`, `iri`, `id` (of the claim, the best one of
    a fact), `confidence`, `documents` (ids), `sentence`, `asserted` (1 or 0), `polarity`, `modality` and
    `attributed_to` (labels).
    """
    network = networkx.MultiDiGraph()
    for iri, entity in graph.entities.items():
        network.add_node(iri, label=legal(entity.label), type=entity.type)
    edges = (
        ((claim_id, (claim,)) for claim_id, claim in graph.claims_by_id.items())
        if claims
        else ((fact[1], support) for fact, support in graph.support.items())
    )
    for key, support in edges:
        best = support[0]
        target = best.object if isinstance(best.object, str) else _value_node(network, best.object)
        network.add_edge(best.subject, target, key=key, **_attributes(graph, support))
    return network


def _value_node(network: networkx.MultiDiGraph, value: Value) -> str:
    node = legal(f'"{value.text}"^^<{value.datatype}>')
    network.add_node(node, label=legal(value.text), type="Literal")
    return node


def _attributes(graph: GraphContent, support: tuple[Claim, ...]) -> dict[str, str | float]:
    best = support[0]
    documents = {evidence.document_id for claim in support for evidence in claim.evidence}
    return {
        "label": legal(graph.label(best.property.iri)),
        "iri": best.property.iri,
        "id": best.id,
        "confidence": round(best.confidence, 3),
        "documents": legal("; ".join(sorted(documents))),
        "sentence": legal(best.evidence[0].sentence.text),
        "asserted": int(best.asserted),
        "polarity": best.polarity.value,
        "modality": best.modality.value,
        "attributed_to": legal(", ".join(graph.label(source) for source in best.sources)),
    }
