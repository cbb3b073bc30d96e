"""One process of the pool: `python -m kg.corpus.worker DESCRIPTOR`. Started by `kg.corpus.pool`, which it serves over a socket.

It gets the settings and the budget, says when it is ready, then gets lists of tasks and answers each of their documents by itself, so
that the pool knows which one it was if the process dies. It ends when the pool hangs up; Ctrl-C, which the pool blocks, is not for it.
"""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection

from kg.corpus.reader import DocumentReader, limit_memory
from kg.errors import KGError


def main(descriptor: int) -> None:
    """Serves the pool at the other end of the socket."""
    pool = Connection(descriptor)
    try:
        settings, budget = pool.recv()
        try:
            reader = DocumentReader(settings)
            reader.prepare()
            limit_memory(budget)
            pool.send(None)
            while True:
                for task in pool.recv():
                    pool.send(reader.read(task, budget))
        except KGError as error:
            pool.send((type(error).__name__, error.what, error.where, error.hint))
    except (EOFError, OSError):
        pass  # the pool is gone


if __name__ == "__main__":
    main(int(sys.argv[1]))
