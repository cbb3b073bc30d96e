"""Repairs of the forms of verbs, on trees made by hand as the parser makes them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.annotate.form_repairs import restore_verbs
from kg.lang.en import ENGLISH

NLP = spacy.blank("en")
SAID = "Peru/PROPN/NNP/1/nsubj trained/VERB/VBD/1/ROOT and/CCONJ/CC/3/cc armed/ADJ/JJ/1/conj"


def parsed(rows: str) -> Doc:
    """A Doc of "word/part of speech/tag/head/label" rows."""
    words, pos, tags, heads, deps = zip(*(row.split("/") for row in rows.split()), strict=True)
    lemmas = [word.lower() for word in words]
    heads = tuple(int(head) for head in heads)
    return Doc(
        NLP.vocab, list(words), tags=list(tags), pos=list(pos), lemmas=lemmas, heads=list(heads), deps=list(deps)
    )


@pytest.mark.parametrize(
    ("behind", "is_verb"),
    [
        ("Hamas/PROPN/NNP/1/obj", True),
        ("the/DET/DT/5/det rebels/NOUN/NNS/1/obj", True),
        ("men/NOUN/NNS/1/obj", False),
        ("now/ADV/RB/1/advmod", False),
    ],
)
def test_a_verb_between_and_and_the_object(behind: str, is_verb: bool) -> None:
    """What stands between "and" and a name or a determiner is a verb with its base form; before a bare plural it may be an adjective."""
    doc = parsed(f"{SAID} {behind}")
    restore_verbs(doc, ENGLISH)
    assert (doc[3].pos_, doc[3].tag_, doc[3].lemma_) == (("VERB", "VBD", "arm") if is_verb else ("ADJ", "JJ", "armed"))
