"""One process that reads: `python -m kg.corpus.worker DESCRIPTOR`. Started by `kg.corpus.pool`, which it serves over a socket.

A process of a pool gets what it needs to begin, here the settings and the budget, says when it is ready, then gets lists of tasks and
answers each by itself, so that the pool knows which one it was if the process dies. It ends when the pool hangs up; Ctrl-C, which the
pool blocks, is not for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kg.corpus.kept import Budget
from kg.corpus.reader import DocumentReader, Made, Task, limit_memory
from kg.errors import KGError
from kg.settings import Settings


def main(descriptor: int) -> None:
    """Reads documents for the pool at the other end of the socket."""
    serve(descriptor, _reader)


def _reader(start: tuple[Settings, Budget]) -> Callable[[Task], Made]:
    settings, budget = start
    reader = DocumentReader(settings)
    reader.prepare()
    limit_memory(budget)
    return lambda task: reader.read(task, budget)


def serve(descriptor: int, prepare: Callable[[Any], Callable[[Any], object]]) -> None:
    """Serves the pool at the other end of the socket: `prepare` makes what answers a task of what the pool says first."""
    pool = Connection(descriptor)
    try:
        try:
            answer = prepare(pool.recv())
            pool.send(None)
            while True:
                for task in pool.recv():
                    pool.send(answer(task))
        except KGError as error:
            pool.send((type(error).__name__, error.what, error.where, error.hint))
    except (EOFError, OSError):
        pass  # the pool is gone


if __name__ == "__main__":
    main(int(sys.argv[1]))
