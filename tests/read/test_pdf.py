"""PDF: running text, scans, locked and hostile files."""

import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_files import lines_drawn, pdf, pdf_of, stream
from pypdf import PdfReader, PdfWriter

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Only = Callable[[str, str | bytes], Document]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
Refused = Callable[[str, str | bytes], str]

PAGES = [
    [
        "The Geneva Post",
        "Talks begin in Geneva",
        "Envoys of both sides met on Monday for talks on grain, the inter-",
        "national press said. A well-known envoy of Ruritania spoke for the",
        "government.",
        "Ruritania's minister said on Tuesday that the Franco-",
        "German plan was a well-",
        "1",
    ],
    [
        "The Geneva Post",
        "known draft, and that both of the governments had agreed to",
        "it in Berlin.",
        "2",
    ],
]
TEXT = (
    "Talks begin in Geneva\n\n"
    "Envoys of both sides met on Monday for talks on grain, the international press said. "
    "A well-known envoy of Ruritania spoke for the government.\n\n"
    "Ruritania's minister said on Tuesday that the Franco-German plan was a well-known draft, "
    "and that both of the governments had agreed to it in Berlin."
)


def test_pdf_pages_become_running_text(only: Only) -> None:
    """Headers and page numbers are off, and sentences and words go on over the ends of lines and pages."""
    document = only("news.pdf", pdf(PAGES))
    assert document.text == TEXT
    assert document.title == "Talks begin in Geneva"
    assert (document.id, document.published) == ("news.pdf", "")
    assert [document.page(document.text.index(words)) for words in ("Talks", "Ruritania's", "known draft")] == [
        *("p. 1", "p. 1", "p. 2"),
    ]


def test_a_pdf_can_be_piped_in() -> None:
    """Standard input is told by its beginning."""
    (item,) = read(["-"], Settings(), io.BytesIO(pdf(PAGES)))
    assert isinstance(item, Document)
    assert item.text == TEXT


def test_a_number_inside_of_a_page_stays(only: Only) -> None:
    """Only at the edges of pages a number counts them."""
    lines = ["It was hot.", "Rain fell.", "They met.", "1914", "It was cold.", "Snow fell.", "They left."]
    assert "1914" in only("years.pdf", pdf([lines])).text


def test_an_item_of_a_list_begins_a_paragraph(only: Only) -> None:
    """However long the line before it is."""
    lines = [
        "They agreed on three things:",
        "• that grain is let through",
        "• that all ports are open",
        "• that they meet",
    ]
    assert only("list.pdf", pdf([lines])).text == "\n\n".join(lines)


def test_a_scan_is_named(refused: Refused) -> None:
    """Pages without text are not an empty document."""
    assert refused("scan.pdf", pdf([[], []])).startswith("the PDF has no text; its pages are pictures (a scan)")


def test_pages_without_text_are_named(remarked: Remarked) -> None:
    """A part that was scanned is not lost silently."""
    _, reasons = remarked("half.pdf", pdf([["Envoys met on Monday."], [], ["They will meet again."]]))
    assert list(reasons) == ["pages 2"]


def _encrypted(password: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGES)))), io.BytesIO()
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_pdf_is_named(refused: Refused) -> None:
    """What needs a password is not broken."""
    assert refused("secret.pdf", _encrypted("word")) == "the PDF is encrypted; save a copy without a password"


def test_a_pdf_that_only_forbids_printing_is_read(only: Only) -> None:
    """Every program opens it without a password, so does kg."""
    assert only("locked.pdf", _encrypted("")).text == TEXT


def _pages(count: int, contents: bytes = b"") -> bytes:
    """Pages that all draw the same, without an operator."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents %d 0 R >>" % (3 + count)
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    return pdf_of(
        [catalog, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[page] * count, contents or stream(b"")]
    )


_PACKED_NUMBERS = stream(zlib.compress(b"0 " * 1_000_000, 9), b"/Filter /FlateDecode")


def _one_page(contents: bytes, *others: bytes, resources: bytes = b"/Font << /F1 5 0 R >>") -> bytes:
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << %s >> /Contents 4 0 R >>" % resources,
            contents,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *others,
        ]
    )


def _forms_in_forms(depth: int) -> bytes:
    """Each form draws the next one ten times."""
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (7 + number),
        )
        for number in range(depth)
    ]
    last = stream(
        lines_drawn(["word"]), b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> >>"
    )
    return _one_page(stream(b"/X Do"), *forms, last, resources=b"/XObject << /X 6 0 R >>")


def _packed(content: bytes) -> bytes:
    return _one_page(stream(zlib.compress(content, 9), b"/Filter /FlateDecode"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the PDF cannot be parsed"),
        (b"%PDF-1.4\nnothing", "the PDF cannot be parsed"),
        (pdf(PAGES)[:300], "the PDF"),
        (b"Plain words.", "the PDF cannot be parsed"),
        (_pages(5001), "more than 5000 pages"),
        (_pages(4000, _PACKED_NUMBERS), "draws too much"),
        (_packed(b"0 0 m " * 10_000_000), "draws too much"),
        (_packed(b" " * 100_000_000), "the PDF"),
        (_forms_in_forms(9), "too"),
        (pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), "the PDF"),
        (pdf([["They met again in Geneva. " * 3] * 20]), "the document is too long"),
    ],
    ids=["empty", "start", "cut", "text", "pages", "numbers", "drawing", "bomb", "forms", "circle", "long"],
)
def test_a_hostile_pdf_is_named(refused: Refused, content: bytes, says: str) -> None:
    """No content of a file stops a build or takes minutes."""
    assert says in refused("bad.pdf", content)


def test_a_missing_library_is_named_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (item,) = read([write("news.pdf", pdf(PAGES))], Settings())
    assert isinstance(item, Rejection)
    assert item.reason == "to read the PDF, kg needs pypdf, which is not installed; pip install 'kg[documents]'"
