"""One process that reads: `python -m kg.corpus.worker DESCRIPTOR`, started by `kg.corpus.pool` with the settings and the budget."""

from __future__ import annotations

import sys
from collections.abc import Callable

from kg.corpus.kept import Budget
from kg.corpus.reader import DocumentReader, Made, Task, limit_memory
from kg.corpus.serving import serve
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


if __name__ == "__main__":
    main(int(sys.argv[1]))
