"""Words divided at the end of a line: which hyphens go, and which belong to the word ("well-known")."""

from __future__ import annotations

import re
from collections import Counter

from kg.resources.vocabulary import whole_words

_WORDS = re.compile(r"\w+(?:-\w+)*")
_DIVIDED = re.compile(r"(\w+)-$")
_BEGINNING = re.compile(r"\w+")


def counted(text: str) -> Counter[str]:
    """The words of a text in small letters, compounds as one."""
    return Counter(_WORDS.findall(text.lower()))


def is_one_word(line: str, following: str, words: Counter[str], *, unknown: bool) -> bool:
    """True when the hyphen at the end of `line` only divides a word that goes on in `following`.

    `words` are those of the text: where it has the word elsewhere, with or without the hyphen, that decides. Else the words that the
    reader knows do, and for others `unknown` is the answer. Before a name or a number a hyphen always stays.
    """
    first, second = _DIVIDED.search(line), _BEGINNING.match(following)
    if not first or not second or not following[0].islower():
        return False
    whole, compound = f"{first[1]}{second[0]}".lower(), f"{first[1]}-{second[0]}".lower()
    if words[whole] or words[compound]:
        return words[compound] <= words[whole]
    return unknown or whole in whole_words()
