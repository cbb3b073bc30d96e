"""Several processes that work on documents. What one does cannot hurt another: the one that dies takes one document with it, at worst.

Processes are started as `python -m kg.corpus.worker`, not by `multiprocessing`, which would run the script of whoever calls `kg.build` a
second time in each of them; and a socket each tells which document a process was reading when it died.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, Self, TypeVar

from kg import errors
from kg.corpus.kept import Budget, Reading
from kg.corpus.reader import Made, Task
from kg.errors import KGError, ModelError
from kg.settings import Settings

WORKER = "kg.corpus.worker"
BATCH = 8  # documents that a process gets at once
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


class Keyed(Protocol):
    """What says which document it is of."""

    @property
    def key(self) -> bytes:
        """Its digest."""


Job = TypeVar("Job", bound=Keyed)
Answer = TypeVar("Answer", bound=Keyed)


@dataclass(eq=False)
class _Worker:
    """A process, our end of the socket, and what it has not answered yet."""

    process: subprocess.Popen[bytes]
    line: Connection
    tasks: deque[Any] = field(default_factory=deque)
    made: list[Any] = field(default_factory=list)
    ready: bool = False

    @classmethod
    def start(cls, module: str, first: object) -> _Worker:
        ours, theirs = socket.socketpair()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with theirs:
            process = subprocess.Popen(  # noqa: S603  # this Python and a module of ours
                [sys.executable, "-m", module, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment | dict.fromkeys(_ONE_THREAD, "1"),
            )
        line = Connection(ours.detach())
        line.send(first)
        return cls(process, line)

    def give(self, batch: list[Any]) -> None:
        """Has it work on a batch; that it has died is heard later."""
        self.tasks.extend(batch)
        with contextlib.suppress(OSError):
            self.line.send(batch)

    def end(self) -> int:
        """Its exit status."""
        self.line.close()
        self.process.kill()
        return self.process.wait()


class Processes(Generic[Job, Answer]):
    """`jobs` processes that run `module` (see `kg.corpus.serving`) and get `first` before all tasks; use it as a context, so that none
    is left. Of a task that two of them died of, `lost` makes the answer, with the reason.
    """

    def __init__(self, module: str, first: object, jobs: int, lost: Callable[[Job, str], Answer]) -> None:
        self._module, self._first, self._jobs, self._lost = module, first, jobs, lost
        self._workers: list[_Worker] = []
        self._waiting: deque[Job] = deque()
        self._suspects: deque[Job] = deque()  # a process died of each, once
        self._deaths: set[bytes] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def answers(self, tasks: Iterable[Job]) -> Iterator[list[Answer]]:
        """What is made of the documents, a finished batch at a time, in no order. Raises the KGError of a process that cannot begin."""
        source = iter(tasks)
        while self._hand_out(source):
            for line in wait([worker.line for worker in self._workers]):
                worker = next(worker for worker in self._workers if worker.line is line)
                self._hear(worker)
                if worker.made and not worker.tasks:
                    yield worker.made
                    worker.made = []

    def _hand_out(self, source: Iterator[Job]) -> bool:
        """Gives every process that has none some documents; False when all are done."""
        self._waiting.extend(islice(source, max(0, self._jobs * BATCH - len(self._waiting))))
        if not (self._waiting or self._suspects or any(worker.tasks for worker in self._workers)):
            return False
        while len(self._workers) < self._jobs:
            with _interrupts_wait():
                self._workers.append(_Worker.start(self._module, self._first))
        for worker in self._workers:
            if worker.ready and not worker.tasks:
                few = [self._suspects.popleft()] if self._suspects else []
                batch = few or [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
                worker.give(batch)
        return True

    def _hear(self, worker: _Worker) -> None:
        """The document that a process is done with, or that it died of."""
        try:
            said = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if said is None:
            worker.ready = True
        elif not hasattr(said, "key"):
            raise _error(*said)
        else:
            worker.tasks.popleft()
            worker.made.append(said)

    def _bury(self, worker: _Worker) -> None:
        """A process has died: its document gets a second try, by itself; what it had not begun is for others."""
        self._workers.remove(worker)
        status = worker.end()
        if not worker.ready:
            raise ModelError(
                f"a process of {self._module} {_ended(status)}", hint="is there enough memory? try --jobs 1"
            )
        if not worker.tasks:
            return
        suspect, *others = worker.tasks
        worker.tasks.clear()
        self._waiting.extend(others)
        if suspect.key not in self._deaths:
            self._deaths.add(suspect.key)
            self._suspects.append(suspect)
        else:
            worker.made.append(self._lost(suspect, f"the process that read it {_ended(status)}, twice"))


class Pool(Processes[Task, Made]):
    """Processes that read."""

    def __init__(self, settings: Settings, jobs: int, budget: Budget) -> None:
        super().__init__(WORKER, (replace(settings, threads=1), budget), jobs, _unread)


def _unread(task: Task, reason: str) -> Made:
    return Made(task.key, Reading(failed=reason))


@contextlib.contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C takes effect after the block. A process that is started in it never gets it, as it inherits what is blocked."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ended(status: int) -> str:
    try:
        return f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
    except ValueError:
        return f"was ended by signal {-status}"


def _error(name: str, what: str, where: str, hint: str) -> KGError:
    kind: type[KGError] = getattr(errors, name)
    return kind(what, where=where, hint=hint)
