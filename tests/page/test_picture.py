"""The still picture: valid SVG that shows what the page shows first, and a PNG of it."""

from __future__ import annotations

import builtins
import struct
from xml.etree import ElementTree

import pytest
from hypothesis import given
from made_graphs import synthetic
from strategies import SAMPLE, examples, graphs
from test_page import hostile_graph

from kg.errors import ExportError
from kg.knowledge_graph import KnowledgeGraph
from kg.page.page_data import view
from kg.page.picture import MOST, _box, _meet, _pairs, _written, chosen, png, svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(graph: KnowledgeGraph, claims: bool = True) -> ElementTree.Element:
    return ElementTree.fromstring(svg(graph, claims=claims))


def texts(root: ElementTree.Element) -> str:
    return " ".join("".join(item.itertext()) for item in root.iter(f"{SVG}text"))


def test_everything_is_drawn() -> None:
    """A sign for each entity with a line and each kind, a path for each line, the names, and what the lines say."""
    root = drawn(SAMPLE.graph())
    signs = [*root.iter(f"{SVG}circle"), *root.iter(f"{SVG}polygon")]
    assert len(signs) == 4 + 4  # Bo Reed only speaks; four kinds
    lines = [path for path in root.iter(f"{SVG}path") if path.get("marker-end")]
    assert len(lines) == 3
    assert [line.get("marker-end") for line in lines].count("url(#denied)") == 1
    assert sum(line.get("stroke-dasharray") == "2 5" for line in lines) == 1
    for words in (
        "Northland",
        "Ada Quill",
        "supports",
        "5 entities, 2 facts, 2 other claims",
        "denied",
    ):
        assert words in texts(root)
    facts = drawn(SAMPLE.graph(), claims=False)
    assert len([path for path in facts.iter(f"{SVG}path") if path.get("marker-end")]) == 1
    assert "denied" not in texts(facts)


def test_hostile_names_are_names() -> None:
    """It stays well-formed XML with nothing in it that could run."""
    root = drawn(hostile_graph())
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= {
        "svg", "title", "defs", "marker", "path", "rect", "text", "tspan", "g", "circle", "polygon",
    }  # fmt: skip
    assert not [name for item in root.iter() for name in item.attrib if name.startswith("on") or "href" in name]


@examples(20)
@given(graphs())
def test_any_graph_has_a_picture(graph: KnowledgeGraph) -> None:
    """Whatever the graph: well-formed, and the same the second time."""
    picture = svg(graph)
    ElementTree.fromstring(picture)
    assert picture == svg(graph)


def test_words_do_not_meet() -> None:
    """No text lies on another, and every line is named; a large graph is cut to the best connected, as on the page, and says so."""
    graph = synthetic(600)
    shown = view(graph)
    nodes = chosen(shown)
    pairs = _pairs(shown.data, nodes)
    _, labels, words = _written(shown.data, nodes, pairs)
    boxes = [_box(text) for text in (*labels, *words)]
    assert len(labels) == len(nodes), "everything drawn has its name"
    assert len(words) == len(pairs)
    assert 40 < len(nodes) <= MOST
    assert not any(_meet(one, other) for number, one in enumerate(boxes) for other in boxes[:number])
    assert f"the {len(nodes)} most said of and by of" in texts(drawn(graph))


def test_an_empty_graph_has_a_picture() -> None:
    """An empty sheet with its title."""
    assert "0 documents" in texts(drawn(KnowledgeGraph.of([], [], [])))


def test_png() -> None:
    """A PNG of twice the size; a larger one is cut to what programs can open."""
    pytest.importorskip("resvg_py")
    picture = svg(SAMPLE.graph())
    root = ElementTree.fromstring(picture)
    size = [int(root.get(side, "0")) for side in ("width", "height")]
    data = png(picture)
    assert data.startswith(b"\x89PNG")
    assert list(struct.unpack(">II", data[16:24])) == [2 * side for side in size]


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """PNG is an extra; without it the message names it."""
    real = builtins.__import__

    def missing(name: str, *rest: object, **more: object) -> object:
        if name == "resvg_py":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ExportError, match=r"pip install 'kg\[pictures\]'"):
        png("<svg/>")
