"""Door 2: documents -> parses. The only place that loads a spaCy pipeline."""

from kg.annotate.annotator import annotate, load, name_of, parse_doc, readers_of, texts_reader
from kg.annotate.gazetteer_names import Names

__all__ = ["Names", "annotate", "load", "name_of", "parse_doc", "readers_of", "texts_reader"]
