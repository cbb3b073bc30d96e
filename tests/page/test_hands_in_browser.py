"""What hands do in the page: draw around, drag, go back, print, mistype; in Chromium with real input, and once in Firefox."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import BROWSER, Chromium
from firefox import FIREFOX, looked_at
from made_graphs import synthetic
from strategies import QUILL, SAMPLE

from kg.page import page
from kg.page.page_data import view

AXE = Path(os.environ.get("KG_AXE", "axe.min.js"))  # the script of axe-core, which is not part of this project
PLACES = """[...shown.entities].map((id) => ({ id, ...toScreen(currentView(), places[id]) }))"""

in_chromium = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: nothing was clicked")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """One browser for all tests of this module; at the end it must have had nothing to complain of."""
    with Chromium() as tab:
        yield tab
        assert tab.messages == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page that shows everything it has."""
    return written(page(SAMPLE.graph()), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page that opens with groups."""
    return written(page(synthetic(3000)), tmp_path_factory.mktemp("large"))


def written(html: str, folder: Path) -> str:
    """The address of a page that is put into a folder."""
    path = folder / "graph.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def on_canvas(browser: Chromium) -> dict[int, tuple[float, float]]:
    """Where every entity stands in the window."""
    left, top = browser.value(
        "(() => { const box = byId('canvas').getBoundingClientRect(); return [box.x, box.y]; })()"
    )
    return {one["id"]: (left + one["x"], top + one["y"]) for one in browser.value(PLACES)}


@in_chromium
def test_lasso_keeps_what_it_holds(browser: Chromium, small: str) -> None:
    """A line drawn around two entities leaves these two, in the picture, in the address, and until Back."""
    browser.open(small)
    at = on_canvas(browser)
    one = min(at, key=lambda id: at[id])
    other = min(set(at) - {one}, key=lambda id: math.dist(at[id], at[one]))
    around = loop([at[one], at[other]])
    held = {id for id, point in at.items() if inside(point, around)}
    assert {one, other} <= held < set(at)
    browser.click(*browser.middle("#lasso-button"))
    browser.drag([*around, around[0]])
    assert set(browser.value("[...shown.entities]")) == held
    assert f"{len(held)} entities" in browser.value("byId('banner-text').textContent")
    again = browser.value("location.href")
    browser.open(again)
    assert set(browser.value("[...shown.entities]")) == held


def loop(points: list[tuple[float, float]], far: float = 14) -> list[tuple[float, float]]:
    """A rectangle around points, corner by corner."""
    left, right = min(x for x, _ in points) - far, max(x for x, _ in points) + far
    top, bottom = min(y for _, y in points) - far, max(y for _, y in points) + far
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def inside(point: tuple[float, float], corners: list[tuple[float, float]]) -> bool:
    """Whether a point lies in a rectangle."""
    (left, top), (right, bottom) = corners[0], corners[2]
    return left < point[0] < right and top < point[1] < bottom


@in_chromium
def test_what_is_dragged_stays(browser: Chromium, small: str) -> None:
    """An entity that is dragged stands where it was left, also for whoever opens the address."""
    browser.open(small)
    id, (x, y) = sorted(on_canvas(browser).items())[0]
    browser.drag([(x, y), (x + 20, y + 10), (x + 60, y + 30)])
    there = browser.value(f"places[{id}]")
    assert "at=" in browser.value("location.hash")
    moved = on_canvas(browser)[id]
    assert math.dist(moved, (x + 60, y + 30)) < 3
    browser.open(browser.value("location.href"))
    assert browser.value(f"places[{id}]") == pytest.approx(there, abs=1)


@in_chromium
def test_back_and_forward(browser: Chromium, small: str) -> None:
    """Back goes to what was looked at before, Forward to what was looked at after it; filters are no steps."""
    browser.open(small)
    before = browser.value("location.href")
    first, second = sorted(browser.value("[...shown.entities]"))[:2]
    for id in (first, second):
        browser.value(f"select({{ node: {id} }})")
    browser.value("showClaims(false)")
    assert "no-standing" in browser.value("location.hash")
    step(browser, "back")
    assert browser.value("state.node") == first
    step(browser, "back")
    assert browser.value("state.node") == -1
    assert browser.value("location.href") == before
    step(browser, "forward")
    assert browser.value("state.node") == first
    assert browser.value("byId('evidence').querySelector('h2').textContent").strip() == browser.value(
        f"labelOf({first})"
    )


def step(browser: Chromium, way: str) -> None:
    """A step in the history of the tab, waited for."""
    browser.value(
        "new Promise((done) => { addEventListener('popstate', () => setTimeout(() => done(1), 0), { once: true });"
        f" history.{way}(); }})"
    )
    browser.settle()


@in_chromium
def test_typo_finds_and_goes_there(browser: Chromium, small: str) -> None:
    """A name with two letters swapped, typed and entered, selects the entity and says that it is nearly it."""
    browser.open(small)
    browser.click(*browser.middle("#query"))
    browser.type("Nrothland")
    assert "nearly" in browser.value("byId('hits').textContent")
    browser.press("Enter")
    browser.settle()
    assert browser.value("labelOf(state.node)") == "Northland"


@in_chromium
def test_escape_lets_go(browser: Chromium, small: str) -> None:
    """Escape puts the lasso away, and then lets go of what is selected."""
    browser.open(small)
    browser.value("select({ node: [...shown.entities][0] })")
    browser.click(*browser.middle("#lasso-button"))
    lasso = "byId('lasso-button').getAttribute('aria-pressed')"
    assert browser.value(lasso) == "true"
    browser.press("Escape")
    browser.settle()
    assert browser.value(f"[{lasso}, state.node >= 0]") == ["false", True]
    browser.press("Escape")
    browser.settle()
    assert browser.value("state.node") == -1


@in_chromium
def test_dossier_prints(browser: Chromium, small: str, tmp_path: Path) -> None:
    """The dossier is a page of its own: no script, all headings, every sentence, and something that a printer takes."""
    browser.open(small)
    id = browser.value(f"data.entities.findIndex((row) => row.iri === {json.dumps(QUILL.id)})")
    written_dossier = browser.value(f"dossierHtml({id})")
    browser.open(written(written_dossier, tmp_path))
    assert browser.value("document.scripts.length") == 0
    assert browser.value("getComputedStyle(document.body).fontFamily").startswith("Georgia")
    headings = browser.value("[...document.querySelectorAll('h2')].map((one) => one.textContent)")
    assert {"Roles and descriptions", "Sources"} <= set(headings)
    assert browser.value("document.querySelector('h1').textContent") == "Ada Quill"
    assert browser.value("document.querySelectorAll('blockquote').length") > 0
    assert browser.pdf().startswith(b"%PDF")


@in_chromium
def test_page_prints_its_drawing(browser: Chromium, small: str) -> None:
    """Before it is printed the page makes a picture of its drawing, and lets go of it afterwards."""
    browser.open(small)
    browser.value(
        "window.seen = []; new MutationObserver(() => seen.push(byId('paper').children.length))"
        ".observe(byId('paper'), { childList: true })"
    )
    assert browser.pdf().startswith(b"%PDF")
    browser.settle()
    assert browser.value("[Math.max(...seen), byId('paper').children.length]") == [1, 0]


@in_chromium
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_groups_lie_apart(browser: Chromium, large: str, size: tuple[int, int]) -> None:
    """In the map of groups no circle and no name lies on another, at any size of window."""
    browser.resize(*size)
    browser.open(large)
    boxes = browser.value(
        "[...document.querySelectorAll('.topic')].map((one) => [...one.querySelectorAll('circle:not(.under), text')]"
        ".map((part) => part.getBoundingClientRect()).map(({ x, y, right, bottom }) => [x, y, right, bottom]))"
    )
    browser.resize(1360, 860)
    assert len(boxes) >= 5
    circles = [((b[0][0] + b[0][2]) / 2, (b[0][1] + b[0][3]) / 2, (b[0][2] - b[0][0]) / 2) for b in boxes]
    apart = [
        math.dist(one[:2], other[:2]) - one[2] - other[2] for n, one in enumerate(circles) for other in circles[n + 1 :]
    ]
    assert min(apart) > -2
    texts = [(n, box) for n, group in enumerate(boxes) for box in group[1:]]
    assert not [
        (one, other)
        for at, (n, one) in enumerate(texts)
        for m, other in texts[at + 1 :]
        if n != m and one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@in_chromium
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_map_has_no_empty_bands(browser: Chromium, small: str, size: tuple[int, int]) -> None:
    """The sheet of the map has the shape of what it shows, fits into the window, and stays on the world when it is zoomed out."""
    browser.resize(*size)
    browser.open(f"{small}#stage=map")
    shapes = []
    for _ in range(3):
        shapes.append(
            browser.value(
                "(() => { const box = byId('world').getBoundingClientRect(), view = byId('world').viewBox.baseVal;"
                " return [box.width / box.height, view.width / view.height, box.bottom <= byId('map').getBoundingClientRect().bottom + 1,"
                " view.y >= NORTH - 1 && view.y + view.height <= SOUTH + 1 && view.x >= -361 && view.x + view.width <= 361]; })()"
            )
        )
        browser.value("sheet = sheet || { x: -20, y: -60, width: 60, height: 40 }; zoomMap(0.3)")
    browser.resize(1360, 860)
    for box, shown, fits, on_earth in shapes:
        assert box == pytest.approx(shown, rel=0.03)
        assert fits
        assert on_earth


@in_chromium
@pytest.mark.skipif(not AXE.is_file(), reason="KG_AXE names no script of axe-core: accessibility was not checked")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("shown", ["", "table=1", "stage=map", "stage=timeline", f"entity={QUILL.id}", "groups"])
def test_nothing_serious_for_axe(browser: Chromium, small: str, large: str, shown: str, theme: str) -> None:
    """axe-core finds nothing serious or critical (https://github.com/dequelabs/axe-core)."""
    address = f"{large}#theme={theme}" if shown == "groups" else f"{small}#theme={theme}&{shown}"
    browser.open(address)
    assert browser.messages == []
    browser.value(AXE.read_text("utf-8") + ";0")
    found: list[dict[str, Any]] = browser.value(
        "axe.run().then((result) => result.violations.map(({ id, impact, nodes }) =>"
        " ({ id, impact, nodes: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) })))"
    )
    browser.messages.clear()  # axe-core tries inline styles, which the page forbids
    assert [one for one in found if one["impact"] in ("serious", "critical")] == []


SEEN = """
  const errors = [], text = (id) => document.getElementById(id).textContent;
  window.addEventListener("error", (event) => errors.push(event.message));
  const nodes = document.getElementById("canvas").dataset.nodes;
  const headings = [document.querySelector("#evidence h2").textContent.trim()];
  document.querySelector("[data-stage=map]").click();
  const map = text("map-text");
  document.querySelector("[data-stage=timeline]").click();
  const events = document.querySelectorAll("#chronicle li").length;
  document.querySelector("[data-stage=graph]").click();
  document.getElementById("speech-button").click();
  document.getElementById("table-button").click();
  return [nodes, headings, map, events, document.querySelectorAll("#rows tr").length, errors];
"""


@pytest.mark.skipif(FIREFOX is None, reason="no Firefox on this machine: the page was not opened in it")
def test_opens_in_firefox(small: str) -> None:
    """Firefox draws every entity, shows the evidence of one, map, timeline and table, and no script fails."""
    nodes, headings, on_map, events, rows, errors = looked_at(f"{small}#entity={QUILL.id}", SEEN)
    shown = view(SAMPLE.graph())
    assert int(nodes) == len(shown.nodes)
    assert headings == ["Ada Quill"]
    assert "place on the map" in on_map
    assert events > 0
    assert rows == len(shown.data["statements"])
    assert errors == []
