"""A process of a pool, which it serves over a socket (see `kg.corpus.pool`).

It gets what it needs to begin, says when it is ready, then gets lists of tasks and answers each by itself, so that the pool knows which one
it was if the process dies. It ends when the pool hangs up; Ctrl-C, which the pool blocks, is not for it.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import KGError


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
