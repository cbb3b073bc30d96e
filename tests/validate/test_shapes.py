"""ontologies/shapes.ttl lets a good graph pass and finds each thing that can be wrong with one."""

from functools import cache

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from strategies import NORTHLAND, QUILL, SAMPLE, SOUTHPORT, SUPPORTS

from kg.iri import KG, POL, PROV, RDF, RDFS, XSD, Minter
from kg.resources.ontology import ACT, Ontology
from kg.settings import resource

CLAIM = f"<{Minter().claim(SUPPORTS.id)}>"
SENTENCE = f"<{Minter().characters('courier.md', 0, 51)}>"
TYPE = f"<{RDF}type>"


@cache
def turtle_file(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(resource(f"ontologies/{name}"), format="turtle")


def lines() -> list[str]:
    """N-Triples of facts and claims of the sample graph."""
    data = ox.serialize((quad.triple for quad in SAMPLE.graph().quads()), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    return data.decode().splitlines()


def messages(triples: list[str]) -> list[str]:
    """What SHACL says is wrong with a graph."""
    data = rdflib.Graph().parse(data="\n".join(triples), format="nt")
    ontology = turtle_file("kg.ttl") + turtle_file("politics.ttl") + turtle_file("news.ttl")
    _, results, _ = pyshacl.validate(
        data, shacl_graph=turtle_file("shapes.ttl"), ont_graph=ontology, inference="none", advanced=False
    )
    message = rdflib.URIRef("http://www.w3.org/ns/shacl#resultMessage")
    return sorted(str(text) for text in results.objects(None, message))


def without(*parts: str) -> list[str]:
    """The sample graph without the lines that hold all of `parts`; there must be some."""
    kept = [line for line in lines() if not all(part in line for part in parts)]
    assert len(kept) < len(lines()), parts
    return kept


def test_sample_graph_conforms() -> None:
    """Nothing is wrong with a graph that kg has made."""
    assert messages(lines()) == []


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (RDF + "subject", "a claim has exactly one subject, an entity"),
        (RDF + "predicate", "a claim has exactly one predicate"),
        (RDF + "object", "a claim has exactly one object, an entity or a literal"),
        (KG + "polarity", "a claim is affirmed or negated"),
        (KG + "modality", "a claim has one of six modalities"),
        (KG + "asserted", "a claim is asserted or not"),
        (KG + "confidence", "the confidence of a claim is a number from 0 to 1"),
        (PROV + "wasDerivedFrom", "a claim comes from at least one sentence"),
    ],
)
def test_what_a_claim_must_have(predicate: str, message: str) -> None:
    """A claim that lacks one of its parts is found."""
    assert message in messages(without(CLAIM, f"<{predicate}>"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f'{CLAIM} <{KG}polarity> "doubtful" .', "a claim is affirmed or negated"),
        (f'{CLAIM} <{KG}modality> "wished" .', "a claim has one of six modalities"),
        (f"{CLAIM} <{RDF}subject> <{QUILL.id}> .", "a claim has exactly one subject, an entity"),
        (
            f'{CLAIM} <{KG}confidence> "1.5"^^<{XSD}decimal> .',
            "the confidence of a claim is a number from 0 to 1",
        ),
        (f'{CLAIM} <{KG}attributedTo> "Bo" .', "a holder is an entity"),
        (f"{CLAIM} <{KG}attributedTo> <https://kg.invalid/entity/Nobody> .", "an entity has exactly one label"),
        (f"{CLAIM} <{KG}attributedTo> <https://kg.invalid/entity/Nobody> .", "an entity has a class"),
        (f'<{QUILL.id}> <{RDFS}label> "Another name" .', "an entity has exactly one label"),
        (
            f"<{QUILL.id}> <{POL}leads> <{NORTHLAND.id}> .\n<{NORTHLAND.id}> <{POL}bornIn> <{NORTHLAND.id}> .",
            "the subject of this fact must be a person",
        ),
        (
            f"<{NORTHLAND.id}> <{POL}visits> <{QUILL.id}> .",
            "the object of this fact must be a place",
        ),
    ],
)
def test_what_must_not_be(line: str, message: str) -> None:
    """A triple that no graph may have is found."""
    assert message in messages([*lines(), line])


def test_domains_and_ranges_are_those_of_the_ontology() -> None:
    """Subjects and objects of every property must be of its domain and range, as the shapes have it, and of no other."""
    ontology, shapes = Ontology.load(), turtle_file("shapes.ttl")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    acts = {row.property for row in ontology.rows if ontology.property(row.property).range == ACT}
    properties = [info for iri, info in ontology.properties.items() if iri not in acts]
    things = [info for info in properties if ontology.is_a(info.domain, "Thing")]
    expected = {(info.iri, "targetSubjectsOf", KG + info.domain) for info in things}
    expected |= {(info.iri, "targetObjectsOf", KG + info.range) for info in things if info.range in ontology.labels}
    found = {
        (str(target), name, str(shapes.value(shape, sh["class"])))
        for name in ("targetSubjectsOf", "targetObjectsOf")
        for shape, target in shapes.subject_objects(sh[name])
        if shapes.value(shape, sh["class"]) is not None
    }
    assert len(found) > 150
    assert found == expected


def test_one_birth_place() -> None:
    """Two towns are one too many; a town and the country that it lies in are not."""
    born = f"<{QUILL.id}> <{POL}bornIn>"
    message = "a person has one birth place; a town and the country that it lies in are no two"
    places = [f"{born} <{NORTHLAND.id}> .", f"{born} <{SOUTHPORT.id}> ."]
    country = f"<{NORTHLAND.id}> {TYPE} <{KG}{SOUTHPORT.type}> ."
    assert message not in messages([*lines(), *places])
    assert message in messages([*lines(), *places, country])
    assert message not in messages([*lines(), *places, country, f"<{SOUTHPORT.id}> <{KG}locatedIn> <{NORTHLAND.id}> ."])


def test_asserted_claims_stand_as_facts() -> None:
    """A claim that is asserted while its plain triple is missing is found."""
    kept = [line for line in lines() if line != f"<{NORTHLAND.id}> <{POL}supports> <{QUILL.id}> ."]
    assert messages(kept) == ["an asserted claim is affirmed and actual, and stands as a plain triple"]


@pytest.mark.parametrize("name", ["anchorOf", "beginIndex", "endIndex", "referenceContext"])
def test_what_a_sentence_must_have(name: str) -> None:
    """A sentence without text, offsets or document is found."""
    assert any(text.startswith("a sentence ") for text in messages(without(SENTENCE, f"#{name}>")))
