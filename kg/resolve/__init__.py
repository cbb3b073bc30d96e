"""Door 4: mentions -> entities, in a document and across documents, each with the reason."""

from kg.resolve.resolver import Resolved, resolve

__all__ = ["Resolved", "resolve"]
