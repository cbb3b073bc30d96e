"""Door 5: propositions, aligned pairs and entities -> claims in terms of an ontology."""

from kg.mapping.claim_maker import ClaimMaker
from kg.mapping.headlines import in_full
from kg.mapping.mapper import Mapper
from kg.mapping.proposals import Proposals, propose
from kg.mapping.user_ontology import UserOntology
from kg.mapping.wrong_readings import WrongReadings

__all__ = ["ClaimMaker", "Mapper", "Proposals", "UserOntology", "WrongReadings", "in_full", "propose"]
