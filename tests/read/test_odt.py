"""OpenDocument texts: reading order, changes, tables and hostile files."""

import io
import zipfile
from collections.abc import Callable

import pytest

from kg.model import Document

Only = Callable[[str, str | bytes], Document]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
Refused = Callable[[str, str | bytes], str]

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "drawing")
)
TITLE = '<text:p text:style-name="Title">Talks begin in Geneva</text:p>'


def _odt(body: str, doctype: str = "", manifest: str = "<manifest/>") -> bytes:
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"{doctype}<office:document-content {NAMES}>{inner}</office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return out.getvalue()


def _row(*cells: str) -> str:
    inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def test_paragraphs_in_their_order(only: Only) -> None:
    """Sections and boxes are read in their place; deleted words, notes and comments are not."""
    body = (
        "<text:tracked-changes><text:p>Ruritania attacked.</text:p></text:tracked-changes>"
        f"{TITLE}<text:section><text:p>Envoys<text:s/>of <text:span>both</text:span> sides<text:note><text:p>A note.</text:p>"
        "</text:note> met<office:annotation><text:p>Really?</text:p></office:annotation>.</text:p></text:section>"
        "<text:p>See <drawing:box><text:p>In the box.</text:p></drawing:box>here.</text:p>"
    )
    document = only("news.odt", _odt(body))
    assert document.title == "Talks begin in Geneva"
    assert document.text == "Talks begin in Geneva\n\nEnvoys of both sides met.\n\nSee here.\n\nIn the box."


def test_tables_read_as_sentences_or_are_named(remarked: Remarked) -> None:
    """As in web pages; one that lays out prose is text."""
    prose = "Envoys of both sides met on Monday. " * 7
    tables = [_row("Denmark", "supports", "Ukraine"), _row("Year", "Tons"), _row("3", prose)]
    body = "".join(f"<table:table>{rows}</table:table>" for rows in tables)
    document, reasons = remarked("news.odt", _odt(TITLE + body))
    assert document.text == f"Talks begin in Geneva\n\nDenmark supports Ukraine.\n\n3\n\n{prose.strip()}"
    assert list(reasons) == ["table: Year | Tons"]


def _entities() -> str:
    names = "abcdefghij"
    rest = "".join(f'<!ENTITY {name} "{f"&{names[number]};" * 10}">' for number, name in enumerate(names[1:]))
    return f'<!DOCTYPE x [<!ENTITY a "word ">{rest}]>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the OpenDocument text cannot be parsed"),
        (b"PK\x03\x04", "the OpenDocument text cannot be parsed"),
        (_odt(TITLE)[:200], "the OpenDocument text cannot be parsed"),
        (_odt("<text:p>"), "the OpenDocument text cannot be parsed"),
        (_odt(TITLE, manifest="<encryption-data/>"), "encrypted"),
        (_odt(" " * 70_000_000), "unpacked, is larger than 64 MB"),
        (_odt("<text:p>&j;</text:p>", _entities()), ""),
        (_odt("<text:section>" * 5000 + "</text:section>" * 5000), "cannot be parsed"),
        (_odt(""), "there is no text in it"),
        (_odt(TITLE + "<text:p>They met again.</text:p>" * 70), "the document is too long"),
    ],
    ids=["empty", "start", "cut", "broken", "encrypted", "bomb", "entities", "deep", "blank", "long"],
)
def test_a_hostile_document_is_named(refused: Refused, content: bytes, says: str) -> None:
    """No content of a file stops a build or fills the memory."""
    assert says in refused("bad.odt", content)
