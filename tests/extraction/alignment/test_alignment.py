"""What pinned sentences state in terms of an ontology of a user's own, which has labels, domains and ranges and no mapping rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from parses import read

from kg.extraction import Aligner, extract
from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, UserOntology
from kg.model import Claim, Modality, Polarity
from kg.parse import Parse
from kg.resolve import resolve
from kg.resources.gazetteer import Gazetteer
from kg.resources.ontology import Ontology
from kg.resources.profiles import profiles

DOCS = read(Path(__file__).parent / "sentences.conllu")
TURTLE = """
@prefix : <https://mine.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Human a owl:Class ; rdfs:label "human" .
:Party a owl:Class ; rdfs:label "political party" .
:Club a owl:Class ; rdfs:label "organization" .
:Idea a owl:Class ; rdfs:label "political ideology" .
:Rank a owl:Class ; rdfs:label "military rank" .
:Unit a owl:Class ; rdfs:label "military unit" .
:President a owl:Class ; rdfs:label "president" .
:Fate a owl:Class ; rdfs:label "casualty classification" .
:Vehicle a owl:Class ; rdfs:label "military vehicle" .
:City a owl:Class ; rdfs:label "city" .
:School a owl:Class ; rdfs:label "educational institution" .
:Country a owl:Class ; rdfs:label "country" .
:rank a owl:ObjectProperty ; rdfs:label "military rank" ; rdfs:domain :Human ; rdfs:range :Rank .
:branch a owl:ObjectProperty ; rdfs:label "military branch" ; rdfs:domain :Human ; rdfs:range :Unit .
:party a owl:ObjectProperty ; rdfs:label "member of political party" ; rdfs:domain :Human ; rdfs:range :Party .
:member a owl:ObjectProperty ; rdfs:label "member of" ; rdfs:domain :Human ; rdfs:range :Club .
:idea a owl:ObjectProperty ; rdfs:label "ideology" ; rdfs:domain :Party ; rdfs:range :Idea .
:office a owl:ObjectProperty ; rdfs:label "position held" ; rdfs:domain :Human ; rdfs:range :President .
:fate a owl:ObjectProperty ; rdfs:label "casualty classification" ; rdfs:domain :Human ; rdfs:range :Fate .
:designer a owl:ObjectProperty ; rdfs:label "designed by" ; rdfs:domain :Vehicle ; rdfs:range :Club .
:born a owl:ObjectProperty ; rdfs:label "place of birth" ; rdfs:domain :Human ; rdfs:range :City .
:birth a owl:DatatypeProperty ; rdfs:label "date of birth" ; rdfs:domain :Human ; rdfs:range xsd:date .
:school a owl:ObjectProperty ; rdfs:label "educated at" ; rdfs:domain :Human ; rdfs:range :School .
:nation a owl:ObjectProperty ; rdfs:label "nationality" ; rdfs:domain :Human ; rdfs:range :Country .
:Command a owl:Class ; rdfs:label "command" .
:commander a owl:ObjectProperty ; rdfs:label "commanded by" ; rdfs:domain :Command ; rdfs:range :Human .
:employee a owl:ObjectProperty ; rdfs:label "employee of" ; rdfs:domain :Human ; rdfs:range :Club .
:spouse a owl:ObjectProperty ; rdfs:label "partner" ; skos:altLabel "spouse" ; rdfs:domain :Human ; rdfs:range :Human .
"""


@pytest.fixture(scope="module")
def aligner(tmp_path_factory: pytest.TempPathFactory) -> Aligner:
    """For the properties above."""
    path = tmp_path_factory.mktemp("own") / "mine.ttl"
    path.write_text(TURTLE, "utf-8")
    return Aligner(profiles([path]), ENGLISH)


def made(name: str, aligner: Aligner) -> tuple[list[Claim], list[list[str]]]:
    """Claims and triples of a sentence."""
    doc = DOCS[name]
    extracted = extract(doc, aligner)
    resolved = resolve([extracted], Gazetteer.load(language=ENGLISH), Minter(), ENGLISH)
    entities = {entity.id: entity for entity in resolved.entities}
    own = UserOntology(ClaimMaker(ENGLISH, Ontology.load(), Minter(), entities, resolved.links))
    claims = [item for item in own.claims(extracted)[0] if isinstance(item, Claim)]
    return claims, own.triples(extracted)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rank", ["Ada Bell | military rank | vice admiral", "Ada Bell | military branch | Northland Navy"]),
        ("party", ["Tom Reed | member of political party | Blue League"]),
        ("met", []),
        ("sings", []),
        ("danish", ["Ada Bell | nationality | Danish"]),
        ("pronoun", ["Tom Reed | member of | Northland Chess Club"]),
        ("nobody", []),
        ("works", ["Ann Lee | employee of | Orbit Works"]),
        ("navy", ["Tom Reed | military branch | Danish navy"]),
        ("unit", ["6th Army | commanded by | Tom Reed"]),
        ("german", ["Ann Lee | military rank | vizeadmiral"]),
        ("flying", ["Ann Lee | military rank | flying officer"]),
        ("first", ["Tom Reed | military rank | first lieutenant", "Tom Reed | military branch | Volksarmee"]),
        ("second", []),
        ("listing", ["Falcon 2 tank | designed by | Orbit Works"]),
        ("general", ["Ada Bell | military rank | general", "Ada Bell | military branch | Northland Army"]),
        ("idea", ["Green Party | ideology | eco-socialism"]),
        ("designed", ["Falcon 2 tank | designed by | Orbit Works"]),
        ("active", ["Falcon 2 | designed by | Orbit Works"]),
        ("office", ["Ada Bell | position held | President of Northland"]),
        ("deputy", []),
        ("killed", ["Tom Reed | casualty classification | killed in action"]),
        ("short", ["Ada Bell | member of | Northland Chess Club"]),
        ("born", ["Ada Bell | place of birth | Brookton", "Ada Bell | date of birth | 1950-05-03"]),
        ("studied", ["Ann Lee | educated at | Brookton University"]),
        ("married", ["Tom Reed | partner | Ann Lee"]),
        ("denied", []),
        ("said", []),
        ("again", ["Ada Mary Bell | military rank | vice admiral"]),
        ("rejects", []),
        ("runs", []),
        ("somebody", []),
        ("hyphen", []),
        ("unlike", ["Tom Reed | military rank | colonel"]),
        ("years", ["Ada Bell | date of birth | 1960"]),
        ("later", ["Ada Bell | military rank | general"]),
        ("abroad", ["Ada Bell | military rank | Vizeadmiral", "Ada Bell | military branch | Northland Navy"]),
        ("naval", []),
        ("governor", []),
        ("generals", []),
        ("corpsman", ["Ada Bell | military branch | Northland Navy"]),
        ("leagueparty", ["Tom Reed | member of political party | Blue League"]),
        ("fellow", ["Tom Reed | member of | Northland Chess Club"]),
        ("elected", []),
        ("vocalist", ["Ann Lee | member of | Blue Stones"]),
        ("began", ["Falcon 2 | designed by | Orbit Works"]),
        ("at", ["Falcon 2 | designed by | Orbit Works"]),
        ("commanded", ["Fourth Northland Army | commanded by | Ada Bell"]),
        ("sits", ["Tom Reed | member of political party | Blue Dawn"]),
        ("capitals", ["Falcon 2 | designed by | ORBITEL"]),
        ("medal", ["Ann Lee | member of | Northland Medal Committee"]),
        ("essive", ["Ada Bell | military rank | admiral"]),
        ("following", ["Falcon 2 | designed by | Orbit Works"]),
        ("grade", ["Ada Bell | military branch | Northland Army"]),
        ("imperial", ["Ada Bell | military branch | Imperial Northern Army"]),
        ("jiang", ["Tom Reed | military rank | shang jiang", "Tom Reed | military branch | Northland Army"]),
        ("dissolved", ["Green Party | ideology | eco-socialism"]),
        ("stones", ["Ann Lee | member of | The Blue Stones", "Ann Lee | member of | Red Moon"]),
    ],
)
def test_a_sentence_states_what_labels_and_classes_show(name: str, expected: list[str], aligner: Aligner) -> None:
    """Each property is found by its own words or those that other vocabularies use for it, between things of its classes."""
    assert [" | ".join(triple) for triple in made(name, aligner)[1]] == expected


def test_all_sentences_are_used() -> None:
    """No pinned sentence is without a test."""
    assert len(DOCS) == 68


def test_what_is_denied_is_no_fact(aligner: Aligner) -> None:
    """A denied membership is kept as a negated claim."""
    (claim,) = made("denied", aligner)[0]
    assert (claim.property.label, claim.polarity, claim.asserted) == (
        "member of political party",
        Polarity.NEGATED,
        False,
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_rank", ["vice admiral: negated actual"]),
        ("beside", ["vice admiral: negated actual"]),
        ("perhaps", ["vice admiral: affirmed possible"]),
        ("either", ["colonel: affirmed possible", "general: affirmed possible"]),
        ("alleged", ["Red Party: affirmed possible"]),
        ("urged", ["Red Party: affirmed possible"]),
        ("impostor", ["colonel: affirmed possible"]),
        ("later", ["general: negated actual", "general: affirmed actual"]),
    ],
)
def test_what_is_denied_or_unsure_is_no_fact(name: str, expected: list[str], aligner: Aligner) -> None:
    """Also where no verb stands between the two; and a denial does not hide what another sentence says."""
    claims = made(name, aligner)[0]
    assert [f"{_object(claim)}: {claim.polarity} {claim.modality}" for claim in claims] == expected


def _object(claim: Claim) -> str:
    target = claim.evidence[0].object
    assert target is not None
    return target.text


@pytest.mark.parametrize("name", ["said", "said_who"])
def test_what_somebody_says_is_a_claim_of_theirs(name: str, aligner: Aligner) -> None:
    """An attributed membership or rank is no fact, and says whose claim it is; also where the rank is the subject of the sentence."""
    (claim,) = made(name, aligner)[0]
    assert (claim.modality, claim.asserted) == (Modality.ACTUAL, False)
    assert [iri.rsplit("/")[-1] for iri in claim.sources] == ["Ann_Lee"]


def test_what_somebody_is_accused_of_is_the_word_of_the_accuser(aligner: Aligner) -> None:
    """ "Prosecutors accused Ada Bell of membership ...": no fact, and the evidence says who holds it and by which rule."""
    (claim,) = made("accused", aligner)[0]
    (evidence,) = claim.evidence
    assert (claim.modality, claim.asserted) == (Modality.ACTUAL, False)
    assert [source.text for source in evidence.sources] == ["Prosecutors"]
    assert "said:event" in evidence.rules


def test_every_claim_says_why(aligner: Aligner) -> None:
    """Evidence holds the words of both ends, those that show the relation, and why each end is what it is."""
    (claim,) = made("designed", aligner)[0]
    (evidence,) = claim.evidence
    words = evidence.subject.text, [span.text for span in evidence.predicate], _object(claim)
    assert words == ("Falcon 2 tank", ["designed"], "Orbit Works")
    assert all(link.reason for link in evidence.resolutions)
    assert len(evidence.resolutions) == 2


def pinned(texts: Iterable[str]) -> Iterator[Parse]:
    """The parse of each text, which is one of the pinned sentences."""
    by_text = {doc.text: doc for doc in DOCS.values()}
    return (by_text[text] for text in texts)


EXAMPLE = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://mine.example/> .
:Human a owl:Class ; rdfs:label "human" .
:Body a owl:Class ; rdfs:label "organization" .
:ensemble a owl:ObjectProperty ; rdfs:label "ensemble" ; rdfs:domain :Human ; rdfs:range :Body ;
    skos:example "Ann Lee sang for the Brookton Choir. | Ann Lee | Brookton Choir" .
"""


def test_an_example_teaches_the_words_between_its_ends(tmp_path: Path) -> None:
    """One sentence with "sang" shows what the label does not: that who sings for a body is in it."""
    path = tmp_path / "mine.ttl"
    path.write_text(EXAMPLE, "utf-8")
    taught = Aligner(profiles([path]), ENGLISH, pinned)
    assert made("sings", taught)[1] == [["Tom Reed", "ensemble", "Northland Opera"]]
    assert made("sings", Aligner(profiles([path]), ENGLISH))[1] == []
