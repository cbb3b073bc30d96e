"""The door as a whole: every format, every bad file, and ids."""

import io
import itertools
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Rejection
from kg.read import READERS, read
from kg.read.clean import paragraphs
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Only = Callable[[str, str | bytes], Document]
Refused = Callable[[str, str | bytes], str]

TITLE = "Talks begin in Geneva"
BODY = "Envoys of both sides met on Monday. They will meet again."
SAMPLES = {
    ".txt": f"{TITLE}\n\n{BODY}\n",
    ".md": f"---\ntitle: {TITLE}\n---\n{BODY}\n",
    ".html": f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>",
    ".jsonl": f'{{"title": "{TITLE}", "text": "{BODY}"}}\n',
    ".csv": f"title,text\n{TITLE},{BODY}\n",
    ".tsv": f"title\ttext\n{TITLE}\t{BODY}\n",
}
SAMPLES |= {".htm": SAMPLES[".html"], ".xhtml": SAMPLES[".html"], ".markdown": SAMPLES[".md"]}
SAMPLES[".ndjson"] = SAMPLES[".jsonl"]


OTHERS = {
    ".atom",
    ".rss",
    ".docx",
    ".eml",
    ".epub",
    ".odt",
    ".parquet",
    ".pdf",
    ".rtf",
    ".warc",
    ".xml",
}  # each has tests of its own


def is_one_line(text: str) -> bool:
    """True without control characters, lone surrogates and line ends."""
    return not {unicodedata.category(char) for char in text} & {"Cc", "Cs", "Zl", "Zp"}


def test_there_is_a_sample_of_every_format() -> None:
    """No format goes untested."""
    assert SAMPLES.keys() | OTHERS == READERS.keys()


@pytest.mark.parametrize("suffix", SAMPLES)
def test_an_article_reads_the_same_in_every_format(only: Only, suffix: str) -> None:
    """Title and text do not depend on the format, so neither do the facts."""
    document = only(f"news{suffix}", SAMPLES[suffix])
    assert document.title == TITLE
    assert document.text == f"{TITLE}\n\n{BODY}"
    assert (document.published, document.language) == ("", "en")


@pytest.mark.parametrize("suffix", SAMPLES)
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", ""),
        (b" \r\n\t \xef\xbb\xbf ", ""),
        (b"\x00\x01\x02\x03binary", "binary file, not text"),
        (b"%PDF-1.7\n...", "pdftotext"),
        (b"PK\x03\x04...", "ZIP archive"),
        (b"\x1f\x8b\x08...", "gunzip"),
        (b"\xd0\xcf\x11\xe0...", "Microsoft Office"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x81\x8d\x02\x8f\x90\x03\x9d\xff", "in no encoding that can be told"),
        (b"\xff\xfe\x00\xd8", ""),
    ],
)
def test_what_is_not_text_is_refused_in_every_format(write: Write, suffix: str, content: bytes, says: str) -> None:
    """Whatever the extension promises, nothing but text becomes a document, and the reason tells what it is."""
    items = list(read([write(f"bad{suffix}", content)], Settings()))
    assert not any(isinstance(item, Document) for item in items)
    assert all(says in item.reason for item in items if isinstance(item, Rejection))
    assert items or not content.strip() or suffix in {".jsonl", ".ndjson"}


@pytest.mark.parametrize("suffix", SAMPLES)
def test_fifty_megabytes_on_one_line_are_refused_quickly(tmp_path: Path, suffix: str) -> None:
    """A file that can only be too long is not read to its end and not parsed."""
    path = tmp_path / f"long{suffix}"
    start = SAMPLES[suffix].split(BODY)[0].encode()
    path.write_bytes(start + b"word " * 10_000_000)
    items = list(read([path], Settings()))
    assert len(items) == 1
    assert isinstance(items[0], Rejection)
    assert len(items[0].reason) < 500


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", ".csv"])
def test_a_document_over_the_limit_says_what_to_do(refused: Refused, suffix: str) -> None:
    """The limit counts characters of the article, and the hint names the way out."""
    content = SAMPLES[suffix].replace(BODY, "They met again. " * 70)
    assert "the document is too long; split it" in refused(f"long{suffix}", content)


def test_a_bad_file_never_stops_the_others(write: Write, tmp_path: Path) -> None:
    """Good files around bad ones are all read, and each bad one is named once."""
    contents: list[str | bytes] = [BODY, b"\x00", BODY, b"", b"%PDF-", BODY]
    for number, content in enumerate(contents):
        write(f"{number}.txt", content)
    write("picture.png", b"\x89PNG\r\n")
    items = list(read([tmp_path], Settings()))
    assert [item.id for item in items if isinstance(item, Document)] == ["0.txt", "2.txt", "5.txt"]
    names = [item.document_id for item in items if isinstance(item, Rejection)]
    assert names == ["1.txt", "3.txt", "4.txt", "picture.png"]


