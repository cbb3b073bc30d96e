"""What a clause says of one and not of the other: "did not sue Spain but Portugal", "backed not Chile but Bolivia"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.clause import Clause
from kg.extraction.phrases import Phrases
from kg.extraction.syntax import is_predicate
from kg.model import Mention
from kg.parse import Token

RULE = "contrast"


def contrasts(clause: Clause, phrases: Phrases) -> Iterator[Clause]:
    """The clause of each of the two; the clause itself where it makes no contrast."""
    first = _heads_contrast(clause.object, phrases) or _heads_contrast(clause.subject, phrases)
    other = _instead(first) if first is not None else None
    own = first is not None and _denies(first)
    if first is None or other is None or not (own or _denies(clause.content) or _denies(clause.head)):
        yield clause
        return
    denied = own and not _also(first)  # "backed not Chile but Bolivia": the verb is affirmed, the first one is denied
    yield _of(clause, first, _bare(first, phrases), denied)
    yield _of(clause, first, _bare(other, phrases), not own)


def contrasted(noun: Token) -> Token | None:
    """ "not with Chile but with Peru" is with Peru; "not with Chile" with nobody; "neither with Chile" negates its verb."""
    grammar, words = noun.grammar, {child.lower for child in noun.children}
    others = (child for child in noun.children if child.dep == "conj")
    meant = next((child for child in others if any(sub.lower == grammar.adversative for sub in child.children)), None)
    if grammar.negation in words or (grammar.neither in words and meant is not None):
        return meant
    return noun


def _heads_contrast(mention: Mention | None, phrases: Phrases) -> Token | None:
    """The head of a phrase that goes on with "but"."""
    head = phrases.at(mention.head.start) if mention is not None else None
    return head if head is not None and _instead(head) is not None else None


def _of(clause: Clause, first: Token, mention: Mention, turned: bool) -> Clause:
    """The clause with another subject or object in the place of `first`; `turned` when that is the opposite of what its verb says."""
    made = replace(clause, rules=[*clause.rules, RULE], turned=turned)
    if clause.object is not None and clause.object.head.start == first.idx:
        made.object = mention
    else:
        made.subject = mention
    return made


def _instead(noun: Token) -> Token | None:
    """The noun behind "but"; a clause behind it is none: "it is not clear, but officials hope"."""
    members = (child for child in noun.children if child.dep == "conj" and not is_predicate(child))
    return next((child for child in members if any(_is_but(word) for word in child.children)), None)


def _is_but(word: Token) -> bool:
    return word.dep == "cc" and word.lower == word.grammar.adversative


def _denies(word: Token) -> bool:
    """It has a "not" or "neither"."""
    neither = any(child.lower == child.grammar.neither and child.dep == "cc:preconj" for child in word.children)
    return neither or any(child.lower in child.words.negations and child.dep == "advmod" for child in word.children)


def _also(noun: Token) -> bool:
    """ "not only Spain but Portugal": both."""
    return any(child.lower == child.grammar.additive for child in noun.children)


def _bare(noun: Token, phrases: Phrases) -> Mention:
    """Its phrase without the adverbs at its front: "not", "only", "also"."""
    mention = phrases.mention(noun, coordinated=False)
    start, end = phrases.at(mention.span.start), phrases.at(mention.span.end - 1)
    while start.i < noun.i and (start.pos == "ADV" or start.lower in start.words.negations):
        start = start.nbor()
    return replace(mention, span=phrases.span(start.i, end.i + 1))
