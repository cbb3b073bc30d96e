"""Hard pairs of hard_pairs.txt: what is one thing becomes one entity, what only looks like it does not."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from build import GAZETTEER, Marked, Reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.model import Span
from kg.resolve import resolve


def pairs() -> dict[str, list[list[str]]]:
    """The rows of hard_pairs.txt under their headings: both documents and the reason."""
    found: dict[str, list[list[str]]] = {}
    for line in (Path(__file__).parent / "hard_pairs.txt").read_text("utf-8").splitlines():
        if line.startswith("=="):
            rows = found.setdefault(line.strip("= "), [])
        elif line and not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split("||")])
    return found


ONE, TWO = pairs()["one"], pairs()["two"]
ROWS = [pytest.param(*row, True, id=f"one: {'; '.join(row[:2])}") for row in ONE]
ROWS += [pytest.param(*row, False, id=f"two: {'; '.join(row[:2])}") for row in TWO]


def in_question(marked: str, document_id: str) -> tuple[str, Span]:
    """The document without the star, and the span of the mention behind it, or of the first one."""
    text = marked.replace("*[", "[", 1)
    if text == marked:
        mentions = Marked(document_id, text).mentions
        return text, min((item.span for item in mentions), key=lambda span: (span.start, -span.end))
    before = re.sub(r"\[|\|\w*\]", "", marked.split("*[")[0])
    mentions = Marked(document_id, text).mentions
    return text, max((item.span for item in mentions if item.span.start == len(before)), key=lambda span: -span.end)


@pytest.mark.parametrize(("first", "second", "why", "one"), ROWS)
def test_pair(first: str, second: str, why: str, one: bool) -> None:
    """The two mentions have one entity, or two; a mention may stay unresolved only where they are not one."""
    texts, spans = zip(
        *(in_question(text, f"d{number}") for number, text in enumerate((first, second), 1)), strict=True
    )
    reading = Reading(texts)
    found = [reading.resolved.links.get(span) for span in spans]
    labels = [reading.entities[link.entity].label if link else "?" for link in found]
    same = all(found) and len({link.entity for link in found if link}) == 1
    assert same is one, f"{why}: {labels}"


CORPUS = [
    Marked(f"d{number:03}", in_question(text, "d")[0]).extract()
    for number, text in enumerate(text for row in (*ONE, *TWO) for text in row[:2])
]


def test_the_order_of_all_documents_changes_nothing() -> None:
    """All pairs as one corpus give the same entities, links and comparisons from the end as from the beginning."""
    assert resolve(CORPUS[::-1], GAZETTEER, Minter(), ENGLISH) == resolve(CORPUS, GAZETTEER, Minter(), ENGLISH)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(range(len(CORPUS))), unique=True, min_size=2, max_size=12), st.randoms())
def test_any_order_of_any_documents_gives_the_same(chosen: list[int], chance: Random) -> None:
    """Whichever documents are read together, their order makes no difference."""
    shuffled = chance.sample(chosen, len(chosen))
    found = [resolve([CORPUS[index] for index in order], GAZETTEER, Minter(), ENGLISH) for order in (chosen, shuffled)]
    assert found[0] == found[1]


def test_the_tables_are_whole() -> None:
    """There are enough pairs of both kinds, each once, each with its reason."""
    assert len(ONE) >= 45
    assert len(TWO) >= 60
    assert all(len(row) == 3 and all(row) for row in (*ONE, *TWO))
    assert len({tuple(row[:2]) for row in (*ONE, *TWO)}) == len(ROWS)
