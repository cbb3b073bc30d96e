"""Who does something to whom that is of no class: pairs of actors in a clause that the coder leaves alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.clause_index import ClauseIndex
from kg.extraction.events.roles import agents_in, is_agent
from kg.extraction.factuality import is_nobody
from kg.model import Mention, MentionKind, PoliticalEvent, Proposition, Span, Voice

_NO_ACTS = frozenset({"title", "apposition", "alias", "located", "within", "measured", "small_clause", "linking"})


def uncoded(
    index: ClauseIndex, propositions: Iterable[Proposition], events: Iterable[PoliticalEvent]
) -> Iterator[PoliticalEvent]:
    """The first pair of actors of each clause; not those whom an event of the same sentence already has as its two."""
    known = [(event.actor.span, event.recipient.span) for event in events if event.actor and event.recipient]
    for proposition in propositions:
        head, actor, voice = proposition.predicate.head, proposition.subject, proposition.predicate.voice
        state = proposition.rules[0] in _NO_ACTS or proposition.predicate.lemma == index.phrases.grammar.copula
        if head is None or state or voice is Voice.AGENTLESS or not _acts(actor, index):
            continue  # without an agent the subject is to whom it is done
        arguments = (proposition.object, *(item.mention for item in proposition.adjuncts))
        others = (one for one in arguments if one is not None and one.span != actor.span)
        other = next((one for one in others if _acts(one, index)), None)
        if other is not None and not any(_meet(actor.span, one) and _meet(other.span, two) for one, two in known):
            known.append((actor.span, other.span))
            yield PoliticalEvent(head, actor, other, "")


def _acts(mention: Mention, index: ClauseIndex) -> bool:
    """Somebody, or something of somebody's: "Peru", "its envoy to Peru", "they"; not "nobody"."""
    head = index.phrases.at(mention.head.start)
    if mention.label in ("CLAUSE", "DATE") or is_nobody(head):
        return False
    return mention.kind is MentionKind.PRONOUN or is_agent(head) or any(agents_in(head))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
