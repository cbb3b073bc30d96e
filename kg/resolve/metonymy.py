"""Capitals that stand for a government: "Moscow says", "Washington's envoy", "urged Caracas to ..."; but not "in Moscow".

Every test gives the words that show it, for the reason of the link; "" when nothing shows it: then the city is meant.
"""

from __future__ import annotations

import re

from kg.lang.en.reference import (
    BETWEEN_NOUNS,
    CITY_VERBS,
    DECIDING_VERBS,
    DECIDING_WITH,
    GOVERNMENT_NOUNS,
    SPEAKING,
    STANCE_VERBS,
    TARGET_NOUNS,
    TARGET_VERBS,
)
from kg.lang.en.words import DIRECTED, LOCATIVE
from kg.model import Mention, MentionKind, Span, Voice
from kg.resolve.discourse import Discourse, Use

_LINKING = frozenset({"be", "become", "remain", "stay", "have"})
_WORDS_BEFORE = 60  # characters that are searched for "talks between"


def government_sign(discourse: Discourse, span: Span, head: Mention | None) -> str:
    """What shows that the capital at `span` stands for its government. `head` is the phrase that it modifies, if any."""
    signs = [_sign_of_use(use) for use in discourse.uses.get(span, ())]
    if head is not None:
        signs.append(_sign_of_owner(discourse.text, span, head))
    signs += [_sign_before(discourse.text, span), _sign_behind(discourse.text, span)]
    return next((sign for sign in signs if sign), "")


def _sign_of_use(use: Use) -> str:
    predicate = use.proposition.predicate
    verb = predicate.lemma.split(" ")[0].casefold()
    if use.place == "holder":
        return "it is the one who says so"
    if use.place == "subject":
        return f"it is the subject of '{predicate.key}'" if _acts(use, verb) else ""
    if use.place == "adjunct" and use.role == "of" and predicate.noun in GOVERNMENT_NOUNS:
        return f"it has '{predicate.noun}'"
    if predicate.noun in TARGET_NOUNS.get(use.role, ()) or verb in TARGET_VERBS.get(use.role, ()):
        return f"it is what '{predicate.key}' is directed at"
    if use.place == "object" and not use.role and verb in STANCE_VERBS:
        return f"it is what '{predicate.key}' is directed at"
    return ""


def _acts(use: Use, verb: str) -> bool:
    """True when the predicate is something that only somebody who decides can do, be or have."""
    proposition = use.proposition
    predicate, thing = proposition.predicate, proposition.object
    nouns = {predicate.noun, thing.lemma.casefold() if thing is not None and thing.kind is MentionKind.NOMINAL else ""}
    if verb in DECIDING_WITH.get(predicate.preposition, ()) and predicate.voice is Voice.ACTIVE:
        return True
    if verb in DECIDING_VERBS or nouns & GOVERNMENT_NOUNS:
        return verb not in CITY_VERBS or verb in _LINKING
    if not verb or verb in CITY_VERBS or predicate.voice is not Voice.ACTIVE:
        return False
    return thing is not None and not (predicate.preposition and not predicate.noun)


def _sign_of_owner(text: str, span: Span, head: Mention) -> str:
    noun = head.lemma.casefold()
    if noun in GOVERNMENT_NOUNS and re.match(r"['’]", text[span.end : span.end + 1]):
        return f"it has '{noun}'"
    return ""


def _sign_before(text: str, span: Span) -> str:
    """ "talks between A and Washington", "ties with Moscow", "calls from Ankara", "according to Beijing"."""
    before = text[max(0, span.start - _WORDS_BEFORE) : span.start]
    if re.search(r"\baccording to $", before, re.IGNORECASE):
        return "it is the one who says so"
    match = re.search(r"((?:[\w-]+ ){1,3})between (?:[\w.]+ and )?$|([\w-]+ )with $", before)
    words = (match[1] or match[2]).split() if match else []
    found = next((word for word in words if word.casefold() in BETWEEN_NOUNS), "")
    if not found and (match := re.search(r"([\w-]+) (\w+) $", before)):
        found = match[1] if _singulars(match[1]) & TARGET_NOUNS.get(match[2], frozenset()) else ""
    return f"it stands after '{found}'" if found else ""


def _sign_behind(text: str, span: Span) -> str:
    """ "Which Moscow claims is false"; but not "the fire in Paris claimed lives"."""
    before = text[max(0, span.start - _WORDS_BEFORE) : span.start].split(" ")[-2:-1]
    match = re.match(r" (\w+)", text[span.end : span.end + _WORDS_BEFORE])
    found = match[1] if match is not None and match[1] in SPEAKING and not set(before) & (LOCATIVE | DIRECTED) else ""
    return f"it stands before '{found}'" if found else ""


def _singulars(noun: str) -> set[str]:
    """What a noun can be the plural of, and itself."""
    word = noun.casefold()
    return {word, word.removesuffix("s"), f"{word.removesuffix('ies')}y"}
