"""Pairs of a sentence that may stand in a relation of the user's own ontology."""

from kg.extraction.alignment.aligner import Aligner

__all__ = ["Aligner"]
