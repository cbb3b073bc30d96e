"""What a clause says of one and not of the other: "did not sue Spain but Portugal", "backed not Chile but Bolivia", "sued Togo, not us"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from kg.extraction.clause import Clause
from kg.extraction.phrases import Phrases
from kg.extraction.syntax import clefted, is_predicate
from kg.model import Mention
from kg.parse import Token

RULE = "contrast"

Part: TypeAlias = Literal["subject", "object"]


def contrasts(clause: Clause, phrases: Phrases) -> Iterator[Clause]:
    """The clause of each of the two; the clause itself where it makes no contrast."""
    first = _heads_contrast(clause.object, phrases) or _heads_contrast(clause.subject, phrases)
    if first is None:
        yield clause
        ends: tuple[tuple[Part, Mention | None], ...] = (("subject", clause.subject), ("object", clause.object))
        for place, mention in ends:
            if (passed := _passed_over(mention, phrases)) is not None:
                yield _of(clause, place, _bare(passed, phrases), True)
        for end, denied in _left_out(clause, phrases):
            yield _of(clause, end, _bare(denied, phrases), True)
        return
    other, also = _instead(first), _also(first)
    predicate = first in (clause.head, clause.content) or (clefted(clause.head) and clause.head.head is first)
    if other is None or not (_denies(first) or _denies(clause.content) or _denies(clause.head)):
        yield clause
        return
    of_object = clause.object is not None and clause.object.head.start == first.idx
    part: Part = "object" if of_object else "subject"
    # "backed not Chile but Bolivia": the verb is affirmed, the first one is denied. Else the verb is: "is not a republic but a kingdom".
    own = _denies(first) and not predicate
    yield _of(clause, part, _bare(first, phrases), own and not also)
    yield _of(clause, part, _bare(other, phrases), not own and not (predicate and also))


def contrasted(noun: Token) -> Token | None:
    """ "not with Chile but with Peru" is with Peru; "not with Chile" with nobody; "neither with Chile" negates its verb."""
    grammar, words = noun.grammar, {child.lower for child in noun.children}
    others = (child for child in noun.children if child.dep == "conj")
    meant = next((child for child in others if any(sub.lower == grammar.adversative for sub in child.children)), None)
    if grammar.negation in words or (grammar.neither in words and meant is not None):
        return meant
    return noun


def _head(mention: Mention | None, phrases: Phrases) -> Token | None:
    """The head of a phrase; a clause has none here: "said it was not Peru but Chile"."""
    return phrases.at(mention.head.start) if mention is not None and mention.label != "CLAUSE" else None


def _heads_contrast(mention: Mention | None, phrases: Phrases) -> Token | None:
    """The head of a phrase that goes on with "but"."""
    head = _head(mention, phrases)
    return head if head is not None and _instead(head) is not None else None


def _passed_over(mention: Mention | None, phrases: Phrases) -> Token | None:
    """Who did not do it, before who did: "praised not by Chile but by Peru", "it was not Chile but Peru that left"."""
    head = _head(mention, phrases)
    first = head.head if head is not None and head.dep == "conj" else None
    passed = first is not None and _denies(first) and not _also(first) and _instead(first) is head
    return first if passed else None


def _left_out(clause: Clause, phrases: Phrases) -> Iterator[tuple[Part, Token]]:
    """Whom a list leaves out: "Chile, not Peru, left"."""
    ends: tuple[tuple[Part, Mention | None], ...] = (("subject", clause.subject), ("object", clause.object))
    for part, mention in ends:
        head = _head(mention, phrases)
        for child in head.children if head is not None else ():
            if child.dep == "conj" and child.pos in ("NOUN", "PROPN") and _denies(child) and not _also(child):
                yield part, child


def _of(clause: Clause, part: Part, mention: Mention, turned: bool) -> Clause:
    """The clause with another subject or object; `turned` when that is the opposite of what its verb says."""
    made = replace(clause, rules=[*clause.rules, RULE], turned=turned)
    setattr(made, part, mention)
    return made


def _instead(noun: Token) -> Token | None:
    """The noun behind "but"; a clause behind it is none: "it is not clear, but officials hope"."""
    members = (
        child for child in noun.children if child.dep == "conj" and not (is_predicate(child) or _denies(child))
    )  # not "hosted Peru, but not Chile"
    return next((child for child in members if any(_is_but(word) for word in child.children)), None)


def _is_but(word: Token) -> bool:
    return word.dep == "cc" and word.lower == word.grammar.adversative


def _denies(word: Token) -> bool:
    """It has a "not" or "neither"."""
    neither = any(child.lower == child.grammar.neither and child.dep == "cc:preconj" for child in word.children)
    return neither or any(child.lower in child.words.negations and child.dep == "advmod" for child in word.children)


def _also(noun: Token) -> bool:
    """ "not only Spain but Portugal": both."""
    return any(child.lower in child.grammar.additive for child in noun.children)


def _bare(noun: Token, phrases: Phrases) -> Mention:
    """Its phrase without the adverbs at its front: "not", "only", "also"."""
    mention = phrases.mention(noun, coordinated=False)
    start, end = phrases.at(mention.span.start), phrases.at(mention.span.end - 1)
    while start.i < noun.i and (start.pos == "ADV" or start.lower in start.words.negations):
        start = start.nbor()
    return replace(mention, span=phrases.span(start.i, end.i + 1))
