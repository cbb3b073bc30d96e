"""What an ontology of the user's own says reaches every view of a graph that was built with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from strategies import BACKS, COURIER, HERALD, NORTHLAND, QUILL, REED, SAMPLE, SOUTHPORT, SUPPORTS

from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Modality, Polarity, Property, Value
from kg.report.disagreements import disagreements
from kg.resources.ontology import Ontology
from kg.resources.ontology_files import OWN_TERMS, own_terms
from kg.validate.checks import validate

MINE = "https://mine.example/"
TURTLE = """
@prefix : <https://mine.example/> .
@prefix kg: <https://kg.invalid/ns/kg#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Human a owl:Class ; rdfs:label "human" .
:Mayor a owl:Class ; rdfs:label "mayor" ; rdfs:subClassOf kg:Person , [ a owl:Restriction ] .
:Person a owl:Class ; rdfs:label "somebody" .
:mayor a owl:ObjectProperty, owl:FunctionalProperty ; rdfs:label "has the mayor" ; rdfs:domain :Town ; rdfs:range :Mayor .
:founded a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:label "founded in" ; rdfs:domain :Human ; rdfs:range xsd:date .
:helps a owl:ObjectProperty ; rdfs:label "helps" ; kg:opposite :harms .
:harms a owl:ObjectProperty ; rdfs:label "harms" .
:home a owl:ObjectProperty ; rdfs:label "home" ; rdfs:domain :Person , kg:Organization ; rdfs:range kg:Place .
"""


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """What a graph knows of it."""
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE, "utf-8")
    return {OWN_TERMS: own_terms([path])}


def said(name: str, subject: str, target: str | Value, first: bool = True) -> Claim:
    """A fact under a property of the user's own, of the first or the second document of the sample."""
    label = {"mayor": "has the mayor", "founded": "founded in"}.get(name, name)
    claim = SUPPORTS if first else BACKS
    return replace(claim, subject=subject, property=Property(MINE + name, label), object=target)


def graph(info: dict[str, str], *claims: Claim) -> KnowledgeGraph:
    """A graph that was built with the user's ontology."""
    return KnowledgeGraph.of(SAMPLE.entities, claims, [HERALD, COURIER], info=info)


TWO = said("mayor", SOUTHPORT.id, QUILL.id), said("mayor", SOUTHPORT.id, REED.id, first=False)


def test_two_values_of_a_functional_property_are_a_disagreement_and_a_violation(own: dict[str, str]) -> None:
    """Both sources stand in the report with what each says; nobody knows that it is functional without the ontology."""
    (found,) = disagreements(graph(own, *TWO))
    assert (found.subject, found.relation, found.object, found.contrary) == (
        "Southport",
        "has the mayor",
        "Ada Quill",
        "has the mayor Bo Reed",
    )
    assert [quote.document for quote in (*found.made_by, *found.contradicted_by)] == [HERALD.title, COURIER.id]
    assert "has the mayor Bo Reed" in graph(own, *TWO).to_report()
    (violation,) = validate(graph(own, *TWO))
    assert (violation.check, violation.node) == ("one-mayor", SOUTHPORT.id)
    assert violation.message == (
        'only one can be true: "Southport has the mayor Ada Quill", "Southport has the mayor Bo Reed"'
    )
    assert disagreements(graph({}, *TWO)) == ()
    assert validate(graph({}, *TWO)) == ()


@pytest.mark.parametrize("other", [{"polarity": Polarity.NEGATED}, {"modality": Modality.PLANNED}])
def test_what_is_denied_or_planned_is_no_second_value(own: dict[str, str], other: dict[str, object]) -> None:
    """That Bo Reed is not the mayor, or is to be it, contradicts nothing."""
    assert disagreements(graph(own, TWO[0], replace(TWO[1], **other))) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [("1921", "1921-05-03", False), ("1921-05", "1921-05-03", False), ("1921", "1922-05-03", True)],
)
def test_a_year_and_a_day_in_it_are_one_date(own: dict[str, str], one: str, other: str, contradict: bool) -> None:
    """A date that is only less exact contradicts nothing."""
    claims = [said("founded", SOUTHPORT.id, Value.of_date(text)) for text in (one, other)]
    assert bool(disagreements(graph(own, *claims))) is contradict
    assert bool(validate(graph(own, *claims))) is contradict


def test_opposites_of_the_user_contradict_each_other(own: dict[str, str]) -> None:
    """As those of the packaged ontology do."""
    (found,) = disagreements(
        graph(own, said("harms", REED.id, QUILL.id), said("helps", REED.id, QUILL.id, first=False))
    )
    assert {found.relation, found.contrary} == {"helps", "harms"}


def test_domains_of_the_user_are_checked_as_far_as_they_speak_of_our_classes(own: dict[str, str]) -> None:
    """A class of no known place says nothing, and a mayor may be who is known as a person; a country is none."""
    assert validate(graph(own, TWO[0], said("founded", QUILL.id, Value("1921")))) == ()
    assert validate(graph(own, said("home", QUILL.id, SOUTHPORT.id))) == (), "one of two domains will do"
    found = validate(graph(own, said("mayor", SOUTHPORT.id, NORTHLAND.id), said("home", QUILL.id, REED.id)))
    assert [(item.check, item.node) for item in found] == [("range", REED.id), ("range", NORTHLAND.id)]


def test_a_class_of_a_known_name_is_that_class(own: dict[str, str]) -> None:
    """A user's Person takes nothing from ours: persons are still agents, and mapping rows still fit them."""
    ontology = Ontology.of(own)
    assert ontology.is_a("Person", "Agent")
    assert ontology.class_label("Person") == Ontology.load().class_label("Person")
    assert ontology.is_a("Mayor", "Person")


def test_what_is_kept_of_the_files_is_the_same_each_time(own: dict[str, str], tmp_path: Path) -> None:
    """Nodes without a name, which are numbered anew by each reader, are left out."""
    assert own[OWN_TERMS] == own_terms([tmp_path / "mine.ttl"])
    assert "_:" not in own[OWN_TERMS]
    assert Ontology.of(own) == Ontology.load([tmp_path / "mine.ttl"])


def test_a_merged_graph_knows_the_terms_of_both(own: dict[str, str], tmp_path: Path) -> None:
    """What the second graph's user said is added to what the first one's did, each once."""
    path = tmp_path / "other.ttl"
    path.write_text("<https://other.example/p> a <http://www.w3.org/2002/07/owl#ObjectProperty> .", "utf-8")
    other = {OWN_TERMS: own[OWN_TERMS] + own_terms([path])}
    merged = graph(own, TWO[0]).merge(graph(other, TWO[1]))
    assert merged.info == other
    assert graph({}, TWO[0]).merge(graph({}, TWO[1])).info == {}
    assert len(disagreements(merged)) == 1
