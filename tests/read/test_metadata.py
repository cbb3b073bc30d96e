"""What is known of a document besides its text, and which source of it counts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.model import Document, Rejection
from kg.read import read
from kg.read.metadata import FIELDS, named, over
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]

BODY = "Envoys of both sides met on Monday. They will meet again."


def documents(path: Path, **chosen: object) -> list[Document]:
    """What is read of a path, of which nothing is refused."""
    found = list(read([path], Settings(**chosen)))  # type: ignore[arg-type]
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


@pytest.mark.parametrize(
    ("name", "first", "day", "author", "title"),
    [
        ("a.txt", "Friday, January 4, 2019\n\nTalks begin", "2019-01-04", "", "Talks begin"),
        ("a.txt", "Talks begin\n\nBy Ada Quill | 3 March 2024", "2024-03-03", "Ada Quill", "Talks begin"),
        ("a.txt", "By Ada Quill and Bo Reed, March 3, 2024, 10:15 GMT", "2024-03-03", "Ada Quill and Bo Reed", ""),
        ("2019-01-04-talks.txt", "Talks begin", "2019-01-04", "", "Talks begin"),
        ("20190104.txt", "Talks begin", "2019-01-04", "", "Talks begin"),
        ("20190104.txt", "Published: 5 January 2019", "2019-01-05", "", ""),
        ("from-2019-01-04-to-2019-01-05.txt", "Talks begin", "", "", "Talks begin"),
        ("2019-02-30.txt", "Talks begin", "", "", "Talks begin"),
        ("120190104.txt", "The war that ended 1945", "", "", "The war that ended 1945"),
    ],
)
def test_a_text_and_its_name_say_when_it_is_from(
    write: Write, name: str, first: str, day: str, author: str, title: str
) -> None:
    """The first lines before the name of the file; a line with a date is no headline, and two days are none."""
    (document,) = documents(write(name, f"{first}\n\n{BODY}"))
    assert (document.published, document.author, document.title) == (day, author, title)


def test_what_stands_beside_a_file_counts_first(write: Write) -> None:
    """It corrects a file that is one document, and completes the rows of a table."""
    write("a.md.meta.yml", "date: 4 January 2019\npublisher: The Post\nauthors: [Ada Quill, Bo Reed]\n")
    page = write("a.md", f"---\ndate: 2020-01-01\ntitle: Talks\n---\n{BODY}")
    write("b.meta.yaml", "publisher: The Post\nlink: https://post.example/b\n")
    write("b.csv", f"text,publisher\n{BODY} One.,The Herald\n{BODY} Two.,\n")
    one, first, second = documents(page.parent)
    assert (one.published, one.publisher, one.title, one.author) == (
        "2019-01-04",
        "The Post",
        "Talks",
        "Ada Quill, Bo Reed",
    )
    assert [(row.publisher, row.url) for row in (first, second)] == [
        ("The Herald", "https://post.example/b"),
        ("The Post", "https://post.example/b"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("publisher: The Post\nfoo: 1\n", "no field; those are title, author, url, publisher, published, language"),
        ("- The Post\n", "it holds no fields"),
        ("publisher: [\n", "it cannot be read"),
        ("&a [*a, *a]", "it holds no fields"),
        ("title: " + "x" * 100_000, "it holds no fields"),
        ("date: 03/04/2019\n", "not a clear date: write it as YYYY-MM-DD; the document is kept without it"),
        (b"\xff\xfe\x00", "it cannot be read"),
    ],
)
def test_what_cannot_be_used_beside_a_file_is_named(write: Write, content: str | bytes, says: str) -> None:
    """The document is read all the same."""
    write("a.meta.yml", content)
    remark, document = read([write("a.txt", BODY)], Settings())
    assert isinstance(document, Document)
    assert isinstance(remark, Rejection)
    assert remark.stage == "metadata"
    assert says in remark.reason


def test_a_description_of_nothing_is_named(write: Write) -> None:
    """Nor is a link followed, or a description read as a document."""
    lost = write("b.meta.yml", "title: x")
    (lost.parent / "a.txt").write_text(BODY)
    (lost.parent / "a.meta.yml").symlink_to(lost)
    items = list(read([lost.parent, lost], Settings()))
    assert {item.reason for item in items if isinstance(item, Rejection)} == {
        "it describes a file that is not here; leave it out",
        "it describes the file beside it; give that one",
        "a link, and left out; put the file itself there",
    }


def test_the_user_completes_what_documents_do_not_say(write: Write) -> None:
    """A day, a publisher, a title and an author for all; the name of a file is a guess, and counts less."""
    write("2018-01-01.txt", BODY)
    fields = '"date": "2020-02-02", "source": "The Herald", "title": "Talks end", "author": "Bo Reed"'
    row = write("b.jsonl", f'{{"text": "{BODY} One.", {fields}}}')
    found = documents(row.parent, date="2019-01-04", publisher="The Post", title="Talks", author="Ada Quill")
    assert [(item.published, item.publisher, item.title, item.author) for item in found] == [
        ("2019-01-04", "The Post", "Talks", "Ada Quill"),
        ("2020-02-02", "The Herald", "Talks end", "Bo Reed"),
    ]


@pytest.mark.parametrize("field", ["title", "author", "publisher"])
def test_what_the_user_says_of_all_is_one_line(field: str) -> None:
    """The message names the option."""
    with pytest.raises(SettingsError, match=f"the {field} is too long, or not one line"):
        replace(Settings(), **{field: "a\nb"})  # type: ignore[arg-type]


def test_columns_are_named_by_the_user(write: Write) -> None:
    """In tables and JSON Lines; the column that is named hides others that hold the same."""
    row = {"Words": BODY, "seen": "2019-01-04", "date": "2020-01-01"}
    write("a.csv", "{}\n{}\n".format(",".join(row), ",".join(row.values())))
    write("b.jsonl", f'{{"words": "{BODY} One.", "seen": "2019-01-04", "date": "2020-01-01"}}')
    found = documents(
        write("c.tsv", f"words\tseen\n{BODY} Two.\t2019-01-04\n").parent, columns=("text=words", "date=Seen")
    )
    assert [item.published for item in found] == ["2019-01-04"] * 3


def test_a_column_that_is_not_there_is_named(write: Write) -> None:
    """A slip of the pen is no empty field."""
    (item,) = read([write("a.csv", f"text,day\n{BODY},x\n")], Settings(columns=("date=dya",)))
    assert isinstance(item, Rejection)
    assert item.reason.startswith("no column is called 'dya'; the columns are: text, day")


@pytest.mark.parametrize(
    "chosen",
    [
        {"date": "4 January 2019"},
        {"date": "2019-02-30"},
        {"publisher": "a\nb"},
        {"publisher": "x" * 201},
        {"columns": ("date",)},
        {"columns": ("=a",)},
        {"columns": ("foo=a",)},
    ],
)
def test_what_the_user_says_is_checked(write: Write, chosen: dict[str, object]) -> None:
    """Before anything is read."""
    with pytest.raises(SettingsError):
        list(read([write("a.txt", BODY)], Settings(**chosen)))  # type: ignore[arg-type]


def test_fields_are_told_by_all_their_names() -> None:
    """What is said first of a field counts, whatever names it has; no name stands for two fields."""
    assert over({"date": "1"}, {"published": "2", "source": "x"}) == {"date": "1", "source": "x"}
    assert named({"Date": "1", "day": "2"}, {"day": "published"}) == {"published": "2"}
    names = [alias for aliases in FIELDS.values() for alias in aliases]
    assert len(names) == len(set(names))
