"""Whether events happened, did not happen, or may have.

Gold: `{"id", "events": [{"start", "end", "token", "label"}]}`, labels from -3 (did not happen) to 3 (happened) as in UDS-IH2
(Rudinger, White and Van Durme 2018, "Neural models of factuality"). Predicted: the same; an event is known by its "start", or
by its "token" where it has none.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from kg.evaluation.scores import Figures, macro_f1, mean, ratio

DEFAULT = 3.0  # of an event that was not predicted: a text that is silent about doubts says that it happened
CLASSES = ("happened", "open", "did_not")


def score(
    gold: Sequence[Mapping[str, Any]], predicted: Mapping[str, Mapping[str, Any]], names: object = None
) -> Figures:
    """Factuality of events: error and correlation of labels, the three-way reading, and events asserted wrongly.

    `mae` and `r` are mean absolute error and Pearson's r of the labels, the figures of UDS-IH2 and FactBank's followers.
    The three-way reading cuts labels at -1 and 1: `accuracy`, and `macro_f1`, the mean F1 of the three classes.
    `asserted_wrongly` is the share of events that did not happen or may not have, but were predicted as happened: what would
    make a graph say false things. `missing` counts events without a prediction, which count as happened.
    """
    labels: list[tuple[float, float | None]] = []
    for row in gold:
        known = _known(predicted.get(str(row["id"]), {}).get("events", ()))
        for event in row["events"]:
            found = known.get(("start", event.get("start")), known.get(("token", event.get("token"))))
            labels.append((event["label"], found))
    true = [label for label, _ in labels]
    own = [DEFAULT if label is None else label for _, label in labels]
    classes, own_classes = [reading(label) for label in true], [reading(label) for label in own]
    macro, each = macro_f1(classes, own_classes, CLASSES)
    doubtful = [found for real, found in zip(classes, own_classes, strict=True) if real != "happened"]
    figures: Figures = {
        "events": {
            "gold": len(true),
            "missing": sum(label is None for _, label in labels),
            "mae": mean(abs(one - other) for one, other in zip(true, own, strict=True)),
            "r": _correlation(true, own),
            "accuracy": mean(one == other for one, other in zip(classes, own_classes, strict=True)),
            "macro_f1": macro,
            "asserted_wrongly": ratio(doubtful.count("happened"), len(doubtful)),
        }
    }
    return figures | {name: {"gold": classes.count(name), "f1": each[name]} for name in CLASSES}


def reading(label: float) -> str:
    """The class of a label."""
    return "did_not" if label <= -1 else "happened" if label >= 1 else "open"


def _known(events: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int], float]:
    return {
        ("start", event["start"]) if "start" in event else ("token", event["token"]): event["label"] for event in events
    }


def _correlation(one: list[float], other: list[float]) -> float | None:
    """Pearson's r; None where one side does not vary."""
    try:
        return statistics.correlation(one, other)
    except statistics.StatisticsError:
        return None
