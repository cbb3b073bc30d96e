"""Door 1: files, folders and standard input -> Document.

A format is a function that takes the bytes of a file and gives a `Record` (the fields of a document as they stand
there) for each document in it; `READERS` lists them by the extension of the file name. What cannot be read becomes a
Rejection and never stops the others.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import ReadError
from kg.model import Document, Rejection
from kg.read.archive import members
from kg.read.beginnings import extension
from kg.read.beside import description
from kg.read.clean import one_line
from kg.read.csv_table import read_csv
from kg.read.decode import refuse_binary
from kg.read.docx import read_docx
from kg.read.eml import read_eml
from kg.read.epub import read_epub
from kg.read.feed import read_feed
from kg.read.gz import unpacked
from kg.read.html import read_html
from kg.read.inputs import Input, find
from kg.read.jsonl import read_jsonl
from kg.read.language import stage_of
from kg.read.markdown import read_markdown
from kg.read.metadata import columns, over
from kg.read.odt import read_odt
from kg.read.parquet import read_parquet
from kg.read.pdf import read_pdf
from kg.read.record import Record, digest, document, record_id
from kg.read.remark import Remark
from kg.read.rtf import read_rtf
from kg.read.text import read_text
from kg.read.warc import read_warc
from kg.settings import Settings

Reader = Callable[[BinaryIO, Settings], Iterator[Record | ReadError | Remark]]

READERS: dict[str, Reader] = {
    ".atom": read_feed,
    ".csv": read_csv,
    ".docx": read_docx,
    ".eml": read_eml,
    ".epub": read_epub,
    ".htm": read_html,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".markdown": read_markdown,
    ".md": read_markdown,
    ".ndjson": read_jsonl,
    ".odt": read_odt,
    ".parquet": read_parquet,
    ".pdf": read_pdf,
    ".rss": read_feed,
    ".rtf": read_rtf,
    ".tsv": read_csv,
    ".txt": read_text,
    ".warc": read_warc,
    ".xhtml": read_html,
    ".xml": read_feed,
}
_PACKED = ".gz"  # after the extension of any format
_UNPACKING = (read_warc,)  # unpack what they read, piece by piece
_ARCHIVE = ".zip"
_MEMORY = 10_000_000  # bytes of standard input held in memory; more goes to a temporary file


def read(
    inputs: Sequence[str | Path], settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Document | Rejection]:
    """The documents of files, folders and, for "-", standard input, and a Rejection for all that is not read.

    Rejections of stage "read" name what was left out, those of stage "language" what is not English; those of stage
    "metadata" name a field that could not be used, an encoding that was guessed or a table that was left out, and the
    document follows. Every document id comes once: rows of one id get a hash of their text, and a document that is given
    twice is given out once. Bad input raises nothing; a field that no document has (`Settings.columns`) raises SettingsError.
    """
    columns(settings)  # before anything is read
    seen: dict[str, str] = {}
    for found in find(inputs):
        items = [found] if isinstance(found, Rejection) else _read_file(found, settings, stdin)
        for item in items:
            if isinstance(item, Rejection):
                yield item
            elif (fresh := _unseen(item, seen)) is not None:
                yield fresh


def _unseen(item: Document, seen: dict[str, str]) -> Document | None:
    """The document under an id that no other has; None when it was there before. `seen` maps ids to hashes of texts."""
    mark = digest(item.text)
    for name in (item.id, f"{item.id}~{mark}"):
        if name not in seen:
            seen[name] = mark
            return replace(item, id=name)
        if seen[name] == mark:
            return None
    return None


def _read_file(file: Input, settings: Settings, stdin: BinaryIO | None) -> Iterator[Document | Rejection]:
    where = "standard input" if file.path is None else one_line(str(file.path))
    beside: dict[str, object] = {}
    for found in description(file.path) if file.path is not None else ():
        if isinstance(found, Remark):
            yield Rejection("metadata", file.id, one_line(found.item), one_line(found.reason))
        else:
            beside = found
    try:
        with _open(file, stdin or sys.stdin.buffer) as stream:
            name = f"{file.id}{extension(stream)}" if file.path is None else file.path.name
            yield from _read_stream(stream, Source(file.id, where, name, beside), settings)
    except OSError as error:
        yield _rejection(file.id, where, ReadError(f"{error.strerror}", hint="check that you may read it"))


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that hold documents: a file, or a member of an archive; `name` has the extension, `beside` is what is said of it."""

    id: str
    where: str
    name: str
    beside: Mapping[str, object]
    is_member: bool = False


