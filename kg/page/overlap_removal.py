"""Room for everything: boxes of node and label that overlap are pushed apart, until none does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.page.stress import Indices, Points, scattered, steady

GAP = 8.0  # free space between boxes of one part
ROOM = 1.6  # times what the boxes cover is what they get before they are pushed apart
EVEN = 300  # parts are evened out the more, the nearer they come to this size
ROUNDS = 25  # of pushing, before a part is given more room
MARGIN = 12.0  # boxes so near each other are watched
LOOK = 5  # rounds, before it is found anew which boxes are near each other


@dataclass(frozen=True, slots=True)
class Box:
    """Room that a node takes with its label, around the node's center: `left` = `right` = `width` / 2."""

    width: float
    above: float
    below: float


def separate(points: Points, boxes: Sequence[Box]) -> Points:
    """Boxes that overlap are pushed apart the short way, all at once, until none does."""
    offset: Points = np.array([[0.0, (box.below - box.above) / 2] for box in boxes])
    size: Points = np.array([[box.width + GAP, box.above + box.below + GAP] for box in boxes])
    centers = steady(_even(points, size)) + offset + 0.01 * scattered(len(boxes))
    fresh, quiet = False, False
    for step in range(4000):
        if not fresh and (quiet or step % LOOK == 0):
            (first, second), fresh = near_pairs(centers, size, MARGIN), True
        apart = centers[second] - centers[first]
        overlap = (size[first] + size[second]) / 2 - np.abs(apart)
        hit = (overlap > 0).all(axis=1)
        quiet = not hit.any()
        if not quiet:
            centers = steady(centers + _shifts(apart[hit], overlap[hit], first[hit], second[hit], len(boxes)))
            fresh = False
        elif fresh:
            break
        if step % ROUNDS == ROUNDS - 1:  # a dense crowd needs more room altogether
            centers, fresh = centers * 1.05, False
    return centers - offset


def _even(points: Points, size: Points) -> Points:
    """Crowded middle and empty rim are evened out: every ring gets as much room as the boxes within it need.

    Angles and the order of the radii stay. Small parts, where nothing is crowded, stay as they are.
    """
    weight = min(0.85, len(points) / EVEN)
    radius = np.maximum(np.sqrt((points * points).sum(axis=1)), 1e-3)
    order = np.argsort(radius, kind="stable")
    needed = np.empty_like(radius)
    needed[order] = np.sqrt(np.cumsum(size.prod(axis=1)[order]) * ROOM / math.pi)
    return np.asarray(points * ((1 - weight) + weight * needed / radius)[:, None])


def _shifts(apart: Points, overlap: Points, first: Indices, second: Indices, count: int) -> Points:
    """By how much each box gives way: for each pair half of the smaller overlap, and a little more so that it ends."""
    sideways = overlap[:, 0] < overlap[:, 1]
    shift = np.empty((count, 2))
    for axis, chosen in ((0, sideways), (1, ~sideways)):
        push = np.where(apart[:, axis] < 0, -1.0, 1.0) * (overlap[:, axis] * 0.35 + 0.3) * chosen
        shift[:, axis] = np.bincount(second, push, count) - np.bincount(first, push, count)
    return shift


def near_pairs(centers: Points, size: Points, margin: float) -> tuple[Indices, Indices]:
    """Pairs of boxes less than `margin` apart, each pair once, without looking at every pair.

    Every box is entered in the cells of a grid that it touches. A pair counts in one cell only: that of the upper left
    corner of what both share.
    """
    low, high = centers - (size + margin) / 2, centers + (size + margin) / 2
    cell = 1.5 * np.median(size, axis=0) + margin
    start = np.floor(low / cell).astype(np.int64)
    span = np.floor(high / cell).astype(np.int64) - start + 1
    counts = span[:, 0] * span[:, 1]
    owner = np.repeat(np.arange(len(centers)), counts)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    where = start[owner] + np.column_stack([place % span[owner, 0], place // span[owner, 0]])
    where_from = start.min(axis=0)
    key = (where[:, 0] - where_from[0]) * (int(where[:, 1].max() - where_from[1]) + 1) + where[:, 1] - where_from[1]
    order = np.argsort(key, kind="stable")
    key, owner, where = key[order], owner[order], where[order]
    found = []
    for step in range(1, len(key)):
        same = np.flatnonzero(key[step:] == key[:-step])
        if not len(same):
            break
        first, second = owner[same], owner[same + step]
        corner = np.maximum(low[first], low[second])
        meet = (corner < np.minimum(high[first], high[second])).all(axis=1)
        meet &= (np.floor(corner / cell).astype(np.int64) == where[same]).all(axis=1)
        found.append((np.minimum(first, second)[meet], np.maximum(first, second)[meet]))
    none = np.empty(0, dtype=np.int64)
    return np.concatenate([none, *(a for a, _ in found)]), np.concatenate([none, *(b for _, b in found)])
