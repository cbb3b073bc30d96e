"""Answers one SPARQL query, alone in its process; `kg.query.process` runs this file and ends it when its time is up.

It imports nothing of kg, so that it starts in a few hundredths of a second. It writes the kind of its answer, a newline, and the
answer as it is found: `lines` (names of variables, then a JSON array a row; a cell is null or [kind, value]), `rows` and `graph`
(as Oxigraph serializes them), or the reason why there is none: `syntax`, `failed`.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
import threading
from itertools import islice
from typing import IO, Any

import pyoxigraph as ox

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

TOO_MANY, BROKEN = 3, 4  # exit statuses: rows beyond the limit; the reason is on standard error
_MEMORY = 8 * 1024**3  # bytes of address space; a query that needs more is ended
_KINDS = {ox.NamedNode: "iri", ox.BlankNode: "blank"}


def main() -> int:
    """Reads the task, a line of JSON, from standard input; that must stay open as long as anybody waits for the answer."""
    task = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    out = sys.stdout.buffer
    try:
        found = _found(task)
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        kind = b"syntax\n" if isinstance(error, SyntaxError) else b"failed\n"
        out.write(kind + str(error).encode("utf-8", "replace"))
        return 0
    try:
        complete = _write(found, task, out)
    except (OSError, RuntimeError, ValueError) as error:
        sys.stderr.write(str(error))
        return BROKEN
    return 0 if complete else TOO_MANY


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(1)  # whoever asked is gone


def _found(task: dict[str, Any]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    kept = ox.Store.read_only(task["store"])
    _shut_in(task["seconds"])
    return kept.query(task["query"], prefixes=task["prefixes"])


def _write(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, task: dict[str, Any], out: IO[bytes]) -> bool:
    """Whether all rows, or triples, could be written."""
    if isinstance(found, ox.QueryTriples):
        out.write(b"graph\n")
        ox.serialize(islice(found, task["rows"]), out, ox.RdfFormat.N_TRIPLES)
        return next(found, None) is None
    if task["format"] != "lines":
        out.write(b"rows\n")
        found.serialize(out, format=ox.QueryResultsFormat.from_extension(task["format"]))
        return True
    out.write(b"lines\n")
    if isinstance(found, ox.QueryBoolean):
        out.write(b"true\n" if found else b"false\n")
        return True
    out.write(json.dumps([variable.value for variable in found.variables]).encode() + b"\n")
    for number, row in enumerate(found):
        if number == task["rows"]:
            return False
        out.write(json.dumps([_cell(term) for term in row]).encode() + b"\n")
    return True


def _cell(term: Any) -> tuple[str, str] | None:
    return None if term is None else (_KINDS.get(type(term), "text"), getattr(term, "value", None) or str(term))


def _shut_in(seconds: float) -> None:
    """No new file and no connection from here on, whatever the query says; the store has its files open."""
    if resource is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, most))
    limits = {resource.RLIMIT_CPU: math.ceil(seconds) * (os.cpu_count() or 1) + 1, resource.RLIMIT_AS: _MEMORY}
    for limit, value in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS does not know all of them
            resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    status = main()
    sys.stdout.buffer.flush()
    os._exit(status)  # not by way of the thread that waits for the parent
