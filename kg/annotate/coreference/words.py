"""The words of a parsed Doc as plain columns: asking spaCy for a token, again and again, costs more than what is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_PUNCT,
    IS_SPACE,
    LEMMA,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    TAG,
)
from spacy.tokens import Doc

from kg.lang.language import Language

INSIDE = 1  # spaCy's number of a token that goes on with a name


@dataclass(frozen=True, slots=True)
class Words:
    """Columns over tokens, blanks included; heads, edges and children are indices of tokens."""

    language: Language
    text: list[str]
    lower: list[str]
    lemma: list[str]  # casefolded
    tag: list[str]
    pos: list[str]
    dep: list[str]
    label: list[str]  # of the name around it, "" for none
    goes_on: list[bool]  # with a name that has begun before
    space: list[bool]
    punct: list[bool]
    starts: list[bool]  # a sentence
    head: list[int]
    lefts: list[tuple[int, ...]]  # children before it, in text order
    rights: list[tuple[int, ...]]
    left_edge: list[int]
    right_edge: list[int]
    vectors: NDArray[np.float32]  # and a row of zeros behind the last token

    def __len__(self) -> int:
        return len(self.text)

    @classmethod
    def of(cls, doc: Doc, language: Language) -> Words:
        """The words of a Doc that has tags, a tree, lemmas and names, and vectors where it is to be ranked."""
        names = (ORTH, LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE, ENT_IOB, IS_SPACE, IS_PUNCT, SENT_START)
        columns = dict(zip(names, doc.to_array(list(names)).T.tolist(), strict=True))
        strings = doc.vocab.strings

        def spelled(attribute: int) -> list[str]:
            known = {key: strings[key] for key in set(columns[attribute])}
            return [known[key] for key in columns[attribute]]

        head = (doc.to_array(HEAD).astype(np.int64) + np.arange(len(doc))).tolist()
        return cls(
            language=language,
            text=spelled(ORTH),
            lower=spelled(LOWER),
            lemma=list(map(str.casefold, spelled(LEMMA))),
            tag=spelled(TAG),
            pos=spelled(POS),
            dep=spelled(DEP),
            label=spelled(ENT_TYPE),
            goes_on=[value == INSIDE for value in columns[ENT_IOB]],
            space=list(map(bool, columns[IS_SPACE])),
            punct=list(map(bool, columns[IS_PUNCT])),
            starts=[value == 1 for value in columns[SENT_START]],
            head=head,
            lefts=_children(head, before=True),
            rights=_children(head, before=False),
            left_edge=_edges(head, range(len(head))),
            right_edge=_edges(head, range(len(head) - 1, -1, -1)),
            vectors=_vectors(np.asarray(doc.tensor), len(doc)),
        )

    def children(self, at: int) -> tuple[int, ...]:
        """What depends on a word, in text order."""
        return self.lefts[at] + self.rights[at]

    def above(self, at: int) -> list[int]:
        """The heads above a word, from its own to the root; none for the root."""
        found = []
        while self.head[at] != at:
            at = self.head[at]
            found.append(at)
        return found


def _children(head: list[int], *, before: bool) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()] * len(head)
    for at, above in enumerate(head):
        if (at < above) if before else (at > above):
            found[above] += (at,)
    return found


def _edges(head: list[int], order: range) -> list[int]:
    """The first word in `order` of those at or below each word: whoever reaches a word first is it."""
    found: list[int] = [-1] * len(head)
    for index in order:
        at = index
        while found[at] < 0:
            found[at] = index
            at = head[at]
    return found


def _vectors(given: NDArray[Any], size: int) -> NDArray[np.float32]:
    """With a row of zeros at the end; without columns for a Doc that has no vectors."""
    found = np.zeros((size + 1, given.shape[-1]), dtype=np.float32)
    found[: len(given)] = given
    return found
