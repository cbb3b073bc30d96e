"""Word documents (.docx): their paragraphs and tables in reading order, by python-docx (https://python-docx.readthedocs.io)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.parsers import guarded, refuse_swollen
from kg.read.record import Record
from kg.read.remark import Remark
from kg.read.tables import Table
from kg.settings import Settings

if TYPE_CHECKING:
    from lxml.etree import _Element

_HINT = "save it as plain text or HTML"
_MAX_BLOCKS = 100_000
_MAX_CELL = 200  # characters; longer ones are prose that a table lays out, as in web pages
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Paragraphs outside of tables, and tables, in their order; also those in content controls and text boxes. A fallback
# repeats what stands beside it for old programs.
_BLOCKS = "(//w:p | //w:tbl)[not(ancestor::w:tbl)][not(ancestor::*[local-name()='Fallback'])]"
_ROWS = ".//w:tr[count(ancestor::w:tbl) = 1]"  # and not those of tables in it
_NAMES = {"w": _W.strip("{}")}
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_STRUCK = f"{_W}rPr/{_W}strike"
_GONE = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}txbxContent",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def read_docx(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record: the text as it stands with all changes accepted; remarks for tables that do not read as sentences.

    Headers, footers, notes and comments are no part of it. The title is the paragraph in the style "Title", if there
    is one. Raises ReadError for a file that is encrypted, broken or too large.
    """
    with guarded("the Word document", _HINT):
        title, blocks, remarks = _content(stream)
    yield from remarks
    yield Record({"title": title, "text": "\n\n".join(blocks)})


def _content(stream: BinaryIO) -> tuple[str, list[str], list[Remark]]:
    """The title, the paragraphs and what is not read."""
    refuse_swollen(stream, "the Word document")
    from docx import Document

    document = Document(stream)
    title, blocks, remarks = "", [], list[Remark]()
    found = document.element.body.getroottree().xpath(_BLOCKS, namespaces=_NAMES)
    if len(found) > _MAX_BLOCKS:
        raise ReadError("the Word document has too many paragraphs for an article", hint=_HINT)
    titles = {style.style_id for style in document.styles if style.name == "Title"}
    for element in found:
        if element.tag == f"{_W}tbl":
            texts, left_out = _table(element)
            blocks += texts
            remarks += left_out
            continue
        text = _text(element)
        if not title and _style(element) in titles:
            title = one_line(text)
        blocks.append(text)
    return title, blocks, remarks


def _style(paragraph: _Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val"))


def _table(element: _Element) -> tuple[list[str], list[Remark]]:
    """The sentences of a table, or the paragraphs of one that only lays out prose; and what of it is not read."""
    found = element.xpath(_ROWS)  # python-docx knows the prefix w
    rows = [
        [[_text(paragraph) for paragraph in cell.iter(f"{_W}p")] for cell in row.iterchildren(f"{_W}tc")]
        for row in found
    ]
    if any(len(" ".join(cell)) > _MAX_CELL for row in rows for cell in row):
        return [text for row in rows for cell in row for text in cell], []
    table = Table.of((), [[" ".join(cell) for cell in row] for row in rows])
    return table.sentences(), table.remarks()


def _text(element: _Element) -> str:
    """The text below an element, without what is deleted, moved away, struck out, or a text box in it."""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _GONE or _is_struck(element):
        return ""
    return _SPACES.get(str(element.tag), "") + "".join(map(_text, element))


def _is_struck(element: _Element) -> bool:
    mark = element.find(_STRUCK) if element.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")
