"""The class of a named thing: what decides it, and the report where the text, the gazetteer and the reader differ."""

from __future__ import annotations

import pytest
from build import Reading

DESCRIBED = [
    ("[Globex|GPE], [a mining company|n], grew.", "Globex > be > a mining company +apposition", "Company"),
    (
        "[The newspaper [Zork|ORG]|name] said so to [the newspaper|n].",
        "The newspaper Zork > be > the newspaper +apposition",
        "",
    ),
    ("[Zumtor|LOC] is [a port city|n].", "Zumtor > be > a port city +linking", "City"),
    ("[Varn|GPE], [a rebel group|n], came.", "Varn > be > a rebel group +apposition", "ArmedGroup"),
    ("[Varn|ORG], [a rights group|n], came.", "Varn > be > a rights group +apposition", "Organization"),
    ("[Trill|PERSON], [an airline|n], grew.", "Trill > be > an airline +apposition", "Company"),
    ("[Nilo|PERSON], [a small country|n], voted.", "Nilo > be > a small country +apposition", "Country"),
    ("[Globex|ORG], [a force|n], grew.", "Globex > be > a force +apposition", "Organization"),
    (
        "[Zork University|ORG], [an organization|n], grew.",
        "Zork University > be > an organization +apposition",
        "Organization",
    ),
    ("[Globex|ORG] has [an airline|n].", "Globex > have > an airline", "Organization"),
]


@pytest.mark.parametrize(("text", "clause", "kind"), DESCRIBED)
def test_a_description_gives_the_class(text: str, clause: str, kind: str) -> None:
    """The noun that describes a name is believed before the reader's label, unless it says nothing certain."""
    reading = Reading([text], [[clause]])
    named = [entity for entity in reading.resolved.entities if entity.origin == "named"]
    assert [entity.type for entity in named] == [kind or "MediaOrganization"]


CONFLICTS = [
    (
        "[Peru|GPE], [a mining company|n], grew.",
        "Peru > be > a mining company +apposition",
        "Peru",
        "Country",
        "by the text it is a Company",
    ),
    ("[Peru|PERSON] grew.", "", "Peru", "Country", "by the reader it is a Person"),
    (
        "[Trill|PERSON], [an airline|n], grew.",
        "Trill > be > an airline +apposition",
        "Trill",
        "Company",
        "by the reader it is a Person",
    ),
    (
        "[Ana Ruiz|PERSON], [a brewery|n], grew.",
        "Ana Ruiz > be > a brewery +apposition",
        "Ana Ruiz",
        "Person",
        "by the text it is a Company",
    ),
]


@pytest.mark.parametrize(("text", "clause", "name", "kind", "other"), CONFLICTS)
def test_a_conflict_is_reported(text: str, clause: str, name: str, kind: str, other: str) -> None:
    """One class is kept by a fixed order; the others stand in a rejection, with who says so."""
    reading = Reading([text], [[clause] if clause else []])
    assert [(item.stage, item.item, item.reason) for item in reading.resolved.rejections] == [
        ("types", name, f"it is kept as a {kind}; {other}")
    ]
    assert {entity.type for entity in reading.resolved.entities if entity.label == name} == {kind}


def test_what_the_reader_says_now_and_then_is_no_conflict() -> None:
    """Only the class that it gives to most mentions counts."""
    reading = Reading(["[Peru|GPE] met [Peru|PERSON]. [Chile|PERSON] met [Chile|PERSON] and [Chile|GPE]."])
    assert [item.item for item in reading.resolved.rejections] == ["Chile"]
    assert "by the reader it is a Person, 2 of 3 times" in reading.resolved.rejections[0].reason


def test_agreement_is_not_reported() -> None:
    """A finer class of the same kind is no conflict, nor is a people's name before a noun."""
    texts = ["[Peru|GPE] and [Globex Corp|ORG] met. [[Peruvian|NORP] troops|ns] left. [The Kremlin|ORG] spoke."]
    assert Reading(texts).resolved.rejections == ()


def test_what_one_document_says_holds_where_the_reader_erred_alike() -> None:
    """ "Globex" that the reader takes for a town is the firm that another document describes, if it was a town there too."""
    texts = ["[Globex|GPE], [a mining company|n], grew.", "[Globex|GPE] left."]
    clauses = [["Globex > be > a mining company +apposition"]]
    found = Reading(texts, clauses)
    assert {found.entity("Globex"), found.entity("Globex@d2")} == {found.entity("Globex")}
    other = Reading([texts[0], "[Globex|EVENT] ended."], clauses)
    assert other.entity("Globex") != other.entity("Globex@d2")


def test_a_title_is_no_country() -> None:
    """ "A sculpture entitled America": the name of a work, whatever the table of names has."""
    reading = Reading(["[America|WORK_OF_ART] stands in [Oslo|GPE]."])
    assert (reading.label("America"), reading.label("Oslo")) == ("America", "Oslo")
    assert Reading(["[America|GPE] won."]).label("America") == "United States"


def test_people_are_not_the_eight_before() -> None:
    """A bare plural is nobody in particular."""
    reading = Reading(["[eight people|ns] left. [people|ns] spoke."])
    assert reading.entity("eight people") != reading.entity("people")


def test_a_state_of_emergency_is_no_country() -> None:
    """ "The state" behind it is another one."""
    reading = Reading(["[a state of emergency|n] began. [the state|n] spoke."])
    assert reading.entity("a state of emergency") != reading.entity("the state")
