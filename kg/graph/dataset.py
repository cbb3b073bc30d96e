"""The RDF dataset of a graph: as files, layer by layer, and as the store that questions are asked of.

The layers are the facts, the claims with their evidence, and what was inferred. In the store the default graph holds facts, claims and
the terms of the ontology, so that no question needs a GRAPH; what was inferred stays apart in `kg:inferred`. Nothing stands in it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

import pyoxigraph as ox

from kg.graph import inference, triples, turtle, vocabulary
from kg.graph.content import GraphContent
from kg.graph.pieces import HEAD, Again, Group, Marks, Part, Piece, chunks, digest

_PART = 20_000  # rows that are made text at once
_SUBJECTS = 64  # of the facts, about, that are a piece


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


def facts(graph: GraphContent) -> Iterator[Part]:
    """The facts as Turtle."""
    yield _head(graph)
    yield from _facts(graph)


def _facts(graph: GraphContent) -> Iterator[Part]:
    runs = chunks(triples.subjects(graph), lambda item: item[0], _SUBJECTS)
    yield from _apart(
        Piece(f"subject {run[0][0]}", digest(run), partial(_written, graph, partial(triples.fact_rows, graph, run)))
        for run in runs
    )


def claims(graph: GraphContent, found: Iterable[Group], marks: Marks | None = None) -> Iterator[Part]:
    """The claims and their evidence as Turtle; `found` are all of them."""
    yield _head(graph)
    yield from _claims(graph, found, marks)


def _claims(graph: GraphContent, found: Iterable[Group], marks: Marks | None) -> Iterator[Part]:
    yield from _apart(chain(_claim_pieces(graph, found), _document_pieces(graph, marks)))


def _apart(pieces: Iterable[Piece]) -> Iterator[Part]:
    """Pieces of Turtle with a line between them."""
    between = b""
    for piece in pieces:
        yield between
        yield piece
        between = b"\n"


def _head(graph: GraphContent) -> Piece:
    text = turtle.head(graph.prefixes)
    return Piece(HEAD, digest([text]), lambda: text)


def _claim_pieces(graph: GraphContent, found: Iterable[Group]) -> Iterator[Piece]:
    for group in found:
        yield Piece(group.name, group.mark, partial(_written, graph, partial(_claim_rows, graph, group)))


def _claim_rows(graph: GraphContent, group: Group) -> Iterator[triples.Row]:
    return triples.claim_rows(graph, group.claims())


def _document_pieces(graph: GraphContent, marks: Marks | None) -> Iterator[Piece]:
    for document, sentences in triples.cited(graph):
        known = marks.of_document(document.id) if marks is not None else ""
        mark = digest([known, *sentences]) if known else ""
        rows = partial(triples.document_rows, graph, document, sentences)
        yield Piece(f"document {document.id}", mark, partial(_written, graph, rows))


def _written(graph: GraphContent, rows: Callable[[], Iterable[triples.Row]]) -> bytes:
    return turtle.body(triples.triples(rows()), graph.prefixes)


def trig(graph: GraphContent, found: Iterable[Group], marks: Marks | None = None) -> Iterator[Part]:
    """All layers as TriG, each in its graph; `found` are all claims. The layers are as in `graph.ttl` and `claims.ttl`."""
    head = turtle.head(graph.prefixes)
    yield head
    yield Again("graph.ttl", len(head), bytes, partial(_facts, graph))
    yield b"\n"
    if graph.documents:
        yield turtle.opening(triples.CLAIMS_GRAPH)
        yield Again("claims.ttl", len(head), turtle.moved_in, partial(_claims, graph, found, marks))
        yield turtle.CLOSING
    if rows := inferred_layer(graph):
        yield turtle.opening(inference.INFERRED_GRAPH)
        yield from map(turtle.moved_in, _body(graph, rows))
        yield turtle.CLOSING


def beside(graph: GraphContent) -> Iterator[Piece]:
    """What the store holds besides facts and claims, as N-Quads."""
    yield Piece("terms", "", lambda: ox.serialize(_beside(graph), format=ox.RdfFormat.N_QUADS) or b"")


def _body(graph: GraphContent, rows: Iterable[triples.Row]) -> Iterator[bytes]:
    for number, part in enumerate(triples.parts(rows, _PART)):
        yield (b"\n" if number else b"") + turtle.body(triples.triples(part), graph.prefixes)
