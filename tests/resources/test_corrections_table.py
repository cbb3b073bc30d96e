"""The table of corrections as it is written: whole at every moment, and what was acknowledged is in it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import WORDS, examples

from kg.resources.corrections import Correction, Decision, change, digest, rows_of
from kg.resources.formulas import escaped, restored

STEPS = ("open", "fsync", "replace")  # calls of the system around which a process is killed
CHANGES = 9


def rows(number: int) -> list[Correction]:
    return [Correction(Decision.LABEL, f"name {one}", "=A1" * 50) for one in range(number)]


def _dying(call: Callable[..., Any], countdown: list[int]) -> Callable[..., Any]:
    def dying(*arguments: Any, **options: Any) -> Any:
        for work in (lambda: None, lambda: call(*arguments, **options)):
            result = work()
            countdown[0] -= 1
            if not countdown[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        return result

    return dying


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_change_that_was_acknowledged_survives_the_kill(tmp_path: Path) -> None:
    """A process is killed before and after each call that writes, at more than fifty points: the table is whole, as it was or as it
    was to be, and holds what had been said to be done.
    """
    points = 0
    for point in range(1, 1000):
        table = tmp_path / f"{point}.csv"
        told, tell = os.pipe()
        child = os.fork()
        if not child:  # the process that is killed
            countdown = [point]
            for name in STEPS:
                setattr(os, name, _dying(getattr(os, name), countdown))
            for number in range(1, CHANGES + 1):
                change(table, lambda _, number=number: rows(number))  # type: ignore[misc]
                os.write(tell, b".")
            os._exit(0)
        os.close(tell)
        acknowledged = 0
        while os.read(told, 1):
            acknowledged += 1
        os.close(told)
        _, status = os.waitpid(child, 0)
        found = rows_of(table)
        assert acknowledged <= len(found) <= acknowledged + 1
        assert digest(found) == digest(rows(len(found)))
        if os.WIFEXITED(status):
            assert acknowledged == CHANGES
            break
        points += 1
    assert points >= 50


def test_changes_do_not_get_lost(tmp_path: Path) -> None:
    """Each begins with what the one before it left; one that fails leaves it so."""
    table = tmp_path / "mine.csv"
    for number in range(5):
        change(table, lambda known, number=number: (*known, rows(number + 1)[-1]))  # type: ignore[misc]
    assert digest(rows_of(table)) == digest(rows(5))
    before = table.read_bytes()
    with pytest.raises(RuntimeError):
        change(table, _failing)
    assert table.read_bytes() == before


def _failing(_: tuple[Correction, ...]) -> list[Correction]:
    raise RuntimeError


@examples(200)
@given(WORDS)
def test_formulas_are_kept_from_spreadsheets(cell: str) -> None:
    """What is escaped begins no formula, and comes back as it was, however often."""
    once = escaped(cell)
    assert restored(once) == cell
    assert restored(restored(escaped(once))) == cell
    assert once[:1] not in ("=", "+", "-", "@")
