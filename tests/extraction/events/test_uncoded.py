"""Acts of no class: who does something to whom, on the pinned parses of the examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import read

from kg.extraction import ClauseIndex, extract_clauses, uncoded
from kg.model import Extract, PoliticalEvent
from kg.parse import Parse

PARSES = Path(__file__).parents[2] / "examples" / "parses"


def acts_of(parse: Parse) -> tuple[Extract, list[PoliticalEvent]]:
    """All that a document says, and its acts of no class."""
    index = ClauseIndex(parse)
    found = extract_clauses(index)
    return found, list(uncoded(index, found.propositions, found.political_events))


def pairs(page: str, name: str) -> list[tuple[str, str, str]]:
    """Word, actor and recipient of the acts of no class in an example."""
    _, acts = acts_of(read(PARSES / f"{page}.conllu")[name])
    return [
        (act.head.text, act.actor.span.text, act.recipient.span.text) for act in acts if act.actor and act.recipient
    ]


@pytest.mark.parametrize(
    ("page", "example", "expected"),
    [
        ("attribution", "nobody-named/6", [("bribed", "The firm", "the judge")]),
        ("chains", "what-is-done/3", []),  # "resumed exporting gas to" has a class
        (
            "event_nouns",
            "not-so/1",
            [("fear", "Leaders", "a Chinese invasion of Taiwan"), ("invasion", "Chinese", "Taiwan")],
        ),
        ("passive", "named-or-chosen/1", []),  # who is elected is no actor
        ("linking", "a-noun-with-its-owner/3", []),  # to be a capital is no act
        ("passive", "in-headlines/2", [("arrested", "they", "The judge")]),
    ],
)
def test_acts_of_no_class(page: str, example: str, expected: list[tuple[str, str, str]]) -> None:
    """Both must be somebody, or something of somebody's; who is acted on is never the actor."""
    assert pairs(page, example) == expected


def test_the_pair_of_an_event_is_not_told_twice() -> None:
    """ "Nkomo asked Chad to return the tanks": the coder has the two already."""
    for docs in (read(path) for path in sorted(PARSES.glob("*.conllu"))):
        for doc in docs.values():
            found, acts = acts_of(doc)
            events = found.political_events
            spans = {(one.actor.span, one.recipient.span) for one in events if one.actor and one.recipient}
            assert not spans & {(act.actor.span, act.recipient.span) for act in acts if act.actor and act.recipient}
