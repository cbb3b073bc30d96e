"""How likely a fact is signed by a careful reader: a logistic regression whose numbers stand in confidence.toml.

`python -m kg.training confidence` fits them (kg/training/README.md); kg/mapping/confidence.py says what is looked at.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

NUMBERS = Path(__file__).with_name("confidence.toml")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Log odds of a fact of which nothing is known (`base`), and what each feature adds to them times its value."""

    base: float
    weights: Mapping[str, float]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Calibration:
        """The numbers that kg ships."""
        found = tomllib.loads(NUMBERS.read_text(encoding="utf-8"))
        return cls(found["base"], found["weights"])

    def probability(self, features: Mapping[str, float]) -> float:
        """Of facts with these features, the share that is signed, 0 to 1. Features without a weight count nothing."""
        odds = self.base + sum(self.weights.get(name, 0.0) * features[name] for name in sorted(features))
        return 1 / (1 + math.exp(-odds))
