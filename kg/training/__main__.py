"""`python -m kg.training teach|read|fit|reteach|read|refine|package|refer|sift|refer|card`: the steps that make the reader, in this order.

`confidence` fits the numbers behind the confidence of facts, after any change of the reader or the rules.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

STEPS = ("teach", "read", "fit", "reteach", "refine", "package", "refer", "sift", "card", "confidence")


def main() -> None:
    """Run one step of the recipe."""
    parser = argparse.ArgumentParser(prog="python -m kg.training", description=__doc__)
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--data", type=Path, help="folder of the corpora (all but package)")
    parser.add_argument("--work", type=Path, default=Path("out/training"), help="where the trained networks are kept")
    parser.add_argument(
        "--to", type=Path, default=Path("kg/models/en_kg_reader"), help="pipeline folder (package, refer, sift, card)"
    )
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    given = parser.parse_args()
    if given.step != "package" and given.data is None:
        parser.error(f"{given.step} needs --data")
    run(given, tomllib.loads(given.config.read_text(encoding="utf-8")))


def run(given: argparse.Namespace, config: dict[str, Any]) -> None:
    """One step; imports stay inside, since packaging needs less than training."""
    if given.step == "package":
        from kg.training.package import package

        package(given.work, given.to, config)
    elif given.step == "refer":
        from kg.training.coreference import refer

        refer(given.data, given.to, config)
    elif given.step == "sift":
        from kg.training.sieve import sift

        sift(given.data, given.to)
    elif given.step == "card":
        from kg.training.card import card

        card(given.data, given.to)
    elif given.step == "confidence":
        from kg.resources.confidence import NUMBERS
        from kg.training.confidence import confidence

        confidence(given.data, NUMBERS)
    else:
        from kg.training import steps

        getattr(steps, given.step)(given.data, given.work, config)


if __name__ == "__main__":
    main()
