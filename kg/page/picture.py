"""A still picture of a graph for reports and slides: the drawing of the page as SVG, and as PNG where `resvg-py` is installed.

It shows the most important entities and what ties them, in light colors, with as many words of lines as have room. The same
graph gives the same SVG; letters of a PNG are those of the fonts on the machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.errors import ExportError
from kg.graph.content import GraphContent
from kg.graph.sanitize import legal, visible, writable
from kg.page.drawing import LETTER, LINE_HEIGHT, DrawnNode, KindRow, box
from kg.page.layout import arrange
from kg.page.page_data import PageData, StatementRow, View, view

_OWN = Path(__file__).parent
_MARGIN = 40.0
_NARROWEST = 640.0  # so that title and legend have room
MOST = 60  # entities on a sheet
_WIDER, _WIDEST = 1.15, 2.0  # steps, and the last one, in which a sheet grows until every line is named
_LETTERS = 30  # of a line's label
_DASHES = {"fact": "", "claimed": "8 5", "denied": "8 5"}  # all other ways of saying are dotted
_BEND = 0.16  # how far a bent line runs beside the straight one, of its length
_SHAPES = {  # corners, degrees where the first one lies, radius against the size
    "square": (4, 45.0, 1.35),
    "diamond": (4, 0.0, 1.2),
    "triangle": (3, -90.0, 1.3),
    "triangleDown": (3, 90.0, 1.3),
    "hexagon": (6, 0.0, 1.1),
    "star": (10, -90.0, 1.3),
}
_FONTS = (
    "'Noto Sans', 'DejaVu Sans', 'Liberation Sans', Arial, 'Helvetica Neue', Helvetica, 'Segoe UI', Roboto, "
    "'Open Sans', Ubuntu, Cantarell, sans-serif"
)  # by name: what turns SVG into PNG does not look for others
_LARGEST = 12_000  # pixels of the longer side of a PNG


@dataclass(frozen=True, slots=True)
class Shape:
    """A node or a sign of the legend: a circle when it has no corners."""

    x: float
    y: float
    size: float
    color: str
    corners: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words around a point: `lines` below one another."""

    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line as an SVG path; `dash` is "" for facts."""

    path: str
    dash: str
    denied: bool
    width: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing's edges, without title and legend."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of entities in the legend, with the place where its words begin."""

    shape: Shape
    x: float
    y: float
    label: str


