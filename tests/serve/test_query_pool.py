"""The processes that answer queries: no question can hurt another one, or the server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from graph_files import quads_folder
from strategies import SAMPLE

from kg.errors import QueryError
from kg.iri import Minter
from kg.serve.pool import BusyError, Limits, Pool, Question, SlowError

Result = TypeVar("Result")

PRODUCT = " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(9))
ENDLESS = Question(f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} }}")
SHORT = Question("ASK {}")
LONG = Question("SELECT * WHERE { ?a a ?b . ?c a ?d }", rows="tsv")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quads of the sample graph."""
    out = tmp_path_factory.mktemp("out")
    SAMPLE.graph().save(out)
    return quads_folder(out)


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

    return asyncio.run(run())


def test_a_question_without_end_is_killed_and_blocks_nobody(store: Path) -> None:
    """With one place in the quick lane, short questions are answered while a long one runs to its deadline."""

    async def work(pool: Pool) -> int:
        endless = asyncio.create_task(pool.answer(ENDLESS))
        answered = 0
        while not endless.done():
            with suppress(SlowError):  # as slow as that is the machine
                answered += b"true" in (await pool.answer(SHORT)).head
        with pytest.raises(SlowError, match="longer than 6 s"):
            await endless
        return answered

    assert within(store, Limits(seconds=6, blink=0.1, quick=1, slow=1), work) >= 1


def test_where_the_slow_lane_is_full_the_oldest_goes(store: Path) -> None:
    """Of two long questions with room for one, the first is told when to come again; the second runs to its deadline."""

    async def work(pool: Pool) -> list[object]:
        both = await asyncio.gather(pool.answer(ENDLESS), pool.answer(ENDLESS), return_exceptions=True)
        assert pool.counts["busy"] == 1
        assert pool.counts["killed"] == 1
        return list(both)

    found = within(store, Limits(seconds=4, blink=0.1, quick=2, slow=1), work)
    assert {type(item) for item in found} == {BusyError, SlowError}
    assert [item.seconds for item in found if isinstance(item, BusyError)] == [2]


def test_nobody_waits_in_a_queue_that_is_full(store: Path) -> None:
    """What may wait is bounded, too."""

    async def work(pool: Pool) -> int:
        found = await asyncio.gather(*(pool.answer(SHORT) for _ in range(8)), return_exceptions=True)
        assert all(isinstance(item, BusyError) or b"true" in item.head for item in found)  # type: ignore[union-attr]
        return sum(isinstance(item, BusyError) for item in found)

    assert within(store, Limits(quick=1, waiting=3, blink=5), work) > 0


def test_memory_and_length_are_bounded(store: Path) -> None:
    """An answer that is too long, and a question that needs too much memory, fail; the next question is answered."""
    sorted_ = Question(f"SELECT DISTINCT * WHERE {{ {PRODUCT} }} ORDER BY ?a0 ?b1")

    async def work(pool: Pool) -> bool:
        with pytest.raises(QueryError, match="more than 100,000 bytes"):
            await (await pool.answer(LONG)).all()
        with pytest.raises(QueryError, match="too much memory"):
            await pool.answer(sorted_)
        return b"true" in (await pool.answer(SHORT)).head

    assert within(store, Limits(seconds=6000, blink=100, bytes=100_000, memory=1024**3), work)


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

    whole = within(store, Limits(seconds=6000, blink=30), work)
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
