"""The pages that only read: search, dossier, reading room, claims, questions, comparison."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import QueryError
from kg.graph.forbidden import refuse_forbidden
from kg.query.engine import csv_of_rows, named_queries
from kg.query.explain import explained
from kg.query.hints import plain
from kg.serve import parameters, reading
from kg.serve.comparison import Side, compare
from kg.serve.generation import Generation
from kg.serve.lookup import Filter, Lookup
from kg.serve.parameters import Parameter, read
from kg.serve.pool import BusyError, Question, UnacceptableError
from kg.serve.protocol import RefusedError
from kg.serve.rendering import OWN, page

_SHOWN = 50  # of a list on one page
_ROWS = 1000  # of an answer that a page shows; CSV has all
_PLAIN = {"type": "string", "maxLength": 500}
_QUERY = Parameter("query", "a query in SPARQL", {"type": "string", "maxLength": 100_000})
_NAME = Parameter("question", "the name of a ready question", _PLAIN)
_AT = Parameter("at", "a place in the text", {"type": "integer", "minimum": 0, "maximum": 100_000_000})
_SIDES = tuple(
    Parameter(f"{side}_{name}", "a publisher, or a time such as 2019-03", _PLAIN)
    for side in ("one", "other")
    for name in ("publisher", "since", "until")
)


async def _read(request: Request, *known: Parameter) -> tuple[Lookup, dict[str, Any]]:
    generation: Generation = await request.app.state.graphs.current()
    return await generation.lookup(), read(known, request.scope["query_string"])


async def _search(request: Request) -> Response:
    lookup, values = await _read(request, parameters.WORDS, parameters.OFFSET)
    found = lookup.search(values.get("q", ""))
    return page(
        request, "search.html", lookup=lookup, words=values.get("q", ""), total=len(found),
        found=found[values["offset"] :][:_SHOWN], offset=values["offset"], shown=_SHOWN,
    )  # fmt: skip


async def _entity(request: Request) -> Response:
    lookup, _ = await _read(request)
    entity = lookup.entity(request.path_params["id"])
    if entity is None:
        raise RefusedError(404, "there is no such entity")
    return page(request, "entity.html", lookup=lookup, dossier=lookup.dossier(entity), shown=_SHOWN)


async def _documents(request: Request) -> Response:
    lookup, values = await _read(request, parameters.OFFSET)
    found = list(lookup.graph.documents.values())
    return page(
        request, "documents.html", lookup=lookup, total=len(found), found=found[values["offset"] :][:_SHOWN],
        offset=values["offset"], shown=_SHOWN,
    )  # fmt: skip


async def _document(request: Request) -> Response:
    lookup, values = await _read(request, _AT)
    document = lookup.graph.documents.get(request.path_params["id"])
    if document is None:
        raise RefusedError(404, "there is no such document")
    chosen = reading.claims_at(lookup, document, values["at"]) if "at" in values else []
    return page(
        request, "document.html", lookup=lookup, document=document, runs=reading.runs(lookup, document), at=values.get("at", -1),
        chosen=[(explained(lookup.graph, claim), reading.passages(claim)) for claim in chosen], rejections=lookup.rejected(document.id),
    )  # fmt: skip


async def _claims(request: Request) -> Response:
    lookup, values = await _read(request, *parameters.CLAIMS, parameters.OFFSET)
    offset = values.pop("offset")
    found = lookup.claims(Filter(**values))
    statements = lookup.statements(found)
    return page(
        request, "claims.html", lookup=lookup, statements=statements[offset:][:_SHOWN], total=len(statements), offset=offset,
        shown=_SHOWN, values=values,
    )  # fmt: skip


async def _claim(request: Request) -> Response:
    lookup, _ = await _read(request)
    claim = lookup.claim(request.path_params["id"])
    if claim is None:
        raise RefusedError(404, "there is no such claim")
    return page(
        request,
        "claim.html",
        lookup=lookup,
        claim=claim,
        why=explained(lookup.graph, claim),
        marked=reading.passages(claim),
    )


async def _compare(request: Request) -> Response:
    lookup, values = await _read(request, *_SIDES)
    one, other = (
        Side(*(values.get(f"{side}_{name}", "") for name in ("publisher", "since", "until")))
        for side in ("one", "other")
    )
    found = compare(lookup, one, other) if one and other else None
    return page(request, "compare.html", lookup=lookup, one=one, other=other, found=found, shown=_SHOWN)


async def _ask(request: Request) -> Response:
    values = read((_QUERY, _NAME), request.scope["query_string"])
    questions = named_queries()
    query = values.get("query") or questions.get(values.get("question", ""), ("", ""))[1]
    status, error, text = 200, "", ""
    head: list[str] = []
    rows: list[list[dict[str, str]]] = []
    if query.strip():
        try:
            head, rows, text = _table(await _answer(request, query))
        except QueryError as problem:
            status, error = 400, str(problem)
        except BusyError:
            status, error = 503, "too many questions at once; ask again"
    return page(
        request, "ask.html", status, query=query, questions=questions, error=error, head=head, rows=rows[:_ROWS],
        total=len(rows), text=text,
    )  # fmt: skip


async def _answer(request: Request, query: str) -> tuple[bool, bytes]:
    """Whether the answer is a graph, and the whole of it: rows as JSON, a graph as Turtle. Raises QueryError, BusyError."""
    refuse_forbidden(query)
    generation: Generation = await request.app.state.graphs.current()
    answer = await generation.pool.answer(Question(plain(query)))
    return answer.is_graph, await answer.all()


def _table(answer: tuple[bool, bytes]) -> tuple[list[str], list[list[dict[str, str]]], str]:
    """Head, rows, and what is shown as text instead."""
    is_graph, data = answer
    if is_graph:
        return [], [], data.decode()
    found = json.loads(data)
    if "boolean" in found:
        return [], [], "yes" if found["boolean"] else "no"
    names = found["head"]["vars"]
    return names, [[row.get(name, {}) for name in names] for row in found["results"]["bindings"]], ""


async def _csv(request: Request) -> Response:
    """For spreadsheets: no cell begins a formula."""
    values = read((_QUERY,), request.scope["query_string"])
    try:
        is_graph, data = await _answer(request, values.get("query", ""))
    except UnacceptableError as error:
        raise RefusedError(400, str(error)) from error
    if is_graph:
        raise RefusedError(400, "only the rows of a SELECT can be a table")
    headers = {"Content-Disposition": 'attachment; filename="answer.csv"'}
    return Response(csv_of_rows(json.loads(data)), media_type="text/csv; charset=utf-8", headers=headers)


async def _file(request: Request) -> Response:
    """The page of the whole graph, or the report: files with a policy of their own."""
    path = request.app.state.graphs.out / f"{request.url.path.strip('/')}.html"
    if not path.is_file():
        raise RefusedError(404, "this file was not made")
    return FileResponse(
        path, media_type="text/html", headers={"Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'"}
    )


def error_page(request: Request, status: int, message: str) -> HTMLResponse:
    """What went wrong, for people."""
    return page(request, "error.html", status, status=status, message=message)


PAGES = [
    Route("/", _search, methods=["GET"]),
    Route("/entities/{id:path}", _entity, methods=["GET"]),
    Route("/documents", _documents, methods=["GET"]),
    Route("/documents/{id:path}", _document, methods=["GET"]),
    Route("/claims", _claims, methods=["GET"]),
    Route("/claims/{id}", _claim, methods=["GET"]),
    Route("/compare", _compare, methods=["GET"]),
    Route("/ask", _ask, methods=["GET"]),
    Route("/ask.csv", _csv, methods=["GET"]),
    Route("/graph", _file, methods=["GET"]),
    Route("/report", _file, methods=["GET"]),
    Mount("/static", StaticFiles(directory=OWN / "static")),
]
