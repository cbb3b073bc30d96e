"""What a document claims, once all documents are read and resolved: made by several processes where there are many."""

from kg.claims.document_mapper import WORKER, DocumentMapper, Known

__all__ = ["WORKER", "DocumentMapper", "Known"]
