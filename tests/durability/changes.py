"""Four changes of a graph (build, add, remove, correct), of the documents of tests/cases as their pinned parses read them.

Run as `python changes.py TEXTS`, it makes changes in children of its own: a line of JSON on standard input names the change, the folder
of the graph, at which file operation the child kills itself (-1 for none) and the most bytes that a file may have (0 for any number);
the answer is a line of JSON: how the child ended, how many operations it did, and the kind and the words of the error that it met.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))
from test_kept import CORRECTION, PARSES, Stub, files

from kg import pipeline
from kg.corpus import reader
from kg.knowledge_graph import KnowledgeGraph
from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Gazetteer
from kg.resources.ontology import Ontology
from kg.settings import Settings

__all__ = ["CHANGES", "Operations", "begin", "change", "files", "made", "stubbed", "write_texts"]

NAMES = tuple(f"{name}.txt" for name in sorted(PARSES))
TABLE = "corrections.csv"
_NOT_READ = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_OPERATIONS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "sqlite3.connect"}


def write_texts(folder: Path) -> None:
    """The documents and a table of corrections."""
    folder.mkdir()
    (folder / TABLE).write_text(CORRECTION, "utf-8")
    for name, parse in PARSES.items():
        (folder / f"{name}.txt").write_text(parse.text, "utf-8")


def begin(texts: Path, out: Path) -> None:
    """The graph before each change: of the first two documents."""
    pipeline.build([texts / name for name in NAMES[:2]], out, Settings())


def _build(texts: Path, out: Path) -> None:
    pipeline.build([texts / name for name in NAMES], out, Settings())


def _add(texts: Path, out: Path) -> None:
    pipeline.add([texts / NAMES[2]], out, Settings())


def _remove(_: Path, out: Path) -> None:
    pipeline.remove([NAMES[0]], out, Settings())


def _correct(texts: Path, out: Path) -> None:
    pipeline.build([texts / name for name in NAMES[:2]], out, Settings(corrections=(texts / TABLE,)))


CHANGES: dict[str, Callable[[Path, Path], None]] = {
    "build": _build,
    "add": _add,
    "remove": _remove,
    "correct": _correct,
}


def change(name: str, texts: Path, out: Path) -> None:
    """Makes the change of this name."""
    CHANGES[name](texts, out)


@contextlib.contextmanager
def stubbed() -> Iterator[None]:
    """Documents are read by their pinned parses, tables are loaded once, and the page is short."""
    with (
        patch.object(reader, "load", lambda *_: None),
        patch.object(reader, "parser", Stub().parser),
        patch.object(Gazetteer, "load", cache(Gazetteer.load)),
        patch.object(Ontology, "load", cache(Ontology.load)),
        patch.object(KnowledgeGraph, "to_html", lambda self: f"<p>{len(self.claims)}</p>"),
    ):
        yield


class Operations:
    """Counts the file operations of this process from now on, and ends it with SIGKILL before one of them."""

    def __init__(self, last: int) -> None:
        self.last, self.done = last, 0
        self._synced = os.fsync
        os.fsync = self._sync  # type: ignore[assignment]  # of handles alone; what is synced is seen by no audit hook
        sys.addaudithook(self._hear)

    def _sync(self, handle: int) -> None:
        self._count()
        self._synced(handle)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _OPERATIONS or (event == "open" and (arguments[2] or 0) & _NOT_READ):
            self._count()

    def _count(self) -> None:
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.done += 1


def _in_child(task: dict[str, Any], texts: Path, answer: int) -> None:
    """Makes the change in this process, and writes what came of it to the handle `answer`."""
    if task["largest"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (task["largest"], task["largest"]))
    operations, failed = Operations(task["last"]), ["", ""]
    try:
        change(task["change"], texts, Path(task["out"]))
    except Exception as error:  # which one it is, the test judges
        failed = [type(error).__name__, str(error)]
    os.write(answer, json.dumps({"operations": operations.done, "failed": failed}).encode())


def made(work: Callable[[int], None]) -> dict[str, Any]:
    """What a child says that does some work with a handle to write its answer to, and whether it was killed."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(write)
        finally:
            os._exit(0)
    os.close(write)
    with open(read, "rb") as said:
        lines = said.read().splitlines()
    _, status = os.waitpid(child, 0)
    answers: dict[str, Any] = json.loads(lines[-1] if lines else b"{}")
    return {"killed": os.WIFSIGNALED(status)} | answers


def answers(child: Callable[[dict[str, Any], Path, int], None], texts: Path) -> None:
    """Answers tasks until standard input ends, each by a `child` of its own. No store is opened here: its threads would be missing in the
    children."""
    with stubbed():
        Gazetteer.load(None, (), ENGLISH)
        Ontology.load(())
        for line in sys.stdin:
            print(json.dumps(made(partial(child, json.loads(line), texts))), flush=True)


if __name__ == "__main__":
    answers(_in_child, Path(sys.argv[1]))
