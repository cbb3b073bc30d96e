"""Which of two sets belong together, one to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import networkx

One = TypeVar("One")
Other = TypeVar("Other")


def most_pairs(left: Sequence[One], right: Sequence[Other], fit: Callable[[One, Other], bool]) -> list[tuple[int, int]]:
    """As many pairs (index of `left`, index of `right`) that fit as there can be, each member in one (Hopcroft and Karp 1973)."""
    graph = networkx.Graph()
    tops = [(0, index) for index in range(len(left))]
    graph.add_nodes_from(tops)
    graph.add_edges_from(
        ((0, one), (1, other))
        for one, item in enumerate(left)
        for other, target in enumerate(right)
        if fit(item, target)
    )
    found = networkx.bipartite.hopcroft_karp_matching(graph, tops)
    return sorted((node[1], partner[1]) for node, partner in found.items() if node[0] == 0)


def best_total(weights: Mapping[tuple[int, int], float]) -> float:
    """The largest sum of weights of pairs, each member in one at most (the assignment problem; Edmonds 1965)."""
    graph = networkx.Graph()
    graph.add_weighted_edges_from(((0, one), (1, other), weight) for (one, other), weight in weights.items())
    chosen = networkx.max_weight_matching(graph)
    return float(sum(graph.edges[edge]["weight"] for edge in sorted(tuple(sorted(edge)) for edge in chosen)))
