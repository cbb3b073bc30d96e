"""Archives, books and web archives: their documents, and what they may hold to do harm."""

import gzip
import io
import logging
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pdf_files import pdf

from kg.model import Document, Page, Rejection
from kg.read import archive, read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Refused = Callable[[str, str | bytes], str]
BODY = "Envoys of both sides met on Monday. They will meet again."
HEADERS = "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(chapters: dict[str, str], about: str = "", **more: str) -> bytes:
    """An EPUB of these pages."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{about}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    return zipped(
        {"META-INF/container.xml": container, "OPS/book.opf": package}
        | {
            f"OPS/{name}": f'<?xml version="1.0" encoding="utf-8"?><html><body>{text}</body></html>'
            for name, text in chapters.items()
        }
        | more
    )


def record(
    kind: str, address: str, content: bytes, http: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
) -> bytes:
    """A record of a web archive."""
    body = http.encode() + content
    kind_of = "application/http; msgtype=response" if http else "text/plain"
    head = (
        HEADERS.format(kind, address, abs(len(content)))
        + f"Content-Type: {kind_of}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def page(text: str) -> bytes:
    return f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>{text}</p></article></body></html>".encode()


def test_files_of_an_archive_are_documents(write: Write) -> None:
    """By their names in it, each in its own format; hidden ones are left out, and names lead nowhere."""
    content = zipped(
        {
            "news/2019-01-04.txt": BODY,
            "../../etc/b.jsonl": f'{{"id": "x", "text": "{BODY} One."}}',
            "/c.txt.gz": gzip.compress(f"{BODY} Two.".encode()),
            "d.pdf": pdf([["Envoys met on Tuesday."]]),
            "__MACOSX/e.txt": BODY,
            ".hidden/f.txt": BODY,
        }
    )
    found = [item for item in read([write("a.zip", content)], Settings()) if isinstance(item, Document)]
    assert [(item.id, item.published) for item in found] == [
        ("a.zip#news/2019-01-04.txt", "2019-01-04"),
        ("a.zip#etc/b.jsonl#x", ""),
        ("a.zip#c.txt.gz", ""),
        ("a.zip#d.pdf", ""),
    ]
    assert found[-1].pages == (Page(0, "p. 1"),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (zipped({"a.txt": b" " * 50_000_000}), "unpacked, it has more than"),
        (zipped({"a.zip": zipped({"b.txt": BODY})}), "this is an archive in an archive"),
        (zipped({"a.exe": BODY}), "kg does not read files that end in '.exe'"),
        (zipped({}), "there is no file in the archive"),
        (zipped({"a.txt": BODY})[:40], "the ZIP archive cannot be parsed"),
        (zipped({"a.txt": BODY}).replace(b"Envoys", b"EnvoyX") + b"", "it cannot be unpacked"),
    ],
)
def test_archives_that_do_harm_are_refused(refused: Refused, content: bytes, says: str) -> None:
    """Bombs, archives in archives, broken ones."""
    stored = content
    if says == "it cannot be unpacked":
        broken = bytearray(content)
        broken[45] ^= 0xFF
        stored = bytes(broken)
    assert says in refused("a.zip", stored)


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".zip", zipped({"a.txt": BODY, "b/c.html": page(BODY)})),
        (".txt.gz", gzip.compress(BODY.encode())),
        (".jsonl.gz", gzip.compress(f'{{"text": "{BODY}"}}'.encode())),
        (".html.gz", gzip.compress(page(BODY))),
        (".epub", book({"a.xhtml": f"<p>{BODY}</p>"})),
        (".pdf", pdf([[BODY]])),
        (".rtf", rb"{\rtf1\ansi " + BODY.encode() + b"}"),
        (
            ".rss",
            f"<rss><channel><title>P</title><item><title>T</title><description>{BODY}</description></item></channel></rss>".encode(),
        ),
        (".warc", record("response", "https://post.example/a", page(BODY))),
        (".warc.gz", gzip.compress(record("response", "https://post.example/a", page(BODY)))),
        (".txt", b"PK is short for what opens an archive. " + BODY.encode()),
        (".txt.gz", b"\x1f\x8b broken"),
    ],
)
def test_what_is_piped_in_is_read_as_the_file_is(write: Write, suffix: str, content: bytes) -> None:
    """Standard input is told by its beginning, and gives what a file with the right extension gives, broken ones a reason."""
    piped = list(read(["-"], Settings(), io.BytesIO(content)))
    if b"broken" in content:
        assert [item.reason.partition(":")[0] for item in piped if isinstance(item, Rejection)] == [
            "the gzip file cannot be parsed"
        ]
        return
    filed = list(read([write(f"stdin{suffix}", content)], Settings()))
    texts = [item.text for item in piped if isinstance(item, Document)]
    assert texts == [item.text for item in filed if isinstance(item, Document)]
    assert texts
    ids = [item.id.removeprefix("stdin") for item in piped if isinstance(item, Document)]
    assert ids == [item.id.removeprefix(f"stdin{suffix}") for item in filed if isinstance(item, Document)]


def test_an_archive_has_bounds(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the number of its files, and of what they come to."""
    content = zipped({f"{number}.txt": BODY for number in range(5)})
    monkeypatch.setattr(archive, "_MAX_MEMBERS", 4)
    assert refused("a.zip", content).startswith("the archive has more than 4 files")


