"""Relative clauses: which noun they are about, and their pronoun where it stands with another verb."""

from __future__ import annotations

from kg.extraction.people import is_human
from kg.extraction.syntax import is_relative, stray_subject
from kg.parse import Token


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


def whose_holder(noun: Token, clause: Token) -> Token | None:
    """The person that "who" is, where the parser hung it on their body: "a director of the Peace Council, who died"."""
    human = any(word.lower in word.grammar.human_relatives for word in clause.subtree if word.i <= clause.i)
    body = noun.ent_type in ("ORG", "GPE", "LOC") and noun.dep == "nmod"
    return noun.head if human and body and is_human(noun.head) else None


def agrees(pronoun: Token, clause: Token) -> bool:
    """ "Which" stands for no person; then it takes up a whole clause."""
    noun = modified_by(clause)
    return noun is None or noun.ent_type != "PERSON" or pronoun.lower != pronoun.grammar.thing_relative
