"""Which class or operator the words around a verb or noun name: the patterns of kg/lang/en/events.py, looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.extraction.prepositions import case_of, cases_of
from kg.lang.language import Events
from kg.parse import Token


class Sense(NamedTuple):
    """What a pattern says of a word: a class or an operator, and how much of the pattern stood there."""

    name: str
    weight: int


class _Pattern(NamedTuple):
    name: str
    others: tuple[frozenset[str], ...]


class Senses(NamedTuple):
    """The patterns of a language, by the lemma that they begin with."""

    classes: Mapping[str, list[_Pattern]]
    operators: Mapping[str, list[_Pattern]]
    over_verbs: Mapping[str, list[_Pattern]]  # operators that may have a verb below them
    nouns: Mapping[str, str]
    operator_nouns: Mapping[str, str]


@cache
def senses_of(events: Events) -> Senses:
    """The patterns of a language, looked up by lemma."""
    groups = {name: frozenset(members.split()) for name, members in events.groups.items()}
    return Senses(
        _index(events.verbs, groups),
        _index(events.operators, groups),
        _index({name: verbs for name, verbs in events.operators.items() if name != "light"}, groups),
        {noun: name for name, nouns in reversed([*events.nouns.items()]) for noun in nouns.split()},
        {noun: name for name, nouns in events.operator_nouns.items() for noun in nouns.split()},
    )


def _index(table: Mapping[str, str], groups: Mapping[str, frozenset[str]]) -> dict[str, list[_Pattern]]:
    found: defaultdict[str, list[_Pattern]] = defaultdict(list)
    for name, patterns in table.items():
        for pattern in patterns.split():
            first, *rest = pattern.split("_")
            others = (groups[part[1:]] if part.startswith("@") else frozenset({part}) for part in rest)
            found[first].append(_Pattern(name, tuple(others)))
    return dict(found)


def _senses(token: Token) -> Senses:
    return senses_of(token.language.events)


def class_of(token: Token) -> Sense | None:
    """The class that a verb names together with what stands beside it."""
    return (_best(_senses(token).classes, token, token.lower) if _adjectival(token) else None) or _best(
        _senses(token).classes, token, _base(token)
    )


def operator_of(token: Token) -> Sense | None:
    """The operator that a verb or an adjective is; with a verb below it none for which only a noun counts."""
    index = (
        _senses(token).over_verbs
        if any(child.dep in ("xcomp", "ccomp") for child in token.children)
        else _senses(token).operators
    )
    if _adjectival(token):
        return _best(index, token, token.lower) or _best(index, token, _base(token))
    participle = token.lower in token.language.events.adjectival and not token.is_past
    return _best(index, token, _base(token)) if not participle else None


def nominal_class(noun: Token) -> Sense | None:
    """The class of a noun that is read as its verb ("suspension of aid"), where its object decides."""
    verb = noun.language.events.nominals.get(noun.lower_lemma)
    found = _best(_senses(noun).classes, noun, verb) if verb else None
    return found if found is not None and found.weight > 0 else None


def nominal_operator(noun: Token) -> Sense | None:
    """The operator that a noun is, itself or as its verb ("an end to", "a plan to")."""
    lemma = noun.lower_lemma
    if lemma in _senses(noun).operator_nouns:
        return Sense(_senses(noun).operator_nouns[lemma], 0)
    verb = noun.language.events.nominals.get(lemma)
    return _best(_senses(noun).operators, noun, verb) if verb else None


def event_noun(noun: Token) -> str:
    """The class of a noun by itself, "" for none."""
    return _senses(noun).nouns.get(noun.lower_lemma, "")


def _adjectival(token: Token) -> bool:
    """An adjective, or a participle with a form of "be": "is prepared to"."""
    return token.pos == "ADJ" or any(child.dep in ("cop", "aux:pass") for child in token.children)


def _base(verb: Token) -> str:
    """Its lemma; "reimpose" goes with "impose" when it has no patterns of its own."""
    lemma = verb.lower_lemma
    rest = lemma.removeprefix(verb.language.events.iterative).removeprefix("-")
    known = lemma in _senses(verb).classes or lemma in _senses(verb).operators
    return (
        rest
        if not known and rest != lemma and (rest in _senses(verb).classes or rest in _senses(verb).operators)
        else lemma
    )


def _best(index: Mapping[str, list[_Pattern]], token: Token, lemma: str) -> Sense | None:
    """The pattern with most words; the first of several."""
    patterns = index.get(lemma, ())
    if not patterns:
        return None
    beside = dict(_beside(token)) if any(pattern.others for pattern in patterns) else {}
    fits = []
    for pattern in patterns:
        weights = [max((beside[word] for word in part if word in beside), default=0) for part in pattern.others]
        if all(weights):
            fits.append(Sense(pattern.name, sum(weights)))
    return max(fits, key=lambda sense: sense.weight, default=None)


def _beside(token: Token) -> Iterator[tuple[str, int]]:
    """Words that can complete a pattern: particles, prepositions and objects; compounds in an object weigh less."""
    found: dict[str, int] = {}
    lexicon = token.language.events
    for child in token.children:
        if child.dep == "compound:prt" or (child.dep == "advmod" and child.lower in lexicon.particles):
            found[child.lower] = 3
        elif child.dep in ("obl", "obl:agent", "nmod", "xcomp", "advcl"):
            found.update((case.lower, 2) for case in cases_of(child) if case.lower not in lexicon.placing)
            found.update((mark.lower, 2) for mark in child.children if mark.dep == "mark")
            if child.dep == "xcomp":
                found.setdefault(child.lower_lemma, 2)
            if child.pos in ("NOUN", "PROPN"):
                found.update((word, weight) for word, weight in _nouns(child) if found.get(word, 0) < weight)
        if child.dep in ("obj", "nsubj:pass", "compound", "dep"):
            found.update((word, weight) for word, weight in _nouns(child) if found.get(word, 0) < weight)
        if child.dep == "ccomp":
            found["CLAUSE"] = 3
        if child.dep in ("amod", "advmod") and child.i > token.i:
            found.setdefault(child.lower, 3)
    yield from found.items()


def _nouns(noun: Token) -> Iterator[tuple[str, int]]:
    """A noun, what is coordinated with it, what it is a number or group of, and its compounds."""
    yield noun.lower_lemma, 3
    if noun.ent_type in ("GPE", "NORP"):
        yield noun.ent_type, 3
    for child in noun.children:
        if child.dep == "conj":
            yield from ((word, 1) for word, weight in _nouns(child) if weight == 3)
        elif child.dep == "nmod" and noun.lower_lemma in noun.language.events.measures:
            yield from _nouns(child)
        elif child.dep in ("compound", "amod"):
            yield child.lower_lemma, 2
            for deeper in child.children:
                if deeper.dep == "compound":
                    yield deeper.lower_lemma, 2
        elif child.dep == "nmod" and case_of(child) == noun.grammar.genitive:
            yield from ((word, 1) for word, weight in _nouns(child) if weight == 3)
