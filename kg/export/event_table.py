"""Political events of a graph as the tables that event-data users know: a row an event, and a row a pair of countries and a month.

An event is a claim that has a PLOVER class. Who claims it, and how far it is so, stand beside it; pairs of countries count only
what the documents themselves assert, and give what is only claimed in a column of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.graph.content import GraphContent
from kg.graph.date_ranges import dated, days
from kg.iri import KG, POL, WD
from kg.model import Claim, Entity, Value
from kg.resources.gazetteer import Gazetteer, Row
from kg.resources.ontology import Ontology, PropertyInfo
from kg.resources.plover import CLASSES, QUADS, EventClass

EVENT_COLUMNS = (
    *("claim", "date", "date_from", "actor", "actor_country", "actor_type", "recipient", "recipient_country"),
    *("recipient_type", "about", "event", "plover", "plover_mode", "cameo", "quad_class", "score"),
    *("asserted", "polarity", "modality", "holders", "confidence", "document", "sentence"),
)
DYAD_COLUMNS = (
    *("month", "actor_country", "recipient_country", "events"),
    *(quad.replace(" ", "_") for quad in QUADS),
    *("mean_score", "claimed"),
)
# how what one is tells whose one is; the first that a fact has counts
_BELONGING = (
    *(POL + name for name in ("citizenOf", "leads", "holdsPositionIn", "spokespersonFor", "memberOf", "worksFor")),
    *(KG + name for name in ("partOf", "locatedIn", "affiliatedWith")),
    POL + "capitalOf",
)
_STEPS = 2  # Ana Ruiz leads the ministry, which is part of Peru


class Event(NamedTuple):
    """A coded claim. Countries are ISO 3166-1 alpha-3 codes, "" where none or several are known; `recipient` is "" for no actor."""

    claim: Claim
    info: PropertyInfo | None  # of a property of the ontology
    actor: str
    actor_country: str
    recipient: str
    recipient_country: str

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
    for event in _Coder(graph, Ontology.of(graph.info), Gazetteer.load()).events():
        claim, evidence = event.claim, event.claim.evidence[0]
        words, about = graph.told(claim.property.iri, claim.object, claim)
        date = _date(graph, claim)
        sources = [graph.label(source) for source in claim.sources] + ["unnamed"] * claim.source_unnamed
        yield (
            *(claim.id, date, ("text" if claim.time else "published") if date else ""),
            *(graph.label(event.actor), event.actor_country, graph.entities[event.actor].type),
            *(graph.label(event.recipient) if event.recipient else "", event.recipient_country),
            graph.entities[event.recipient].type if event.recipient else "",
            "" if event.recipient else about,
            *(words, claim.event, event.mode, event.cameo),
            *(event.kind.quad, event.kind.score, str(claim.asserted).lower()),
            *(claim.polarity.value, claim.modality.value, "; ".join(sources), round(claim.confidence, 3)),
            *("; ".join(sorted({item.document_id for item in claim.evidence})), evidence.sentence.text),
        )


def dyad_rows(graph: GraphContent) -> Iterator[tuple[str | float, ...]]:
    """Cells of pairs of different countries by month, sorted; "" for a month that nobody knows."""
    found: defaultdict[tuple[str, str, str], dict[object, Event]] = defaultdict(dict)
    for event in _Coder(graph, Ontology.of(graph.info), Gazetteer.load()).events():
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


@dataclass(frozen=True)
class _Coder:
    """Finds the coded claims of a graph and the countries of their two ends."""

    graph: GraphContent
    ontology: Ontology
    gazetteer: Gazetteer

    def events(self) -> Iterator[Event]:
        for claim in self.graph.claims:
            if not claim.event:
                continue
            target = "" if isinstance(claim.object, Value) else claim.object
            info = self.ontology.properties.get(target if self.graph.is_act(target) else claim.property.iri)
            recipient = target if target and self._acts(self.graph.entities[target]) else ""
            yield Event(claim, info, claim.subject, self.country(claim.subject), recipient, self.country(recipient))

    def country(self, iri: str, steps: int = _STEPS) -> str:
        """The country that an entity is, lies in or belongs to."""
        entity = self.graph.entities.get(iri)
        if entity is None:
            return ""
        row = self._row(entity)
        code = self._code(row) if row is not None else self._by_adjective(entity)
        code = code or (entity.location.country if entity.location is not None else "")
        if code or not steps:
            return code
        for relation in _BELONGING:
            codes = {self.country(other, steps - 1) for other in self._related.get((iri, relation), ())} - {""}
            if codes:
                return codes.pop() if len(codes) == 1 else ""
        return ""

    def _acts(self, entity: Entity) -> bool:
        return any(self.ontology.is_a(entity.type, name) for name in ("Agent", "Place"))

    def _row(self, entity: Entity) -> Row | None:
        """The gazetteer's row of an entity: one with its Wikidata item, or with its name and class."""
        rows = self.gazetteer.lookup(entity.label)
        same = (row for row in rows if WD + row.wikidata in entity.same_as or row.type == entity.type)
        return next(same, None)

    def _code(self, row: Row) -> str:
        """Its ISO code, or that of the country that it stands for or lies in."""
        seen: set[str] = set()
        while not row.iso3 and row.id not in seen:
            seen.add(row.id)
            above = self.gazetteer.by_id.get(row.represents or row.located_in)
            if above is None:
                return ""
            row = above
        return row.iso3

    def _by_adjective(self, entity: Entity) -> str:
        """ "Chilean troops" are of Chile."""
        if entity.origin == "gazetteer" or entity.type == "Person":
            return ""
        row = self.gazetteer.adjective(entity.label.split()[0]) if entity.label.split() else None
        return self._code(row) if row is not None else ""

    @cached_property
    def _related(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, relation, target in self.graph.facts:
            if relation in _BELONGING and not isinstance(target, Value):
                found[subject, relation].append(target)
        return {key: tuple(targets) for key, targets in found.items()}
