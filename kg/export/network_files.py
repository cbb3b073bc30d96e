"""Facts, or all claims, as a network: GraphML and GEXF, for Gephi, yEd, Cytoscape, igraph and networkx.

Every fact (or claim) is a line of its own, with its time, place, document and sentence; lines of one pair of things stay apart.
"""

from __future__ import annotations

import io
from itertools import count
from math import sqrt
from typing import Any
from xml.etree.ElementTree import Element, indent, tostring

import networkx
from networkx.readwrite.gexf import GEXFWriter

from kg.export.countries import coordinates
from kg.graph.content import GraphContent
from kg.graph.network import to_networkx

# Okabe and Ito (2008): colours that people who see few colours tell apart; what stands for an organization by its own words is one
_COLOURS = {
    "Person": (0, 114, 178),
    "Group": (86, 180, 233),
    "Country": (0, 158, 115),
    "City": (204, 121, 167),
    "Region": (204, 121, 167),
    "Facility": (204, 121, 167),
    "Place": (204, 121, 167),
    "Event": (230, 159, 0),
    "Work": (230, 159, 0),
}
_ORGANIZATION, _GREY = (213, 94, 0), (138, 143, 152)
_GREY_TYPES = {"Concept", "Thing", "Agent", "Literal"}
_LINES = {"fact": ((60, 70, 80), "solid"), "denied": ((179, 38, 30), "dotted")}
_CLAIMED = ((120, 130, 140), "dashed")


def graphml(graph: GraphContent, *, claims: bool = False) -> bytes:
    """Facts in GraphML (http://graphml.graphdrawing.org), for yEd, Gephi, Cytoscape, igraph; with `claims` every claim."""
    network = to_networkx(graph, claims=claims)
    for node, data in network.nodes(data=True):
        data |= _point(graph, node)
    for _, _, data in network.edges(data=True):
        data["claim"] = data.pop("id")  # igraph has an attribute of its own that is called id
    text = io.BytesIO()
    # not write_graphml, whose bytes depend on whether lxml is installed
    networkx.write_graphml_xml(network, text, edge_id_from_attribute="claim")
    return text.getvalue()


def gexf(graph: GraphContent, *, claims: bool = False) -> bytes:
    """Facts in GEXF 1.3 (https://gexf.net), for Gephi: lines that have a time come and go with its timeline; with `claims` every claim."""
    network = to_networkx(graph, claims=claims)
    for node, data in network.nodes(data=True):
        data["viz"] = _dot(data["type"], network.degree(node))
        data |= _point(graph, node)
    for _, _, data in network.edges(data=True):
        data["viz"] = _line(data)
        data["weight"] = float(data["documents"].count("; ") + 1)
    writer = GEXFWriter(encoding="utf-8", prettyprint=False, version="1.3")
    writer.edge_id = count()
    writer.add_graph(network)
    _finish(writer.xml)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(writer.xml, encoding="unicode").encode() + b"\n"


def _point(graph: GraphContent, node: str) -> dict[str, float]:
    """Where a place lies, by the names that Gephi's maps look for."""
    return dict(zip(("latitude", "longitude"), coordinates(graph, node) or (), strict=False))


def _dot(kind: str, degree: int) -> dict[str, Any]:
    red, green, blue = _COLOURS.get(kind, _GREY if kind in _GREY_TYPES else _ORGANIZATION)
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": round(8 + 4 * sqrt(degree), 1)}


def _line(data: dict[str, Any]) -> dict[str, Any]:
    status = "fact" if data["asserted"] else "denied" if data["polarity"] == "negated" else "claimed"
    (red, green, blue), shape = _LINES.get(status, _CLAIMED)
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "shape": shape}


def _finish(xml: Element) -> None:
    """Names what wrote it, without the day of writing, which would change the bytes of the same graph; lines get the kind by which
    Gephi keeps those of one pair apart.
    """
    for meta in [item for item in xml if item.tag.endswith("meta")]:
        xml.remove(meta)
    meta = Element("meta")
    creator = Element("creator")
    creator.text = "kg"
    meta.append(creator)
    xml.insert(0, meta)
    for edge in xml.iter("edge"):
        edge.set("kind", edge.get("label", ""))
    indent(xml)
