"""Around a possessive: who owns what a phrase names, and who is not meant by "his" in it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention, Span, Voice
from kg.resolve.discourse import Discourse, Referent


def owners_in(discourse: Discourse, span: Span) -> Iterator[Referent]:
    """Who owns what a phrase names: "Peru's seizure of the port and its blockade" are both Peru's."""
    marks = discourse.language.grammar.possessive_markers
    for name in (name for one in discourse.mentions if one.span == span for name in one.modifiers):
        owner = discourse.referent(name)
        if owner is not None and any(discourse.text.startswith(mark, name.end) for mark in marks):
            yield owner


def made_into(discourse: Discourse, phrase: Mention | None) -> set[Referent]:
    """Who is made, named or called something in which a possessive stands: "named Elena Soto as her successor"."""
    essive = discourse.language.grammar.essive
    uses = discourse.uses.get(phrase.span, ()) if phrase is not None else ()
    made = (
        use.proposition.subject if use.proposition.predicate.voice is Voice.AGENTLESS else use.proposition.object
        for use in uses
        if use.role == essive
    )
    return {referent for referent in map(discourse.mentioned, made) if referent is not None}


def ordered_by(discourse: Discourse, phrase: Mention | None) -> set[Referent]:
    """Who orders or blocks what is done to somebody, in whose phrase a possessive stands: "a judge ordered his arrest"."""
    words = discourse.language.words
    uses = discourse.uses.get(phrase.span, ()) if phrase is not None else ()
    ordering = (
        use.proposition.subject
        for use in uses
        if phrase is not None
        and use.place == "object"
        and phrase.lemma in words.undergone
        and use.proposition.predicate.lemma in words.request | words.negate | words.approving
    )
    return {referent for referent in map(discourse.mentioned, ordering) if referent is not None}
