"""Fits the confidence of facts to those that were judged: ridge logistic regression, cross-validated over documents.

Data: a folder with texts (*.txt) and signed.jsonl, whose lines are as kg/evaluation/confidence.py says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ReadError
from kg.evaluation.confidence import curve
from kg.evaluation.facts import Fact, facts_of
from kg.evaluation.scores import show
from kg.resources.confidence import Calibration

FEWEST = 5  # facts with a feature, for it to have a weight
PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0)
HARDLY = 1e-3  # the penalty of the base: finite also where all facts are signed
STEPS = 50
_HEAD = """# How likely a fact is signed: log odds of a fact of which nothing is known, and what each feature adds.
# Written by `python -m kg.training confidence`; kg/training/README.md says from what, and how far it can be believed.
"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A fact that somebody judged."""

    fact: Fact
    signed: bool


def confidence(data: Path, to: Path) -> None:
    """Fit to the judged facts of the folder `data`, write the numbers to the file `to`, and print the cross-validated curve."""
    judged = judgements(data)
    penalty = min(PENALTIES, key=lambda size: _loss(judged, size))
    chosen = fit(judged, penalty)
    lines = [f'"{name}" = {weight:.3f}' for name, weight in sorted(chosen.weights.items())]
    to.write_text(f"{_HEAD}base = {chosen.base:.3f}\n\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(judged)} facts of {len(_documents(judged))} documents, penalty {penalty}")
    show("confidence, cross-validated", curve(list(zip(crossed(judged, penalty), _signed(judged), strict=True))))


def judgements(data: Path) -> list[Judgement]:
    """The judged facts of a folder, in order. ReadError when there is no signed.jsonl, or nothing in it is a fact."""
    file = data / "signed.jsonl"
    if not file.is_file():
        raise ReadError("no judged facts", where=str(file), hint='write a line for each: {"id": claim, "signed": true}')
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    signed = {str(row["id"]): bool(row["signed"]) for row in rows}
    found = [Judgement(fact, signed[fact.id]) for fact in facts_of(sorted(data.glob("*.txt"))) if fact.id in signed]
    if not found:
        raise ReadError("none of the judged facts is in the graph of the texts", where=str(file))
    return found


def fit(judged: Sequence[Judgement], penalty: float) -> Calibration:
    """The most likely weights, each held near 0 by `penalty` (Newton's method; le Cessie and van Houwelingen 1992)."""
    seen = Counter(name for one in judged for name, value in one.fact.features.items() if value)
    names = sorted(name for name, times in seen.items() if times >= FEWEST)
    known = np.array([[1.0, *(one.fact.features.get(name, 0.0) for name in names)] for one in judged])
    held = np.diag([HARDLY, *[penalty] * len(names)])
    wanted, weights = np.array(_signed(judged), dtype=float), np.zeros(len(names) + 1)
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (wanted - expected) - held @ weights
        bend = (known.T * (expected * (1 - expected))) @ known + held
        step: NDArray[np.float64] = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return Calibration(float(weights[0]), dict(zip(names, (float(weight) for weight in weights[1:]), strict=True)))


def crossed(judged: Sequence[Judgement], penalty: float) -> list[float]:
    """The confidence of each fact by a fit to the facts of all other documents."""
    others: Mapping[str, Calibration] = {
        document: fit([one for one in judged if one.fact.document != document], penalty)
        for document in _documents(judged)
    }
    return [others[one.fact.document].probability(one.fact.features) for one in judged]


def _loss(judged: Sequence[Judgement], penalty: float) -> float:
    """The cross-validated log loss."""
    chances = zip(crossed(judged, penalty), _signed(judged), strict=True)
    return float(-np.log([chance if signed else 1 - chance for chance, signed in chances]).mean())


def _documents(judged: Sequence[Judgement]) -> list[str]:
    return sorted({one.fact.document for one in judged})


def _signed(judged: Sequence[Judgement]) -> list[bool]:
    return [one.signed for one in judged]
