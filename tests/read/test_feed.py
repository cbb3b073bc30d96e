"""Saved feeds: entries with their own dates and addresses, and hostile files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Refused = Callable[[str, str | bytes], str]

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Post</title><link>https://post.example</link>
<item><title>Talks begin</title><link>https://post.example/1</link><pubDate>Fri, 04 Jan 2019 08:00:00 GMT</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>Envoys <b>met</b> on Monday.</p><script>x()</script><p>They left.</p>]]>
</content:encoded></item>
<item><title>Rain &amp;amp; snow</title><description>&lt;p&gt;It rained.&lt;/p&gt;</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>Talks begin</title>
<link rel="self" href="https://post.example/self"/><link href="https://post.example/1"/><published>2019-01-04T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Envoys <b>met</b> on Monday.</div></content></entry></feed>"""


def _documents(path: Path) -> list[Document]:
    items = list(read([path], Settings()))
    assert all(isinstance(item, Document) for item in items), items
    return [item for item in items if isinstance(item, Document)]


def test_rss_entries_are_documents(write: Write) -> None:
    """Each with its own text, date and address; the whole text comes before the short one."""
    first, second = _documents(write("news.rss", RSS))
    assert first.text == "Talks begin\n\nEnvoys met on Monday.\n\nThey left."
    assert (first.published, first.publisher) == ("2019-01-04", "The Post")
    assert first.id == "news.rss#https://post.example/1", "its place changes with the next copy of the feed"
    assert first.url == "https://post.example/1"
    assert (second.id, second.title, second.text) == ("news.rss#2", "Rain & snow", "Rain & snow\n\nIt rained.")


def test_atom_entries_are_documents(write: Write) -> None:
    """The address is that of the article, not that of the entry."""
    (document,) = _documents(write("news.atom", ATOM))
    assert document.text == "Talks begin\n\nEnvoys met on Monday."
    assert (document.url, document.published) == ("https://post.example/1", "2019-01-04")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "the feed cannot be parsed"),
        ("Plain words.", "the feed cannot be parsed"),
        (RSS[:300], "the feed cannot be parsed"),
        ("<html><p>Words.</p></html>", "no entries of a feed"),
        ("<rss>" * 3000, "cannot be parsed"),
    ],
    ids=["empty", "text", "cut", "page", "deep"],
)
def test_a_hostile_feed_is_named(refused: Refused, content: str, says: str) -> None:
    """No content of a file stops a build."""
    assert says in refused("bad.rss", content)


def test_no_feed_reads_another_file(write: Write) -> None:
    """An entity that points to a file stays what it is."""
    secret = write("secret.txt", "The password.")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    (document,) = _documents(write("a.rss", f"{entity}<rss><item><title>News &a;</title></item></rss>"))
    assert document.text == "News &a;"


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ("<item/>" * 10_001, "more than 10000 entries"),
        (f"<item><description>{'&lt;b' * 100_001}</description></item>", "too many HTML tags"),
        (f"<item><description>{'word ' * 5_000_000}</description></item>", "too long"),
    ],
    ids=["entries", "tags", "bytes"],
)
def test_a_swollen_feed_is_named(write: Write, entries: str, says: str) -> None:
    """What would take minutes is not parsed."""
    (item,) = read([write("bad.rss", f"<rss>{entries}</rss>")], Settings())
    assert isinstance(item, Rejection)
    assert says in item.reason
