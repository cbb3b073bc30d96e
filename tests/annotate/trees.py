"""Trees given by hand, as a parser makes them, for the tests of repairs."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

NLP = spacy.blank("en")
KINDS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON"}


def parsed(rows: str, names: str = "") -> Doc:
    """A Doc of "word/tag/head/label/lemma" rows, the lemma only where it is not the word; `names` are "start-end-label"."""
    words, tags, heads, deps, lemmas = zip(
        *((*row.split("/"), row.split("/")[0])[:5] for row in rows.split()), strict=True
    )
    pos = [KINDS.get(tag, "VERB" if tag.startswith("VB") else "X") for tag in tags]
    doc = Doc(
        NLP.vocab,
        list(words),
        tags=list(tags),
        pos=pos,
        lemmas=list(lemmas),
        heads=[int(head) for head in heads],
        deps=list(deps),
    )
    spans = (name.split("-") for name in names.split())
    doc.set_ents([Span(doc, int(start), int(end), label=label) for start, end, label in spans])
    return doc


def hangs(doc: Doc, index: int) -> tuple[str, str]:
    """The head of a token and how it hangs on it."""
    return doc[index].head.text, doc[index].dep_
