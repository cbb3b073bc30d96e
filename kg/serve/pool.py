"""Processes that answer queries over one store, so that a slow question never blocks a fast one.

Every question begins in the quick lane. One that needs longer than a blink leaves it, with its process and at the lowest
priority, for the slow lane; there it is ended when its time is up. Engines cannot stop a query by themselves at all places, so
the process is killed and another one started. Where the slow lane is full, what is longest in it is ended; where too many wait,
`BusyError` says so at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.query import process, worker
from kg.query.process import failure, too_slow, unanswered
from kg.serve.processes import Worker, Zygote

_HEAD = 256 * 1024  # bytes of an answer that are awaited before it begins to be sent


class BusyError(Exception):
    """Too many questions are being answered; ask again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


class SlowError(QueryError):
    """The time of a question is up."""


class UnacceptableError(Exception):
    """No format that the client takes fits this kind of answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may use. `seconds` in all, `blink` of the processor's in the quick lane; `bytes` and `rows` of an answer, `memory`
    of a process; how many questions may be in each lane, and how many may wait for the first.
    """

    seconds: float = 10.0
    blink: float = (
        0.01  # a question about one thing needs a tenth of it; ten hostile ones a second leave nine tenths of a core
    )
    bytes: int = 256 * 1024**2
    rows: int = 1_000_000
    memory: int = 2 * 1024**3
    quick: int = 4 + (os.cpu_count() or 1)
    slow: int = 8
    waiting: int = 64

    def of_answer(self) -> process.Limits:
        """Those of one answer."""
        return process.Limits(self.seconds, self.rows, self.bytes)


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the endings of the formats for rows and for a graph, "" where the client takes none.

    `default` and `named` are IRIs of graphs, all empty for the dataset as it is.
    """

    query: str
    rows: str = "json"
    graph: str = "ttl"
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(slots=True)
class Answer:
    """What a question found: the ending of its format, the bytes, and whether they are all that there is."""

    format: str
    is_graph: bool
    head: bytes
    rest: AsyncIterator[bytes] | None = None
    discard: Callable[[], None] = lambda: None  # to be called when nobody wants the rest, or at its end

    async def all(self) -> bytes:
        """The whole answer. Raises QueryError when the rest fails."""
        return self.head if self.rest is None else self.head + b"".join([piece async for piece in self.rest])


@dataclass
class Pool:
    """The processes of one store. `counts` says what became of questions: answered, refused, slow, killed, busy."""

    store: Path
    prefixes: Mapping[str, str]
    limits: Limits = field(default_factory=Limits)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._lane = asyncio.Semaphore(self.limits.quick)
        self._zygote: Zygote | None = None
        self._forking = asyncio.Lock()
        self._idle: list[Worker] = []
        self._waiting = self._quick = 0
        self._slow: list[_Run] = []
        self._starting: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    async def open(self) -> None:
        """Start the processes of the quick lane."""
        await asyncio.gather(*(self._start_spare() for _ in range(self.limits.quick)))

    async def close(self) -> None:
        """End the processes that have nothing to do; the others end with their question."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        while self._idle:
            self._kill(self._idle.pop())
        await asyncio.gather(*self._ending)
        await self._retire()

    @property
    def load(self) -> dict[str, int]:
        """How many questions wait, and how many are in each lane."""
        return {"waiting": self._waiting, "quick": self._quick, "slow": len(self._slow)}

    async def answer(self, question: Question) -> Answer:
        """The answer, complete or at least begun. Raises QueryError, UnacceptableError, BusyError."""
        run = _Run(self, question, asyncio.get_running_loop().time() + self.limits.seconds)
        try:
            answer = await run.begin()
        except BaseException:
            run.end(complete=False)
            self.counts["refused"] += 1
            raise
        self.counts["answered"] += 1
        return answer

    async def take(self) -> Worker:
        """A process of the quick lane, when it is this question's turn. Raises BusyError when too many wait."""
        if self._waiting >= self.limits.waiting:
            self.counts["busy"] += 1
            raise BusyError(1)
        self._waiting += 1
        try:
            await self._lane.acquire()
        finally:
            self._waiting -= 1
        self._quick += 1
        try:
            taken = self._idle.pop() if self._idle else await self._start()
        except BaseException:
            self._leave_quick()
            raise
        return taken

    def move_to_slow(self, run: _Run, taken: Worker) -> None:
        """Make room in the quick lane. When the slow one is full, what is longest in it has to go: whoever needs but a little more
        than a blink is answered, however many never end.
        """
        if len(self._slow) >= self.limits.slow:
            self.counts["busy"] += 1
            self._slow[0].turn_out()
        self.counts["slow"] += 1
        self._slow.append(run)
        taken.slow_down()
        self._leave_quick()

    def remove_slow(self, run: _Run) -> None:
        """It is not in the slow lane any more."""
        if run in self._slow:
            self._slow.remove(run)

    def give_back(self, run: _Run, taken: Worker) -> None:
        """Take a process back from a question, or end it."""
        keep = taken.usable and not self._closed and len(self._idle) < self.limits.quick
        if keep:
            self._idle.append(taken)
        else:
            self._kill(taken)
        if run.is_slow:
            self.remove_slow(run)
        else:
            self._leave_quick()
        if self._closed:
            _remember(self._ending, self._retire())

    async def _retire(self) -> None:
        """The process that forks is ended with the last question."""
        if self._zygote is not None and not (self._quick or self._slow):
            zygote, self._zygote = self._zygote, None
            await zygote.close()

    def _leave_quick(self) -> None:
        self._lane.release()
        self._quick -= 1
        if not self._closed and self._quick + len(self._idle) + len(self._starting) < self.limits.quick:
            _remember(self._starting, self._start_spare())

    def _kill(self, taken: Worker) -> None:
        taken.kill()
        _remember(self._ending, taken.gone())

    async def _start_spare(self) -> None:
        with contextlib.suppress(QueryError, OSError):  # the next question will say so
            self._idle.append(await self._start())

    async def _start(self) -> Worker:
        """A further process. Raises QueryError when there can be none."""
        for _ in range(2):  # the process that forks may have died
            zygote = await self._forks()
            try:
                started, (kind, content) = await Worker.start(zygote, self.store, self.limits.memory)
            except OSError:
                if self._zygote is zygote:
                    self._zygote = None
                    _remember(self._ending, zygote.close())
                continue
            if kind == worker.OPENED:
                return started
            self._kill(started)
            raise failure(kind, content, "", self.limits.of_answer())
        raise unanswered("no process could be started")

    async def _forks(self) -> Zygote:
        async with self._forking:
            if self._zygote is None:
                self._zygote = await Zygote.start()
            return self._zygote


