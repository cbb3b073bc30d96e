"""Acts: what a predicate without an object says of its subject ("died", "was damaged"), and when that is too little to be kept."""

from __future__ import annotations

from dataclasses import replace

from kg.iri import KG
from kg.lang.language import Language
from kg.model import Mention, MentionKind, Predicate, Property, Proposition, Voice

DOES = Property(f"{KG}does", "does")

_NO_WORD = "its predicate is no word"
_LINK = "nothing is linked to the subject"
_LIGHT = "its verb says little without an object"
_SPEECH = "it only says that something is said, thought or asked"
_WANTING = "its verb needs an object, and none was found"
_NAMED = "what it is called or held for is not said"


def relation_key(predicate: Predicate, language: Language) -> str:
    """The normalised words of a relation; a passive without an agent in its own form: "be damaged", "be accused of"."""
    if predicate.voice is not Voice.AGENTLESS:
        return predicate.key
    participle = predicate.head.text.casefold() if predicate.head is not None else predicate.lemma
    words = (language.grammar.copula, participle, predicate.particle, predicate.noun, predicate.preposition)
    return " ".join(filter(None, words))


def as_act(said: Proposition, language: Language) -> Proposition:
    """A proposition whose object is no thing, without it: a time ("died on Monday"), or how its subject is ("is illegal")."""
    thing, predicate = said.object, said.predicate
    linking = predicate.lemma == language.grammar.copula
    if thing is None or (linking and thing.label == "DATE" and said.time):
        return said
    if thing.label == "DATE":
        return replace(said, object=None, predicate=replace(predicate, preposition=""))
    states = predicate.lemma in language.words.all_linking or predicate.voice is Voice.AGENTLESS
    if not states or predicate.preposition or not _is_state(thing, language):
        return said
    with_state = replace(predicate, noun=thing.head.text.casefold(), spans=(*predicate.spans, thing.head))
    return replace(said, object=None, predicate=with_state)


def _is_state(thing: Mention, language: Language) -> bool:
    """True for an adjective: a value that is no amount, and no word that only points or joins."""
    words = language.words
    plain = thing.kind is MentionKind.VALUE and not thing.label and thing.head.text.isalpha()
    return (
        plain and thing.lemma not in words.relative | words.indefinite | words.directed | words.locative | words.joining
    )


def emptiness(said: Proposition, language: Language) -> str:
    """Why an act says nothing that anybody would want to know of its subject; "" when it says something."""
    words, predicate = language.words, said.predicate
    verb = predicate.lemma.split(" ")[-1]
    if not verb.isalpha():
        return _NO_WORD
    if predicate.voice is Voice.NONE or (verb == language.grammar.copula and not predicate.noun):
        return _LINK
    if predicate.voice is Voice.AGENTLESS:
        return _NAMED if verb in words.judge | words.naming and not (predicate.noun or predicate.particle) else ""
    if verb in words.holding and not predicate.noun:
        return _SPEECH
    if predicate.noun or predicate.particle:
        return ""
    placed = said.time or any(adjunct.role in words.locative for adjunct in said.adjuncts)
    if verb in words.light_verbs or (verb in words.no_content and not placed):
        return _LIGHT
    return _WANTING if verb in (words.transitive | words.needs_object) - words.whole_alone else ""
