"""The graph as one HTML file that opens anywhere: no network, no server, nothing to install.

pyvis generates it from the template `page.html`; the positions are computed here (`layout`), so that the picture stands still
from the first moment. Text of documents gets into the file as JSON data or escaped by Jinja, and into the page by
`textContent` only; a content security policy allows exactly the scripts and the style that the file was written with.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kg.graph.connections import Connections
from kg.graph.content import GraphContent
from kg.graph.sanitize import digest, script_json, visible, writable
from kg.page.packed_json import compact, compact_drawing
from kg.page.page_data import PageData, StatementRow, View, view

_OWN = Path(__file__).parent
_PYVIS = Path(pyvis.__file__).parent / "templates"
_DRAWING = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = (
    "state", "facets", "choose", "timeline", "arrange", "places", "look", "drawing", "labels", "speech", "topics", "path", "worldmap",
    "chronicle", "evidence", "table", "search", "picture", "save", "dossier", "address", "keys", "page",
)  # fmt: skip
LISTED = 1500  # statements of each kind for readers without JavaScript: all sentences twice would double a large page

# Nothing moves and nothing is guessed in the browser: positions come with the nodes.
_OPTIONS = {
    "autoResize": False,  # it would change the zoom
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "multiselect": False,
        "tooltipDelay": 0,
        "selectConnectedEdges": False,
    },
    "nodes": {"chosen": False, "borderWidth": 0},
    "edges": {
        "chosen": False,
        "smooth": False,
        "selectionWidth": 0,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
    },
}


def page(graph: GraphContent, *, title: str = "", claims: bool = True, known: Connections | None = None) -> str:
    """The page of `graph` as HTML text; facts only, without what is merely claimed, unless `claims`.

    `title` defaults to the title of the only document, or their number; `known`: see `view`. Equal graphs give equal text.
    Write it as UTF-8.
    """
    shown = view(graph, title=title, claims=claims, known=known)
    network = _network(shown)
    network.templateEnv = _environment(shown.data)
    network.path = "page.html"
    html: str = network.generate_html()
    return writable(html)


def _network(shown: View) -> Network:
    """The drawing, as pyvis holds it: one node an entity, one edge for each ordered pair.

    `add_node` and `add_edge` look every id up in a list of all, which takes seconds for ten thousand.
    """
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [Node(index, **node).options for index, node in enumerate(shown.nodes)]
    network.edges = [Edge(start, end, id=index).options for index, (start, end) in enumerate(shown.lines)]
    network.set_options(json.dumps(_OPTIONS))  # last: afterwards pyvis's own methods find no options to change
    return network


def _environment(data: PageData) -> Environment:
    """Our template first, then pyvis's folder for the script that draws."""
    environment = Environment(
        loader=FileSystemLoader([_OWN, _PYVIS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        data=data,
        style=_source("page.css"),
        drawing=_source(_DRAWING),
        script="\n".join(_source(f"js/{name}.js") for name in _SCRIPTS),
        digest=digest,
        statement=_sentence_of,
        listed=LISTED,
        compact=compact,
        compact_drawing=compact_drawing,
    )
    environment.filters["json"] = script_json
    environment.filters["visible"] = visible
    return environment


def _source(name: str) -> str:
    """A script or style of ours or of pyvis's, with line ends as the browser will count them."""
    place = _OWN / name if (_OWN / name).exists() else _PYVIS / name
    return place.read_text(encoding="utf-8").replace("\r\n", "\n").strip()


def _sentence_of(data: PageData, row: StatementRow) -> tuple[str, ...]:
    """A statement in words (subject, relation, object if it has one), for readers without JavaScript."""
    relation = data["properties"][row["property"]]
    target = data["entities"][row["object"]]["label"] if row["object"] >= 0 else row["value"]
    words = (row["words"],) if relation["act"] else (row["words"], target)
    return data["entities"][row["subject"]]["label"], *words
