"""Saved web pages: the article inside the page, by trafilatura (https://trafilatura.readthedocs.io)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, BinaryIO

from lxml.etree import strip_tags
from lxml.html import HtmlElement

from kg.errors import ReadError
from kg.read.decode import decode, whole
from kg.read.html_tables import data_tables
from kg.read.live_blog import Entry, entries, headline
from kg.read.marks import Marks
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings, text_codec

if TYPE_CHECKING:  # trafilatura is slow to load, and other formats do not need it
    from trafilatura.settings import Document

_MARKUP = 20  # bytes of page allowed for each character of article; saved pages hold pictures too
_MAX_TAGS = 100_000  # an article has a few thousand; the time that the parser takes grows with their square
_MAX_ATTRIBUTES = 2000  # of one tag; the parser compares each with all others
_TAG = re.compile("<[^<>]*")
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_BETWEEN = re.compile(r"[\s/]+")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w:.+-]+)""", re.IGNORECASE)
_PRESCAN = 1024  # bytes; https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
_LIST_ITEM = re.compile(r"^- ", re.MULTILINE)
# Words that are struck out or that no browser shows, and the marks of notes.
_NO_TEXT = (
    "//del | //s | //strike | //template | //*[contains(@style, 'line-through')] | //sup[a[starts-with(@href, '#')]]"
    " | //sup[starts-with(normalize-space(), '[') and contains(., ']')] | //body//*[@hidden and not(@hidden='until-found')]"
)
_TIMED = ("<time", "datePublished", "dateCreated")  # what a page of dated entries has
_IN_SENTENCE = "time-in-sentence"
_INLINE = ("a", "b", "big", "em", "font", "i", "ins", "mark", "small", "span", "strong", "tt", "u")
_MANY_INLINE = (
    500  # in one element, which is more than a paragraph has; trafilatura takes quadratic time to unwrap them
)
# Only dates that the page states; the other defaults guess one from the text and compare it with the clock.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def read_html(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """The article without menus, scripts and comments, and what the page says about it; then its entries, if it is a live blog."""
    page, remarks = _decode(whole(stream, _MARKUP * settings.max_document_characters), settings.encoding)
    yield from remarks
    refuse_tags(page)
    try:
        yield from _live_blog(page) or _article(page)
    except ReadError:
        raise
    except Exception as error:  # hostile markup finds every weak spot of a parser; the other documents must be read
        raise ReadError(f"the HTML cannot be parsed: {error}", hint="save the article as plain text") from error


def refuse_tags(page: str) -> None:
    """Raises ReadError for a page that would take its parsers a minute; all that is looked at here is linear in its length."""
    if page.count("<") > _MAX_TAGS:
        raise ReadError("the page has too many HTML tags for an article", hint="save the article as plain text")
    long = (found[0] for found in _TAG.finditer(page) if found.end() - found.start() > _MAX_ATTRIBUTES)
    if any(len(_BETWEEN.split(_QUOTED.sub(" ", tag))) > _MAX_ATTRIBUTES for tag in long):
        raise ReadError("an HTML tag has too many attributes", hint="save the article as plain text")


def _article(page: str) -> list[Record | Remark]:
    marks, tree = Marks(page), _tree(page)
    tables = {marks.instead_of(element): table for element, table in data_tables(tree)}
    found = _found(tree)
    text, remarks = marks.filled(found.text or "", tables)
    return [*remarks, Record(_fields(found) | {"text": text})]


def _live_blog(page: str) -> list[Record | Remark]:
    """The page and its entries, each of its own time; nothing when the article has no two entries."""
    if not any(sign in page for sign in _TIMED):
        return []
    marks, tree = Marks(page), _tree(page)
    boxes = entries(tree)
    if not boxes:
        return []
    title = headline(tree, boxes)
    tables = {marks.instead_of(element): table for element, table in data_tables(tree)}
    by_mark = {marks.around(entry.box): entry for entry in boxes}
    found = _found(tree)
    outside, inside = marks.split(found.text or "", by_mark)
    if len(inside) < 2 or not all(by_mark[mark].is_update(found.date or "") for mark in inside):
        return []
    text, remarks = marks.filled(outside, tables)
    fields = _fields(found)
    text = text if text.strip() else title
    made: list[Record | Remark] = [*remarks, *([Record(fields | {"title": title, "text": text})] if text else [])]
    for mark, words in inside.items():
        text, remarks = marks.filled(words, tables)
        made += [*remarks, Record(fields | _own(by_mark[mark], found.url) | {"text": text}, part=by_mark[mark].id)]
    return made


def _own(entry: Entry, url: str | None) -> dict[str, object]:
    return {
        "title": entry.title,
        "published": entry.published,
        "url": f"{url}#{entry.box.get('id')}" if url and entry.box.get("id") else url,
    }


def _fields(found: Document) -> dict[str, object]:
    return {"title": found.title, "url": found.url, "publisher": found.sitename, "published": found.date}


def _tree(page: str) -> HtmlElement:
    """The page as a tree without what is no text of it."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        raise _nothing()
    for element in tree.xpath(_NO_TEXT):
        element.drop_tree()
    _unwrap_many(tree)
    return tree


def _unwrap_many(tree: HtmlElement) -> None:
    """Make plain text of links and formatting where one element holds very many of them."""
    inline = " or ".join(f"self::{name}" for name in _INLINE)
    for parent in tree.xpath(f"//*[count(*[{inline}]) > {_MANY_INLINE}]"):
        strip_tags(parent, *_INLINE)
        _join_text(parent)


def _found(tree: HtmlElement) -> Document:
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG, Document

    _keep_times(tree)
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["min_extracted_size"] = "0"  # else short articles are taken from the raw page, menus included
    found = bare_extraction(
        tree,
        with_metadata=True,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
        config=config,
    )
    if not isinstance(found, Document) or not found.text:
        raise _nothing()
    found.text = _LIST_ITEM.sub("", found.text)
    return found


def _keep_times(tree: HtmlElement) -> None:
    """Make times inside of sentences plain text; trafilatura drops what is a time."""
    parents = dict.fromkeys(time.getparent() for time in tree.iter("time") if (time.tail or "").strip())
    for parent in parents:
        for time in parent.iterchildren("time"):
            time.tag = _IN_SENTENCE
    strip_tags(tree, _IN_SENTENCE)
    for parent in parents:
        _join_text(parent)


def _join_text(parent: HtmlElement) -> None:
    """Make one piece of the pieces of text that were around stripped tags; to go through them takes quadratic time."""
    parent.text = parent.text
    for child in parent:
        child.tail = child.tail


def _nothing() -> ReadError:
    return ReadError("no article was found in the page", hint="save the article as plain text")


def _decode(raw: bytes, chosen: str) -> tuple[str, tuple[Remark, ...]]:
    """The page as text in the encoding that the user or the page names, or by the rules for all text."""
    declared = _CHARSET.search(raw, 0, _PRESCAN)
    if chosen or not declared:
        return decode(raw, chosen)
    name = declared[1].decode("ascii", "replace")
    codec = text_codec(name)
    if not codec or "<".encode(codec.removesuffix("-sig")) != b"<":  # the declaration could not be read in it
        text, remarks = decode(raw)
        return text, (Remark(f"charset: {name}", "no encoding that a page can be in; it was read without it"), *remarks)
    try:
        return decode(raw, codec)
    except UnicodeError:  # the bytes do not keep what it promises
        return decode(raw)
