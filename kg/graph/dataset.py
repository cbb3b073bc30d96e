"""The RDF dataset of a graph: facts in the default graph, claims with their evidence, and what was inferred in graphs of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph import inference, triples, turtle
from kg.graph.content import GraphContent


def inferred_layer(graph: GraphContent) -> list[triples.Row]:
    """Rows of the graph `kg:inferred`; none when the user did not want them."""
    known = graph.info.get(inference.INFERENCE, "")
    return inference.layer(graph, known) if known else []


# name of a graph, "" for the default graph -> its rows
LAYERS: Mapping[str, Callable[[GraphContent], list[triples.Row]]] = {
    "": triples.facts_layer,
    triples.CLAIMS_GRAPH: triples.claims_layer,
    inference.INFERRED_GRAPH: inferred_layer,
}


def quads(graph: GraphContent) -> Iterator[ox.Quad]:
    """The quads of all layers, in order."""
    for name, rows in LAYERS.items():
        yield from triples.quads(rows(graph), name)


def in_memory(graph: GraphContent) -> ox.Store:
    """The dataset in Oxigraph, in memory."""
    kept = ox.Store()
    kept.bulk_extend(quads(graph))
    return kept


class Texts:
    """The dataset of a graph as text; every layer is made once, whichever texts are asked for."""

    def __init__(self, graph: GraphContent) -> None:
        self._graph = graph
        self._body = cache(self._made)

    def _made(self, name: str) -> bytes:
        return turtle.body(triples.triples(LAYERS[name](self._graph)), self._graph.prefixes)

    def facts(self) -> bytes:
        """The facts as Turtle."""
        return turtle.head(self._graph.prefixes) + self._body("")

    def claims(self) -> bytes:
        """The claims and their evidence as Turtle."""
        return turtle.head(self._graph.prefixes) + self._body(triples.CLAIMS_GRAPH)

    def trig(self) -> bytes:
        """All layers as TriG."""
        return turtle.trig({name: self._body(name) for name in LAYERS}, self._graph.prefixes)
