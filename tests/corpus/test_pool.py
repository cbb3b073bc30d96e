"""The processes that read: nothing that one document does to its process costs another document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.corpus import pool
from kg.corpus.kept import UNLIMITED, Budget, Reading
from kg.corpus.pool import Pool
from kg.corpus.reader import Task
from kg.errors import ModelError
from kg.model import Document
from kg.settings import Settings

LINES = 300  # of the pool, which reading twenty documents runs


@pytest.fixture(autouse=True)
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes do what the documents say."""
    monkeypatch.setattr(pool, "WORKER", "fragile_worker")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def read(
    texts: list[str], jobs: int = 2, budget: Budget = UNLIMITED, settings: Settings | None = None
) -> list[Reading]:
    """What the pool makes of texts, in their order."""
    tasks = [Task(str(number).encode(), Document(str(number), text)) for number, text in enumerate(texts)]
    with Pool(settings or Settings(), jobs, budget) as processes:
        found = {made.key: made.reading for batch in processes.answers(tasks) for made in batch}
    assert len(found) == len(texts)
    return [found[task.key] for task in tasks]


def test_every_document_is_read_once() -> None:
    """More documents than a few batches come back, each with what was made of it."""
    texts = [f"text {number}" for number in range(61)]
    assert [made.extract for made in read(texts, jobs=3)] == [text.encode() for text in texts]


def test_no_document_needs_no_process() -> None:
    """Nothing to read starts nothing."""
    with Pool(Settings(), 2, UNLIMITED) as processes:
        assert list(processes.answers([])) == []
        assert processes._workers == []


def test_a_process_that_dies_costs_its_document_alone() -> None:
    """The document is named with the signal after a second try; those of its batch are read."""
    made = read(["one", "die", "two", "die", *("more " * 20).split()])
    assert [item.failed for item in made[:4]] == [
        "",
        *["the process that read it was ended by SIGKILL, twice", ""] * 2,
    ][:4]
    assert all(item.extract == b"more" for item in made[4:])


def test_a_second_try_can_succeed(tmp_path: Path) -> None:
    """A process that was ended once, by a lack of memory of the machine, say, costs nothing but a retry."""
    made = read(["one", f"stumble {tmp_path / 'stone'}", "two"])
    assert [item.failed for item in made] == ["", "", ""]


def test_what_takes_too_long_is_rejected() -> None:
    """Seconds of the processor are counted for each document by itself."""
    made = read(["one", "loop", "two"], jobs=1, budget=Budget(seconds=1))
    assert [item.failed for item in made] == ["", "reading it takes more than 1 seconds", ""]


def test_what_takes_too_much_memory_is_rejected() -> None:
    """The process lives on, the document is named."""
    made = read(["one", "hoard", "two"], jobs=1, budget=Budget(megabytes=200))
    assert [item.failed for item in made] == ["", "reading it takes more than 200 MB", ""]


def test_a_document_that_the_rules_break_on_is_rejected() -> None:
    """With the kind of the error, for whoever mends the rules."""
    made = read(["break", "two"])
    assert [item.failed for item in made] == ["it cannot be read: RecursionError: too deep", ""]


def test_what_no_document_can_be_read_without_ends_all() -> None:
    """A model that is missing is one error, as it is without processes."""
    with pytest.raises(ModelError, match=r"none: there is no such model \(take another\)"):
        read(["one", "two"], settings=Settings(model="none"))


def test_a_process_that_cannot_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not started again and again."""
    monkeypatch.setattr(pool, "WORKER", "no_such_module")
    with pytest.raises(ModelError, match="a process of no_such_module ended with status 1"):
        read(["one"])


def test_an_interrupt_at_any_line_leaves_no_process(request: pytest.FixtureRequest) -> None:
    """Ctrl-C at lines of the pool spread over a reading (`--points N` of them): every process that it started ends."""
    points = request.config.getoption("--points")
    for line in (1 + LINES * point // points for point in range(points)):
        told = subprocess.run(
            [sys.executable, "interrupted_read.py", str(line)],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, f"interrupted at line {line}: {told.stderr}"
        run, left = map(int, told.stdout.split())
        assert run >= line
        assert left == 0, f"interrupted at line {line}"
