"""Many documents: each is read once, by several processes, and what was read is kept."""

from kg.corpus.basis import writing_rules
from kg.corpus.derivation import Derivation, Derived, derived
from kg.corpus.kept import Kept, Said
from kg.corpus.reading import Corpus, Elsewhere
from kg.corpus.serving import serve

__all__ = ["Corpus", "Derivation", "Derived", "Elsewhere", "Kept", "Said", "derived", "serve", "writing_rules"]
