"""Two verbs with one object: "condemned and rejected the plan". The parser hangs it on one of them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.clause import Clause
from kg.model import Voice
from kg.parse import Token

RULE = "shared_object"


def share_objects(found: Sequence[Clause]) -> None:
    """Give both of two verbs that stand right beside each other the object that one of them has."""
    by_verb = {clause.content.i: clause for clause in found}
    for second in found:
        first = by_verb.get(second.head.head.i) if second.head.dep == "conj" else None
        if first is None or not (_is_plain(first) and _is_plain(second) and _is_beside(first.content, second.content)):
            continue
        if first.object is None and _has_own(second) and first.content.lower_lemma in first.words.transitive:
            _give(second, first)
        elif second.object is None and _has_own(first) and first.object_token.i > second.content.i:  # type: ignore[union-attr]
            _give(first, second)


def _is_plain(clause: Clause) -> bool:
    return clause.voice is Voice.ACTIVE and not clause.linking and clause.content.pos == "VERB"


def _has_own(clause: Clause) -> bool:
    """A direct object that is no clause."""
    own = clause.object is not None and clause.object_token is not None and clause.object_token.dep == "obj"
    return own and not clause.preposition


def _is_beside(first: Token, second: Token) -> bool:
    """Only "and" and adverbs of the second verb stand between."""
    between = first.parse[first.i + 1 : second.i]
    return all(word.dep == "cc" or (word.dep == "advmod" and word.head is second) for word in between)


def _give(one: Clause, other: Clause) -> None:
    other.object, other.object_token = one.object, one.object_token
    other.rules.append(RULE)
