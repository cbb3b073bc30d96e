"""The preposition before a noun: its words, those of more than one noun ("in response to"), and who is cited ("according to")."""

from __future__ import annotations

from kg.parse import Token


def case_of(token: Token) -> str:
    """The preposition before a noun, several joined ("because of"), lower case."""
    return " ".join(word.lower for word in cases_of(token))


def cases_of(token: Token) -> list[Token]:
    """The words of the preposition before a noun."""
    if "case" not in token.child_deps:
        return []
    cases = [child for child in token.children if child.dep == "case" and child.i < token.i]
    joined = (word for case in cases for word in (case, *(child for child in case.children if child.dep == "fixed")))
    return [word for word in joined if word.i < token.i]


def complex_preposition(noun: Token) -> tuple[str, Token] | None:
    """The preposition that a bare noun is part of, and the noun behind it: "in response to" and the attack."""
    case = case_of(noun)
    last = noun.words.complex_prepositions.get(case, {}).get(noun.lower)
    if last is None or noun.nbor().lower != last or not noun.child_deps.isdisjoint(("det", "amod", "nmod:poss")):
        return None
    behind = next((child for child in noun.rights if child.dep == "nmod"), None)
    return (f"{case} {noun.lower} {last}", behind) if behind is not None else None


def particles_of(verb: Token) -> list[Token]:
    """Its particles; behind a verb that says little without one, also what is read as an adverb: "the ship went *down*"."""
    bare = verb.lower_lemma in verb.words.light_verbs | verb.words.being_there
    return [
        child
        for child in verb.children
        if child.dep == "compound:prt"
        or (bare and child.dep == "advmod" and child.i == verb.i + 1 and child.lower in verb.words.particles)
    ]
