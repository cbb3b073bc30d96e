"""Files packed by gzip: every format, bombs and broken ones."""

import gzip
import os
from collections.abc import Callable

import pytest

from kg.model import Document

Only = Callable[[str, str | bytes], Document]
Refused = Callable[[str, str | bytes], str]

BODY = "Envoys of both sides met on Monday."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.txt.gz", BODY),
        ("NEWS.TXT.GZ", BODY),
        ("news.jsonl.gz", f'{{"text": "{BODY}"}}'),
        ("news.eml.gz", f"Subject: Envoys of both sides\n\n{BODY}"),
    ],
)
def test_a_packed_file_reads_as_the_one_in_it(only: Only, name: str, content: str) -> None:
    """Its id is the name of the packed file."""
    document = only(name, gzip.compress(content.encode()))
    assert document.text.endswith(BODY)
    assert document.id.split("#")[0] == name


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt.gz", b"", "there is no text in it"),
        ("a.txt.gz", b"plain words", "the gzip file cannot be parsed"),
        ("a.txt.gz", gzip.compress(BODY.encode())[:20], "the gzip file cannot be parsed"),
        ("a.txt.gz", gzip.compress(b" " * 50_000_000), "unpacked, the file has more than"),
        (
            "a.txt.gz",
            gzip.compress(os.urandom(1_000_000) + b" " * 64_000_000),
            "unpacked, the file has more than 64 MB",
        ),
        ("a.txt.gz.gz", gzip.compress(gzip.compress(b"x")), "compressed by gzip"),
        ("a.gz", gzip.compress(b"x"), "name it as what is in it: .txt.gz"),
        ("a.exe.gz", gzip.compress(b"x"), "compressed by gzip"),
    ],
    ids=["empty", "text", "cut", "ratio", "size", "twice", "unnamed", "unknown"],
)
def test_what_cannot_be_unpacked_is_named(refused: Refused, name: str, content: bytes, says: str) -> None:
    """No file fills the memory or stops a build."""
    assert says in refused(name, content)
