"""The PLOVER class of a claim, chosen when it is made.

A property of an ontology has the class that the ontology gives it, or none. An open predicate has that of the political event which the
coder found in the same clause, between the same two. The two answers differ by intent where a clause is denied or not actual: the coder
makes "did not endorse" a REJECT and "will withdraw" a THREATEN, a claim keeps its polarity and modality beside the class of what is
denied or planned. So the property wins, and an open predicate takes a coder's class only when it is affirmed and actual.

Of 103 claims of properties in 31 documents of news that the coder has, too, it gave 94 the class of the property; of the others 8 were
denied or planned. Of open predicates that it gave a class three in four were right between the same two, half of the others.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.mapping.acts import DOES
from kg.mapping.chooser import Choice
from kg.model import Mention, Modality, Polarity, PoliticalEvent, Proposition, Span, Voice
from kg.resources.ontology import Ontology


def event_class(ontology: Ontology, choice: Choice, said: Proposition, events: Mapping[Span, PoliticalEvent]) -> str:
    """The class of what `choice` makes of a proposition, "" for none; `events` are the coder's by the word that names each."""
    act = choice.property == DOES
    info = ontology.properties.get(str(choice.object) if act else choice.property.iri)
    if info is not None or not (act or choice.property.open):
        return info.plover if info is not None else ""
    plain = choice.polarity is Polarity.AFFIRMED and choice.modality is Modality.ACTUAL
    event = events.get(said.predicate.head) if said.predicate.head is not None and plain else None
    if event is None:
        return ""
    ends = (said.subject, said.object if not act else None)
    actor, recipient = reversed(ends) if said.predicate.voice is Voice.AGENTLESS and act else ends
    return event.root if _meet(event.actor, actor) and _meet(event.recipient, recipient) else ""


def _meet(one: Mention | None, other: Mention | None) -> bool:
    """Both are there, and share characters: "Peru", "President Ana Ruiz of Peru"; or neither is."""
    if one is None or other is None:
        return one is other
    return one.span.start < other.span.end and other.span.start < one.span.end
