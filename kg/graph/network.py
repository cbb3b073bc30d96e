"""A graph for networkx: entities and values are nodes, every fact (or claim) an edge; parallel relations are all kept.

What has no other end ("Ada Quill died") is no edge: it stands in the attribute `acts` of its node. Attributes are strings and numbers
without characters that XML cannot hold, so that the result can be written as GraphML and GEXF as it is.
"""

from __future__ import annotations

import networkx

from kg.graph.content import DESCRIBED, GraphContent, status
from kg.graph.date_ranges import bounds
from kg.graph.sanitize import legal
from kg.model import Claim, Value


def to_networkx(graph: GraphContent, claims: bool = False) -> networkx.MultiDiGraph:
    """The facts of `graph`, an edge a fact, keyed by its property IRI; with `claims` an edge a claim, keyed by its id.

    Nodes have `label` and `type` ("Literal" for values), and `acts` when something is said of them alone: "died (2019); resigned".
    Edges have `label`, `iri`, `id` (of the claim, the best one of a fact), `confidence`, `documents` (ids), `published` (the first
    date of these), `sentence`, `asserted` (1 or 0), `polarity`, `modality`, `attributed_to` and `place` (labels); those with a time
    have `time` as it is said, and `start` and `end` as days. A described thing that nothing is drawn to is left out.
    """
    network = networkx.MultiDiGraph()
    for iri, entity in graph.things.items():
        if entity.origin != DESCRIBED:
            _add_node(network, graph, iri)
    edges = (
        ((claim_id, (claim,)) for claim_id, claim in graph.claims_by_id.items())
        if claims
        else ((fact[1], support) for fact, support in graph.support.items())
    )
    for key, support in edges:
        best = support[0]
        _add_node(network, graph, best.subject)
        if graph.is_act(best.object):
            _add_act(network.nodes[best.subject], graph, support)
            continue
        target = best.object if isinstance(best.object, str) else _value_node(network, best.object)
        if isinstance(best.object, str):
            _add_node(network, graph, target)
        network.add_edge(best.subject, target, key=key, **relation_attributes(graph, support))
    return network


def _add_node(network: networkx.MultiDiGraph, graph: GraphContent, iri: str) -> None:
    if iri not in network:
        entity = graph.entities[iri]
        network.add_node(iri, label=legal(entity.label), type=entity.type)


def _value_node(network: networkx.MultiDiGraph, value: Value) -> str:
    node = legal(f'"{value.text}"^^<{value.datatype}>')
    network.add_node(node, label=legal(value.text), type="Literal")
    return node


def _add_act(node: dict[str, str], graph: GraphContent, support: tuple[Claim, ...]) -> None:
    """Add what is done to the acts of its node; no words of it can be taken for the "; " between two."""
    best = support[0]
    words, _ = graph.told(best.property.iri, best.object, best)
    more = ", ".join(filter(None, ("" if best.asserted else status(best), _when(support).get("time", ""))))
    act = legal(words).replace(";", ",") + (f" ({more})" if more else "")
    node["acts"] = "; ".join(filter(None, (node.get("acts", ""), act)))


def _when(support: tuple[Claim, ...]) -> dict[str, str]:
    """When it is said to be so: all times, and the first and the last day that they can mean."""
    times = sorted({claim.time for claim in support if claim.time})
    starts, ends = zip(*map(bounds, times), strict=True) if times else ((), ())
    start = min(starts) if starts and all(starts) else ""
    end = max(ends) if ends and all(ends) else ""
    return {name: text for name, text in (("time", legal(", ".join(times))), ("start", start), ("end", end)) if text}


def relation_attributes(graph: GraphContent, support: tuple[Claim, ...]) -> dict[str, str | float]:
    """The attributes of an edge that stands on these claims, the best one first."""
    best = support[0]
    documents = sorted({evidence.document_id for claim in support for evidence in claim.evidence})
    places = sorted({graph.label(claim.place) for claim in support if claim.place})
    return {
        "label": legal(graph.label(best.property.iri)),
        "iri": best.property.iri,
        "id": best.id,
        "confidence": round(best.confidence, 3),
        "documents": legal("; ".join(documents)),
        "published": legal(min(filter(None, (graph.documents[key].published for key in documents)), default="")),
        "sentence": legal(best.evidence[0].sentence.text),
        "asserted": int(best.asserted),
        "polarity": best.polarity.value,
        "modality": best.modality.value,
        "attributed_to": legal(", ".join(graph.label(source) for source in best.sources)),
        "place": legal(", ".join(places)),
        **_when(support),
    }
