"""How far a clause is so: polarity, modality and who says it, decided by tables of named rows."""

from kg.extraction.factuality.clause_factuality import ClauseFactuality
from kg.extraction.factuality.marks import is_nobody
from kg.extraction.factuality.tables import ROWS
from kg.extraction.factuality.walk import Factuality

__all__ = ["ROWS", "ClauseFactuality", "Factuality", "is_nobody"]
