"""Web archives (.warc, .warc.gz): the pages in them, by warcio (https://github.com/webrecorder/warcio; ISO 28500)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.html import read_html
from kg.read.parsers import MAX_BYTES, guarded
from kg.read.pdf import read_pdf
from kg.read.record import Record
from kg.read.remark import Remark
from kg.read.text import read_text
from kg.settings import Settings, text_codec

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_HINT = "unpack the pages yourself and read those"
_MAX_RECORDS = 100_000
_SUCCESS = "200"
_KINDS = ("response", "resource")
_READERS: dict[str, Callable[[BinaryIO, Settings], Iterator[Record | Remark]]] = {
    "application/pdf": read_pdf,
    "application/xhtml+xml": read_html,
    "text/html": read_html,
    "text/plain": read_text,
}


def read_warc(stream: BinaryIO, settings: Settings) -> Iterator[Record | ReadError | Remark]:
    """One record a page that was fetched well, by its address; a ReadError, not raised, for a page that cannot be read.

    A remark counts what is no page. The day of the crawl is not that of the page, and is not used. Raises ReadError for a broken file.
    """
    other: Counter[str] = Counter()
    with guarded("the web archive", _HINT):
        from warcio.archiveiterator import ArchiveIterator

        records = ArchiveIterator(stream)
        records.INC_RECORD = ""  # what it writes to the terminal for each record of a wrong length
        for number, found in enumerate(records, start=1):
            if number > _MAX_RECORDS or int(found.rec_headers.get_header("Content-Length") or 0) > MAX_BYTES:
                raise ReadError(
                    "the web archive has too many records, or too long ones; the rest is left out", hint=_HINT
                )
            kind, charset = _content_type(found)
            if found.rec_type not in _KINDS:
                continue
            if kind in _READERS and _is_success(found):
                yield from _page(found, kind, charset, settings)
            else:
                other[kind if kind not in _READERS else "pages that were not fetched"] += 1
    if records.err_count:
        yield Remark(
            f"{records.err_count} of a wrong length", "they do not end where they say; what follows may be cut"
        )
    for kind, times in sorted(other.items()):
        yield Remark(f"{times} of {one_line(kind)[:100] or 'an unknown kind'}", "no pages, left out")


def _content_type(found: ArcWarcRecord) -> tuple[str, str]:
    """The media type of what was fetched, and the codec of its text, "" where that is not known."""
    headers = found.http_headers or found.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").lower().partition(";")
    return kind.strip(), text_codec(rest.partition("charset=")[2].partition(";")[0].strip(" \"'"))


def _is_success(found: ArcWarcRecord) -> bool:
    return found.http_headers is None or found.http_headers.get_statuscode() == _SUCCESS


def _page(found: ArcWarcRecord, kind: str, charset: str, settings: Settings) -> Iterator[Record | ReadError | Remark]:
    address = one_line(found.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")  # old files have brackets
    content = found.content_stream().read(MAX_BYTES)
    try:
        for item in _READERS[kind](BytesIO(content), replace(settings, encoding=settings.encoding or charset)):
            if isinstance(item, Record):
                part = f"{address}#{item.part}" if item.part else address
                yield replace(item, fields={"url": address} | _known(item), part=part)
            else:
                yield replace(item, item=f"{address}, {item.item}")
    except (ReadError, UnicodeError) as error:
        what = error.what if isinstance(error, ReadError) else f"the text is not {charset}"
        yield ReadError(what, where=address, hint="save the page and read it by itself")


def _known(item: Record) -> dict[str, object]:
    return {name: value for name, value in item.fields.items() if value}
