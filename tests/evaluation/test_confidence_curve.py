"""The curve of confidence against what is signed, on hand-made facts."""

import pytest

from kg.evaluation.confidence import auc, curve, score


def test_curve_counts_facts_by_confidence() -> None:
    """Each bin and threshold has its facts, their mean confidence and the share that is signed."""
    found = curve([(0.95, True), (0.92, False), (0.92, True), (0.55, False)])
    assert found["0.90 to 0.95"] == {"facts": 2, "confidence": pytest.approx(0.92), "signed": 0.5}
    assert found["0.95 to 1.00"]["facts"] == 1
    assert found["from 0.90"] == {"facts": 3, "confidence": pytest.approx(0.93), "signed": pytest.approx(2 / 3)}
    assert found["all"]["facts"] == 4
    assert "0.70 to 0.80" not in found


def test_error_is_zero_when_confidence_is_the_share() -> None:
    """Four facts at 0.75 of which three are signed have no calibration error, and a Brier score of 3/16."""
    found = curve([(0.75, True)] * 3 + [(0.75, False)])
    assert found["error"]["calibration_error"] == pytest.approx(0)
    assert found["error"]["brier"] == pytest.approx(3 / 16)


def test_auc_is_the_chance_of_the_right_order() -> None:
    """Ties count half; of facts that are all signed there is none."""
    assert auc([(0.9, True), (0.8, False), (0.8, True)]) == 0.75
    assert auc([(0.9, True)]) is None


def test_only_facts_that_are_judged_count() -> None:
    """Gold lines name claims by id; of others, and of claims that are not there, nothing is known."""
    gold = [{"id": "a", "signed": True}, {"id": "gone", "signed": False}]
    predicted = {"a": {"id": "a", "confidence": 0.9}, "b": {"id": "b", "confidence": 0.9}}
    assert score(gold, predicted, {})["all"] == {"facts": 1, "confidence": 0.9, "signed": 1.0}
