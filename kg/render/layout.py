"""Where things lie in the drawing: computed here, once, so that the page opens finished and still.

Distances in the drawing follow distances in the graph (stress majorization, Gansner, Koren and North 2004; over pivots only
in large parts, as in Ortmann, Klimenta and Brandes 2016). Then boxes of node and label are pushed apart, every part
is turned to lie wide, and the parts are packed side by side. No randomness: the same graph gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx
import numpy as np
import numpy.typing as npt

Points: TypeAlias = npt.NDArray[np.float64]
Indices: TypeAlias = npt.NDArray[np.int64]

REACH = 95.0  # length of the line to a leaf, in drawing units (pixels at zoom 1)
GAP = 8.0  # free space between boxes of one part
PART_GAP = 30.0  # free space between parts, at least
STEP = 40.0  # room of a part is counted in steps of so much
WIDE = 1.3  # width / height of the whole, about what two side panels leave of a screen
ALL_PAIRS = 260  # parts up to this size use every distance, larger ones those to PIVOTS nodes
PIVOTS = 56
ROOM = 1.6  # times what the boxes cover is what they get before they are pushed apart
EVEN = 300  # parts are evened out the more, the nearer they come to this size
ROUNDS = 25  # of pushing, before a part is given more room
RING = 14  # leaves of one hub that fit on a ring before a second one is begun
GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples modulo 1 never line up: breaks ties without chance


@dataclass(frozen=True, slots=True)
class Box:
    """Room that a node takes with its label, around the node's center: `left` = `right` = `width` / 2."""

    width: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class _Terms:
    """Wished distances between pairs of nodes, each pair in both directions, with weights."""

    first: Indices
    second: Indices
    distance: Points
    weight: Points


def arrange(boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Positions of the nodes' centers, in whole pixels at zoom 1, for `boxes` joined by `links` (indices of `boxes`)."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from((a, b) for a, b in links if a != b)
    parts = sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda part: (-len(part), part))
    drawn = [_draw_part(graph, part, [boxes[node] for node in part]) for part in parts]
    return _pack(parts, drawn, boxes)


def _draw_part(graph: networkx.Graph, part: list[int], boxes: list[Box]) -> Points:
    """Positions of one connected part around its own origin."""
    if len(part) == 1:
        return np.zeros((1, 2))
    if len(part) == 2:
        half = max(REACH * 1.3, (boxes[0].width + boxes[1].width) / 2 + 3 * GAP) / 2
        return np.array([[-half, 0.0], [half, 0.0]])
    part_graph = networkx.relabel_nodes(graph.subgraph(part), {node: index for index, node in enumerate(part)})
    _set_lengths(part_graph)
    points = _relax(_radial(part_graph), _terms(part_graph))
    return _separate(_turn(points), boxes)


def _set_lengths(graph: networkx.Graph) -> None:
    """Short lines to leaves, long ones between hubs; the leaves of a great hub lie on several rings."""
    for hub in sorted(graph):
        leaves = [node for node in sorted(graph[hub]) if graph.degree(node) == 1]
        rings = max(1, math.ceil(math.sqrt(len(leaves) / RING)))
        for number, leaf in enumerate(leaves):
            graph[hub][leaf]["length"] = REACH * (1 + 0.55 * (number % rings))
    for first, second, data in graph.edges(data=True):
        if "length" not in data:
            data["length"] = REACH * (1 + 0.3 * math.log2(min(graph.degree(first), graph.degree(second))))


def _radial(graph: networkx.Graph) -> Points:
    """A first picture without crossings in trees: children in the wedge of their parent, as wide as they have leaves."""
    root = max(graph, key=lambda node: (graph.degree(node), -node))
    tree = networkx.bfs_tree(graph, root, sort_neighbors=sorted)
    leaves: dict[int, int] = {}
    for node in reversed(list(tree)):
        leaves[node] = sum(leaves[child] for child in tree[node]) or 1
    points = np.zeros((len(graph), 2))
    wedges = {root: (0.0, 2 * math.pi, 0.0)}
    for node in tree:
        start, width, depth = wedges[node]
        angle = start + width / 2
        points[node] = depth * math.cos(angle), depth * math.sin(angle)
        for child in tree[node]:
            share = width * leaves[child] / leaves[node]
            wedges[child] = (start, share, depth + graph[node][child]["length"])
            start += share
    return points


