"""Phrases, what is known of them, and which are compared; on pinned parses, with networks made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from docs import doc_of
from numpy.typing import NDArray
from parses import read
from spacy.tokens import Doc

from kg.annotate.coreference.mention_detection import FORMS, Phrase, phrases
from kg.annotate.coreference.mention_features import GENDERS, KINDS, NUMBERS, PRONOUNS, Numbers, Traits, traits
from kg.annotate.coreference.name_conflicts import Name, another, name_of
from kg.annotate.coreference.pair_features import (
    ALIKE,
    GROUPS,
    LIKENESS,
    NEAR,
    ONE,
    PLAIN,
    RELATED,
    TWO,
    Pairs,
    of_one,
    of_two,
    pairs,
    with_likeness,
)
from kg.annotate.coreference.ranking import (
    SURE,
    Coreference,
    alike,
    choose,
    decide,
    doubt,
    inputs,
    likeness,
    packed,
    unpacked,
)
from kg.annotate.coreference.words import Words
from kg.lang.en import ENGLISH

DOCS = {name: doc_of(parse) for name, parse in read(Path(__file__).with_name("mentions.conllu")).items()}


def texts(doc: Doc) -> list[str]:
    """The phrases of a Doc, in their order."""
    return [doc[phrase.start : phrase.end].text for phrase in phrases(Words.of(doc, ENGLISH))]


def test_phrases_in_full() -> None:
    """A phrase has all its ends: bare, with each modifier, with its apposition; pronouns and adverbs of place are phrases."""
    assert texts(DOCS["minister"]) == [
        "The minister of Peru who resigned",
        "The minister of Peru",
        "The minister",
        "Peru",
        "who",
        "her deputy, Ana Reyes",
        "her deputy",
        "her",
        "Ana Reyes",
        "here",
    ]


def test_phrases_with_marks_and_coordination() -> None:
    """Quotation marks inside stay, marks at the end go; "there" that stands for nothing is no phrase."""
    assert texts(DOCS["friends"]) == [
        'Norway\'s "old friends" and rivals',
        "Norway's \"old friends",
        "Norway's",
        "rivals",
        "it",
    ]


def test_phrases_do_not_cut_names() -> None:
    """A place behind the comma of a place is part of it, one of a list is not; a name is whole where the tree tears it."""
    assert texts(DOCS["places"]) == [
        "The bank in Lund, Sweden, Peru and Chile",
        "The bank",
        "Lund, Sweden, Peru and Chile",
        "Lund, Sweden, Peru",
        "Lund, Sweden",
        "Sweden",
        "Peru",
        "Chile",
        "Red Lantern",
    ]


def known(name: str) -> tuple[list[Phrase], Traits]:
    """Phrases of a pinned parse, and their traits."""
    words = Words.of(DOCS[name], ENGLISH)
    found = phrases(words)
    return found, traits(words, found)


def test_kinds_of_pronouns_are_those_that_the_networks_know() -> None:
    """A kind of the language that the networks have no row for would be lost, or shift all others."""
    assert tuple(sorted(set(ENGLISH.reference.kinds_of_pronoun.values()))) == PRONOUNS


def test_traits() -> None:
    """Kind, number and gender come from words and labels; heads seen before are counted."""
    found, has = known("again")
    rows = {DOCS["again"][phrase.start : phrase.end].text: row for row, phrase in enumerate(found)}
    told = {
        text: (KINDS[has.kind[row]], NUMBERS[has.number[row]], GENDERS[has.gender[row]]) for text, row in rows.items()
    }
    assert told["The king"] == ("definite", "one", "he")
    assert told["He"] == ("he", "one", "he")
    assert told["Peru"] == ("name", "one", "thing")
    assert has.times[rows["the old king of Peru"]] == 1
    assert has.times[rows["The king"]] == 0
    assert has.sentence[rows["He"]] == 1


def test_pairs_are_numbered_within_their_classes() -> None:
    """Every class of a phrase and of a pair has a row of its own in the tables."""
    for name in DOCS:
        found, has = known(name)
        chosen = np.arange(len(found), dtype=np.int32)
        both = pairs(has, chosen.tolist())
        one, two = (
            of_one(has),
            with_likeness(of_two(has, both, chosen), has, both, np.zeros(len(both.later), np.float32)),
        )
        for classes, sizes in ((one, ONE), (two, TWO)):
            ends = np.cumsum(sizes)
            assert classes.shape[1] == len(sizes)
            assert (classes < ends).all()
            assert (classes >= ends - sizes).all()


def test_pairs_say_what_is_common() -> None:
    """ "the old king of Peru" shares "king" with "The king", and comes after it."""
    found, has = known("again")
    both = pairs(has, range(len(found)))
    rows = zip(both.later.tolist(), both.earlier.tolist(), both.shared.tolist(), strict=True)
    words = DOCS["again"]
    shared = {
        (words[found[one].start : found[one].end].text, words[found[two].start : found[two].end].text): count
        for one, two, count in rows
    }
    assert shared["the old king of Peru", "The king"] == 1
    assert shared["He", "The king"] == 0


def test_time_grows_with_the_length() -> None:
    """Each phrase of a long text is compared with those near it and a few that share a word, however many there are."""
    rows = 2000
    column = np.zeros(rows, dtype=np.int32)
    columns: dict[str, Numbers] = {name: column for name in Traits.__slots__ if name != "content"}
    has = Traits(**columns, content=tuple(frozenset({row % 7}) for row in range(rows)))
    both = pairs(has, range(rows))
    most = np.bincount(both.later).max()
    assert most == NEAR + RELATED
    assert len(both.later) <= rows * (NEAR + RELATED)


def decided(
    new: list[float], scores: dict[tuple[int, int], float], names: Sequence[Name | None] = ()
) -> list[int | None]:
    """What each mention stands for, given scores of (later, earlier)."""
    later, earlier = np.array(sorted(scores), dtype=np.int32).reshape(-1, 2).T
    values = np.array([scores[pair] for pair in sorted(scores)], dtype=np.float32)
    return [before for before, _ in decide(np.array(new, dtype=np.float32), values, later, earlier, names)]


def test_the_likelier_one_is_taken() -> None:
    """A mention is new unless an earlier one has more."""
    assert decided([0, 0, 0], {(1, 0): -1.0, (2, 0): 1.0, (2, 1): 0.5}) == [None, None, 0]


def test_mentions_of_one_thing_count_together() -> None:
    """Two mentions of one thing beat a single one that is likelier than each of them."""
    scores = {(1, 0): 5.0, (2, 0): -5.0, (2, 1): -5.0, (3, 0): 1.0, (3, 1): 1.1, (3, 2): 1.4}
    assert decided([0, 0, 0, 0], scores) == [None, 0, None, 1]


def test_scores_are_probabilities() -> None:
    """Of something new and the only earlier one, with equal scores, each has a half; a lone mention is sure to be new."""
    none = np.zeros(0, dtype=np.float32)
    assert decide(np.zeros(1, dtype=np.float32), none, none.astype(np.int32), none.astype(np.int32)) == [(None, 1.0)]
    one = np.ones(1, dtype=np.float32)
    found = decide(np.zeros(2, dtype=np.float32), one, np.array([1], np.int32), np.array([0], np.int32))
    assert found[1][0] == 0
    assert found[1][1] == pytest.approx(np.e / (1 + np.e))


def test_a_thing_has_one_name() -> None:
    """A mention joins no thing of another name, be it by a pronoun; one that is part of a name there may."""
    scores = {(1, 0): 5.0, (2, 0): -9.0, (2, 1): 5.0, (3, 0): -9.0, (3, 1): 5.0, (3, 2): -9.0}
    told = {
        name: Name("PERSON", frozenset(name.split())) for name in ("ana ruiz", "eva soto", "ruiz", "eva ruiz", "eva")
    }
    for third, fourth, joined in (("eva soto", "ruiz", [None, 1]), ("ruiz", "eva ruiz", [1, None])):
        names = [told["ana ruiz"], None, told[third], told[fourth]]
        assert decided([0, 0, 0, 0], scores, names) == [None, 0, *joined]


def test_names_of_two_things() -> None:
    """Names without a word in common, or full names of which each has another word; not short forms, nor other kinds."""
    for name, called, expected in (
        ("eva", ["ana ruiz"], True),
        ("eva", ["ana ruiz", "eva ruiz"], False),
        ("eva ruiz", ["ruiz", "ana ruiz"], True),
        ("ben ruiz", ["benjamin ruiz"], False),
        ("ruiz", [], False),
    ):
        given = [Name("PERSON", frozenset(other.split())) for other in called]
        assert another(Name("PERSON", frozenset(name.split())), given) is expected, (name, called)
    assert not another(Name("GPE", frozenset({"peru"})), [Name("PERSON", frozenset({"ana"}))])
    north, south = (Name("GPE", frozenset({side, "dorn"})) for side in ("north", "south"))
    assert another(north, [south])


def test_names_without_titles() -> None:
    """A name is told by its words but for titles and offices; an acronym tells nothing."""
    doc = DOCS["names"]
    words = Words.of(doc, ENGLISH)
    found = {doc[phrase.start : phrase.end].text: name_of(words, phrase) for phrase in phrases(words)}
    assert found["Mr. Ruiz"] == Name("PERSON", frozenset({"ruiz"}))
    assert found["Queen Ada of Lima and Peru"] == Name("PERSON", frozenset({"ada"}))
    assert found["Peru"] == Name("GPE", frozenset({"peru"}))
    assert found["the U.S."] is None


def test_doubt() -> None:
    """What is sure to be a mention costs nothing; the less sure the more, and what is none does not cost without end."""
    costs = doubt(np.array([1.0, 0.95, 0.5, 0.15, 0.0], dtype=np.float32))
    assert costs[0] == costs[1] == 0
    assert costs[2] == pytest.approx(SURE)
    assert costs[2] < costs[3] < costs[4] == pytest.approx(2 * SURE)


def test_one_mention_a_head() -> None:
    """Of the phrases with one head the likeliest is the mention; what is coordinated with it is one beside it."""
    bare, full, both = Phrase(0, 1, 0, 0), Phrase(0, 3, 0, 1), Phrase(0, 5, 0, FORMS.index("coordinated"))
    found = [both, full, bare, Phrase(4, 5, 4, 0), Phrase(2, 3, 2, 0)]
    assert choose(found, np.array([0.2, 0.9, 0.6, 0.3, 0.1], dtype=np.float32)).tolist() == [0, 1, 3]


WIDTH = 4


def by_hand(mention: float, pair: float, **more: NDArray[Any]) -> Coreference:
    """Networks that think the same of every phrase, and of every pair; `more` tables."""
    shapes = {
        "mention.vectors": (2, 3 * WIDTH),
        "mention.classes": (sum(ONE), 2),
        "mention.out": (1, 2),
        "rank0.vectors": (2, 3 * WIDTH),
        "rank0.classes": (sum(ONE), 2),
        "rank0.later": (2, 2),
        "rank0.earlier": (2, 2),
        "rank0.product": (2, 2),
        "rank0.pair_classes": (sum(TWO), 2),
        "rank0.pair_hidden": (2, 2),
        "rank0.pair_out": (1, 2),
        "rank0.new_hidden": (2, 2),
        "rank0.new_out": (1, 2),
    }
    tables: dict[str, NDArray[Any]] = {f"{name}.weight": np.zeros(shape) for name, shape in shapes.items()}
    tables |= {"mention.out.bias": np.full(1, mention), "rank0.pair_out.bias": np.full(1, pair)}
    tables |= {"inputs.mean": np.zeros(3 * WIDTH), "inputs.spread": np.ones(3 * WIDTH)}
    return Coreference(tables | more)


def with_vectors(name: str) -> Doc:
    """A pinned parse with a vector a word."""
    doc = DOCS[name].copy()
    doc.tensor = np.random.default_rng(0).normal(size=(len(doc), WIDTH)).astype(np.float16)
    return doc


def test_links() -> None:
    """Every likely mention is there, in text order, linked to an earlier one when the networks say so."""
    doc = with_vectors("again")
    linked = by_hand(5.0, 2.0).links(doc, ENGLISH)
    assert [doc[link.phrase.start : link.phrase.end].text for link in linked] == [
        "The king",
        "He",
        "the old king of Peru",
        "Peru",
    ]
    assert [link.antecedent is None for link in linked] == [True] + [False] * (len(linked) - 1)
    assert all(link.antecedent is None for link in by_hand(5.0, -2.0).links(doc, ENGLISH))
    assert by_hand(-5.0, 2.0).links(doc, ENGLISH) == ()
    assert by_hand(5.0, 2.0).links(Doc(doc.vocab), ENGLISH) == ()


def test_pairs_that_a_sieve_leaves_out() -> None:
    """What its weights come to decides whether the networks see a pair: with one weight for "he", only what "he" stands for is seen."""
    doc, weights = with_vectors("again"), np.zeros(sum(PLAIN))
    he = KINDS.index("he") * len(KINDS)
    weights[he : he + len(KINDS)] = 1.0
    linked = by_hand(5.0, 2.0, **{"sieve.weight": weights, "sieve.bias": np.full((), -0.5)}).links(doc, ENGLISH)
    assert [link.antecedent is not None for link in linked] == [False, True, False, False]


def test_vectors_of_a_phrase() -> None:
    """Head, mean and the word above, side by side."""
    doc = with_vectors("again")
    row = inputs(Words.of(doc, ENGLISH), [Phrase(0, 2, 1, 0)])[0]
    words = doc.tensor.astype(np.float32)
    assert row == pytest.approx(np.concatenate([words[1], words[:2].mean(0), words[2]]), abs=1e-3)


def test_tables_in_eight_bits() -> None:
    """Rows come back within half a step of their largest number; what has one dimension as halves."""
    table = np.random.default_rng(0).normal(size=(5, 40)) * np.array([[1.0], [10.0], [0.01], [0.0], [1e-4]])
    given = {"rank0.later.weight": table, "rank0.later.bias": np.array([0.1, 0.2])}
    small = packed(given)
    assert small["rank0.later.weight"].dtype == np.int8
    found = unpacked(small)
    assert found.keys() == given.keys()
    assert found["rank0.later.bias"] == pytest.approx([0.1, 0.2], abs=1e-3)
    assert (np.abs(found["rank0.later.weight"] - table) <= np.abs(table).max(1, keepdims=True) / 200 + 1e-6).all()


def test_likeness_of_mentions() -> None:
    """Heads with heads and means with means, each layer for itself; the length of a vector says nothing, nor the word above."""
    head, mean, above = [1.0, 0.0, 0.0, 2.0], [0.0, 3.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]
    other_head, other_mean = [2.0, 0.0, 5.0, 0.0], [0.0, -1.0, 4.0, 4.0]
    rows = np.array([[*head, *mean, *above], [*other_head, *other_mean, *[-1.0] * 4]], dtype=np.float32)
    none, one = np.zeros(12, dtype=np.float32), np.ones(12, dtype=np.float32)
    cosines = likeness(alike(rows, none, one), np.array([1, 0]), np.array([0, 0]))
    assert cosines == pytest.approx(np.array([[1, 0, -1, 1], [1, 1, 1, 1]]), abs=1e-6)


def test_classes_of_likeness() -> None:
    """Each vector that is compared has classes of its own, behind those of the traits."""
    doc = DOCS["again"]
    words = Words.of(doc, ENGLISH)
    known = traits(words, phrases(words))
    both = pairs(known, [0, 1])
    plain = of_two(known, both, np.arange(len(known), dtype=np.int32))
    low, high = (with_likeness(plain, known, both, np.full((1, ALIKE), value)) for value in (-1.0, 1.0))
    assert (low[:, : len(PLAIN)] == plain).all()
    size = (len(LIKENESS) + 1) * len(GROUPS) ** 2
    assert (np.diff(low[0, len(PLAIN) :]) == size).all()
    assert (high[0, len(PLAIN) :] - low[0, len(PLAIN) :] == len(LIKENESS) * len(GROUPS) ** 2).all()
    assert sum(PLAIN) <= low[0, len(PLAIN)] < high[0, -1] < sum(TWO)


def test_some_of_the_pairs() -> None:
    """A part of the pairs keeps its columns together."""
    numbers = np.arange(5, dtype=np.int32)
    part = Pairs(numbers, numbers - 1, numbers * 2).part(slice(1, 3))
    assert (part.later.tolist(), part.earlier.tolist(), part.shared.tolist()) == ([1, 2], [0, 1], [2, 4])
