"""Pages of entries that have a time each (live blogs): what on a page may be such an entry."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

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
    """The elements of a page that may be entries, in their order: two or more of one kind with a `<time datetime>` each.

    Takes the times out of them and makes them plain, so that the article is looked for around them. Comments and teasers
    look alike; they are told by their not standing in the article.
    """
    times: dict[HtmlElement, HtmlElement] = {}
    has_text = cache(_has_text)  # one container may hold thousands of times
    for time in tree.iter("time"):
        above = time.iterancestors(*_BOXES) if _DAY.match(time.get("datetime", "")) else ()
        box = next(filter(has_text, above), None)
        if box is not None:
            times.setdefault(box, time)
    outer = {above for box in times for above in box.iterancestors()}
    boxes = [box for box in times if box not in outer]
    kinds = Counter(map(_kind, boxes))
    found = []
    for number, box in enumerate((box for box in boxes if kinds[_kind(box)] > 1), start=1):
        heading = next(box.iter(*_HEADINGS), None)
        title = "" if heading is None else heading.text_content()
        found.append(Entry(box, box.get("id") or f"entry-{number}", title, times[box].get("datetime")))
        times[box].drop_tree()
        _make_plain(box)
    return found


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
    box.attrib.pop("itemprop", None)
    box.set("class", f"{box.get('class', '')} part-of-page")


def _has_text(box: HtmlElement) -> bool:
    """True when an element holds more than a time and a byline."""
    return box.find(".//p") is not None or bool(_ENDS.search(box.text_content()))
