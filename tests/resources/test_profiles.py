"""What an ontology of the user's own says of its properties, from Turtle and from JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.resources.ontology import Ontology
from kg.resources.profiles import Example, profiles

TURTLE = """
@prefix : <https://mine.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:Body a owl:Class ; rdfs:label "body" ; skos:altLabel "club" .
:Party a owl:Class ; rdfs:label "party" ; rdfs:subClassOf :Body .
:Blue a :Party ; rdfs:label "Blue Party" .
:in a owl:ObjectProperty ; rdfs:label "in" ; skos:altLabel "member of" ; rdfs:range :Party , :Body ;
    skos:example "Ada Bell joined the Blue Party. | Ada Bell | Blue Party" , "no subject and object" .
"""


def test_names_classes_and_examples_are_read(tmp_path: Path) -> None:
    """Labels and other names, classes with those above and their individuals, and examples with both ends."""
    (tmp_path / "mine.ttl").write_text(TURTLE, "utf-8")
    (found,) = profiles([tmp_path / "mine.ttl"])
    assert (found.label, found.names, found.domains) == ("in", ("in", "member of"), ())
    party, body = found.ranges
    assert (party.names, party.above, party.members) == (("party",), ("body", "club"), ("Blue Party",))
    assert body.names == ("body", "club")
    assert found.examples == (Example("Ada Bell joined the Blue Party.", "Ada Bell", "Blue Party"),)


def test_json_says_the_same(tmp_path: Path) -> None:
    """A list of concepts and relations; ids of Wikidata become its IRIs."""
    path = tmp_path / "mine.json"
    rows = {
        "concepts": [{"qid": "Q5", "label": "human"}, {"qid": "", "label": "home town"}],
        "relations": [{"pid": "P19", "label": "place of birth", "domain": "Q5", "range": "home town"}],
    }
    path.write_text(json.dumps(rows), "utf-8")
    (found,) = profiles([path])
    assert (found.iri, found.label) == ("http://www.wikidata.org/entity/P19", "place of birth")
    assert [kind.names for kind in (*found.domains, *found.ranges)] == [("human",), ("home town",)]
    assert Ontology.load([path]).property(found.iri).domain == "Q5"


@pytest.mark.parametrize(
    "text", ["[]", "{", "[" * 100_000, '{"concepts": 3, "relations": []}', '{"concepts": [{}], "relations": []}']
)
def test_other_json_is_named(tmp_path: Path, text: str) -> None:
    """The message names the file."""
    path = tmp_path / "mine.json"
    path.write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=r"mine\.json"):
        profiles([path])
