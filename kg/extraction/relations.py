"""Every pair of things that a sentence relates: arguments of one predicate, and nouns with what hangs on them.

A graph keeps what is worth asking about; who reads single documents (`kg analyse`) wants every relation that grammar shows,
also between things that nobody knows by name ("five strikes near Mosul").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeGuard

from kg.extraction.clause_index import ClauseIndex
from kg.extraction.phrases import Phrases, conjuncts, members
from kg.extraction.prepositions import case_of
from kg.lang.language import Language
from kg.model import Mention, Proposition, Span
from kg.parse import Parse, Token

_NAMES = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC", "PERSON"})
_DESCRIBING = frozenset({"nmod:desc", "compound", "amod"})  # they relate a noun to what they name, if it has a name
_HOLDS = _DESCRIBING | {"nmod", "nmod:poss", "appos", "nummod"}


class Relation(NamedTuple):
    """Two things and the words that relate them, whether or not the text says that it is so."""

    words: str
    head: Span
    tail: Span


def relations(index: ClauseIndex, propositions: Iterable[Proposition]) -> tuple[Relation, ...]:
    """Relations of a document in text order, each pair of spans once for the same words."""
    language = index.parse.language
    found = [
        *(pair for one in propositions for pair in _of_clause(one, language)),
        *_of_nouns(index.parse, index.phrases),
    ]
    seen = {(one.words, one.head, one.tail): one for one in reversed(found) if not _overlap(one)}
    return tuple(sorted(seen.values(), key=lambda one: (one.head, one.tail, one.words)))


def _overlap(relation: Relation) -> bool:
    """A phrase and a part of it: what hangs on the noun says it better."""
    return relation.head.start < relation.tail.end and relation.tail.start < relation.head.end


def _of_clause(proposition: Proposition, language: Language) -> Iterator[Relation]:
    """The subject with every argument, the object with those that follow it: "met | Abadi", "met in | Baghdad"."""
    linked = proposition.predicate.lemma == language.grammar.copula
    phrase = proposition.predicate.phrase or (language.relations.being if linked else language.relations.having)
    thing = proposition.object
    arguments = [(phrase, thing)] if _is_thing(thing) else []
    arguments += [
        (f"{phrase} {item.role}", item.mention)
        for item in proposition.adjuncts
        if item.role != "time" and _is_thing(item.mention)
    ]
    for words, argument in arguments:
        yield from _pairs(words, proposition.subject, argument)
        if argument is not thing and _is_thing(thing):
            yield from _pairs(words, thing, argument)


def _is_thing(mention: Mention | None) -> TypeGuard[Mention]:
    return mention is not None and mention.label not in ("CLAUSE", "DATE")


def _pairs(words: str, one: Mention, other: Mention) -> Iterator[Relation]:
    for first in one.parts or (one,):
        for second in other.parts or (other,):
            yield Relation(words.strip(), first.span, second.span)


def _of_nouns(parse: Parse, phrases: Phrases) -> Iterator[Relation]:
    """What hangs on nouns: "shelters in Homs", "Egypt's envoy", "14 tanks", "Kerry, the secretary", "the Red Cross (ICRC)"."""
    for noun in parse:
        if noun.pos not in ("NOUN", "PROPN", "PRON"):
            continue
        named = {token.i for token in members(noun)}
        for child in noun.children:
            if child.dep not in _HOLDS or phrases.inside_one_name(noun, child):
                continue
            words = noun.language.relations.naming if child.i in named else _words(child)
            if words:
                for other in (child, *_rest(child, phrases)):
                    yield Relation(words, _core(noun, phrases, without=child), _core(other, phrases))


def _rest(child: Token, phrases: Phrases) -> list[Token]:
    """Those that are coordinated with a dependent: "in Iraq and Syria"."""
    return conjuncts(child) if child.pos in ("NOUN", "PROPN", "PRON") else []


def _words(child: Token) -> str:
    """How a dependent relates to its noun; "" for adjectives and nouns that are no name."""
    if child.dep == "nmod":
        return case_of(child) if child.lower not in child.words.time_nouns else ""
    told = child.language.relations.dependents[child.dep]
    return told if child.dep not in _DESCRIBING or child.ent_type in _NAMES else ""


def _core(token: Token, phrases: Phrases, without: Token | None = None) -> Span:
    """A phrase up to its head, and after the dependent that is the other end, so that the two do not overlap; a name whole."""
    mention = phrases.mention(token, coordinated=False)
    if mention.name is not None:
        return mention.name
    if token.dep in ("nummod", "compound", "amod"):
        named = phrases.name_at(token)
        return named.span if named is not None else phrases.token(token)
    first = phrases.at(min(mention.span.start, token.idx)).i
    if without is not None and first <= without.i < token.i:
        first = min(without.right_edge.i + 1, token.i)  # a tree may cross itself
    return phrases.span(first, token.i + 1)
