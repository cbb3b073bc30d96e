"""How entities look and where they stand: shape, color, size, label, place, and which of them are shown first."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypedDict

from kg.graph.content import kind_label
from kg.iri import KG
from kg.page.layout import Box, arrange

CORE = 400  # above so many entities the best connected are shown first
CORE_LINES = 900  # and above so many lines between them, too
WHOLE = 40  # up to so many entities all are shown, those without a name, too
NAMED = 150  # so many nodes get room for their label; of more, not all could be written anyway
LINE_LETTERS = 20  # a drawn label breaks into a second line here
LABEL_LETTERS = 38  # and is cut here; the panel has it in full
LETTER = 6.9  # mean width of a letter of a drawn label at zoom 1, in pixels
LINE_HEIGHT = 15.0

# Colors of Okabe and Ito (2008), told apart with any color vision; shapes say the same once more.
KINDS: Mapping[str, tuple[str, str]] = {
    "Person": ("dot", "#0072b2"),
    "Group": ("hexagon", "#56b4e9"),
    "Country": ("square", "#009e73"),
    "City": ("diamond", "#cc79a7"),
    "Region": ("hexagon", "#cc79a7"),
    "Facility": ("square", "#cc79a7"),
    "Place": ("triangleDown", "#cc79a7"),
    "Organization": ("triangle", "#d55e00"),
    "GovernmentBody": ("triangleDown", "#d55e00"),
    "IntergovernmentalOrganization": ("hexagon", "#d55e00"),
    "PoliticalParty": ("diamond", "#d55e00"),
    "Company": ("square", "#d55e00"),
    "MediaOrganization": ("dot", "#d55e00"),
    "ArmedGroup": ("star", "#d55e00"),
    "Event": ("star", "#e69f00"),
    "Work": ("square", "#e69f00"),
    "Concept": ("dot", "#8a8f98"),
    "Agent": ("triangle", "#8a8f98"),
}
OTHER_KIND = ("diamond", "#8a8f98")


class KindRow(TypedDict):
    """A class of entities with its look."""

    iri: str
    label: str
    shape: str
    color: str


class DrawnNode(TypedDict):
    """A node as vis-network takes it; `everywhere` is its place when all entities are shown."""

    label: str
    shape: str
    color: str
    size: float
    x: int
    y: int
    everywhere: tuple[int, int]


def drawn_label(label: str) -> str:
    """A label as it is drawn: visible characters only, at most two lines, never empty (pyvis would write a number)."""
    seen = label.isprintable()
    shown = label if seen else "".join(" " if unicodedata.category(char)[0] == "C" else char for char in label)
    text = " ".join(shown.split()) or "(no name)"
    if len(text) > LABEL_LETTERS:
        text = text[: LABEL_LETTERS - 1].rstrip() + "…"
    if len(text) <= LINE_LETTERS:
        return text
    spaces = [index for index, char in enumerate(text) if char == " "]
    if not spaces:
        return text
    middle = min(spaces, key=lambda index: abs(index - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def _text_width(line: str) -> float:
    wide = 0 if line.isascii() else sum(unicodedata.east_asian_width(char) in "WF" for char in line)
    return LETTER * (len(line) + wide * 0.9)


def kind_row(name: str) -> KindRow:
    """The look of a class by its local name."""
    shape, color = KINDS.get(name, OTHER_KIND)
    return KindRow(iri=KG + name, label=kind_label(name), shape=shape, color=color)


def rank(named: Sequence[bool], degrees: Mapping[int, int]) -> list[int]:
    """Entities by importance: the best connected first, where two lines of a thing without a name count as one."""

    def weight(index: int) -> float:
        return degrees.get(index, 0) / (1 if named[index] else 2)

    return sorted(range(len(named)), key=lambda index: (-weight(index), index))


def choose_core(ranked: Sequence[int], lines: Sequence[tuple[int, int]], named: Sequence[bool]) -> set[int]:
    """The entities shown first: the most important as long as neither they nor the lines between them are too many.

    Things without a name come after the named ones, and only where they join two of those or keep one from standing alone.
    """
    neighbors = defaultdict(list)
    for first, second in lines:
        if first != second:
            neighbors[first].append(second)
            neighbors[second].append(first)
    names = [index for index in ranked if named[index]]
    if len(ranked) <= WHOLE or not names:
        return _first(ranked, neighbors, set())
    core = _first(names, neighbors, set())
    things = [index for index in ranked if not named[index]]
    core = _first([index for index in things if len(core.intersection(neighbors[index])) > 1], neighbors, core)
    alone = [index for index in names if index in core and not core.intersection(neighbors[index])]
    place = {index: number for number, index in enumerate(ranked)}
    kept = {min(neighbors[index], key=lambda other: place[other]) for index in alone if neighbors[index]}
    return _first(sorted(kept, key=lambda index: place[index]), neighbors, core)


def _first(wanted: Sequence[int], neighbors: Mapping[int, Sequence[int]], core: set[int]) -> set[int]:
    """`core` and of the `wanted` entities, in order, as many as there is room for."""
    core = set(core)
    drawn = sum(other in core for index in core for other in neighbors.get(index, ())) // 2
    for index in wanted:
        drawn += sum(other in core for other in neighbors.get(index, ()))
        if len(core) >= CORE or drawn > CORE_LINES:
            break
        core.add(index)
    return core


def draw_nodes(
    labels: Sequence[str],
    looks: Sequence[KindRow],
    named: Sequence[bool],
    degrees: Mapping[int, int],
    ranked: Sequence[int],
    lines: Sequence[tuple[int, int]],
    core: set[int],
) -> list[DrawnNode]:
    """Every entity's node; those of the core have a place of their own for the first picture."""
    nodes = [
        _node(label, look, has_name, degrees.get(index, 0))
        for index, (label, look, has_name) in enumerate(zip(labels, looks, named, strict=True))
    ]
    written = set(ranked[:NAMED])
    boxes = [_box(node, index in written) for index, node in enumerate(nodes)]
    everywhere = arrange(boxes, lines)
    first = dict(enumerate(everywhere))
    if len(core) < len(nodes):
        shown = sorted(core)
        at = {index: place for place, index in enumerate(shown)}
        inside = [(at[start], at[end]) for start, end in lines if start in core and end in core]
        first.update(zip(shown, arrange([boxes[index] for index in shown], inside), strict=True))
    for index, node in enumerate(nodes):
        node["x"], node["y"] = first[index]
        node["everywhere"] = everywhere[index]
    return nodes


def _node(label: str, look: KindRow, named: bool, degree: int) -> DrawnNode:
    least, growth = (7.0, 4.0) if named else (5.5, 2.0)
    size = min(30.0, least + growth * math.sqrt(degree))
    return DrawnNode(
        label=drawn_label(label),
        shape=look["shape"],
        color=look["color"],
        size=round(size, 1),
        x=0,
        y=0,
        everywhere=(0, 0),
    )


def _box(node: DrawnNode, written: bool) -> Box:
    if not written:
        return Box(2 * node["size"] + 16, node["size"] + 6, node["size"] + 10)
    lines = node["label"].split("\n")
    width = max(2 * node["size"], *(_text_width(line) for line in lines))
    return Box(width, node["size"] + 2, node["size"] + 4 + LINE_HEIGHT * len(lines))
