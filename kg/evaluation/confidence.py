"""How far the confidence of facts can be believed: of those at 0.9, do nine of ten hold?

`gold`: JSON Lines, {"id": id of a claim, "signed": whether a careful reader would sign it}; `pred`: the claims.jsonl of a build of
the same texts. Facts that nobody judged do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kg.evaluation.scores import Figures, mean, ratio

_BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_SURE = (0.7, 0.8, 0.85, 0.9, 0.95)

Judged = tuple[float, bool]  # confidence of a fact, and whether it is signed


def score(
    gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Mapping[str, Any]], names: Mapping[str, Any]
) -> Figures:
    """The figures of `curve` for the facts that are judged."""
    known = ((row, predicted.get(str(row["id"]))) for row in gold)
    return curve([(float(claim["confidence"]), bool(row["signed"])) for row, claim in known if claim is not None])


def curve(judged: Sequence[Judged]) -> Figures:
    """Facts by confidence: how many, their mean confidence, the share that is signed; the same from a threshold on; over all, the
    Brier score, the expected calibration error over those bins (Naeini et al. 2015), and the area under the ROC curve."""
    found: Figures = {}
    error = 0.0
    for low, high in pairwise(_BOUNDS):
        inside = [item for item in judged if low <= item[0] < high or item[0] == high == 1]
        if inside:
            found[f"{low:.2f} to {high:.2f}"] = _row(inside)
            error += ratio(len(inside), len(judged)) * abs(mean(c for c, _ in inside) - mean(s for _, s in inside))
    found |= {f"from {low:.2f}": _row(above) for low in _SURE if (above := [item for item in judged if item[0] >= low])}
    brier = mean((confidence - signed) ** 2 for confidence, signed in judged)
    found["all"] = _row(judged)
    found["error"] = {"brier": brier, "calibration_error": error, "auc": auc(judged)}
    return found


def _row(judged: Sequence[Judged]) -> dict[str, float | None]:
    return {"facts": len(judged), "confidence": mean(c for c, _ in judged), "signed": mean(s for _, s in judged)}


def auc(judged: Sequence[Judged]) -> float | None:
    """The chance that a signed fact has more confidence than one that is not; None where all are alike."""
    signed = [confidence for confidence, right in judged if right]
    others = [confidence for confidence, right in judged if not right]
    pairs = sum((one > other) + (one == other) / 2 for one in signed for other in others)
    return ratio(pairs, len(signed) * len(others)) if signed and others else None
