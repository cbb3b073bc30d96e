"""The tables of political events: who did what to whom, whose country that is, and months of pairs of countries."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pytest

from kg.export import export
from kg.extraction.events import algebra
from kg.iri import KG, POL, Minter
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Document, Entity, Evidence, Modality, Polarity, Property, Span, Value
from kg.resources.ontology import Ontology
from kg.resources.plover import CLASSES

TEXT = "Peru and Chile say and do many things to one another."
PAPER = Document("paper.txt", TEXT, publisher="The Invented Herald (invented)", published="2020-05-06T08:00:00Z")
NAMES = {
    "Peru": ("Country", "gazetteer"),
    "Chile": ("Country", "gazetteer"),
    "Lima": ("City", "gazetteer"),
    "Ana Ruiz": ("Person", "named"),
    "Ministry of Rivers": ("GovernmentBody", "named"),
    "Chilean troops": ("ArmedGroup", "described"),
    "the treaty": ("Work", "described"),
}
ONTOLOGY = Ontology.load()
SAID = Evidence(
    Span(PAPER.id, 0, len(TEXT), TEXT),
    Span(PAPER.id, 0, 4, "Peru"),
    (Span(PAPER.id, 15, 18, "say"),),
    Span(PAPER.id, 9, 14, "Chile"),
)
ENTITIES = {name: Entity(Minter().entity(name), name, *kind[:1], origin=kind[1]) for name, kind in NAMES.items()}


def claim(subject: str, relation: str, target: str | Value, **other: object) -> Claim:
    """A claim of the paper; what is not told is affirmed, actual and the paper's own."""
    iri = KG + relation[3:] if relation.startswith("kg:") else POL + relation
    known = ONTOLOGY.properties.get(iri)
    evidence = replace(SAID, event=known.plover if known is not None else "")
    made = Claim(
        ENTITIES[subject].id,
        Property(iri, relation),
        target if isinstance(target, Value) else ENTITIES[target].id,
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        evidence=(evidence,),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def table(format: str, *claims: Claim) -> list[dict[str, str]]:
    """The rows of a table of a graph."""
    made = export(KnowledgeGraph.of(ENTITIES.values(), claims, [PAPER]), format)
    assert isinstance(made, bytes)
    tabs = format in ("polecat", "gkg")
    text = io.StringIO(made.decode(), newline="")
    return list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.DictReader(text))


def test_a_row_has_all_of_an_event() -> None:
    """Actor, recipient and their countries, the codes, the score, how far it is so and where it stands."""
    (row,) = table("events", claim("Peru", "sanctions", "Chile", time="2020-04", place=ENTITIES["Lima"].id))
    assert row["sentence"] == TEXT
    assert {key: row[key] for key in row if key not in ("claim", "sentence")} == {
        "date": "2020-04",
        "date_from": "text",
        "actor": "Peru",
        "actor_country": "PER",
        "actor_type": "Country",
        "recipient": "Chile",
        "recipient_country": "CHL",
        "recipient_type": "Country",
        "about": "",
        "event": "sanctions",
        "plover": "SANCTION",
        "plover_mode": "",
        "cameo": "16",
        "quad_class": "material conflict",
        "score": "-6.5",
        "asserted": "true",
        "polarity": "affirmed",
        "modality": "actual",
        "holders": "",
        "confidence": "1.0",
        "document": "paper.txt",
        "place": "Lima",
        "place_country": "PER",
        "publisher": "The Invented Herald (invented)",
        "published": "2020-05-06T08:00:00Z",
        "latitude": "",
        "longitude": "",
    }


def test_what_is_claimed_says_so() -> None:
    """Denied, planned and attributed events are rows, but none that asserts anything."""
    rows = table(
        "events",
        claim("Peru", "attacks", "Chile", polarity=Polarity.NEGATED),
        claim("Peru", "visits", "Chile", modality=Modality.PLANNED),
        claim("Peru", "arms", "Chile", sources=(ENTITIES["Ana Ruiz"].id,)),
        claim("Peru", "aids", "Chile", source_unnamed=True),
    )
    found = {row["event"]: (row["asserted"], row["polarity"], row["modality"], row["holders"]) for row in rows}
    assert found == {
        "attacks": ("false", "negated", "actual", ""),
        "visits": ("false", "affirmed", "planned", ""),
        "arms": ("false", "affirmed", "actual", "Ana Ruiz"),
        "aids": ("false", "affirmed", "actual", "unnamed"),
    }


