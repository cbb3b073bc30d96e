"""What holds for all tests: how Hypothesis looks for examples, and the options that make a test larger."""

import os

import pytest
from hypothesis import HealthCheck, settings

# No test depends on a clock: on a busy machine an example may take as long as it likes. With CI set, each run tries the same examples.
settings.register_profile("kg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("kg-ci", settings.get_profile("kg"), derandomize=True, database=None)
settings.load_profile("kg-ci" if os.environ.get("CI") else "kg")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hostile", type=int, default=200, metavar="N", help="how many hostile inputs to make up")
    parser.addoption(
        "--points", type=int, default=4, metavar="N", help="at how many points of each change the machine fails"
    )
    parser.addoption("--calls", type=int, default=20, metavar="N", help="how many extracts a long-lived process makes")
