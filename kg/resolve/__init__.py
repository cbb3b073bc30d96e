"""Door 4: mentions -> entities, in a document and across documents, each with the reason."""

from kg.resolve.discourse import Outcome
from kg.resolve.documents import read_document
from kg.resolve.resolver import Denoted, Identities, Resolved, identities, kept_identities, kept_names, links, resolve

__all__ = [
    "Denoted",
    "Identities",
    "Outcome",
    "Resolved",
    "identities",
    "kept_identities",
    "kept_names",
    "links",
    "read_document",
    "resolve",
]
