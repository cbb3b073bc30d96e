"""The packaged reader as a package of spaCy's: where kg is installed, this module and `PKG-INFO` lie beside it, and
`spacy.load("en_kg_reader")` finds them.
"""

from __future__ import annotations

import json
from typing import Any

import spacy
from spacy.language import Language

from kg.annotate.annotator import PACKAGED

__version__: str = json.loads((PACKAGED / "meta.json").read_text(encoding="utf-8"))["version"]


def load(**overrides: Any) -> Language:
    """The pipeline; `overrides` as `spacy.load` has them."""
    return spacy.load(PACKAGED, **overrides)
