"""A graph as four tables that hold all of it: entities, claims, evidence, documents. Parquet, workbooks and pandas have the same ones.

The schema is stable: columns keep their name, kind and meaning; new ones come at the end. Texts that are not known are "", days and
numbers that are not known are None. A fact is a claim that is `asserted`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from kg.export.countries import Countries, coordinates
from kg.export.statements import Statement, statements
from kg.graph.content import GraphContent, phrase
from kg.graph.date_ranges import days
from kg.graph.sanitize import legal
from kg.model import Span

Kind: TypeAlias = Literal["text", "texts", "truth", "integer", "number", "day"]
Cell: TypeAlias = "str | tuple[str, ...] | bool | int | float | date | None"


class Column(NamedTuple):
    """A column: its name, what its cells are, and what they mean."""

    name: str
    kind: Kind
    about: str


class Table(NamedTuple):
    """A table: its columns, and what makes its rows, in order, of a graph."""

    about: str
    columns: tuple[Column, ...]
    rows: Callable[[GraphContent], Iterator[tuple[Cell, ...]]]


_ENTITY_COLUMNS = (
    Column("entity", "text", "its IRI"),
    Column("label", "text", "its name, or the words that describe it"),
    Column("type", "text", "its class, by its local name"),
    Column("origin", "text", "known by the gazetteer, by name (named), by description (described), or an act"),
    Column("aliases", "texts", "other names"),
    Column("same_as", "texts", "IRIs of the same thing elsewhere"),
    Column("facts", "integer", "facts that it is subject or object of"),
    Column("claims", "integer", "claims that it is subject, object, place or source of, facts among them"),
    Column("documents", "integer", "documents with such a claim"),
    Column("country", "text", "ISO 3166-1 alpha-3 code of the country that it is, lies in or belongs to"),
    Column("latitude", "number", "degrees north of a place, where they are known"),
    Column("longitude", "number", "degrees east"),
)
_CLAIM_COLUMNS = (
    Column("claim", "text", "its id"),
    Column(
        "asserted", "truth", "whether it is a fact: affirmed, actual, and said by the document itself or one it trusts"
    ),
    Column("status", "text", "fact, denied, claimed, planned, requested, possible, hypothetical or conditional"),
    Column("subject", "text", "IRI of who or what it is about"),
    Column("subject_label", "text", "its label"),
    Column("subject_type", "text", "its class"),
    Column("property", "text", "IRI of the relation"),
    Column("property_label", "text", "the relation in words; of what has no object, what is done"),
    Column("phrase", "text", "the words of the text that state it"),
    Column("object", "text", "IRI of the object; empty for a value, and where there is none"),
    Column("object_label", "text", "its label, or the value"),
    Column("object_type", "text", "its class (Act where there is none), or the IRI of the datatype of a value"),
    Column("polarity", "text", "affirmed or negated"),
    Column("modality", "text", "actual, planned, requested, possible, hypothetical or conditional"),
    Column("sources", "texts", "labels of who says so; none when the document itself does, unnamed for an unnamed one"),
    Column("source_ids", "texts", "their IRIs"),
    Column("time", "text", "when it is said to be so, in ISO 8601 or EDTF"),
    Column("begins", "day", "the first day that this can mean"),
    Column("ends", "day", "the last day that this can mean"),
    Column("day", "day", "the first day of its time, or the day it was first published on where it names none"),
    Column("place", "text", "IRI of where it is said to be so"),
    Column("place_label", "text", "its label"),
    Column("qualifiers", "texts", "further roles, as role: words"),
    Column("event", "text", "PLOVER class"),
    Column("proposed", "text", "IRI of a property that an open relation may belong to; asserts nothing"),
    Column("confidence", "number", "how sure it is that the text says so, 0 to 1"),
    Column("documents", "texts", "ids of the documents it stands in"),
    Column("publishers", "texts", "who published these"),
    Column("published", "day", "the first day on which one was published"),
    Column("sentence", "text", "the first sentence that says so"),
    Column(
        "latest", "day", "where it is actual and names no time, the day by which it is so: that of its first document"
    ),
)
_EVIDENCE_COLUMNS = (
    Column("claim", "text", "id of the claim that it supports"),
    Column("document", "text", "id of the document"),
    Column("sentence", "text", "the sentence"),
    Column("sentence_start", "integer", "its first character in the text of the document"),
    Column("sentence_end", "integer", "the character behind its last one"),
    Column("phrase", "text", "the words that state the relation"),
    Column("subject_start", "integer", "the first character of the subject"),
    Column("subject_end", "integer", "the character behind its last one"),
    Column("object_start", "integer", "the first character of the object; none where there is none"),
    Column("object_end", "integer", "the character behind its last one"),
    Column("predicate_spans", "texts", "characters of the relation, as start:end"),
    Column("cue_spans", "texts", "characters that negate, hedge or attribute it"),
    Column("source_spans", "texts", "characters that name who says so"),
    Column("rules", "texts", "rules that read it so"),
    Column("mapping_row", "text", "row of the mapping that led to the property"),
    Column("confidence", "number", "how sure this reading is, 0 to 1"),
    Column("event", "text", "PLOVER class of what is said here"),
    Column("page", "text", "page or chapter on which the sentence begins, where there are some"),
)
_DOCUMENT_COLUMNS = (
    Column("document", "text", "its id"),
    Column("title", "text", "its title"),
    Column("url", "text", "its address"),
    Column("publisher", "text", "who published it"),
    Column("published", "text", "when, as it is given"),
    Column("day", "day", "the day of that"),
    Column("language", "text", "ISO 639-1 code"),
    Column("facts", "integer", "facts that it supports"),
    Column("claims", "integer", "claims that it supports, facts among them"),
    Column("text", "text", "the text that offsets count in"),
    Column("author", "text", "who wrote it"),
)


def day(text: str) -> date | None:
    """The first day of a time as a date, None when there is none, or it is before the year 1."""
    found = days(text)
    try:
        return date.fromisoformat(found[0]) if found is not None else None
    except ValueError:
        return None


def entity_rows(graph: GraphContent) -> Iterator[tuple[Cell, ...]]:
    """Rows of `entities`, by IRI."""
    facts = Counter(end for subject, _, target in graph.facts for end in {subject, target} if isinstance(end, str))
    claims: defaultdict[str, set[str]] = defaultdict(set)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    countries = Countries.of(graph)
    for item in statements(graph):
        claim = item.claim
        for iri in {claim.subject, claim.object, claim.place, *claim.sources}:
            if isinstance(iri, str) and iri:
                claims[iri].add(item.id)
                documents[iri].update(item.documents)
    for iri, entity in graph.entities.items():
        names = tuple(map(legal, entity.aliases))
        counts = facts[iri], len(claims[iri]), len(documents[iri])
        place = (countries.code(iri), *(coordinates(graph, iri) or (None, None)))
        yield iri, legal(entity.label), entity.type, entity.origin, names, entity.same_as, *counts, *place


def claim_rows(graph: GraphContent) -> Iterator[tuple[Cell, ...]]:
    """Rows of `claims`, by id."""
    return map(claim_row, statements(graph))


def claim_row(item: Statement) -> tuple[Cell, ...]:
    """The row of one claim."""
    claim = item.claim
    return (
        *(item.id, claim.asserted, item.status, claim.subject, item.subject_label, item.subject_type),
        *(claim.property.iri, item.relation, item.phrase, item.target, item.object_label, item.object_type),
        *(claim.polarity.value, claim.modality.value, item.sources, claim.sources, legal(claim.time)),
        *(day(item.days[0]), day(item.days[1]), day(item.day), claim.place, item.place_label, item.qualifiers),
        *(claim.event, claim.proposed.iri if claim.proposed else "", round(claim.confidence, 3)),
        *(tuple(map(legal, item.documents)), item.publishers, day(item.published), item.sentence, day(item.latest)),
    )


def evidence_rows(graph: GraphContent) -> Iterator[tuple[Cell, ...]]:
    """Rows of `evidence`, by claim."""
    for item in statements(graph):
        for evidence in item.claim.evidence:
            sentence, subject, target = evidence.sentence, evidence.subject, evidence.object
            yield (
                *(item.id, legal(evidence.document_id), legal(sentence.text), sentence.start, sentence.end),
                *(legal(phrase(evidence)), subject.start, subject.end),
                *((target.start, target.end) if target is not None else (None, None)),
                *(_spans(evidence.predicate), _spans(evidence.cues), _spans(evidence.sources)),
                *(evidence.rules, evidence.mapping_row, round(evidence.confidence, 3), evidence.event),
                legal(graph.documents[evidence.document_id].page(sentence.start)),
            )


def document_rows(graph: GraphContent) -> Iterator[tuple[Cell, ...]]:
    """Rows of `documents`, by id."""
    facts: defaultdict[str, set[object]] = defaultdict(set)
    claims: Counter[str] = Counter()
    for item in statements(graph):
        claims.update(item.documents)
        if item.asserted:
            for key in item.documents:
                facts[key].add((item.claim.subject, item.claim.property.iri, item.claim.object))
    for key, document in graph.documents.items():
        texts = (key, document.title, document.url, document.publisher, document.published)
        counts = len(facts[key]), claims[key]
        yield (
            *map(legal, texts),
            day(document.published),
            document.language,
            *counts,
            legal(document.text),
            legal(document.author),
        )


def _spans(spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(f"{span.start}:{span.end}" for span in spans)


TABLES: dict[str, Table] = {
    "entities": Table("a row a thing that a claim speaks of", _ENTITY_COLUMNS, entity_rows),
    "claims": Table("a row a claim, facts among them", _CLAIM_COLUMNS, claim_rows),
    "evidence": Table("a row a place in a text that a claim rests on", _EVIDENCE_COLUMNS, evidence_rows),
    "documents": Table("a row a document", _DOCUMENT_COLUMNS, document_rows),
}
