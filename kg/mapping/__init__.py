"""Door 5: propositions and entities -> claims in terms of an ontology."""

from kg.mapping.mapper import Mapper

__all__ = ["Mapper"]