def _read_stream(stream: BinaryIO, source: Source, settings: Settings) -> Iterator[Document | Rejection]:
    """The documents in a stream at its start, and what of it is not read."""
    try:
        if _is_archive(source.name):
            yield from _read_members(stream, source, settings)
            return
        empty = True
        for record in _reader(source.name, stream)(stream, settings):
            empty = empty and isinstance(record, Remark)
            yield from _documents(record, source, settings)
        if empty:
            raise ReadError("there is no document in it", hint="leave it out, or check what wrote it")
    except ReadError as error:
        yield _rejection(source.id, source.where, error)
    except UnicodeError as error:
        encoding = settings.encoding or getattr(error, "encoding", "")
        unfit = ReadError(f"the text is not {encoding}", hint="name its encoding with --encoding")
        yield _rejection(source.id, source.where, unfit)


def _is_archive(name: str) -> bool:
    """True for an archive of files by its name; other formats are ZIP files, too."""
    return Path(name).suffix.lower() == _ARCHIVE


def _read_members(stream: BinaryIO, source: Source, settings: Settings) -> Iterator[Document | Rejection]:
    """The documents of the files in an archive, by their names in it."""
    if source.is_member:
        raise ReadError("this is an archive in an archive", hint="unpack the outer one yourself and read the folder")
    empty = True
    for name, content in members(stream):
        empty = False
        inner = Source(f"{source.id}#{name}", f"{source.where}, {name}", name, source.beside, is_member=True)
        if isinstance(content, ReadError):
            yield _rejection(inner.id, inner.where, content)
        else:
            yield from _read_stream(content, inner, settings)
    if empty:
        raise ReadError("there is no file in the archive", hint="leave it out, or check what wrote it")


def _open(file: Input, stdin: BinaryIO) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file, from their start; standard input is copied, so that it can be looked at first."""
    if file.path is not None:
        return file.path.open("rb")
    copy = tempfile.SpooledTemporaryFile(_MEMORY)  # noqa: SIM115 (the caller closes it)
    shutil.copyfileobj(stdin, copy)
    copy.seek(0)
    return cast(AbstractContextManager[BinaryIO], copy)


def _reader(name: str, stream: BinaryIO) -> Reader:
    """The reader for the extension of a name."""
    suffix = Path(name).suffix.lower()
    inner = READERS.get(Path(Path(name).stem).suffix.lower())
    if suffix == _PACKED and inner in _UNPACKING:
        return inner
    if suffix == _PACKED and inner:
        return lambda packed, settings: inner(unpacked(packed), settings)
    if suffix not in READERS:
        refuse_binary(stream.read(1024))  # says what it is
        raise ReadError(
            f"kg does not read files that end in {suffix!r}" if suffix else "the file name has no extension",
            hint=f"it reads {' '.join(READERS)} {_ARCHIVE}, also with {_PACKED} after it; rename plain text to .txt",
        )
    return READERS[suffix]


def _documents(
    record: Record | ReadError | Remark, source: Source, settings: Settings
) -> Iterator[Document | Rejection]:
    """The document of a record, or why there is none; what a reader remarks."""
    if isinstance(record, Remark):
        yield Rejection("metadata", source.id, one_line(record.item), one_line(record.reason))
        return
    if isinstance(record, ReadError):
        yield _rejection(source.id, f"{source.where}, {record.where}", record)
        return
    is_whole = not (record.line or record.part or source.is_member)
    fields = over(source.beside, record.fields) if is_whole else over(record.fields, source.beside)
    try:
        yield from document(replace(record, fields=fields), source.id, settings)
    except ReadError as error:
        place = f"{source.where}, line {record.line}" if record.line else source.where
        yield _rejection(record_id(record, source.id), place, error)


def _rejection(document_id: str, where: str, error: ReadError) -> Rejection:
    return Rejection(stage_of(error), document_id, where, one_line(f"{error.what}; {error.hint}"))
