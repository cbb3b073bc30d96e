"""Saved pages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Only = Callable[[str, str | bytes], Document]
Refused = Callable[[str, str | bytes], str]

PAGE = """\
<!doctype html><html lang="en"><head><title>Talks begin in Geneva - The Invented Courier</title>
<meta property="og:site_name" content="The Invented Courier">
<meta property="article:published_time" content="2019-03-28T10:00:00+01:00">
<link rel="canonical" href="https://courier.example/talks">
<script>var secret = "script words";</script><style>p {color: red}</style></head>
<body onload="alert(1)"><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Talks begin in Geneva</h1>
<p>Envoys of <b>both</b> sides <a href="x">met</a> on Monday.<script>alert("script words")</script></p>
<p>They said &lt;script&gt;alert(1)&lt;/script&gt; to Guaidó.</p>
<h2>What next</h2><ul><li>One point</li><li>Another point</li></ul>
<table><tr><td>cell words</td></tr></table></article>
<aside>Read also: other stories</aside><footer>Copyright 2023 Invented Courier</footer></body></html>
"""


def test_the_article_is_taken_and_the_page_is_not(only: Only) -> None:
    """Paragraphs stay apart, inline markup does not break sentences, and no menu, script, style or table gets in."""
    assert only("a.html", PAGE).text.split("\n\n") == [
        "Talks begin in Geneva",
        "Envoys of both sides met on Monday.",
        "They said <script>alert(1)</script> to Guaidó.",
        "What next",
        "One point",
        "Another point",
    ]


def test_metadata_of_the_page(only: Only) -> None:
    """Title, publisher, address and date are those that the page states."""
    document = only("a.html", PAGE)
    assert document.title.startswith("Talks begin in Geneva")
    assert document.publisher == "The Invented Courier"
    assert document.published == "2019-03-28"
    assert document.url == "https://courier.example/talks"


def test_a_date_is_never_guessed(only: Only) -> None:
    """Without a stated date there is none: not the copyright year, not today."""
    page = PAGE.replace("2019-03-28T10:00:00+01:00", "")
    assert only("a.html", page).published == ""


def test_a_short_page_is_an_article_too(only: Only) -> None:
    """A page of one sentence does not fall back to menus and all."""
    body = "<nav><a href='/'>Home</a></nav><p>He said <i>no</i>.</p>"
    page = f"<html><head><title>T</title></head><body>{body}</body></html>"
    assert only("a.html", page).text == "T\n\nHe said no."


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "utf-8", "no-such-charset", ""])
def test_a_declared_encoding_counts(only: Only, declared: str) -> None:
    """The page's own declaration is kept if it holds, else the rules for all text apply."""
    word = "Мадуро" if declared == "windows-1251" else "Guaidó"
    raw = PAGE.replace("<head>", f'<head><meta charset="{declared}">').replace("Guaidó", word)
    encoding = declared if declared not in {"no-such-charset", ""} else "utf-8"
    assert f"to {word}." in only("a.html", raw.encode(encoding)).text
    wrong = PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("windows-1252")
    assert "to Guaidó." in only("b.html", wrong).text


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>only()</script></body></html>", "<", "&"])
def test_a_page_without_an_article_is_refused(refused: Refused, page: str) -> None:
    """Nothing is made up where there is nothing to read."""
    assert "save the article as plain text" in refused("a.html", page)


@pytest.mark.parametrize("piece", ["<div>", "<b><i>", "<p>word</p>", "<", "<table><tr><td>", "&#0;", "<!--"])
def test_hostile_markup_is_read_or_refused_quickly(write: Write, piece: str) -> None:
    """Deep nesting and endless tags neither crash the reader nor stop it."""
    items = list(read([write("a.html", f"<html><body>{piece * 60_000}")], Settings()))
    assert len(items) == 1
