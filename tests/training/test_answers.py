"""Answers for training: from corpora, from a teacher, from both."""

from __future__ import annotations

import numpy as np
import pytest

from kg.annotate.reader.conllu import Sentence
from kg.training.answers import Answers, Shares, gold, taught
from kg.training.corpora import ENTITY_TAGS, Labels, titles

TREE = Sentence(
    document="d",
    words=["Peru", "left"],
    upos=["PROPN", "VERB"],
    xpos=["NNP", "VBD"],
    lemmas=["Peru", "leave"],
    heads=[2, 0],
    labels=["nsubj", "root"],
    entities=[("B-GPE", "B-LOC"), ("O",)],
    factuality=[None, 3.0],
)


@pytest.fixture
def labels() -> Labels:
    """Inventories of many copies of TREE, so that its lemma scripts are frequent enough."""
    return Labels.of([TREE] * 3)


def teacher(labels: Labels, heads: list[int], kind: str) -> Answers:
    """A teacher who is sure of everything: the tree, and that the first word is of `kind`."""
    answers = gold(TREE, labels)
    answers.shares["head"], answers.heads = Shares.gold(heads), heads
    answers.shares["entity"] = Shares.gold([ENTITY_TAGS.index(kind), 0])
    answers.allowed, answers.factuality = None, np.array([1.0, 1.0], np.float32)
    return answers


def test_best_labels() -> None:
    """The likeliest labels are kept, their shares sum to 1 and fall with the scores."""
    shares = Shares.best(np.array([[0.0, 5.0, 1.0, -3.0, 4.0, 2.0]], np.float32))
    assert set(shares.label[0]) == {1, 4, 5, 2}
    assert shares.share.sum() == pytest.approx(1.0)
    assert shares.label[0, shares.share[0].argmax()] == 1


def test_few_labels_are_all_kept() -> None:
    """A task with fewer labels than are kept keeps them all."""
    shares = Shares.best(np.array([[0.0, 1.0], [3.0, 1.0]], np.float32))
    assert shares.label.tolist() == [[0, 1], [0, 1]]


def test_gold_answers(labels: Labels) -> None:
    """A corpus gives each word one label, the tags it allows, and factuality where it was rated."""
    answers = gold(TREE, labels)
    assert answers.shares["head"].label.tolist() == [[2], [0]]
    assert answers.allowed is not None
    assert answers.factuality is not None
    assert answers.allowed.sum(axis=1).tolist() == [2, 1]
    assert np.isnan(answers.factuality[0])
    assert answers.factuality[1] == 3.0


def test_corpus_and_teacher_share(labels: Labels) -> None:
    """Where both have an answer the corpus has its weight and the teacher the rest."""
    answers = taught(gold(TREE, labels), teacher(labels, [0, 1], "B-GPE"), 0.6)
    head = answers.shares["head"]
    shares = dict(zip(head.label[0].tolist(), head.share[0].tolist(), strict=True))
    assert shares == {2: pytest.approx(0.6), 0: pytest.approx(0.4)}
    assert answers.heads == TREE.heads


def test_labels_of_other_arcs_do_not_count(labels: Labels) -> None:
    """A teacher who attaches a word elsewhere says nothing of the label of the corpus's arc."""
    answers = taught(gold(TREE, labels), teacher(labels, [0, 1], "B-GPE"), 0.6)
    assert answers.shares["label"].share.sum(axis=1) == pytest.approx([0.6, 0.6])


def test_teacher_stays_within_what_a_corpus_allows(labels: Labels) -> None:
    """Of allowed tags the teacher chooses; a tag that the corpus rules out leaves the set of allowed ones as the answer."""
    allowed = taught(gold(TREE, labels), teacher(labels, [2, 0], "B-GPE"), 0.6)
    assert allowed.shares["entity"].share[0].sum() == pytest.approx(1.0)
    assert allowed.allowed is not None
    assert not allowed.allowed.any()
    ruled_out = taught(gold(TREE, labels), teacher(labels, [2, 0], "B-PERSON"), 0.6)
    assert ruled_out.shares["entity"].share[0].sum() == 0
    assert ruled_out.allowed is not None
    assert ruled_out.allowed[0].sum() == 2


def test_rated_events_stay_as_rated(labels: Labels) -> None:
    """People's ratings of events come before the teacher's."""
    answers = taught(gold(TREE, labels), teacher(labels, [2, 0], "B-GPE"), 0.6)
    assert answers.factuality is not None
    assert answers.factuality.tolist() == [1.0, 3.0]


@pytest.mark.parametrize(
    ("words", "count"),
    [("Mr. Quill", 1), ("President Ada Quill", 1), ("Foreign Minister Ada Quill", 2), ("Ada Quill", 0), ("Judge", 0)],
)
def test_titles_are_no_part_of_names(words: str, count: int) -> None:
    """Titles at the front are counted; a name that is nothing but a title stays."""
    assert titles(words.split()) == count
