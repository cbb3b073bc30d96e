"""Every page of tests/examples is a test: each sentence gives, from its pinned parse, the propositions that stand below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from parses import read

from kg.extraction import RULES, binary, extract
from kg.extraction.factuality import ROWS
from kg.extraction.factuality.rows import Row
from kg.lang.en import ENGLISH
from kg.lang.en import words as en
from kg.model import Extract, Mention, Proposition, Voice

EXAMPLES = Path(__file__).parent.parent / "examples"
PAGES = sorted(path for path in EXAMPLES.glob("*.md") if path.stem != "README")
_FENCE = re.compile("```(nary|binary)")


@dataclass
class Example:
    """A sentence of a page. `expected` are its lines, `miss` says why they are not met yet."""

    page: str
    name: str  # of its parse: heading and number
    text: str
    form: str = ""
    expected: list[str] = field(default_factory=list)
    nothing: bool = False
    miss: str = ""


def examples(page: Path) -> Iterator[Example]:
    """Examples of a page; ValueError for a line that has no business there."""
    heading, number, found, fenced, explained = "", 0, None, False, False
    for line in page.read_text("utf-8").splitlines():
        if fenced and found:
            if line == "```":
                fenced = False
            else:
                found.expected.append(line)
        elif line.startswith("#"):
            heading, number, explained = re.sub("[^a-z0-9]+", "-", line.lower()).strip("-"), 0, False
        elif line.startswith("> "):
            if found:
                yield found
            number += 1
            found = Example(page.stem, f"{heading}/{number}", line[2:])
        elif found and (match := _FENCE.fullmatch(line)) and not found.form:
            fenced, found.form = True, match[1]
        elif found and number and line.startswith("Nothing: ") and not found.form:
            found.nothing, found.form = True, "nary"
        elif found and number and line.startswith("Known miss: ") and found.form:
            found.miss = line.removeprefix("Known miss: ")
        elif line and not explained and not number:
            explained = True
        elif line:
            raise ValueError(f"{page.name}: what is this line for? {line!r}")
    if found:
        yield found


ALL = [example for page in PAGES for example in examples(page)]
DOCS = {page.stem: read(EXAMPLES / "parses" / f"{page.stem}.conllu") for page in PAGES}


def extracted(example: Example) -> Extract:
    doc = DOCS[example.page][example.name]
    return extract(doc)


def line_of(proposition: Proposition) -> str:
    """A proposition in the columns of a page."""
    predicate = proposition.predicate
    arguments = [f"{adjunct.role} {_words(adjunct.mention)}" for adjunct in proposition.adjuncts]
    holders = [_words(item.source) if item.source else "(unnamed)" for item in proposition.attribution]
    columns = (
        _words(proposition.subject),
        predicate.key + " (agentless)" * (predicate.voice is Voice.AGENTLESS),
        "; ".join([_words(proposition.object), *arguments]),
        f"{proposition.polarity} {proposition.modality}",
        " < ".join(holders) or "-",
        " ".join(proposition.rules),
    )
    return " | ".join(columns)


def _words(mention: Mention | None) -> str:
    if mention is None:
        return "-"
    return mention.span.text + (f" ({mention.antecedent.span.text})" if mention.antecedent else "")


def comparable(lines: list[str]) -> Counter[tuple[str, ...]]:
    """Lines without the order of lines and of rules."""
    rows = [line.split(" | ") for line in lines]
    return Counter((*row[:-1], *sorted(row[-1].split())) for row in rows)


def _cases() -> Iterator[object]:
    for example in ALL:
        marks = [pytest.mark.xfail(strict=True, reason=example.miss)] if example.miss else []
        yield pytest.param(example, id=f"{example.page}/{example.name}", marks=marks)


@pytest.mark.parametrize("example", list(_cases()))
def test_example(example: Example) -> None:
    """The sentence gives what its page says: subject, relation, arguments, status, holder and rules."""
    propositions = extracted(example).propositions
    if example.form == "binary":
        propositions = tuple(triple for item in propositions for triple in binary(item, ENGLISH))
    assert comparable([line_of(item) for item in propositions]) == comparable(example.expected)


def test_pages_are_found_and_complete() -> None:
    """No page, sentence or parse is lost on the way, and every sentence has an answer."""
    assert len(PAGES) >= 23
    assert len(ALL) >= 340
    assert all(example.nothing != bool(example.expected) for example in ALL)
    pinned = {(page, name): doc.text for page, docs in DOCS.items() for name, doc in docs.items()}
    assert {(example.page, example.name): example.text for example in ALL} == pinned


def test_every_rule_has_an_example() -> None:
    """A rule without a sentence, and a sentence with an unknown rule, are both mistakes."""
    shown = {rule for example in ALL for line in example.expected for rule in line.split(" | ")[-1].split()}
    assert shown == set(RULES)


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.name)
def test_every_row_decides_its_sentence(row: Row) -> None:
    """The example of a row of factuality stands in a page, and the row is what decides it."""
    lines = [line for example in ALL if example.text == row.example for line in example.expected]
    assert any(row.name in line.split(" | ")[-1].split() for line in lines)


@pytest.mark.parametrize("group", sorted(name for name in vars(en) if name.isupper()))
def test_every_word_list_has_an_example(group: str) -> None:
    """A list of words that no sentence uses is untested."""
    words = set(getattr(en, group))
    pinned = [doc for docs in DOCS.values() for doc in docs.values()]
    assert words & {word for doc in pinned for token in doc for word in (token.lower, token.lemma.lower())}


@pytest.mark.parametrize("page", DOCS)
def test_parses_are_trees(page: str) -> None:
    """A pinned parse has one root a sentence, which reaches every word, and knows all its tags and labels."""
    for name, doc in DOCS[page].items():
        assert all(sum(token.head == token for token in sentence) == 1 for sentence in doc.sentences), name
        assert all(token.tag and token.pos and token.lemma and token.dep for token in doc), name
        assert [token.dep for token in doc if token.head.i == token.i] == ["ROOT"] * len(list(doc.sentences)), name
