"""What the network should say of a sentence: shares of probability over labels, from a corpus, from a teacher, or from both.

Sparse: of each word and task at most a few labels with their share. Gold labels are one label with all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.annotate.reader.conllu import Sentence
from kg.training.corpora import ENTITY_TAGS, Labels, lemma_script

TAGGING = ("xpos", "upos", "lemma")
KEPT = 4  # labels of a word that are kept of a teacher's shares

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass
class Shares:
    """Labels of W words and their shares, both (W, K); a share of 0 fills up, a row of zeros is a word without an answer."""

    label: Integers
    share: Floats

    @classmethod
    def gold(cls, labels: list[int]) -> Shares:
        """One label a word; -1 where there is none."""
        column = np.array(labels, np.int64).reshape(-1, 1)
        return cls(np.maximum(column, 0), (column >= 0).astype(np.float32))

    @classmethod
    def best(cls, scores: Floats) -> Shares:
        """The KEPT likeliest labels of scores (W, L), their shares summing to 1."""
        kept = min(KEPT, scores.shape[1])
        label = np.argpartition(-scores, kept - 1, axis=1)[:, :kept] if scores.shape[1] > kept else _all(scores)
        top = np.take_along_axis(scores, label, axis=1)
        share = np.exp(top - top.max(axis=1, keepdims=True))
        return cls(label.astype(np.int64), (share / share.sum(axis=1, keepdims=True)).astype(np.float32))

    def mixed(self, other: Shares, weight: float) -> Shares:
        """`weight` of these and the rest of the other; where these have no answer, only the other's."""
        own = np.where(self.share.sum(axis=1, keepdims=True) > 0, np.float32(weight), np.float32(0))
        return Shares(
            np.concatenate([self.label, other.label], axis=1),
            np.concatenate([self.share * own, other.share * (1 - own)], axis=1),
        )

    def within(self, allowed: NDArray[np.bool_]) -> Shares:
        """Only labels that are allowed, (W, L); a word keeps no answer when none of its labels is."""
        share = self.share * np.take_along_axis(allowed, self.label, axis=1)
        return Shares(self.label, share / np.maximum(share.sum(axis=1, keepdims=True), np.float32(1e-6)))


@dataclass
class Answers:
    """Answers for the W words of a sentence. `shares` by task: xpos, upos, lemma, head (1-based, 0 the root), label, entity."""

    shares: dict[str, Shares] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)  # to which `label` belongs
    allowed: NDArray[np.bool_] | None = None  # (W, entity tags); a row of False: not annotated
    factuality: Floats | None = None  # (W,); nan: not annotated


@dataclass
class Example:
    """A sentence and what should be said of it."""

    sentence: Sentence
    answers: Answers


def gold(sentence: Sentence, labels: Labels) -> Answers:
    """The answers of a corpus."""
    answers = Answers()
    size = len(sentence.words)
    if sentence.heads:
        pairs = zip(sentence.words, sentence.lemmas, strict=True)
        given = {
            "xpos": sentence.xpos,
            "upos": sentence.upos,
            "lemma": [lemma_script(word, lemma) for word, lemma in pairs],
            "label": sentence.labels,
        }
        answers.shares = {
            task: Shares.gold([labels.index[task].get(value, -1) for value in values]) for task, values in given.items()
        }
        answers.shares["head"] = Shares.gold(sentence.heads)
        answers.heads = sentence.heads
    if any(allowed is not None for allowed in sentence.entities):
        answers.allowed = np.zeros((size, len(ENTITY_TAGS)), bool)
        for at, allowed in enumerate(sentence.entities):
            answers.allowed[at, [labels.index["entity"][tag] for tag in allowed or ()]] = True
    if any(value is not None for value in sentence.factuality):
        answers.factuality = np.array([np.nan if value is None else value for value in sentence.factuality], np.float32)
    return answers


def taught(own: Answers, teacher: Answers, weight: float) -> Answers:
    """A corpus's answers with the teacher's: `weight` of the corpus's where it has any."""
    answers = Answers(dict(teacher.shares), teacher.heads, None, teacher.factuality)
    entity = teacher.shares["entity"]
    if own.allowed is not None:
        free = own.allowed | ~own.allowed.any(axis=1, keepdims=True)
        answers.shares["entity"] = entity.within(free)
        lost = answers.shares["entity"].share.sum(axis=1) == 0
        answers.allowed = own.allowed & lost[:, None]
    for task in (*TAGGING, "head"):
        if task in own.shares:
            answers.shares[task] = own.shares[task].mixed(teacher.shares[task], weight)
    if own.heads:
        answers.heads = own.heads
        same = np.array(own.heads) == np.array(teacher.heads)
        other = Shares(teacher.shares["label"].label, teacher.shares["label"].share * same[:, None])
        answers.shares["label"] = own.shares["label"].mixed(other, weight)
    if own.factuality is not None and teacher.factuality is not None:
        answers.factuality = np.where(np.isnan(own.factuality), teacher.factuality, own.factuality)
    return answers


def _all(scores: Floats) -> Integers:
    return np.tile(np.arange(scores.shape[1]), (len(scores), 1))
