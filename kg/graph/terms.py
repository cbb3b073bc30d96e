"""Terms of RDF: what may be a node, and in which form literals are written.

Literals are written in the form that Oxigraph keeps (1.0 is 1, xsd:nonNegativeInteger is xsd:integer), so that
files and store hold the same terms.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import pyoxigraph as ox

from kg.graph.sanitize import plain
from kg.iri import KG, RDF, XSD, is_safe
from kg.model import Value

Term: TypeAlias = "str | ox.Literal"  # a string is an IRI

_STRING = XSD + "string"


@cache
def _canonical(text: str, datatype: str) -> tuple[str, str]:
    store = ox.Store()
    node = ox.NamedNode(KG + "x")
    store.add(ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(datatype))))
    kept = next(store.quads_for_pattern(None, None, None)).object
    assert isinstance(kept, ox.Literal)
    return kept.value, kept.datatype.value


def canonical(value: Value) -> Value:
    """`value` in the lexical form and datatype that the store keeps; a plain string when its datatype is no IRI."""
    text = plain(value.text)
    if value.datatype == _STRING or not is_safe(value.datatype) or value.datatype.startswith(RDF):
        return Value(text)
    return Value(*_canonical(text, value.datatype))


def term(item: str | Value) -> Term:
    """Object of a fact or claim as it stands in a row."""
    return item if isinstance(item, str) else literal(item.text, item.datatype)


def literal(text: str, datatype: str = _STRING) -> ox.Literal:
    """A literal; strings in NFC."""
    if datatype == _STRING:
        return ox.Literal(plain(text))
    return ox.Literal(text, datatype=ox.NamedNode(datatype))


def sort_key(item: Term) -> tuple[bool, str]:
    """IRIs before literals, each by their characters."""
    return (not isinstance(item, str), str(item))
