"""Which tables of a page hold data."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from kg.read.tables import Table

_BLOCKS = ("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "ul")
_MAX_CELL = 200  # characters
_PARTS = ("caption", "tbody", "td", "tfoot", "th", "thead", "tr")


def data_tables(tree: HtmlElement) -> Iterator[tuple[HtmlElement, Table]]:
    """The tables of a page that hold data; those that only lay it out become plain containers of what is in them."""
    for element in list(tree.iter("table")):
        rows = [list(row.iterchildren("td", "th")) for row in _rows(element)]
        if element.get("role") == "presentation" or any(_is_prose(cell) for row in rows for cell in row):
            for part in [element, *_own_parts(element)]:
                part.tag = "div"
        else:
            for figure in element.iterancestors("figure"):  # it is read, with what else stands in it
                figure.tag = "div"
            yield element, _table(rows)


def _own_parts(element: HtmlElement) -> Iterator[HtmlElement]:
    """The rows, cells and groups of rows of a table, and not those of tables inside of it."""
    for part in element.iterchildren(*_PARTS):
        yield part
        if part.tag in ("tbody", "tfoot", "thead", "tr"):
            yield from _own_parts(part)


def _rows(element: HtmlElement) -> list[HtmlElement]:
    return [part for part in _own_parts(element) if part.tag == "tr"]


def _is_prose(cell: HtmlElement) -> bool:
    if cell.find(".//table") is not None or len(cell.text_content()) > _MAX_CELL:
        return True
    return sum(1 for _ in cell.iter(*_BLOCKS)) > 1


def _table(rows: list[list[HtmlElement]]) -> Table:
    """The first row is a header when all its cells are."""
    texts = [[" ".join(cell.itertext()) for cell in row] for row in rows]
    has_header = bool(rows) and bool(rows[0]) and all(cell.tag == "th" for cell in rows[0])
    return Table.of(texts[0] if has_header else (), texts[1:] if has_header else texts)
