"""The page in a real browser: it draws what its data say, without an error, and runs nothing that a document wrote."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph
import pytest
from hostile import FIFTY, hostile_graph
from made_graphs import synthetic
from strategies import BACKS, DIES, NORTHLAND, QUILL, RESIGNS, SAMPLE, SOUTHPORT, THREATENS, WITH_ACTS

from kg.iri import KG, RDF
from kg.model import Polarity
from kg.page import page
from kg.page.drawing import CORE
from kg.page.page_data import view

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --window-size=1360,860 --virtual-time-budget=3000 "
    "--enable-logging=stderr --dump-dom"
).split()

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium on this machine: the page was not opened in a browser"
)


class _Dom(HTMLParser):
    """Attributes by element id, and the text of the whole page without scripts and `noscript`."""

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, dict[str, str]] = {}
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.pre = ""
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self.by_id[attributes.get("id", "")] = attributes
        if tag in ("script", "style", "noscript", "dialog", "pre"):
            self.silent = self.silent or tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        if self.silent == "pre":
            self.pre += data
        elif not self.silent:
            self.text += data


def opened(html: str, folder: Path, **address: str) -> _Dom:
    """The page after its scripts have run; fails on any message in the browser's console."""
    assert BROWSER is not None
    path = folder / "graph.html"
    path.write_text(html, encoding="utf-8")
    url = f"{path.as_uri()}#{urlencode(address)}"
    command = [BROWSER, *FLAGS, f"--user-data-dir={folder / 'profile'}", url]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    assert re.findall(r".*CONSOLE.*", run.stderr) == []
    dom = _Dom()
    dom.feed(run.stdout)
    dom.close()
    return dom


def test_everything_is_drawn(tmp_path: Path) -> None:
    """Nodes and lines on the canvas are those of the data, and the counts in the header are the graph's."""
    graph = SAMPLE.graph()
    shown = view(graph)
    dom = opened(page(graph), tmp_path)
    assert dom.by_id["canvas"]["data-nodes"] == str(len(shown.nodes))
    assert dom.by_id["canvas"]["data-lines"] == str(len(shown.lines))
    assert f"{len(shown.nodes)} entities · {len(graph.facts)} facts · 2 claims" in dom.text
    assert any(tag == "canvas" for tag, _ in dom.tags)


def test_a_line_shows_its_sentences(tmp_path: Path) -> None:
    """The evidence of a line: both sentences with their words marked, document, publisher, date and confidence."""
    dom = opened(page(SAMPLE.graph()), tmp_path, **{"from": NORTHLAND.id, "to": QUILL.id})
    assert "1 fact, 0 claims, 2 sentences" in dom.text
    assert "Northland has thrown its support to Ada Quill." in dom.text
    assert BACKS.evidence[0].sentence.text in dom.text
    assert "The Invented Herald (invented)" in dom.text
    assert "2019-03-28" in dom.text
    assert "confidence 0.90" in dom.text
    roles = [attributes.get("class") for tag, attributes in dom.tags if tag == "mark"]
    assert [role for role in roles if role == "object"] == ["object"] * 3  # the key and two sentences
    assert "https://news.invalid/herald?id=(1)" in [found.get("href") for _, found in dom.tags]


def test_a_denial_names_its_speaker(tmp_path: Path) -> None:
    """What is denied is marked so, with who says it and the words that deny it."""
    assert isinstance(THREATENS.object, str)
    dom = opened(page(SAMPLE.graph()), tmp_path, **{"from": THREATENS.subject, "to": THREATENS.object})
    assert "0 facts, 1 claim, 1 sentence" in dom.text
    assert "Bo Reed denies" in dom.text
    assert "badge denied" in [found.get("class") for _, found in dom.tags]
    assert [found.get("class") for tag, found in dom.tags if tag == "mark"].count("cue") == 3  # the key and two cues


def test_an_entity_shows_its_roles(tmp_path: Path) -> None:
    """Literal facts stand in the panel of their entity, with the claims about it and why its name was taken for it."""
    dom = opened(page(SAMPLE.graph()), tmp_path, entity=QUILL.id)
    assert ("has role", "harbor master") in [tuple(pair) for pair in re.findall(r"(has role)(harbor master)", dom.text)]
    assert "place: Southport" in dom.text
    assert "Northland is Northland: its name in the gazetteer" in dom.text


