"""Definite descriptions: what they take up again, and where they stay open."""

from __future__ import annotations

import pytest
from build import Reading

SAME = [
    ("[A new resolution|n] passed. [The resolution|n] binds all.", "A new resolution", "The resolution"),
    ("[Ten [Cuban|NORP] ships|ns] came. [The ships|ns] left.", "Ten Cuban ships", "The ships"),
    ("[Rudo District Hospital|FAC] is full. [The hospital|n] closed.", "Rudo District Hospital", "The hospital"),
    ("[University of Varo|ORG] teaches. [The university|n] grew.", "University of Varo", "The university"),
    ("[Zork|ORG] grew. [Globex|ORG], [a state-run airline|n], fell. [The airline|n] closed.", "Globex", "The airline"),
    ("[Varo bridge|n] falls\n\n[A bridge|n] fell on Monday. [The bridge|n] was old.", "Varo bridge", "The bridge"),
    (
        "[A plane|n] came. [A plane|n] fell. They met and ate. Nobody was hurt. [A plane|n] rose. [The plane|n] left.",
        "A plane#3",
        "The plane",
    ),
]


@pytest.mark.parametrize(("text", "before", "after"), SAME)
def test_takes_up(text: str, before: str, after: str) -> None:
    """The one thing that the noun, the words and the names of a description fit is meant."""
    clauses = ["Globex > be > a state-run airline +apposition"] if "Globex" in text else []
    reading = Reading([text], [clauses])
    assert reading.entity(after) is not None
    assert reading.entity(after) == reading.entity(before)


APART = [
    ("[A plane|n] met [a plane|n]. [The plane|n] left.", ("A plane", "a plane"), "The plane", "it could be 'plane'"),
    ("[The old treaty|n] fell. [The new treaty|n] holds.", ("The old treaty",), "The new treaty", "not named"),
    ("[Every treaty|n] ends. [The treaty|n] holds.", ("Every treaty",), "The treaty", "not named"),
    ("[The first debate|n] was held. [The final debate|n] is near.", ("The first debate",), "The final debate", ""),
    ("[A ship|n] sank. [The ships|ns] left.", ("A ship",), "The ships", "not named"),
    ("[Varo Union|ORG] met [Rudo Union|ORG]. [The union|n] grew.", ("Varo Union", "Rudo Union"), "The union", ""),
    ("[Varo Union|ORG] sued [the union|n].", ("Varo Union",), "the union", ""),
    ("[Ten people|ns] fled. [At least five people|ns] died.", ("Ten people",), "At least five people", "not named"),
    ("[The union|n] shut. [Varo Union|ORG] grew.", ("Varo Union",), "The union", "not named"),
    ("[Swedish|NORP] goods sell. [The young [Swede|NORP]|n] won.", ("Swedish",), "The young Swede", "not named"),
    ("[Mister [America|GPE]|n] opens. [America|GPE] waits.", ("America",), "Mister America", ""),
]


@pytest.mark.parametrize(("text", "others", "phrase", "reason"), APART)
def test_stays_a_thing_of_its_own(text: str, others: tuple[str, ...], phrase: str, reason: str) -> None:
    """What fits two, or does not fit, is another thing; the reason names those in question."""
    reading = Reading([text], [["Varo Union > sue > the union"] if "sued" in text else []])
    assert all(reading.entity(phrase) != reading.entity(other) for other in others)
    assert reason in reading.reason(phrase)


IN_HEADLINE = [
    (
        "Team plans [world premiere|n]\n\n[Its world premiere|n] is here. [The premiere|n] is on Monday.",
        "world premiere",
        "The premiere",
    ),
    ("Quake hurts [25 people|ns]\n\nIt hurt [at least 25 people|ns] on Monday.", "25 people", "at least 25 people"),
    ("[Blast|n] hurts two\n\n[An explosion|n] hurt two on Monday.", "Blast", "An explosion"),
    ("Premier signs [decree|n]\n\nShe signed [a government decree|n] on Monday.", "decree", "a government decree"),
    (
        "[[U.S.|GPE] troops|ns] left. [The [United States|GPE] troops|ns] had come.",
        "U.S. troops",
        "The United States troops",
    ),
]


@pytest.mark.parametrize(("text", "before", "after"), IN_HEADLINE)
def test_is_brought_up_anew(text: str, before: str, after: str) -> None:
    """The lead may say more than the headline, whose it is, or about how many; names count by what they denote."""
    reading = Reading([text])
    assert reading.entity(before) is not None
    assert reading.entity(after) == reading.entity(before)


def test_another_number_is_another_thing() -> None:
    """What is counted otherwise in the lead is not what the headline counts."""
    reading = Reading(["Quake hurts [25 people|ns]\n\nIt hurt [30 people|ns] on Monday."])
    assert reading.entity("25 people") != reading.entity("30 people")


BY_ANOTHER_NOUN = [
    (
        "[Rudo bridge crash|n]\n\n[Two men|ns] died on Monday. [The incident|n] shut [the road|n].",
        "Rudo bridge crash",
        "The incident",
    ),
    (
        "[An airstrike|n] hit [Rudo|GPE]. It rained. He ate. She slept. They left. [The strike|n] hurt many.",
        "An airstrike",
        "The strike",
    ),
    ("[The Varo Protection Act|WORK_OF_ART] passed. [The law|n] bans [nets|ns].", "The Varo Protection Act", "The law"),
    (
        "[The previous law|n] let [them|p] fish. [The Varo Act|WORK_OF_ART] bans it. [The law|n] holds.",
        "The Varo Act",
        "The law",
    ),
    ("[Hamas|ORG] met [a man|n]. [The group|n] left.", "Hamas", "The group"),
    ("[New curbs|ns] and [new rules|ns] came. [The regulations|ns] bind all.", "new rules", "The regulations"),
]


@pytest.mark.parametrize(("text", "before", "after"), BY_ANOTHER_NOUN)
def test_takes_up_by_another_noun(text: str, before: str, after: str) -> None:
    """A noun stands for what another one has brought up: its kind ("a crash", "the incident"), the end of a compound."""
    reading = Reading([text])
    assert reading.entity(before) is not None
    assert reading.entity(after) == reading.entity(before)


NOT_BY_ANOTHER_NOUN = [
    ("He lit [fire|n]. [The incident|n] shut [the road|n].", ("fire",), "The incident"),
    ("[A crash|n] and [a shooting|n] hurt many. [The incident|n] shut it.", ("A crash", "a shooting"), "The incident"),
    (
        "[A crash|n] hurt many. It rained. He ate. She slept. He left. We met. [The incident|n] shut it.",
        ("A crash",),
        "The incident",
    ),
    ("[A crash|n] hurt many. [The bus|n] burnt.", ("A crash",), "The bus"),
    ("[A crash|n] hurt many. [The sea incident|n] shut it.", ("A crash",), "The sea incident"),
]


@pytest.mark.parametrize(("text", "others", "phrase"), NOT_BY_ANOTHER_NOUN)
def test_stays_apart_by_another_noun(text: str, others: tuple[str, ...], phrase: str) -> None:
    """Two that fit, what is long past, mass nouns and further words keep a description a thing of its own."""
    reading = Reading([text])
    assert all(reading.entity(phrase) != reading.entity(other) for other in others)
