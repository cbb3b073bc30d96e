"""Clauses that leave out their verb, or have "did" in its place: "Mali expelled the envoy and Niger the attaché", "Chile did not"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.clause import Clause
from kg.extraction.phrases import Phrases
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import SUBJECTS
from kg.model import Voice
from kg.parse import Token

GAPPED, ELIDED = "gapping", "ellipsis"
_ALONE = frozenset(
    {"nsubj", "advmod", "cc", "mark", "punct", "aux", "parataxis", "discourse"}
)  # what a verb that stands for another has
_BESIDE = frozenset({"conj", "parataxis", "advcl"})


def gapped(clause: Clause, phrases: Phrases) -> Iterator[Clause]:
    """The clause again with the subject and the object, or agent, of each that leaves its verb out."""
    for noun in clause.content.rights:
        second = next((child for child in noun.children if child.dep == "orphan"), None)
        if noun.dep != "conj" or second is None or clause.object is None or clause.linking:
            continue
        first, other = phrases.mention(noun, coordinated=False), phrases.mention(second)
        role, passive = case_of(second), clause.voice is Voice.PASSIVE
        if role != (clause.head.grammar.passive_agent if passive else clause.preposition):
            continue
        subject, target = (other, first) if passive else (first, other)
        yield replace(
            clause, subject=subject, object=target, object_token=second, adjuncts=[], rules=[*clause.rules, GAPPED]
        )


def fill_ellipses(found: Sequence[Clause]) -> list[Clause]:
    """The clauses of a sentence; one that only says that somebody did, or did not, says what the clause before it says."""
    by_head = {clause.head.i: clause for clause in found}
    return [_filled(clause, by_head.get(clause.head.head.i)) for clause in found]


def _filled(clause: Clause, before: Clause | None) -> Clause:
    verb = clause.content
    if before is None or before is clause or not _stands_for_another(verb) or before.voice is not Voice.ACTIVE:
        return clause
    if before.content.i > verb.i or clause.subject is None or before.linking or before.subject == clause.subject:
        return clause
    turned = _is_denied(verb) != _is_denied(before.content)
    return replace(before, subject=clause.subject, turned=turned, rules=[*before.rules, ELIDED])


def _stands_for_another(verb: Token) -> bool:
    """ "did", "will not", "has not" beside another verb, with its own subject and nothing more."""
    auxiliary = verb.lower_lemma == verb.grammar.pro_verb or verb.pos == "AUX" or verb.lower in verb.words.modals
    own = not verb.child_deps.isdisjoint(SUBJECTS) and verb.child_deps <= _ALONE
    return auxiliary and verb.dep in _BESIDE and own


def _is_denied(verb: Token) -> bool:
    denying = verb.words.negations | verb.grammar.negative_conjunctions
    return any(child.lower in denying for child in verb.children)
