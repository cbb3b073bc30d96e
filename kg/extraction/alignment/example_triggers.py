"""What the examples of a property teach: words that stand as its object, and words between its two ends."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.alignment.dependency_paths import path
from kg.extraction.alignment.trigger_words import LEARNT, stem
from kg.parse import Parse, Token, Tokens
from kg.resources.profiles import Example, Profile

Reading = Callable[[Iterable[str]], Iterable[Parse]]  # texts -> their parses, in order

SHARE = 0.5  # of the examples with a word, at least this part must be of the property that it shall show
OFTEN = 2  # examples of a property with a word, where there are more than a few
_WORDS = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Lesson:
    """`members` are objects of examples as they are written; `cues` as in cues.py."""

    members: tuple[str, ...]
    cues: Mapping[str, float]


def lessons(profiles: Sequence[Profile], read: Reading | None) -> dict[str, Lesson]:
    """What the examples of each property teach, by its IRI; without `read` only what stands as object."""
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for profile in profiles:
        parses = read(example.sentence for example in profile.examples) if read is not None else ()
        for example, parse in zip(profile.examples, parses, strict=read is not None):
            shown[profile.iri].update(set(_between(parse, example)))
    totals = sum(shown.values(), Counter[str]())
    return {
        profile.iri: Lesson(
            members=tuple(sorted({example.object for example in profile.examples})),
            cues=_telling(shown[profile.iri], totals, len(profile.examples)),
        )
        for profile in profiles
    }


def _telling(own: Counter[str], totals: Counter[str], examples: int) -> dict[str, float]:
    least = OFTEN if examples > OFTEN else 1
    return {word: LEARNT for word in sorted(own) if own[word] >= least and own[word] >= SHARE * totals[word]}


def _between(parse: Parse, example: Example) -> Iterator[str]:
    """Stems of the words between both ends of an example, when both are in one sentence of it."""
    ends = [_first(parse, words) for words in (example.subject, example.object)]
    one, other = ends
    if one is None or other is None or one.sentence.start != other.sentence.start or one.root == other.root:
        return
    for token in path(one.root, other.root).shown():
        if _names_a_relation(token) and token not in one and token not in other:
            yield stem(token.lemma, token.language)


def _first(parse: Parse, words: str) -> Tokens | None:
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", parse.text, re.IGNORECASE)
    return parse.between(match.start(), match.end(), expand=True) if match else None


def _names_a_relation(token: Token) -> bool:
    return token.pos in _WORDS and not token.ent_type and token.lower_lemma not in token.language.relations.auxiliaries
