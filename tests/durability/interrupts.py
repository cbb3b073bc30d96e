"""Changes, a question and a server that get Ctrl-C at a line of the modules that hold locks, files and processes.

Run as `python interrupts.py TEXTS`, it works in children of its own: a line of JSON on standard input names the work, the folder of the
graph and at which line the child interrupts itself (-1 for none); the answer is a line of JSON: how many lines it ran, how many of the
processes that it started are left, and the kind of the error that it met.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from opcode import opmap
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.request import urlopen

import psutil
from changes import CHANGES, answers

import kg
from kg.query.engine import run
from kg.serve.app import Options
from kg.serve.listen import listen

ENDS = 30  # seconds in which a process that is told to end has ended
QUESTION = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s"
_NOTHING = opmap["NOP"]  # no signal is heard there, and what is raised there by a tracer meets no `finally`
_PACKAGE = os.path.dirname(kg.__file__)
_HOLDING = tuple(
    os.path.join(_PACKAGE, name) for name in ("corpus", "graph", "query", "serve", "pipeline", "knowledge_graph")
)


class Lines:
    """Counts the different lines that this thread runs in those modules, and sends the interrupt when it comes to one of them."""

    def __init__(self, last: int) -> None:
        self.last, self.sent = last, False
        self._seen: set[tuple[str, int]] = set()

    @property
    def run(self) -> int:
        """How many there were."""
        return len(self._seen)

    def trace(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        """For `sys.settrace`."""
        if not frame.f_code.co_filename.startswith(_HOLDING):
            return None
        place = frame.f_code.co_filename, frame.f_lineno
        if event == "line" and place not in self._seen and frame.f_code.co_code[frame.f_lasti] != _NOTHING:
            self._seen.add(place)
            if self.run == self.last + 1:
                self.interrupt()
        return self.trace

    def interrupt(self) -> None:
        """Ctrl-C, once."""
        if not self.sent:
            self.sent = True
            os.kill(os.getpid(), signal.SIGINT)


def _ask(_: Path, out: Path, lines: Lines) -> None:
    run(out, QUESTION, "csv")


def _serve(_: Path, out: Path, lines: Lines) -> None:
    """Serve the page and a question, then end as by Ctrl-C."""

    def use(address: str) -> None:
        place = address.split()[0]
        try:
            for path in ("", "sparql?query=ASK%7B%7D"):
                urlopen(place + path, timeout=ENDS).read()
        except OSError:
            pass  # it has ended before
        finally:
            lines.interrupt()

    listen(out, Options(), "127.0.0.1", 0, lambda said: threading.Thread(target=use, args=(said,), daemon=True).start())


def _changing(name: str) -> Callable[[Path, Path, Lines], None]:
    return lambda texts, out, lines: CHANGES[name](texts, out)


WORKS: dict[str, Callable[[Path, Path, Lines], None]] = {
    **{name: _changing(name) for name in CHANGES},
    "ask": _ask,
    "serve": _serve,
}


def _in_child(task: dict[str, Any], texts: Path, answer: int) -> None:
    """Does the work in this process, and writes what came of it to the handle `answer`."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell has it ignored
    lines, failed = Lines(task["line"]), ""
    try:
        sys.settrace(lines.trace)
        try:
            WORKS[task["work"]](texts, Path(task["out"]), lines)
        finally:
            sys.settrace(None)
    except BaseException as error:
        failed = type(error).__name__
        del error
    gc.collect()
    _, alive = psutil.wait_procs(psutil.Process().children(recursive=True), timeout=ENDS)
    os.write(answer, json.dumps({"lines": lines.run, "left": len(alive), "failed": failed}).encode())


if __name__ == "__main__":
    answers(_in_child, Path(sys.argv[1]))
