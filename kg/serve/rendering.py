"""Templates of the pages. Jinja escapes whatever a document says; the policy of `kg.serve.guard` allows no script but our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.graph.content import kind_label, status
from kg.graph.sanitize import safe_url, visible, writable
from kg.serve.editing import COOKIE, Editing, new_session, session_of

OWN = Path(__file__).parent


def page(request: Request, name: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """The page of a template."""
    settings: Editing | None = request.app.state.options.editing
    session = session_of(request) or new_session()
    shown = (
        _environment()
        .get_template(name)
        .render(
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            address=address,
            editing=settings is not None,
            token=settings.token(session) if settings is not None else "",
            progress=request.app.state.rebuilder.progress if settings is not None else None,
            **values,
        )
    )
    if settings is None:
        return HTMLResponse(writable(shown), status, headers={"Cache-Control": "no-cache"})
    response = HTMLResponse(writable(shown), status, headers={"Cache-Control": "no-store"})
    if session != session_of(request):
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


def address(path: str, **values: object) -> str:
    """An address of this server, with parameters; those that are "" or None are left out."""
    given = {name: value for name, value in values.items() if value not in ("", None)}
    return f"{path}?{urlencode(given)}" if given else path


def entity_address(iri: str, base: str) -> str:
    """Where the dossier of an entity is."""
    return "/entities/" + quote(iri.removeprefix(f"{base}entity/"), safe="", errors="replace")


def document_address(document_id: str) -> str:
    """Where a document can be read."""
    return "/documents/" + quote(document_id, safe="", errors="replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(OWN / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: Mapping[str, Any] = {
        "visible": visible, "kind": kind_label, "safe_url": safe_url, "document_address": document_address,
        "entity_address": entity_address, "status": status, "number": "{:,}".format,
    }  # fmt: skip
    environment.filters.update(filters)
    environment.filters["visible_lines"] = lambda text: "\n".join(visible(line) for line in text.split("\n"))
    environment.globals["address_of"] = lambda path, offset, values: address(path, **{**values, "offset": offset or ""})
    return environment
