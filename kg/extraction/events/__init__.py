"""Political events of the clauses of a document: who does what of which PLOVER class to whom, for `kg analyse` and event tables.

    for event in coded(index):       "Peru agreed to send aid to Haiti."
        event.root, event.actor, event.recipient      AGREE, Peru, Haiti

senses.py looks up what words mean, algebra.py says what becomes of a class under another word, coder.py walks the tree, roles.py finds
at whom an event is directed. uncoded.py lists who does something to whom that is of no class.
"""

from __future__ import annotations

from kg.extraction.events.coder import coded
from kg.extraction.events.uncoded import uncoded

__all__ = ["coded", "uncoded"]
