"""Capitals that stand for a government: "Moscow says", "Washington's envoy", "urged Caracas to ..."; but not "in Moscow".

Every test gives the words that show it, for the reason of the link; "" when nothing shows it: then the city is meant.
"""

from __future__ import annotations

import re

from kg.lang.language import Language
from kg.model import Mention, MentionKind, Span, Voice
from kg.resolve.discourse import Discourse, Use

_WORDS_BEFORE = 60  # characters that are searched for "talks between"


def government_sign(discourse: Discourse, span: Span, head: Mention | None) -> str:
    """What shows that the capital at `span` stands for its government. `head` is the phrase that it modifies, if any."""
    text, language = discourse.text, discourse.language
    signs = [_sign_of_use(use, language) for use in discourse.uses.get(span, ())]
    if head is not None:
        signs.append(_sign_of_owner(text, span, head, language))
    signs += [_sign_before(text, span, language), _sign_behind(text, span, language)]
    return next((sign for sign in signs if sign), "")


def _sign_of_use(use: Use, language: Language) -> str:
    predicate, words = use.proposition.predicate, language.reference
    verb = predicate.lemma.split(" ")[0].casefold()
    if use.place == "holder":
        return "it is the one who says so"
    if use.place == "subject":
        return f"it is the subject of '{predicate.key}'" if _acts(use, verb, language) else ""
    belongs = use.place == "adjunct" and use.role == language.grammar.genitive
    if belongs and predicate.noun in words.government_nouns:
        return f"it has '{predicate.noun}'"
    if predicate.noun in words.target_nouns.get(use.role, ()) or verb in words.target_verbs.get(use.role, ()):
        return f"it is what '{predicate.key}' is directed at"
    if use.place == "object" and not use.role and verb in words.stance_verbs:
        return f"it is what '{predicate.key}' is directed at"
    return ""


def _acts(use: Use, verb: str, language: Language) -> bool:
    """True when the predicate is something that only somebody who decides can do, be or have."""
    proposition, words = use.proposition, language.reference
    predicate, thing = proposition.predicate, proposition.object
    nouns = {predicate.noun, thing.lemma.casefold() if thing is not None and thing.kind is MentionKind.NOMINAL else ""}
    if verb in words.deciding_with.get(predicate.preposition, ()) and predicate.voice is Voice.ACTIVE:
        return True
    if verb in words.deciding_verbs or nouns & words.government_nouns:
        return verb not in words.city_verbs or verb in words.being_or_having
    if not verb or verb in words.city_verbs or predicate.voice is not Voice.ACTIVE:
        return False
    return thing is not None and not (predicate.preposition and not predicate.noun)


def _sign_of_owner(text: str, span: Span, head: Mention, language: Language) -> str:
    noun = head.lemma.casefold()
    if noun in language.reference.government_nouns and re.match(r"['’]", text[span.end : span.end + 1]):
        return f"it has '{noun}'"
    return ""


def _sign_before(text: str, span: Span, language: Language) -> str:
    """ "talks between A and Washington", "ties with Moscow", "calls from Ankara", "according to Beijing"."""
    before, words = text[max(0, span.start - _WORDS_BEFORE) : span.start], language.reference
    if re.search(words.source_before, before):
        return "it is the one who says so"
    match = re.search(words.related_before, before)
    nouns = (match[1] or match[2]).split() if match else []
    found = next((noun for noun in nouns if noun.casefold() in words.between_nouns), "")
    if not found and (match := re.search(r"([\w-]+) (\w+) $", before)):
        governed = words.target_nouns.get(match[2], frozenset())
        noun = match[1].casefold()
        found = match[1] if governed & {noun, *language.grammar.singulars(noun)} else ""
    return f"it stands after '{found}'" if found else ""


def _sign_behind(text: str, span: Span, language: Language) -> str:
    """ "Which Moscow claims is false"; but not "the fire in Paris claimed lives"."""
    before = text[max(0, span.start - _WORDS_BEFORE) : span.start].split(" ")[-2:-1]
    match = re.match(r" (\w+)", text[span.end : span.end + _WORDS_BEFORE])
    placed = (language.words.locative | language.words.directed).intersection(before)
    found = match[1] if match is not None and match[1] in language.reference.speaking and not placed else ""
    return f"it stands before '{found}'" if found else ""
