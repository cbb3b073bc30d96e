"""How far a description of a thing is so, by the words before its noun: "no ally of Peru", "the alleged leader"."""

from __future__ import annotations

from functools import cache

from kg.extraction.factuality import Status
from kg.extraction.phrases import Phrases
from kg.lang.language import Words
from kg.model import Modality
from kg.parse import Token


@cache
def _unsure(words: Words) -> frozenset[str]:
    """Adjectives that leave open whether somebody is what the noun says."""
    return words.not_actual_adjectives | (words.former - words.over)


def described(noun: Token, phrases: Phrases, *, beside: bool) -> Status:
    """Status of a description by itself; one that stands beside a name (`beside`) has its negation before it, others at their verb."""
    for child in noun.lefts if beside else ():
        if child.dep in ("advmod", "det", "cc:preconj") and child.lower in noun.words.negations:
            return Status(negated=True, cues=(phrases.token(child),), rules=("negation",))
    found = next((child for child in noun.lefts if _doubts(child)), None)
    if found is None:
        return Status()
    return Status(modality=Modality.POSSIBLE, cues=(phrases.token(found),), rules=("hedge",))


def _doubts(child: Token) -> bool:
    """ "alleged", also of several words: "self-proclaimed", "would-be"."""
    parse = child.parse
    words = (
        child.lower,
        parse[child.left_edge.i : child.i + 1].text.lower(),
        parse[child.i : child.i + 3].text.lower(),
    )
    once = child.dep == "advmod" and child.lower == "once"  # it no longer is
    return once or (child.dep == "amod" and any(word in _unsure(child.words) for word in words))
