"""Door 3: a parsed document -> what its sentences say, as propositions with the rules that made them."""

from kg.extraction.extractor import extract
from kg.extraction.rules import RULES
from kg.extraction.tuples import binary, render

__all__ = ["RULES", "binary", "extract", "render"]
