"""Relative clauses: which noun they are about, and their pronoun where it stands with another verb."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.people import is_human
from kg.extraction.phrases import conjuncts
from kg.extraction.syntax import is_relative, stray_subject
from kg.parse import Token

_PLACES_AND_BODIES = ("ORG", "GPE", "LOC")


def noun_meant(clause: Token) -> Token | None:
    """What a relative clause is about, wherever the parser hung it in the phrase of that noun."""
    noun = modified_by(clause)
    return None if noun is None else _whose_holder(noun, clause) or _event_above(noun, clause) or noun


def modified_by(clause: Token) -> Token | None:
    """The noun that a relative clause is about, also that of one coordinated with it, or said in it: "who police say left"."""
    while clause.dep == "conj" or _reaches_out(clause):
        clause = clause.head
    return clause.head if clause.dep in ("acl:relcl", "acl") else None


def _reaches_out(clause: Token) -> bool:
    """Its relative pronoun stands before the verb of saying that it hangs on."""
    own = (child for child in clause.lefts if child.i < clause.head.i)
    before = (stray_subject(clause), fronted_object(clause), *own)
    return clause.dep == "ccomp" and any(one is not None and is_relative(one) for one in before)


def fronted_object(clause: Token) -> Token | None:
    """Its relative pronoun as object, which the parser hung on the verb of saying: "*whom* police say they arrested"."""
    if clause.dep != "ccomp" or clause.head.lower_lemma not in clause.words.say_or_think:
        return None
    return next((child for child in clause.head.lefts if child.dep == "obj" and is_relative(child)), None)


def is_anothers(child: Token, verb: Token) -> bool:
    """An argument of the clause below a verb of saying, which the parser hung on that verb: '"Ana," he said, "left"'."""
    return any(child in (stray_subject(other), fronted_object(other)) for other in verb.rights)


def _whose_holder(noun: Token, clause: Token) -> Token | None:
    """The person that "who" is, where the parser hung it on their body: "a director of the Peace Council, who died"."""
    human = any(word.lower in word.grammar.human_relatives for word in clause.subtree if word.i <= clause.i)
    body = noun.ent_type in _PLACES_AND_BODIES and noun.dep == "nmod"
    return noun.head if human and body and is_human(noun.head) else None


def agrees(pronoun: Token, clause: Token) -> bool:
    """ "Which" stands for no person; then it takes up a whole clause."""
    noun = modified_by(clause)
    return noun is None or noun.ent_type != "PERSON" or pronoun.lower != pronoun.grammar.thing_relative


def shared(noun: Token, clause: Token) -> tuple[Token, bool]:
    """Of a coordination before a relative clause what it is about, and whether it is about all: "Ruiz and Berg, who lead it".

    A verb in the singular is said of the last one. Where number does not tell, it is so of the last one at least.
    """
    first = noun.head if noun.dep == "conj" else noun
    several = [first, *conjuncts(first)]
    human = any(word.lower in word.grammar.human_relatives for word in clause.subtree if word.i <= clause.i)
    bodies = human and any(one.ent_type in _PLACES_AND_BODIES for one in several)
    if len(several) == 1 or noun not in several or several[-1].i > clause.i or bodies:
        return noun, False
    if _number(clause) == "Plur" and not several[-1].is_plural:
        return first, True
    return several[-1], False


def _number(clause: Token) -> str:
    """The number that the finite verb of a clause shows: Sing, Plur, or ""."""
    words = (*(child for child in clause.children if child.dep in ("aux", "aux:pass", "cop")), clause)
    finite = next((word for word in words if word.is_finite), None)
    if finite is None or finite.lower in finite.grammar.agreeing_copula:
        return finite.grammar.agreeing_copula[finite.lower] if finite is not None else ""
    modal = finite.morph.tense != "Pres"
    return "" if modal else finite.morph.number or "Plur"


def _event_above(noun: Token, clause: Token) -> Token | None:
    """What took place, where the parser hung that on a place or person in its phrase: "the attacks on the embassy that took place"."""
    objects = {child.lower_lemma for child in clause.rights if child.dep == "obj"} or {""}
    happens = any(verb == clause.lower_lemma and thing in objects for verb, thing in clause.grammar.happening)
    events, above = noun.words.event_nouns | noun.words.act_nouns, noun
    while above.dep == "nmod" and above.lower_lemma not in events:
        above = above.head
    return above if happens and above is not noun and above.lower_lemma in events else None


def stranded_in(verb: Token, idioms: Collection[str]) -> tuple[Token, Token] | None:
    """The noun that belongs to a verb and the preposition that its relative pronoun left behind: "that he took *part in*"."""
    if not any(child.dep == "obj" and is_relative(child) for child in verb.lefts):
        return None
    noun = next((child for child in verb.rights if child.dep == "obj" and child.lower_lemma in idioms), None)
    behind = noun.nbor() if noun is not None and noun.i + 1 < len(noun.parse) else None
    return (noun, behind) if noun is not None and behind is not None and behind.pos == "ADP" else None
