"""The facts of texts with what their confidence rests on, as the fit of it wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.mapping.confidence import features
from kg.model import Document
from kg.read import read
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by the id of its claim, with the features of its first evidence and the document of that."""

    id: str
    document: str
    features: Mapping[str, float]


def facts_of(paths: Iterable[Path]) -> Iterator[Fact]:
    """The facts of the graph of these files, in order."""
    from kg.pipeline import of_documents  # loads spaCy

    settings = Settings()
    documents = [item for item in read([str(path) for path in paths], settings) if isinstance(item, Document)]
    content = of_documents(documents, settings)
    for claim in content.claims:
        if claim.asserted:
            evidence = claim.evidence[0]
            yield Fact(claim.id, evidence.document_id, features(claim, evidence, content.entities))
