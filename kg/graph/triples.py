"""A graph as RDF 1.1: which triples it is made of.

Two layers (see ARCHITECTURE.md). *Facts*: entities with type, label, other names and links, labels of the relations, and one
plain triple a fact. *Claims*: a reified statement a claim with polarity, modality, sources and time, and below it a node for each
place that it rests on; sentences and documents are shared nodes. There are no blank nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from heapq import merge
from itertools import groupby
from typing import TypeAlias

import pyoxigraph as ox

from kg.graph.content import DESCRIBED, GraphContent, phrase
from kg.graph.date_ranges import bounds, latest
from kg.graph.fact_table import Fact
from kg.graph.overview import places
from kg.graph.sanitize import legal
from kg.graph.terms import Term, canonical, literal, sort_key, term
from kg.iri import GEO, GEONAMES, GEOSPARQL, KG, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, is_safe
from kg.model import Claim, Document, Entity, Evidence, Location, Property, Span, Value

CLAIMS_GRAPH = KG + "claims"

Row: TypeAlias = tuple[str, str, Term]
Told: TypeAlias = Fact | Entity | Property

# The predicates that a reader of Turtle wants to see first.
_FIRST = (RDF + "type", RDFS + "label", RDF + "subject", RDF + "predicate", RDF + "object")
_RANK = {iri: rank for rank, iri in enumerate(_FIRST)}


def facts_layer(graph: GraphContent) -> list[Row]:
    """Rows of the facts and of what they speak of, sorted."""
    return fact_rows(graph, subjects(graph))


def subjects(graph: GraphContent) -> Iterator[tuple[str, list[Told]]]:
    """The subjects of the facts layer, in order, each with all that its rows follow from."""
    entities = graph.entities.values()
    points = ((graph.minter.geometry(item.id), item) for item in entities if item.location is not None)
    told: Iterator[tuple[str, Told]] = merge(
        ((fact[0], fact) for fact in graph.facts),
        ((entity.id, entity) for entity in entities),
        sorted(points, key=_subject),
        ((relation.iri, relation) for relation in graph.properties.values()),
        key=_subject,
    )
    return ((subject, [item for _, item in of]) for subject, of in groupby(told, key=_subject))


def _subject(told: tuple[str, Told]) -> str:
    return told[0]


def fact_rows(graph: GraphContent, told: Iterable[tuple[str, Iterable[Told]]]) -> list[Row]:
    """Rows of some subjects of the facts layer, sorted."""
    found = ((subject, row) for subject, items in told for item in items for row in _told_rows(graph, item))
    return _sorted(row for subject, row in found if row[0] == subject)


def _told_rows(graph: GraphContent, item: Told) -> Iterator[Row]:
    if isinstance(item, Entity):
        yield from _entity_rows(item)
        if item.location is not None:
            yield from _location_rows(item.id, graph.minter.geometry(item.id), item.location)
    elif isinstance(item, Property):
        yield from _property_rows(graph, item)
    else:
        subject, relation, target = item
        yield subject, relation, term(target)


def claims_layer(graph: GraphContent) -> Iterator[Row]:
    """Rows of the claims, their evidence, and the documents, sorted; made one claim and one document after the other.

    What lies below a claim or a document has its IRI as a prefix, and goes on with a character that sorts before all that an IRI of
    another one can go on with: so the rows of each stand together.
    """
    yield from claim_rows(graph, graph.claims_by_id.items())
    for document, sentences in cited(graph):
        yield from document_rows(graph, document, sentences)


def claim_rows(graph: GraphContent, claims: Iterable[tuple[str, Claim]]) -> Iterator[Row]:
    """Rows of claims by id, and of their evidence; sorted as these are."""
    for claim_id, claim in claims:
        yield from _sorted(_claim_rows(graph, claim_id, claim))


def cited(graph: GraphContent) -> Iterator[tuple[Document, Sequence[int]]]:
    """Every document with its sentences that claims rest on, as in `GraphContent.cited`; in the order of their IRIs."""
    for document_id in sorted(graph.documents, key=graph.minter.document):
        yield graph.documents[document_id], graph.cited.get(document_id, ())


def document_rows(graph: GraphContent, document: Document, sentences: Iterable[int]) -> list[Row]:
    """Rows of a document and of some of its sentences, sorted."""
    rows = list(_document_rows(graph, document))
    for start, end in places(sentences):
        rows += _sentence_rows(graph, Span(document.id, start, end, document.text[start:end]))
    return _sorted(rows)


def parts(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """`rows` in parts of about `size`, none of which ends within a subject."""
    part: list[Row] = []
    for row in rows:
        if len(part) >= size and row[0] != part[-1][0]:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def triples(rows: Iterable[Row]) -> Iterator[ox.Triple]:
    """`rows` as triples."""
    node = lru_cache(ox.NamedNode)  # a subject has several rows one after the other, and predicates are few
    return (ox.Triple(node(s), node(p), ox.NamedNode(o) if isinstance(o, str) else o) for s, p, o in rows)


def quads(rows: Iterable[Row], graph_name: str = "") -> Iterator[ox.Quad]:
    """`rows` as quads of a named graph, or of the default graph."""
    home = ox.NamedNode(graph_name) if graph_name else ox.DefaultGraph()
    return (ox.Quad(triple.subject, triple.predicate, triple.object, home) for triple in triples(rows))


def _sorted(rows: Iterable[Row]) -> list[Row]:
    """Each row once, by subject, predicate and object."""
    found: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for s, p, o in rows:
        found[s][p].append(o)
    return [
        (s, p, o) for s in sorted(found) for p in sorted(found[s], key=_predicate_key) for o in _objects(found[s][p])
    ]


def _objects(objects: list[Term]) -> Iterable[Term]:
    return sorted(set(objects), key=sort_key) if len(objects) > 1 else objects


@cache
def _predicate_key(iri: str) -> tuple[int, str]:
    return (_RANK.get(iri, len(_FIRST)), iri)


def _entity_rows(entity: Entity) -> Iterator[Row]:
    yield entity.id, RDF + "type", KG + entity.type
    if entity.origin == DESCRIBED:
        yield entity.id, RDF + "type", KG + "Described"
    yield entity.id, RDFS + "label", literal(entity.label)
    for alias in entity.aliases:
        yield entity.id, SKOS + "altLabel", literal(alias)
    for iri in entity.same_as:
        yield entity.id, OWL + "sameAs", iri


def _location_rows(place: str, point: str, location: Location) -> Iterator[Row]:
    """Latitude and longitude of a place, and the same as a point of GeoSPARQL."""
    latitude, longitude = f"{location.latitude:g}", f"{location.longitude:g}"
    yield place, GEO + "lat", ox.Literal(latitude, datatype=ox.NamedNode(XSD + "decimal"))
    yield place, GEO + "long", ox.Literal(longitude, datatype=ox.NamedNode(XSD + "decimal"))
    yield place, GEOSPARQL + "hasGeometry", point
    yield point, RDF + "type", GEOSPARQL + "Geometry"
    wkt = f"POINT({longitude} {latitude})"
    yield point, GEOSPARQL + "asWKT", ox.Literal(wkt, datatype=ox.NamedNode(GEOSPARQL + "wktLiteral"))
    yield place, KG + "countryCode", literal(location.country)
    if location.region:
        yield place, KG + "regionName", literal(location.region)
    if location.population:
        yield place, KG + "population", ox.Literal(location.population)
    if location.geonames:
        yield place, OWL + "sameAs", f"{GEONAMES}{location.geonames}/"


def _property_rows(graph: GraphContent, relation: Property) -> Iterator[Row]:
    if relation.iri not in graph.entities:  # the same words can be an act elsewhere
        yield relation.iri, RDFS + "label", literal(relation.label)
    if relation.open:
        yield relation.iri, RDF + "type", RDF + "Property"
        yield relation.iri, RDF + "type", KG + "OpenPredicate"


def _claim_rows(graph: GraphContent, claim_id: str, claim: Claim) -> Iterator[Row]:
    node = graph.minter.claim(claim_id)
    yield node, RDF + "type", KG + "Claim"
    yield node, RDF + "type", RDF + "Statement"
    yield node, RDF + "subject", claim.subject
    yield node, RDF + "predicate", claim.property.iri
    yield node, RDF + "object", term(claim.object)
    if claim.proposed:
        yield node, KG + "proposedProperty", claim.proposed.iri
    yield node, KG + "polarity", literal(claim.polarity)
    yield node, KG + "modality", literal(claim.modality)
    yield node, KG + "asserted", ox.Literal(claim.asserted)
    yield node, KG + "confidence", _decimal(claim.confidence)
    for source in claim.sources:
        yield node, KG + "attributedTo", source
    if claim.source_unnamed:
        yield node, KG + "attributionUnnamed", ox.Literal(True)
    if claim.time:
        yield from _time_rows(node, claim.time)
    elif day := latest(graph, claim):
        yield node, KG + "latest", term(canonical(Value(day, XSD + "date")))
    if claim.place:
        yield node, KG + "place", claim.place
    yield from _qualifier_rows(graph, claim_id, claim)
    for evidence in claim.evidence:
        yield from _evidence_rows(graph, node, evidence)


def _time_rows(node: str, time: str) -> Iterator[Row]:
    """The time as it was said, and the days between which it lies; an interval that is open has one of them."""
    yield node, KG + "time", literal(time)
    for name, day in zip(("begins", "ends"), bounds(time), strict=True):
        if day:
            yield node, KG + name, term(canonical(Value(day, XSD + "date")))


def _qualifier_rows(graph: GraphContent, claim_id: str, claim: Claim) -> Iterator[Row]:
    for number, qualifier in enumerate(claim.qualifiers, start=1):
        node = graph.minter.qualifier(claim_id, number)
        yield graph.minter.claim(claim_id), KG + "qualifier", node
        yield node, KG + "role", literal(qualifier.role)
        yield node, RDFS + "label", literal(qualifier.label)
        if qualifier.entity:
            yield node, KG + "filler", qualifier.entity


def _evidence_rows(graph: GraphContent, claim: str, evidence: Evidence) -> Iterator[Row]:
    """One place that a claim rests on: a node of its own, so that of two sources each keeps its words and rules."""
    sentence = _characters(graph, evidence.sentence)
    found = list(_place(graph, evidence))
    node = graph.minter.evidence(claim, "\n".join([sentence, *(f"{predicate} {value}" for predicate, value in found)]))
    yield claim, PROV + "wasDerivedFrom", sentence
    yield claim, KG + "evidence", node
    yield node, RDF + "type", KG + "Evidence"
    yield node, PROV + "wasDerivedFrom", sentence
    for predicate, value in found:
        yield node, predicate, value


def _place(graph: GraphContent, evidence: Evidence) -> Iterator[tuple[str, Term]]:
    """What is known of one place: where its parts stand, its words, the rules that read it and how sure they are."""
    target = (evidence.object,) if evidence.object is not None else ()
    pieces = {"subject": (evidence.subject,), "predicate": evidence.predicate, "object": target}
    for name, spans in {**pieces, "cue": evidence.cues, "source": evidence.sources}.items():
        for span in spans:
            yield f"{KG}{name}Span", _characters(graph, span)
    yield KG + "phrase", literal(phrase(evidence))
    yield KG + "confidence", _decimal(evidence.confidence)
    for rule in evidence.rules:
        yield KG + "rule", literal(rule)
    if evidence.mapping_row:
        yield KG + "mappingRow", literal(evidence.mapping_row)


def _sentence_rows(graph: GraphContent, sentence: Span) -> Iterator[Row]:
    node = _characters(graph, sentence)
    yield node, RDF + "type", NIF + "Sentence"
    yield node, NIF + "anchorOf", ox.Literal(legal(sentence.text))  # not NFC: offsets count these characters
    yield node, NIF + "beginIndex", ox.Literal(sentence.start)
    yield node, NIF + "endIndex", ox.Literal(sentence.end)
    yield node, NIF + "referenceContext", graph.minter.document(sentence.document_id)
    if page := graph.documents[sentence.document_id].page(sentence.start):
        yield node, KG + "page", literal(page)


def _document_rows(graph: GraphContent, document: Document) -> Iterator[Row]:
    node = graph.minter.document(document.id)
    is_news = bool(document.publisher or document.published)
    yield node, RDF + "type", SCHEMA + ("NewsArticle" if is_news else "CreativeWork")
    known = {"author": document.author, "publisher": document.publisher, "inLanguage": document.language}
    for name, text in {"name": document.title, **known}.items():
        if text:
            yield node, SCHEMA + name, literal(text)
    if document.published:
        yield node, SCHEMA + "datePublished", _date(document.published)
    if document.url:
        is_web = document.url.startswith(("http://", "https://")) and is_safe(document.url)
        yield node, SCHEMA + "url", document.url if is_web else literal(document.url)


def _characters(graph: GraphContent, span: Span) -> str:
    return graph.minter.characters(span.document_id, span.start, span.end)


def _decimal(number: float) -> ox.Literal:
    text = f"{number:.3f}".rstrip("0").rstrip(".")
    return ox.Literal(text, datatype=ox.NamedNode(XSD + "decimal"))


def _date(text: str) -> ox.Literal:
    """xsd:date or xsd:dateTime where `text` is one, else a string (a year, a span of days)."""
    for kind, parse in (("date", date.fromisoformat), ("dateTime", datetime.fromisoformat)):
        try:
            iso = parse(text).isoformat()
        except ValueError:
            continue
        value = canonical(Value(iso, XSD + kind))
        return literal(value.text, value.datatype)
    return literal(text)
