"""Corrections over HTTP: what a form says becomes rows of the table in the folder of the graph; and the pages that show and undo them.

When a request is answered, its rows are on disk; the graph follows in the background.
"""

from __future__ import annotations

import asyncio
import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.model import Span
from kg.report.review import Suggestion
from kg.resources.corrections import (
    TABLE,
    Correction,
    Decision,
    change,
    check,
    correction,
    digest,
    document_cell,
    reading_of,
    rows_of,
)
from kg.serve.editing import change_by, editing, refuse_forged
from kg.serve.generation import Generation
from kg.serve.lookup import Lookup
from kg.serve.parameters import Parameter, read
from kg.serve.protocol import Fields, RefusedError
from kg.serve.rendering import page

_LONGEST = 500  # characters of a cell that a form fills
_MOST = 100_000  # rows of the table
_AROUND = 160  # characters of the text on each side of a name
_CELLS = ("decision", "name", "document", "value", "value_document", "note")
Work = Callable[[tuple[Correction, ...]], Iterable[Correction]]
_PAIRS = (Decision.SAME, Decision.NOT_SAME)
_SKIP = Parameter("skip", "how many suggestions to pass over", {"type": "integer", "minimum": 0, "maximum": 10_000_000})


async def fields_of(request: Request) -> tuple[Fields, str]:
    """The fields of a form that asks for a change, and who asks. Raises RefusedError unless it is one of our own."""
    author = change_by(request)
    fields = Fields(await request.body())
    refuse_forged(request, fields.one("token"))
    return fields, author


def back(fields: Fields) -> RedirectResponse:
    """To the page that the form was on, if that is one of ours."""
    wanted = fields.one("back") or "/corrections"
    ours = wanted.startswith("/") and not wanted.startswith("//") and wanted.isprintable() and "\\" not in wanted
    return RedirectResponse(wanted if ours else "/corrections", 303)


# ---- changes


async def _correct(request: Request) -> Response:
    """A decision about names."""
    fields, author = await fields_of(request)
    cells = {name: fields.one(name) or "" for name in _CELLS}
    if cells["decision"] == Decision.WRONG:
        raise RefusedError(400, "a claim is called wrong by its id, at /correct/wrong")
    if any(len(cell) > _LONGEST or "\0" in cell for cell in cells.values()):
        raise RefusedError(400, f"a cell may have {_LONGEST} characters")
    lookup = await _lookup(request)
    await _add(request, [correction(_legal(cells))], author, lookup)
    return back(fields)


async def _wrong(request: Request) -> Response:
    """All readings that a claim rests on are called wrong."""
    fields, author = await fields_of(request)
    lookup = await _lookup(request)
    claim = lookup.claim(fields.one("claim") or "")
    note = (fields.one("note") or "")[:_LONGEST]
    if claim is None:
        raise RefusedError(404, "there is no such claim; it may have changed with the graph")
    rows = []
    for item in claim.evidence:
        name, value = reading_of(item)
        document = document_cell(item.document_id)
        cells = {"decision": Decision.WRONG, "name": name, "document": document, "value": value, "note": note}
        rows.append(correction(_legal(cells)))
    await _add(request, rows, author, lookup)
    return back(fields)


async def _undo(request: Request) -> Response:
    """One row is taken out."""
    fields, _ = await fields_of(request)
    wanted = fields.one("row") or ""

    def without(rows: tuple[Correction, ...]) -> list[Correction]:
        kept = [row for row in rows if row_id(row) != wanted]
        if len(kept) == len(rows):
            raise RefusedError(404, "there is no such correction; it may have been undone already")
        return kept

    await _change(request, without)
    return back(fields)


def _legal(cells: dict[str, str]) -> dict[str, str]:
    return {name: cell.encode("utf-8", "replace").decode() for name, cell in cells.items()}


async def _add(request: Request, rows: list[Correction], author: str, lookup: Lookup) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    signed = [replace(row, who=author, when=now) for row in rows]

    def added(known: tuple[Correction, ...]) -> list[Correction]:
        fresh = {row.key: row for row in signed if row.key not in {one.key for one in known}}
        kept = [row for row in known if not any(_replaces(new, row) for new in fresh.values())]
        every = [*kept, *fresh.values()]
        if len(every) > _MOST:
            raise RefusedError(413, f"the table may have {_MOST} rows")
        check(every, lambda name: lookup.ontology.is_a(name, "Thing"))
        return every

    await _change(request, added)


