"""Answers SPARQL queries over one store, alone in its process; who runs it ends it when a query's time is up.

It imports nothing of kg, so that it starts in a few hundredths of a second. Tasks come as JSON, a line each: first
`{"store": folder, "memory": bytes}`, then queries. What it answers are frames: a letter, the length in four bytes, the content.

    worker.py         one worker, over standard input and output
    worker.py fork    a process with all modules loaded that forks a worker, within milliseconds, for each socket that it is given
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from itertools import islice
from typing import IO, Any

import pyoxigraph as ox

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

OPENED = b"o"  # the store is open
ROWS, GRAPH = b"r", b"g"  # what the answer is; the content names its format
DATA = b"d"  # the next piece of it
END = b"e"  # that was all; the content is the most memory that the process has had, in bytes
SYNTAX, FAILED = b"s", b"f"  # no SPARQL, or it cannot be answered; the content says why
UNACCEPTABLE = b"n"  # no format was named for this kind of answer; the content is the kind
TOO_LARGE, TOO_MANY = b"l", b"m"  # the answer has more bytes, or rows, than wanted

LINES = "lines"  # a format of rows: names of variables, then a JSON array a row; a cell is null or [kind, value]
MEMORY = 8 * 1024**3  # bytes of address space; a query that needs more is ended
FORK, KILL, SLOW = b"f", b"k", b"s"  # what can be asked of the process that forks, each with a number of eight bytes
MESSAGE = 9  # bytes of one
_LOWEST = 19  # priority of a slow query within its session
_TENTH = 10  # priority of that session: a tenth of the time of another one, since it is to end on a busy machine, too
_THREADS = 4  # that the store may use at once
_PIECE = 64 * 1024  # bytes of an answer that are handed on at once
_KINDS = {ox.NamedNode: "iri", ox.BlankNode: "blank"}
# What stands at every row in the formats of Oxigraph, and in no value, where it is escaped; and how often besides.
_MARKS = {"json": (b'},{"', -1), "xml": (b"<result>", 0), "csv": (b"\r\n", 1), "tsv": (b"\n", 1), LINES: (b"\n", 1)}


class Worker:
    """Reads tasks from one stream and writes frames to another."""

    def __init__(self, tasks: IO[bytes], out: IO[bytes]) -> None:
        self._tasks, self._out = tasks, out
        self._waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def run(self) -> None:
        """Answer until nobody asks any more; then the process ends, whatever it does."""
        opening = json.loads(self._tasks.readline())
        try:
            kept = ox.Store.read_only(opening["store"])
        except (OSError, ValueError) as error:
            self.write(FAILED, str(error).encode("utf-8", "replace"))
            return
        threading.Thread(target=self._listen, daemon=True).start()
        _shut_in(opening["memory"])
        self.write(OPENED)
        while True:
            self._answer(kept, json.loads(self._waiting.get()))

    def _listen(self) -> None:
        while line := self._tasks.readline():
            self._waiting.put(line)
        os._exit(0)  # whoever asked is gone

    def _answer(self, kept: ox.Store, task: Mapping[str, Any]) -> None:
        """Frames for one query: its kind, its data, END; or an error, also in the midst of the data."""
        _limit_time(task["seconds"])
        try:
            self._answered(kept, task)
        except SyntaxError as error:
            self.write(SYNTAX, str(error).encode("utf-8", "replace"))
        except _TooMuchError as error:
            self.write(error.kind)
        except (OSError, RuntimeError, ValueError) as error:
            self.write(FAILED, str(error).encode("utf-8", "replace"))

    def _answered(self, kept: ox.Store, task: Mapping[str, Any]) -> None:
        found = kept.query(task["query"], prefixes=task["prefixes"], **_dataset(task))
        is_graph = isinstance(found, ox.QueryTriples)
        kind, name = (GRAPH, task["graph"]) if is_graph else (ROWS, task["rows"])
        if not name:
            self.write(UNACCEPTABLE, kind)
            return
        self.write(kind, name.encode())
        out = _Answer(self, task["bytes"], task["most_rows"], *((b"", 0) if is_graph else _MARKS[name]))
        if isinstance(found, ox.QueryTriples):
            ox.serialize(islice(found, task["most_rows"]), out, ox.RdfFormat.from_extension(name))  # type: ignore[arg-type]
            if next(found, None) is not None:
                raise _TooMuchError(TOO_MANY)
        elif name == LINES:
            _write_lines(found, out)
        else:
            serialize: Callable[..., object] = found.serialize
            serialize(out, format=ox.QueryResultsFormat.from_extension(name))
        out.flush()
        self.write(END, str(_peak()).encode())

    def write(self, kind: bytes, content: bytes = b"") -> None:
        """One frame."""
        self._out.write(kind + len(content).to_bytes(4, "big") + content)
        self._out.flush()


class _TooMuchError(Exception):
    """The answer has more than the task allows."""

    def __init__(self, kind: bytes) -> None:
        self.kind = kind
        super().__init__(kind)


class _Answer:
    """What a serializer writes to: pieces of the answer, up to a number of bytes, and of rows where these have a mark."""

    def __init__(self, worker: Worker, most: int, rows: int, mark: bytes, besides: int) -> None:
        self._worker, self._left, self._rows, self._mark = worker, most, rows + besides, mark
        self._buffer, self._end = bytearray(), b""

    def write(self, data: Any) -> int:
        """Hand on what is long enough. Raises _TooMuchError."""
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuchError(TOO_LARGE)
        if self._mark:
            seen = self._end + bytes(data)
            self._rows -= seen.count(self._mark)
            self._end = seen[max(0, len(seen) - len(self._mark) + 1) :]  # a mark may be cut by the end
            if self._rows < 0:
                raise _TooMuchError(TOO_MANY)
        self._buffer += data
        if len(self._buffer) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand on the rest."""
        if self._buffer:
            self._worker.write(DATA, bytes(self._buffer))
            self._buffer.clear()


