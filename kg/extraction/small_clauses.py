"""What a clause calls, names or elects somebody: "called the arrival a provocation", "declared himself head of state"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.clause import Clause
from kg.extraction.clauses import Clauses
from kg.extraction.participles import is_outcome
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import is_predicate, is_relative, noun_key, second_object
from kg.model import Voice
from kg.parse import Token


def small_clauses(found: Sequence[Clause], clauses: Clauses) -> Iterator[Clause]:
    """A clause of its own for what each clause calls its object."""
    for clause in found:
        named = _named(clause)
        if named is not None:
            yield _small_clause(clause, named, clauses)


def _named(clause: Clause) -> Token | None:
    """What a clause calls, makes or thinks its object to be: a noun behind it."""
    verb = clause.content
    if clause.voice is Voice.PASSIVE:  # "was described by Norway as a mistake"
        return next((child for child in verb.rights if _is_judgement(child, verb)), None)
    thing = _thing(verb) if clause.voice is Voice.ACTIVE else None
    second = second_object(verb)
    complements = (
        child
        for child in verb.children
        if child is second or (child.dep in ("xcomp", "obl") and child is not thing and not is_predicate(child))
    )
    named = next((child for child in complements if child.pos in ("NOUN", "PROPN")), None)
    if thing is None or named is None or named.i < thing.i:
        return None
    return named if named.dep != "obl" or _is_judgement(named, verb) else None


def _thing(verb: Token) -> Token | None:
    """What is called something: the object, or what a verb with a preposition is about ("referred to it as a hoax")."""
    about = verb.words.judge_about.get(verb.lower_lemma)
    if about is not None and any(_is_judgement(child, verb) for child in verb.rights):
        return next((child for child in verb.rights if child.dep == "obl" and case_of(child) == about), None)
    return next((child for child in verb.children if child.dep == "obj"), None)


def _is_judgement(noun: Token, verb: Token) -> bool:
    """ "as a mistake" behind a verb of judging."""
    judges = verb.lower_lemma in verb.words.judge or verb.lower_lemma in verb.words.judge_about
    return judges and noun.dep == "obl" and case_of(noun) == verb.grammar.essive and noun.pos in ("NOUN", "PROPN")


def _small_clause(clause: Clause, named: Token, clauses: Clauses) -> Clause:
    thing = _thing(clause.content)
    subject = clause.object  # of a passive
    if thing is not None and clause.voice is Voice.ACTIVE:
        subject = (clauses.antecedent(clause) if is_relative(thing) else None) or clauses.phrases.mention(thing)
        if thing.lower in thing.language.reference.reflexive and clause.subject is not None:
            subject = clause.subject
        if is_outcome(clause.content):
            subject = replace(subject, antecedent=clauses.subject_of(clause.content.head))
    return Clause(
        chain=(named,),
        head=named,
        subject=subject,
        object=clauses.phrases.mention(named),
        object_token=named,
        adjuncts=clauses.of_noun(named),
        noun=noun_key(named),
        linking=True,
        rules=["small_clause"],
    )