def test_relations_that_are_no_events_are_left_out() -> None:
    """Being born somewhere has no class, and neither have most open predicates."""
    assert table("events", claim("Ana Ruiz", "bornIn", "Lima"), open_claim("")) == []


def open_claim(event: str) -> Claim:
    """A claim in words of its own, with a class that the coder gave it."""
    made = claim("Peru", "x", "Chile", property=Property("https://x.invalid/p", "praise up", open=True))
    return replace(made, evidence=(replace(SAID, event=event),))


def test_an_open_predicate_has_the_class_that_the_coder_gave_it() -> None:
    """Root, quad class and score are those of the class; it has no mode and goes one way."""
    (row,) = table("events", open_claim("SUPPORT"))
    assert (row["event"], row["plover"], row["plover_mode"], row["cameo"]) == ("praise up", "SUPPORT", "", "05")
    assert (row["quad_class"], row["score"]) == ("verbal cooperation", "4.0")
    assert [(row["actor_country"], row["recipient_country"]) for row in table("dyads", open_claim("SUPPORT"))] == [
        ("PER", "CHL")
    ]


def test_what_cannot_act_is_no_recipient() -> None:
    """A treaty is what the event is about; so is a value."""
    signed, praised = table("events", claim("Peru", "signs", "the treaty"), claim("Peru", "praises", Value("anyone")))
    assert {(row["recipient"], row["recipient_type"], row["about"]) for row in (signed, praised)} == {
        ("", "", "the treaty"),
        ("", "", "anyone"),
    }


@pytest.mark.parametrize(
    ("name", "facts", "country"),
    [
        ("Lima", (), "PER"),
        ("Chilean troops", (), "CHL"),
        ("Ana Ruiz", (), ""),
        ("Ana Ruiz", (("leads", "Peru"),), "PER"),
        ("Ana Ruiz", (("leads", "Ministry of Rivers"), ("kg:partOf", "Chile")), "CHL"),
        ("Ana Ruiz", (("citizenOf", "Chile"), ("worksFor", "Peru")), "CHL"),
        ("Ana Ruiz", (("worksFor", "Chile"), ("worksFor", "Peru")), ""),
    ],
)
def test_countries(name: str, facts: tuple[tuple[str, str], ...], country: str) -> None:
    """Of a place the one it lies in, of a group that of its adjective, of others what facts tell, if they tell one."""
    steps = [
        claim("Ministry of Rivers" if relation == "kg:partOf" else name, relation, other) for relation, other in facts
    ]
    rows = table("events", claim("Peru", "praises", name), *steps)
    assert next(row["recipient_country"] for row in rows if row["event"] == "praises") == country


def test_a_claim_gives_no_country() -> None:
    """That somebody is said to lead Peru does not make an act of Peru."""
    said = claim("Ana Ruiz", "leads", "Peru", sources=(ENTITIES["Chile"].id,))
    rows = table("events", said, claim("Ana Ruiz", "visits", "Chile"))
    assert [row["actor_country"] for row in rows if row["event"] == "visits"] == [""]


def test_months_of_pairs() -> None:
    """Asserted events are counted by quad class; what is only claimed has its own count and does not touch the mean."""
    rows = table(
        "dyads",
        claim("Peru", "sanctions", "Chile"),
        claim("Ana Ruiz", "aids", "Chile"),
        claim("Ana Ruiz", "leads", "Peru"),
        claim("Peru", "attacks", "Chile", source_unnamed=True),
        claim("Peru", "praises", "Chile", time="2019"),
        claim("Peru", "visits", "Lima"),
    )
    assert [tuple(row.values()) for row in rows] == [
        ("", "PER", "CHL", "1", "1", "0", "0", "0", "4.0", "0"),
        ("2020-05", "PER", "CHL", "2", "0", "1", "0", "1", "0.25", "1"),
    ]


def test_what_two_do_together_counts_for_both() -> None:
    """A meeting is one event of each of the two, whichever of them the text names first."""
    rows = table("dyads", claim("Peru", "meets", "Chile"), claim("Chile", "meets", "Peru"))
    assert [(row["actor_country"], row["recipient_country"], row["events"]) for row in rows] == [
        ("CHL", "PER", "1"),
        ("PER", "CHL", "1"),
    ]


def test_the_table_reads_the_class_off_the_claim() -> None:
    """No class is looked up when the table is written: a claim without one is no event, whatever its property."""
    silent = replace(claim("Peru", "sanctions", "Chile"), evidence=(SAID,))
    assert table("events", silent) == []


