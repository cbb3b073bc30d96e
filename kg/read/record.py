"""A record is what a format says about one document; here it becomes a Document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import ReadError
from kg.model import Document, Page, Rejection
from kg.read.clean import one_line, paragraphs
from kg.read.decode import too_long
from kg.read.language import refuse_foreign
from kg.read.metadata import FIELDS, is_dated, metadata, string
from kg.settings import Settings

_MAX_TITLE = 200  # characters
_MAX_PART = 200
_MAX_DATED = 2  # lines with dates before a headline
_WORD = re.compile(r"[^\W_]")
# A full stop that is not the end of an abbreviation such as "U.S."
_FULL_STOP = re.compile(r"(?<!\b[A-Z])\.[\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one document as they stand in the file.

    `line` or `part` say which one of a file of many: the line that it begins on, the name of an entry of a page. `pages` are the
    pieces of the text where it has some, each with its label; together they are the field "text".
    """

    fields: Mapping[str, object]
    line: int = 0
    part: str = ""
    pages: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_pages(cls, fields: Mapping[str, object], pages: Sequence[tuple[str, str]], part: str = "") -> Record:
        """A record of labelled pieces of text. A piece that does not begin with a space or a line goes on within a word."""
        return cls({**fields, "text": "".join(text for _, text in pages)}, part=part, pages=tuple(pages))


def document(record: Record, file_id: str, settings: Settings) -> Iterator[Document | Rejection]:
    """The Document of a record; before it, a Rejection (stage "metadata") for each field that could not be used.

    Raises ReadError when the record has no text or too much of it, ForeignText when it is not English and does not say so.
    """
    document_id = record_id(record, file_id)
    text = _text(record.fields)
    if len(text) > settings.max_document_characters:
        raise too_long()
    text, pages = _cleaned(record, text)
    if not _WORD.search(text):
        raise ReadError("there is no text in it", hint="leave it out, or check what wrote it")
    known = metadata(record.fields, text, file_id if document_id == file_id else "", settings)
    if known.language != "en":
        refuse_foreign(text)
    title, added = _title(known.title, text)
    for field, advice in known.unusable:
        yield Rejection("metadata", document_id, field, f"{advice}; the document is kept without it")
    yield Document(
        id=document_id,
        text=added + text,
        title=title,
        url=known.url,
        publisher=known.publisher,
        published=known.published,
        language=known.language or "en",
        author=known.author,
        pages=tuple(replace(page, start=page.start + len(added) if page.start else 0) for page in pages),
    )


def record_id(record: Record, file_id: str) -> str:
    """`file` for a file that is one document, else `file#part`: an entry of it, the id of a row, or else its line."""
    if not record.line and not record.part:
        return file_id
    part = one_line(record.part or string(record.fields, "id"))
    if len(part) > _MAX_PART:
        part = f"{part[:_MAX_PART]}~{digest(part)}"
    return f"{file_id}#{part or record.line}"


def digest(text: str) -> str:
    """Eight hex digits that tell texts apart."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _text(fields: Mapping[str, object]) -> str:
    """The text of a record. Raises ReadError when there is no field for it or it is not a string."""
    present = [alias for alias in FIELDS["text"] if fields.get(alias) is not None]
    if not present:
        names = ", ".join(FIELDS["text"])
        raise ReadError("it has no field for the text", hint=f"name it one of: {names}")
    if not isinstance(fields[present[0]], str):
        raise ReadError(f"the field {present[0]!r} is not a string", hint="put the plain text of the article there")
    return string(fields, "text")


def _cleaned(record: Record, text: str) -> tuple[str, list[Page]]:
    """The text as later stages expect it, and where its pages begin in it."""
    if not record.pages:
        return paragraphs(text), []
    whole, pages = "", list[Page]()
    for label, piece in record.pages:
        words = paragraphs(piece)
        if words:
            between = "\n\n" if piece.startswith("\n") else " " if piece[0].isspace() else ""
            whole += between if whole else ""
            pages.append(Page(len(whole), label))
            whole += words
    return whole, pages


def _title(stated: str, text: str) -> tuple[str, str]:
    """The title, and what of it is to be put before the text: a stated one that the text does not begin with."""
    if not stated:
        return _headline(text), ""
    first = text.partition("\n\n")[0]  # pages add the name of the site to their title
    return stated, "" if stated.casefold().startswith(first.casefold()) else f"{stated}\n\n"


def _headline(text: str) -> str:
    """The first paragraph that is more than a date, if others follow and it is short and does not end like a sentence."""
    lines = text.split("\n\n", _MAX_DATED + 1)
    first = next((line for line in lines[:-1] if not is_dated(line)), "")
    return first if len(first) < _MAX_TITLE and not _FULL_STOP.search(first) else ""
