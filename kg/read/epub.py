"""Books (.epub): their chapters in reading order (EPUB 3.3, https://www.w3.org/TR/epub-33/; also EPUB 2)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from lxml.etree import XMLParser, fromstring

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.decode import decode
from kg.read.markup import page, words
from kg.read.parsers import guarded, refuse_swollen
from kg.read.record import Record
from kg.read.remark import Remark
from kg.settings import Settings

if TYPE_CHECKING:
    from lxml.etree import _Element

_HINT = "save its chapters as HTML or plain text"
_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"  # also names fonts, which are no text
_PAGES = ("application/xhtml+xml", "text/html")
_MAX_CHAPTERS = 5000
_HEADINGS = "//h1 | //h2 | //h3"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_epub(stream: BinaryIO, settings: Settings) -> Iterator[Record | Remark]:
    """One record a chapter, with its heading as title and page; author, publisher, day and language are those of the book.

    Raises ReadError for a file that is encrypted, broken or too large. Chapters without words are left out.
    """
    with guarded("the book", _HINT):
        refuse_swollen(stream, "the book")
        with zipfile.ZipFile(stream) as archive:
            package = _package(archive)
            fields = _fields(package)
            if fields["published"] and not _DAY.match(str(fields["published"])):
                yield Remark(
                    f"date: {one_line(str(fields.pop('published')))[:200]}", "names no day; give it with --date"
                )
            for number, name in enumerate(_chapters(archive, package), start=1):
                yield from _chapter(archive.read(name), number, fields, settings)


def _package(archive: zipfile.ZipFile) -> _Element:
    """What the book says of itself, its address in `base`."""
    root = _xml(archive.read(_CONTAINER)).find(".//{*}rootfile")
    name = "" if root is None else unquote(root.get("full-path", ""))
    package = _xml(archive.read(name))
    package.set("folder", posixpath.dirname(name))
    return package


def _xml(content: bytes) -> _Element:
    return fromstring(content, XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _fields(package: _Element) -> dict[str, object]:
    found = {name: package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}") for name in _DUBLIN_CORE}
    return {
        field: "" if found[name] is None else one_line(found[name].text or "") for name, field in _DUBLIN_CORE.items()
    }


_DUBLIN_CORE = {"creator": "author", "publisher": "publisher", "date": "published", "language": "language"}


def _chapters(archive: zipfile.ZipFile, package: _Element) -> list[str]:
    """The names of the pages in reading order. Raises ReadError for those that are encrypted."""
    items = {item.get("id"): item for item in package.iter("{*}item") if item.get("media-type") in _PAGES}
    order = [items[name] for item in package.iter("{*}itemref") if (name := item.get("idref")) in items]
    if len(order) > _MAX_CHAPTERS:
        raise ReadError(f"the book has more than {_MAX_CHAPTERS} chapters", hint=_HINT)
    folder, known = package.get("folder", ""), set(archive.namelist())
    names = [posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))) for item in order]
    locked = archive.read(_LOCKED).decode("utf-8", "replace") if _LOCKED in known else ""
    if any(name in unquote(locked) for name in names):
        raise ReadError("the book is encrypted", hint="read a copy without copy protection")
    return list(dict.fromkeys(name for name in names if name in known))


def _chapter(content: bytes, number: int, fields: dict[str, object], settings: Settings) -> Iterator[Record | Remark]:
    text, remarks = decode(content, settings.encoding)
    yield from remarks
    if not text.strip():
        return
    tree = page(_DECLARATION.sub("", text))
    headings = (one_line(heading.text_content()) for heading in tree.xpath(_HEADINGS))
    heading = next(filter(None, headings), "")
    said = words(tree)
    if said:
        label = f"chapter {number}" + (f", {heading[:100]}" if heading else "")
        yield Record.of_pages({**fields, "title": heading}, [(label, said)], part=f"chapter-{number}")
