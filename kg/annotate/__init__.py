"""Door 2: documents -> parsed documents. The only place that loads a spaCy pipeline."""

from kg.annotate.annotator import annotate, load, name_of, unread

__all__ = ["annotate", "load", "name_of", "unread"]
