"""The processes that answer queries: no question can hurt another one, or the server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from graph_files import quads_folder
from strategies import SAMPLE

from kg.errors import QueryError
from kg.iri import Minter
from kg.serve.pool import Answer, BusyError, Limits, Pool, Question, SlowError

Result = TypeVar("Result")

PRODUCT = " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(9))
ENDLESS = Question(f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} }}")
SECONDS, BLINK = 1e6, 0.01  # of a clock that the tests move
SHORT = Question("ASK {}")
LONG = Question("SELECT * WHERE { ?a a ?b . ?c a ?d }", rows="tsv")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quads of the sample graph."""
    out = tmp_path_factory.mktemp("out")
    SAMPLE.graph().save(out)
    return quads_folder(out)


class Clock(asyncio.SelectorEventLoop):
    """A loop whose time stands still unless a test moves it: no deadline depends on how fast the machine is."""

    now = 0.0

    def time(self) -> float:
        """The time that all deadlines go by."""
        return self.now


async def until(happened: Callable[[], bool]) -> None:
    """Let blinks pass until something is so, with time for the processes to work in."""
    clock = asyncio.get_running_loop()
    assert isinstance(clock, Clock)
    while not happened():
        clock.now += BLINK
        await asyncio.to_thread(time.sleep, BLINK)


async def to_the_deadline(question: asyncio.Task[Answer]) -> object:
    """What becomes of a question that only the deadline ends."""
    clock = asyncio.get_running_loop()
    assert isinstance(clock, Clock)
    assert not question.done()
    clock.now += SECONDS
    return (await asyncio.gather(question, return_exceptions=True))[0]


def within(store: Path, limits: Limits, work: Callable[[Pool], Awaitable[Result]]) -> Result:
    """What `work` returns of a pool; afterwards no process is left that has anything to do."""

    async def run() -> Result:
        pool = Pool(store, Minter().prefixes(), limits)
        await pool.open()
        try:
            found = await work(pool)
            assert pool.load == {"waiting": 0, "quick": 0, "slow": 0}
            return found
        finally:
            await pool.close()

    with asyncio.Runner(loop_factory=Clock) as runner:
        return runner.run(run())


def test_a_question_without_end_is_killed_and_blocks_nobody(store: Path) -> None:
    """With one place in the quick lane, short questions are answered while a long one runs to its deadline."""

    async def work(pool: Pool) -> None:
        endless = asyncio.create_task(pool.answer(ENDLESS))
        await until(lambda: pool.load["slow"] == 1)
        for _ in range(3):
            assert b"true" in (await pool.answer(SHORT)).head
        found = await to_the_deadline(endless)
        assert isinstance(found, SlowError)
        assert "longer than 1e+06 s" in str(found)
        assert pool.counts["killed"] == 1

    within(store, Limits(seconds=SECONDS, blink=BLINK, quick=1, slow=1), work)


def test_who_gets_no_time_of_the_processor_is_not_slow(store: Path) -> None:
    """However many blinks pass by the clock, a question leaves the quick lane only for what it has used."""

    async def work(pool: Pool) -> None:
        for taken in pool._idle:
            taken.worked = lambda: 0.0  # type: ignore[method-assign]
        endless = asyncio.create_task(pool.answer(ENDLESS))
        await until(lambda: asyncio.get_running_loop().time() > 50 * BLINK)
        assert pool.load == {"waiting": 0, "quick": 1, "slow": 0}
        assert isinstance(await to_the_deadline(endless), SlowError)

    within(store, Limits(seconds=SECONDS, blink=BLINK, quick=1), work)


def test_where_the_slow_lane_is_full_the_oldest_goes(store: Path) -> None:
    """Of two long questions with room for one, the first is told when to come again; the second runs to its deadline."""

    async def work(pool: Pool) -> None:
        first = asyncio.create_task(pool.answer(ENDLESS))
        await until(lambda: pool.load["slow"] == 1)
        second = asyncio.create_task(pool.answer(ENDLESS))
        with pytest.raises(BusyError) as busy:
            await asyncio.gather(first, until(first.done))
        assert busy.value.seconds == SECONDS / 2
        assert isinstance(await to_the_deadline(second), SlowError)
        assert (pool.counts["busy"], pool.counts["killed"]) == (1, 1)

    within(store, Limits(seconds=SECONDS, blink=BLINK, quick=2, slow=1), work)


def test_nobody_waits_in_a_queue_that_is_full(store: Path) -> None:
    """What may wait is bounded, too: of eight at once one is answered, three wait."""

    async def work(pool: Pool) -> None:
        found = await asyncio.gather(*(pool.answer(SHORT) for _ in range(8)), return_exceptions=True)
        assert [isinstance(item, BusyError) for item in found] == [False] * 4 + [True] * 4
        assert all(b"true" in item.head for item in found if isinstance(item, Answer))

    within(store, Limits(quick=1, waiting=3), work)


def test_memory_and_length_are_bounded(store: Path) -> None:
    """An answer that is too long, and a question that needs too much memory, fail; the next question is answered."""
    sorted_ = Question(f"SELECT DISTINCT * WHERE {{ {PRODUCT} }} ORDER BY ?a0 ?b1")

    async def work(pool: Pool) -> bool:
        with pytest.raises(QueryError, match="more than 100,000 bytes"):
            await (await pool.answer(LONG)).all()
        with pytest.raises(QueryError, match="too much memory"):
            await pool.answer(sorted_)
        return b"true" in (await pool.answer(SHORT)).head

    assert within(store, Limits(bytes=100_000, memory=1024**3), work)


def test_a_long_answer_comes_in_pieces(store: Path) -> None:
    """It is the same as in one piece, and who does not want the rest gives the process back."""

    async def work(pool: Pool) -> bytes:
        answer = await pool.answer(LONG)
        assert answer.rest is not None
        whole = await answer.all()
        unwanted = await pool.answer(LONG)
        assert pool.load["slow"] == 1
        unwanted.discard()
        return whole

    whole = within(store, Limits(), work)
    assert len(whole) > 500_000
    lines = whole.splitlines()
    assert lines[0] == b"?a\t?b\t?c\t?d"
    assert len(set(lines)) == len(lines)
    assert len(lines) - 1 == round((len(lines) - 1) ** 0.5) ** 2, "the rows are a square"


def test_a_process_that_has_died_is_replaced(store: Path) -> None:
    """A crash costs one question, if any."""

    async def work(pool: Pool) -> bool:
        for taken in pool._idle:
            taken.kill()
            taken.usable = True
            await taken.gone()
        with pytest.raises(QueryError):
            await pool.answer(SHORT)
        return b"true" in (await pool.answer(SHORT)).head

    assert within(store, Limits(quick=1), work)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    """The error says so, and the queue is not blocked."""

    async def work(pool: Pool) -> None:
        for _ in range(3):
            with pytest.raises(QueryError, match="could not be answered"):
                await pool.answer(SHORT)

    within(tmp_path / "none", Limits(quick=1), work)
