"""Answers SPARQL queries over one store, alone in its process; who runs this file ends it when a query's time is up.

It imports nothing of kg, so that it starts in a few hundredths of a second. Tasks come as JSON, a line each: first
`{"store": folder, "memory": bytes}`, then queries. What it answers are frames: a letter, the length in four bytes, the content.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import pyoxigraph as ox

OPENED = b"o"  # the store is open
ROWS, GRAPH = b"r", b"g"  # what the answer is; the content names its format
DATA = b"d"  # the next piece of it
END = b"e"  # that was all; the content is the most memory that the process has had, in bytes
SYNTAX, FAILED = b"s", b"f"  # no SPARQL, or it cannot be answered; the content says why
UNACCEPTABLE = b"n"  # no format was named for this kind of answer; the content is the kind
TOO_LARGE = b"l"  # the answer is longer than wanted

MEMORY = 8 * 1024**3  # bytes of address space; a query that needs more is ended
_PIECE = 64 * 1024  # bytes of an answer that are handed on at once


def main() -> None:
    """Reads tasks from standard input until it ends, and writes frames to standard output."""
    opening = json.loads(sys.stdin.buffer.readline())
    try:
        kept = ox.Store.read_only(opening["store"])
    except (OSError, ValueError) as error:
        _write(FAILED, str(error).encode())
        return
    _shut_in(opening["memory"])
    _write(OPENED)
    for line in sys.stdin.buffer:
        _answer(kept, json.loads(line))


class _Answer:
    """What a serializer writes to: pieces of the answer, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._buffer = bytearray()

    def write(self, data: Any) -> int:
        """Hand on what is long enough. Raises _TooLargeError."""
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError
        self._buffer += data
        if len(self._buffer) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand on the rest."""
        if self._buffer:
            _write(DATA, bytes(self._buffer))
            self._buffer.clear()


class _TooLargeError(Exception):
    """The answer has more bytes than the task allows."""


def _answer(kept: ox.Store, task: Mapping[str, Any]) -> None:
    """Frames for one query: its kind, its data, END; or an error, also in the midst of the data."""
    _limit_time(task["seconds"])
    try:
        _answered(kept, task)
    except SyntaxError as error:
        _write(SYNTAX, str(error).encode())
    except _TooLargeError:
        _write(TOO_LARGE)
    except (OSError, RuntimeError, ValueError) as error:
        _write(FAILED, str(error).encode())


def _answered(kept: ox.Store, task: Mapping[str, Any]) -> None:
    found = kept.query(task["query"], prefixes=task["prefixes"], **_dataset(task))
    is_graph = isinstance(found, ox.QueryTriples)
    kind, name = (GRAPH, task["graph"]) if is_graph else (ROWS, task["rows"])
    if not name:
        _write(UNACCEPTABLE, kind)
        return
    _write(kind, name.encode())
    out = _Answer(task["bytes"])
    forms: Any = ox.RdfFormat if is_graph else ox.QueryResultsFormat
    serialize: Callable[..., object] = found.serialize
    serialize(out, format=forms.from_extension(name))
    out.flush()
    _write(END, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024).encode())


def _dataset(task: Mapping[str, Any]) -> dict[str, Any]:
    """The graphs that the query is to be asked of, where the task names any (https://www.w3.org/TR/sparql11-protocol/#dataset)."""
    default, named = task.get("default", []), task.get("named", [])
    if not (default or named):
        return {}
    return {"default_graph": list(map(ox.NamedNode, default)), "named_graphs": list(map(ox.NamedNode, named))}


def _shut_in(memory: int) -> None:
    """No new file and no connection from here on, whatever a query says; the store has its files open."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, most))
    with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _limit_time(seconds: float) -> None:
    """The system ends the process when it has worked so long on this query, also if nobody else is left who would."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    threads = 4  # that the store may use at once
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + threads * seconds) + 2, most))


def _write(kind: bytes, content: bytes = b"") -> None:
    out: BinaryIO = sys.stdout.buffer
    out.write(kind + len(content).to_bytes(4, "big") + content)
    out.flush()


if __name__ == "__main__":
    main()
