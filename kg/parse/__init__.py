"""What door 2 makes of a document, in plain Python: tokens in a tree, sentences, names, references."""

from kg.parse.serialization import from_bytes, to_bytes
from kg.parse.tree import Columns, Parse, Repair, Token, Tokens
from kg.parse.word_features import morph_of

__all__ = ["Columns", "Parse", "Repair", "Token", "Tokens", "from_bytes", "morph_of", "to_bytes"]
