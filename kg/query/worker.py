"""Answers one SPARQL query, alone in its process; `kg.query` runs this file and ends it when its time is up.

It imports nothing of kg, so that it starts in a few hundredths of a second.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from typing import Any

import pyoxigraph as ox

_MEMORY = 8 * 1024**3  # bytes of address space; a query that needs more is ended


def main() -> None:
    """Reads the task from standard input; writes `rows`, `graph`, `syntax` or `failed`, a newline and its content."""
    task = json.load(sys.stdin.buffer)
    try:
        kind, data = _answered(task)
    except SyntaxError as error:
        kind, data = "syntax", str(error).encode()
    except (OSError, RuntimeError, ValueError) as error:
        kind, data = "failed", str(error).encode()
    sys.stdout.buffer.write(kind.encode() + b"\n" + data)


def _answered(task: dict[str, Any]) -> tuple[str, bytes]:
    kept = ox.Store.read_only(task["store"])
    _shut_in()
    found = kept.query(task["query"], prefixes=task["prefixes"])
    if isinstance(found, ox.QueryTriples):
        data = found.serialize(format=ox.RdfFormat.N_TRIPLES)
        return "graph", data or b""
    return "rows", found.serialize(format=ox.QueryResultsFormat.from_extension(task["format"])) or b""


def _shut_in() -> None:
    """No new file and no connection from here on, whatever the query says; the store has its files open."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, most))
    with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
