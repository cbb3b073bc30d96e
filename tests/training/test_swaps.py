"""Names swapped for others, in training."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from kg.annotate.reader.conllu import Sentence
from kg.settings import resource
from kg.training import swaps
from kg.training.answers import Answers, Example, Shares
from kg.training.corpora import ENTITY_TAGS

WORDS = "Mara Lind left Peru with 12 FM".split()
TAGS = ("B-PERSON", "I-PERSON", "O", "B-GPE", "O", "O", "B-ORG")
POOLS: swaps.Pools = {("PERSON", 2): [("Ana", "Roca")], ("GPE", 1): [("Ghana",)], ("ORG", 1): [("Nestor",)]}


def example(sure: float = 1.0, words: list[str] | None = None) -> Example:
    """A sentence with a person, a country and a station, of whose tags a teacher is so `sure`."""
    own = words or WORDS
    tree = Sentence("d", own, [""] * 7, [""] * 7, own, [0] * 7, [""] * 7, [("O",)] * 7, [None] * 7)
    labels = np.array([[ENTITY_TAGS.index(tag)] for tag in TAGS])
    return Example(tree, Answers({"entity": Shares(labels, np.full(labels.shape, sure, np.float32))}))


def test_names_are_swapped_for_others_of_their_kind_and_length() -> None:
    """All else stays, also what the names stand for."""
    given = example()
    [made] = swaps.swapped([given], POOLS, 1.0, random.Random(1))
    assert made.sentence.words == "Ana Roca left Ghana with 12 Nestor".split()
    assert made.answers is given.answers
    assert given.sentence.words == WORDS


def test_only_a_share_is_swapped() -> None:
    """About as many as were asked for, the same each time."""
    made = swaps.swapped([example()] * 400, POOLS, 0.3, random.Random(1))
    changed = sum(item.sentence.words != WORDS for item in made)
    assert 80 < changed < 160
    again = swaps.swapped([example()] * 400, POOLS, 0.3, random.Random(1))
    assert [item.sentence.words for item in again] == [item.sentence.words for item in made]


def test_what_is_no_sure_name_stays() -> None:
    """Where the teacher doubts, and where a name holds more than capitalised words."""
    assert list(swaps.names(example(0.5))) == []
    odd = example(words="mara Lind left Peru with 12 F.M.".split())
    assert list(swaps.names(odd)) == [(3, 4, "GPE")]


def test_pools_hold_the_names_of_the_texts_and_of_the_gazetteer() -> None:
    """Each once, in order."""
    found = swaps.pools([example(), example()], resource("entities.csv"), resource("offices.csv"))
    assert ("Mara", "Lind") in found["PERSON", 2]
    assert ("Ashraf", "Ghani") in found["PERSON", 2]
    assert ("Ghana",) in found["GPE", 1]
    assert all(names == sorted(set(names)) for names in found.values())
    assert all(word.isalpha() for names in found.values() for name in names for word in name)


def test_no_table_is_needed_twice(tmp_path: Path) -> None:
    """Tables without the kinds that are swapped add nothing."""
    entities, people = tmp_path / "entities.csv", tmp_path / "people.csv"
    entities.write_text("label,type\nThe Iliad,Work\n", encoding="utf-8")
    people.write_text("name\n", encoding="utf-8")
    assert swaps.pools([], entities, people) == {}
