"""OpenDocument texts (.odt): their paragraphs and tables in reading order (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

import zipfile
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
_MAX_CELL = 200  # characters; longer ones are prose that a table lays out, as in web pages
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT, _TABLE, _OFFICE = (f"{{{_OASIS}:{name}:1.0}}" for name in ("text", "table", "office"))
_ROWS = ".//table:table-row[count(ancestor::table:table) = 1]"  # and not those of tables in it
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
# Deleted words, notes, comments and the text of boxes inside of a paragraph, which follows as one of its own.
_GONE = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", *_PARAGRAPHS})


def read_odt(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record: the text with all changes accepted; remarks for tables that do not read as sentences.

    Headers, footers, notes and comments are no part of it. The title is the paragraph in the style "Title", if there
    is one. Raises ReadError for a file that is encrypted, broken or too large.
    """
    title, blocks = "", list[str]()
    with guarded("the OpenDocument text", _HINT):
        for element in list(_blocks(_body(stream))):
            if element.tag == f"{_TABLE}table":
                texts, remarks = _table(element)
                blocks += texts
                yield from remarks
                continue
            blocks.append(_words(element))
            if not title and element.get(f"{_TEXT}style-name") == "Title":
                title = one_line(blocks[-1])
    yield Record({"title": title, "text": "\n\n".join(blocks)})


def _body(stream: BinaryIO) -> _Element:
    from lxml.etree import XMLParser, fromstring

    refuse_swollen(stream, "the OpenDocument text")
    with zipfile.ZipFile(stream) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise ReadError("the OpenDocument text is encrypted", hint="save a copy without a password")
        content = archive.read("content.xml")
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    body = fromstring(content, parser).find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ReadError("the OpenDocument file is no text", hint=_HINT)
    return body


def _blocks(element: _Element) -> Iterator[_Element]:
    """The paragraphs outside of tables, and the tables, in their order."""
    for child in element.iterchildren("*"):
        if child.tag in (*_PARAGRAPHS, f"{_TABLE}table"):
            yield child
        if child.tag != f"{_TABLE}table" and child.tag not in _GONE - set(_PARAGRAPHS):
            yield from _blocks(child)


def _table(element: _Element) -> tuple[list[str], list[Remark]]:
    """The sentences of a table, or the paragraphs of one that only lays out prose; and what of it is not read."""
    found = element.xpath(_ROWS, namespaces={"table": _TABLE.strip("{}")})
    rows = [
        [" ".join(map(_words, cell.iter(*_PARAGRAPHS))) for cell in row.iterchildren(f"{_TABLE}table-cell")]
        for row in found
    ]
    if any(len(cell) > _MAX_CELL for row in rows for cell in row):
        return [_words(paragraph) for paragraph in element.iter(*_PARAGRAPHS)], []
    table = Table.of((), rows)
    return table.sentences(), table.remarks()


def _words(element: _Element) -> str:
    """The text of a paragraph or of a span in it."""
    words = _SPACES.get(str(element.tag), "") + (element.text or "")
    for child in element.iterchildren("*"):
        words += ("" if child.tag in _GONE else _words(child)) + (child.tail or "")
    return words