def test_the_classes_are_those_of_the_coder_and_of_the_ontology() -> None:
    """Every class that either gives is in the table, with the root that the ontology has for it."""
    used = {(info.plover, info.cameo) for info in ONTOLOGY.properties.values() if info.plover}
    assert {name for name, _ in used} | algebra.CLASSES == CLASSES.keys()
    assert {name for name, cameo in used if CLASSES[name].cameo == cameo} == {name for name, _ in used}


def test_polecat_has_its_columns_and_ours() -> None:
    """An event has the names and codes of POLECAT, and beside them whether it is asserted, in columns that no program takes for its own."""
    said = claim(
        "Peru",
        "arms",
        "Ministry of Rivers",
        sources=(ENTITIES["Ana Ruiz"].id,),
        time="2020-04",
        place=ENTITIES["Lima"].id,
    )
    (row,) = table("polecat", said)
    assert {name: text for name, text in row.items() if text} == {
        "Event ID": said.id,
        "Event Date": "2020-04-01",
        "Event Type": "AID",
        "Intensity": "7.0",
        "Quad Code": "MATERIAL COOPERATION",
        "Actor Name": "Peru",
        "Actor Country": "PER",
        "Actor Name Raw": "Peru",
        "Recipient Name": "Ministry of Rivers",
        "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV",
        "Recipient Name Raw": "Chile",
        "Placename": "Lima",
        "City": "Lima",
        "Country": "PER",
        "Raw Placename": "Lima",
        "Feature Type": "City",
        "Source": PAPER.publisher,
        "Publication Date": "2020-05-06",
        "Story People": "Ana Ruiz",
        "Story Organizations": "Ministry of Rivers",
        "Story Locations": "Lima; Peru",
        "Language": "en",
        "KG Asserted": "false",
        "KG Polarity": "affirmed",
        "KG Modality": "actual",
        "KG Sources": "Ana Ruiz",
        "KG Time": "2020-04",
        "KG Relation": "arms",
        "KG Documents": "paper.txt",
        "KG Sentence": TEXT,
    }


def test_gkg_counts_only_what_is_asserted_and_keeps_all_claims() -> None:
    """Themes and tone are of facts; each claim stands whole in the last column."""
    (row,) = table(
        "gkg", claim("Peru", "sanctions", "Chile"), claim("Peru", "attacks", "Chile", polarity=Polarity.NEGATED)
    )
    assert (row["V1THEMES"], row["V1.5TONE"], row["V2.1DATE"]) == ("KG_SANCTION", "-6.5", "20200506000000")
    assert row["V1LOCATIONS"] == "1#Chile#CHL####;1#Peru#PER####"
    told = ET.fromstring(f"<all>{row['V2EXTRASXML']}</all>")
    assert {(item.attrib["relation"], item.attrib["polarity"], item.attrib["asserted"]) for item in told} == {
        ("sanctions", "affirmed", "true"),
        ("attacks", "negated", "false"),
    }


class Point(NamedTuple):
    """Where a place lies."""

    latitude: float
    longitude: float
    country: str


@dataclass(frozen=True, slots=True)
class Placed(Entity):
    """An entity of a graph that knows where places lie."""

    location: Any = None


def test_coordinates_stand_in_every_table_of_places() -> None:
    """Where the graph knows them: in events, POLECAT, GKG, the tables, and the maps of Gephi; the country, too."""
    place = Placed(ENTITIES["Lima"].id, "Port Quill", "City", location=Point(-12.04, -77.03, "PER"))
    known = [*(item for item in ENTITIES.values() if item.id != place.id), place]
    graph = KnowledgeGraph.of(known, [claim("Peru", "meets", "Chile", place=place.id)], [PAPER])
    made = {name: export(graph, name) for name in ("events", "polecat", "gkg", "graphml", "gexf")}
    texts = {name: data.decode() for name, data in made.items() if isinstance(data, bytes)}
    assert ",Port Quill,PER," in texts["events"]
    assert texts["events"].rstrip().endswith("-12.04,-77.03")
    assert "\tPER\t-12.04\t-77.03\t" in texts["polecat"]
    assert "4#Port Quill#PER##-12.04#-77.03#" in texts["gkg"]
    # nodes of a picture are things that claims are about; a place where something happens is a word at its line
    drawn = KnowledgeGraph.of(known, [claim("Peru", "attacks", "Lima")], [PAPER])
    for name in ("graphml", "gexf"):
        data = export(drawn, name)
        assert isinstance(data, bytes)
        assert b"latitude" in data
        assert b"-12.04" in data
    row = graph.to_pandas().entities.set_index("label").loc["Port Quill"]
    assert (row["country"], row["latitude"], row["longitude"]) == ("PER", -12.04, -77.03)
