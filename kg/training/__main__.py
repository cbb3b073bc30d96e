"""`python -m kg.training fit|package|measure`: train the reader, make its pipeline folder, print its figures."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path


def main() -> None:
    """Run one step of the recipe."""
    parser = argparse.ArgumentParser(prog="python -m kg.training", description=__doc__)
    parser.add_argument("step", choices=("fit", "package", "measure"))
    parser.add_argument("--data", type=Path, help="folder of the corpora (fit, measure)")
    parser.add_argument("--work", type=Path, default=Path("out/training"), help="where the trained network is kept")
    parser.add_argument(
        "--to", type=Path, default=Path("kg/models/en_kg_reader"), help="pipeline folder (package, measure)"
    )
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    given = parser.parse_args()
    config = tomllib.loads(given.config.read_text(encoding="utf-8"))
    if given.step == "fit":
        from kg.training.fit import fit

        if given.data is None:
            parser.error("fit needs --data")
        fit(given.data, given.work, config)
    elif given.step == "measure":
        from kg.training.measure import measure

        if given.data is None:
            parser.error("measure needs --data")
        measure(given.data, given.to, config)
    else:
        from kg.training.package import package

        package(given.work, given.to, config)


if __name__ == "__main__":
    main()
