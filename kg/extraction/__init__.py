"""Door 3: a parsed document -> what its sentences say, as propositions with the rules that made them."""

from kg.extraction.alignment import Aligner
from kg.extraction.clause_index import ClauseIndex
from kg.extraction.events import uncoded
from kg.extraction.extractor import extract, extract_clauses
from kg.extraction.relations import Relation, relations
from kg.extraction.rules import RULES
from kg.extraction.tuples import Form, binary, render

__all__ = [
    "RULES",
    "Aligner",
    "ClauseIndex",
    "Form",
    "Relation",
    "binary",
    "extract",
    "extract_clauses",
    "relations",
    "render",
    "uncoded",
]
