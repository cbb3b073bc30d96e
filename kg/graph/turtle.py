"""Triples as Turtle and TriG: in their order, with the prefixes in theirs, and a blank line between subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.iri import KG


def turtle(items: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """`items` in their order as Turtle (https://www.w3.org/TR/turtle/)."""
    return head(prefixes) + body(items, prefixes)


def head(prefixes: Mapping[str, str]) -> bytes:
    """The prefixes as Turtle declares them, and an empty line."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()).encode() + b"\n"


def body(items: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """`items` as Turtle without the declaration of prefixes, whose order pyoxigraph does not keep."""
    data = ox.serialize(items, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes))
    assert data is not None
    return data.split(b"\n", len(prefixes))[-1].replace(b" .\n", b" .\n\n").removesuffix(b"\n")


def trig(bodies: Mapping[str, Iterable[bytes]], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Graphs as TriG (https://www.w3.org/TR/trig/): the body of each, in parts of whole lines, by its name in `kg:`, "" for the default
    graph, which comes first.

    Bodies are Turtle, in which no literal has an end of line: so the triples of a named graph are those of its file, moved in.
    """
    yield head(prefixes)
    for name, parts in bodies.items():
        begun = False
        for text in parts:
            if name and not begun:
                yield b"kg:" + name.removeprefix(KG).encode() + b" {\n"
            begun = True
            yield re.sub(rb"(?m)^(?=.)", b"\t", text) if name else text
        if begun:
            yield b"}\n" if name else b"\n"
