"""The SPARQL endpoint: requests of the two protocols, answered by the pool of the generation that holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.graph.forbidden import refuse_forbidden
from kg.iri import is_safe
from kg.query.hints import plain
from kg.serve.description import description
from kg.serve.generation import Generation
from kg.serve.negotiation import GRAPH_FORMATS, ROW_FORMATS, preferred
from kg.serve.pool import Answer, Question, UnacceptableError
from kg.serve.protocol import RefusedError, asked, graph_wanted

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


async def sparql(request: Request) -> Response:
    """A query by GET or POST, or the description of the service."""
    found = asked(
        request.method,
        request.scope["query_string"],
        request.headers.get("content-type", ""),
        await request.body(),
    )
    generation: Generation = await request.app.state.graphs.current()
    if found is None:
        return await _described(request, generation)
    refuse_forbidden(found.query)
    accept = request.headers.get("accept", "")
    rows, graph = preferred(accept, [*ROW_FORMATS]), preferred(accept, [*GRAPH_FORMATS])
    if not (rows or graph):
        raise RefusedError(406, _offer({**ROW_FORMATS, **GRAPH_FORMATS}))
    question = Question(
        plain(found.query), ROW_FORMATS.get(rows, ""), GRAPH_FORMATS.get(graph, ""), found.default, found.named
    )
    return await _answered(request, generation, question, rows, graph)


async def graph_store(request: Request) -> Response:
    """A graph as it is, by the Graph Store Protocol."""
    name = graph_wanted(request.method, request.scope["query_string"])
    generation: Generation = await request.app.state.graphs.current()
    if name and name not in await generation.named_graphs():
        raise RefusedError(404, f"there is no graph {name[:200]}")
    media_type = preferred(request.headers.get("accept", ""), [*GRAPH_FORMATS])
    if not media_type:
        raise RefusedError(406, _offer(GRAPH_FORMATS))
    question = Question(_ALL, "", GRAPH_FORMATS[media_type], (name,) if name else ())
    return await _answered(request, generation, question, "", media_type)


async def _answered(request: Request, generation: Generation, question: Question, rows: str, graph: str) -> Response:
    """The answer of the pool as a response; 304 when the client has it already."""
    headers = {"ETag": _tag(generation, question), "Vary": "Accept", "Cache-Control": "no-cache"}
    if headers["ETag"] in (item.strip() for item in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    try:
        answer = await generation.pool.answer(question)
    except UnacceptableError as error:
        is_graph = str(error) == "a graph"
        raise RefusedError(406, _offer(GRAPH_FORMATS if is_graph else ROW_FORMATS)) from error
    media_type = _with_charset(graph if answer.is_graph else rows)
    if answer.rest is None:
        return Response(answer.head, media_type=media_type, headers=headers)
    return _Streamed(answer, media_type, headers)


class _Streamed(StreamingResponse):
    """A long answer, piece by piece; its process is free again whatever becomes of the client."""

    def __init__(self, answer: Answer, media_type: str, headers: Mapping[str, str]) -> None:
        self._answer = answer
        super().__init__(self._pieces(), media_type=media_type, headers=headers)

    async def _pieces(self) -> Any:
        assert self._answer.rest is not None
        yield self._answer.head
        async for piece in self._answer.rest:
            yield piece

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; for HEAD only what stands before it."""
        try:
            if scope["method"] == "HEAD":
                await Response(headers=dict(self.headers))(scope, receive, send)
            else:
                await super().__call__(scope, receive, send)
        finally:
            self._answer.discard()


async def _described(request: Request, generation: Generation) -> Response:
    """The description of the service; a browser is sent to the page where questions are asked."""
    media_type = preferred(request.headers.get("accept", ""), [*GRAPH_FORMATS, "text/html"])
    if media_type == "text/html":
        return RedirectResponse("/ask", 303, headers={"Vary": "Accept"})
    if not media_type:
        raise RefusedError(406, _offer(GRAPH_FORMATS))
    address = str(request.url.replace(query="", fragment=""))
    names = [name for name in await generation.named_graphs() if is_safe(name)]
    data = description(address, names, GRAPH_FORMATS[media_type])
    return Response(data, media_type=_with_charset(media_type), headers={"Vary": "Accept"})


def _tag(generation: Generation, question: Question) -> str:
    """Weak: rows of the same answer may come in another order (https://www.rfc-editor.org/rfc/rfc9110#name-etag)."""
    return f'W/"{generation.tag}-{hashlib.sha256(repr(question).encode()).hexdigest()[:16]}"'


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _offer(formats: Mapping[str, str]) -> str:
    return "none of the formats that you accept is made here; there are " + ", ".join(formats)
