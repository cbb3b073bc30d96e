"""Every pair that a sentence relates, on pinned parses."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import read

from kg.extraction import ClauseIndex, extract_clauses, relations

DOC = read(Path(__file__).parent / "relations.conllu")["relations"]
INDEX = ClauseIndex(DOC)
FOUND = relations(INDEX, extract_clauses(INDEX).propositions)
LINES = [f"{one.head.text} | {one.words} | {one.tail.text}" for one in FOUND]


@pytest.mark.parametrize(
    "line",
    [
        "Envoys | from | Chile",
        "Envoys from Chile | met | the minister in Lima",
        "Peru | did not send to | Aleppo",
        "14 doctors | did not send to | Homs",
        "doctors | number | 14",
        "Norway | praised | shelters in Jordan",
        "shelters | in | Jordan",
        "Red Cross | is | RC",
        "nurses | trained near | Kassala",
        "Egypt's allies | including | Sudan",
        "allies | of | Egypt",
    ],
)
def test_pairs(line: str) -> None:
    """Arguments of one predicate, split where they are coordinated, and nouns with what hangs on them."""
    assert line in LINES


def test_ends_do_not_overlap_and_lie_in_the_text() -> None:
    """A phrase is not related to a part of itself; each pair stands once, in text order."""
    assert all(one.head.end <= one.tail.start or one.tail.end <= one.head.start for one in FOUND)
    assert all(DOC.text[span.start : span.end] == span.text for one in FOUND for span in (one.head, one.tail))
    assert len(LINES) == len(set(LINES))
    assert [one.head for one in FOUND] == sorted(one.head for one in FOUND)


def test_clauses_and_times_are_no_ends() -> None:
    """What the minister said is no thing that he is related to."""
    assert not any("said" in line for line in LINES)
