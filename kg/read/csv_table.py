"""CSV and TSV (https://www.rfc-editor.org/rfc/rfc4180): one document a row; the header names the fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.decode import stream_encoding
from kg.read.metadata import FIELDS, columns, named
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings


def read_csv(stream: BinaryIO, settings: Settings) -> Iterator[Record | ReadError | Remark]:
    """One record a row; a ReadError, not raised, for a row with more cells than the header.

    The separator is the one of `,`, `;` and tab that the header has most of. Raises ReadError when no column holds the
    text, and at a broken quotation, after which nobody can tell where rows begin.
    """
    encoding = stream_encoding(stream, settings.encoding)
    yield from encoding.remarks
    with io.TextIOWrapper(stream, encoding.name, encoding.errors, newline="") as lines:
        yield from _rows(lines, settings)


def _rows(lines: io.TextIOWrapper, settings: Settings) -> Iterator[Record | ReadError]:
    # The limit is one of the whole csv module, so it is only ever raised. A cell somewhat too long is rejected later by
    # itself; one beyond this limit most likely is the rest of the file after a quotation mark that is never closed.
    csv.field_size_limit(max(csv.field_size_limit(), 8 * settings.max_document_characters))
    rows = csv.reader(lines, delimiter=_separator(lines), strict=True)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        chosen = columns(settings)
        refuse_columns(header, chosen)
        for row in rows:
            yield from _records(row, header, rows.line_num, chosen)
    except csv.Error as error:
        raise ReadError(
            f"line {rows.line_num}: {error}; what follows was not read", hint="check the quotation marks there"
        ) from error


def refuse_columns(header: Sequence[str], chosen: Mapping[str, str]) -> None:
    """Raises ReadError when a table has no column for the text, or not one that the user has named; names in lower case."""
    known = f"the columns are: {', '.join(map(one_line, header)) or 'none'}"
    missing = sorted(chosen.keys() - set(header))
    if missing:
        raise ReadError(
            f"no column is called {missing[0]!r}; {known}", hint="give --columns the names that the table has"
        )
    if not named(dict.fromkeys(header), chosen).keys() & set(FIELDS["text"]):
        names = " or ".join(FIELDS["text"])
        raise ReadError(
            f"no column holds the text; {known}", hint=f"name one of them {names}, or say --columns text=NAME"
        )


def _separator(lines: io.TextIOWrapper) -> str:
    header = lines.readline(65_536)
    lines.seek(0)
    return max(",;\t", key=header.count)


def _records(row: list[str], header: list[str], line: int, chosen: Mapping[str, str]) -> Iterator[Record | ReadError]:
    if len(row) > len(header):
        yield ReadError("the row has more cells than the header", where=f"line {line}", hint="quote cells with commas")
    elif any(cell.strip() for cell in row):
        yield Record(named(dict(zip(header, row, strict=False)), chosen), line)