def test_an_encrypted_member_is_named(refused: Refused) -> None:
    """The bit that says so stands in the table at the end."""
    content = bytearray(zipped({"a.txt": BODY}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refused("a.zip", bytes(content)) == "it is encrypted; save a copy without a password"


def test_chapters_of_a_book_are_documents(write: Write) -> None:
    """In reading order, with heading and number as page; author and publisher are those of the book."""
    about = "<dc:creator>Ada Quill</dc:creator><dc:publisher>Post Press</dc:publisher><dc:date>2019-01-04</dc:date>"
    chapters = {
        "b.xhtml": f"<h1>Talks &amp; terms</h1><p>{BODY}</p>",
        "cover.xhtml": "",
        "a.xhtml": f"<p>{BODY} Two.</p>",
    }
    first, second = read([write("a.epub", book(chapters, about))], Settings())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.title, first.author, first.publisher, first.published) == (
        *("a.epub#chapter-1", "Talks & terms", "Ada Quill", "Post Press", "2019-01-04"),
    )
    assert first.text == f"Talks & terms\n\n{BODY}"
    assert first.page(20) == "chapter 1, Talks & terms"
    assert (second.id, second.page(0)) == ("a.epub#chapter-3", "chapter 3")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"plain words", "the book cannot be parsed"),
        (zipped({"a.txt": BODY}), "the book cannot be parsed"),
        (book({"a.xhtml": "<b>" * 200_000}), "too many HTML tags"),
        (book({"a.xhtml": BODY}, **{"META-INF/encryption.xml": "<x URI='OPS/a.xhtml'/>"}), "the book is encrypted"),
        (book({}), "there is no document in it"),
    ],
)
def test_broken_books_are_named(refused: Refused, content: bytes, says: str) -> None:
    """Whatever is wrong with them."""
    assert says in refused("a.epub", content)


def test_entities_of_a_book_are_not_resolved(refused: Refused) -> None:
    """Else a small file fills the memory, or reads files of the machine."""
    bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><container><rootfiles>&a;</rootfiles></container>'
    assert "the book cannot be parsed" in refused("a.epub", zipped({"META-INF/container.xml": bomb}))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pages_of_a_web_archive_are_documents(write: Write, pack: Callable[[bytes], bytes]) -> None:
    """By their addresses; what was not fetched and what is no page is counted, and the day of the crawl is not theirs."""
    pytest.importorskip("warcio")
    records = [
        record("response", "https://post.example/2019/01/04/talks", page(BODY)),
        record(
            "response",
            "https://post.example/b",
            page(BODY),
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n",
        ),
        record("response", "https://post.example/c.png", b"x", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
        record("response", "https://post.example/d", b"<html></html>"),
        record(
            "response",
            "https://post.example/e",
            f"{BODY} Ö".encode("cp1252"),
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=latin1\r\n\r\n",
        ),
    ]
    name = "a.warc" if pack is bytes else "a.warc.gz"
    items = list(read([write(name, b"".join(map(pack, records)))], Settings()))
    found = [item for item in items if isinstance(item, Document)]
    assert [(item.id, item.url, item.published) for item in found] == [
        (f"{name}#https://post.example/2019/01/04/talks", "https://post.example/2019/01/04/talks", "2019-01-04"),
        (f"{name}#https://post.example/e", "https://post.example/e", ""),
    ]
    assert found[1].text.endswith("Ö")
    assert sorted((item.stage, item.item.rpartition(", ")[2]) for item in items if isinstance(item, Rejection)) == [
        ("metadata", "1 of image/png"),
        ("metadata", "1 of pages that were not fetched"),
        ("read", "https://post.example/d"),
    ]


def test_a_broken_web_archive_is_named(refused: Refused) -> None:
    """What is before the break is read, what is after it is said to be lost."""
    pytest.importorskip("warcio")
    assert "the web archive cannot be parsed" in refused("a.warc", b"plain words")
    assert "too long ones" in refused(
        "a.warc",
        record("response", "https://a.example", b"x").replace(b"Content-Length: ", b"Content-Length: 99999999"),
    )


def test_a_web_archive_says_nothing_on_the_terminal(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the library says of odd addresses and lengths are no words of the file on the terminal, but a remark."""
    pytest.importorskip("warcio")
    monkeypatch.setattr(logging.root, "handlers", [])  # as where nobody has asked for logs
    odd = record("response", "https://post.example/ \x1b[31m", page(BODY)).replace(b"</html>", b"</html>\x1b[2J")
    found = list(read([write("a.warc", odd + record("response", "https://post.example/b", page(BODY)))], Settings()))
    assert "1 of a wrong length" in [item.item for item in found if isinstance(item, Rejection)]
    assert capsys.readouterr() == ("", "")


def test_rows_of_parquet_are_documents(write: Write, refused: Refused) -> None:
    """By the names of its columns, or those that the user says; other columns are not read."""
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(pa.table({"Text": [BODY, None], "seen": ["2019-01-04", ""], "other": [1, 2]}), out)
    items = list(read([write("a.parquet", out.getvalue())], Settings(columns=("date=seen",))))
    assert [item.published for item in items if isinstance(item, Document)] == ["2019-01-04"]
    assert [item.document_id for item in items if isinstance(item, Rejection)] == ["a.parquet#2"]
    assert "the Parquet file cannot be parsed" in refused("b.parquet", b"plain words")