def _remember(tasks: set[asyncio.Task[None]], work: Coroutine[None, None, None]) -> None:
    """Begin some work, and keep it from being forgotten before it is done."""
    task = asyncio.get_running_loop().create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


@dataclass(eq=False)
class _Run:
    """One question on its way."""

    pool: Pool
    question: Question
    deadline: float
    _taken: Worker | None = None
    is_slow: bool = False
    _turned_out: bool = False

    async def begin(self) -> Answer:
        """The answer, or its beginning."""
        async with self._in_time():
            taken = self._taken = await self.pool.take()
        asked = asyncio.create_task(self._head(taken))
        try:
            async with self._in_time():
                if not await self._in_a_blink(asked, taken):
                    self._go_slow(taken)
                format, is_graph, head, complete = await asked
        finally:
            asked.cancel()
        if complete:
            self.end(complete=True)
            return Answer(format, is_graph, head)
        if not self.is_slow:
            self._go_slow(taken)
        return Answer(format, is_graph, head, self._rest(taken), partial(self.end, complete=False))

    async def _in_a_blink(self, asked: asyncio.Task[Any], taken: Worker) -> bool:
        """Whether the question is answered before it has had a blink of the processor, however long it waits for that: by the
        clock a busy machine would make all questions slow, and end their processes.
        """
        blink = self.pool.limits.blink
        while not (done := (await asyncio.wait({asked}, timeout=blink))[0]) and taken.worked() < blink:
            pass
        return bool(done)

    def end(self, *, complete: bool) -> None:
        """Give the process back, once; one that has more to say is killed."""
        if self._taken is not None:
            taken, self._taken = self._taken, None
            if not complete:
                taken.kill()
            self.pool.give_back(self, taken)

    def _go_slow(self, taken: Worker) -> None:
        self.pool.move_to_slow(self, taken)
        self.is_slow = True

    def turn_out(self) -> None:
        """End it, to make room."""
        self._turned_out = True
        self.pool.remove_slow(self)
        if self._taken is not None:
            self._taken.kill()

    def _failure(self, kind: bytes, content: bytes) -> Exception:
        if self._turned_out:
            return BusyError(max(1, round(self.pool.limits.seconds / 2)))
        return failure(kind, content, self.question.query, self.pool.limits.of_answer())

    async def _head(self, taken: Worker) -> tuple[str, bool, bytes, bool]:
        """Format and kind of the answer, its first bytes, and whether these are all."""
        asked, limits = self.question, self.pool.limits.of_answer()
        dataset = {"default": asked.default, "named": asked.named}
        await taken.tell(process.task(asked.query, self.pool.prefixes, asked.rows, asked.graph, limits, **dataset))
        kind, content = await taken.hear()
        if kind == worker.UNACCEPTABLE:
            self.end(complete=True)
            raise UnacceptableError("a graph" if content == worker.GRAPH else "rows")
        if kind not in (worker.ROWS, worker.GRAPH):
            self.end(complete=taken.usable)
            raise self._failure(kind, content)
        format, is_graph = content.decode(), kind == worker.GRAPH
        head = bytearray()
        async for piece in self._pieces(taken):
            head += piece
            if len(head) >= _HEAD:
                return format, is_graph, bytes(head), False
        return format, is_graph, bytes(head), True

    async def _pieces(self, taken: Worker) -> AsyncIterator[bytes]:
        while (frame := await taken.hear())[0] == worker.DATA:
            yield frame[1]
        kind, content = frame
        if kind != worker.END:
            self.end(complete=taken.usable)
            raise self._failure(kind, content)
        if int(content) > self.pool.limits.memory // 4:
            taken.usable = False  # what a process once had, it does not give back

    async def _rest(self, taken: Worker) -> AsyncIterator[bytes]:
        complete = False
        try:
            pieces = self._pieces(taken)
            while True:
                async with self._in_time():
                    piece = await anext(pieces, b"")
                if not piece:
                    break
                yield piece
            complete = True
        finally:
            self.end(complete=complete)

    @contextlib.asynccontextmanager
    async def _in_time(self) -> AsyncIterator[None]:
        """Raises QueryError when the time of the question is up."""
        try:
            async with asyncio.timeout_at(self.deadline):
                yield
        except TimeoutError as error:
            self.pool.counts["killed"] += 1
            told = too_slow(self.pool.limits.seconds)
            raise SlowError(told.what, hint=told.hint) from error
