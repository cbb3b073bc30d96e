"""What is mended in a parse before the rules see it."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.annotate import nest_complements

NLP = spacy.blank("en")


def parsed(words: str, heads: list[int], deps: str, pos: str) -> Doc:
    """A Doc with a tree given by hand; heads are indices."""
    return Doc(NLP.vocab, words.split(), heads=heads, deps=deps.split(), pos=pos.split())


@pytest.mark.parametrize(
    ("doc", "head"),
    [
        (
            parsed(
                "Peru started calling on Chile to join",
                [1, 1, 1, 4, 2, 6, 1],
                "nsubj ROOT xcomp case obl mark xcomp",
                "PROPN VERB VERB ADP PROPN PART VERB",
            ),
            "calling",
        ),
        (
            parsed(
                "Peru seems ready to join", [1, 1, 1, 4, 1], "nsubj ROOT xcomp mark xcomp", "PROPN VERB ADJ PART VERB"
            ),
            "seems",
        ),
        (parsed("Peru wants to join", [1, 1, 3, 1], "nsubj ROOT mark xcomp", "PROPN VERB PART VERB"), "wants"),
    ],
    ids=["two verbs", "an adjective", "one"],
)
def test_a_verb_has_one_open_complement(doc: Doc, head: str) -> None:
    """An infinitive beside another verb's complement hangs on that; beside an adjective, or alone, it stays."""
    nest_complements(doc)
    assert doc[len(doc) - 1].head.text == head
