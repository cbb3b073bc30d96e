"""Political events in the columns of POLECAT (Halterman et al. 2023, https://doi.org/10.7910/DVN/AJGVIT), for programs that read those.

What POLECAT has no place for, above all whether the event is asserted or only claimed, stands in columns at the end, which have a
name of ours. Columns that kg knows nothing of (codes of the Correlates of War, contexts) are empty; the intensity is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.countries import coordinates
from kg.export.event_table import Event, coded
from kg.export.story import Story, stories
from kg.graph.content import GraphContent
from kg.graph.date_ranges import days
from kg.iri import WD
from kg.model import Entity

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
    *("KG Asserted", "KG Polarity", "KG Modality", "KG Sources", "KG Time", "KG Relation", "KG About"),
    *("KG Actor Wikidata", "KG Recipient Wikidata", "KG Documents", "KG Sentence"),
)
# sectors of the PLOVER codebook that a class of kg is; the others are told by nothing that kg knows
_SECTORS = {
    "GovernmentBody": "GOV",
    "PoliticalParty": "PTY",
    "Company": "BUS",
    "MediaOrganization": "MED",
    "IntergovernmentalOrganization": "IGO",
}


def rows(graph: GraphContent) -> Iterator[tuple[str | float, ...]]:
    """Cells of the events, in the order of their claims, as `COLUMNS` names them."""
    told = stories(graph)
    return (_row(graph, event, told[event.statement.documents[0]]) for event in coded(graph))


def _row(graph: GraphContent, event: Event, story: Story) -> tuple[str | float, ...]:
    item, evidence = event.statement, event.claim.evidence[0]
    place = graph.entities.get(event.claim.place)
    raw = evidence.object.text if event.recipient and evidence.object is not None else ""
    publication = days(item.published)
    return (
        *(item.id, item.day, event.claim.event, event.mode, event.kind.score, event.kind.quad.upper(), ""),
        *_party(graph, event.actor, event.actor_country, evidence.subject.text),
        *_party(graph, event.recipient, event.recipient_country, raw),
        *(item.place_label, item.place_label if place is not None and place.type == "City" else "", "", ""),
        *(event.place_country, *(coordinates(graph, event.claim.place) or ("", "")), ""),
        *(item.place_label, place.type if place is not None else ""),
        *("; ".join(item.publishers), publication[0] if publication else ""),
        *story.labels(),
        *(graph.documents[item.documents[0]].language, graph.info.get("kg", "")),
        *(str(item.asserted).lower(), event.claim.polarity.value, event.claim.modality.value, "; ".join(item.sources)),
        *(event.claim.time, item.relation, "" if event.recipient else item.object_label),
        *(_wikidata(graph, event.actor), _wikidata(graph, event.recipient), "; ".join(item.documents), item.sentence),
    )


def _party(graph: GraphContent, iri: str, country: str, raw: str) -> tuple[str, ...]:
    """The eight columns of an actor or recipient; all empty when there is none."""
    if not iri:
        return ("",) * 8
    sector = _SECTORS.get(graph.entities[iri].type, "")
    return (graph.label(iri), country, "", sector, sector, "", raw, "")


def _wikidata(graph: GraphContent, iri: str) -> str:
    entity: Entity | None = graph.entities.get(iri)
    return next((link.removeprefix(WD) for link in entity.same_as if link.startswith(WD)), "") if entity else ""
