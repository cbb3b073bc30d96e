"""Names swapped for others of their type and number of words, so that the student learns names by their place as well as by heart.

Data augmentation by mention replacement (Dai and Adel 2020): the tree and all other answers of a sentence stay as they are. Names come
from what the corpora and the teacher mark, and from the gazetteer that ships.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.training.answers import Answers, Example
from kg.training.corpora import ENTITY_TAGS

SURE = 0.8  # share of an entity tag from which on a name is taken to be one
ORGANIZATIONS = ("GovernmentBody", "Company", "PoliticalParty", "MediaOrganization", "Organization", "ArmedGroup")
GAZETTEER = dict.fromkeys(ORGANIZATIONS, "ORG") | {"City": "GPE", "Country": "GPE"}
SWAPPED = ("PERSON", "ORG", "GPE", "LOC")

Pools = dict[tuple[str, int], list[tuple[str, ...]]]


def pools(examples: Iterable[Example], entities: Path, people: Path) -> Pools:
    """Every distinct name by type and number of words: of `examples`, of the gazetteer's `entities`, and of `people`."""
    found: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for example in examples:
        for start, end, kind in names(example):
            found[kind, end - start].add(tuple(example.sentence.words[start:end]))
    for words, kind in [*_gazetteer(entities), *_people(people)]:
        if all(map(_plain, words)):
            found[kind, len(words)].add(words)
    return {key: sorted(words) for key, words in found.items()}


def _gazetteer(path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    with path.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["type"] in GAZETTEER:
                yield tuple(row["label"].split()), GAZETTEER[row["type"]]


def _people(path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    with path.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield tuple(row["name"].split()), "PERSON"


def swapped(examples: list[Example], names_of: Pools, share: float, chance: random.Random) -> list[Example]:
    """The examples, a `share` of them with other names."""
    return [_with_others(example, names_of, chance) if chance.random() < share else example for example in examples]


def _with_others(example: Example, names_of: Pools, chance: random.Random) -> Example:
    words = list(example.sentence.words)
    for start, end, kind in names(example):
        others = names_of.get((kind, end - start))
        if others:
            words[start:end] = chance.choice(others)
    return Example(replace(example.sentence, words=words), example.answers)


def names(example: Example) -> Iterator[tuple[int, int, str]]:
    """Names of capitalised words that an example's answers are sure of: start, end, type."""
    tags = _tags(example.answers)
    start = 0
    while start < len(tags):
        kind = tags[start][2:]
        end = start + 1
        while end < len(tags) and tags[end] == f"I-{kind}":
            end += 1
        if tags[start] == f"B-{kind}" and kind in SWAPPED and all(map(_plain, example.sentence.words[start:end])):
            yield start, end, kind
        start = end


def _tags(answers: Answers) -> list[str]:
    """The entity tag of each word, "" where none is sure."""
    shares = answers.shares.get("entity")
    if shares is None:
        return []
    best = shares.share.argmax(axis=1)
    rows = range(len(best))
    return [ENTITY_TAGS[shares.label[at, best[at]]] if shares.share[at, best[at]] >= SURE else "" for at in rows]


def _plain(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and (len(word) > 1)
