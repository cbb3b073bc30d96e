"""Names that cannot be names of one thing: people of other names, places of other names.

A word in common does not make two names those of one thing; but where they have none, or each has two words or more and one
that the other lacks, they are of two. Acronyms and names of other kinds are left open.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from kg.annotate.coreference.mention_detection import Phrase, whole_name
from kg.annotate.coreference.words import Words

COMPARED = frozenset("PERSON GPE".split())


class Name(NamedTuple):
    """What kind of name it is, and its words, folded, without titles."""

    label: str
    words: frozenset[str]


def name_of(words: Words, phrase: Phrase) -> Name | None:
    """The name that a phrase has as its head; None for another phrase, and for names that tell nothing here."""
    label = words.label[phrase.head]
    if label not in COMPARED:
        return None
    start, end = whole_name(words, phrase.head)
    name = range(max(start, phrase.start), min(end, phrase.end))
    parts = [at for at in name if any(map(str.isalpha, words.text[at])) and words.tag[at] != "POS"]
    if any("." in words.text[at][:-1] or words.text[at].isupper() for at in parts if label == "GPE"):
        return None  # "U.S.", "UAE"
    folded = {words.lower[at].strip(".") for at in parts if words.text[at] != "I"}
    folded -= words.language.reference.telling_no_names
    return Name(label, frozenset(folded)) if folded else None


def another(name: Name, called: Collection[Name]) -> bool:
    """Whether a thing that is called so cannot have this name, too: it fits none of them, or contradicts a full one."""
    same = [other for other in called if other.label == name.label]
    return any(_contradict(name, other) for other in same) or (
        len(same) == len(called) > 0 and not any(_common(name, other) for other in same)
    )


def _contradict(one: Name, other: Name) -> bool:
    """Whether both are full names, and each has a word that the other lacks: "North Korea" and "South Korea"."""
    shorter = min(len(one.words), len(other.words))
    return shorter > 1 and _common(one, other) < shorter


def _common(one: Name, other: Name) -> int:
    return sum(any(_alike(word, also) for also in other.words) for word in one.words)


def _alike(word: str, other: str) -> bool:
    """The same, or one short for the other: "Ben", "B." and "Benjamin"."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) or (len(short) > 3 and long.startswith(short[:4]))
