"""Every promise of the README, of SECURITY.md and of ARCHITECTURE.md has tests, and these exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = {
    node.name
    for path in (ROOT / "tests").rglob("test_*.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def promises() -> dict[str, list[str]]:
    """The rows of the table: a promise, and the names of its tests."""
    section = page("ARCHITECTURE.md").partition("\n## Promises\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (?!promise |---)(.+?) \| (.+?) \|$", section, re.MULTILINE)
    return {promise: re.findall(r"`(\w+)`", tests) for promise, tests in rows}


PROMISES = promises()


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_has_its_tests(promise: str) -> None:
    """Each names tests, and there are tests of these names."""
    assert PROMISES[promise]
    assert [name for name in PROMISES[promise] if name not in TESTS] == []


def sentences(text: str) -> Iterator[str]:
    """The sentences in bold of a numbered or plain list, one by one, in small letters."""
    for bold in re.findall(r"^(?:\d\.|-) \*\*(.+?)\*\*", text, re.MULTILINE | re.DOTALL):
        yield from (part.strip().lower() for part in re.split(r"[.,]", bold) if part.strip())


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md"])
def test_what_is_promised_is_in_the_table(name: str) -> None:
    """No page promises what the table does not know."""
    known = " ".join(PROMISES).lower()
    found = [*sentences(page(name))]
    assert len(found) >= 4
    assert [one for one in found if one not in known] == []


def test_the_checks_can_fail() -> None:
    """A promise without a test, or one that only a page makes, would be seen."""
    assert "test_that_is_not_there" not in TESTS
    assert [*sentences("1. **No rain, ever.** It is dry.\n- **Sun.** Warm.")] == ["no rain", "ever", "sun"]
