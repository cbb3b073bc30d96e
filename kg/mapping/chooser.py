"""What a chooser is, and what it gives: the rows of the ontology and the user's own properties are two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kg.model import Modality, Polarity, Property, Proposition, Value


@dataclass(frozen=True, slots=True)
class Choice:
    """A property for a proposition: with its object, its polarity and its modality in terms of that property.

    `inverse` when the subject of the sentence is the object of the property; `row` is the id of the mapping row that says so.
    """

    property: Property
    object: str | Value
    polarity: Polarity
    modality: Modality
    inverse: bool = False
    row: str = ""


class Chooser(Protocol):
    """Says which property a proposition states of an entity and what stands as its object; None when it states none."""

    def choose(self, said: Proposition, subject: str, target: str | Value | None) -> Choice | None:
        """`subject` is the IRI of an entity, `target` another one, a literal, or None where there is no object."""
        ...