def svg(graph: GraphContent, *, title: str = "", claims: bool = True) -> str:
    """The picture of `graph` as SVG text; facts only unless `claims`. Write it as UTF-8."""
    shown = view(graph, title=title, claims=claims)
    entities = shown.data["entities"]
    kept = chosen(shown)
    pairs = _pairs(shown.data, kept)
    nodes, labels, words = _written(shown.data, kept, pairs)
    frame = _frame(nodes.values(), [*labels, *words])
    signs = _signs([shown.data["kinds"][kind] for kind in sorted({entities[index]["kind"] for index in nodes})], frame)
    environment = Environment(
        loader=FileSystemLoader(_OWN), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = environment.get_template("picture.svg").render(
        title=_plain(shown.data["title"], 200),
        caption=_caption(shown.data, len(nodes)),
        nodes=[_shape(node["shape"], node["x"], node["y"], node["size"], node["color"]) for node in nodes.values()],
        lines=[_line(nodes, pair, pair[::-1] in pairs, rows) for pair, rows in pairs.items()],
        texts=labels,
        words=words,
        signs=signs,
        ways=any(rows[-1]["status"] != "fact" for rows in pairs.values()),
        frame=frame,
        foot=max((sign.y for sign in signs), default=frame.bottom) + 24,
        line_height=LINE_HEIGHT,
        fonts=_FONTS,
    )
    return writable(text)


def png(picture: str, scale: float = 2.0) -> bytes:
    """An SVG picture as PNG, `scale` pixels a unit, at most 12,000 on a side.

    Raises ExportError when the library for it is not installed, or no font.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        hint = "pip install 'kg[pictures]', or write SVG, which every browser and office program shows"
        raise ExportError("a PNG needs resvg-py, which is not installed", hint=hint) from error
    probe = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{_FONTS}">%s</svg>'
    if svg_to_bytes(svg_string=probe % '<text y="15">kg</text>') == svg_to_bytes(svg_string=probe % ""):
        raise ExportError("there is no font to write the names with", hint="install one (fonts-dejavu), or write SVG")
    sides = [float(picture.split(f' {side}="', 1)[1].split('"', 1)[0]) for side in ("width", "height")]
    return svg_to_bytes(svg_string=picture, zoom=min(scale, _LARGEST / max(sides)))


_Pairs = dict[tuple[int, int], list[StatementRow]]


def chosen(shown: View) -> dict[int, DrawnNode]:
    """The most important entities that a line joins, as many as a sheet bears, in places of their own.

    Who only says something tells nothing in a still picture; where nothing is joined, all are drawn.
    """
    entities = shown.data["entities"]
    joined = {end for pair in shown.lines for end in pair}
    ranked = sorted((index for index in joined or range(len(entities))), key=lambda index: entities[index]["rank"])
    kept = sorted(_tied(ranked, shown.lines) if joined else ranked[:MOST])
    at = {index: place for place, index in enumerate(kept)}
    lines = [(at[start], at[end]) for start, end in shown.lines if start in at and end in at]
    boxes = [box(shown.nodes[index], True) for index in kept]
    places = arrange(boxes, lines, [entities[index]["community"] for index in kept])
    return {index: _moved(shown.nodes[index], place) for index, place in zip(kept, places, strict=True)}


def _tied(ranked: Sequence[int], lines: Sequence[tuple[int, int]]) -> list[int]:
    """The first of `ranked` without those that no line ties to another of them."""
    first = set(ranked[:MOST])
    return sorted({end for pair in lines if first.issuperset(pair) for end in pair})


def _moved(node: DrawnNode, place: tuple[int, int]) -> DrawnNode:
    return {**node, "x": place[0], "y": place[1]}


def _pairs(data: PageData, drawn: Collection[int]) -> _Pairs:
    """The statements of each drawn line, facts first; the lines with most of them first."""
    found: defaultdict[tuple[int, int], list[StatementRow]] = defaultdict(list)
    for row in data["statements"]:
        if row["subject"] in drawn and row["object"] in drawn:
            found[row["subject"], row["object"]].append(row)
    ordered = sorted(found, key=lambda pair: (-len(found[pair]), pair))
    return {pair: sorted(found[pair], key=lambda row: row["status"] != "fact") for pair in ordered}


def _line(nodes: Mapping[int, DrawnNode], pair: tuple[int, int], both: bool, rows: Sequence[StatementRow]) -> Line:
    statuses = [row["status"] for row in rows]
    first = next((name for name in ("fact", "claimed", "denied") if name in statuses), "")
    return Line(
        path=_path(nodes[pair[0]], nodes[pair[1]], both),
        dash=_DASHES.get(first, "2 5"),
        denied=set(statuses) == {"denied"},
        width=min(4.0, 1.0 + 0.5 * (len(rows) - 1)),
    )


def _path(start: DrawnNode, end: DrawnNode, both: bool) -> str:
    """From edge to edge of two nodes; bent when there is a line the other way, round when both are one."""
    x1, y1, x2, y2 = start["x"], start["y"], end["x"], end["y"]
    away = math.hypot(x2 - x1, y2 - y1)
    if away < 1:
        size = start["size"]
        turn = (-size, -2 * size, size * 2.2, -2 * size, size * 1.2, -3.0)
        return f"M{x1 - size * 0.6:.1f} {y1 - size:.1f}c" + " ".join(f"{step:.1f}" for step in turn)
    bend_x, bend_y = _middle(start, end, both)
    begin, stop = (_towards(node, bend_x, bend_y, room) for node, room in ((start, 1.0), (end, 5.0)))
    curve = f"Q{bend_x:.1f} {bend_y:.1f} " if both else "L"
    return f"M{begin[0]:.1f} {begin[1]:.1f}{curve}{stop[0]:.1f} {stop[1]:.1f}"


def _middle(start: DrawnNode, end: DrawnNode, both: bool) -> tuple[float, float]:
    """The middle of a line, beside the straight one when there is a line the other way."""
    aside = _BEND if both else 0.0
    across, down = end["x"] - start["x"], end["y"] - start["y"]
    return (start["x"] + end["x"]) / 2 - aside * down, (start["y"] + end["y"]) / 2 + aside * across


def _towards(node: DrawnNode, x: float, y: float, room: float) -> tuple[float, float]:
    """The point at the edge of a node, `room` away from it, on the way to (x, y)."""
    away = math.hypot(x - node["x"], y - node["y"]) or 1.0
    part = (node["size"] + room) / away
    return node["x"] + part * (x - node["x"]), node["y"] + part * (y - node["y"])


def _written(
    data: PageData, nodes: Mapping[int, DrawnNode], pairs: _Pairs
) -> tuple[Mapping[int, DrawnNode], list[Text], list[Text]]:
    """The nodes on a sheet that is as large as names and words of lines need, up to `_WIDEST` times as wide, and these."""
    wide = 1.0
    while True:
        spread = {
            index: _moved(node, (round(wide * node["x"]), round(wide * node["y"]))) for index, node in nodes.items()
        }
        labels, words = _texts(data, spread, pairs)
        if len(words) == sum(start != end for start, end in pairs) or wide * _WIDER > _WIDEST:
            return spread, labels, words
        wide *= _WIDER


def _texts(data: PageData, nodes: Mapping[int, DrawnNode], pairs: _Pairs) -> tuple[list[Text], list[Text]]:
    """Names of nodes and words of lines, as many as have room; better known ones first."""
    taken = [
        (node["x"] - node["size"], node["y"] - node["size"], node["x"] + node["size"], node["y"] + node["size"])
        for node in nodes.values()
    ]
    labels, words = [], []
    for index in sorted(nodes, key=lambda index: data["entities"][index]["rank"]):
        node = nodes[index]
        text = Text(node["x"], node["y"] + node["size"] + LINE_HEIGHT - 1, tuple(node["label"].split("\n")))
        own = (node["x"] - node["size"], node["y"] - node["size"])
        if not any(_meet(_box(text), other) for other in taken if other[:2] != own):
            labels.append(text)
            taken.append(_box(text))
    for (start, end), rows in pairs.items():
        places = _along(nodes[start], nodes[end], (end, start) in pairs) if start != end else ()
        for x, y in places:
            text = Text(x, y + 4, (_words(rows),))
            if not any(_meet(_box(text), other) for other in taken):
                words.append(text)
                taken.append(_box(text))
                break
    return labels, words


def _along(start: DrawnNode, end: DrawnNode, both: bool) -> Iterator[tuple[float, float]]:
    """Where the words of a line may stand: on it, in the middle or nearer to one end, else right beside it."""
    x, y = _middle(start, end, both)
    across, down = end["x"] - start["x"], end["y"] - start["y"]
    aside = LINE_HEIGHT / 2 / (math.hypot(across, down) or 1.0)
    for turn in (0.0, aside, -aside):
        for part in (0.0, -0.08, 0.08, -0.16, 0.16, -0.24, 0.24):
            yield x + part * across - turn * down, y + part * down + turn * across


def _words(rows: Sequence[StatementRow]) -> str:
    """What a line says: its first relation, and how many more there are."""
    more = len({row["words"] for row in rows}) - 1
    return _plain(rows[0]["words"], _LETTERS) + (f" +{more}" if more else "")


_Box = tuple[float, float, float, float]


def _box(text: Text) -> _Box:
    half = max(len(line) for line in text.lines) * LETTER / 2
    return text.x - half, text.y - LINE_HEIGHT + 4, text.x + half, text.y + LINE_HEIGHT * (len(text.lines) - 1) + 3


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _frame(nodes: Iterable[DrawnNode], texts: Iterable[Text]) -> Frame:
    """Around everything drawn, in whole pixels."""
    boxes = [_box(text) for text in texts]
    boxes += [(node["x"] - 30.0, node["y"] - 45.0, node["x"] + 30.0, node["y"] + 30.0) for node in nodes]
    boxes = boxes or [(0.0, 0.0, 1.0, 1.0)]
    left, top = min(box[0] for box in boxes) - _MARGIN, min(box[1] for box in boxes) - _MARGIN
    right, bottom = max(box[2] for box in boxes) + _MARGIN, max(box[3] for box in boxes) + _MARGIN
    more = max(0.0, _NARROWEST - (right - left)) / 2
    return Frame(math.floor(left - more), math.floor(top), math.ceil(right + more), math.ceil(bottom))


def _signs(kinds: Sequence[KindRow], frame: Frame) -> list[Sign]:
    """The legend below the drawing: as many kinds in a row as have room."""
    signs: list[Sign] = []
    x, y = frame.left + _MARGIN, frame.bottom + 10
    for kind in kinds:
        width = 34 + LETTER * len(kind["label"])
        if x + width > frame.right - _MARGIN and x > frame.left + _MARGIN:
            x, y = frame.left + _MARGIN, y + 22
        signs.append(Sign(_shape(kind["shape"], x, y, 6, kind["color"]), x + 12, y + 4, kind["label"]))
        x += width
    return signs


def _shape(shape: str, x: float, y: float, size: float, color: str) -> Shape:
    """A node as vis-network draws it, nearly."""
    corners, turn, reach = _SHAPES.get(shape, (0, 0.0, 1.0))
    points = []
    for number in range(corners):
        angle = math.radians(turn + 360 * number / corners)
        away = size * reach * (0.5 if shape == "star" and number % 2 else 1.0)
        points.append(f"{x + away * math.cos(angle):.1f},{y + away * math.sin(angle):.1f}")
    return Shape(x, y, size, color, " ".join(points))


def _caption(data: PageData, drawn: int) -> str:
    facts = sum(row["status"] == "fact" for row in data["statements"])
    entities, claims = len(data["entities"]), len(data["statements"]) - facts
    some = f"the {drawn:,} most said of and by of " if drawn < entities else ""
    parts = [(entities, "entity", "entities"), (facts, "fact", "facts"), (claims, "other claim", "other claims")]
    return some + ", ".join(f"{number:,} {one if number == 1 else many}" for number, one, many in parts if number)


def _plain(text: str, most: int) -> str:
    """One short line that every XML file can hold."""
    line = " ".join(legal(visible(text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
