"""Word documents: text in reading order, changes, tables and hostile files."""

import io
import itertools
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Only = Callable[[str, str | bytes], Document]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
Refused = Callable[[str, str | bytes], str]

TITLE = "Talks begin in Geneva"
BODY = "Envoys of both sides met on Monday. They will meet again."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _bytes(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _article(*paragraphs: str) -> docx.document.Document:
    document = docx.Document()
    document.add_heading(TITLE, level=0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def test_title_and_paragraphs(only: Only) -> None:
    """The paragraph in the style "Title" is the title, and the properties of the file are no text."""
    document = only("news.docx", _bytes(_article(BODY, "A second paragraph.")))
    assert document.title == TITLE
    assert document.text == f"{TITLE}\n\n{BODY}\n\nA second paragraph."


def test_changes_are_accepted(only: Only) -> None:
    """Inserted words are read; deleted, moved and struck ones are not."""
    article = _article()
    article.element.body.insert(
        1,
        parse_xml(
            f"<w:p {W}><w:r><w:t>Ruritania </w:t></w:r><w:del><w:r><w:delText>attacked</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>invited </w:t></w:r></w:ins><w:r><w:rPr><w:strike/></w:rPr><w:t>Borduria</w:t></w:r>"
            "<w:moveFrom><w:r><w:t>Ishmaelia</w:t></w:r></w:moveFrom><w:r><w:t>Syldavia.</w:t></w:r></w:p>"
        ),
    )
    assert only("news.docx", _bytes(article)).text == f"{TITLE}\n\nRuritania invited Syldavia."


def test_content_controls_and_text_boxes_are_read(only: Only) -> None:
    """What forms and boxes hold is text, once and in its place."""
    article = _article()
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    article.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {W} {mc}><w:sdtContent><w:p><w:r><w:t>In the form.</w:t></w:r><w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="w">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
            "</w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert only("news.docx", _bytes(article)).text == f"{TITLE}\n\nIn the form.\n\nIn the box."


def test_tables_read_as_sentences_or_are_named(remarked: Remarked) -> None:
    """As in web pages."""
    article = _article(BODY)
    for rows in ([("Denmark", "supports", "Ukraine"), ("Norway", "backs", "Sweden")], [("Year", "Tons", "Share")]):
        table = article.add_table(rows=0, cols=3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document, reasons = remarked("news.docx", _bytes(article))
    assert document.text.endswith("Denmark supports Ukraine.\n\nNorway backs Sweden.")
    assert list(reasons) == ["table: Year | Tons | Share"]


def test_prose_in_a_table_is_text(only: Only) -> None:
    """Tables also lay out pages."""
    article = _article()
    article.add_table(rows=1, cols=2).rows[0].cells[1].text = f"{BODY} {BODY} {BODY} {BODY}"
    assert only("news.docx", _bytes(article)).text == f"{TITLE}\n\n{BODY} {BODY} {BODY} {BODY}"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 70_000_000)
    return out.getvalue()


def _with_entities() -> bytes:
    """Entities of entities, which would be a thousand million words."""
    names = "abcdefghij"
    first = f'<!ENTITY {names[0]} "word ">'
    rest = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names))
    xml = f"<!DOCTYPE x [{first}{rest}]><w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    source, out = zipfile.ZipFile(io.BytesIO(_bytes(_article(BODY)))), io.BytesIO()
    with source, zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, xml if name == "word/document.xml" else source.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the Word document cannot be parsed"),
        (b"PK\x03\x04", "the Word document cannot be parsed"),
        (_bytes(_article(BODY))[:2000], "the Word document cannot be parsed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted, or of an old format"),
        (_bomb(), "unpacked, is larger than 64 MB"),
        (_with_entities(), ""),
        (_bytes(docx.Document()), "there is no text in it"),
        (_bytes(_article("They met again. " * 70)), "the document is too long"),
    ],
    ids=["empty", "start", "cut", "encrypted", "bomb", "entities", "blank", "long"],
)
def test_a_hostile_document_is_named(refused: Refused, content: bytes, says: str) -> None:
    """No content of a file stops a build or fills the memory."""
    assert says in refused("bad.docx", content)


def test_a_missing_library_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "docx", None)
    (item,) = read([write("news.docx", _bytes(_article(BODY)))], Settings())
    assert isinstance(item, Rejection)
    assert (
        item.reason == "to read the Word document, kg needs docx, which is not installed; pip install 'kg[documents]'"
    )
