"""Saved feeds: RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0 and Atom (RFC 4287); a document an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from lxml.etree import XMLParser, fromstring

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.decode import whole
from kg.read.markup import plain
from kg.read.parsers import guarded
from kg.read.record import Record
from kg.settings import Settings

if TYPE_CHECKING:
    from lxml.etree import _Element

_HINT = "save the articles as HTML or plain text"
_MARKUP = 20  # bytes of feed allowed for each character of an article
_MAX_ENTRIES = 10_000
_ENTRIES = "//*[local-name()='item' or local-name()='entry']"
# The names of the elements that hold a field, without their namespaces, the best first.
_TEXTS = ("encoded", "content", "description", "summary")
_IDS = ("guid", "id")
_AUTHORS = ("creator", "author")
_DATES = ("published", "pubDate", "date", "updated")


def read_feed(stream: BinaryIO, settings: Settings) -> Iterator[Record]:
    """One record an entry, known by the id that the feed gives it, its address, or else its place; the title of the feed is the publisher.

    So a later copy of the feed adds what is new, and takes nothing for what it is not.

    Raises ReadError for a file that is broken, too large, or no feed.
    """
    raw = whole(stream, _MARKUP * settings.max_document_characters)
    with guarded("the feed", _HINT):
        root = fromstring(raw, XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        entries = root.xpath(_ENTRIES)
        if not entries:
            raise ReadError("the file has no entries of a feed (RSS, Atom)", hint=_HINT)
        if len(entries) > _MAX_ENTRIES:
            raise ReadError(f"the feed has more than {_MAX_ENTRIES} entries", hint=_HINT)
        channel = next(root.iterchildren("{*}channel"), root)
        records = [_record(entry, _value(channel, ("title",)), number) for number, entry in enumerate(entries, start=1)]
    yield from records


def _record(entry: _Element, publisher: str, number: int) -> Record:
    title = plain(_value(entry, ("title",)))
    return Record(
        {
            "title": title,
            "text": plain(_value(entry, _TEXTS)) or title,
            "author": one_line(_value(entry, _AUTHORS)),
            "url": _link(entry),
            "publisher": publisher,
            "published": _value(entry, _DATES),
        },
        part=one_line(_value(entry, _IDS)) or _link(entry) or str(number),
    )


def _value(element: _Element, names: tuple[str, ...]) -> str:
    """What the first of these children holds, with its markup as text."""
    for name in names:
        for child in element.iterchildren(f"{{*}}{name}"):
            if value := "".join(child.itertext()).strip():
                return value
    return ""


def _link(entry: _Element) -> str:
    links = list(entry.iterchildren("{*}link"))
    chosen = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    return "" if chosen is None else one_line(chosen.get("href") or chosen.text or "")
