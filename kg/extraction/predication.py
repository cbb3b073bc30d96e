"""What a linking verb says of its subject: nouns with a clause behind them, adjectives with a measure."""

from __future__ import annotations

from kg.extraction.people import is_body
from kg.extraction.phrases import conjuncts, one_of
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import has_copula, is_description, is_linking
from kg.parse import Token


def ascribed_by(noun: Token) -> Token | None:
    """The predicate that says a noun of its subject, so that a clause behind the noun is about the subject too: "is a chemist who left
    Peru", "was among those killed", "is *one* of the ministers arrested"."""
    if is_description(noun):
        return noun
    predicate = noun.head if noun.dep == "nmod" and one_of(noun.head) is noun else noun
    listed = predicate is not noun or case_of(noun) in noun.grammar.membership
    denied = any(child.lower in noun.words.negations for child in predicate.children)
    return predicate if listed and has_copula(predicate) and not denied else None


def predicate_of(noun: Token) -> Token | None:
    """The predicate that a noun is linked by: the noun itself with "be", else the verb: "*became* the first woman"."""
    if noun.dep == "xcomp" and is_linking(noun.head):
        return noun.head
    return noun if has_copula(noun) else None


def measure_of(adjective: Token) -> Token | None:
    """How much it is that: "*80 years* old", "*20 meters* tall"."""
    if adjective.pos != "ADJ":
        return None
    amounts = (child for child in adjective.lefts if child.dep == "obl:unmarked" and "nummod" in child.child_deps)
    return next((amount for amount in amounts if amount.i == adjective.i - 1), None)


def bearer_of(head: Token, description: Token) -> Token | None:
    """What a description stands beside, wherever the parser hangs it: the last of a coordination before it; of a body the name right
    before it, since no person is one: "Ruiz, the head of the Dawn Front, a militia"."""
    before = [token for token in conjuncts(head) if token.i < description.left_edge.i]
    bearer = before[-1] if before and not description.is_plural else head
    if bearer.ent_type != "PERSON" or not is_body(description):
        return bearer
    start = description.left_edge
    last = start.nbor(-1) if start.text != "," and start.i else start
    name = next((one for one in description.parse.names if one.end == last.i and one.label == "ORG"), None)
    return name.root if name is not None and last.text == "," else None
