"""Many documents: each is read once, by several processes, and what was read is kept."""

from kg.corpus.basis import writing_rules
from kg.corpus.kept import Kept, Said
from kg.corpus.reading import Corpus, Elsewhere

__all__ = ["Corpus", "Elsewhere", "Kept", "Said", "writing_rules"]