async def _change(request: Request, work: Work) -> None:
    await asyncio.to_thread(change, _table(request), work)
    request.app.state.rebuilder.want()


def _replaces(new: Correction, old: Correction) -> bool:
    """Whether a decision takes the place of an earlier one of the same names."""
    if new.decision in _PAIRS:
        return old.decision in _PAIRS and old.decision is not new.decision and _pair(new) == _pair(old)
    same = (new.decision, new.name, new.documents) == (old.decision, old.name, old.documents)
    return same and new.decision is not Decision.WRONG


def _pair(row: Correction) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset({(row.name, row.documents), (row.value, row.value_documents)})


def row_id(row: Correction) -> str:
    """Which row a form means, whatever line it stands in."""
    return hashlib.sha256(repr(row.key).encode("utf-8", "replace")).hexdigest()[:16]


def _table(request: Request) -> Path:
    out: Path = request.app.state.graphs.out
    return out / TABLE


async def _lookup(request: Request) -> Lookup:
    generation: Generation = await request.app.state.graphs.current()
    return await generation.lookup()


# ---- pages


async def _corrections(request: Request) -> Response:
    """All rows, the latest first."""
    editing(request)
    read((), request.scope["query_string"])
    lookup = await _lookup(request)
    rows = await asyncio.to_thread(rows_of, _table(request))
    idle = [item for item in lookup.graph.rejections if item.stage == "corrections" and "has no effect" in item.reason]
    return page(
        request, "corrections.html", rows=[(row, row_id(row)) for row in reversed(rows)], idle=idle,
        applied=lookup.corrected == digest(rows),
    )  # fmt: skip


async def _review(request: Request) -> Response:
    """One pair of names that is not decided yet."""
    editing(request)
    skip = read((_SKIP,), request.scope["query_string"]).get("skip", 0)
    lookup = await _lookup(request)
    decided = {_pair(row) for row in await asyncio.to_thread(rows_of, _table(request)) if row.decision in _PAIRS}
    left = [item for item in lookup.suggestions if _pair(_confirming(item)) not in decided]
    item = left[min(skip, len(left) - 1)] if left else None
    places = [_around(lookup, *side) for side in _sides(item)] if item is not None else []
    return page(
        request, "review.html", item=item, row=_confirming(item) if item is not None else None, places=places,
        lookup=lookup, skip=min(skip, max(0, len(left) - 1)), left=len(left),
    )  # fmt: skip


def _confirming(item: Suggestion) -> Correction:
    """The row that joins both names."""
    (cells,) = csv.reader([item.confirm])
    return correction(dict(zip(_CELLS, cells, strict=False)))


def _sides(item: Suggestion) -> Iterable[tuple[str, str]]:
    return ((item.name, item.document), (item.other, item.other_document))


def _around(lookup: Lookup, name: str, document_id: str) -> tuple[str, Span, str]:
    """Where a name stands first in its document: the text before, the name, the text after."""
    text = lookup.graph.documents[document_id].text if document_id in lookup.graph.documents else ""
    start = max(text.find(name), 0)
    end = start + len(name) if text.startswith(name, start) else start
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return text[first:start], Span(document_id, start, end, text[start:end]), text[end:last]


async def _state(request: Request) -> Response:
    """How far the building has come, for the script of the pages."""
    editing(request)
    generation: Generation = await request.app.state.graphs.current()
    row = request.app.state.rebuilder.progress.as_row()
    return JSONResponse({**row, "generation": generation.tag}, headers={"Cache-Control": "no-store"})


def _routes() -> Iterator[Route]:
    every = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]
    for path, answer in (("/correct", _correct), ("/correct/wrong", _wrong), ("/correct/undo", _undo)):
        yield Route(path, answer, methods=every)
    for path, answer in (("/corrections", _corrections), ("/review", _review), ("/state", _state)):
        yield Route(path, answer, methods=["GET"])


ROUTES = [*_routes()]
