"""Facts and claims in RDF 1.2 Turtle (https://www.w3.org/TR/rdf12-turtle/): a claim is a reifier of the triple that it speaks of.

What is only claimed stands inside `<<( )>>` and is no triple of the graph; a fact is one besides.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph import turtle
from kg.graph.content import GraphContent
from kg.graph.terms import Term, term
from kg.graph.triples import claims_layer, facts_layer, triples
from kg.iri import RDF

REIFIES = RDF + "reifies"
_PARTS = {RDF + "subject", RDF + "predicate", RDF + "object"}


def rdf12(graph: GraphContent) -> bytes:
    """The whole graph in one file."""
    return turtle.turtle([*triples(facts_layer(graph)), *_reified(graph)], graph.prefixes)


def _reified(graph: GraphContent) -> Iterator[ox.Triple]:
    """The claims layer, with a triple term in the place of the three parts of a statement."""
    said = {graph.minter.claim(claim_id): claim for claim_id, claim in graph.claims_by_id.items()}
    for row in claims_layer(graph):
        subject, predicate, target = row
        if subject not in said or predicate not in _PARTS:
            if target != RDF + "Statement":
                yield from triples([row])
        elif predicate == RDF + "subject":
            claim = said[subject]
            spoken = ox.Triple(ox.NamedNode(claim.subject), ox.NamedNode(claim.property.iri), _node(term(claim.object)))
            yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(REIFIES), spoken)


def _node(item: Term) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(item) if isinstance(item, str) else item
