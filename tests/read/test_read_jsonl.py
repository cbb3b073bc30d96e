"""JSON Lines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]


def test_all_fields_and_their_aliases(write: Write) -> None:
    """Data sets name things differently; the names that are listed are all taken."""
    rows = [
        {
            "id": "a1",
            "text": "Envoys met.",
            "title": "Talks",
            "url": "https://x.example/1",
            "publisher": "P",
            "published": "2019-03-28",
            "language": "EN-us",
        },
        {
            "ID": 7,
            "body": "Envoys met.",
            "headline": "Talks",
            "link": "https://x.example/1",
            "source": "P",
            "date": "2019-03-28",
        },
    ]
    path = write("r.jsonl", "\n".join(map(json.dumps, rows)))
    first, second = read([path], Settings())
    expected = {
        "text": "Talks\n\nEnvoys met.",
        "title": "Talks",
        "url": "https://x.example/1",
        "publisher": "P",
        "published": "2019-03-28",
    }
    for document, name in ((first, "r.jsonl#a1"), (second, "r.jsonl#7")):
        assert isinstance(document, Document)
        assert document.id == name
        assert {field: getattr(document, field) for field in expected} == expected


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("[" * 7_000, "not valid JSON"),
        ('{"x": ' + "9" * 5000 + "}", "not valid JSON"),
        ("{}", "no field for the text; name it one of: text, body"),
        ('{"text": 5}', "the field 'text' is not a string"),
        ('{"text": ""}', "there is no text in it"),
        ('{"text": " \\u200b "}', "there is no text in it"),
        ('{"text": "' + "They met. " * 300 + '"}', "the document is too long"),
        ('{"text": "' + "They met. " * 3000 + '"}', "the document is too long"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(write: Write, line: str, says: str) -> None:
    """The rejection gives the number of the line, as editors count."""
    path = write("r.jsonl", f'{{"text": "One."}}\n{line}\n\n{{"text": "Four."}}\n')
    one, bad, four = read([path], Settings(max_document_characters=1000))
    assert isinstance(bad, Rejection)
    assert bad.item == f"{path}, line 2"
    assert says in bad.reason
    assert isinstance(one, Document)
    assert isinstance(four, Document)
    assert (one.id, four.id) == ("r.jsonl#1", "r.jsonl#4")


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("published", "28 March 2019", "2019-03-28"),
        ("published", "Mar. 28, 2019, 10:00 EST", "2019-03-28"),
        ("published", "Thu, 28 Mar 2019 23:30:00 -0500", "2019-03-28"),
        ("published", "2019-03-28T23:30:00Z", "2019-03-28"),
        ("published", "20190328", "2019-03-28"),
        ("published", "28.03.2019", "2019-03-28"),
        ("published", "", ""),
        ("published", None, ""),
        (
            "url",
            "https://x.example/a b/Венесуэла?q=%20",
            "https://x.example/a%20b/%D0%92%D0%B5%D0%BD%D0%B5%D1%81%D1%83%D1%8D%D0%BB%D0%B0?q=%20",
        ),
        ("publisher", " The\nCourier ", "The Courier"),
    ],
)
def test_fields_are_normalized(write: Write, field: str, value: object, kept: str) -> None:
    """Dates become days, addresses are percent-encoded, and nothing is reported."""
    (item,) = read([write("r.jsonl", json.dumps({"text": "One.", field: value}))], Settings())
    assert isinstance(item, Document)
    assert getattr(item, field) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "yesterday"),
        ("published", "March 2019"),
        ("published", 2019),
        ("published", "03/04/2019"),
        ("published", "x" * 5000),
        ("published", "2019-02-30"),
        ("url", "javascript:alert(1)"),
        ("url", "x.example"),
        ("url", "https://x.example/" + "a" * 5000),
        ("publisher", "word " * 5000),
        ("title", "word " * 400_000),
        ("url", {"a": 1}),
        ("publisher", ["P"]),
    ],
)
def test_a_field_that_is_unclear_is_left_out_and_named(write: Write, field: str, value: object) -> None:
    """What would have to be guessed, by the clock for one, is empty; the document is kept and the report says so."""
    rejection, item = read([write("r.jsonl", json.dumps({"text": "One.", field: value}))], Settings())
    assert isinstance(item, Document)
    assert getattr(item, field) == ""
    assert isinstance(rejection, Rejection)
    assert (rejection.stage, rejection.document_id) == ("metadata", item.id)
    assert rejection.item.startswith(f"{field}: ")


def test_ids_from_a_file_are_hostile(write: Write) -> None:
    """An id is one printable line of bounded length; ids that differ stay apart."""
    names = ["<script>\n\u202e", "\ud800", "x" * 5000, "x" * 5001]
    path = write("r.jsonl", "\n".join(json.dumps({"id": name, "text": "One."}) for name in names))
    ids = [item.id for item in read([path], Settings()) if isinstance(item, Document)]
    assert len(set(ids)) == len(names)
    assert all(name.isprintable() and len(name) < 250 and name.encode() for name in ids)


def test_broken_bytes_and_marks(write: Write) -> None:
    """A byte order mark and Windows-1252 letters are read; UTF-16 is refused with the way out."""
    mark, item = read([write("a.jsonl", b'\xef\xbb\xbf{"text": "Guaid\xf3"}\r\n')], Settings())
    assert isinstance(mark, Rejection)
    assert mark.item.startswith("encoding: windows-1252")
    assert isinstance(item, Document)
    assert item.text == "Guaidó"
    (item,) = read([write("b.jsonl", '{"text": "Guaidó"}'.encode("utf-16"))], Settings())
    assert isinstance(item, Rejection)
    assert "iconv" in item.reason
