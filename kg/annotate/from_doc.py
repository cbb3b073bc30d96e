"""A spaCy `Doc` in Universal Dependencies -> a `Parse`, which needs no spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.tokens import Doc, Token

from kg.lang.language import Language
from kg.model import Document, Reference, Rejection, Span
from kg.parse import Columns, Parse, Repair

SHOWN = 80  # characters of what could not be read well
DECIMALS = 3  # of the score of a reference


def parse_of(doc: Doc, document: Document, language: Language, repairs: Sequence[Repair] = ()) -> Parse:
    """What a Doc says, frozen; `repairs` are those that were made to its tree."""
    strings = doc.vocab.strings
    rows = doc.to_array([LEMMA, TAG, POS, DEP, HEAD])
    known = {key: strings[key] for key in np.unique(rows[:, :4]).tolist()}
    lemmas, tags, parts, deps = ([known[key] for key in column] for column in rows[:, :4].T.tolist())
    heads = (np.arange(len(doc)) + rows[:, 4].astype(np.int64)).tolist()
    features = language.tags.features
    rated = Token.has_extension("factuality")
    columns = Columns(
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        lemmas=lemmas,
        tags=tags,
        feats=[features[tag] if tag in features else str(token.morph) for tag, token in zip(tags, doc, strict=True)],
        pos=parts,
        heads=heads,
        deps=deps,
        sentences=[(sentence.start, sentence.end) for sentence in doc.sents],
        names=[(name.start, name.end, name.label_) for name in doc.ents],
        factuality=[(token._.factuality or None) if rated else None for token in doc],
    )
    return Parse.of(
        document, columns, language, tuple(_references(doc, document)), repairs, tuple(_unread(doc, document))
    )


def _references(doc: Doc, document: Document) -> Iterator[Reference]:
    """The mentions that the packaged reader found, each with what it stands for."""

    def span(start: int, end: int) -> Span:
        part = doc[start:end]
        return Span(document.id, part.start_char, part.end_char, part.text)

    for link in doc._.mentions if Doc.has_extension("mentions") else ():
        phrase, before = link.phrase, link.antecedent
        antecedent = span(before.start, before.end) if before is not None else None
        head = span(phrase.head, phrase.head + 1)
        yield Reference(span(phrase.start, phrase.end), head, antecedent, round(link.score, DECIMALS))


def _unread(doc: Doc, document: Document) -> Iterator[Rejection]:
    """Stretches that the packaged reader could not read well, with the reason."""
    for start, end, reason in doc._.unread if Doc.has_extension("unread") else ():
        item = doc[start:end].text
        yield Rejection("annotate", document.id, item if len(item) <= SHOWN else f"{item[:SHOWN]}...", reason)
