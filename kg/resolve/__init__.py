"""Door 4: mentions -> entities, in a document and across documents, each with the reason."""

from kg.resolve.discourse import Outcome
from kg.resolve.documents import read_document
from kg.resolve.resolver import Identities, Resolved, identities, kept_identities, kept_names, resolve

__all__ = [
    "Identities",
    "Outcome",
    "Resolved",
    "identities",
    "kept_identities",
    "kept_names",
    "read_document",
    "resolve",
]
