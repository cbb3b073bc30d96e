"""The RDF dataset of a graph: as files, layer by layer, and as the store that questions are asked of.

The layers are the facts, the claims with their evidence, and what was inferred. In the store the default graph holds facts, claims and
the terms of the ontology, so that no question needs a GRAPH; what was inferred stays apart in `kg:inferred`. Nothing stands in it twice.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.graph import inference, triples, turtle, vocabulary
from kg.graph.content import GraphContent

_PART = 20_000  # rows that are made text at once


def inferred_layer(graph: GraphContent) -> list[triples.Row]:
    """Rows of the graph `kg:inferred`; none when the user did not want them."""
    known = graph.info.get(inference.INFERENCE, "")
    return inference.layer(graph, known) if known else []


# name of a graph in files, "" for the default graph -> its rows
LAYERS: Mapping[str, Callable[[GraphContent], Iterable[triples.Row]]] = {
    "": triples.facts_layer,
    triples.CLAIMS_GRAPH: triples.claims_layer,
    inference.INFERRED_GRAPH: inferred_layer,
}


def quads(graph: GraphContent) -> Iterator[ox.Quad]:
    """The quads of all layers, in order, each in its graph."""
    for name, rows in LAYERS.items():
        yield from triples.quads(rows(graph), name)


def stored(graph: GraphContent) -> Iterator[ox.Quad]:
    """The quads of the store."""
    yield from triples.quads(triples.facts_layer(graph))
    yield from triples.quads(triples.claims_layer(graph))
    yield from _beside(graph)


def _beside(graph: GraphContent) -> Iterator[ox.Quad]:
    """What the store holds besides facts and claims."""
    yield from triples.quads(vocabulary.layer(graph))
    yield from triples.quads(inferred_layer(graph), inference.INFERRED_GRAPH)


def in_memory(graph: GraphContent) -> ox.Store:
    """The store in memory."""
    kept = ox.Store()
    kept.bulk_extend(stored(graph))
    return kept


class Texts:
    """The dataset of a graph as text, in parts; every layer is made once, whichever texts are asked for."""

    def __init__(self, graph: GraphContent) -> None:
        self._graph = graph
        self._made: dict[
            str, list[bytes]
        ] = {}  # by layer, compressed to a tenth: the text of a corpus is longer than its claims

    def facts(self) -> Iterator[bytes]:
        """The facts as Turtle."""
        return self._turtle("")

    def claims(self) -> Iterator[bytes]:
        """The claims and their evidence as Turtle."""
        return self._turtle(triples.CLAIMS_GRAPH)

    def trig(self) -> Iterator[bytes]:
        """All layers as TriG, each in its graph."""
        return turtle.trig({name: self._body(name) for name in LAYERS}, self._graph.prefixes)

    def beside(self) -> Iterator[bytes]:
        """What the store holds besides facts and claims, as N-Quads."""
        data = ox.serialize(_beside(self._graph), format=ox.RdfFormat.N_QUADS)
        assert data is not None
        yield data

    def _turtle(self, name: str) -> Iterator[bytes]:
        yield turtle.head(self._graph.prefixes)
        yield from self._body(name)

    def _body(self, name: str) -> Iterator[bytes]:
        if name in self._made:
            yield from map(zlib.decompress, self._made[name])
            return
        kept: list[bytes] = []
        for part in triples.parts(LAYERS[name](self._graph), _PART):
            text = (b"\n" if kept else b"") + turtle.body(triples.triples(part), self._graph.prefixes)
            kept.append(zlib.compress(text, 1))
            yield text
        self._made[name] = kept
