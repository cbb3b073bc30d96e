"""One question in a process of its own (`worker.py`), with limits on time, rows and bytes that hold to the last byte."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import QueryError
from kg.query import worker

GRAMMAR = "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE; see https://www.w3.org/TR/sparql11-query/"
COMMAND = (sys.executable, "-P", worker.__file__)  # -P: modules of its folder must not hide those of Python
_SIMPLER = "add a LIMIT, or make it simpler"
_LONGEST = 10_000_000.0  # seconds; what the timers of all systems can hold
_PIECE = 1 << 16  # bytes
_STACK_FULL = -11  # ended by SIGSEGV: the parser of queries goes down a level for each bracket


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take: seconds from the question to its last byte, rows or triples, bytes.

    Raises QueryError when `seconds` is no time.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    bytes: int = 256 * 1024**2

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= _LONGEST:  # not so for NaN
            raise QueryError(f"{self.seconds:g} s is no time for a query", hint=f"more than 0, at most {_LONGEST:g}")


def opening(folder: Path, memory: int = worker.MEMORY) -> bytes:
    """The line that a worker begins with."""
    return _line({"store": str(folder), "memory": memory})


def task(
    query: str, prefixes: Mapping[str, str], rows: str, graph: str, limits: Limits, **dataset: tuple[str, ...]
) -> bytes:
    """The line that asks a worker a question. `rows` and `graph` are formats, "" for none."""
    bounds = {"seconds": limits.seconds, "bytes": limits.bytes, "most_rows": limits.rows}
    return _line({"query": query, "prefixes": dict(prefixes), "rows": rows, "graph": graph, **bounds, **dataset})


def _line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value).encode() + b"\n"


@contextmanager
def answering(
    folder: Path, query: str, prefixes: Mapping[str, str], format: str, limits: Limits
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The kind of the answer ("lines", "rows" or "graph", see `worker.py`) and its bytes, piece by piece.

    Raises QueryError, also while the pieces come. The process is ended with the context.
    """
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors) as process,  # noqa: S603
    ):
        late = threading.Event()
        timer = threading.Timer(limits.seconds, _end, (process, late))
        timer.daemon = True
        timer.start()
        try:
            running = _Running(process, errors, late, limits, query)
            asked = opening(folder) + task(query, prefixes, format, "nt", limits)
            yield running.kind(asked), running.pieces()
        finally:
            timer.cancel()
            process.kill()


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


@dataclass(frozen=True, slots=True)
class _Running:
    """A worker at work."""

    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    late: threading.Event
    limits: Limits
    query: str

    def kind(self, asked: bytes) -> str:
        """Gives the worker its task, and waits for the kind of its answer. Raises QueryError when there will be none."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(asked)
            self.process.stdin.flush()  # it stays open: the worker ends when it is closed
        except BrokenPipeError:
            raise self._dead() from None
        kind, content = self._hear()
        if kind == worker.OPENED:
            kind, content = self._hear()
        if kind not in (worker.ROWS, worker.GRAPH):
            raise failure(kind, content, self.query, self.limits)
        if kind == worker.GRAPH:
            return "graph"
        return worker.LINES if content.decode() == worker.LINES else "rows"

    def pieces(self) -> Iterator[bytes]:
        """The answer; raises QueryError when it does not end within the limits."""
        while (frame := self._hear())[0] == worker.DATA:
            yield frame[1]
        if frame[0] != worker.END:
            raise failure(*frame, self.query, self.limits)

    def _hear(self) -> tuple[bytes, bytes]:
        """The next frame. Raises QueryError when the worker has died."""
        assert self.process.stdout is not None
        head = self.process.stdout.read(5)
        content = self.process.stdout.read(int.from_bytes(head[1:], "big")) if len(head) == 5 else b""
        if len(head) < 5 or len(content) < int.from_bytes(head[1:], "big"):
            raise self._dead()
        return head[:1], content

    def _dead(self) -> QueryError:
        status = self.process.wait()
        if self.late.is_set():
            return too_slow(self.limits.seconds)
        self.errors.seek(0)
        said = self.errors.read(_PIECE).decode("utf-8", "replace")
        deep = status == _STACK_FULL or "overflowed its stack" in said
        return unanswered("it is nested too deeply") if deep else failure(b"", b"", self.query, self.limits)


def failure(kind: bytes, content: bytes, query: str, limits: Limits) -> QueryError:
    """The error that the last frame of a worker stands for; b"" when it ended without one."""
    if kind == worker.SYNTAX:
        return syntax_error(content.decode(), query)
    if kind == worker.TOO_LARGE:
        return QueryError(f"the answer has more than {limits.bytes:,} bytes", hint="add a LIMIT")
    if kind == worker.TOO_MANY:
        return QueryError(f"the answer has more than {limits.rows:,} rows", hint="add a LIMIT")
    return unanswered(content.decode() if kind == worker.FAILED else "it needed too much memory")


def too_slow(seconds: float) -> QueryError:
    """The error of a query whose time is up."""
    hint = "add a LIMIT, or give more triples of the pattern"
    return QueryError(f"the query took longer than {seconds:g} s", hint=hint)


def unanswered(reason: str) -> QueryError:
    """The error of a query that the store gave up."""
    return QueryError(f"the query could not be answered: {reason}", hint=_SIMPLER)


def syntax_error(message: str, query: str) -> QueryError:
    """Oxigraph's "error at line:column: expected ..." in words, with the place in the query."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return QueryError(f"not valid SPARQL: {message}", hint=GRAMMAR)
    line, column, expected = int(found[1]), int(found[2]), found[3]
    where = f"line {line}, column {column}"
    text = query.split("\n")[line - 1]
    before, after = text[: column - 1], text[column - 1 :].strip()
    if "Prefix not found" in expected:
        name = _last_prefix(before)
        return QueryError(f"the prefix {name} is not declared", where=where, hint="declare it with PREFIX")
    words = re.findall(r'"[^"]+"|\b[A-Z]{2,}\b', expected)[:8]
    hint = GRAMMAR if words in ([], ["CONSTRUCT"]) else f"there could stand {', '.join(words)}"
    place = f"before {after[:40]!r}" if after else "here it ends too early"
    return QueryError(f"not valid SPARQL: {place}", where=where, hint=hint)


def _last_prefix(text: str) -> str:
    """The last name before a colon, with it; looked for from the end, in linear time."""
    backwards = text[: text.rfind(":") + 1][::-1]
    found = re.match(r":?[\w.-]*+", backwards)
    return found[0][::-1] if found else ""
