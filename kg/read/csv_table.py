"""CSV and TSV (https://www.rfc-editor.org/rfc/rfc4180): one document a row; the header names the fields."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Literal, TypeAlias

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.decode import stream_encoding
from kg.read.metadata import FIELDS, columns, named
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings

Quoting: TypeAlias = Literal[0, 3]  # csv.QUOTE_MINIMAL or csv.QUOTE_NONE
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)


def read_csv(stream: BinaryIO, settings: Settings) -> Iterator[Record | ReadError | Remark]:
    """One record a row; a ReadError, not raised, for a row with more cells than the header.

    The separator is the one that a first line "sep=;" names, as Excel writes it, or the one of `,`, `;`, `|` and tab that the
    header has most of. In a file with tabs, quotation marks are plain characters where all lines have as many cells as the
    header only so. Raises ReadError when no column holds the text, and at a broken quotation, after which nobody can tell
    where rows begin.
    """
    encoding = stream_encoding(stream, settings.encoding)
    yield from encoding.remarks
    with io.TextIOWrapper(stream, encoding.name, encoding.errors, newline="") as lines:
        yield from _rows(lines, settings)


def _rows(lines: io.TextIOWrapper, settings: Settings) -> Iterator[Record | ReadError]:
    # The limit is one of the whole csv module, so it is only ever raised. A cell somewhat too long is rejected later by
    # itself; one beyond this limit most likely is the rest of the file after a quotation mark that is never closed.
    csv.field_size_limit(max(csv.field_size_limit(), 8 * settings.max_document_characters))
    separator, start = _separator(lines)
    quoting: Quoting = csv.QUOTE_MINIMAL if _is_quoted(lines, separator, start) else csv.QUOTE_NONE
    lines.seek(start)
    rows = csv.reader(lines, delimiter=separator, quoting=quoting, strict=True)
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


def _separator(lines: io.TextIOWrapper) -> tuple[str, int]:
    """The separator, and where the header begins."""
    header = lines.readline(65_536)
    start = lines.tell() if (named := _SEPARATOR.fullmatch(header)) else 0
    return named[1] if named else max(",;\t|", key=header.count), start


def _is_quoted(lines: io.TextIOWrapper, separator: str, start: int) -> bool:
    """False for tabs around plain cells: a quotation is broken, and all lines have as many cells as the header without any."""
    if separator != "\t" or _widths(lines, start, csv.QUOTE_MINIMAL):
        return True
    return len(_widths(lines, start, csv.QUOTE_NONE)) != 1


def _widths(lines: io.TextIOWrapper, start: int, quoting: Quoting) -> set[int]:
    """How many cells the rows of a table with tabs have; empty where a quotation is broken."""
    lines.seek(start)
    try:
        return {len(row) for row in csv.reader(lines, delimiter="\t", quoting=quoting, strict=True) if row}
    except csv.Error:
        return set()


def _records(row: list[str], header: list[str], line: int, chosen: Mapping[str, str]) -> Iterator[Record | ReadError]:
    if len(row) > len(header):
        yield ReadError("the row has more cells than the header", where=f"line {line}", hint="quote cells with commas")
    elif any(cell.strip() for cell in row):
        yield Record(named(dict(zip(header, row, strict=False)), chosen), line)
