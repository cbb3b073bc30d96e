"""Positions: nothing overlaps, parts lie side by side, and the same graph always gives the same picture."""

from __future__ import annotations

import math
from functools import partial
from itertools import combinations

import networkx
import numpy as np
import pytest
from effort import steps
from hypothesis import given, settings
from hypothesis import strategies as st
from made_graphs import links

from kg.page.layout import Box, arrange
from kg.page.packing import WIDE, _highest

SLACK = 1.0  # positions are whole pixels


def boxes(count: int) -> list[Box]:
    return [Box(50 + (number * 37) % 90, 12 + number % 9, 28 + (number * 7) % 20) for number in range(count)]


def overlaps(sizes: list[Box], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for a, b in combinations(range(len(sizes)), 2):
        (ax, ay), (bx, by) = places[a], places[b]
        beside = abs(ax - bx) + SLACK >= (sizes[a].width + sizes[b].width) / 2
        upright = (
            ay + sizes[a].below <= by - sizes[b].above + SLACK or by + sizes[b].below <= ay - sizes[a].above + SLACK
        )
        if not (beside or upright):
            found.append((a, b))
    return found


SHAPES = {
    "alone": (1, []),
    "strangers": (7, []),
    "pair": (2, [(0, 1)]),
    "path": (12, [(n, n + 1) for n in range(11)]),
    "star": (60, [(0, n) for n in range(1, 60)]),
    "circle": (20, [(n, (n + 1) % 20) for n in range(20)]),
    "everyone with everyone": (14, list(combinations(range(14), 2))),
    "two stars": (42, [(0, n) for n in range(2, 22)] + [(1, n) for n in range(22, 42)] + [(0, 1)]),
    "loop and doubles": (3, [(0, 0), (0, 1), (1, 0), (0, 1)]),
    "news of 47": (47, links(47)),
    "news of 120": (120, links(120)),
    "news of 300": (300, links(300)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_no_two_boxes_overlap(name: str) -> None:
    """Nodes with their labels never lie on each other, whatever the shape of the graph."""
    count, pairs = SHAPES[name]
    places = arrange(boxes(count), pairs)
    assert len(places) == count
    assert overlaps(boxes(count), places) == []


@settings(max_examples=60)
@given(st.data())
def test_no_overlap_in_any_graph(data: st.DataObject) -> None:
    """The same for small graphs that nobody thought of."""
    count = data.draw(st.integers(1, 18))
    node = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(node, node), max_size=30))
    side = st.floats(4, 160)
    sizes = data.draw(st.lists(st.builds(Box, side, side, side), min_size=count, max_size=count))
    assert overlaps(sizes, arrange(sizes, pairs)) == []


def test_same_graph_same_places() -> None:
    """Neither chance nor the order of the links decides where a node lies."""
    pairs = links(90)
    first = arrange(boxes(90), pairs)
    assert arrange(boxes(90), pairs) == first
    assert arrange(boxes(90), [(b, a) for a, b in reversed(pairs)]) == first


def test_linked_nodes_lie_near_each_other() -> None:
    """The picture shows the graph: a line is much shorter than the way between any two nodes of its part."""
    pairs = links(120)
    graph = networkx.Graph(pairs)
    part = max(networkx.connected_components(graph), key=len)
    places = arrange(boxes(120), pairs)

    def mean(ends: list[tuple[int, int]]) -> float:
        ways = [math.dist(places[a], places[b]) for a, b in ends]
        return sum(ways) / len(ways)

    assert len(part) > 60
    assert mean(list(graph.subgraph(part).edges)) < 0.5 * mean(list(combinations(sorted(part), 2)))


def test_parts_lie_side_by_side() -> None:
    """No part reaches into the rectangle of another, and the whole is about as wide as a window."""
    sizes, pairs = boxes(120), links(120)
    graph = networkx.Graph(pairs)
    graph.add_nodes_from(range(120))
    places = arrange(sizes, pairs)
    areas = []
    for part in networkx.connected_components(graph):
        left = min(places[node][0] - sizes[node].width / 2 for node in part)
        right = max(places[node][0] + sizes[node].width / 2 for node in part)
        top = min(places[node][1] - sizes[node].above for node in part)
        bottom = max(places[node][1] + sizes[node].below for node in part)
        areas.append((left, top, right, bottom))
    assert len(areas) > 3
    for a, b in combinations(areas, 2):
        assert a[2] <= b[0] + SLACK or b[2] <= a[0] + SLACK or a[3] <= b[1] + SLACK or b[3] <= a[1] + SLACK
    width = max(area[2] for area in areas) - min(area[0] for area in areas)
    height = max(area[3] for area in areas) - min(area[1] for area in areas)
    assert 0.6 * WIDE < width / height < 1.7 * WIDE


def test_more_entities_take_work_in_proportion() -> None:
    """The layout of four times as many entities is about four times the work (allowed here: six times)."""
    few, many = (partial(arrange, boxes(size), links(size)) for size in (250, 1000))
    assert len(set(many())) == 1000
    assert steps(many) < 6 * steps(few)


@pytest.mark.parametrize("name", SHAPES)
def test_the_picture_is_not_empty(name: str) -> None:
    """Room is not bought by distance: boxes cover a tenth of the drawing or more."""
    count, pairs = SHAPES[name]
    sizes = boxes(count)
    places = arrange(sizes, pairs)
    width = max(x for x, _ in places) - min(x for x, _ in places) + max(box.width for box in sizes)
    height = max(y for _, y in places) - min(y for _, y in places) + max(box.above + box.below for box in sizes)
    assert sum(box.width * (box.above + box.below) for box in sizes) > 0.1 * width * height


def test_nothing_to_draw() -> None:
    """An empty graph has no places, and no error."""
    assert arrange([], []) == []


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(1, 40))
def test_the_highest_of_neighbors(levels: list[int], wide: int) -> None:
    """Where a rectangle can stand: the maximum of every run of so many columns."""
    wide = min(wide, len(levels))
    runs = [levels[start : start + wide] for start in range(len(levels) - wide + 1)]
    assert _highest(np.array(levels), wide).tolist() == [max(run) for run in runs]
