"""The people, organizations and places that the claims of a document speak of: what tables of news have as a column each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from kg.export.statements import statements
from kg.graph.content import DESCRIBED, GraphContent
from kg.graph.sanitize import legal
from kg.model import Entity
from kg.resources.ontology import Ontology


class Story(NamedTuple):
    """Named entities of one document (or of all), by label, sorted."""

    people: tuple[Entity, ...]
    organizations: tuple[Entity, ...]
    places: tuple[Entity, ...]

    def labels(self) -> tuple[str, str, str]:
        """Each group in one cell."""
        people, organizations, places = ("; ".join(legal(item.label) for item in group) for group in self)
        return people, organizations, places


def stories(graph: GraphContent) -> Mapping[str, Story]:
    """Of every document whom it speaks of."""
    ontology = Ontology.of(graph.info)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in statements(graph):
        claim = item.claim
        spoken = {claim.subject, item.target, claim.place, *claim.sources} - {""}
        for key in item.documents:
            found[key] |= spoken
    return {key: _story(graph, ontology, found[key]) for key in graph.documents}


def _story(graph: GraphContent, ontology: Ontology, spoken: set[str]) -> Story:
    named = [graph.entities[iri] for iri in spoken if graph.entities[iri].origin != DESCRIBED]
    named.sort(key=lambda item: (item.label, item.id))
    groups = ("Person", "Organization", "Place")
    people, organizations, places = (
        tuple(item for item in named if ontology.is_a(item.type, group)) for group in groups
    )
    return Story(people, organizations, places)
