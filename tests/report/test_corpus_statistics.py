"""The figures of a corpus: counted as they say, in an order that depends on the graph alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from strategies import (
    BACKS,
    COURIER,
    HERALD,
    NORTHLAND,
    QUILL,
    REED,
    SAMPLE,
    SUPPORTS,
    THREATENS,
    VISITS,
    WITH_ACTS,
    examples,
    graphs,
)

from kg.iri import POL
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Document, Modality, Polarity, Property, Rejection
from kg.report.corpus_statistics import figures, general
from kg.report.disagreements import disagreements, voices
from kg.report.independent_sources import independent, near

FIGURES = figures(SAMPLE.graph())
DENIED = replace(SUPPORTS, polarity=Polarity.NEGATED, sources=(REED.id,))


def graph_of(*claims: Claim, documents: tuple[Document, ...] = SAMPLE.documents) -> KnowledgeGraph:
    return KnowledgeGraph.of(SAMPLE.entities, claims, documents)


def test_what_was_read() -> None:
    """Totals, documents by date, and ways of saying, which together are all claims."""
    assert FIGURES.totals["documents"] == 2
    assert (FIGURES.totals["facts"], FIGURES.totals["claims"], FIGURES.totals["asserted"]) == (2, 4, 2)
    assert [(item.id, item.facts, item.claims) for item in FIGURES.documents] == [
        ("herald.txt", 2, 4),
        ("courier.md", 1, 1),
    ]
    assert [item.modality for item in FIGURES.ways] == [modality.value for modality in Modality]
    assert sum(item.affirmed + item.negated for item in FIGURES.ways) == 4
    assert (FIGURES.ways[0].negated, FIGURES.ways[0].attributed) == (1, 1)


def test_who() -> None:
    """Entities with a name by their neighbors; speakers with what they deny."""
    assert [(item.label, item.neighbors) for item in FIGURES.connected] == [
        ("Ada Quill", 2),
        ("Northland", 2),
        ("Southport", 1),
    ]
    assert [(item.label, item.claims, item.denials) for item in FIGURES.speakers] == [("Bo Reed", 1, 1)]


def test_strongest_statements_have_their_sentences() -> None:
    """A fact of two publishers counts two; what someone merely is does not compete."""
    assert [(item.subject, item.relation, item.object, item.sources) for item in FIGURES.strongest] == [
        ("Northland", "supports", "Ada Quill", 2)
    ]
    assert [quote.document for quote in FIGURES.strongest[0].quotes] == ["Northland <backs> Quill", "courier.md"]


def test_an_agency_counts_once() -> None:
    """The same words in two papers, and two sentences of one publisher, are one source."""
    copied = replace(COURIER, id="copy.md", publisher="The Copyist (invented)")
    evidence = BACKS.evidence[0]
    spans = {
        name: replace(getattr(evidence, name), document_id="copy.md") for name in ("sentence", "subject", "object")
    }
    copy = replace(
        evidence, **spans, predicate=tuple(replace(item, document_id="copy.md") for item in evidence.predicate)
    )
    graph = graph_of(SUPPORTS, BACKS, replace(BACKS, evidence=(copy,)), documents=(HERALD, COURIER, copied))
    assert independent(graph, [evidence, copy]) == 1
    assert independent(graph, [*SUPPORTS.evidence, evidence, copy]) == 2
    assert independent(graph, [*SUPPORTS.evidence, *THREATENS.evidence]) == 1


def test_an_edited_sentence_is_no_second_source() -> None:
    """Two papers that print an agency's sentence with a word more or less are one source; another sentence is a second."""
    words = tuple("northland backs ada quill the courier has learned from officials".split())
    assert near(words, (*words, "today"))
    assert near(words[1:], words)
    assert not near(words, tuple("in a speech on sunday northland gave its support to ada quill".split()))
    assert not near(("northland", "backs", "quill"), ("northland", "leaves", "quill"))
    edited = replace(COURIER, id="copy.md", publisher="The Copyist (invented)", text="Today, " + COURIER.text)
    spans = {
        name: replace(span, document_id="copy.md", start=span.start + 7, end=span.end + 7)
        for name in ("subject", "object")
        for span in [getattr(BACKS.evidence[0], name)]
    }
    old = BACKS.evidence[0]
    sentence = replace(
        old.sentence, document_id="copy.md", start=0, end=old.sentence.end + 7, text="Today, " + old.sentence.text
    )
    predicate = tuple(
        replace(span, document_id="copy.md", start=span.start + 7, end=span.end + 7) for span in old.predicate
    )
    copy = replace(old, **spans, sentence=sentence, predicate=predicate)
    graph = graph_of(BACKS, replace(BACKS, evidence=(copy,)), documents=(COURIER, edited))
    assert independent(graph, [old, copy]) == 1


def test_a_denied_fact_is_a_disagreement() -> None:
    """What one asserts and another denies stands with both sides and who says so."""
    (found,) = disagreements(graph_of(SUPPORTS, BACKS, DENIED))
    assert (found.subject, found.relation, found.object, found.contrary) == (
        "Northland",
        "supports",
        "Ada Quill",
        "is not so",
    )
    assert (found.fact, found.apart) == (True, False)
    assert [item.speaker for item in found.made_by] == ["", ""]
    assert [item.speaker for item in found.contradicted_by] == ["Bo Reed"]


