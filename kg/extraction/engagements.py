"""Who speaks in a speech, a letter or a call, or on a visit: "in an interview with the BBC, Ruiz said". The clause around it has them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.clause import Clause
from kg.extraction.clauses import Clauses
from kg.extraction.prepositions import case_of, cases_of
from kg.extraction.syntax import is_passive, is_predicate
from kg.model import MentionKind, Voice
from kg.parse import Token

RULE = "engagement"


def engagements(noun: Token, clauses: Clauses) -> Iterator[Clause]:
    """Who holds the speech or makes the visit that `noun` names, and at, to or with whom; nobody where it may be somebody else's."""
    sides, verb, phrases = noun.words.engagements.get(noun.lower_lemma, ()), noun.head, clauses.phrases
    if not sides or noun.dep != "obl" or case_of(noun) not in noun.words.engaged_in or not _is_new(noun):
        return
    if not is_predicate(verb) or is_passive(verb) or not (noun.i < verb.i or verb.lower_lemma in noun.words.say):
        return
    subject = clauses.subject_of(verb)
    if subject is None or subject.kind is MentionKind.VALUE or subject.parts:
        return
    for child in noun.rights:
        if child.dep == "nmod" and case_of(child) in sides and child.ent_type != "DATE":
            yield Clause(
                chain=(noun,),
                head=noun,
                subject=subject,
                object=phrases.mention(child),
                object_token=child,
                preposition=case_of(child),
                noun=noun.lower_lemma,
                voice=Voice.NONE,
                phrase=[noun, *cases_of(child)],
                rules=[RULE],
            )
            return


def _is_new(noun: Token) -> bool:
    """ "A speech", "talks": not the one that was told of, nor somebody's."""
    determiners = [child.lower for child in noun.lefts if child.dep in ("det", "nmod:poss")]
    return all(word in noun.grammar.indefinite_articles for word in determiners)
