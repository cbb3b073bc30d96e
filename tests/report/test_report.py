"""The report as a file: complete, without a script or a request, and what documents wrote is text in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from chromium import BROWSER
from hypothesis import given
from strategies import HOSTILE, REED, SAMPLE, SUPPORTS, examples, graphs
from test_page import hostile_graph, parse
from test_page_in_browser import opened

from kg.graph.sanitize import digest, visible
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Polarity, Rejection
from kg.report.corpus_statistics import PERIODS, Period
from kg.report.html import report, timeline

VOID = {"meta", "link", "br"}


def sections(html: str) -> list[str]:
    return re.findall(r'<section id="([\w-]+)"', html)


def test_all_sections_are_there() -> None:
    """Each part that the menu names exists, with what the sample has in it."""
    html = report(SAMPLE.graph())
    assert sections(html) == ["when", "who", "strongest", "disagreements", "claims", "read", "not-kept", "predicates"]
    assert set(re.findall(r'href="#([\w-]+)"', html)) == set(sections(html))
    text = " ".join(parse(html).text.split())
    for words in ("Ada Quill", "no verb of the ontology", "The Invented Herald (invented)", "2 sources", "visit"):
        assert words in text


def test_it_is_a_whole_document() -> None:
    """Doctype, language, title, viewport, closed elements, and no id twice."""
    html = report(SAMPLE.graph(), title="A & B")
    found = parse(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>A &amp; B</title>" in html
    assert "width=device-width, initial-scale=1" in found.attributes("content")
    ids = found.attributes("id")
    assert len(ids) == len(set(ids))
    assert set(found.attributes("aria-labelledby")) <= set(ids)
    for tag in {tag for tag, _ in found.tags} - VOID:
        if tag not in ("rect", "path"):
            assert len(re.findall(rf"<{tag}[\s>]", html)) == html.count(f"</{tag}>"), tag


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """No script at all; the policy allows the one style; every address is a web page, the graph's page, or on this page."""
    found = parse(report(hostile_graph()))
    assert not {tag for tag, _ in found.tags} & {"script", "img", "iframe", "object", "embed", "form", "base", "b\\"}
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on") or name == "style"]
    (policy,) = (text for text in found.attributes("content") if text.startswith("default-src"))
    assert policy.startswith(f"default-src 'none'; style-src '{digest(found.raw['style'][0])}'; ")
    addresses = found.attributes("href")
    assert all(address.startswith(("#", "graph.html", "https://news.invalid/", "data:,")) for address in addresses)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """As a name, a title, a publisher or a reason, it adds no element and is shown as it is."""
    entity = replace(REED, label=text)
    document = replace(SAMPLE.documents[0], title=text, publisher=text)
    denied = replace(SUPPORTS, polarity=Polarity.NEGATED, sources=(REED.id,))
    graph = KnowledgeGraph.of(
        [entity, *(item for item in SAMPLE.entities if item.id != REED.id)],
        [*SAMPLE.claims, denied],
        [document, *SAMPLE.documents[1:]],
        [Rejection("map", document.id, text, text), Rejection("read", text, text, text)],
    )
    plain = KnowledgeGraph.of(
        SAMPLE.entities,
        [*SAMPLE.claims, denied],
        [replace(SAMPLE.documents[0], publisher="x"), *SAMPLE.documents[1:]],
        [Rejection("map", document.id, "x", "x"), Rejection("read", "x", "x", "x")],
    )
    found = parse(report(graph))
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in parse(report(plain)).tags]
    assert visible(text) in found.text
    assert not set(found.text) & set("\x00\x1b\u202e\x85")


@examples(20)
@given(graphs())
def test_equal_graphs_give_equal_reports(graph: KnowledgeGraph) -> None:
    """Whatever the graph, the report is made, can be written, and is the same the second time."""
    html = report(graph)
    assert html.encode() == report(graph).encode()


def test_an_empty_graph_has_a_report() -> None:
    """Nothing to say is said."""
    text = parse(report(KnowledgeGraph.of([], [], []))).text
    assert "Nothing has a date." in text
    assert "There are no facts." in text


@pytest.mark.parametrize("count", [0, 1, 12, PERIODS])
def test_bars_stand_side_by_side(count: int) -> None:
    """The bars of a timeline do not meet, and the highest is as high as there is room."""
    bars, width = timeline(tuple(Period(str(n), n + 1, 1, n % 5 == 4) for n in range(count)))
    assert all(one.x + one.width < other.x for one, other in pairwise(bars))
    assert all(0 <= bar.top <= bar.middle for bar in bars)
    assert all(bar.x + bar.width <= width for bar in bars)
    assert min((bar.top for bar in bars), default=0) == 0


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: the report was not opened in a browser")
def test_it_opens(tmp_path: Path) -> None:
    """A browser shows the hostile report without a message in its console."""
    assert "Strongest statements" in opened(report(hostile_graph()), tmp_path).text
