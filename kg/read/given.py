"""Documents that a script holds itself: texts, records, rows of a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import ReadError
from kg.model import Document, Rejection
from kg.read.csv_table import refuse_columns
from kg.read.language import stage_of
from kg.read.metadata import columns, named
from kg.read.record import Record, document, record_id
from kg.settings import Settings

TEXTS, TABLE = "texts", "table"  # what documents without an id are called: texts#1, table#1


def is_table(item: object) -> bool:
    """True for a DataFrame, of pandas or alike."""
    return hasattr(item, "columns") and hasattr(item, "to_dict")


def given(texts: Any, settings: Settings) -> Iterator[Document | Rejection]:
    """The documents of `texts`, a list of strings, of Documents, or of objects with the fields that a JSONL file may have.

    Rejections as those of files. Raises ReadError, which names the item, when one is something else.
    """
    if isinstance(texts, str | bytes) or not isinstance(texts, Iterable):
        raise ReadError(f"it is a {type(texts).__name__}, not a list", where="texts", hint='write texts=["...", "..."]')
    for number, item in enumerate(texts, start=1):
        if isinstance(item, Document):
            yield item
        elif isinstance(item, str):
            yield from _read(Record({"text": item}, number), TEXTS, settings)
        elif isinstance(item, Mapping):
            yield from _read(Record(named({str(name): item[name] for name in item}, {}), number), TEXTS, settings)
        else:
            kinds = "a string, a kg.Document, or a dict with the field text"
            raise ReadError(f"it is a {type(item).__name__}", where=f"texts[{number - 1}]", hint=f"give {kinds}")


def table(frame: Any, settings: Settings) -> Iterator[Document | Rejection]:
    """A document a row of a DataFrame, whose columns go by the names that a CSV file may have. ReadError when none has the text."""
    names, chosen = [str(name).strip().lower() for name in frame.columns], columns(settings)
    if chosen:
        refuse_columns(names, chosen)
    rows: Iterable[tuple[object, ...]] = frame.itertuples(index=False, name=None)
    for number, row in enumerate(rows, start=1):
        fields = {name: cell for name, cell in zip(names, row, strict=True) if cell == cell}  # NaN is not itself
        yield from _read(Record(named(fields, chosen), number), TABLE, settings)


def _read(record: Record, name: str, settings: Settings) -> Iterator[Document | Rejection]:
    """The document of a record, or why there is none."""
    try:
        yield from document(record, name, settings)
    except ReadError as error:
        key = record_id(record, name)
        yield Rejection(stage_of(error), key, key, f"{error.what}; {error.hint}")
