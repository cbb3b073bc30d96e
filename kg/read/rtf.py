"""Rich text (.rtf): its words, by striprtf (https://github.com/joshy/striprtf)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.decode import whole
from kg.read.parsers import guarded
from kg.read.record import Record
from kg.read.remark import Remark
from kg.read.tables import Table
from kg.settings import Settings

_HINT = "save it as plain text"
_MARKUP = 20  # bytes of file allowed for each character of text
_CELL = "|"  # what striprtf writes after each cell of a table


def read_rtf(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record: the paragraphs; remarks for tables that do not read as sentences. Raises ReadError for what is no RTF."""
    raw = whole(stream, _MARKUP * settings.max_document_characters)
    if not raw.startswith(b"{\\rtf"):
        raise ReadError("this is no rich text: it does not begin with {\\rtf", hint="name plain text .txt")
    with guarded("the rich text", _HINT):
        from striprtf.striprtf import rtf_to_text

        text = rtf_to_text(raw.decode("cp1252", "replace"), errors="replace")  # type: ignore[no-untyped-call]
    blocks: list[str] = []
    for is_table, lines in groupby(text.split("\n"), key=lambda line: line.endswith(_CELL)):
        if is_table:
            table = Table.of((), [line.split(_CELL)[:-1] for line in lines])
            blocks += table.sentences()
            yield from table.remarks()
        else:
            blocks.append("\n".join(lines))
    yield Record({"text": "\n\n".join(blocks)})
