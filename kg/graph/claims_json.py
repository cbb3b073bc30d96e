"""A graph as plain JSON for pandas and jq: `claims.jsonl` (one object a claim) and `report.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from kg.graph.content import GraphContent, phrase
from kg.graph.date_ranges import latest
from kg.graph.overview import Way
from kg.graph.pieces import Group, Piece
from kg.model import Claim, Evidence, Polarity, Rejection, Span, Value

_JSON = json.JSONEncoder(ensure_ascii=False)


def claims_jsonl(graph: GraphContent) -> bytes:
    """`claims.jsonl`: UTF-8, a line a claim, sorted by id."""
    return _lines(graph, graph.claims_by_id.items())


def groups_of_lines(graph: GraphContent, found: Iterable[Group]) -> Iterator[Piece]:
    """The lines of `claims.jsonl`; `found` are all claims."""
    return (Piece(group.name, group.mark, partial(_lines_of, graph, group)) for group in found)


def _lines_of(graph: GraphContent, group: Group) -> bytes:
    return _lines(graph, group.claims())


def _lines(graph: GraphContent, claims: Iterable[tuple[str, Claim]]) -> bytes:
    return b"".join(f"{_JSON.encode(claim_row(graph, claim_id, claim))}\n".encode() for claim_id, claim in claims)


def claim_row(graph: GraphContent, claim_id: str, claim: Claim) -> dict[str, Any]:
    """One claim as its JSON object."""
    return {
        "id": claim_id,
        "asserted": claim.asserted,
        "confidence": round(claim.confidence, 3),
        "subject": _entity(graph, claim.subject),
        "predicate": {
            "iri": claim.property.iri,
            "label": graph.label(claim.property.iri),
            "phrase": phrase(claim.evidence[0]),
            **({"proposed": {"iri": claim.proposed.iri, "label": claim.proposed.label}} if claim.proposed else {}),
        },
        "object": _object(graph, claim.object),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attributed_to": [_named(graph, source) for source in claim.sources],
        "time": claim.time or None,
        **({"latest": day} if (day := latest(graph, claim)) else {}),
        "place": _named(graph, claim.place) if claim.place else None,
        "qualifiers": [{"role": item.role, "label": item.label} for item in claim.qualifiers],
        "evidence": [_evidence(graph, item) for item in claim.evidence],
    }


def report(graph: GraphContent, times: Mapping[str, float]) -> Iterator[bytes]:
    """`report.json` in parts: what was made and what was not, with reasons; `times` in seconds by stage."""
    made = {"counts": _counts(graph), "documents": list(graph.documents), "info": dict(graph.info)}
    yield json.dumps(made, ensure_ascii=False, indent=2).removesuffix("\n}").encode()
    yield b',\n  "rejections": ['
    for number, item in enumerate(graph.rejections):
        yield f"{',' if number else ''}\n    {_refused(item)}".encode()
    yield b"\n  ],\n" if graph.rejections else b"],\n"
    end = {"times": {stage: round(seconds, 3) for stage, seconds in times.items()}}
    yield json.dumps(end, ensure_ascii=False, indent=2).removeprefix("{\n").encode() + b"\n"


def _refused(item: Rejection) -> str:
    """As `json.dumps` would write it, whose indentation is slow."""
    fields = {"stage": item.stage, "document": item.document_id, "item": item.item, "reason": item.reason}
    return "{\n" + ",\n".join(f'      "{name}": {_JSON.encode(text)}' for name, text in fields.items()) + "\n    }"


def _counts(graph: GraphContent) -> dict[str, Any]:
    modalities = Counter[str]()
    for way, count in graph.ways.items():
        modalities[way.modality.value] += count

    def of(has: Callable[[Way], bool]) -> int:
        return sum(count for way, count in graph.ways.items() if has(way))

    return {
        "documents": len(graph.documents),
        "sentences with claims": graph.sentences,
        "entities": graph.kinds.total(),
        "entities by type": dict(sorted(graph.kinds.items())),
        "facts": len(graph.facts),
        "claims": len(graph.claims),
        "claims asserted": of(lambda way: way.asserted),
        "claims negated": of(lambda way: way.polarity is Polarity.NEGATED),
        "claims attributed": of(lambda way: way.attributed),
        "claims by modality": dict(sorted(modalities.items())),
        "claims with an open predicate": of(lambda way: way.open),
        "rejections by stage": _tally(item.stage for item in graph.rejections),
    }


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _named(graph: GraphContent, iri: str) -> dict[str, str]:
    return {"id": iri, "label": graph.label(iri)}


def _entity(graph: GraphContent, iri: str) -> dict[str, str]:
    return _named(graph, iri) | {"type": graph.entities[iri].type}


def _object(graph: GraphContent, term: str | Value) -> dict[str, str]:
    return {"value": term.text, "datatype": term.datatype} if isinstance(term, Value) else _entity(graph, term)


def _evidence(graph: GraphContent, item: Evidence) -> dict[str, Any]:
    page = graph.documents[item.document_id].page(item.sentence.start)
    return {
        "document": item.document_id,
        **({"page": page} if page else {}),
        "sentence": item.sentence.text,
        "start": item.sentence.start,
        "end": item.sentence.end,
        "subject": _offsets(item.subject),
        "predicate": [_offsets(span) for span in item.predicate],
        "object": _offsets(item.object) if item.object is not None else None,
        "rules": list(item.rules),
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]
