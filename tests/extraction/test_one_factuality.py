"""How far something is so has one answer: everyone who asks it of a sentence gets the same.

one_factuality.csv has sentences with a word that names an attack or a membership, its polarity and modality, and who says it;
one_factuality.conllu their parses. Those who ask are propositions, events, pairs of a user's ontology and the coder of political events.
To add a sentence: a row with an id of its own, and its parse (`python -m tests.parses "..."`, corrected by hand) under that id.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from parses import read

from kg.extraction import Aligner, binary, extract
from kg.lang.en import ENGLISH
from kg.model import Attribution, Extract, Modality, Polarity
from kg.resources.profiles import profiles

HERE = Path(__file__).parent
with (HERE / "one_factuality.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
DOCS = read(HERE / "one_factuality.conllu")
TURTLE = """
@prefix : <https://mine.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Country a owl:Class ; rdfs:label "country" .
:Human a owl:Class ; rdfs:label "human" .
:Club a owl:Class ; rdfs:label "organization" .
:attack a owl:ObjectProperty ; rdfs:label "attack" ; rdfs:domain :Country ; rdfs:range :Country .
:member a owl:ObjectProperty ; rdfs:label "member of" ; rdfs:domain :Human ; rdfs:range :Club .
"""
UNNAMED = "(unnamed)"
# "tried to attack", "reportedly attacked": PLOVER counts an attempt and hearsay as an assault, a claim of it is planned or open
ATTEMPTS = frozenset({"16", "60"})

Answer = tuple[str, ...]  # polarity, modality, and who says it where that is known
User = Callable[[Extract, str], Iterable[Answer]]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Extract]:
    """All that the sentence of a row says, also in terms of a user's ontology."""
    path = tmp_path_factory.mktemp("own") / "mine.ttl"
    path.write_text(TURTLE, "utf-8")
    aligner = Aligner(profiles([path]), ENGLISH)
    return cache(lambda name: extract(DOCS[name], aligner))


def source(attribution: tuple[Attribution, ...]) -> str:
    """Who says it, the innermost first; "-" for the document itself."""
    return " < ".join(one.source.span.text if one.source else UNNAMED for one in attribution) or "-"


def propositions(found: Extract, word: str) -> Iterable[Answer]:
    """What the clauses, nouns and descriptions say whose head is the word, with every argument."""
    for proposition in found.propositions:
        if proposition.predicate.head is not None and proposition.predicate.head.text == word:
            for one in binary(proposition, ENGLISH):
                yield one.polarity, one.modality, source(one.attribution)


def events(found: Extract, word: str) -> Iterable[Answer]:
    """How far the word is so, whoever says it."""
    return ((event.polarity, event.modality) for event in found.events if event.head.text == word)


def pairs(found: Extract, word: str) -> Iterable[Answer]:
    """How far the two are in that relation."""
    return ((one.polarity, one.modality, source(one.attribution)) for one in found.aligned)


# who has nothing to say of a sentence: descriptions name no events, and a pair needs two that are known by name
SILENT: dict[User, Callable[[dict[str, str]], bool]] = {
    propositions: lambda row: False,
    events: lambda row: row["sentence"].startswith("Moro, "),
    pairs: lambda row: row["sentence"].startswith("No") and "Peru" not in row["sentence"],
}


@pytest.mark.parametrize("user", SILENT, ids=lambda user: user.__name__)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']}-{row['sentence']}")
def test_everyone_gets_the_same_answer(row: dict[str, str], user: User, said: Callable[[str], Extract]) -> None:
    """Polarity, modality and source of a sentence do not depend on who asks."""
    answers = set(user(said(row["id"]), row["word"]))
    expected = (row["polarity"], row["modality"], row["source"])
    assert answers == (set() if SILENT[user](row) else {expected[: len(next(iter(answers), expected))]})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']}-{row['sentence']}")
def test_the_class_of_a_political_event_follows(row: dict[str, str], said: Callable[[str], Extract]) -> None:
    """The class holds what factuality says: an assault is one that is affirmed and actual, was tried, or is hearsay."""
    assert [event.root for event in said(row["id"]).political_events] == [row["class"]] * bool(row["class"])
    if row["class"] == "ASSAULT" and row["id"] not in ATTEMPTS:
        assert (row["polarity"], row["modality"]) == (Polarity.AFFIRMED, Modality.ACTUAL)


def test_the_table_is_complete() -> None:
    """Every row has its parse and the other way round, and every polarity and modality has sentences."""
    assert {row["id"]: row["sentence"] for row in ROWS} == {name: doc.text for name, doc in DOCS.items()}
    assert len(ROWS) == 84
    assert {row["polarity"] for row in ROWS} == set(Polarity)
    assert {row["modality"] for row in ROWS} == set(Modality)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']}-{row['sentence']}")
def test_nobody_is_no_actor(row: dict[str, str], said: Callable[[str], Extract]) -> None:
    """ "Nobody attacked Chile": a negated claim, and nobody's assault."""
    actors = {event.actor.span.text for event in said(row["id"]).political_events if event.actor is not None}
    assert not {actor.split()[0].lower() for actor in actors} & {"nobody", "none", "no", "neither"}
