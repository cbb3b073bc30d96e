"""Which words show a property: those of its names, and words that vocabularies use for the same relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from kg.lang.language import Language

NAMED, RELATED, LEARNT = 1.0, 0.8, 0.8  # how much a word counts


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: Language) -> str:
    """A word without its ending: "commanded", "commander" and "command" are one."""
    word = language.names.one_spelling.get(word.lower(), word.lower())
    ending = next((end for end in language.relations.endings if word.endswith(end) and len(word) - len(end) >= 4), "")
    return word[: len(word) - len(ending)]


def cues(names: Iterable[str], language: Language) -> Mapping[str, float]:
    """Stems of words that show a property with these names -> how much each counts, up to 1."""
    found: dict[str, float] = {}
    for name in names:
        words = [stem(word, language) for word in name.lower().replace("-", " ").split()]
        for key in _keys(frozenset(words), language):
            for word in language.relations.related[key]:
                found.setdefault(stem(word, language), RELATED)
        for word in [word for word in words if word not in _empty(language)] or words:
            found[word] = NAMED
    return found


def _keys(words: frozenset[str], language: Language) -> list[tuple[str, ...]]:
    """Entries whose words are all there; not one that a longer one includes."""
    fitting = [key for key in language.relations.related if all(stem(word, language) in words for word in key)]
    return [key for key in fitting if not any(set(key) < set(other) for other in fitting)]


@cache
def _empty(language: Language) -> frozenset[str]:
    """Words that tell nothing, and their stems."""
    empty = language.relations.empty
    return empty | {stem(word, language) for word in empty}
