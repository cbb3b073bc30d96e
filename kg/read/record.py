"""A record is what a format says about one document; here it becomes a Document."""

from __future__ import annotations

import hashlib
import re
import reprlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from kg.errors import ReadError
from kg.iri import is_safe
from kg.model import Document, Rejection
from kg.read.clean import one_line, paragraphs
from kg.read.decode import too_long
from kg.read.language import refuse_foreign
from kg.settings import Settings

# Names that data sets give to the fields of Document, the best first.
FIELDS = {
    "id": ("id", "doc_id", "document_id", "uid"),
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "publication", "sitename"),
    "published": ("published", "date", "published_at", "date_published", "publication_date", "pubdate"),
    "language": ("language", "lang"),
}
_MAX_TITLE = 200  # characters
_MAX_PART = 200
_MAX_FIELD = 2000  # characters of a title, a name or an address
_MAX_DATE = 60  # longer strings are no dates and would cost the date parser time
_WORD = re.compile(r"[^\W_]")
# A full stop that is not the end of an abbreviation such as "U.S."
_FULL_STOP = re.compile(r"(?<!\b[A-Z])\.[\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one document as they stand in the file.

    `line` or `part` say which one of a file of many: the line that it begins on, the name of an entry of a page.
    """

    fields: Mapping[str, object]
    line: int = 0
    part: str = ""


def document(record: Record, file_id: str, settings: Settings) -> Iterator[Document | Rejection]:
    """The Document of a record; before it, a Rejection (stage "metadata") for each field that could not be used.

    Raises ReadError when the record has no text or too much of it, ForeignText when it is not English and does not say so.
    """
    document_id = record_id(record, file_id)
    text = _text(record.fields)
    if len(text) > settings.max_document_characters:
        raise too_long()
    text = paragraphs(text)
    if not _WORD.search(text):
        raise ReadError("there is no text in it", hint="leave it out, or check what wrote it")
    language = _name(record.fields, "language").lower()[:2]
    if language != "en":
        refuse_foreign(text)
    title = _name(record.fields, "title") or _headline(text)
    first = text.partition("\n\n")[0]
    if title and not title.casefold().startswith(first.casefold()):  # pages add the name of the site to their title
        text = f"{title}\n\n{text}"
    url, published = _url(record.fields), _date(record.fields)
    for field, advice in _unusable(record.fields, url, published):
        yield Rejection("metadata", document_id, field, f"{advice}; the document is kept without it")
    yield Document(
        id=document_id,
        text=text,
        title=title,
        url=url or "",
        publisher=_name(record.fields, "publisher"),
        published=published or "",
        language=language or "en",
    )


def record_id(record: Record, file_id: str) -> str:
    """`file` for a file that is one document, else `file#part`: an entry of it, the id of a row, or else its line."""
    if not record.line and not record.part:
        return file_id
    part = one_line(record.part or _string(record.fields, "id"))
    if len(part) > _MAX_PART:
        part = f"{part[:_MAX_PART]}~{digest(part)}"
    return f"{file_id}#{part or record.line}"


def digest(text: str) -> str:
    """Eight hex digits that tell texts apart."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _string(fields: Mapping[str, object], name: str) -> str:
    """The first field that goes by `name` or one of its aliases and holds something, else ""."""
    for alias in FIELDS[name]:
        value = fields.get(alias)
        if isinstance(value, str | int | float | date) and str(value).strip():
            return str(value)
    return ""


def _name(fields: Mapping[str, object], name: str) -> str:
    """A field on one line; "" when it is too long for one."""
    value = _string(fields, name)
    return one_line(value) if len(value) <= _MAX_FIELD else ""


def _text(fields: Mapping[str, object]) -> str:
    """The text of a record. Raises ReadError when there is no field for it or it is not a string."""
    present = [alias for alias in FIELDS["text"] if fields.get(alias) is not None]
    if not present:
        names = ", ".join(FIELDS["text"])
        raise ReadError("it has no field for the text", hint=f"name it one of: {names}")
    if not isinstance(fields[present[0]], str):
        raise ReadError(f"the field {present[0]!r} is not a string", hint="put the plain text of the article there")
    return _string(fields, "text")


def _headline(text: str) -> str:
    """The first paragraph, if others follow and it is short and does not end like a sentence."""
    first, border, _ = text.partition("\n\n")
    return first if border and len(first) < _MAX_TITLE and not _FULL_STOP.search(first) else ""


def _unusable(fields: Mapping[str, object], url: str | None, published: str | None) -> Iterator[tuple[str, str]]:
    """The fields that hold something that could not be used, and what to write instead."""
    if url is None:
        yield f"url: {_shown(fields, 'url')}", "not a web address: write it with http:// or https://"
    if published is None:
        yield f"published: {_shown(fields, 'published')}", "not a clear date: write it as YYYY-MM-DD"
    for name in ("title", "publisher", "language"):
        if len(_string(fields, name)) > _MAX_FIELD:
            yield f"{name}: {_shown(fields, name)}", "too long: write it on one line"
    for name in ("title", "url", "publisher", "published", "language"):
        for alias in FIELDS[name]:
            if isinstance(fields.get(alias), list | dict):
                yield f"{alias}: {one_line(reprlib.repr(fields[alias]))[:_MAX_TITLE]}", "not a string: write plain text"


def _shown(fields: Mapping[str, object], name: str) -> str:
    return one_line(_string(fields, name)[:_MAX_TITLE])


def _url(fields: Mapping[str, object]) -> str | None:
    """The percent-encoded web address, "" when none is given, None when it is not one."""
    if len(_string(fields, "url")) > _MAX_FIELD:
        return None
    url = quote(one_line(_string(fields, "url")), safe="%/:?#[]@!$&'()*+,;=-._~")
    return url if not url or (url.lower().startswith(("http://", "https://")) and is_safe(url)) else None


def _date(fields: Mapping[str, object]) -> str | None:
    """The day as YYYY-MM-DD, in the time zone it is given in; "" when none is given, None when it is unclear."""
    text = _string(fields, "published")
    if len(text) > _MAX_DATE:
        return None
    text = one_line(text)
    if not text:
        return ""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(text).date().isoformat()
        except ValueError:
            continue
    return _written_date(text)


def _written_date(text: str) -> str | None:
    """A full date in words or numbers ("28 March 2019"); None for "yesterday", "March" and the ambiguous 03/04/2019."""
    import dateparser  # slow to load, and most runs do not need it

    found = set()
    for order in ("DMY", "MDY"):
        settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "DATE_ORDER": order}
        moment = dateparser.parse(text, languages=["en"], settings=settings)
        found.add(moment.date().isoformat() if moment else None)
    return found.pop() if len(found) == 1 else None
