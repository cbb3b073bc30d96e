"""The steps of the recipe that need the corpora: `teach` fits the teacher, `read` lets it read, `fit` fits the student to both; `reteach`
and `refine` go on with them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from kg.settings import resource
from kg.training import distill, swaps
from kg.training.answers import Answers, Example, taught
from kg.training.corpora import Labels
from kg.training.fit import Material
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
    examples, passages = _taught(material, labels, work, config)
    fit_role("student", examples, passages, material, labels, work, config)


def refine(data: Path, work: Path, config: dict[str, Any]) -> None:
    """Let the student go on, with names swapped for others in a share of the sentences."""
    config = config | {"refined": config["student"] | config["refined"]}
    material = Material.load(data, config)
    labels = Labels.of(material.trees)
    examples, passages = _taught(material, labels, work, config)
    pools = swaps.pools([*examples, *passages], resource("entities.csv"), resource("offices.csv"))
    share = config["refined"]["swapped"]

    def changed(made: list[Example], chance: random.Random) -> list[Example]:
        return swaps.swapped(made, pools, share, chance)

    fit_role("refined", examples, passages, material, labels, work, config, changed)


def _taught(
    material: Material, labels: Labels, work: Path, config: dict[str, Any]
) -> tuple[list[Example], list[Example]]:
    """The corpora's sentences with their answers and the teacher's, and the passages with the teacher's."""
    own, answered = material.examples(labels), distill.load(work)
    weight = config["student"]["gold_weight"]
    examples = [
        Example(example.sentence, _joined(example, teacher.answers, weight))
        for example, teacher in zip(own, answered, strict=False)
    ]
    return examples, answered[len(own) :]


def _joined(example: Example, teacher: Answers, weight: float) -> Answers:
    """Of sentences that stand in a development treebank, only the names are learnt."""
    if example.sentence.document.startswith("uner/"):
        teacher = Answers({"entity": teacher.shares["entity"]})
    return taught(example.answers, teacher, weight)


def reteach(data: Path, work: Path, config: dict[str, Any]) -> None:
    """Let the teacher go on from where it stopped."""
    config = config | {"retaught": config["teacher"] | config["retaught"]}
    material = Material.load(data, config)
    labels = Labels.of(material.trees)
    fit_role("retaught", material.examples(labels), [], material, labels, work, config)
