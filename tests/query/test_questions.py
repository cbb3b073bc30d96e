"""Every question of ontologies/queries has the answer that a reader of the documents would give."""

from dataclasses import replace
from pathlib import Path

import pytest
from strategies import HERALD, NORTHLAND, QUILL, REED, SAMPLE, SOUTHPORT, SUPPORTS, found

from kg.iri import DEFAULT_BASE, POL, local_name
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Document, Entity, Evidence, Modality, Polarity, Property
from kg.pipeline import build
from kg.query.engine import named_queries
from kg.resources.ontology import Ontology

ROOT = Path(__file__).parents[2]

GAZETTE = Document(
    "gazette.txt",
    "Southport has not backed Bo Reed. Southport backs Bo Reed, Ada Quill said. "
    "Northland opposes Ada Quill. Russia reportedly visits Southport. If Northland does not back Ada Quill, she leaves.",
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
        sources=(QUILL.id,),
    ),
    claim(NORTHLAND, "opposes", QUILL, "Northland opposes Ada Quill.", "opposes"),
    claim(
        RUSSIA,
        "visits",
        SOUTHPORT,
        "Russia reportedly visits Southport.",
        "visits",
        source_unnamed=True,
        modality=Modality.PLANNED,
    ),
    claim(
        NORTHLAND,
        "supports",
        QUILL,
        "If Northland does not back Ada Quill, she leaves.",
        "does not back",
        polarity=Polarity.NEGATED,
        modality=Modality.CONDITIONAL,
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
    "what_changed_over_time": [],
    "what_rests_on_one_source": [
        (
            "Ada Quill",
            "has role",
            "harbor master",
            HERALD.publisher,
            "Ada Quill, the harbor master, is to visit Southport.",
        ),
        ("Northland", "opposes", "Ada Quill", f"{DEFAULT_BASE}document/gazette.txt", "Northland opposes Ada Quill."),
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
    assert len(EXPECTED) == 10


def test_every_question_is_asked_in_english() -> None:
    """The first line of each query is a question that a person can read."""
    questions = [question for question, _ in named_queries().values()]
    assert [question for question in questions if "?" not in question or not question[0].isupper()] == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_answer(graph: KnowledgeGraph, name: str) -> None:
    """The rows are those expected, in the order that the query gives them."""
    assert graph.rejections == SAMPLE.rejections
    answer = graph.query(named_queries()[name][1])
    rows = [tuple(cell if cell is None else str(cell) for cell in row) for row in answer]
    assert rows == EXPECTED[name]


# rows of seeds/news, or their first columns, that each question must give; what else it gives depends on the reader of the day
SEEDS: dict[str, list[tuple[str | None, ...]]] = {
    "who_supports_whom": [("Russia", "Serbia"), ("Petteri Orpo", "Ukraine"), ("Tolmark", "Varo Treaty")],
    "who_says_what_about_whom": [("Elin Sandgard", "Maravia", "affirmed", "actual", "violates", "Varo Treaty")],
    "what_is_denied_and_by_whom": [
        ("Maravia", "attack", "ferry", "Maravian Foreign Ministry"),
        ("United States", "sanctions", "North Korea", "officials in Washington"),
    ],
    "disagreements": [("Maravia", "violates", "Varo Treaty", "Elin Sandgard", "is not so")],
    "what_changed_over_time": [("Tolmark", "Varo Treaty", "opposes", "2021", "supports", "2022-05-16")],
    "what_rests_on_one_source": [
        (
            "Finland",
            "joins",
            "NATO",
            "Northern Wire (invented)",
            "Finland joined NATO on Tuesday and became its 31st member.",
        )
    ],
}


@pytest.fixture(scope="module")
def seeds() -> KnowledgeGraph:
    """The sample documents as the packaged reader reads them."""
    return build([ROOT / "seeds" / "news"])


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_answer_on_the_sample_documents(seeds: KnowledgeGraph, name: str) -> None:
    """The questions of competency are answered from real text."""
    answer = seeds.query(named_queries()[name][1])
    rows = [tuple(cell if cell is None else str(cell) for cell in row) for row in answer]
    assert [row for row in SEEDS[name] if row not in [found[: len(row)] for found in rows]] == []


def test_a_change_is_no_disagreement_and_one_source_is_no_two(seeds: KnowledgeGraph) -> None:
    """What the questions must not give: a treaty opposed in one year and supported in the next, a fact of two papers."""
    changed = seeds.query(named_queries()["disagreements"][1])
    single = seeds.query(named_queries()["what_rests_on_one_source"][1])
    assert "Tolmark" not in [row["subject"] for row in changed]
    facts = {(row["subject"], row["relation"], row["object"]) for row in single}
    assert ("Barack Obama", "leads", "United States") not in facts


def test_questions_know_all_opposites() -> None:
    """SPARQL has no view of the ontology: its pairs of opposites stand in the questions."""
    pairs = {
        (one.iri, other)
        for one in Ontology.load().properties.values()
        for other in (one.opposite, *one.disjoint)
        if other
    }
    assert len(pairs) >= 10
    for name in ("disagreements", "what_changed_over_time"):
        text = named_queries()[name][1]
        for pair in sorted(pairs):
            one, other = (f"{'pol' if iri.startswith(POL) else 'news'}:{local_name(iri)}" for iri in pair)
            assert f"( {one} {other} )" in text or f"( {other} {one} )" in text, (name, one, other)
