"""Compounds of a name and a participle before a noun: "a London-based bank", "the Iranian-backed militia", "a Russian-made tank"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.clause import Clause
from kg.extraction.clauses import Clauses
from kg.extraction.phrases import PLACES
from kg.extraction.predication import bearer_of, predicate_of
from kg.extraction.syntax import ACTING
from kg.model import Mention, MentionKind, Voice
from kg.parse import Token


def name_before(participle: Token, clauses: Clauses) -> Mention | None:
    """The name that a hyphen joins with a participle before a noun."""
    joined = participle.dep == "amod" and participle.i > participle.sentence.start + 1
    hyphen = participle.nbor(-1) if joined else None
    if hyphen is None or hyphen.text != "-" or hyphen.whitespace:
        return None
    name = clauses.phrases.name_at(hyphen.nbor(-1))
    return name if name is not None and name.label in ACTING | PLACES else None


def is_known(noun: Token) -> bool:
    """There is such a thing, whatever becomes of it in its clause: it has a name, stands beside one or is definite."""
    named = bool(noun.ent_type) or noun.dep == "appos" or "appos" in noun.child_deps
    return named or any(child.lower in noun.language.reference.definite for child in noun.children)


def compounds(noun: Token, clauses: Clauses) -> Iterator[Clause]:
    """What each of them says: who does it to what the noun names, or where and with whom that is."""
    relations = noun.language.relations
    if any(child.lower in noun.grammar.negative_determiners for child in noun.lefts):
        return  # "no London-based bank"
    for participle in noun.lefts:
        name = name_before(participle, clauses)
        if name is None:
            continue
        placed = name.label in PLACES or name.label == "NORP"
        preposition = relations.compound_prepositions.get(participle.lower) or (
            relations.made_in if placed and participle.lower in relations.made else ""
        )
        agent = participle.lower in relations.compound_agents | relations.made
        bearer = _bearer(noun, clauses)
        if bearer is not None and (preposition or agent):
            yield _clause(participle, bearer, name, preposition)


def _bearer(noun: Token, clauses: Clauses) -> Mention | None:
    """Whom the noun describes: the name it stands beside, the subject of "is a London-based bank", else what it names itself."""
    said = predicate_of(noun)
    if said is not None:
        return clauses.subject_of(said)
    beside = bearer_of(noun.head, noun) if noun.dep == "appos" else noun
    if beside is None:
        return None
    found = clauses.phrases.mention(beside, coordinated=False)
    if found.kind is not MentionKind.NAMED and beside is not noun:
        found = clauses.phrases.mention(noun, coordinated=False)
    return found if found.kind in (MentionKind.NAMED, MentionKind.NOMINAL) else None


def _clause(participle: Token, bearer: Mention, name: Mention, preposition: str) -> Clause:
    """The passive that the compound stands for: "is based in London", "is backed by Iran"."""
    subject, target = (bearer, name) if preposition else (name, bearer)
    return Clause(
        chain=(participle,),
        head=participle,
        subject=subject,
        object=target,
        preposition=preposition,
        voice=Voice.AGENTLESS if preposition else Voice.PASSIVE,
        phrase=[participle],
        rules=["compound"],
    )
