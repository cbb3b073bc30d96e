"""Documents as spaCy's JSON, a line each (`Doc.from_json` reads it), and sentences as tasks for Prodigy (https://prodi.gy/docs/api-interfaces).

Entities are names that do not overlap, with their class as label and their Wikidata item or IRI as `kb_id`; all of them, and the parts of
claims, are span groups. A relation says whether it is asserted, how far it is so and who says it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from kg.export.annotations import Annotations, Name, Said, apart, tokens
from kg.graph.content import GraphContent
from kg.graph.sanitize import legal
from kg.model import Document, Span


def spacy(graph: GraphContent) -> bytes:
    """A line a document."""
    marks = Annotations(graph)
    return _lines(_doc(marks, document) for document in graph.documents.values())


def prodigy(graph: GraphContent) -> bytes:
    """A line a sentence with claims, a task for `rel.manual` and `spans.manual`."""
    marks = Annotations(graph)
    return _lines(
        _task(marks, graph.documents[key], sentence, list(said))
        for key in graph.documents
        for sentence, said in groupby(marks.said(key), key=lambda item: item.evidence.sentence)
    )


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _doc(marks: Annotations, document: Document) -> dict[str, Any]:
    names, said = marks.names(document.id), marks.said(document.id)
    parts = [part for item in said for part in _parts(item)]
    borders = {end for name in names for end in name[:2]} | {
        end for part in parts for end in (part["start"], part["end"])
    }
    text = legal(document.text)
    words = tokens(text, borders)
    return {
        "text": text,
        "ents": [_span(marks, name) for name in apart(names)],
        "spans": {"kg_names": [_span(marks, name) for name in names], "kg_claims": parts},
        "tokens": [{"id": at, "start": start, "end": end} for at, (start, end) in enumerate(words)],
        "meta": {"document": legal(document.id), "url": legal(document.url), "published": legal(document.published)},
    }


def _span(marks: Annotations, name: Name) -> dict[str, Any]:
    return {"start": name.start, "end": name.end, "label": marks.label(name), "kb_id": marks.knowledge_base(name)}


def _parts(item: Said) -> list[dict[str, Any]]:
    """The parts of a claim; `kb_id` is its id, so that the parts of one claim find one another."""
    evidence = item.evidence
    named: dict[str, tuple[Span, ...]] = {"SUBJECT": (item.subject,), "OBJECT": (item.object,) if item.object else ()}
    named |= {"PREDICATE": evidence.predicate, "CUE": evidence.cues, "SOURCE": evidence.sources}
    return [
        {"start": span.start, "end": span.end, "label": label, "kb_id": item.statement.id}
        for label, spans in named.items()
        for span in spans
        if span.start < span.end
    ]


def _task(marks: Annotations, document: Document, sentence: Span, said: list[Said]) -> dict[str, Any]:
    start, text = sentence.start, legal(document.text[sentence.start : sentence.end])
    inside = [name for name in marks.names(document.id) if start <= name.start and name.end <= sentence.end]
    names = [Name(name.start - start, name.end - start, name.entity) for name in inside]
    ends = [end for item in said for span in (item.subject, item.object) if span for end in (span.start, span.end)]
    words = tokens(text, {*(end for name in names for end in name[:2]), *(end - start for end in ends)})
    firsts = [first for first, _ in words]

    def placed(first: int, last: int) -> dict[str, int]:
        at = bisect_right(firsts, first) - 1, bisect_right(firsts, last - 1) - 1
        return {"start": first, "end": last, "token_start": at[0], "token_end": at[1]}

    return {
        "text": text,
        "tokens": [
            {"text": text[a:b], "start": a, "end": b, "id": at, "ws": text[b : b + 1] == " " and b not in firsts}
            for at, (a, b) in enumerate(words)
        ],
        "spans": [
            {**placed(name.start, name.end), "label": marks.label(name), "kb_id": marks.knowledge_base(name)}
            for name in apart(names)
        ],
        "relations": [
            _relation(item, placed(item.subject.start - start, item.subject.end - start), other)
            for item in said
            if item.object is not None and item.subject.start < item.subject.end
            for other in [placed(item.object.start - start, item.object.end - start)]
        ],
        "meta": {"document": legal(document.id), "start": start, "said": [item.statement.title for item in said]},
    }


def _relation(item: Said, head: dict[str, int], child: dict[str, int]) -> dict[str, Any]:
    claim = item.statement.claim
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": item.statement.relation,
        "claim": item.statement.id,
        "asserted": claim.asserted,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "sources": list(item.statement.sources),
        "time": claim.time,
        "place": item.statement.place_label,
    }
