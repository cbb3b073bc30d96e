"""Door 2: documents -> parses. The only place that loads a spaCy pipeline."""

from kg.annotate.annotator import (
    PACKAGED,
    annotate,
    load,
    name_of,
    name_of_packaged,
    parse_doc,
    parser,
    readers_of,
    texts_reader,
)
from kg.annotate.gazetteer_names import Names, marked_names

__all__ = [
    "PACKAGED",
    "Names",
    "annotate",
    "load",
    "marked_names",
    "name_of",
    "name_of_packaged",
    "parse_doc",
    "parser",
    "readers_of",
    "texts_reader",
]
