"""Saved pages."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Document
from kg.read import read
from kg.read.html import _tree, read_html
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Only = Callable[[str, str | bytes], Document]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
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
</article>
<aside>Read also: other stories</aside><footer>Copyright 2023 Invented Courier</footer></body></html>
"""


def test_the_article_is_taken_and_the_page_is_not(only: Only) -> None:
    """Paragraphs stay apart, inline markup does not break sentences, and no menu, script or style gets in."""
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


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "utf-8", ""])
def test_a_declared_encoding_counts(remarked: Remarked, declared: str) -> None:
    """The page's own declaration is kept if it holds, else the rules for all text apply."""
    word = "Мадуро" if declared == "windows-1251" else "“Guaidó”"
    raw = PAGE.replace("<head>", f'<head><meta charset="{declared}">').replace("Guaidó", word)
    document, remarks = remarked("a.html", raw.encode("cp1252" if declared == "iso-8859-1" else declared or "utf-8"))
    assert f"to {word}." in document.text
    assert not remarks
    wrong = PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("windows-1252")
    document, remarks = remarked("b.html", wrong)
    assert "to Guaidó." in document.text
    assert list(remarks) == ["encoding: windows-1252"]


@pytest.mark.parametrize(
    "declared", ["no-such-charset", "zlib", "base64", "rot13", "punycode", "utf-7", "utf-16", "x" * 500]
)
def test_a_declaration_that_names_no_encoding_is_named(remarked: Remarked, declared: str) -> None:
    """A codec that makes no text of bytes, or could not be declared in itself, costs nothing but a remark."""
    document, remarks = remarked("a.html", PAGE.replace("<head>", f'<head><meta charset="{declared}">'))
    assert "to Guaidó." in document.text
    assert list(remarks) == [f"charset: {declared}"]


def test_what_is_struck_out_is_not_read(only: Only) -> None:
    """Struck words and the marks of notes go, and the sentence around them stays whole."""
    said = 'Peru <del>sued</del> praised <s>Haiti</s> Chile<sup><a href="#n1">[1]</a></sup> in 10<sup>[2]</sup> km<sup>2</sup>'
    page = f'<html><body><p>{said} of <span style="text-decoration: line-through">wood</span> steppe.</p></body></html>'
    assert only("a.html", page).text == "Peru praised Chile in 10 km2 of steppe."


AROUND = "<html><body><article><h1>Votes</h1><p>Finland took part in the vote on Thursday evening.</p>{}<p>The chair left.</p>"
ROWS = "<thead><tr><th>Country</th><th>Position</th></tr></thead><tbody><tr><td>Peru</td><td>{}</td></tr></tbody>"


def test_what_no_browser_shows_is_not_read(only: Only) -> None:
    """Elements that are `hidden` and templates are left out; those that a search in the page opens are part of it."""
    page = "<html><body><p>Klow praised Zileheroum.</p><template>Klow hit Bab.</template><p hidden>Klow sued Bab.</p>"
    page += "<p hidden=until-found>Bab slept.</p></body></html>"
    assert only("a.html", page).text == "Klow praised Zileheroum.\n\nBab slept."


def test_rows_of_a_table_are_sentences_in_their_place(only: Only) -> None:
    """A table whose rows read as sentences is read where it stands."""
    page = AROUND.format(f"<table><caption>All</caption>{ROWS.format('backs <b>Chile</b>')}</table>")
    assert only("a.html", page).text.split("\n\n")[2:] == ["Peru backs Chile.", "The chair left."]


def test_a_table_that_is_left_out_is_named(remarked: Remarked) -> None:
    """What cannot be read as sentences stands in the report, by its first cells; a table outside of the article does not."""
    page = (
        AROUND.format(f"<table>{ROWS.format('12')}</table>")
        + f"</article><footer><table>{ROWS.format('5')}</table></footer>"
    )
    document, remarks = remarked("a.html", page)
    assert "12" not in document.text
    assert document.text.endswith("evening.\n\nThe chair left.")
    assert remarks == {"table: Country | Position": "a table of 1 row was left out; write as sentences what it says"}