def test_address_restores_the_view(tmp_path: Path) -> None:
    """Filters, table and theme come back from the address; an unknown entity in it does no harm."""
    address = {"no-standing": "denied", "table": "1", "theme": "dark", "entity": "https://kg.invalid/entity/nobody"}
    dom = opened(page(SAMPLE.graph()), tmp_path, **address)
    assert "1 of 2 claims" in dom.text
    assert dom.by_id["canvas"]["data-lines"] == "2"
    assert "3 of 3 rows" in dom.text
    assert next(found for tag, found in dom.tags if tag == "html")["data-theme"] == "dark"


def test_hostile_text_runs_nothing(tmp_path: Path) -> None:
    """With names, titles and addresses made to break out, the page draws them and has no element or link of theirs."""
    graph = hostile_graph()
    dom = opened(page(graph), tmp_path, table="1", entity=NORTHLAND.id, all="1")
    assert dom.by_id["canvas"]["data-nodes"] == str(len(view(graph).nodes))
    assert [tag for tag, _ in dom.tags].count("script") == 4
    assert not any(tag in ("b", "a") and "onload" in found for tag, found in dom.tags)
    assert [found["href"] for _, found in dom.tags if found.get("href", "").startswith("javascript")] == []
    assert "<script>alert(1)</script>" in dom.text


def test_large_graph_shows_the_best_connected(tmp_path: Path) -> None:
    """Above the cap the core is drawn and a banner says so; everything is one click, or word of the address, away."""
    graph = synthetic(900)
    html = page(graph)
    first = opened(html, tmp_path)
    assert CORE - 10 <= int(first.by_id["canvas"]["data-nodes"]) <= CORE
    assert "less connected entities" in first.text
    assert "without a name" in first.text
    whole = opened(html, tmp_path, all="1")
    assert whole.by_id["canvas"]["data-nodes"] == str(len(view(graph).nodes))


def test_facts_shown_are_the_facts(tmp_path: Path) -> None:
    """With everything shown the page counts as many facts as the graph has; at first it says how many of them it shows."""
    graph = synthetic(120)
    html = page(graph)
    assert f" of {len(graph.facts)} facts" in opened(html, tmp_path).text
    asked = output(
        html, "[shown.statements.filter((s) => s.status === 'fact').length, data.entities.length]", tmp_path, all="1"
    )
    assert asked == [len(graph.facts), len(view(graph).nodes)]


def test_what_is_opened_finds_a_place(tmp_path: Path) -> None:
    """Neighbors that an entity opens lie on nothing that is shown already."""
    graph = synthetic(900)
    rows = view(graph).data["entities"]
    best = next(row["iri"] for row in rows if row["rank"] == 0)
    asked = (
        "[...shown.entities].map((id) => [data.entities[id].core, Math.round(places[id].x), Math.round(places[id].y)])"
    )
    spots = output(page(graph), asked, tmp_path, open=best)
    fresh = [(x, y) for core, x, y in spots if not core]
    assert fresh
    assert len(set(fresh)) == len(fresh)
    for x, y in fresh:
        near = [1 for _, a, b in spots if abs(a - x) < 60 and abs(b - y) < 30]
        assert len(near) == 1, "itself"


def test_time(tmp_path: Path) -> None:
    """A time in the address leaves what was said or happened in it; a month is all of its days."""
    graph = SAMPLE.graph()
    html = page(graph)
    shown = "shown.statements.map((s) => s.days)"
    every = output(html, shown, tmp_path)
    april = output(html, shown, tmp_path, since="2019-04", until="2019-04", undated="0")
    assert april == [days for days in every if any(a <= "2019-04-31" and b >= "2019-04-01" for a, b in days)]
    assert 0 < len(april) < len(every)
    assert output(html, shown, tmp_path, since="'\">") == every


def test_saved_drawing_is_xml(tmp_path: Path) -> None:
    """The SVG that the page saves is well formed, whatever the names, shows them, and has nothing that could run."""
    root = ElementTree.fromstring(output(page(hostile_graph()), "svgText()", tmp_path, all="1"))
    tags = {item.tag.rpartition("}")[2] for item in root.iter()}
    assert tags <= {"svg", "title", "rect", "path", "circle", "text", "tspan"}
    assert not any(name.startswith("on") or "href" in name for item in root.iter() for name in item.attrib)
    assert len(root.findall("{http://www.w3.org/2000/svg}text")) > 10


