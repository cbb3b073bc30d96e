"""The terms of the ontology as rows: what a question needs to know of classes, properties and PLOVER codes beside the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.content import GraphContent
from kg.graph.terms import Term, literal
from kg.graph.triples import Row
from kg.iri import KG, OWL, RDF, RDFS
from kg.resources.ontology_files import OWN_TERMS, PROPERTY_KINDS, packaged, triples

_KINDS = frozenset({OWL + "Class", RDFS + "Class", OWL + "AnnotationProperty", KG + "Act", *PROPERTY_KINDS})


def layer(graph: GraphContent) -> list[Row]:
    """What the packaged ontology and the user's own say of their classes, properties and acts.

    Texts have no language, so that a question need not ask for one, and every term has one label: where the facts have given
    it one already, none is added. Nodes without an IRI are left out.
    """
    found = [triple for path in packaged() for triple in triples(path)]
    found += (quad.triple for quad in ox.parse(graph.info.get(OWN_TERMS, ""), format=ox.RdfFormat.N_TRIPLES))
    rows = list(_rows(found))
    terms = {subject for subject, predicate, kind in rows if predicate == RDF + "type" and kind in _KINDS}
    labels: dict[str, Term] = dict.fromkeys((*graph.entities, *graph.properties), "")
    return [
        row
        for row in dict.fromkeys(rows)
        if row[0] in terms and (row[1] != RDFS + "label" or labels.setdefault(row[0], row[2]) == row[2])
    ]


def _rows(found: Iterable[ox.Triple]) -> Iterator[Row]:
    for triple in found:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
            yield subject.value, predicate.value, value.value
        elif isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal):
            yield subject.value, predicate.value, literal(value.value) if value.language else value
