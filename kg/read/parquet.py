"""Parquet (https://parquet.apache.org): one document a row, by pyarrow; the schema names the fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.read.csv_table import refuse_columns
from kg.read.metadata import columns, named, used
from kg.read.parsers import guarded
from kg.read.record import Record
from kg.settings import Settings

_HINT = "save it as CSV or JSON Lines"
_MAX_BYTES = 4_000_000_000  # of all columns, unpacked
_ROWS = 64  # held in memory at once; a row may be as long as a document


def read_parquet(stream: BinaryIO, settings: Settings) -> Iterator[Record]:
    """One record a row. Raises ReadError for a file that is broken or too large, or has no column for the text."""
    chosen = columns(settings)
    with guarded("the Parquet file", _HINT, "parquet"):
        from pyarrow.parquet import ParquetFile

        file = ParquetFile(stream)
        names = [str(name) for name in file.schema_arrow.names]
        refuse_columns([name.strip().lower() for name in names], chosen)
        wanted = [name for name in names if used(name, chosen)]
        if _size(file.metadata) > _MAX_BYTES:
            raise ReadError("unpacked, the Parquet file is larger than 4 GB", hint="split it")
        rows = (row for batch in file.iter_batches(_ROWS, columns=wanted) for row in batch.to_pylist())
        for number, row in enumerate(rows, start=1):
            yield Record(named(row, chosen), number)


def _size(metadata: Any) -> int:
    """Bytes of all columns as the file states them, by groups of rows: what a broken one says of single columns ends the process."""
    return sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
