"""How entities look and where they stand: shape, color, size, label, place, and how important they are."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from kg.graph.content import kind_label
from kg.iri import KG
from kg.page.layout import Box, arrange

LEAST, GROWTH, MOST = 5.0, 2.4, 22.0  # size of a node: with its importance grows its area
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
    """A node as vis-network takes it, in its place of the picture of all entities."""

    label: str
    shape: str
    color: str
    size: float
    x: int
    y: int


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


def importance(ends: Iterable[Iterable[int]], named: Sequence[bool]) -> list[float]:
    """How much is said of every entity and by it: its statements, `ends` being whom each one is about and who says it.

    Two statements of a thing without a name count as one: "the two men" are in many sentences, and nobody looks for them.
    """
    said = Counter(entity for statement in ends for entity in set(statement))
    return [said[index] / (1 if has_name else 2) for index, has_name in enumerate(named)]


def rank(weights: Sequence[float]) -> list[int]:
    """Entities by importance, the first one first."""
    return sorted(range(len(weights)), key=lambda index: (-weights[index], index))


def draw_nodes(
    labels: Sequence[str],
    looks: Sequence[KindRow],
    weights: Sequence[float],
    lines: Sequence[tuple[int, int]],
    communities: Sequence[int],
) -> list[DrawnNode]:
    """Every entity's node, with its place in the picture of all; the better known it is, the larger."""
    nodes = [_node(label, look, weight) for label, look, weight in zip(labels, looks, weights, strict=True)]
    written = set(rank(weights)[:NAMED])
    boxes = [box(node, index in written) for index, node in enumerate(nodes)]
    for node, (x, y) in zip(nodes, arrange(boxes, lines, communities), strict=True):
        node["x"], node["y"] = x, y
    return nodes


def _node(label: str, look: KindRow, weight: float) -> DrawnNode:
    size = min(MOST, LEAST + GROWTH * math.sqrt(weight))
    return DrawnNode(label=drawn_label(label), shape=look["shape"], color=look["color"], size=round(size, 1), x=0, y=0)


def box(node: DrawnNode, written: bool) -> Box:
    """Room of a node, with its label below it where that is `written`."""
    if not written:
        return Box(2 * node["size"] + 16, node["size"] + 6, node["size"] + 10)
    lines = node["label"].split("\n")
    width = max(2 * node["size"], *(_text_width(line) for line in lines))
    return Box(width, node["size"] + 2, node["size"] + 4 + LINE_HEIGHT * len(lines))
