"""Distances in the drawing like distances in the graph: stress majorization (Gansner, Koren and North 2004).

Large parts take distances to a few pivots only (Ortmann, Klimenta and Brandes 2016): time and memory grow with the number
of nodes, not with its square.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Points: TypeAlias = npt.NDArray[np.float64]
Indices: TypeAlias = npt.NDArray[np.int64]
Ways: TypeAlias = list[list[tuple[int, float]]]  # for each node, its neighbors and how long the line to each shall be

ALL_PAIRS = 260  # parts up to this size use every distance, larger ones those to PIVOTS nodes
PIVOTS = 44
GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples modulo 1 never line up: breaks ties without chance
STEADY = 256.0


@dataclass(frozen=True, slots=True)
class _Near:
    """Wished distances of near pairs, each pair in both directions, with weights."""

    first: Indices
    second: Indices
    distance: Points
    weight: Points


def steady(points: Points) -> Points:
    """`points` on a fine grid: hides the last digits, in which processors and libraries differ."""
    return np.asarray(np.round(points * STEADY) / STEADY)


def scattered(size: int) -> Points:
    """A direction of its own for each of `size` points, so that nothing starts on one spot or one line."""
    turn = np.arange(size) * (GOLDEN * 2 * math.pi)
    return np.column_stack([np.cos(turn), np.sin(turn)])


def walk(ways: Ways, start: int) -> tuple[list[int], list[int], list[float]]:
    """Nodes in the order of a breadth-first walk; for each its parent, and its distance along the walk's tree."""
    parents, distance = [-1] * len(ways), [-1.0] * len(ways)
    distance[start] = 0.0
    order = [start]
    for node in order:  # grows while it is read
        here = distance[node]
        for other, length in ways[node]:
            if distance[other] < 0:
                distance[other] = here + length
                parents[other] = node
                order.append(other)
    return order, parents, distance


def relax(points: Points, ways: Ways) -> Points:
    """Every node moves to the weighted mean of where distances want it, until hardly anything moves."""
    size = len(points)
    rounds, still = (160, 0.5) if size <= ALL_PAIRS else (60, 4.0)
    pivots, distance = _distances(ways)
    weight = len(ways) / len(pivots) / np.maximum(distance, 1.0) ** 2
    weight[np.arange(len(pivots)), pivots] = 0.0
    near = _near(ways, alike=len(pivots) < size)
    total = weight.sum(axis=0) + np.bincount(near.first, near.weight, size)
    if len(pivots) < size:
        total[pivots] += weight.sum(axis=1)
    points = steady(points + scattered(size))
    for _ in range(rounds):
        pull = _pull_of_pivots(points, pivots, distance, weight) + _pull_of_near(points, near)
        moved = steady(pull / total[:, None])
        shift = float(np.abs(moved - points).max())
        points = moved
        if shift < still:
            break
    return points


def _distances(ways: Ways) -> tuple[Indices, Points]:
    """The pivots, far from each other (farthest-first from the best connected one on), and their distances to all nodes."""
    size = len(ways)
    if size <= ALL_PAIRS:
        return np.arange(size), np.array([walk(ways, node)[2] for node in range(size)])
    chosen = [max(range(size), key=lambda node: (len(ways[node]), -node))]
    rows: list[Points] = []
    nearest = np.full(size, np.inf)
    while len(rows) < PIVOTS:
        rows.append(np.array(walk(ways, chosen[-1])[2]))
        nearest = np.minimum(nearest, rows[-1])
        chosen.append(int(np.argmax(nearest)))
    return np.array(chosen[:PIVOTS]), np.array(rows)


def _near(ways: Ways, alike: bool) -> _Near:
    """Both ends of each line, and, if `alike`, neighbors of one node: pivots see them all at one distance."""
    wished: dict[tuple[int, int], tuple[float, float]] = {}
    for around in ways if alike else ():
        for step in (1, 2, 5):
            for (first, one), (second, other) in zip(around, around[step:], strict=False):
                wished[first, second] = one + other, 1 / (one + other) ** 2
    for node, around in enumerate(ways):
        wished.update({(node, other): (length, 4 / length**2) for other, length in around if node < other})
    pairs = np.array(list(wished), dtype=np.int64)
    values = np.array(list(wished.values()))
    return _Near(
        np.concatenate([pairs[:, 0], pairs[:, 1]]),
        np.concatenate([pairs[:, 1], pairs[:, 0]]),
        np.concatenate([values[:, 0], values[:, 0]]),
        np.concatenate([values[:, 1], values[:, 1]]),
    )


def _pull_of_pivots(points: Points, pivots: Indices, distance: Points, weight: Points) -> Points:
    """Where the pivots want every node, times the weights; and, where not all nodes are pivots, what the nodes want of them."""
    apart = [points[None, :, axis] - points[pivots, axis][:, None] for axis in (0, 1)]
    length = np.sqrt(apart[0] * apart[0] + apart[1] * apart[1])
    factor = weight * distance / np.maximum(length, 1e-3)
    pull = np.empty_like(points)
    for axis in (0, 1):
        push = apart[axis] * factor
        pull[:, axis] = (push + weight * points[pivots, axis][:, None]).sum(axis=0)
        if len(pivots) < len(points):
            pull[pivots, axis] += (weight * points[None, :, axis] - push).sum(axis=1)
    return pull


def _pull_of_near(points: Points, near: _Near) -> Points:
    apart = points[near.first] - points[near.second]
    length = np.maximum(np.sqrt((apart * apart).sum(axis=1)), 1e-3)
    wanted = points[near.second] + apart * (near.distance / length)[:, None]
    pull = [np.bincount(near.first, near.weight * wanted[:, axis], len(points)) for axis in (0, 1)]
    return np.column_stack(pull)
