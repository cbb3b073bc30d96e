"""Documents added over HTTP: files, or a text. They are kept on disk before the request is answered; the graph follows."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
from collections.abc import Mapping
from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.serve.correcting import back, fields_of
from kg.serve.editing import Editing, change_by, editing, refuse_forged
from kg.serve.parameters import read
from kg.serve.protocol import FORM, Fields, RefusedError
from kg.serve.rebuilding import Rebuilder
from kg.serve.rendering import page
from kg.serve.spool import file_name

BYTES = 64 * 1024**2  # of one request
_FILES = 200  # in one request
_LONGEST = 1_000_000  # characters of a text
_ABOUT = ("title", "publisher", "published", "url")
_PASTED = "pasted.jsonl"
_MULTIPART = "multipart/form-data"


async def _page(request: Request) -> Response:
    settings = editing(request)
    read((), request.scope["query_string"])
    waiting = await asyncio.to_thread(_waiting, request.app.state.rebuilder)
    return page(request, "add.html", formats=settings.formats, waiting=waiting, most=BYTES // 1024**2)


def _waiting(rebuilder: Rebuilder) -> list[tuple[str, list[str]]]:
    return [(folder.name, sorted(path.name for path in folder.iterdir())) for folder in rebuilder.spool.waiting()]


async def _add(request: Request) -> Response:
    change_by(request)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    rebuilder: Rebuilder = request.app.state.rebuilder
    if media_type == FORM:
        files: Mapping[str, BinaryIO] = _pasted((await fields_of(request))[0])
        await asyncio.to_thread(rebuilder.spool.keep, files)
    elif media_type == _MULTIPART:
        async with request.form(max_files=_FILES, max_fields=10, max_part_size=10_000) as form:
            token = form.get("token")
            refuse_forged(request, token if isinstance(token, str) else None)
            await asyncio.to_thread(rebuilder.spool.keep, _uploaded(form, editing(request)))
    else:
        raise RefusedError(415, f"documents are posted as {_MULTIPART} or {FORM}")
    rebuilder.want()
    return RedirectResponse("/add", 303)


def _uploaded(form: FormData, settings: Editing) -> dict[str, BinaryIO]:
    """The files of a form, by name. Raises RefusedError when one is none that can be read."""
    found: dict[str, BinaryIO] = {}
    for item in form.getlist("file"):
        if not isinstance(item, UploadFile) or not item.filename:
            continue
        name = file_name(item.filename)
        if not name or not name.lower().endswith(settings.formats):
            raise RefusedError(415, f"{item.filename[:100]!r} cannot be read; these can: {' '.join(settings.formats)}")
        if name in found:
            raise RefusedError(400, f"two files are called {name!r}")
        found[name] = item.file
    if not found:
        raise RefusedError(400, "choose a file")
    return found


def _pasted(fields: Fields) -> dict[str, BinaryIO]:
    """A text as a table of one row. Its id is made of what it says, so that the same text is one document."""
    text = (fields.one("text") or "").strip()
    if not 0 < len(text) <= _LONGEST:
        raise RefusedError(400, f"a text has 1 to {_LONGEST} characters")
    about = {name: value for name in _ABOUT if (value := " ".join((fields.one(name) or "").split()))}
    if any(len(value) > 500 for value in about.values()):
        raise RefusedError(400, "title, publisher, date and address may have 500 characters each")
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    row = {"id": " ".join(filter(None, (about.get("title", "")[:80], mark))), **about, "text": text}
    return {_PASTED: io.BytesIO(json.dumps(row).encode() + b"\n")}


async def _discard(request: Request) -> Response:
    """Files that wait are given up; those that are just being read may yet come into the graph."""
    fields, _ = await fields_of(request)
    spool = request.app.state.rebuilder.spool
    wanted = [folder for folder in spool.waiting() if folder.name == fields.one("folder")]
    if not wanted:
        raise RefusedError(404, "these files do not wait any more")
    await asyncio.to_thread(spool.forget, wanted)
    return back(fields)


_CHANGES = ["HEAD", "POST", "PUT", "DELETE", "PATCH"]
ROUTES = [
    Route("/add", _page, methods=["GET"]),
    Route("/add", _add, methods=_CHANGES),
    Route("/add/discard", _discard, methods=["GET", *_CHANGES]),
]
