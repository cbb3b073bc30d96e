"""The parts of a drawing side by side, in about the shape of a window."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kg.page.overlap_removal import Box
from kg.page.stress import Indices, Points

PART_GAP = 30.0  # free space between parts, at least
STEP = 40.0  # room of a part is counted in steps of so much: neighbors then end level
WIDE = 1.3  # width / height of the whole, about what two side panels leave of a screen


def pack(parts: Sequence[list[int]], drawn: Sequence[Points], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Whole positions of all nodes, from those of every part around its own origin."""
    corners = [_extent(points, [boxes[node] for node in part]) for part, points in zip(parts, drawn, strict=True)]
    sizes = [(_steps(right - left), _steps(bottom - top)) for left, top, right, bottom in corners]
    positions: list[tuple[int, int]] = [(0, 0)] * len(boxes)
    for part, points, corner, size, (x, y) in zip(parts, drawn, corners, sizes, _best(sizes), strict=True):
        left, top, right, _ = corner
        across = (size[0] * STEP - (right - left)) / 2  # in the middle of its place
        for node, point in zip(part, points.tolist(), strict=True):
            positions[node] = round(point[0] - left + x * STEP + across), round(point[1] - top + y * STEP)
    return positions


def _steps(length: float) -> int:
    return math.ceil((length + PART_GAP) / STEP)


def _extent(points: Points, boxes: list[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes of a part."""
    places = list(zip(points.tolist(), boxes, strict=True))
    return (
        min(x - box.width / 2 for (x, _), box in places),
        min(y - box.above for (_, y), box in places),
        max(x + box.width / 2 for (x, _), box in places),
        max(y + box.below for (_, y), box in places),
    )


def _best(sizes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The packing, of several widths, that can be shown largest in a window of the shape `WIDE`."""
    if not sizes:
        return []
    least = max(width for width, _ in sizes)
    square = math.sqrt(sum(width * height for width, height in sizes) * WIDE)
    packings = [_skyline(sizes, max(least, math.ceil(square * factor))) for factor in (1.0, 1.1, 1.2, 1.35, 1.5)]

    def window(packing: list[tuple[int, int]]) -> float:
        width = max(x + size[0] for (x, _), size in zip(packing, sizes, strict=True))
        height = max(y + size[1] for (_, y), size in zip(packing, sizes, strict=True))
        return max(width, height * WIDE)

    return min(packings, key=window)


def _skyline(sizes: Sequence[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Each rectangle as high up as it fits, then as far left; `line` is how far every column is filled."""
    line = np.zeros(width, dtype=np.int64)
    placed = []
    for wide, high in sizes:
        level = _highest(line, wide)
        x = int(np.argmin(level))
        y = int(level[x])
        line[x : x + wide] = y + high
        placed.append((x, y))
    return placed


def _highest(line: Indices, wide: int) -> Indices:
    """The greatest of each `wide` neighbors, found in steps that double: most rectangles are narrow, and there are thousands."""
    level, covered = line, 1
    while covered < wide:
        step = min(covered, wide - covered)
        level = np.maximum(level[:-step], level[step:])
        covered += step
    return level