def test_a_table_in_a_figure_is_read(only: Only) -> None:
    """A figure around a table hides it from nobody."""
    assert (
        "Peru backs Chile."
        in only("a.html", AROUND.format(f"<figure><table>{ROWS.format('backs Chile')}</table></figure>")).text
    )


def test_a_table_that_lays_out_the_page_is_no_data(only: Only) -> None:
    """Old pages hold their article, and tables of it, in cells."""
    rows = "<table><tr><td>Peru</td><td>backs</td><td>Chile</td></tr></table>"
    cell = f"<h1>Votes</h1><p>Finland took part in the vote on Thursday evening.</p>{rows}<p>The chair left.</p>"
    page = f'<html><body><table><tr><td><a href="/">Home</a></td><td>{cell}</td></tr></table></body></html>'
    assert only("a.html", page).text.split("\n\n") == [
        "Votes",
        "Finland took part in the vote on Thursday evening.",
        "Peru backs Chile.",
        "The chair left.",
    ]


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>only()</script></body></html>", "<", "&"])
def test_a_page_without_an_article_is_refused(refused: Refused, page: str) -> None:
    """Nothing is made up where there is nothing to read."""
    assert "save the article as plain text" in refused("a.html", page)


@pytest.mark.parametrize("piece", ["<div>", "<b><i>", "<p>word</p>", "<", "<table><tr><td>", "&#0;", "<!--"])
def test_hostile_markup_is_read_or_refused_quickly(write: Write, piece: str) -> None:
    """Deep nesting and endless tags neither crash the reader nor stop it."""
    items = list(read([write("a.html", f"<html><body>{piece * 60_000}")], Settings()))
    assert len(items) == 1


@pytest.mark.parametrize("place", ["<title>{}</title>", "<meta property='og:title' content='{}'>"])
def test_a_title_of_two_megabytes_is_named(remarked: Remarked, place: str) -> None:
    """The article is kept without it."""
    page = f"<html><head>{place.format('word ' * 400_000)}</head><body><p>Envoys met on Monday.</p></body></html>"
    document, remarks = remarked("a.html", page)
    assert (document.title, document.text) == ("", "Envoys met on Monday.")
    (item,) = remarks
    assert item.startswith("title: word word")
    assert len(item) < 300


@pytest.mark.parametrize("attribute", ["a{}", "a{}=1", 'a{}="x y"', "a{}='1'/"])
def test_a_tag_with_countless_attributes_is_refused(attribute: str) -> None:
    """The parser takes quadratic time for them; long values, such as a picture or a state in one attribute, are no trouble."""
    text = "<p>" + "Canada has imposed sanctions on Belarus. " * 5 + "</p>"
    many = " ".join(attribute.format(number) for number in range(3000))
    with pytest.raises(ReadError, match="too many attributes"):
        list(read_html(io.BytesIO(f"<html><body><article {many}>{text}</article>".encode()), Settings()))
    state = "word / " * 20_000
    page = f"<html><body><article data-state='{state}'>{text}</article></body></html>"
    assert len(list(read_html(io.BytesIO(page.encode()), Settings()))) == 1


@pytest.mark.parametrize("tag", ["a href=x", "b", "span"])
def test_very_many_links_and_much_formatting_become_plain_text(tag: str, only: Only) -> None:
    """The article is the same, and trafilatura gets one piece of text, since pieces side by side take it quadratic time."""
    name = tag.split()[0]
    said = f"<p>Envoys met <{tag}>today</{name}> in Geneva.</p><p>{{}}</p>"
    many = f"<article>{said.format(f'<{tag}>Envoys</{name}> left Geneva. ' * 600)}</article>"
    paragraphs = _tree(many).findall(".//p")
    assert [len(paragraph) for paragraph in paragraphs] == [1, 0]
    assert [len(paragraph.xpath("text()")) for paragraph in paragraphs] == [2, 1]
    assert only("a.html", many).text.split("\n\n") == [
        "Envoys met today in Geneva.",
        " ".join(["Envoys left Geneva."] * 600),
    ]
