"""What the fuzzer of bytes runs holds on the files that it begins with; see `fuzz_bytes.py`."""

import logging
from pathlib import Path

import pytest
from fuzz_targets import TARGETS, beginnings

FOUND = sorted(Path(__file__).with_name("found").iterdir())  # what the fuzzer has found: the target, and what is odd


@pytest.mark.parametrize("target", TARGETS)
def test_first_bytes(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are some, and no target fails on them, on half of one, or on nothing."""
    monkeypatch.setattr(logging.root, "handlers", [])  # as where nobody has asked for logs
    found = list(beginnings(target))
    assert found
    for content in (*found, b"", found[0][: len(found[0]) // 2]):
        TARGETS[target](content)


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_what_was_found(path: Path) -> None:
    """No target fails any more on what it has failed on."""
    TARGETS[path.name.partition(".")[0]](path.read_bytes())


def test_a_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that asks another server is seen by the language, should the guard not see it."""
    monkeypatch.setattr("fuzz_targets.refuse_forbidden", lambda _: None)
    with pytest.raises(AssertionError):
        TARGETS["question"](b"SELECT * { ?a ?b 1SERVICE <http://news.invalid/> { ?s ?p ?o } }")
