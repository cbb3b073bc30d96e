"""The page in a real browser: it draws what its data say, without an error, and runs nothing that a document wrote."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph
import pytest
from chromium import BROWSER
from hostile import FIFTY, hostile_graph
from made_graphs import synthetic
from strategies import BACKS, DIES, NORTHLAND, QUILL, RESIGNS, SAMPLE, SOUTHPORT, THREATENS, WITH_ACTS

from kg.iri import KG, RDF
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Polarity
from kg.page import page
from kg.page.page_data import view

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


def test_large_graph_opens_as_a_map_of_groups(tmp_path: Path) -> None:
    """Above the cap communities are drawn, and their numbers add up; main entities, or all, are a word of the address away."""
    graph = synthetic(900)
    html = page(graph)
    counted = (
        "[topicsDrawn.length, topicsDrawn.reduce((sum, one) => sum + one.members.length, 0),"
        " topicsLeft.reduce((sum, one) => sum + one.members.length, 0), shown.ties.size]"
    )
    drawn, inside, left, all_live = output(html, counted, tmp_path)
    assert drawn >= 5
    assert inside + left <= all_live == len(view(graph).nodes)
    main = opened(html, tmp_path, view="main")
    assert 20 <= int(main.by_id["canvas"]["data-nodes"]) <= 110
    assert "less spoken of" in main.text
    whole = opened(html, tmp_path, view="all")
    assert whole.by_id["canvas"]["data-nodes"] == str(len(view(graph).nodes))


FIRST_VIEW = """(() => {
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const names = placed.filter((box) => box.node !== undefined), words = placed.filter((box) => box.line !== undefined);
  const overlaps = placed.flatMap((one, at) => placed.slice(at + 1).filter((other) => meet(one, other))).length;
  const through = [...shown.lines.keys()].filter((id) => lines[id].from !== lines[id].to && [...shown.entities].some((other) =>
    other !== lines[id].from && other !== lines[id].to && curve(places[lines[id].from], places[lines[id].to], bends.get(id) || 0, 60)
      .some(({ x, y }) => Math.hypot(x - places[other].x, y - places[other].y) < sizeOf(other)))).length;
  const first = ranked.filter((id) => data.entities[id].named).slice(0, 20);
  return { nodes: shown.entities.size, names: names.length, overlaps, lines: shown.lines.size, words: words.length, through,
    first: first.filter((id) => names.some((box) => box.node === id)).length, important: first.length };
})()"""


@pytest.mark.parametrize("count", [40, 120, 300])
def test_first_view_can_be_read(tmp_path: Path, count: int) -> None:
    """No label lies on another, every node has its name, so have the twenty most important, and lines run past the nodes of others."""
    found = output(page(synthetic(count)), FIRST_VIEW, tmp_path)
    assert found["overlaps"] == 0
    assert found["names"] == found["nodes"]
    assert found["first"] == found["important"] == 20
    assert found["through"] <= 0.02 * found["lines"]


FILTERS = """(() => {
  let seed = 7;
  const chance = (most) => { seed = (seed * 16807) % 2147483647; return seed % most; };
  const some = (size) => new Set(Array.from({ length: size }, (_, at) => at).filter(() => chance(4) === 0));
  return Array.from({ length: 25 }, () => {
    clearFilters();
    for (const facet of FACETS) if (chance(2)) state.off[facet.name] = some(facet.labels.length);
    if (chance(3) === 0) state.least = chance(20) / 20;
    if (chance(3) === 0) Object.assign(state, { since: `${2018 + chance(4)}-01-01`, undated: chance(2) === 0 });
    state.view = chance(2) ? "main" : "all";
    changed();
    const counts = {};
    for (const place of byId("filters").querySelectorAll("[data-count-of]")) {
      counts[`${place.dataset.countOf} ${place.dataset.at}`] = Number(place.textContent.replace(/,/g, ""));
    }
    const off = Object.fromEntries(Object.entries(state.off).map(([name, set]) => [name, [...set]]));
    return { off, least: state.least, since: state.since, undated: state.undated, view: state.view, counts,
      header: byId("counts").textContent, banner: byId("banner-text").textContent,
      statements: shown.allowed.map((one) => one.index), entities: [...shown.entities], rows: tableRows().length };
  });
})()"""


@pytest.mark.parametrize("graph", [WITH_ACTS.graph(), synthetic(150)], ids=["sample", "made"])
def test_counts_are_true_under_every_filter(tmp_path: Path, graph: KnowledgeGraph) -> None:
    """Random filters, set in the browser: header, banner, table and the number beside each filter are those that the data give."""
    data = view(graph).data
    states = output(page(graph), FILTERS, tmp_path)
    assert len(states) == 25
    for state in states:
        left = [at for at, row in enumerate(data["statements"]) if _allowed(data, row, state)]
        assert state["statements"] == left
        entities = set(state["entities"])
        seen = [data["statements"][at] for at in left]
        shown = [row for row in seen if {row["subject"], row["object"]} - {-1} <= entities]
        facts = sum(row["status"] == "fact" for row in shown)
        live = {end for row in seen for end in _ends(row)} | {
            holder
            for row in seen
            for holder in _holders(row)
            if data["entities"][holder]["kind"] not in state["off"]["kind"]
        }
        assert entities <= live
        assert state["view"] == "main" or entities == live
        assert state["rows"] == len(shown)
        every = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", state["header"])]
        assert every[0] == len(entities)
        total = sum(row["status"] == "fact" for row in data["statements"])
        assert f"{facts} of {total} fact" in state["header"] or (facts == total and f" {total} fact" in state["header"])
        told = [int(number) for number in re.findall(r"(\d+) entit", state["banner"])]
        assert sum(told) == len(data["entities"]) - len(entities) or "All" in state["banner"]
        for name, number in state["counts"].items():
            assert number == _count(data, state, *name.split(" ")), name


def _ends(row: Any) -> set[int]:
    return {row["subject"], row["object"]} - {-1}


def _holders(row: Any) -> set[int]:
    return {holder for claim in row["claims"] for holder in claim["holders"]}


STANDINGS = ["fact", "claimed", "planned", "requested", "possible", "hypothetical", "conditional", "denied"]


def _allowed(data: Any, row: Any, state: Any, but: str = "") -> bool:
    """Whether the filters of a state, but one, let a statement through: the same question as the page's, asked of the data."""
    off = state["off"]
    times = [
        days
        for claim in row["claims"]
        for days in (
            [claim["days"]] if claim["time"] else [data["documents"][e["document"]]["days"] for e in claim["evidence"]]
        )
        if days
    ]
    documents = {item["document"] for claim in row["claims"] for item in claim["evidence"]}
    checks = {
        "kind": not any(data["entities"][end]["kind"] in off["kind"] for end in _ends(row)),
        "standing": STANDINGS.index(row["status"]) not in off["standing"],
        "relation": row["property"] not in off["relation"],
        "source": bool(documents - set(off["source"])),
        "least": max(claim["confidence"] for claim in row["claims"]) >= state["least"],
        "time": any(last >= (state["since"] or "0000") for _, last in times) if times else state["undated"],
    }
    return all(holds for name, holds in checks.items() if name != but)


