"""PDF: the text of the pages, by pypdf (https://pypdf.readthedocs.io)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.decode import too_long
from kg.read.pages import running_text
from kg.read.parsers import MAX_BYTES, guarded, too_large
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_HINT = "convert it to text first, e.g. with pdftotext"
_MAX_PAGES = 5000
_MAX_DRAWING = 50_000_000  # bytes of drawing in one file; a page of text needs a few thousand
_STEP = 10  # bytes that a step of drawing counts for; forms that draw forms multiply steps
_SHOWN = 20  # numbers of pages in a remark


def read_pdf(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record: the text of all pages, which keep their numbers, without what repeats at their edges; a remark for pages without text.

    Raises ReadError for a file that is encrypted, scanned, broken or too large.
    """
    with guarded("the PDF", _HINT):
        pages = _pages(stream, settings.max_document_characters)
    empty = [str(number) for number, text in enumerate(pages, start=1) if not text.strip()]
    if len(empty) == len(pages):
        raise ReadError("the PDF has no text; its pages are pictures (a scan)", hint="run text recognition on it first")
    if empty:
        more = f" and {len(empty) - _SHOWN} more" if len(empty) > _SHOWN else ""
        yield Remark(f"pages {', '.join(empty[:_SHOWN])}{more}", "they hold no text, perhaps pictures of it; left out")
    labels = (f"p. {number}" for number in range(1, len(pages) + 1))
    yield Record.of_pages({}, list(zip(labels, running_text(pages), strict=True)))


def _pages(stream: BinaryIO, limit: int) -> list[str]:
    """The text of each page. Raises ReadError when it has more than `limit` characters, too many pages or too much drawing."""
    from pypdf import PdfReader

    if stream.seek(0, 2) > MAX_BYTES:
        raise too_large("the PDF")
    stream.seek(0)
    reader = PdfReader(stream)
    _decrypt(reader)
    if len(reader.pages) > _MAX_PAGES:
        raise ReadError(f"the PDF has more than {_MAX_PAGES} pages", hint="split it")
    drawing = _Drawing()
    texts: list[str] = []
    characters = 0
    for page in reader.pages:
        texts.append(_text(page, drawing))
        characters += len(texts[-1])
        if characters > limit:
            raise too_long()
    return texts


def _decrypt(reader: PdfReader) -> None:
    """Opens a file that only forbids to print or copy; raises ReadError for one that needs a password."""
    from pypdf.errors import DependencyError

    try:
        shut = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        shut = True
    if shut:
        raise ReadError("the PDF is encrypted", hint="save a copy without a password")


class _Drawing:
    """Counts what the pages draw; raises ReadError where it is more than any article needs."""

    def __init__(self) -> None:
        self._left = _MAX_DRAWING

    def spend(self, size: int) -> None:
        """Takes `size` bytes."""
        self._left -= size
        if self._left < 0:
            raise ReadError("the PDF draws too much for an article", hint=_HINT)

    def step(self, *_: object) -> None:
        """Takes one step."""
        self.spend(_STEP)


def _text(page: PageObject, drawing: _Drawing) -> str:
    contents = page.get_contents()
    if contents is None:
        return ""
    drawing.spend(len(contents.get_data()))
    lines = page.extract_text(visitor_operand_before=drawing.step).splitlines()
    return "\n".join(one_line(line) for line in lines)
