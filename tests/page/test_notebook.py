"""Pages inside a notebook: shown in a frame, and still the text of a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import BROWSER
from IPython.core.formatters import DisplayFormatter
from strategies import SAMPLE
from test_page import hostile_graph, parse
from test_page_in_browser import opened

from kg.page import page
from kg.page.notebook import Page


def test_a_notebook_shows_it() -> None:
    """The frame holds the page exactly, and the text beside it is short."""
    graph = hostile_graph()
    html = graph.to_html()
    assert html == page(graph)
    shown, _ = DisplayFormatter().format(html)  # type: ignore[no-untyped-call]
    found = parse(shown["text/html"])
    assert [tag for tag, _ in found.tags] == ["iframe"]
    assert found.attributes("srcdoc") == [html]
    assert shown["text/plain"] == f"page of {len(html):,} characters"


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: the frame was not opened in a browser")
def test_the_page_works_in_a_frame(tmp_path: Path) -> None:
    """In a frame the page has no address of its own; it runs without a message in the console all the same."""
    frame = Page(page(SAMPLE.graph()))._repr_html_()
    opened(f"<!DOCTYPE html><html lang=en><title>Notebook</title><body>{frame}</body></html>", tmp_path)
