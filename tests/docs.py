"""spaCy's `Doc` of a pinned parse, for tests of what works before a parse is frozen."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Token

from kg.parse import Parse

VOCAB = spacy.blank("en").vocab
if not Token.has_extension("factuality"):
    Token.set_extension("factuality", default=0.0)


def doc_of(parse: Parse) -> Doc:
    """A Doc with all columns of a parse."""
    columns = parse.columns()
    tags = ["O"] * len(parse)
    for start, end, label in columns.names:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    doc = Doc(
        VOCAB,
        words=list(columns.words),
        spaces=list(columns.spaces),
        lemmas=list(columns.lemmas),
        pos=list(columns.pos),
        tags=list(columns.tags),
        heads=list(columns.heads),
        deps=list(columns.deps),
        ents=tags,
    )
    for token, rating in zip(doc, columns.factuality, strict=True):
        token._.factuality = rating or 0.0
    return doc
