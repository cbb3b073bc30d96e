"""Rich text: words, letters beyond ASCII, tables, and hostile files."""

from collections.abc import Callable

import pytest

from kg.model import Document

Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
Refused = Callable[[str, str | bytes], str]

HEAD = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title No text}}\f0 "


def test_words_are_read_and_tables_named(remarked: Remarked) -> None:
    """Fonts and properties are no text; a table of figures is left out by name, one of sentences is read."""
    rows = (
        rb"\trowd Year\cell Tons\cell\row \pard They left.\par\trowd Denmark\cell supports\cell Ukraine\cell\row \pard"
    )
    body = rb"Talks in Gen\'e8ve\par Envoys of \u321?\'f3d\u378? {\b met} on Monday.\par " + rows + b"}"
    document, reasons = remarked("news.rtf", HEAD + body)
    assert document.title == "Talks in Genève"
    assert document.text == (
        "Talks in Genève\n\nEnvoys of Łódź met on Monday.\n\nThey left.\n\nDenmark supports Ukraine."
    )
    assert list(reasons) == ["table: Year | Tons"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no rich text"),
        (b"Plain words.", "no rich text"),
        (b"{\\rtf1 " + b"{" * 15_000, "there is no text in it"),
        (HEAD + b"They met again. " * 70 + b"}", "the document is too long"),
        (HEAD + b"a " * 50_000 + b"}", "the document is too long"),
        (HEAD + b"\\u99999999999999999999 ?}", ""),
    ],
    ids=["empty", "text", "groups", "long", "longer", "number"],
)
def test_hostile_rich_text_is_named(refused: Refused, content: bytes, says: str) -> None:
    """No content of a file stops a build."""
    assert says in refused("bad.rtf", content)
