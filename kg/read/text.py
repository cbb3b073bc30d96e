"""Plain text: the whole file is one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.read.decode import decode, whole
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings

MAX_BYTES = 4  # of a character, in UTF-8, UTF-16 and UTF-32
# Words struck out as forums, chats and Markdown do; the marks touch the words between them.
_STRUCK = re.compile(r"(?<![~\w])~~(?=[^\s~])([^~\n]{1,1000})(?<=\S)~~(?![~\w])")


def read_text(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record: the text without struck words. A short first paragraph without a full stop becomes its title."""
    text, remarks = decode(whole(stream, MAX_BYTES * settings.max_document_characters), settings.encoding)
    yield from remarks
    yield Record({"text": _STRUCK.sub("", text)})
