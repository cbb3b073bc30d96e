"""Words beside a pair that say that it is not so, or not surely, where no verb does: extraction knows what is said of verbs."""

from __future__ import annotations

from collections.abc import Iterable

from kg.parse import Token

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_NOUNS = frozenset("NOUN PROPN NUM".split())


def denied(words: Iterable[Token]) -> bool:
    """ "Ada Bell, not a vice admiral", "in 1960, not 1961": a negation before a noun."""
    nouns = (word for word in words if word.pos in _NOUNS)
    return any(
        child.lower in noun.words.negations and child.nbor().lower != child.grammar.additive
        for noun in nouns
        for child in noun.lefts
    )


def doubted(ends: Iterable[Token], shown: Iterable[Token], between: Iterable[Token]) -> bool:
    """ "a colonel or a major", "the alleged member", "accused of membership": each of them is only possible."""
    named, words = (*ends, *shown), tuple(between)
    return (
        any(map(_is_unsure, named))
        or any(map(_is_alternative, (*named, *words)))
        or any(map(_is_charged, (*named, *words)))
    )


def _is_unsure(word: Token) -> bool:
    return any(child.dep == "amod" and child.lower in word.words.not_actual_adjectives for child in word.children)


def _is_charged(word: Token) -> bool:
    """What somebody is accused of, as a noun."""
    cases = (child.lower for child in word.children if child.dep == "case")
    return any(word.head.lemma in word.words.charge.get(case, ()) for case in cases)


def _is_alternative(word: Token) -> bool:
    """One of several that are joined by "or"; not a thing with another name of it."""
    while word.dep == "conj":
        word = word.head
    joined = [child for child in word.children if child.dep == "conj"]
    marks = (
        child
        for other in joined
        for child in other.children
        if child.dep == "cc" and child.lower == word.grammar.disjunction
    )
    return any(not _names_again(word, mark) for mark in marks)


def _names_again(word: Token, mark: Token) -> bool:
    """ "Ada Mary Bell, or simply Ada Bell", "Ada Bell (or Bel)"."""
    before = word.parse[word.i : mark.i]
    aside = sum((token.text in _OPENING) - (token.text in _CLOSING) for token in before) > 0
    merely = any(child.lower in child.language.relations.renaming for child in mark.head.children)
    return aside or merely or bool(_name(word) & _name(mark.head))


def _name(word: Token) -> set[str]:
    """The words of a person's name; other names share words that tell nothing ("Party")."""
    entity = next((one for one in word.parse.names if one.label == "PERSON" and one.start <= word.i < one.end), ())
    return {token.lower for token in entity}
