"""JSON Lines (https://jsonlines.org): one JSON object a line, one document an object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.decode import stream_encoding, too_long
from kg.read.metadata import columns, named
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings

_MAX_BYTES = 8  # of a line for each character of its text: "\\u00e9" has six, and there are other fields


def read_jsonl(stream: BinaryIO, settings: Settings) -> Iterator[Record | ReadError | Remark]:
    """One record a line; a ReadError, not raised, for each line that is not a JSON object."""
    encoding = stream_encoding(stream, settings.encoding)
    if "\n".encode(encoding.name.removesuffix("-sig")) != b"\n":
        raise ReadError("JSON Lines must be UTF-8", hint="convert it: iconv -f UTF-16 -t UTF-8")
    yield from encoding.remarks
    limit, chosen = _MAX_BYTES * settings.max_document_characters, columns(settings)
    for number, line in enumerate(_lines(stream, limit), start=1):
        if line is None:
            yield _at(number, too_long())
        elif text := line.decode(encoding.name, encoding.errors).strip():
            yield _record(text, number, chosen)


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of `stream`; None for one longer than `limit` bytes, of which no more than that is held in memory."""
    while line := stream.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
            pass  # the remainder of a line that is too long
        yield None


def _record(line: str, number: int, chosen: Mapping[str, str]) -> Record | ReadError:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _at(number, ReadError(f"not valid JSON: {error}", hint="write one JSON object a line"))
    if not isinstance(row, dict):
        return _at(number, ReadError("not a JSON object", hint='write one {"id": ..., "text": ...} a line'))
    return Record(named(row, chosen), number)


def _at(line: int, error: ReadError) -> ReadError:
    return ReadError(error.what, where=f"line {line}", hint=error.hint)
