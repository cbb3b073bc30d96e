"""Door 4: mentions -> entities, in a document and across documents, each with the reason."""

from kg.resolve.discourse import Outcome, Referent, Referents
from kg.resolve.documents import read_document
from kg.resolve.resolver import Identities, Resolved, identities, resolve

__all__ = ["Identities", "Outcome", "Referent", "Referents", "Resolved", "identities", "read_document", "resolve"]
