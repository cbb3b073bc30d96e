"""A spaCy `Doc` in Universal Dependencies -> a `Parse`, which needs no spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from sys import intern
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, POS, SPACY, TAG
from spacy.tokens import Doc

from kg.lang.language import Language
from kg.model import Document, Reference, Rejection, Span
from kg.parse import Columns, Parse, Repair

SHOWN = 80  # characters of what could not be read well
DECIMALS = 3  # of the score of a reference


def parse_of(doc: Doc, document: Document, language: Language, repairs: Sequence[Repair] = ()) -> Parse:
    """What a Doc says, frozen; `repairs` are those that were made to its tree."""
    strings, features = doc.vocab.strings, language.tags.features
    rows = doc.to_array([ORTH, LEMMA, TAG, POS, DEP, HEAD, SPACY, IDX])
    known = {key: intern(strings[key]) for key in np.unique(rows[:, :5]).tolist()}
    words, lemmas, tags, parts, deps = ([known[key] for key in column] for column in rows[:, :5].T.tolist())
    starts, ratings = rows[:, 7].tolist(), _ratings(doc)
    columns = Columns(
        words=words,
        spaces=rows[:, 6].astype(bool).tolist(),
        lemmas=lemmas,
        tags=tags,
        feats=[features[tag] if tag in features else str(doc[index].morph) for index, tag in enumerate(tags)],
        pos=parts,
        heads=(np.arange(len(doc)) + rows[:, 5].astype(np.int64)).tolist(),
        deps=deps,
        sentences=[(sentence.start, sentence.end) for sentence in doc.sents],
        names=[(name.start, name.end, name.label_) for name in doc.ents],
        factuality=[ratings.get(start) for start in starts],
    )
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    references = tuple(_references(doc, document, starts, ends))
    return Parse.of(document, columns, language, references, repairs, tuple(_unread(doc, document)))


def _ratings(doc: Doc) -> dict[int, float]:
    """The packaged reader's estimates of factuality, by the first character of their words: few have one, so none is asked for."""
    kept: Mapping[Any, Any] = doc.user_data
    return {key[2]: value for key, value in kept.items() if key[:2] == ("._.", "factuality") and value}


def _references(doc: Doc, document: Document, starts: Sequence[int], ends: Sequence[int]) -> Iterator[Reference]:
    """The mentions that the packaged reader found, each with what it stands for."""
    text = doc.text

    @cache
    def span(first: int, end: int) -> Span:
        return Span(document.id, starts[first], ends[end - 1], text[starts[first] : ends[end - 1]])

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
