"""Propositions that say nothing which anybody would sign, and why: without an object, of an object, and of what the object is."""

from __future__ import annotations

from kg.lang.language import Language
from kg.mapping.acts import celebrates, is_complement
from kg.model import Mention, MentionKind, Polarity, Proposition, Voice

_ALIAS = "initials are another name, not a fact"
_INSIDE = "where a thing is belongs to its description"  # "shops in Lima closed"
_BARE_NUMBER = "a bare number is no description of somebody"  # "She was six": what six is, nobody says
_CALLED = "what the object is called stands as a claim of its own"
_CONTENT = "what is said, asked or wanted stands as claims of its own"
_OF_A_PRONOUN = "a description that rests on a pronoun: whose it is stands as a claim of its own"
_NO_THING = "its object is neither a thing nor a quantity"
_HALF = "where it is says nothing without what follows"
_HALF_WAY = "of what it came short is said by a claim of its own"  # "stopped short of leaving"
_MEDIUM = "what is told to a medium is told to everybody"
_NO_WORD = "its predicate is no word"
_LINK = "nothing is linked to the subject"
_LIGHT = "its verb says little without an object"
_SPEECH = "it only says that something is said, thought, asked or planned"
_WANTING = "its verb needs an object, and none was found"
_ASKED = "it is asked what its object is"  # "knows which side Peru supports"
_OPEN = "it is not said what it is"  # "did what it could"
_WHOSE = "whose they are, nobody says"  # "Hobbies include chess"
_NAMED = "what it is called or held for is not said"
_NAME = "a name is nothing that its bearer is"
_SIGN = "its object is a sign, not a word"
_MEMBER = "what it is one of is said by a claim of its own"  # "was among those killed"
_THERE = "that there is such a thing says little"
_MUTUAL = "what they do with one another is said by claims of its own"  # "Ruiz and Berg met"
_WHICH = "it only says which ones are meant"  # "people accused of theft"


def of_act(said: Proposition, language: Language) -> str:
    """Why a predicate without an object says too little of its subject; "" when it says something."""
    words, predicate = language.words, said.predicate
    verb = predicate.lemma.split(" ")[-1]
    if "existential" in said.rules:
        return "" if _is_news(said, language) else _THERE
    if not predicate.noun and (predicate.voice is Voice.NONE or verb == language.grammar.copula):
        return _LINK
    if "reduced_relative" in said.rules and said.subject.head.text.casefold() in language.grammar.plural_pronouns:
        return _WHICH  # "those gathered"
    if not language.grammar.half_way.isdisjoint(predicate.phrase.casefold().split()):
        return _HALF_WAY
    if predicate.voice is Voice.NONE:
        return ""
    if not verb.isalpha():
        return _NO_WORD
    if predicate.noun:
        return ""
    if predicate.voice is Voice.AGENTLESS:
        half = verb in words.judge | words.naming | words.half_passives
        return _NAMED if half and not predicate.particle else ""  # "was called off"
    if verb in words.light_verbs and not predicate.particle:
        return _LIGHT
    if verb in words.holding | words.request | words.plan | words.hope:
        return "" if "assent" in said.rules else _SPEECH
    if predicate.particle:
        return ""
    placed = said.time or any(adjunct.role in words.locative for adjunct in said.adjuncts)
    if verb in words.being_there and not placed:
        return _LIGHT
    return _WANTING if verb in (words.transitive | words.needs_object) - words.whole_alone else ""


def of_object(said: Proposition, subject_type: str, language: Language) -> str:
    """Why a predicate says nothing of its object, whatever that is; "" when it may."""
    thing, verb, words = said.object, said.predicate.lemma, language.words
    linking = verb == language.grammar.copula
    if "alias" in said.rules:
        return _ALIAS
    if "located" in said.rules:
        return _INSIDE
    if "membership" in said.rules:
        return _MEMBER
    if "mutual" in said.rules:
        return _MUTUAL
    if "reduced_relative" in said.rules and said.subject.lemma in words.anybody and _is_bare(said.subject, language):
        return _WHICH
    if thing is None:
        return ""
    first = thing.span.text.partition(" ")[0]
    asked = language.grammar.asking_determiners
    if first.casefold() in asked and first != thing.head.text:
        return _ASKED
    if not asked.isdisjoint((thing.span.text.casefold(), said.subject.span.text.casefold())):
        return _OPEN
    if not any(char.isalnum() for char in thing.span.text):
        return _SIGN
    if linking and thing.lemma.casefold() in words.name_nouns and {"apposition", "title"} & set(said.rules):
        return _NAME
    if linking and thing.label == "CARDINAL" and subject_type == "Person" and thing.span.end == thing.head.end:
        return _BARE_NUMBER
    if _is_raised(said, language):
        return _CALLED
    if thing.label == "CLAUSE":
        return _CONTENT
    bare = not (said.predicate.noun or said.predicate.preposition)
    if linking and bare and thing.span.text.partition(" ")[0].casefold() in language.reference.possessive:
        return _OF_A_PRONOUN
    if verb in words.including and said.predicate.voice is Voice.ACTIVE and _is_bare(said.subject, language):
        return _WHOSE
    quantity = thing.label or any(char.isdigit() for char in thing.span.text)
    pointing = thing.is_word and words.points(thing.lemma)  # "are there", "was so"
    value = thing.kind is MentionKind.VALUE and not celebrates(said, language)
    return _NO_THING if value and (pointing or not (linking or quantity)) else ""


def of_relation(said: Proposition, object_type: str, language: Language) -> str:
    """Why a relation with a thing of a class says nothing; "" when it says something."""
    thing, verb, words = said.object, said.predicate.lemma, language.words
    placed = verb == language.grammar.copula and said.predicate.preposition in words.locative
    if placed and thing is not None and thing.lemma.casefold() in words.half_states:
        return _HALF
    if verb in words.telling and object_type != "Concept":
        return _CONTENT
    return _MEDIUM if object_type == "MediaOrganization" and verb in words.holding | words.talk else ""


def _is_news(said: Proposition, language: Language) -> bool:
    """There was an event or so many things, or there is none: "there were clashes", "there is no cure"."""
    noun, words = said.subject.lemma.casefold(), language.words
    counted = any(char.isdigit() for char in said.subject.span.text)
    return counted or said.polarity is Polarity.NEGATED or noun in words.event_nouns | words.act_nouns


def _is_raised(said: Proposition, language: Language) -> bool:
    """True where the object is only what a complement is about: "called it a crime", "made Reed chairman", "wants Peru to leave"."""
    verb, words, grammar = said.predicate.lemma.split(" ")[-1], language.words, language.grammar
    about = words.judge_about.get(verb, "")
    if said.predicate.preposition not in ("", about) or said.predicate.voice is Voice.AGENTLESS:
        return False
    called = (about or verb in words.judge) and any(item.role == grammar.essive for item in said.adjuncts)
    if called or said.predicate.preposition or said.predicate.voice is not Voice.ACTIVE:
        return bool(called)
    made = verb in words.raising | words.judge and any(is_complement(item, language) for item in said.adjuncts)
    clauses = (
        item for item in said.adjuncts if item.mention.label == "CLAUSE" and item.role == grammar.infinitive_marker
    )
    return made or (verb in words.raising | words.obliging_to and any(clauses))


def _is_bare(subject: Mention, language: Language) -> bool:
    """True for several things without a word or name that says which: "other hobbies"."""
    first = subject.span.text.partition(" ")[0].casefold()
    known = first in language.reference.determiners or subject.modifiers or subject.kind is not MentionKind.NOMINAL
    return subject.plural and not known
