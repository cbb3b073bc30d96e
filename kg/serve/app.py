"""`kg serve`: the web application, put together."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KGError, StoreError
from kg.serve import adding, api, correcting, endpoint, monitoring, pages
from kg.serve.editing import Editing
from kg.serve.generation import Graphs
from kg.serve.guard import LOOPBACK, Guard
from kg.serve.pool import BusyError, Limits, SlowError
from kg.serve.protocol import RefusedError
from kg.serve.rebuilding import Rebuilder

_BODY = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose. `hosts` are further names that the server answers to, `origins` those of other sites whose scripts
    may read from it. Without `editing` nothing can be changed.
    """

    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    editing: Editing | None = None


def application(out: Path, options: Options) -> Starlette:
    """The application over the graph under `out`."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await app.state.graphs.current()
        async with _rebuilding(app.state.rebuilder):
            yield
        await app.state.graphs.close()

    more = {"/add": adding.BYTES} if options.editing is not None else {}
    middleware = [
        Middleware(Guard, hosts=(*LOOPBACK, *map(str.lower, options.hosts)), most=_BODY, more=more),
    ]
    if options.origins:
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=options.origins, allow_methods=["GET", "POST"], expose_headers=["ETag"]
            )
        )
    app = Starlette(
        routes=_ROUTES,
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={
            RefusedError: _refused,
            BusyError: _busy,
            KGError: _failed,
            HTTPException: _http,
        },
    )
    app.state.graphs = Graphs(out, options.limits)
    app.state.options = options
    app.state.rebuilder = Rebuilder(out, options.editing.command) if options.editing is not None else None
    app.state.responses = Counter()
    return app


@contextlib.asynccontextmanager
async def _rebuilding(rebuilder: Rebuilder | None) -> AsyncIterator[None]:
    """Within it the graph is built again when that is wanted; at first, in case that an earlier server did not come to it."""
    if rebuilder is None:
        yield
        return
    work = asyncio.create_task(rebuilder.run())
    rebuilder.look()
    try:
        yield
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


_EVERY_METHOD = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]
_ROUTES = [
    Route("/sparql", endpoint.sparql, methods=_EVERY_METHOD),
    Route("/graphs", endpoint.graph_store, methods=_EVERY_METHOD),
    *api.ROUTES,
    *monitoring.ROUTES,
    *correcting.ROUTES,
    *adding.ROUTES,
    *pages.PAGES,
]


def _problem(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """An error as the client can read it: JSON from the API, else a line of text."""
    if request.url.path.startswith("/api/"):
        body = json.dumps({"error": message}, ensure_ascii=False)
        return Response(body, status, headers, media_type="application/json")
    if request.url.path not in ("/sparql", "/graphs") and "text/html" in request.headers.get("accept", ""):
        shown = pages.error_page(request, status, message)
        shown.headers.update(headers or {})
        return shown
    return PlainTextResponse(message + "\n", status, headers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return _problem(request, error.status, error.message, error.headers)


async def _busy(request: Request, error: Exception) -> Response:
    assert isinstance(error, BusyError)
    return _problem(request, 503, "too many questions at once; ask again", {"Retry-After": str(error.seconds)})


async def _failed(request: Request, error: Exception) -> Response:
    """What is wrong with a query is the client's; a graph that is gone is ours, and may come back."""
    if isinstance(error, StoreError):
        return _problem(request, 503, "there is no graph to read now", {"Retry-After": "5"})
    return _problem(request, 504 if isinstance(error, SlowError) else 400, str(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _problem(request, error.status_code, error.detail, dict(error.headers or {}))
