"""The option `--hostile N`: so many inputs are made up (pytest tests/hostile --hostile 1000)."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hostile", type=int, default=200, metavar="N", help="how many hostile inputs to make up")
