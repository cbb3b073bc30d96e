"""Coreference as GUM has it: documents with all their mentions and which of them are of one thing.

The column MISC of its CoNLL-U holds brackets, `Entity=(12-person-...` where a mention begins and `Entity=12)` where it ends
(https://wiki.gucorpling.org/gum/conllu).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg.annotate.reader.conllu import Sentence, read_conllu

BRACKETS = re.compile(r"\([^()]*\)?|[^()]+\)")

Range = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """A text, and the thing (any number from 1) of each mention by its characters."""

    name: str
    text: str
    things: dict[Range, int]


def texts(path: Path, *, spaced: bool) -> Iterator[Text]:
    """The documents of a treebank; `spaced`: with a blank after every word, as corpora often come, else as printed."""
    for name, sentences in groupby(read_conllu(path), key=lambda sentence: sentence.document):
        yield _text(name, list(sentences), spaced)


def _text(name: str, sentences: list[Sentence], spaced: bool) -> Text:
    words = [word for sentence in sentences for word in sentence.words]
    blanks = [" " if spaced else blank for sentence in sentences for blank in sentence.after]
    ranges, at = [], 0
    for word, blank in zip(words, blanks, strict=True):
        ranges.append((at, at + len(word)))
        at += len(word) + len(blank)
    numbers: dict[str, int] = {}
    things = {}
    for thing, first, last in _mentions([misc for sentence in sentences for misc in sentence.misc]):
        things[ranges[first][0], ranges[last][1]] = numbers.setdefault(thing, len(numbers) + 1)
    return Text(name, "".join(word + blank for word, blank in zip(words, blanks, strict=True)).rstrip(), things)


def _mentions(column: list[str]) -> Iterator[tuple[str, int, int]]:
    """The thing, first and last word of each mention; one in pieces ("12[1/2]") is given piece by piece."""
    opened: dict[str, list[int]] = defaultdict(list)
    for at, misc in enumerate(column):
        value = next((item[len("Entity=") :] for item in misc.split("|") if item.startswith("Entity=")), "")
        for bracket in BRACKETS.findall(value):
            name = bracket.strip("()").split("-")[0]
            if bracket.startswith("("):
                opened[name].append(at)
            if bracket.endswith(")") and opened[name]:
                yield name.split("[")[0], opened[name].pop(), at
