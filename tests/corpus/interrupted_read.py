"""Reading in two processes that gets Ctrl-C at a line of the pool: `interrupted_read.py LINE`, with the reader of fragile_worker.py.

Prints how many lines were run, and how many processes are left; LINE 0 interrupts nothing.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import psutil

from kg.corpus import pool
from kg.corpus.kept import Budget
from kg.corpus.reader import Task
from kg.model import Document
from kg.settings import Settings

ENDS = 30  # seconds in which a process that is told to end has ended


class Lines:
    """Counts lines of the pool, and sends the interrupt at one of them."""

    def __init__(self, last: int) -> None:
        self.last, self.run = last, 0

    def trace(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        """For `sys.settrace`."""
        if frame.f_code.co_filename != pool.__file__:
            return None
        if event == "line":
            self.run += 1
            if self.run == self.last:
                os.kill(os.getpid(), signal.SIGINT)
        return self.trace


def main(last: int) -> None:
    """Reads twenty documents, of which one ends its process."""
    tasks = [Task(bytes([number]), Document(str(number), f"word {number}")) for number in range(20)]
    tasks[7] = Task(b"x", Document("x", "die"))
    lines = Lines(last)
    with contextlib.suppress(KeyboardInterrupt):
        sys.settrace(lines.trace)
        try:
            with pool.Pool(Settings(), 2, Budget()) as readers:
                for _ in readers.answers(tasks):
                    pass
        finally:
            sys.settrace(None)
    gc.collect()
    _, alive = psutil.wait_procs(psutil.Process().children(recursive=True), timeout=ENDS)
    print(lines.run, len(alive))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell has it ignored
    pool.WORKER = "fragile_worker"
    main(int(sys.argv[1]))
