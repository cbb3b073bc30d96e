"""Whole news texts on pinned parses: whom and what their descriptions, pronouns and short names denote.

A page of `texts/` is a text in which `[words](label)` says which entity the words denote; `(?)` stands for none. Its parse, without
the reader's proposals of coreference, is `texts/parses/<page>.conllu`; `python -m tests.parses "..."` prints one.
The texts are written for this project; what they tell is invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from parses import read as read_parses

from kg.extraction import extract
from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.resolve import resolve
from kg.resources.gazetteer import Gazetteer

PAGES = sorted((Path(__file__).parent / "texts").glob("*.md"))
MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]+)\)")


def marks(page: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The bare text of a page, and of each mark its first character in that text, its words and the label."""
    found, parts, length, at = [], [], 0, 0
    for mark in MARK.finditer(page):
        before = page[at : mark.start()]
        found.append((length + len(before), mark[1], mark[2]))
        parts += [before, mark[1]]
        length, at = length + len(before) + len(mark[1]), mark.end()
    return "".join([*parts, page[at:]]).strip(), found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_who_is_meant(path: Path) -> None:
    """Every marked phrase of a text denotes what its page says, and one label is one entity."""
    text, expected = marks(path.read_text("utf-8"))
    parse = read_parses(path.parent / "parses" / f"{path.stem}.conllu")[path.stem]
    assert parse.text == text
    resolved = resolve([extract(parse)], Gazetteer.load(language=ENGLISH), Minter(), ENGLISH)
    known = {entity.id: entity.label for entity in resolved.entities}
    denoted = {(span.start, span.text): link.entity for span, link in resolved.links.items()}
    found = [known.get(denoted.get((start, words), ""), "?") for start, words, _ in expected]
    wrong = [
        f"{words}: {label}, not {want}"
        for (_, words, want), label in zip(expected, found, strict=True)
        if label != want
    ]
    assert not wrong
    entities = {denoted[start, words] for start, words, label in expected if label != "?"}
    assert len(entities) == len({label for *_, label in expected} - {"?"})


def test_pages() -> None:
    """Eleven texts with 200 marks and more: none is skipped without notice."""
    assert len(PAGES) == 11
    assert sum(len(marks(path.read_text("utf-8"))[1]) for path in PAGES) >= 200
