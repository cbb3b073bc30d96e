"""A process that maps documents: `python -m kg.claims.worker DESCRIPTOR`, started by `kg.corpus.pool`.

It gets the settings first. What it cannot make of a document it leaves to the process that started it, which says why.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from kg.claims.document_mapper import DocumentMapper, Known
from kg.corpus import Derivation, Derived, derived, serve
from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Gazetteer
from kg.resources.ontology import Ontology
from kg.settings import Settings


def mapper(settings: Settings) -> Callable[[Derivation[Known]], Derived]:
    """Makes of a document what `DocumentMapper` does, as bytes."""
    documents = DocumentMapper.of(settings, Ontology.load(settings.ontology))
    gazetteer = Gazetteer.load(None, settings.gazetteer, ENGLISH)

    def made(task: Derivation[Known]) -> Derived:
        return derived(task, gazetteer, documents.made)

    return made


if __name__ == "__main__":
    serve(int(sys.argv[1]), mapper)