def _terms(graph: networkx.Graph) -> _Terms:
    """Distances to all nodes, or in large parts to pivots, neighbors, and between neighbors of one node."""
    size = len(graph)
    pivots = list(range(size)) if size <= ALL_PAIRS else _pivots(graph)
    wished: dict[tuple[int, int], tuple[float, float]] = {}
    share = size / len(pivots)
    for pivot in pivots:
        for node, distance in networkx.single_source_dijkstra_path_length(graph, pivot, weight="length").items():
            if node != pivot:
                wished[min(node, pivot), max(node, pivot)] = distance, share / distance**2
    if share > 1:
        for node in sorted(graph):
            wished.update(_siblings(graph, node))
    for first, second, data in graph.edges(data=True):
        wished[min(first, second), max(first, second)] = data["length"], 4 / data["length"] ** 2
    pairs = np.array(sorted(wished), dtype=np.int64)
    values = np.array([wished[first, second] for first, second in pairs.tolist()])
    return _Terms(
        np.concatenate([pairs[:, 0], pairs[:, 1]]),
        np.concatenate([pairs[:, 1], pairs[:, 0]]),
        np.concatenate([values[:, 0], values[:, 0]]),
        np.concatenate([values[:, 1], values[:, 1]]),
    )


def _siblings(graph: networkx.Graph, node: int) -> dict[tuple[int, int], tuple[float, float]]:
    """Neighbours of one node keep apart from the next ones in order: pivots see them all at one distance."""
    around = sorted(graph[node])
    found = {}
    for step in (1, 2, 5):
        for first, second in zip(around, around[step:], strict=False):
            distance = graph[node][first]["length"] + graph[node][second]["length"]
            found[first, second] = distance, 1 / distance**2
    return found


def _pivots(graph: networkx.Graph) -> list[int]:
    """Nodes far from each other (farthest-first), from the best connected one on."""
    chosen = [max(graph, key=lambda node: (graph.degree(node), -node))]
    nearest = dict.fromkeys(graph, math.inf)
    while len(chosen) < PIVOTS:
        for node, steps in networkx.single_source_shortest_path_length(graph, chosen[-1]).items():
            nearest[node] = min(nearest[node], steps)
        chosen.append(max(graph, key=lambda node: (nearest[node], graph.degree(node), -node)))
    return chosen


def _relax(points: Points, terms: _Terms) -> Points:
    """Every node moves to the weighted mean of where its terms want it, until hardly anything moves."""
    size = len(points)
    rounds, still = (160, 0.5) if size <= ALL_PAIRS else (70, 4.0)
    turn = np.arange(size) * GOLDEN * 2 * math.pi
    points = points + np.column_stack([np.cos(turn), np.sin(turn)])  # nothing starts on one spot or one line
    total = np.bincount(terms.first, terms.weight, size)
    for _ in range(rounds):
        apart = points[terms.first] - points[terms.second]
        length = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-3)
        wanted = points[terms.second] + apart * (terms.distance / length)[:, None]
        pull = [np.bincount(terms.first, terms.weight * wanted[:, axis], size) for axis in (0, 1)]
        moved = np.column_stack(pull) / total[:, None]
        shift = float(np.abs(moved - points).max())
        points = moved
        if shift < still:
            break
    return points


def _turn(points: Points) -> Points:
    """Turned so that the long axis lies level: windows are wide and so are labels."""
    points = points - points.mean(axis=0)
    across, both, along = (points[:, 0] ** 2).sum(), (points[:, 0] * points[:, 1]).sum(), (points[:, 1] ** 2).sum()
    angle = -0.5 * math.atan2(2 * both, across - along)
    cosine, sine = math.cos(angle), math.sin(angle)
    return np.column_stack([points[:, 0] * cosine - points[:, 1] * sine, points[:, 0] * sine + points[:, 1] * cosine])


def _separate(points: Points, boxes: Sequence[Box]) -> Points:
    """Boxes that overlap are pushed apart the short way, all at once, until none does."""
    offset: Points = np.array([[0.0, (box.below - box.above) / 2] for box in boxes])
    size: Points = np.array([[box.width + GAP, box.above + box.below + GAP] for box in boxes])
    turn = np.arange(len(boxes)) * GOLDEN * 2 * math.pi
    centers: Points = np.round(_even(points, size), 2) + offset  # rounding hides what differs between processors
    centers += 0.01 * np.column_stack([np.cos(turn), np.sin(turn)])
    reach = size.max(axis=0)
    for step in range(1, 2000):
        first, second = _near(centers, reach)
        apart = centers[second] - centers[first]
        overlap = (size[first] + size[second]) / 2 - np.abs(apart)
        hit = (overlap > 0).all(axis=1)
        if not hit.any():
            break
        push = _pushes(apart[hit], overlap[hit])
        for axis in (0, 1):
            forth = np.bincount(second[hit], push[:, axis], len(centers))
            centers[:, axis] += forth - np.bincount(first[hit], push[:, axis], len(centers))
        if step % ROUNDS == 0:  # a dense crowd needs more room altogether
            centers *= 1.05
    return centers - offset


