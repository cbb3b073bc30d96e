"""The events of sentences, on pinned parses: events.csv has what a careful coder would write, events.conllu the parses.

To add a sentence: a row with an id of its own, and its parse (`python -m tests.parses "..."`, corrected by hand) under that id.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from parses import read

from kg.extraction import extract
from kg.extraction.events.algebra import CLASSES
from kg.lang.en import events as words

HERE = Path(__file__).parent
with (HERE / "events.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
DOCS = read(HERE / "events.conllu")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_event(row: dict[str, str]) -> None:
    """One event with its class, its actor and its recipient, and no other; none where the table has no class."""
    doc = DOCS[row["id"]]
    assert doc.text == row["sentence"]
    found = [
        (event.root, event.actor.span.text if event.actor else "", event.recipient.span.text if event.recipient else "")
        for event in extract(doc).political_events
    ]
    assert found == ([(row["class"], row["actor"], row["recipient"])] if row["class"] else [])


def test_the_table_is_complete() -> None:
    """Every row has its parse and the other way round; every class has sentences."""
    assert len(ROWS) == 283
    assert [row["id"] for row in ROWS] == list(DOCS)
    counts = {root: sum(row["class"] == root for row in ROWS) for root in CLASSES}
    assert min(counts.values()) >= 4, counts


def test_spans_are_of_the_text() -> None:
    """Each phrase stands where it says."""
    for name, doc in DOCS.items():
        for event in extract(doc).political_events:
            for span in (event.head, *(end.span for end in (event.actor, event.recipient) if end is not None)):
                assert span.document_id == name
                assert doc.text[span.start : span.end] == span.text


def test_a_group_says_its_nouns_once() -> None:
    """No pattern names a noun that a group of the same class and verb holds, and no group is without a use."""
    groups = {name: set(nouns.split()) for name, nouns in words.GROUPS.items()}
    twice, used = [], set()
    for patterns in words.VERBS.values():
        pairs = {tuple(pattern.split("_")) for pattern in patterns.split() if pattern.count("_") == 1}
        held = {(verb, noun) for verb, group in pairs if group[0] == "@" for noun in groups[group[1:]]}
        twice += sorted(pairs & held)
        used |= {part[1:] for pattern in patterns.split() for part in pattern.split("_") if part.startswith("@")}
    assert not twice
    assert used == set(groups)