def test_opposite_relations_disagree() -> None:
    """Supporting and opposing are opposites in the ontology; the two are one disagreement, not two."""
    opposes = replace(BACKS, property=Property(POL + "opposes", "opposes"))
    (found,) = disagreements(graph_of(SUPPORTS, opposes))
    assert {found.relation, found.contrary} == {"supports", "opposes"}


def test_a_change_is_marked() -> None:
    """Sides that are more than a month apart may both be true; they come last."""
    (changed,) = disagreements(graph_of(SUPPORTS, replace(DENIED, time="2021")))
    assert changed.apart
    (near,) = disagreements(graph_of(SUPPORTS, replace(DENIED, time="2019-04-20")))
    assert not near.apart


def test_who_says_first_one_and_later_the_other_has_changed() -> None:
    """One speaker on both sides, on different days, is a change; two speakers are a disagreement."""
    first = replace(SUPPORTS, sources=DENIED.sources)
    later = replace(DENIED, evidence=BACKS.evidence)
    if HERALD.published[:10] == COURIER.published[:10]:
        raise AssertionError("the sample has two days")
    (changed,) = disagreements(graph_of(first, later))
    assert changed.apart
    (open_one,) = disagreements(graph_of(replace(first, sources=(QUILL.id,)), later))
    assert not open_one.apart
    assert (open_one.sources, open_one.sources_against) == (1, 1)


def test_voices_group_quotes_by_who_says_so() -> None:
    """Each speaker or publisher once, with the days of the first and the last quote."""
    (found,) = disagreements(graph_of(SUPPORTS, BACKS, DENIED))
    assert [(voice.name, voice.first[:10], voice.sentences) for voice in voices(found.made_by)] == [
        (HERALD.publisher, HERALD.published[:10], 1),
        (COURIER.id, COURIER.published[:10], 1),
    ]


def test_a_plan_contradicts_nothing() -> None:
    """What is planned, possible or asked for is not set against what is."""
    assert disagreements(graph_of(SUPPORTS, replace(DENIED, modality=Modality.PLANNED))) == ()


def test_reasons_are_counted_without_their_names() -> None:
    """Two reasons that differ only in the words they quote are one."""
    assert (
        general("it is not known who 'He' is: it could be 'A' or 'B's' or \"C\"")
        == "it is not known who … is: it could be …"
    )
    assert general("the document's date is not clear") == "the document's date is not clear"
    refused = [Rejection("map", "herald.txt", f"item {n}", f"'{n}' is no entity") for n in range(5)]
    (found,) = figures(KnowledgeGraph.of(SAMPLE.entities, SAMPLE.claims, SAMPLE.documents, refused)).refused
    assert (found.reason, found.count, len(found.examples)) == ("… is no entity", 5, 3)


def test_predicates_that_no_property_covers() -> None:
    """Open predicates with a sentence each."""
    assert [(item.label, item.count, item.documents) for item in FIGURES.uncovered] == [("visit", 1, 1)]
    assert FIGURES.uncovered[0].example.sentence == VISITS.evidence[0].sentence.text


def test_timeline() -> None:
    """Facts and claims by month; gaps are marked; years where months are too many, and all claims are somewhere."""
    assert [(item.name, item.facts, item.claims, item.gap) for item in FIGURES.timeline] == [
        ("2019-03", 2, 1, False),
        ("2019-04", 0, 1, False),
    ]
    assert FIGURES.undated == 0
    later = [replace(SUPPORTS, time=f"{year}-{month:02d}") for year in range(1990, 2001) for month in range(1, 13)]
    years = figures(graph_of(*later, replace(SUPPORTS, time="2005")))
    assert [item.name for item in years.timeline] == [*(str(year) for year in range(1990, 2001)), "2005"]
    assert [item.gap for item in years.timeline] == [False] * 11 + [True]
    months = figures(graph_of(SUPPORTS, replace(SUPPORTS, time="2005")))
    assert ([item.name for item in months.timeline], months.undated) == (["2019-03"], 1)


@examples(30)
@given(graphs())
def test_any_graph_has_figures(graph: KnowledgeGraph) -> None:
    """Whatever the graph: the timeline and what has no date are all claims, and two looks see the same."""
    found = figures(graph)
    assert sum(item.facts + item.claims for item in found.timeline) + found.undated == len(graph.claims)
    assert found == figures(graph)
    assert len(found.connected) <= len(graph.entities)


def test_an_empty_graph_has_figures() -> None:
    """Nothing is counted in nothing."""
    found = figures(KnowledgeGraph.of([], [], []))
    assert (found.totals["claims"], found.timeline, found.disagreements) == (0, (), ())
    assert NORTHLAND.label not in str(found)
    assert QUILL.label not in str(found)


def test_acts_are_told_and_no_things() -> None:
    """An act is a statement without an object, in the words of the text; it is no entity and nobody's neighbor."""
    found = figures(WITH_ACTS.graph())
    told = {(item.subject, item.relation, item.object, item.object_iri) for item in found.strongest}
    assert ("Ada Quill", "died", "", "") in told
    assert found.totals["entities"] == len(WITH_ACTS.graph().things)
    assert "Act" not in dict(found.kinds)
    assert {item.label: item.neighbors for item in found.connected}["Ada Quill"] == 3
