"""Trees that no parser should make are repaired without an error, and stay trees."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.annotate.name_repairs import join_names
from kg.annotate.tree_repairs import repair
from kg.lang.en import ENGLISH

NLP = spacy.blank("en")
LEMMAS = {"said": "say", "elected": "elect", "appointed": "appoint", "went": "go", "was": "be"}
NAMES = "Ana Ruiz Carl Peru Bo Vice President Friday".split()
NOUNS = "minister mayor leader jun".split()
WORDS = [*NAMES, *NOUNS, *LEMMAS, *", \" . : - No 7 who the of with to in by 's that on former one".split()]
LABELS = """nsubj obj obl nmod conj appos xcomp ccomp advcl acl:relcl flat compound amod det punct case nmod:desc nmod:poss nsubj:pass cc
mark parataxis acl aux""".split()
KINDS = {**dict.fromkeys(NAMES, "PROPN"), **dict.fromkeys(NOUNS, "NOUN"), **dict.fromkeys(LEMMAS, "VERB")}
TAGS = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD"}


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """One sentence of random words under a random tree, with random names."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    order = draw(st.permutations(range(len(words))))
    heads, labels = [order[0]] * len(words), ["ROOT"] * len(words)
    for place, at in enumerate(order[1:], start=1):
        heads[at], labels[at] = order[draw(st.integers(0, place - 1))], draw(st.sampled_from(LABELS))
    kinds = [KINDS.get(word, "X") for word in words]
    doc = Doc(
        NLP.vocab,
        words,
        spaces=draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words))),
        heads=heads,
        deps=labels,
        pos=kinds,
        tags=[TAGS.get(kind, "X") for kind in kinds],
        lemmas=[LEMMAS.get(word, word.lower()) for word in words],
    )
    named = [at for at, kind in enumerate(kinds) if kind == "PROPN" and draw(st.booleans())]
    doc.set_ents([Span(doc, at, at + 1, label=draw(st.sampled_from(["PERSON", "ORG", "GPE", "LAW"]))) for at in named])
    return doc


@given(docs())
@settings(max_examples=300, deadline=None)
def test_any_tree_is_repaired_to_a_tree(doc: Doc) -> None:
    """No word is its own ancestor, and every name has a root."""
    repair(doc, ENGLISH.words)
    join_names(doc, ENGLISH)
    assert all(token not in token.ancestors for token in doc if token.dep_ != "ROOT")
    assert all(name.root in name for name in doc.ents)