def output(html: str, expression: str, folder: Path, **address: str) -> Any:
    """What a function of the page's script gives; the policy, which would forbid the question, is taken out."""
    asked = f"<script>document.body.append(element('pre', {{ id: 'output' }}, JSON.stringify({expression})))</script>"
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html).replace("</body>", f"{asked}</body>")
    return json.loads(opened(html, folder, **address).pre)


def test_saved_triples_are_the_facts(tmp_path: Path) -> None:
    """The Turtle that the page saves is valid, whatever the names, and its plain triples are the facts of the graph."""
    graph = hostile_graph()
    saved = pyoxigraph.Store()
    saved.load(output(page(graph), "turtleDocument()", tmp_path, all="1").encode(), pyoxigraph.RdfFormat.TURTLE)
    own = {str(pyoxigraph.NamedNode(iri)) for iri in graph.entities}
    properties = {str(pyoxigraph.NamedNode(iri)) for _, iri, _ in graph.facts}
    triples = {
        (str(q.subject), str(q.predicate)) for q in saved if str(q.subject) in own and str(q.predicate) in properties
    }
    facts = sum(str(quad.predicate) in properties for quad in saved)
    assert triples == {(f"<{s}>", f"<{p}>") for s, p, _ in graph.facts}
    assert facts == len(graph.facts)
    negated = saved.quads_for_pattern(None, pyoxigraph.NamedNode(KG + "polarity"), pyoxigraph.Literal("negated"))
    assert len(list(negated)) == sum(claim.polarity is Polarity.NEGATED for claim in graph.claims)


def test_acts_in_the_panel_the_table_and_the_saved_triples(tmp_path: Path) -> None:
    """What is done to nobody is read as the text has it, stands in no line, and is saved as the graph has it."""
    html = page(WITH_ACTS.graph())
    rows = output(html, "data.statements.filter(isAct).map(rowOf)", tmp_path)
    assert ["Ada Quill", "died", "", "fact", "", "2021-05-03"] in [row[:6] for row in rows]
    assert output(
        html, "(select({ node: data.statements.find(isAct).subject }), byId('evidence').innerText)", tmp_path
    ).count("died")
    saved = pyoxigraph.Store()
    saved.load(output(html, "turtleDocument()", tmp_path).encode(), pyoxigraph.RdfFormat.TURTLE)
    does = saved.quads_for_pattern(pyoxigraph.NamedNode(DIES.subject), pyoxigraph.NamedNode(KG + "does"), None)
    assert [str(quad.object) for quad in does] == [f"<{DIES.object}>"]
    denied = saved.quads_for_pattern(
        None, pyoxigraph.NamedNode(RDF + "object"), pyoxigraph.NamedNode(str(RESIGNS.object))
    )
    assert len(list(denied)) == 1


def test_saved_table_runs_no_formula(tmp_path: Path) -> None:
    """The CSV that the page saves has a row for each statement, and no cell that a spreadsheet would compute."""
    graph = hostile_graph()
    rows = list(csv.reader(io.StringIO(output(page(graph), "csvText()", tmp_path, all="1"), newline="")))
    assert len(rows) == 1 + len(view(graph).data["statements"])
    assert {len(row) for row in rows} == {9}
    assert len(FIFTY) >= 50
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) for row in rows for cell in row)
    assert any(cell == "'=HYPERLINK(1)" for row in rows for cell in row)


def test_neighborhood(tmp_path: Path) -> None:
    """Focus on an entity leaves it and those it has a line with."""
    dom = opened(page(SAMPLE.graph()), tmp_path, focus=SOUTHPORT.id)
    assert dom.by_id["canvas"]["data-nodes"] == "2"
    assert "Only Southport and its neighbors are shown." in dom.text


def test_empty_graph(tmp_path: Path) -> None:
    """A graph without facts opens, too, and says that there is nothing."""
    dom = opened(page(SAMPLE.graph().without(["herald.txt", "courier.md"])), tmp_path)
    assert dom.by_id["canvas"]["data-nodes"] == "0"
    assert "hidden" not in dom.by_id["empty"]
