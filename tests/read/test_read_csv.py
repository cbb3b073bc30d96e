"""CSV and TSV."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Only = Callable[[str, str | bytes], Document]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
Refused = Callable[[str, str | bytes], str]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_what_spreadsheets_write(remarked: Remarked, separator: str, encoding: str) -> None:
    """Every separator and encoding that spreadsheets save, and line breaks inside a cell."""
    rows = [
        ["Id", "Headline", "Body", "Date"],
        ["7", "Talks", '"Guaidó came.\r\n\r\nHe ""spoke"", then left; yes,\tleft."', "2019-03-28"],
    ]
    content = "\r\n".join(separator.join(row) for row in rows) + "\r\n"
    document, remarks = remarked("t.csv", content.encode(encoding))
    assert list(remarks) == ["encoding: windows-1252"] * (encoding == "windows-1252")
    assert document == Document(
        id="t.csv#7",
        text='Talks\n\nGuaidó came.\n\nHe "spoke", then left; yes, left.',
        title="Talks",
        published="2019-03-28",
    )


def test_rows_without_an_id_are_called_by_their_line(write: Write) -> None:
    """A row is found again in an editor; empty rows and missing cells do no harm."""
    path = write("t.csv", "text,title,publisher\nOne.\n,,\n\nTwo.,Second,P\n")
    items = list(read([path], Settings()))
    assert [item.id for item in items if isinstance(item, Document)] == ["t.csv#2", "t.csv#5"]
    assert len(items) == 2


def test_a_bad_row_is_named_and_the_others_are_read(write: Write) -> None:
    """Too many cells, or a text that is empty or too long, cost one row."""
    path = write("t.csv", f"id,text\n1,One.\n2,a,b\n3,\n4,{'They met. ' * 300}\n5,Five.\n")
    items = list(read([path], Settings(max_document_characters=1000)))
    assert [item.id for item in items if isinstance(item, Document)] == ["t.csv#1", "t.csv#5"]
    reasons = {item.item: item.reason for item in items if isinstance(item, Rejection)}
    assert list(reasons) == [f"{path}, line {line}" for line in (3, 4, 5)]
    assert [reason.split(";")[0] for reason in reasons.values()] == [
        "the row has more cells than the header",
        "there is no text in it",
        "the document is too long",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("excel.csv", "sep=;\r\nid;text\r\n1;One, two.\r\n2;Three.\r\n"),
        ("dump.csv", "id|text\n1|One, two.\n2|Three.\n"),
        ("plain.tsv", 'id\ttext\n1\tOne, two.\n2\t"Three.\n'),
    ],
)
def test_other_separators_and_plain_quotation_marks(write: Write, name: str, content: str) -> None:
    """The first line of Excel that names the separator, bars, and files with tabs that have no quoted cells."""
    texts = [item.text.lstrip('"') for item in read([write(name, content)], Settings()) if isinstance(item, Document)]
    assert texts == ["One, two.", "Three."]


@pytest.mark.parametrize("row", ['2,"never closed\n3,Three.\n', '2,"closed"twice\n3,Three.\n'])
def test_a_broken_quotation_ends_the_table_aloud(write: Write, row: str) -> None:
    """After a broken quotation nobody knows where rows begin; the rows before it are kept."""
    one, bad = read([write("t.csv", f"id,text\n1,One.\n{row}")], Settings())
    assert isinstance(one, Document)
    assert isinstance(bad, Rejection)
    assert "what follows was not read; check the quotation marks" in bad.reason


def test_a_table_without_texts_is_refused(refused: Refused) -> None:
    """The columns that are there are named, and what one of them should be called."""
    assert "the columns are: name, age; name one of them text or body" in refused("t.csv", "Name,Age\na,1\n")
    assert "the columns are: none" in refused("e.csv", "")


def test_formulas_are_text(only: Only) -> None:
    """Reading does not change what a spreadsheet would run; writing does."""
    assert only("t.csv", "text\n=HYPERLINK(1)\n").text == "=HYPERLINK(1)"
