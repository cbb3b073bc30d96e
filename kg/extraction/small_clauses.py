"""What a clause calls, names or elects somebody: "called the arrival a provocation", "declared himself head of state"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.clause import Clause
from kg.extraction.clauses import Clauses
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import is_predicate, is_relative, noun_key, second_object
from kg.model import Voice
from kg.parse import Token


def small_clauses(found: Sequence[Clause], clauses: Clauses) -> Iterator[Clause]:
    """A clause of its own for what each clause calls its object."""
    for clause in found:
        named = _named(clause.content) if clause.voice is Voice.ACTIVE else None
        if named is not None:
            yield _small_clause(clause, named, clauses)


def _named(verb: Token) -> Token | None:
    """What the object of a verb is called, made or thought to be: a noun behind it."""
    thing = next((child for child in verb.children if child.dep == "obj"), None)
    second = second_object(verb)
    complements = (
        child
        for child in verb.children
        if child is second or (child.dep in ("xcomp", "obl") and not is_predicate(child))
    )
    named = next((child for child in complements if child.pos in ("NOUN", "PROPN")), None)
    if thing is None or named is None or named.i < thing.i:
        return None
    judged = case_of(named) == verb.grammar.essive and verb.lemma in verb.words.judge
    return named if named.dep != "obl" or judged else None


def _small_clause(clause: Clause, named: Token, clauses: Clauses) -> Clause:
    thing = next(child for child in clause.content.children if child.dep == "obj")
    subject = (clauses.antecedent(clause) if is_relative(thing) else None) or clauses.phrases.mention(thing)
    if thing.lower in thing.language.reference.reflexive and clause.subject is not None:
        subject = clause.subject
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