def _write_lines(found: Any, out: _Answer) -> None:
    if isinstance(found, ox.QueryBoolean):
        out.write(b"true\n" if found else b"false\n")
        return
    out.write(json.dumps([variable.value for variable in found.variables]).encode() + b"\n")
    for row in found:
        out.write(json.dumps([_cell(term) for term in row]).encode() + b"\n")


def _cell(term: Any) -> tuple[str, str] | None:
    return None if term is None else (_KINDS.get(type(term), "text"), getattr(term, "value", None) or str(term))


def _dataset(task: Mapping[str, Any]) -> dict[str, Any]:
    """The graphs that the query is to be asked of, where the task names any (https://www.w3.org/TR/sparql11-protocol/#dataset)."""
    default, named = task.get("default", []), task.get("named", [])
    if not (default or named):
        return {}
    return {"default_graph": list(map(ox.NamedNode, default)), "named_graphs": list(map(ox.NamedNode, named))}


# ---- limits


def _shut_in(memory: int) -> None:
    """No new file and no connection from here on, whatever a query says; the store has its files open."""
    if resource is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, most))
    with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _limit_time(seconds: float) -> None:
    """The system ends the process when it has worked so long on this query, also if nobody else is left who would."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OverflowError):  # more seconds than the system can count
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + _THREADS * seconds) + 2, most))


def _peak() -> int:
    return 0 if resource is None else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# ---- the process that forks


def fork_on_demand(control: socket.socket) -> None:
    """Fork a worker for each socket that comes; slow one down or end it when that is asked, and all when nobody is left who asks."""
    children: set[int] = set()
    crowding: set[int] = set()  # slow ones whose session still has its full share
    while True:
        message, sockets, _, _ = socket.recv_fds(control, MESSAGE, 1)
        if not message:
            break
        if message[:1] == FORK:
            pid = os.fork()
            if not pid:
                control.close()
                _run_over(sockets[0])
            os.close(sockets[0])
            children.add(pid)
            control.sendall(pid.to_bytes(8, "big"))
        elif (pid := int.from_bytes(message[1:], "big")) in children:
            if message[:1] == KILL:
                _end(pid)
                crowding.discard(pid)
                _has_share(pid, 0)  # else it would take long to die on a busy machine, with all its memory
            else:
                _slow_down(pid)
                crowding.add(pid)
        children -= _ended(children)
        crowding = {pid for pid in crowding & children if not _has_share(pid, _TENTH)}
    for pid in children:
        _end(pid)


def _run_over(descriptor: int) -> None:
    try:
        os.setsid()  # Linux shares time out by sessions before priorities: what this one uses is not to be lacking to the server
        connection = socket.socket(fileno=descriptor)
        Worker(connection.makefile("rb"), connection.makefile("wb")).run()
    finally:
        os._exit(1)  # whatever happened: it must not go on as the one that forks


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)  # it is a child that was not waited for: the number is still its own


def _slow_down(pid: int) -> None:
    """Let every other process go first, for ever: there is no way back."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, pid, _LOWEST)
        os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))  # on Linux


def _has_share(pid: int, niceness: int) -> bool:
    """Give a session its share of the processor (https://man7.org/linux/man-pages/man7/sched.7.html, "The autogroup feature"). False where
    it has to be asked again: the system takes but ten such wishes a second.
    """
    try:
        with open(f"/proc/{pid}/autogroup", "w") as share:
            share.write(str(niceness))
    except BlockingIOError:
        return False
    except OSError:
        pass  # there are no such shares here
    return True


def _ended(children: set[int]) -> set[int]:
    return {pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]}


if __name__ == "__main__":
    if sys.argv[1:] == ["fork"]:
        with socket.socket(fileno=0) as given:
            fork_on_demand(given)
    else:
        Worker(sys.stdin.buffer, sys.stdout.buffer).run()
    os._exit(0)  # not by way of the thread that listens
