"""Door 5: propositions and entities -> claims in terms of an ontology."""

from kg.mapping.mapper import Mapper
from kg.mapping.proposals import propose

__all__ = ["Mapper", "propose"]
