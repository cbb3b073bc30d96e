"""Where things lie in the drawing: computed here, once, so that the page opens finished and still.

Distances in the drawing follow distances in the graph (`stress`), boxes of node and label are pushed apart (`separation`),
every part is turned to lie wide, and the parts are packed side by side (`packing`). No randomness: the same graph gives
the same picture. Time grows about as the number of lines does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from kg.page.overlap_removal import GAP, Box, separate
from kg.page.packing import pack
from kg.page.stress import Points, Ways, relax, steady, walk

__all__ = ["Box", "arrange"]

REACH = 95.0  # length of the line to a leaf, in drawing units (pixels at zoom 1)
APART = 1.6  # times as long is a line from one community to another
RING = 14  # leaves of one hub that fit on a ring before a second one is begun

Neighbors: TypeAlias = list[list[int]]


def arrange(
    boxes: Sequence[Box], links: Sequence[tuple[int, int]], communities: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Positions of the nodes' centers, in whole pixels at zoom 1, for `boxes` joined by `links` (indices of `boxes`).

    Lines from one of the `communities` (a number for each box) to another are longer, so that each lies together.
    """
    neighbors = _neighbors(len(boxes), links)
    parts = _parts(neighbors)
    member = communities or [0] * len(boxes)
    drawn = [
        _draw_part(_within(neighbors, part), [boxes[node] for node in part], [member[node] for node in part])
        for part in parts
    ]
    return pack(parts, drawn, boxes)


def _neighbors(size: int, links: Sequence[tuple[int, int]]) -> Neighbors:
    """The other ends of each node's lines, once, in order."""
    found: list[set[int]] = [set() for _ in range(size)]
    for first, second in links:
        if first != second:
            found[first].add(second)
            found[second].add(first)
    return [sorted(others) for others in found]


def _parts(neighbors: Neighbors) -> list[list[int]]:
    """The nodes that lines hold together, the largest part first."""
    found: list[list[int]] = []
    seen = [False] * len(neighbors)
    for start in range(len(neighbors)):
        if seen[start]:
            continue
        part = [start]
        seen[start] = True
        for node in part:  # grows while it is read
            for other in neighbors[node]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part))


def _within(neighbors: Neighbors, part: list[int]) -> Neighbors:
    """The lines of one part, its nodes numbered from 0."""
    at = {node: index for index, node in enumerate(part)}
    return [[at[other] for other in neighbors[node]] for node in part]


def _draw_part(neighbors: Neighbors, boxes: list[Box], member: list[int]) -> Points:
    """Positions of one connected part around its own origin."""
    if len(boxes) == 1:
        return np.zeros((1, 2))
    if len(boxes) == 2:
        half = max(REACH * 1.3, (boxes[0].width + boxes[1].width) / 2 + 3 * GAP) / 2
        return np.array([[-half, 0.0], [half, 0.0]])
    ways = _ways(neighbors, member)
    return separate(_turn(relax(_radial(ways), ways)), boxes)


def _ways(neighbors: Neighbors, member: list[int]) -> Ways:
    """Short lines to leaves, long ones between hubs and communities; the leaves of a great hub lie on several rings."""
    length: dict[tuple[int, int], float] = {}
    for hub, others in enumerate(neighbors):
        leaves = [node for node in others if len(neighbors[node]) == 1]
        rings = max(1, math.ceil(math.sqrt(len(leaves) / RING)))
        for number, leaf in enumerate(leaves):
            length[leaf, hub] = length[hub, leaf] = REACH * (1 + 0.55 * (number % rings))

    def way(first: int, second: int) -> float:
        between = REACH * (1 + 0.3 * math.log2(min(len(neighbors[first]), len(neighbors[second]))))
        return length.get((first, second), between * (1 if member[first] == member[second] else APART))

    return [[(other, way(node, other)) for other in others] for node, others in enumerate(neighbors)]


def _radial(ways: Ways) -> Points:
    """A first picture without crossings in trees: children in the wedge of their parent, as wide as they have leaves."""
    root = max(range(len(ways)), key=lambda node: (len(ways[node]), -node))
    order, parents, depth = walk(ways, root)
    children: list[list[int]] = [[] for _ in ways]
    for node in order[1:]:
        children[parents[node]].append(node)
    leaves = [0] * len(ways)
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    points = np.zeros((len(ways), 2))
    wedges = {root: (0.0, 2 * math.pi)}
    for node in order:
        start, width = wedges[node]
        angle = start + width / 2
        points[node] = depth[node] * math.cos(angle), depth[node] * math.sin(angle)
        for child in children[node]:
            share = width * leaves[child] / leaves[node]
            wedges[child] = (start, share)
            start += share
    return points


def _turn(points: Points) -> Points:
    """Turned so that the long axis lies level: windows are wide and so are labels."""
    points = points - points.mean(axis=0)
    across, both, along = (points[:, 0] ** 2).sum(), (points[:, 0] * points[:, 1]).sum(), (points[:, 1] ** 2).sum()
    angle = -0.5 * math.atan2(2 * both, across - along)
    cosine, sine = math.cos(angle), math.sin(angle)
    turned = np.column_stack([points[:, 0] * cosine - points[:, 1] * sine, points[:, 0] * sine + points[:, 1] * cosine])
    return steady(turned)
