"""The steps of the recipe that need the corpora: `teach` fits the teacher, `read` lets it read, `fit` fits the student to both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.training import distill
from kg.training.answers import Answers, taught
from kg.training.corpora import Labels
from kg.training.fit import Example, Material
from kg.training.fit import fit as fit_role


def teach(data: Path, work: Path, config: dict[str, Any]) -> None:
    """Fit the teacher to the corpora."""
    material = Material.load(data, config)
    labels = Labels.of(material.trees)
    fit_role("teacher", material.examples(labels), [], material, labels, work, config)


def read(data: Path, work: Path, config: dict[str, Any]) -> None:
    """Let the teacher read the corpora and the passages."""
    distill.read(data, work, config)


def fit(data: Path, work: Path, config: dict[str, Any]) -> None:
    """Fit the student to the corpora and to what the teacher says."""
    material = Material.load(data, config)
    labels = Labels.of(material.trees)
    own, answered = material.examples(labels), distill.load(work)
    weight = config["student"]["gold_weight"]
    examples = [
        Example(example.sentence, _joined(example, teacher.answers, weight))
        for example, teacher in zip(own, answered, strict=False)
    ]
    fit_role("student", examples, answered[len(own) :], material, labels, work, config)


def _joined(example: Example, teacher: Answers, weight: float) -> Answers:
    """Of sentences that stand in a development treebank, only the names are learnt."""
    if example.sentence.document.startswith("uner/"):
        teacher = Answers({"entity": teacher.shares["entity"]})
    return taught(example.answers, teacher, weight)
