"""How the server is: for people who watch it. /health in JSON, /metrics as Prometheus reads it.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import resource
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.serve.generation import Generation


async def _health(request: Request) -> Response:
    """200 while questions can be answered; StoreError makes it 503."""
    generation: Generation = await request.app.state.graphs.current()
    return JSONResponse(
        {"status": "ok", "generation": generation.tag, "loaded": generation.is_loaded, **generation.pool.load}
    )


async def _metrics(request: Request) -> Response:
    generation: Generation = await request.app.state.graphs.current()
    text = "".join(f"{line}\n" for line in _lines(generation, request.app.state.responses))
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _lines(generation: Generation, responses: dict[int, int]) -> Iterator[str]:
    yield "# HELP kg_responses_total Responses by status of HTTP."
    yield "# TYPE kg_responses_total counter"
    for status, count in sorted(responses.items()):
        yield f'kg_responses_total{{status="{status}"}} {count}'
    yield "# HELP kg_queries_total What became of SPARQL queries: answered, refused; of these busy, slow, killed."
    yield "# TYPE kg_queries_total counter"
    for name in ("answered", "refused", "busy", "slow", "killed"):
        yield f'kg_queries_total{{outcome="{name}"}} {generation.pool.counts[name]}'
    yield "# HELP kg_queries Queries that wait or are being answered."
    yield "# TYPE kg_queries gauge"
    for name, count in generation.pool.load.items():
        yield f'kg_queries{{lane="{name}"}} {count}'
    yield "# HELP kg_memory_peak_bytes The most memory that the server has had, without its query processes."
    yield "# TYPE kg_memory_peak_bytes gauge"
    yield f"kg_memory_peak_bytes {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}"


ROUTES = [Route("/health", _health, methods=["GET"]), Route("/metrics", _metrics, methods=["GET"])]