def _count(data: Any, state: Any, facet: str, index: str) -> int:
    """The number that belongs beside an entry of a facet."""
    at = int(index)
    rows = [row for row in data["statements"] if _allowed(data, row, state, facet)]
    if facet == "kind":
        return sum(
            data["entities"][end]["kind"] == at for end in {end for row in rows for end in _ends(row) | _holders(row)}
        )
    if facet == "source":
        return sum(at in {item["document"] for claim in row["claims"] for item in claim["evidence"]} for row in rows)
    return sum((STANDINGS.index(row["status"]) if facet == "standing" else row["property"]) == at for row in rows)


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
    """Neighbors that an entity opens come, and lie on nothing that is shown."""
    html = page(synthetic(300))
    asked = (
        "(() => { const before = shown.entities.size, id = [...shown.hidden.keys()][0]; toggleOpen(id);"
        " const ids = [...shown.entities];"
        " return [before, ids.length, overlapping(ids.map((one) => ({ ...places[one] })), ids.map(boxOf))]; })()"
    )
    before, after, overlaps = output(html, asked, tmp_path, view="main")
    assert after > before
    assert overlaps == 0


def test_path_search_and_dossier(tmp_path: Path) -> None:
    """The shortest path, a search with a slip of the finger, and a dossier that says what the panel says, safe for its format."""
    html = page(SAMPLE.graph())
    asked = (
        "(() => { const at = (label) => data.entities.findIndex((row) => row.label === label);"
        " const from = at('Southport'), to = at('Northland');"
        " return [shortestPath(from, to).map(labelOf), search('Nrothland').map((hit) => labelOf(hit.id)), dossierMarkdown(at('Ada Quill')),"
        " dossierHtml(at('Ada Quill'))]; })()"
    )
    path, hits, markdown, written = output(html, asked, tmp_path)
    assert path == ["Southport", "Ada Quill", "Northland"]
    assert hits[0] == "Northland"
    assert markdown.startswith("# Ada Quill\n")
    assert "harbor master" in markdown
    assert ElementTree.fromstring(written.partition("\n")[2]).tag.endswith("html")
    both = output(
        page(hostile_graph()), "data.entities.map((_, id) => [dossierHtml(id), dossierMarkdown(id)])", tmp_path
    )
    assert not any(re.search(r"<script|<img|<iframe|<svg", text, re.I) for text, _ in both)
    assert not any(re.search(r"(?<!\\)<(?!https?://[^\s<>]+>)", text) for _, text in both), "no tag in Markdown"


@pytest.mark.parametrize("stage", ["map", "timeline"])
def test_other_stages_open(tmp_path: Path, stage: str) -> None:
    """Map and timeline come from the address and say what they show."""
    dom = opened(page(SAMPLE.graph()), tmp_path, stage=stage)
    assert ("place on the map" if stage == "map" else "with a date") in dom.text


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
    assert "Only Southport and its 1 neighbor." in dom.text


def test_empty_graph(tmp_path: Path) -> None:
    """A graph without facts opens, too, and says that there is nothing."""
    dom = opened(page(SAMPLE.graph().without(["herald.txt", "courier.md"])), tmp_path)
    assert dom.by_id["canvas"]["data-nodes"] == "0"
    assert "hidden" not in dom.by_id["empty"]
