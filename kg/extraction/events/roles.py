"""Who an event is directed at: the nearest description of an actor below it, by the steps of the tree that lead there."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator

from kg.extraction.events import senses
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import is_predicate, is_relative, to_infinitive
from kg.parse import Token

# what a step down costs; what is not named here is no way to a recipient
_STEPS = {
    "iobj": 0.5,
    "obj": 1.0,
    "nsubj:pass": 1.0,
    "xcomp": 1.5,
    "ccomp": 1.5,
    "csubj": 2.0,
    "nsubj": 1.0,
    "conj": 1.5,
    "nmod:poss": 1.0,
    "amod": 1.5,
    "compound": 1.5,
    "nmod:desc": 1.5,
    "flat": 1.5,
    "obl": 1.5,
    "obl:agent": 1.5,
    "nmod": 1.5,
    "acl": 2.0,
    "advcl": 1.5,
    "acl:relcl": 5.0,
    "appos": 2.5,
    "dep": 3.0,
    "obl:unmarked": 2.0,
    "parataxis": 9.0,
}
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC", "FAC"})
_PLACE = 3.0  # more for a phrase with a preposition of place
_OTHER = 2.0  # more for one with a preposition that says neither whom nor where
_BESIDE = 1.5  # more for "demanding ..."
_ASIDE = 4.0  # more for "after ...", "unless ..."
_FARTHEST = 14.0


def recipient(
    starts: Collection[Token], taken: Collection[int], skip: Collection[Token] = (), *, mutual: bool = False
) -> Token | None:
    """The nearest actor below `starts`; tokens in `taken` belong to somebody else, `skip` are not entered.

    What belongs to the actor or is sent by it ("its troops") is meant only where there is nobody else. When several act with one
    another (`mutual`), places are no recipients.
    """
    barred = {token.i for token in skip} | set(taken)
    found = list(_agents(starts, barred, mutual))
    return next((token for token in found if not _own(token)), found[0] if found else None)


def _agents(starts: Collection[Token], barred: set[int], mutual: bool) -> Iterator[Token]:
    """Actors below `starts`, the nearest first."""
    queue = [(0.0, token.i, token) for token in starts]
    heapq.heapify(queue)
    seen = {token.i for token in starts} | barred
    while queue:
        cost, _, token = heapq.heappop(queue)
        if cost > 0 and is_agent(token):
            yield token
            if not _own(token):
                return
        for child in token.children:
            step = _step(child)
            if child.i in seen or step is None or cost + step > _FARTHEST or (mutual and _aside(child)):
                continue
            seen.add(child.i)
            heapq.heappush(queue, (cost + step, child.i, child))


def _own(token: Token) -> bool:
    """What the actor has or sends."""
    sent = token.dep == "obj" and token.head.lower_lemma in token.language.events.sending
    return sent or any(child.is_possessive for child in token.children)


def _aside(child: Token) -> bool:
    """A phrase with a preposition that does not lead to whom something is done with."""
    return child.dep in ("obl", "nmod") and case_of(child) not in child.language.events.partners


def _step(child: Token) -> float | None:
    cost = _STEPS.get(child.dep)
    if cost is None or (child.dep in ("nsubj", "nsubj:pass", "obj") and is_relative(child)):
        return None
    if child.dep == "advcl":
        return cost + (0 if to_infinitive(child) else _BESIDE if child.is_gerund else _ASIDE)
    if child.dep == "conj" and is_predicate(child):
        return None
    if child.dep == "parataxis" and child.lower_lemma in child.words.say:
        return None
    verb = child.head.lower_lemma
    case = case_of(child)
    if child.dep in ("obl", "nmod") and case:
        first = case.split(" ")[0]
        if first == child.words.citing:  # who says so
            return None
        told = first == child.grammar.dative and verb in child.language.events.complaining
        cost += (
            _OTHER
            if told
            else 0
            if first in child.language.events.directed
            else _PLACE
            if first in child.language.events.placed
            else _OTHER
        )
    return cost


def is_agent(token: Token) -> bool:
    """A name of somebody, a noun that describes those who act in politics, or a pronoun for them as object."""
    if token.is_personal:
        return token.lower in token.language.events.personal and token.dep in ("obj", "iobj", "obl")
    if token.ent_type in _NAMES:
        return token.pos in ("PROPN", "NOUN", "ADJ", "X")
    if token.pos == "PROPN" and token.is_plural:  # "Tamils"
        return True
    if token.dep in ("compound", "amod"):  # "an opposition rally", but no "power lines" and no "troop withdrawal"
        apart = token.is_singular_noun and token.lower in token.language.events.actors_before_nouns
        return apart and bool(senses.event_noun(token.head))
    if token.is_singular_noun and token.lower in token.language.events.only_several:
        return False
    return (
        token.pos in ("NOUN", "PROPN")
        and token.lower_lemma in token.language.events.actors
        and token.ent_type != "DATE"
    )


def agents_in(token: Token) -> Iterator[Token]:
    """Names and descriptions of actors in the phrase of `token`."""
    return (word for word in token.subtree if is_agent(word))
