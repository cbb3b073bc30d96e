"""Triples as Turtle and TriG: in their order, with the prefixes in theirs, and a blank line between subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


CLOSING = b"}\n"


def opening(name: str) -> bytes:
    """The line that begins a named graph of TriG."""
    return b"kg:" + name.removeprefix(KG).encode() + b" {\n"


def moved_in(text: bytes) -> bytes:
    """Lines of Turtle as they stand in a named graph."""
    return b"\n".join([b"\t" + line if line else line for line in text.split(b"\n")])