def _even(points: Points, size: Points) -> Points:
    """Crowded middle and empty rim are evened out: every ring gets as much room as the boxes within it need.

    Angles and the order of the radii stay. Small parts, where nothing is crowded, stay as they are.
    """
    weight = min(0.85, len(points) / EVEN)
    radius = np.maximum(np.hypot(points[:, 0], points[:, 1]), 1e-3)
    order = np.argsort(radius, kind="stable")
    needed = np.empty_like(radius)
    needed[order] = np.sqrt(np.cumsum(size.prod(axis=1)[order]) * ROOM / math.pi)
    return points * ((1 - weight) + weight * needed / radius)[:, None]


def _pushes(apart: Points, overlap: Points) -> Points:
    """By how much each of two boxes gives way: half of the smaller overlap, and a little more so that it ends."""
    sideways = overlap[:, 0] < overlap[:, 1]
    push = np.zeros_like(apart)
    for axis, chosen in ((0, sideways), (1, ~sideways)):
        direction = np.where(apart[chosen, axis] < 0, -1.0, 1.0)
        push[chosen, axis] = direction * (overlap[chosen, axis] * 0.35 + 0.3)
    return push


def _near(centers: Points, reach: Points) -> tuple[Indices, Indices]:
    """Pairs in the same or touching cells of a grid: all that can overlap, without looking at every pair."""
    cell = np.floor(centers / reach).astype(np.int64)
    cell -= cell.min(axis=0) - 1
    stride = int(cell[:, 1].max()) + 2
    key = cell[:, 0] * stride + cell[:, 1]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    pairs = []
    for step in (0, 1, stride - 1, stride, stride + 1):
        low, high = np.searchsorted(ordered, key + step, "left"), np.searchsorted(ordered, key + step, "right")
        count = high - low
        first = np.repeat(np.arange(len(key)), count)
        place = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
        second = order[np.repeat(low, count) + place]
        keep = first < second if step == 0 else np.ones(len(first), dtype=bool)
        pairs.append((first[keep], second[keep]))
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def _pack(parts: list[list[int]], drawn: list[Points], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Parts side by side on a skyline, in the width that gives the whole about the shape of a window."""
    corners = [_extent(points, [boxes[node] for node in part]) for part, points in zip(parts, drawn, strict=True)]
    # Sizes in whole steps: neighbors then end level, and the skyline stays short.
    sizes = [(_steps(right - left), _steps(bottom - top)) for left, top, right, bottom in corners]
    positions: list[tuple[int, int]] = [(0, 0)] * len(boxes)
    for part, points, corner, size, (x, y) in zip(parts, drawn, corners, sizes, _best_packing(sizes), strict=True):
        left, top, right, _ = corner
        across = (size[0] - (right - left)) / 2  # in the middle of its place
        for node, point in zip(part, points, strict=True):
            positions[node] = round(float(point[0]) - left + x + across), round(float(point[1]) - top + y)
    return positions


def _steps(length: float) -> float:
    return math.ceil((length + PART_GAP) / STEP) * STEP


def _extent(points: Points, boxes: list[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes of a part."""
    half = np.array([box.width / 2 for box in boxes])
    top = points[:, 1] - np.array([box.above for box in boxes])
    bottom = points[:, 1] + np.array([box.below for box in boxes])
    left, right = points[:, 0] - half, points[:, 0] + half
    return float(left.min()), float(top.min()), float(right.max()), float(bottom.max())


def _best_packing(sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The packing, of several widths, that can be shown largest in a window of the shape `WIDE`."""
    if not sizes:
        return []
    least = max(width for width, _ in sizes)
    square = math.sqrt(sum(width * height for width, height in sizes) * WIDE)
    packings = [_skyline(sizes, max(least, square * factor)) for factor in (1.0, 1.1, 1.2, 1.35, 1.5)]

    def window(packing: list[tuple[float, float]]) -> float:
        width = max(x + size[0] for (x, _), size in zip(packing, sizes, strict=True))
        height = max(y + size[1] for (_, y), size in zip(packing, sizes, strict=True))
        return max(width, height * WIDE)

    return min(packings, key=window)


def _skyline(sizes: list[tuple[float, float]], width: float) -> list[tuple[float, float]]:
    """Each rectangle as high up as it fits, then as far left; `line` holds the (x, y) where the skyline steps."""
    line = [(0.0, 0.0)]
    placed = []
    for wide, high in sizes:
        y, x = min((_floor(line, x, wide), x) for x, _ in line if x + wide <= width or x == 0)
        placed.append((x, y))
        after = [level for start, level in line if start <= x + wide][-1]
        steps = [step for step in line if step[0] < x] + [(x, y + high), (x + wide, after)]
        steps += [step for step in line if step[0] > x + wide]
        line = [step for index, step in enumerate(steps) if index == 0 or step[1] != steps[index - 1][1]]
    return placed


def _floor(line: list[tuple[float, float]], x: float, wide: float) -> float:
    """The lowest edge at which a rectangle from `x` on clears the skyline."""
    ends = [start for start, _ in line[1:]] + [math.inf]
    return max(level for (start, level), end in zip(line, ends, strict=True) if start < x + wide and end > x)
