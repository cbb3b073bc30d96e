"""The names of the gazetteer are marked, whatever texts were read before."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kg.annotate import Names
from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Gazetteer, Row

ROWS = (
    Row("Georgia", "Georgia", "Country", adjectives=("Georgian",)),
    Row("Georgia_US_state", "Georgia", "Region", note="the state"),
    Row("Georgia_Tech", "Georgia Tech", "Organization"),
    Row("US_Army", "U.S. Army", "GovernmentBody", ("US Army",)),
    Row("Quai_d_Orsay", "Quai d'Orsay", "GovernmentBody"),
)
TEXTS = (
    "_Georgia_ met the U.S. Army at Georgia Tech.",
    "The US Army left the Quai d'Orsay.",
    "A Georgian called Georgia (again).",
)


def marks(names: Names, nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    names.mark(doc)
    return [(entity.text, entity.label_) for entity in doc.ents]


def test_names_are_marked_by_their_exact_words() -> None:
    """Also between marks, with marks in them, and the longer one of two."""
    nlp = spacy.blank("en")
    names = Names(nlp, Gazetteer.of(ROWS, ENGLISH))
    assert [marks(names, nlp, text) for text in TEXTS] == [
        [("Georgia", "GPE"), ("U.S. Army", "ORG"), ("Georgia Tech", "ORG")],
        [("US Army", "ORG"), ("Quai d'Orsay", "ORG")],
        [("Georgian", "NORP"), ("Georgia", "GPE")],
    ]
    assert marks(names, nlp, "georgia, the us army") == []


def test_what_was_read_before_makes_no_difference() -> None:
    """Each text by itself gives what it gives behind all others, in both orders."""
    nlp = spacy.blank("en")
    gazetteer = Gazetteer.of(ROWS, ENGLISH)
    alone = {text: marks(Names(nlp, gazetteer), nlp, text) for text in TEXTS}
    for texts in (TEXTS, TEXTS[::-1]):
        names = Names(nlp, gazetteer)
        assert {text: marks(names, nlp, text) for text in texts} == alone
