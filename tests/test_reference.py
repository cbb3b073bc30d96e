"""The reference page tells what the docstrings tell."""

import re

from reference import PAGE, page

import kg


def test_the_page_is_up_to_date() -> None:
    """It is what `python -m tests.reference` prints."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_everything_public_is_on_the_page() -> None:
    """Functions, types, and what a graph can do, each with a line of words; no address in memory."""
    text = page()
    assert all(f"### kg.{name}" in text or f"## kg.{name}" in text for name in {*kg.__all__, *kg._HOMES})
    assert {"graph.query", "graph.to_pandas", "graph.facts", "graph.save"} <= set(re.findall(r"^### (\S+)", text, re.M))
    assert " at 0x" not in text
    assert [
        name for name, words in re.findall(r"^### (\S+)\n\n```python\n.*\n```\n\n(.*)$", text, re.M) if not words
    ] == []
