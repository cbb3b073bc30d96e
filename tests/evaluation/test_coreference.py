"""Coreference figures against sums by hand."""

import pytest

from kg.evaluation.coreference import Coreference, b_cubed, ceaf, is_name, links

A, B, C, D, E, F = ([at, at + 1] for at in range(6))
GOLD = [[A, B, C], [D, E, F]]
Clusters = list[list[list[int]]]


def figures(gold: Clusters, own: Clusters) -> dict[str, dict[str, float | None]]:
    """The figures of one document."""
    coreference = Coreference()
    coreference.add(gold, own)
    return coreference.figures


def test_perfect_is_one() -> None:
    """Order and clusters of one mention do not matter."""
    found = figures(GOLD, [[F, E, D], [C, A, B], [[8, 9]]])
    assert [found[name]["f1"] for name in ("muc", "b3", "ceaf_e", "coreference")] == [1, 1, 1, 1]
    assert found["coreference"]["predicted"] == 2


@pytest.mark.parametrize("own", [[], [[A], [B]]])
def test_nothing_is_zero(own: Clusters) -> None:
    """No division by nothing."""
    found = figures(GOLD, own)
    assert [found[name]["f1"] for name in ("muc", "b3", "ceaf_e", "coreference")] == [0, 0, 0, 0]


def test_half_right() -> None:
    """The example of Luo (2005) in small: A B | C D E F for A B C | D E F.

    MUC: two clusters of three need 4 links; {A B C} is cut in two (keeps 1), {D E F} in one (keeps 2): recall 3/4. The other way
    {A B} keeps 1 of 1, {C D E F} 2 of 3: precision 3/4.
    B-cubed: recall A 2/3, B 2/3, C 1/3, D E F 1 each: (5/3 + 3)/6 = 7/9. Precision A B 1 each, C 1/4, D E F 3/4 each: (2 + 10/4)/6 = 3/4.
    CEAF: phi4({A B C}, {A B}) = 4/5, phi4({D E F}, {C D E F}) = 6/7; both sides have two clusters: (4/5 + 6/7)/2 = 29/35.
    """
    found = figures(GOLD, [[A, B], [C, D, E, F]])
    assert found["muc"]["recall"] == found["muc"]["precision"] == found["muc"]["f1"] == 3 / 4
    assert found["b3"]["recall"] == pytest.approx(7 / 9)
    assert found["b3"]["precision"] == pytest.approx(3 / 4)
    assert found["ceaf_e"]["f1"] == pytest.approx(29 / 35)
    assert found["coreference"]["f1"] == pytest.approx((3 / 4 + 2 * 7 / 9 * 3 / 4 / (7 / 9 + 3 / 4) + 29 / 35) / 3)


def test_a_missed_mention_costs_its_link() -> None:
    """MUC: a mention that the other side lacks is a part of its own; B-cubed: it has nothing in common."""
    gold, own = [frozenset([(0, 1), (1, 2), (2, 3)])], [frozenset([(0, 1), (1, 2)])]
    assert links(gold, own) == 1
    assert b_cubed(gold, own) == pytest.approx(4 / 3)


def test_alignment_is_the_best_and_not_the_greedy_one() -> None:
    """phi4: one with first 2*2/(2+4) = 2/3, one with second 2*2/(2+3) = 4/5, two with second 2*1/(2+3) = 2/5, two with first 0.

    The most similar pair first gives 4/5 + 0, the best alignment 2/3 + 2/5.
    """
    one, two = frozenset([(0, 1), (1, 2)]), frozenset([(4, 5), (5, 6)])
    first = frozenset([(0, 1), (1, 2), (8, 9), (9, 10)])
    second = frozenset([(0, 1), (1, 2), (4, 5)])
    assert ceaf([one, two], [first, second]) == pytest.approx(2 / 3 + 2 / 5)


def test_names_alone() -> None:
    """B-cubed of names: "Ada" and "Ms. Reyes" are one and "she" does not count; of three names two were joined."""
    text = "Ada met Ms. Reyes; Oslo honored Reyes, she said."
    ada, reyes, oslo, again, she = (
        [text.index(words), text.index(words) + len(words)] for words in ("Ada", "Ms. Reyes", "Oslo", "Reyes,", "she")
    )
    again[1] -= 1
    coreference = Coreference()
    coreference.add([[ada, reyes, she]], [[ada, reyes], [oslo, again, she]], text)
    assert coreference.figures["b3_names"] == {"precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Bank of Oslo", True),
        ("Oslo 's", True),
        ("1859", False),
        ("Expo 58", True),
        ("The bank", False),
        ("Him", False),
        ("of", False),
    ],
)
def test_written_like_a_name(words: str, expected: bool) -> None:
    """Capitals make a name, also with figures; pronouns that begin a sentence and bare figures are none."""
    assert is_name(words) is expected
