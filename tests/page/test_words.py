"""What the page says of a claim: relations in the words of the text, direct and indirect speech, places on the map."""

from __future__ import annotations

from dataclasses import replace

import pytest
from strategies import NORTHLAND, SAMPLE, SUPPORTS, THREATENS

from kg.knowledge_graph import KnowledgeGraph
from kg.model import Document, Evidence, Location, Modality, Polarity, Property, Span
from kg.page.page_data import view
from kg.page.words import DIRECT, INDIRECT, PARTLY, property_label, quoted, relation_words

TEXT = 'Ada Quill said the boats "were sent to Southport" in May.'


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span("d", start, start + len(words), words)


def evidence(subject: str, predicate: str, target: str, text: str = TEXT, cues: tuple[str, ...] = ()) -> Evidence:
    return Evidence(
        sentence=Span("d", 0, len(text), text),
        subject=span(subject, text),
        predicate=(span(predicate, text),),
        object=span(target, text),
        cues=tuple(span(cue, text) for cue in cues),
    )


def test_open_predicates_have_tense_and_voice_of_the_text() -> None:
    """The line says "were sent to", not "be send to"; so does the list of relations."""
    found = evidence("the boats", "were sent to", "Southport")
    claim = replace(
        SUPPORTS, property=Property("https://kg.invalid/predicate/be_send_to", "be send to", True), evidence=(found,)
    )
    assert relation_words(claim, "be send to", True) == "were sent to"
    assert property_label([claim]) == "were sent to"
    assert relation_words(claim, "supports", False) == "supports", "a property of the ontology keeps its name"


def test_a_noun_gets_its_verb() -> None:
    """Where a noun alone states the relation, the words are a verb and the noun."""
    text = "Brazil, a neighbor of Peru, waits."
    claim = replace(SUPPORTS, evidence=(evidence("Brazil", "neighbor", "Peru", text),))
    assert relation_words(claim, "be neighbor of", True) == "is neighbor of"


def test_what_is_no_fact_says_so() -> None:
    """A denial or plan is told in the text's words where these say it, else with a word before it."""
    assert relation_words(THREATENS, "threatens", False) == "is not threatening"
    bare = replace(THREATENS, evidence=tuple(replace(item, cues=()) for item in THREATENS.evidence))
    assert relation_words(bare, "threatens", False) == "not: threatens"
    planned = replace(SUPPORTS, modality=Modality.PLANNED, polarity=Polarity.AFFIRMED)
    assert relation_words(planned, "supports", False) == "planned: supports"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said: "The boats were sent to Southport."', DIRECT),
        ("She said: “The boats were sent to Southport.”", DIRECT),
        ('She said The boats "were sent to" Southport.', PARTLY),
        ("She said The boats were sent to Southport.", INDIRECT),
        ('He called it "odd".\nShe said The boats were sent to Southport.', INDIRECT),
        ('An odd " mark.\nShe said: "The boats were sent to Southport."', DIRECT),
    ],
)
def test_direct_partly_quoted_and_indirect(text: str, expected: str) -> None:
    """What stands in quotation marks is direct; marks of another paragraph count for nothing."""
    assert quoted(Document("d", text), evidence("The boats", "were sent to", "Southport", text)) == expected


def test_places() -> None:
    """What lies somewhere stands on the map, at its longitude and latitude; a page without such a thing has no coasts."""
    located = replace(NORTHLAND, location=Location(59.91, 10.75, "NOR"))
    entities = [located if entity.id == NORTHLAND.id else entity for entity in SAMPLE.entities]
    data = view(KnowledgeGraph.of(entities, SAMPLE.claims, SAMPLE.documents)).data
    assert [place[1:] for place in data["places"]] == [(10.75, 59.91)]
    assert data["outline"].startswith("M")
    assert view(SAMPLE.graph()).data["outline"] == ""
