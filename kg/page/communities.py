"""Communities: entities that have more to do with each other than with the rest.

Louvain's method (Blondel, Guillaume, Lambiotte and Lefebvre 2008) by networkx. Nodes come in one order and the seed is fixed, so that
the same graph has the same communities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import networkx

SEED = 1


def communities(count: int, ties: Iterable[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """The community of each of `count` entities, from the pairs that statements tie; the one with most importance is 0.

    A pair counts as often as it occurs. Entities without a tie are communities of their own.
    """
    counts = Counter((min(pair), max(pair)) for pair in ties if pair[0] != pair[1])
    network = networkx.Graph()
    network.add_nodes_from(range(count))
    network.add_weighted_edges_from((first, second, times) for (first, second), times in sorted(counts.items()))
    found = [sorted(part) for part in networkx.community.louvain_communities(network, seed=SEED)]
    found.sort(key=lambda part: (-sum(weights[index] for index in part), part))
    member = [0] * count
    for number, part in enumerate(found):
        for index in part:
            member[index] = number
    return member
