"""`python -m tests.cases --update` writes what the cases are expected to give (see test_cases.py)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from test_cases import main

main(sys.argv[1:])
