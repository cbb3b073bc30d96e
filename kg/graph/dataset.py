"""The RDF dataset of a graph: facts in the default graph, claims with their evidence, and what was inferred in graphs of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph import inference, triples
from kg.graph.content import GraphContent


def quads(graph: GraphContent) -> Iterator[ox.Quad]:
    """Facts in the default graph, then claims and evidence in the graph `kg:claims`, then what was inferred; sorted."""
    yield from triples.quads(triples.facts_layer(graph))
    yield from triples.quads(triples.claims_layer(graph), triples.CLAIMS_GRAPH)
    if inference.INFERENCE in graph.info:
        yield from triples.quads(inference.layer(graph, graph.info[inference.INFERENCE]), inference.INFERRED_GRAPH)


def in_memory(graph: GraphContent) -> ox.Store:
    """The dataset in Oxigraph, in memory."""
    kept = ox.Store()
    kept.bulk_extend(quads(graph))
    return kept
