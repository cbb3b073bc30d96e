"""Pages of entries that have a time each (live blogs): what on a page may be such an entry."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from kg.read.clean import one_line

_BOXES = ("article", "div", "li", "section")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUR = re.compile(r"\d\d:?\d\d")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a page: the element that it is, its id there, its heading, and its time as the page states it."""

    box: HtmlElement
    id: str
    title: str
    published: str

    def is_update(self, published: str) -> bool:
        """True when it was written after the page was begun; days alone that lie before are those of a chronology."""
        return bool(_HOUR.search(self.published[10:])) or self.published[:10] >= published


def entries(tree: HtmlElement) -> list[Entry]:
    """The elements of a page that may be entries, in their order: two or more of one kind with a time each.

    Takes the times out of them and makes them plain, so that the article is looked for around them. Comments and teasers
    look alike; they are told by their not standing in the article.
    """
    times: dict[HtmlElement, tuple[HtmlElement, str]] = {}
    has_text = cache(_has_text)  # one container may hold thousands of times
    for place, time in _times(tree):
        above = place.iterancestors(*_BOXES) if _DAY.match(time) else ()
        box = next(filter(has_text, above), None)
        if box is not None:
            times.setdefault(box, (place, time))
    outer = {above for box in times for above in box.iterancestors()}
    boxes = [box for box in times if box not in outer]
    kinds = Counter(map(_kind, boxes))
    found = []
    for number, box in enumerate((box for box in boxes if kinds[_kind(box)] > 1), start=1):
        heading = next(box.iter(*_HEADINGS), None)
        title = "" if heading is None else heading.text_content()
        place, time = times[box]
        found.append(Entry(box, box.get("id") or f"entry-{number}", title, time))
        if place.tag not in _HEADINGS:
            place.drop_tree()
        _make_plain(box)
    return found


def _times(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The times that a page states, and where: `<time datetime>`, microdata, and headings to which its JSON-LD gives one."""
    for time in tree.iter("time"):
        yield time, time.get("datetime", "")
    for data in tree.xpath("//*[@content][@itemprop='datePublished' or @itemprop='dateCreated']"):
        yield data, data.get("content")
    updates = dict(_updates(tree))
    for heading in tree.iter(*_HEADINGS) if updates else ():
        yield heading, updates.get(one_line(heading.text_content()), "")


def _updates(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Headlines and times of the updates of a schema.org/LiveBlogPosting."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):  # a broken one says nothing
            continue
        blogs = data if isinstance(data, list) else [data, *_items(data, "@graph")]
        for update in (update for blog in blogs for update in _items(blog, "liveBlogUpdate")):
            if isinstance(update, dict):
                yield one_line(str(update.get("headline", ""))), str(update.get("datePublished", ""))


def _items(data: object, key: str) -> list[object]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def headline(tree: HtmlElement, found: list[Entry]) -> str:
    """The headline of a page that is in none of its entries."""
    boxes = {entry.box for entry in found}
    for heading in (*tree.iter("h1"), *tree.iter("title")):
        if boxes.isdisjoint(heading.iterancestors()):
            return str(heading.text_content())
    return ""


def _kind(box: HtmlElement) -> tuple[str, str]:
    return box.tag, (box.get("class") or "").partition(" ")[0]


def _make_plain(box: HtmlElement) -> None:
    """Make a part of the page of what else looks like an article of its own, or is an item of a list, read as one line."""
    parent = box.getparent()
    for element in (box, parent) if parent is not None and parent.tag in ("ol", "ul") else (box,):
        element.tag = "div"
    for element in box.iter():
        element.attrib.pop("itemprop", None)
    box.set("class", f"{box.get('class', '')} part-of-page")


def _has_text(box: HtmlElement) -> bool:
    """True when an element holds more than a time and a byline."""
    return box.find(".//p") is not None or bool(_ENDS.search(box.text_content()))
