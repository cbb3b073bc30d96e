"""Which words show a property: those of its names, and words that vocabularies use for the same relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.lang.en import relations as en

NAMED, RELATED, LEARNT = 1.0, 0.8, 0.8  # how much a word counts


def stem(word: str) -> str:
    """A word without its ending: "commanded", "commander" and "command" are one."""
    word = word.lower()
    ending = next((end for end in en.ENDINGS if word.endswith(end) and len(word) - len(end) >= 4), "")
    return word[: len(word) - len(ending)]


def cues(names: Iterable[str]) -> Mapping[str, float]:
    """Stems of words that show a property with these names -> how much each counts, up to 1."""
    found: dict[str, float] = {}
    for name in names:
        words = [stem(word) for word in name.lower().replace("-", " ").split()]
        for key in _keys(frozenset(words)):
            for word in en.RELATED[key]:
                found.setdefault(stem(word), RELATED)
        for word in [word for word in words if word not in _EMPTY] or words:
            found[word] = NAMED
    return found


def _keys(words: frozenset[str]) -> list[tuple[str, ...]]:
    """Entries whose words are all there; not one that a longer one includes."""
    fitting = [key for key in en.RELATED if all(stem(word) in words for word in key)]
    return [key for key in fitting if not any(set(key) < set(other) for other in fitting)]


_EMPTY = frozenset(map(stem, en.EMPTY)) | en.EMPTY
