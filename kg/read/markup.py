"""Pieces of HTML that hold nothing but text: entries of feeds, chapters of books."""

from __future__ import annotations

from lxml.html import HtmlElement, document_fromstring, fragment_fromstring

from kg.read.html import refuse_tags

_BLOCKS = (
    "address",
    "blockquote",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "p",
    "section",
    "td",
    "th",
    "tr",
)
_NO_TEXT = "//script | //style | //head | //del | //s | //strike"


def plain(markup: str) -> str:
    """The words of a piece of HTML, a blank line between blocks. Raises ReadError for what would take its parser too long."""
    if "<" not in markup and "&" not in markup:
        return markup
    refuse_tags(markup)
    return words(fragment_fromstring(markup, create_parent="div"))


def page(markup: str) -> HtmlElement:
    """A whole page as a tree. Raises ReadError as `plain` does."""
    refuse_tags(markup)
    return document_fromstring(markup)


def words(tree: HtmlElement) -> str:
    """The words of a tree, which is changed for it, a blank line between blocks."""
    for element in tree.xpath(_NO_TEXT):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n\n{element.text or ''}"
        element.tail = f"\n\n{element.tail or ''}"
    return str(tree.text_content()).strip()
