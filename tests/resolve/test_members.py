"""Plural words that stand for several things told one by one, on pinned parses (members.conllu)."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import read

from kg.extraction import extract
from kg.lang.en import ENGLISH
from kg.model import Document
from kg.pipeline import of_documents
from kg.resolve import outcomes, read_document
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings

PARSES = read(Path(__file__).with_name("members.conllu"))
PAIR = ["Bill Lund", "Ana Holm"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("people", {"They": PAIR, "them": PAIR, "both of them": PAIR, "The two men": PAIR}),
        ("states", {"Both countries": ["Norway", "Sweden"], "the two": ["Norway", "Sweden"]}),
        ("in one sentence", {"they": PAIR}),
        ("beside what they are", {"Both": PAIR}),
        ("they both", {"they": ["Norway", "Sweden"]}),
        ("end of a list", {}),
        ("others between", {}),
        ("another number", {}),
        ("another class", {}),
        ("one of them", {}),
        ("in other words", {}),
    ],
)
def test_members(name: str, expected: dict[str, list[str]]) -> None:
    """The nearest coordination is meant, where number, class and speech agree and no other plural stands between."""
    parse = PARSES[name]
    gazetteer = Gazetteer.load(language=ENGLISH)
    outcome = read_document(extract(parse), gazetteer, ENGLISH)
    assert {span.text: [one.text for one in several] for span, several in outcome.members.items()} == expected
    assert not outcome.members.keys() & outcome.links.keys()
    again = outcomes.from_bytes(outcomes.to_bytes(outcome), parse.document, gazetteer, ENGLISH)
    assert again.members == outcome.members


def test_each_member_has_claims() -> None:
    """What is said of both is said of each, and rests on the words that say it."""
    text = "After the talks in Oslo, Bill Lund and Ana Holm met the press. They left Norway on Friday, and the police arrested both. "
    text += "The two said that Tom Reed had left Sweden."
    graph = of_documents([Document("pair", text)], Settings())
    said = {
        (graph.label(claim.subject), claim.property.label, evidence.subject.text)
        for claim in graph.claims
        if claim.asserted
        for evidence in claim.evidence
    }
    assert {(person, "leaves", "They") for person in PAIR} <= said
    arrested = {graph.label(claim.object) for claim in graph.claims if claim.property.label == "arrests"}
    assert arrested == set(PAIR)
    (told,) = (claim for claim in graph.claims if graph.label(claim.subject) == "Tom Reed")
    assert {graph.label(source) for source in told.sources} == set(PAIR)
