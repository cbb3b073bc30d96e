"""What can be looked up in a graph: entities by name, claims by who and when, documents with all that was read in them."""

from __future__ import annotations

from kg.graph.content import GraphContent


class Lookup:
    """A graph with the indexes that its readers need."""

    def __init__(self, graph: GraphContent) -> None:
        self.graph = graph
