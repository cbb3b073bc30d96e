"""What relative clauses are about: the noun before them, the person whose body stands there, or several in a row."""

from __future__ import annotations

from kg.extraction.phrases import conjuncts
from kg.extraction.syntax import is_human
from kg.parse import Token

_PLACES_AND_BODIES = ("ORG", "GPE", "LOC")


def modified_by(clause: Token) -> Token | None:
    """The noun that a relative clause is about, also that of one coordinated with it."""
    while clause.dep == "conj":
        clause = clause.head
    return clause.head if clause.dep in ("acl:relcl", "acl") else None


def whose_holder(noun: Token, clause: Token) -> Token | None:
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
