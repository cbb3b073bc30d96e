"""Figures of factuality against sums by hand."""

import pytest

from kg.evaluation.factuality import score

LABELS = (3.0, -3.0, 0.0, 1.5)
EVENTS = [{"start": 3 * at, "end": 3 * at + 2, "token": at, "label": label} for at, label in enumerate(LABELS)]
GOLD = {"id": "a", "events": EVENTS}


def own(*labels: float, key: str = "start") -> dict[str, object]:
    """Predictions for the first events."""
    return {"events": [{key: event[key], "label": label} for event, label in zip(EVENTS, labels, strict=False)]}


@pytest.mark.parametrize("key", ["start", "token"])
def test_perfect(key: str) -> None:
    """By character or by token."""
    found = score([GOLD], {"a": own(3.0, -3.0, 0.0, 1.5, key=key)})
    assert found["events"] == {
        "gold": 4,
        "missing": 0,
        "mae": 0,
        "r": pytest.approx(1),
        "accuracy": 1,
        "macro_f1": 1,
        "asserted_wrongly": 0,
    }


def test_nothing_predicted_means_that_everything_happened() -> None:
    """Happened: 2 of 4 right, F1 4/6; the others 0: macro 2/9. |0| + |6| + |3| + |1.5| = 10.5 over 4. No variance, no r."""
    found = score([GOLD], {})
    assert found["events"] == {
        "gold": 4,
        "missing": 4,
        "mae": 10.5 / 4,
        "r": None,
        "accuracy": 1 / 2,
        "macro_f1": pytest.approx(2 / 9),
        "asserted_wrongly": 1,
    }


def test_half_right() -> None:
    """3 3 -3 2 for 3 -3 0 1.5: classes + + - + for + - o +. Happened F1 4/5, others 0. Error (0 + 6 + 3 + .5)/4. One of two asserted."""
    found = score([GOLD], {"a": own(3.0, 3.0, -3.0, 2.0)})
    assert found["happened"] == {"gold": 2, "f1": 4 / 5}
    assert found["open"] == {"gold": 1, "f1": 0}
    assert found["events"]["macro_f1"] == pytest.approx(4 / 15)
    assert found["events"]["mae"] == 9.5 / 4
    assert found["events"]["asserted_wrongly"] == 1 / 2
