"""Who an event is directed at: the nearest description of an actor below it, by the steps of the tree that lead there."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator

from spacy.tokens import Token

from kg.extraction.syntax import case_of, is_predicate, is_relative, to_infinitive
from kg.lang import events_en as words
from kg.lang.nouns_en import NOUN_TYPES
from kg.lang.reference_en import PERSON_NOUNS

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
_OWN = 8.0  # more for what belongs to the actor: "its troops"
_ACTING = frozenset(
    "ArmedGroup City Company Country GovernmentBody Group MediaOrganization Organization PoliticalParty Region".split()
)
_AGENTS = words.AGENTS | PERSON_NOUNS | {noun for noun, kind in NOUN_TYPES.items() if kind in _ACTING}
_FARTHEST = 14.0


def recipient(starts: Collection[Token], taken: Collection[int], skip: Collection[Token] = ()) -> Token | None:
    """The nearest actor below `starts`; tokens in `taken` belong to somebody else, `skip` are not entered."""
    barred = {token.i for token in skip} | set(taken)
    queue = [(0.0, token.i, token) for token in starts]
    heapq.heapify(queue)
    seen = {token.i for token in starts}
    while queue:
        cost, _, token = heapq.heappop(queue)
        if cost > 0 and is_agent(token):
            return token
        for child in token.children:
            step = _step(child)
            if child.i not in seen and child.i not in barred and step is not None and cost + step <= _FARTHEST:
                seen.add(child.i)
                heapq.heappush(queue, (cost + step, child.i, child))
    return None


def _step(child: Token) -> float | None:
    cost = _STEPS.get(child.dep_)
    if cost is None or (child.dep_ in ("nsubj", "nsubj:pass", "obj") and is_relative(child)):
        return None
    if child.dep_ == "advcl":
        return cost + (0 if to_infinitive(child) else _BESIDE if child.tag_ == "VBG" else _ASIDE)
    if child.dep_ == "conj" and is_predicate(child):
        return None
    verb = child.head.lemma_.lower()
    owned = is_agent(child) and any(own.tag_ == "PRP$" for own in child.children)
    if owned or (child.dep_ == "obj" and verb in words.SENDING):
        cost += _OWN
    case = case_of(child)
    if child.dep_ in ("obl", "nmod") and case:
        first = case.split(" ")[0]
        told = first == "to" and verb in words.COMPLAINING
        cost += _OTHER if told else 0 if first in words.DIRECTED else _PLACE if first in words.PLACED else _OTHER
    return cost


def is_agent(token: Token) -> bool:
    """A name of somebody, a noun that describes those who act in politics, or a pronoun for them as object."""
    if token.tag_ == "PRP":
        return token.lower_ in words.PERSONAL and token.dep_ in ("obj", "iobj", "obl")
    if token.ent_type_ in _NAMES:
        return token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
    if token.tag_ == "NNPS":  # "Tamils"
        return True
    if token.dep_ in ("compound", "amod"):
        return False
    if token.tag_ == "NN" and token.lower_ in words.ONLY_SEVERAL:
        return False
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in _AGENTS and token.ent_type_ != "DATE"


def agents_in(token: Token) -> Iterator[Token]:
    """Names and descriptions of actors in the phrase of `token`."""
    return (word for word in token.subtree if is_agent(word))
