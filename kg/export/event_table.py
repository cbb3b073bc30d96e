"""Political events of a graph as the tables that event-data users know: a row an event, and a row a pair of countries and a month.

An event is a claim that has a PLOVER class. Who claims it, and how far it is so, stand beside it; pairs of countries count only
what the documents themselves assert, and give what is only claimed in a column of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kg.export.countries import Countries, coordinates
from kg.export.statements import Statement, statements
from kg.graph.content import GraphContent
from kg.graph.date_ranges import dated, days
from kg.model import Claim, Entity, Value
from kg.resources.ontology import Ontology, PropertyInfo
from kg.resources.plover import CLASSES, QUADS, EventClass

EVENT_COLUMNS = (
    *("claim", "date", "date_from", "actor", "actor_country", "actor_type", "recipient", "recipient_country"),
    *("recipient_type", "about", "event", "plover", "plover_mode", "cameo", "quad_class", "score"),
    *("asserted", "polarity", "modality", "holders", "confidence", "document", "sentence"),
    *("place", "place_country", "publisher", "published", "latitude", "longitude"),
)
DYAD_COLUMNS = (
    *("month", "actor_country", "recipient_country", "events"),
    *(quad.replace(" ", "_") for quad in QUADS),
    *("mean_score", "claimed"),
)


class Event(NamedTuple):
    """A coded claim. Countries are ISO 3166-1 alpha-3 codes, "" where none or several are known; `recipient` is "" for no actor."""

    statement: Statement
    info: PropertyInfo | None  # of a property of the ontology
    actor: str
    actor_country: str
    recipient: str
    recipient_country: str
    place_country: str

    @property
    def claim(self) -> Claim:
        """The claim that it is."""
        return self.statement.claim

    @property
    def kind(self) -> EventClass:
        """What the table of classes says of it."""
        return CLASSES[self.claim.event]

    @property
    def mode(self) -> str:
        """Its PLOVER mode, where its property has one."""
        return self.info.mode if self.info is not None else ""

    @property
    def cameo(self) -> str:
        """Its CAMEO root: that of its property, or what most events of its class have."""
        return (self.info.cameo if self.info is not None else "") or self.kind.cameo

    @property
    def symmetric(self) -> bool:
        """What two do together."""
        return self.info is not None and self.info.symmetric


def event_rows(graph: GraphContent) -> Iterator[tuple[str | float, ...]]:
    """Cells of the events in the order of their claims, as `EVENT_COLUMNS` names them."""
    for event in coded(graph):
        claim, evidence = event.claim, event.claim.evidence[0]
        words, about = graph.told(claim.property.iri, claim.object, claim)
        date = _date(graph, claim)
        yield (
            *(claim.id, date, ("text" if claim.time else "published") if date else ""),
            *(graph.label(event.actor), event.actor_country, graph.entities[event.actor].type),
            *(graph.label(event.recipient) if event.recipient else "", event.recipient_country),
            graph.entities[event.recipient].type if event.recipient else "",
            "" if event.recipient else about,
            *(words, claim.event, event.mode, event.cameo),
            *(event.kind.quad, event.kind.score, str(claim.asserted).lower()),
            *(
                claim.polarity.value,
                claim.modality.value,
                "; ".join(event.statement.sources),
                round(claim.confidence, 3),
            ),
            *("; ".join(event.statement.documents), evidence.sentence.text),
            *(event.statement.place_label, event.place_country),
            *("; ".join(event.statement.publishers), event.statement.published),
            *(coordinates(graph, claim.place) or ("", "")),
        )


def dyad_rows(graph: GraphContent) -> Iterator[tuple[str | float, ...]]:
    """Cells of pairs of different countries by month, sorted; "" for a month that nobody knows."""
    found: defaultdict[tuple[str, str, str], dict[object, Event]] = defaultdict(dict)
    for event in coded(graph):
        pair = event.actor_country, event.recipient_country
        ends = frozenset({event.actor, event.recipient}) if event.symmetric else (event.actor, event.recipient)
        same = ends, event.claim.property.iri, event.claim.asserted, event.claim.evidence[0].sentence
        for one, other in {pair, pair[::-1]} if event.symmetric else {pair}:
            if one and other and one != other:
                found[_month(graph, event.claim), one, other].setdefault(same, event)
    for key in sorted(found):
        events = found[key].values()
        sure = [event for event in events if event.claim.asserted]
        counts = [sum(event.kind.quad == quad for event in sure) for quad in QUADS]
        mean = round(sum(event.kind.score for event in sure) / len(sure), 2) if sure else ""
        yield (*key, len(sure), *counts, mean, len(events) - len(sure))


def _date(graph: GraphContent, claim: Claim) -> str:
    """When it was, as the text says; else the day on which it was first published; "" when neither is known."""
    dates = [dated(graph, claim, item) for item in claim.evidence]
    return claim.time or min((date[:10] for date in dates if days(date)), default="")


def _month(graph: GraphContent, claim: Claim) -> str:
    """The month in which it was; "" where only a year or nothing is known."""
    found = days(_date(graph, claim))
    return found[0][:7] if found is not None and found[0][:7] == found[1][:7] else ""


def coded(graph: GraphContent) -> Iterator[Event]:
    """The events of a graph, in the order of their claims, with the countries of their two ends and of where they were."""
    ontology, countries = Ontology.of(graph.info), Countries.of(graph)
    for item in statements(graph):
        claim = item.claim
        if not claim.event:
            continue
        target = "" if isinstance(claim.object, Value) else claim.object
        info = ontology.properties.get(target if item.is_act else claim.property.iri)
        recipient = target if target and _acts(ontology, graph.entities[target]) else ""
        ends = (claim.subject, countries.code(claim.subject), recipient, countries.code(recipient))
        yield Event(item, info, *ends, countries.code(claim.place))


def _acts(ontology: Ontology, entity: Entity) -> bool:
    return any(ontology.is_a(entity.type, name) for name in ("Agent", "Place"))
