"""What was looked up, as plain JSON: the same objects for the API and for the MCP server, with the schemas that describe them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kg.graph.claims_json import claim_row
from kg.graph.content import DESCRIBED
from kg.model import Claim, Document, Entity, Modality, Polarity
from kg.query.explain import explained
from kg.serve.lookup import Dossier, Lookup, Statement, Voice

Row = dict[str, Any]

MOST = 50  # claims or statements of one kind in a dossier


def entity_row(lookup: Lookup, entity: Entity) -> Row:
    """An entity in short."""
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "described": entity.origin == DESCRIBED,
        "aliases": list(entity.aliases),
        "same_as": list(entity.same_as),
        "claims": lookup.mentions(entity),
    }


def claim(lookup: Lookup, item: Claim) -> Row:
    """A claim as in claims.jsonl."""
    return claim_row(lookup.graph, item.id, item)


def document_row(document: Document) -> Row:
    """A document without its text."""
    return {
        "id": document.id,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "language": document.language,
    }


def whole_document(lookup: Lookup, document: Document) -> Row:
    """A document with its text, the ids of its claims in the order of the text, and what was not kept."""
    found = dict.fromkeys(item.id for item, _ in lookup.document_claims(document.id))
    rejected = lookup.rejected(document.id)
    return {
        **document_row(document),
        "text": document.text,
        "claims": list(found),
        "rejections": [{"stage": item.stage, "item": item.item, "reason": item.reason} for item in rejected],
    }


def dossier_row(lookup: Lookup, dossier: Dossier) -> Row:
    """All that is known of an entity, each list cut to its first `MOST`; `totals` say how many there are."""
    lists = {
        "roles": [statement_row(lookup, item) for item in dossier.roles[:MOST]],
        "statements": [statement_row(lookup, item) for item in dossier.by_it[:MOST]],
        "about": [statement_row(lookup, item) for item in dossier.about_it[:MOST]],
        "said": [item.id for item in dossier.said[:MOST]],
        "neighbors": [
            {"id": item.id, "label": item.label, "claims": count} for item, count in dossier.neighbors[:MOST]
        ],
        "documents": [item.id for item in dossier.documents[:MOST]],
        "timeline": [{"time": time, "claim": item.id} for time, item in dossier.timeline[:MOST]],
    }
    sizes = (
        dossier.roles,
        dossier.by_it,
        dossier.about_it,
        dossier.said,
        dossier.neighbors,
        dossier.documents,
        dossier.timeline,
    )
    return {
        **entity_row(lookup, dossier.entity),
        "totals": {name: len(items) for name, items in zip(lists, sizes, strict=True)},
        **lists,
    }


def statement_row(lookup: Lookup, statement: Statement) -> Row:
    """What is stated, with who says so and who denies it."""
    first = claim(lookup, statement.first)
    parts = {name: first[name] for name in ("subject", "predicate", "object", "asserted")}
    voices = {"agreeing": statement.agreeing, "denying": statement.denying, "other": statement.others}
    return {
        **parts,
        "time": statement.time or None,
        **{name: [_voice_row(voice) for voice in found] for name, found in voices.items()},
        "claims": [item.id for item in statement.claims],
    }


def _voice_row(voice: Voice) -> Row:
    return {"name": voice.name, "status": voice.status, "claim": voice.claim.id, "document": voice.document.id}


def explanation(lookup: Lookup, item: Claim) -> Row:
    """Why a claim is in the graph, and how it stands: statement, verdict, and each passage with its sentence, rules and names."""
    found = asdict(explained(lookup.graph, item))
    return {**found, "passages": [{**passage} for passage in found["passages"]], "claim": claim(lookup, item)}


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_NUMBER = {"type": "integer", "minimum": 0}


def _object(**properties: Any) -> Row:
    return {"type": "object", "required": [*properties], "properties": properties}


def _list(of: Row) -> Row:
    return {"type": "array", "items": of}


def _ref(name: str) -> Row:
    return {"$ref": f"#/components/schemas/{name}"}


_DOCUMENT = dict.fromkeys(("id", "title", "url", "author", "publisher", "published", "language"), _TEXT)
_VOICE = _object(name=_TEXT, status=_TEXT, claim=_TEXT, document=_TEXT)
_ENTITY = {
    "id": _TEXT,
    "label": _TEXT,
    "type": _TEXT,
    "described": {"type": "boolean"},
    "aliases": _TEXTS,
    "same_as": _TEXTS,
    "claims": _NUMBER,
}
_LISTS = {
    "roles": _list(_ref("Statement")),
    "statements": _list(_ref("Statement")),
    "about": _list(_ref("Statement")),
    "said": _TEXTS,
    "neighbors": _list(_object(id=_TEXT, label=_TEXT, claims=_NUMBER)),
    "documents": _TEXTS,
    "timeline": _list(_object(time=_TEXT, claim=_TEXT)),
}
SCHEMAS: Row = {
    "Error": _object(error=_TEXT),
    "Entity": _object(**_ENTITY),
    "Dossier": _object(**_ENTITY, totals=_object(**dict.fromkeys(_LISTS, _NUMBER)), **_LISTS),
    "Statement": _object(
        subject={"type": "object"},
        predicate={"type": "object"},
        object={"type": "object"},
        asserted={"type": "boolean"},
        time={"type": ["string", "null"]},
        agreeing=_list(_VOICE),
        denying=_list(_VOICE),
        other=_list(_VOICE),
        claims=_TEXTS,
    ),
    "Claim": _object(
        id=_TEXT,
        asserted={"type": "boolean"},
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        subject=_object(id=_TEXT, label=_TEXT, type=_TEXT),
        predicate={"type": "object", "required": ["iri", "label", "phrase"]},
        object={"type": "object"},
        polarity={"type": "string", "enum": [item.value for item in Polarity]},
        modality={"type": "string", "enum": [item.value for item in Modality]},
        attributed_to=_list(_object(id=_TEXT, label=_TEXT)),
        time={"type": ["string", "null"]},
        evidence={
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["document", "sentence", "start", "end"]},
        },
    ),
    "Document": _object(**_DOCUMENT),
    "WholeDocument": _object(
        **_DOCUMENT, text=_TEXT, claims=_TEXTS, rejections=_list(_object(stage=_TEXT, item=_TEXT, reason=_TEXT))
    ),
    "Explanation": _object(
        id=_TEXT,
        statement=_TEXT,
        asserted={"type": "boolean"},
        verdict=_TEXT,
        passages=_list(_object(sentence=_TEXT, source=_TEXT, rules=_TEXTS, mapping_row=_TEXT, names=_TEXTS)),
        claim=_ref("Claim"),
    ),
}


def page_schema(name: str) -> Row:
    """The schema of a page of things."""
    return _object(
        total=_NUMBER, offset=_NUMBER, limit=_NUMBER, next={"type": ["string", "null"]}, items=_list(_ref(name))
    )


def page(items: Sequence[Row], total: int, offset: int, limit: int, following: str | None) -> Row:
    """A page of things, with the address of the next one."""
    return {"total": total, "offset": offset, "limit": limit, "next": following, "items": list(items)}
