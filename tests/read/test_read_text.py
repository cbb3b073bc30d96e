"""Plain text: encodings, titles."""

from collections.abc import Callable

import pytest

from kg.model import Document

Only = Callable[[str, str | bytes], Document]

TEXT = "Nicolás Maduro – “no”"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
def test_encodings(only: Only, encoding: str) -> None:
    """Unicode with its byte order mark, UTF-8 without, and Windows-1252 give the same text."""
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    assert only("a.txt", (mark + TEXT).encode(encoding)).text == TEXT


def test_a_stray_byte_does_not_garble_the_rest(only: Only) -> None:
    """Only what is not UTF-8 is read as Windows-1252; a byte that is neither becomes a replacement character."""
    raw = TEXT.encode() + b" \xe9t\xe9 " + TEXT.encode() + b" \x81 " + "Guaidó".encode()[:-1]
    assert only("a.txt", raw).text == f"{TEXT} été {TEXT} \ufffd Guaid\u00c3"


def test_line_ends_do_not_matter(only: Only) -> None:
    """Windows and old Mac files read like those of Unix."""
    texts = {only("a.txt", f"Title{end}{end}One.{end}Two.{end}").text for end in ("\n", "\r\n", "\r")}
    assert texts == {"Title\n\nOne.\n\nTwo."}


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("Talks begin in Geneva", True),
        ("Will they talk?", True),
        ("Crisis grows in the U.S.", True),
        ("They talked.", False),
        ("“They talked.”", False),
        ("word " * 50, False),
    ],
)
def test_title(only: Only, first: str, is_title: bool) -> None:
    """A short first paragraph that does not end like a sentence is the title, and it stays in the text."""
    document = only("a.txt", f"{first}\n\nEnvoys met on Monday.")
    assert document.title == (first if is_title else "")
    assert document.text == f"{first.strip()}\n\nEnvoys met on Monday."


def test_a_single_paragraph_has_no_title(only: Only) -> None:
    """A text is not its own title, and no date is made up."""
    document = only("a.txt", "Talks begin in Geneva")
    assert (document.title, document.published, document.publisher) == ("", "", "")
