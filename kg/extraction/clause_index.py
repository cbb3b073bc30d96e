"""The clauses of a parse, found once a sentence, and what is asked of them: who says it, and how far it is so.

Propositions, attributions, relations, political events and pairs for a user's ontology all read these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.extraction.attributions import Attributions
from kg.extraction.clause import Clause
from kg.extraction.clauses import Clauses
from kg.extraction.factuality import Factuality
from kg.extraction.phrases import Phrases
from kg.extraction.shared_objects import share_objects
from kg.extraction.small_clauses import small_clauses
from kg.extraction.speakers import Quotes
from kg.parse import Parse, Tokens


@dataclass(frozen=True, slots=True)
class SentenceClauses:
    """A sentence with its clauses, in the order of their predicates."""

    tokens: Tokens
    clauses: Clauses
    found: tuple[Clause, ...]
    factuality: Factuality


class ClauseIndex:
    """All clauses of one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.phrases = Phrases(parse)
        self.quotes = Quotes(parse)
        clauses = [Clauses(sentence, self.phrases) for sentence in parse.sentences]
        found = [_with_small_clauses(one) for one in clauses]
        for made in found:
            share_objects(made)
        self.attributions = Attributions(parse, self.phrases, self.quotes, clauses)
        self.sentences = tuple(
            SentenceClauses(one.sentence, one, made, Factuality(one, self.phrases, self.attributions))
            for one, made in zip(clauses, found, strict=True)
        )

    @cached_property
    def worded(self) -> tuple[SentenceClauses, ...]:
        """Sentences with at least one word."""
        return tuple(
            one for one in self.sentences if any(not (token.is_space or token.is_punct) for token in one.tokens)
        )


def _with_small_clauses(clauses: Clauses) -> tuple[Clause, ...]:
    """The clauses of a sentence and those inside them, in the order of their predicates."""
    found = clauses.find()
    return tuple(sorted([*found, *small_clauses(found, clauses)], key=lambda clause: clause.content.i))
