"""Figures of triples against counts by hand."""

import pytest

from kg.evaluation.triples import score

GOLD = [
    {"id": "a", "sent": "...", "triples": [{"sub": "Ana Ruiz", "rel": "head of", "obj": "Peru"}]},
    {"id": "b", "sent": "...", "triples": [{"sub": "Lima", "rel": "capital of", "obj": "Peru"}]},
]
RIGHT = {"a": {"triples": [["Ana Ruiz", "head of", "Peru"]]}, "b": {"triples": [["lima", "capital_of", "PERU"]]}}


def test_perfect() -> None:
    """Case and underscores aside, twice said is said once."""
    own = {**RIGHT, "a": {"triples": RIGHT["a"]["triples"] * 2}}
    found = score(GOLD, own)
    assert [found[name]["f1"] for name in ("strict", "loose", "pair", "sentence")] == [1, 1, 1, 1]
    assert found["density"] == {"predicted": 1, "gold": 1}


def test_nothing_predicted() -> None:
    """Zero, not a crash; of no sentences too."""
    assert [score(GOLD, {})[name]["f1"] for name in ("strict", "loose", "pair", "sentence")] == [0, 0, 0, 0]
    assert score([], {})["sentence"]["f1"] == 0


def test_half_right() -> None:
    """a: right, and one of a property that the gold lacks. b: nothing. Strict 1 of 2 and 2; sentences: P, R, F1 of 1 and 0."""
    found = score(GOLD, {"a": {"triples": [["Ana Ruiz", "head of", "Peru"], ["Ana Ruiz", "born in", "Lima"]]}})
    assert found["strict"]["f1"] == 1 / 2
    assert found["sentence"] == {"precision": 1 / 2, "recall": 1 / 2, "f1": 1 / 2}


def test_swapped_and_nearly() -> None:
    """The wrong way round is a pair and nothing else; a longer name is nearly the same."""
    found = score(
        GOLD,
        {
            "a": {"triples": [["Peru", "head of", "Ana Ruiz"]]},
            "b": {"triples": [["Lima", "capital of", "the Peru coast"]]},
        },
    )
    assert found["strict"]["f1"] == 0
    assert found["loose"]["f1"] == 1 / 2
    assert found["pair"]["f1"] == 1


def test_names_of_predicted_properties() -> None:
    """Predictions are renamed, gold is not."""
    own = {"a": {"triples": [{"sub": "Ana Ruiz", "rel": "leads", "obj": "Peru"}]}}
    assert score(GOLD, own)["strict"]["recall"] == 0
    assert score(GOLD, own, {"relations": {"leads": "head of"}})["strict"]["recall"] == pytest.approx(1 / 2)
