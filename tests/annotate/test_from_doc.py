"""What a Doc of spaCy becomes."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.annotate.from_doc import parse_of
from kg.lang.en import ENGLISH
from kg.model import Document


def test_features() -> None:
    """A word's features are those of its Penn tag; a Doc with tags of another kind gives its own."""
    doc = Doc(
        spacy.blank("en").vocab,
        words="They left towns .".split(),
        tags=["PRP", "VBD", "N-PL", "."],
        morphs=["", "Mood=Ind", "Number=Plur", ""],
        heads=[1, 1, 1, 1],
        deps=["nsubj", "ROOT", "obj", "punct"],
    )
    parse = parse_of(doc, Document("a", doc.text), ENGLISH)
    expected = ["PronType=Prs", "Tense=Past|VerbForm=Fin", "Number=Plur", ""]
    assert [token.morph.feats for token in parse] == expected
    assert [token.is_plural for token in parse] == [False, False, True, False]
