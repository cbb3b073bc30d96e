"""Acts: what a predicate without an object says of its subject ("died", "was damaged", "is ill")."""

from __future__ import annotations

from dataclasses import replace

from kg.iri import KG
from kg.lang.language import Language
from kg.model import Adjunct, Mention, MentionKind, Predicate, Property, Proposition, Voice

DOES = Property(f"{KG}does", "does")


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
    if thing is None and linking and "existential" in said.rules:
        return replace(said, predicate=replace(predicate, lemma=language.grammar.existence))
    if thing is None or (linking and thing.label == "DATE" and said.time) or celebrates(said, language):
        return said
    if _is_length(said, thing, language):
        return said
    if thing.label == "DATE" or _is_time(thing, predicate, language):
        return replace(said, object=None, predicate=_without_preposition(predicate))
    states = predicate.lemma in language.words.all_linking or predicate.voice is Voice.AGENTLESS
    if not states or predicate.preposition or not _is_state(thing, language):
        return said
    with_state = replace(predicate, noun=thing.head.text.casefold(), spans=(*predicate.spans, thing.head))
    return replace(said, object=None, predicate=with_state)


def _is_length(said: Proposition, thing: Mention, language: Language) -> bool:
    """How long it was is what the verb says: "the war lasted six years"."""
    predicate, first = said.predicate, thing.span.text.partition(" ")[0].casefold()
    long = thing.lemma.casefold() in language.times.units and not (predicate.preposition or said.time)
    counted = first in language.reference.indefinite or (thing.plural and first not in language.reference.definite)
    return predicate.lemma.split(" ")[-1] in language.measures.lasting and long and counted  # not "served last year"


def celebrates(said: Proposition, language: Language) -> bool:
    """True for a day that is celebrated: "marked New Year's Day", but not "celebrated Monday"."""
    thing, predicate = said.object, said.predicate
    day = thing is not None and thing.span.text.casefold() not in language.words.days
    return day and predicate.lemma in language.times.celebrating and not predicate.preposition


def _is_time(thing: Mention, predicate: Predicate, language: Language) -> bool:
    """True for a stretch of time beside a verb that has no object: "came days after the vote"."""
    words = language.words
    timed = thing.kind is MentionKind.NOMINAL and thing.lemma.casefold() in words.time_nouns
    return (
        timed
        and not predicate.preposition
        and predicate.lemma not in words.transitive | words.all_linking | words.light_verbs
    )


def _without_preposition(predicate: Predicate) -> Predicate:
    """The predicate alone, in its words, too: "died" of "died on Monday"."""
    if not predicate.spans:  # what a noun says has no words of its own
        return replace(predicate, preposition="")
    *before, last = predicate.spans
    end = len(last.text) - len(predicate.preposition)
    if predicate.preposition and last.text[end:].casefold() == predicate.preposition:
        words = last.text[:end].rstrip()
        before += [replace(last, end=last.start + len(words), text=words)] if words else []
        return replace(predicate, preposition="", spans=tuple(before))
    return replace(predicate, preposition="")


def _is_state(thing: Mention, language: Language) -> bool:
    """True for an adjective: a value that is no amount, and no word that only points or joins."""
    return thing.is_word and not language.words.points(thing.lemma)


def with_outcome(said: Proposition, language: Language) -> Proposition:
    """A predicate with what it makes of its object, or finds it: "left Reed angry" is "leave angry"."""
    thing, predicate = said.object, said.predicate
    if thing is None or predicate.preposition or predicate.particle or predicate.lemma == language.grammar.copula:
        return said
    found = (item for item in said.adjuncts if is_complement(item, language) and _is_state(item.mention, language))
    outcome = next(found, None)
    if outcome is None:
        return said
    words = outcome.mention.head
    adjuncts = tuple(item for item in said.adjuncts if item is not outcome)
    predicate = replace(predicate, particle=words.text.casefold(), spans=(*predicate.spans, words))
    return replace(said, predicate=predicate, adjuncts=adjuncts)


def is_complement(beside: Adjunct, language: Language) -> bool:
    """True for what an object is called or made, without a preposition: "made it *a crime*", "left him *angry*"."""
    return beside.role == language.grammar.essive and beside.span == beside.mention.span
