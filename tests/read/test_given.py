"""Texts, records and DataFrames of a script become documents as files do; what is of a wrong type is named."""

from __future__ import annotations

import pandas
import pytest

import kg
from kg.errors import ReadError, SettingsError
from kg.model import Document, Rejection
from kg.read import given, table
from kg.settings import Settings

SETTINGS = Settings()


def test_texts() -> None:
    """Strings, records and Documents, in order; ids are their own, or their place."""
    own = Document("mine", "Peru backs Chile.")
    found = list(
        given(["Canada backs Latvia.", {"ID": "a", "Text": "Chile left.", "date": "2019-03-14"}, own], SETTINGS)
    )
    assert [item.id for item in found if isinstance(item, Document)] == ["texts#1", "texts#a", "mine"]
    assert [item.published for item in found if isinstance(item, Document)] == ["", "2019-03-14", ""]
    assert found[2] is own


def test_a_text_without_a_word_is_rejected() -> None:
    """As a file would be: named, with the reason, and the rest is read."""
    refused, kept = given(["   ", "Canada backs Latvia."], SETTINGS)
    assert isinstance(refused, Rejection)
    assert (refused.stage, refused.item) == ("read", "texts#1")
    assert isinstance(kept, Document)


def test_a_frame() -> None:
    """A document a row; columns go by the names that a CSV file may have, what is missing is not there."""
    frame = pandas.DataFrame(
        {
            "id": ["a", "b"],
            "Body": ["Canada backs Latvia.", None],
            "date": [pandas.Timestamp("2019-03-14"), pandas.NaT],
            "source": ["Herald", float("nan")],
        }
    )
    document, refused = table(frame, SETTINGS)
    assert isinstance(document, Document)
    assert (document.id, document.published, document.publisher) == ("table#a", "2019-03-14", "Herald")
    assert isinstance(refused, Rejection)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ("one text", r"texts: it is a str, not a list"),
        (b"bytes", r"texts: it is a bytes, not a list"),
        (7, r"texts: it is a int, not a list"),
        (["a text", 7], r"texts\[1\]: it is a int"),
    ],
)
def test_what_is_no_text_is_named(texts: object, message: str) -> None:
    """The argument, the item in it, and what to give."""
    with pytest.raises(ReadError, match=message):
        list(given(texts, SETTINGS))


def test_build_names_the_argument() -> None:
    """What is no path, what is given twice, and an option that there is not."""
    with pytest.raises(ReadError, match=r"inputs\[0\]: it is a int, no path"):
        kg.build(3)
    with pytest.raises(ReadError, match="no document to build from"):
        kg.build()
    with pytest.raises(SettingsError, match="settings and trust are both given"):
        kg.build("a.txt", settings=Settings(), trust=["x"])
    with pytest.raises(SettingsError, match=r"unknown setting 'modle' \(did you mean 'model'"):
        kg.build("a.txt", modle="x")


def test_a_graph_of_texts_and_a_frame() -> None:
    """Both in one graph, the same as of files with these texts."""
    frame = pandas.DataFrame({"text": ["Canada backs Latvia."]})
    graph = kg.build(frame, texts=["Peru accused Chile of theft."])
    assert list(graph.documents) == ["table#1", "texts#1"]
    told = {(graph.label(s), graph.label(p), graph.label(o)) for s, p, o in graph.facts}
    assert {("Canada", "supports", "Latvia"), ("Peru", "accuses", "Chile")} <= told