def test_an_unknown_extension_is_named_with_what_kg_reads(refused: Refused) -> None:
    """Text under another extension is not guessed at."""
    reason = refused("notes.log", "Some text.")
    assert "'.log'" in reason
    assert "rename plain text to .txt" in reason
    assert "the file name has no extension" in refused("notes", "Some text.")


def test_a_file_that_cannot_be_opened_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the operating system is a reason like any other."""
    path = write("a.txt", BODY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read([path], Settings())
    assert isinstance(item, Rejection)
    assert item.reason == "Permission denied; check that you may read it"


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl"])
def test_standard_input_is_told_by_its_beginning(suffix: str) -> None:
    """Text, HTML and JSON Lines can be piped in; the document is called stdin."""
    stdin = io.BytesIO(b"\xef\xbb\xbf\n" + SAMPLES[suffix].encode())
    (item,) = read(["-"], Settings(), stdin)
    assert isinstance(item, Document)
    assert item.text == f"{TITLE}\n\n{BODY}"
    assert item.id == ("stdin#2" if suffix == ".jsonl" else "stdin")


def test_ids_do_not_depend_on_the_order_of_inputs(write: Write, tmp_path: Path) -> None:
    """Two files of one name get a hash of their content each, whichever comes first."""
    write("a/x.txt", "One thing happened.")
    write("b/x.txt", "Another thing happened.")
    write("b/y.txt", "A third thing happened.")
    inputs = [tmp_path / "a", tmp_path / "b", tmp_path / "b" / "x.txt"]
    orders = [set(read(order, Settings())) for order in itertools.permutations(inputs)]
    assert len(orders) == 6
    assert all(order == orders[0] for order in orders)
    ids = sorted(item.id for item in orders[0] if isinstance(item, Document))
    assert [name.split("~")[0] for name in ids] == ["x.txt", "x.txt", "y.txt"]
    assert len(set(ids)) == 3


def test_a_document_given_twice_comes_once(write: Write, tmp_path: Path) -> None:
    """A file by two paths, or a text twice under one name, is one document; the longest path is the id."""
    path = write("a/sub/x.txt", BODY)
    items = list(read([path, tmp_path / "a", path], Settings()))
    assert [item.id for item in items if isinstance(item, Document)] == ["sub/x.txt"]
    rows = write("r.jsonl", '{"id": "1", "text": "Same words."}\n' * 2 + '{"id": "1", "text": "Other words."}\n')
    first, second = read([rows], Settings())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id == "r.jsonl#1"
    assert second.id.startswith("r.jsonl#1~")


def test_hostile_file_names_give_clean_ids(tmp_path: Path) -> None:
    """Control characters, bytes that are no UTF-8, and markup in names become printable in ids and messages."""
    folder = os.fsencode(tmp_path)
    for name in (
        b"\xff\x1b[31m.txt",
        b"<script>alert(1)<script>.txt",
        b'"; DROP.txt',
        b"bad\n\xfe.log",
    ):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(BODY.encode())
    items = list(read([tmp_path], Settings()))
    assert len(items) == 4
    for item in items:
        shown = item.id if isinstance(item, Document) else item.document_id + item.item + item.reason
        assert is_one_line(shown)


@given(
    suffix=st.sampled_from(sorted(READERS)),
    start=st.sampled_from(
        [
            b"",
            b"---\n",
            b'{"text":',
            b"text,date\n",
            b"<html><p>",
            b"\xff\xfe",
            b"%PDF-1.4\n",
            b"From: a\n\n",
            b"PK\x03\x04",
        ]
    ),
    rest=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, start: bytes, rest: bytes
) -> None:
    """No content of a file raises, and what comes out keeps its promises."""
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(start + rest)
    for item in read([path], Settings()):
        if isinstance(item, Document):
            assert paragraphs(item.text) == item.text
            assert is_one_line(item.id + item.title + item.publisher + item.url)
        else:
            assert item.reason
            assert is_one_line(item.document_id + item.item + item.reason)


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "text,title\n"), ("b.csv", '"text"\n""\n\n'), ("c.jsonl", "\n \n")]
)
def test_a_table_without_a_row_is_named(refused: Callable[[str, str | bytes], str], name: str, content: str) -> None:
    """A file that holds no document is never passed over in silence."""
    assert refused(name, content).startswith("there is no document in it")
