"""Several that a plural noun counts, and that are named behind it: "fined two firms: Orion and Vega", "two firms failed: Ada and Vega"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.clause import Clause
from kg.extraction.phrases import Phrases, conjuncts, is_listing
from kg.model import Mention
from kg.parse import Token

RULE = "listed"
_BEHIND = frozenset({"parataxis", "nsubj", "dep", "list"})  # how the parser hangs a list on the verb


def listed(clause: Clause, phrases: Phrases) -> Iterator[Clause]:
    """A clause of its own for those whom a list behind a colon or comma names, with all of them in the place of the noun."""
    names = _names_of(clause.object, clause, phrases)
    if names is not None:
        yield replace(clause, object=names, rules=[*clause.rules, RULE])
    elif (names := _names_of(clause.subject, clause, phrases)) is not None:
        yield replace(clause, subject=names, rules=[*clause.rules, RULE])


def _names_of(mention: Mention | None, clause: Clause, phrases: Phrases) -> Mention | None:
    """The names of all that a noun counts."""
    if mention is None or not mention.plural or mention.parts:
        return None
    noun = phrases.at(mention.head.start)
    beside = next((child for child in noun.rights if is_listing(noun, child)), None)
    if beside is None and noun.pos == "NOUN" and noun.head is clause.head:
        beside = next((child for child in clause.head.rights if child.dep in _BEHIND and _ends_in_list(child)), None)
    return phrases.mention(beside) if beside is not None else None


def _ends_in_list(name: Token) -> bool:
    """Names behind a colon, up to the end of the sentence."""
    names = [name, *conjuncts(name)]
    start, end = name.left_edge, names[-1].right_edge
    mark = start if start.lower == ":" or start.i == 0 else start.nbor(-1)
    rest = name.parse[end.i + 1 : name.sentence.end]
    several = len(names) > 1 and all(one.text[:1].isupper() for one in names)
    return several and mark.lower == ":" and all(token.is_punct or token.is_space for token in rest)
