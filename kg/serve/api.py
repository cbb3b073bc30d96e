"""The JSON API: what can be looked up, for programs; described in OpenAPI 3.1 at /api/openapi.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import rows
from kg.serve.lookup import Filter, Lookup
from kg.serve.parameters import CLAIMS, PAGING, WORDS, Parameter, read
from kg.serve.protocol import RefusedError

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that can be read. `answer` takes the lookup and the values of parameters, those of the path too."""

    path: str
    about: str
    answer: Callable[[Lookup, Values], rows.Row]
    schema: rows.Row
    parameters: tuple[Parameter, ...] = ()

    async def __call__(self, request: Request) -> Response:
        """The answer as JSON; 304 when the client has it already."""
        values = read(self.parameters, request.scope["query_string"]) | request.path_params
        generation = await request.app.state.graphs.current()
        address = f"{request.url.path}?{request.url.query}"
        tag = f'W/"{generation.tag}-{hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if tag in (item.strip() for item in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=headers)
        found = self.answer(await generation.lookup(), values)
        return Response(json.dumps(found, ensure_ascii=False), media_type="application/json", headers=headers)

    def described(self) -> rows.Row:
        """As OpenAPI has it."""
        in_path = self.path.count("{")
        named = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        statuses = {"400": "a parameter is wrong", "503": "there is no graph to read now"}
        if in_path:
            statuses["404"] = "there is none of that name"
        problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
        responses = {
            "200": {"description": self.about, "content": {"application/json": {"schema": self.schema}}},
            "304": {"description": "it is as it was"},
            **{status: {"description": why, "content": problem} for status, why in statuses.items()},
        }
        parameters = [*([named] if in_path else []), *(item.described() for item in self.parameters)]
        return {"get": {"summary": self.about, "parameters": parameters, "responses": responses}}


def _paged(path: str, values: Values, items: Sequence[Any], row: Callable[[Any], rows.Row]) -> rows.Row:
    offset, limit = values["offset"], values["limit"]
    end = offset + limit
    more = urlencode({**values, "offset": end}) if end < len(items) else ""
    shown = [row(item) for item in items[offset:end]]
    return rows.page(shown, len(items), offset, limit, f"{path}?{more}" if more else None)


def _entities(lookup: Lookup, values: Values) -> rows.Row:
    found = lookup.search(values.get("q", ""))
    return _paged("/api/entities", values, found, lambda item: rows.entity_row(lookup, item))


def _entity(lookup: Lookup, values: Values) -> rows.Row:
    entity = lookup.entity(values["id"])
    if entity is None:
        raise RefusedError(404, "there is no such entity")
    return rows.dossier_row(lookup, lookup.dossier(entity))


def _claims(lookup: Lookup, values: Values) -> rows.Row:
    wanted = Filter(**{name: value for name, value in values.items() if name not in ("limit", "offset")})
    shown = {
        name: str(value).lower() if value in (True, False) and name == "asserted" else value
        for name, value in values.items()
    }
    return _paged("/api/claims", shown, lookup.claims(wanted), lambda item: rows.claim(lookup, item))


def _documents(lookup: Lookup, values: Values) -> rows.Row:
    return _paged("/api/documents", values, [*lookup.graph.documents.values()], rows.document_row)


def _document(lookup: Lookup, values: Values) -> rows.Row:
    document = lookup.graph.documents.get(values["id"])
    if document is None:
        raise RefusedError(404, "there is no such document")
    return rows.whole_document(lookup, document)


def _explain(lookup: Lookup, values: Values) -> rows.Row:
    claim = lookup.claim(values["id"])
    if claim is None:
        raise RefusedError(404, "there is no such claim")
    return rows.explanation(lookup, claim)


def _schema(name: str) -> rows.Row:
    return {"$ref": f"#/components/schemas/{name}"}


OPERATIONS = (
    Operation(
        "/api/entities", "Entities by the words of their names", _entities, rows.page_schema("Entity"), (WORDS, *PAGING)
    ),
    Operation("/api/entities/{id}", "All that is known of an entity", _entity, _schema("Dossier")),
    Operation(
        "/api/claims",
        "Claims by who says what of whom, and when",
        _claims,
        rows.page_schema("Claim"),
        (*CLAIMS, *PAGING),
    ),
    Operation("/api/documents", "Documents", _documents, rows.page_schema("Document"), PAGING),
    Operation("/api/documents/{id}", "A document and what was read in it", _document, _schema("WholeDocument")),
    Operation("/api/explain/{id}", "Why a claim is in the graph", _explain, _schema("Explanation")),
)


def openapi() -> rows.Row:
    """The description of the API (https://spec.openapis.org/oas/v3.1.0)."""
    about = "What a graph of kg holds: entities, claims, documents. Every claim has its evidence; nothing can be changed here."
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg", "version": version("kg"), "description": about},
        "paths": {item.path: item.described() for item in OPERATIONS},
        "components": {"schemas": rows.SCHEMAS},
    }


async def _openapi(request: Request) -> Response:
    return Response(json.dumps(openapi(), indent=1), media_type="application/json")


def _route(operation: Operation) -> Route:
    async def answer(request: Request) -> Response:
        return await operation(request)

    return Route(operation.path.replace("{id}", "{id:path}"), answer, methods=["GET"])


ROUTES = [Route("/api/openapi.json", _openapi, methods=["GET"]), *map(_route, OPERATIONS)]
