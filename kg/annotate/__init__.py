"""Door 2: documents -> parses. The only place that loads a spaCy pipeline."""

from kg.annotate.annotator import annotate, load, name_of, texts_reader

__all__ = ["annotate", "load", "name_of", "texts_reader"]
