"""Every question of ontologies/queries has the answer that a reader of the documents would give."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from strategies import HERALD, NORTHLAND, QUILL, REED, SAMPLE, SOUTHPORT, SUPPORTS, found

from kg.graph import KnowledgeGraph
from kg.iri import POL
from kg.model import Claim, Document, Entity, Evidence, Modality, Polarity, Property
from kg.query import named_queries

GAZETTE = Document(
    "gazette.txt",
    "Southport has not backed Bo Reed. Southport backs Bo Reed, Ada Quill said. "
    "Northland opposes Ada Quill. Russia reportedly visits Southport.",
)
RUSSIA = Entity("https://kg.invalid/entity/Russia", "Russia", "Country")


def claim(subject: Entity, name: str, thing: Entity, sentence: str, verb: str, **changes: object) -> Claim:
    """A claim of the Gazette."""
    span = found(GAZETTE, sentence)
    predicate = found(GAZETTE, verb)
    evidence = Evidence(span, found(GAZETTE, subject.label), (predicate,), found(GAZETTE, thing.label), confidence=0.9)
    made = Claim(
        subject.id,
        Property(POL + name, name),
        thing.id,
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        evidence=(evidence,),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


CLAIMS = (
    claim(
        SOUTHPORT,
        "supports",
        REED,
        "Southport has not backed Bo Reed.",
        "has not backed",
        polarity=Polarity.NEGATED,
    ),
    claim(
        SOUTHPORT,
        "supports",
        REED,
        "Southport backs Bo Reed, Ada Quill said.",
        "backs",
        attributed_to=(QUILL.id,),
    ),
    claim(NORTHLAND, "opposes", QUILL, "Northland opposes Ada Quill.", "opposes"),
    claim(
        RUSSIA,
        "visits",
        SOUTHPORT,
        "Russia reportedly visits Southport.",
        "visits",
        holders_unnamed=True,
        modality=Modality.PLANNED,
    ),
)
EXPECTED = {
    "who_supports_whom": [("Northland", "Ada Quill")],
    "who_says_what_about_whom": [
        ("Ada Quill", "Southport", "affirmed", "actual", "supports", "Bo Reed"),
        ("Bo Reed", "Northland", "negated", "actual", "threatens", "anyone"),
    ],
    "what_is_denied_and_by_whom": [
        ("Northland", "threatens", "anyone", "Bo Reed"),
        ("Southport", "supports", "Bo Reed", "the document"),
    ],
    "what_is_planned": [
        ("Ada Quill", "visit", "Southport", "2019-04", "the document"),
        ("Russia", "visits", "Southport", None, "someone unnamed"),
    ],
    "facts_with_sources": [
        (
            "Ada Quill",
            "has role",
            "harbor master",
            "Ada Quill, the harbor master, is to visit Southport.",
            HERALD.title,
            HERALD.publisher,
            HERALD.published,
        ),
        ("Northland", "opposes", "Ada Quill", "Northland opposes Ada Quill.", None, None, None),
        (
            "Northland",
            "supports",
            "Ada Quill",
            "Northland backs Ada Quill, the Courier has learned.",
            None,
            None,
            "2019-03-29",
        ),
        (
            "Northland",
            "supports",
            "Ada Quill",
            SUPPORTS.evidence[0].sentence.text,
            HERALD.title,
            HERALD.publisher,
            HERALD.published,
        ),
    ],
    "most_connected": [("Ada Quill", "1"), ("Northland", "1")],
    "claims_about": [
        (
            "Russia",
            "visits",
            "Southport",
            "affirmed",
            "planned",
            "someone unnamed",
            "Russia reportedly visits Southport.",
        )
    ],
    "disagreements": [
        ("Northland", "supports", "Ada Quill", "the document", "opposes", "the document"),
        ("Southport", "supports", "Bo Reed", "Ada Quill", "is not so", "the document"),
    ],
}


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph.of(
        (*SAMPLE.entities, RUSSIA), (*SAMPLE.claims, *CLAIMS), (*SAMPLE.documents, GAZETTE), SAMPLE.rejections
    )


def test_every_question_has_an_expected_answer() -> None:
    """No question stands in the folder without a test."""
    assert set(EXPECTED) == set(named_queries())
    assert len(EXPECTED) == 8


def test_every_question_is_asked_in_english() -> None:
    """The first line of each query is a question that a person can read."""
    questions = [question for question, _ in named_queries().values()]
    assert [question for question in questions if "?" not in question or not question[0].isupper()] == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_answer(graph: KnowledgeGraph, name: str) -> None:
    """The rows are those expected, in the order that the query gives them."""
    assert graph.rejections == SAMPLE.rejections
    answer = graph.query(named_queries()[name][1])
    assert isinstance(answer, ox.QuerySolutions)
    rows = [tuple(cell.value if isinstance(cell, ox.Literal) else cell for cell in solution) for solution in answer]
    assert rows == EXPECTED[name]
