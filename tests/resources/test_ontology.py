"""The ontology hangs together, every mapping row leads where it says, and mistakes in a table are named."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from strategies import SAMPLE

from kg.errors import OntologyError
from kg.iri import KG, NEWS, POL, RDFS, SKOS, XSD
from kg.lang.en import ENGLISH
from kg.model import Modality, Predicate, Voice
from kg.resources.ontology import ACT, MappingRow, Ontology, PropertyInfo, readme
from kg.resources.ontology_files import packaged, statements
from kg.settings import resource

PLOVER = set(
    """SUPPORT CONSULT SANCTION COERCE ASSAULT ACCUSE REJECT THREATEN COOPERATE AID RETREAT MOBILIZE PROTEST AGREE REQUEST
    CONCEDE""".split()
)
WIKIDATA = "http://www.wikidata.org/entity/P"
PREFIXES = f"""
@prefix kg: <{KG}> .
@prefix my: <https://example.org/my#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
COLUMNS = (
    "id,property,lemma,particle,noun,preposition,subject_types,object_types,direction,polarity,modality,"
    "example,subject,object\n"
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def described(ontology: Ontology) -> list[PropertyInfo]:
    """Properties of politics and of other news, and acts."""
    return [info for iri, info in ontology.properties.items() if iri.startswith((POL, NEWS))]


def said(
    lemma: str, particle: str = "", noun: str = "", preposition: str = "", voice: Voice = Voice.ACTIVE
) -> Predicate:
    return Predicate((), lemma, particle, noun, preposition, voice)


def words_of(row: MappingRow) -> Iterator[Predicate]:
    """Every predicate that the alternatives of a row make."""
    for lemma, particle, noun, preposition in product(row.lemma, row.particle, row.noun, row.preposition):
        voice = Voice.ACTIVE if lemma else Voice.NONE
        if lemma.startswith("be "):
            lemma, voice = lemma.removeprefix("be "), Voice.AGENTLESS
        yield said(lemma.replace("*", "whittle"), particle, noun.replace("*", "whistle"), preposition, voice)


# -- terms -------------------------------------------------------------------------------------------------------------


def test_classes_form_one_tree(ontology: Ontology) -> None:
    """Every class of things is below kg:Thing; a country is an agent and a place."""
    things = [name for name in ontology.labels if ontology.is_a(name, "Thing")]
    assert sorted(set(ontology.labels) - set(things)) == ["Act", "Claim", "Evidence", "OpenPredicate"]
    assert ontology.ancestors("GovernmentBody") == ("Organization", "Agent", "Thing")
    assert ontology.ancestors("Country") == ("Place", "Agent", "Thing")


def test_is_a(ontology: Ontology) -> None:
    """A class is one of itself and of its ancestors, not of its children or of a class that nobody knows."""
    asked = [("City", "City"), ("City", "Place"), ("Place", "City"), ("City", "Person"), ("Unheard", "Thing")]
    assert [ontology.is_a(*pair) for pair in asked] == [True, True, False, False, False]


def test_every_property_is_described(ontology: Ontology) -> None:
    """Properties and acts have label, comment, example, and classes of ours or datatypes at both ends."""
    found = described(ontology)
    acts, properties = [info for info in found if info.range == ACT], [info for info in found if info.range != ACT]
    assert (len(properties) > 220, len(acts) > 50) == (True, True)
    assert [info.iri for info in found if not (info.label and info.comment and info.example)] == []
    values = {XSD + name for name in ("string", "integer", "decimal")}
    assert [info.iri for info in found if not {info.domain, info.range} - values <= set(ontology.labels)] == []
    assert len({info.label for info in properties}) == len(properties)
    assert len({info.label for info in acts}) == len(acts)


def test_every_property_has_ends_an_inverse_and_matches(ontology: Ontology) -> None:
    """What rows lead to states domain and range, what it is called from its object, and what is close to it elsewhere, or that nothing is.

    Where it is the same from both ends, it needs no other name; a literal, and the nothing behind an act, is nobody's subject. Acts are
    matched with PLOVER alone.
    """
    said, reached = statements(packaged()), {row.property for row in ontology.rows}
    properties = [info for iri, info in ontology.properties.items() if iri in reached and info.range != ACT]
    assert len(properties) > 235
    for info in properties:
        assert said.values(info.iri, RDFS + "domain"), info.iri
        assert said.values(info.iri, RDFS + "range"), info.iri
        named = [info.inverse, said.text(info.iri, KG + "inverseLabel"), "" if not info.symmetric else "itself"]
        assert len(list(filter(None, named))) == (not info.range.startswith(XSD)), info.iri
        close = (*said.values(info.iri, SKOS + "closeMatch"), *said.values(info.iri, RDFS + "seeAlso"))
        matched = info.plover or any(item.startswith(WIKIDATA) for item in close)
        assert bool(matched) != bool(said.text(info.iri, SKOS + "editorialNote")), info.iri


def test_event_codes_are_those_of_plover_and_cameo(ontology: Ontology) -> None:
    """PLOVER classes are of its list; a property that has one has a two-digit CAMEO root too."""
    coded = [info for info in described(ontology) if info.plover]
    assert {info.plover for info in coded} == PLOVER
    assert [info.iri for info in coded if not (len(info.cameo) == 2 and 1 <= int(info.cameo) <= 20)] == []


def test_relations_between_properties_hold_both_ways(ontology: Ontology) -> None:
    """An inverse or opposite names its partner back; a symmetric property has one class at both ends."""
    for info in ontology.properties.values():
        assert not info.inverse or ontology.property(info.inverse).inverse == info.iri
        assert not info.opposite or ontology.property(info.opposite).opposite == info.iri
        assert not info.symmetric or info.domain == info.range
    assert ontology.property(POL + "parentOf").inverse == POL + "childOf"
    assert ontology.property(POL + "supports").opposite == POL + "opposes"
    assert ontology.property(POL + "meets").symmetric


def test_datatypes_keep_their_iri(ontology: Ontology) -> None:
    """The range of a literal is no class."""
    assert ontology.property(KG + "hasRole").range == XSD + "string"


def test_unknown_terms_are_named(ontology: Ontology) -> None:
    """Asking for a property or class that is not there says so."""
    with pytest.raises(OntologyError, match="nonsense"):
        ontology.property(POL + "nonsense")
    with pytest.raises(OntologyError, match="Nonsense"):
        ontology.class_label("Nonsense")
    assert ontology.class_label("GovernmentBody") == "government body"


def test_terms_of_a_graph_are_declared(ontology: Ontology) -> None:
    """Whatever kg: term a graph is written with stands in kg.ttl."""
    written = {
        term.removeprefix(KG)
        for quad in SAMPLE.graph().quads()
        for term in (quad.predicate.value, getattr(quad.object, "value", ""))
        if term.startswith(KG)
    }
    declared = {iri.removeprefix(KG) for iri in ontology.properties} | set(ontology.labels)
    assert {"Claim", "OpenPredicate", "polarity", "subjectSpan", "Person"} <= written
    assert written - declared == set()


def test_version_names_all_parts(ontology: Ontology) -> None:
    """The version that a report shows names all files."""
    assert ontology.version == "kg 0.1.0, news 0.1.0, politics 0.1.0"


def test_readme_is_true(ontology: Ontology) -> None:
    """ontologies/README.md is what `python -m kg.resources.ontology` prints."""
    assert resource("ontologies/README.md").read_text(encoding="utf-8") == readme(ontology)


# -- mapping rows ------------------------------------------------------------------------------------------------------


def test_table_covers_the_properties(ontology: Ontology) -> None:
    """There are at least 500 rows, and at least one for each property and act."""
    assert len(ontology.rows) >= 500
    assert {info.iri for info in described(ontology)} - {row.property for row in ontology.rows} == set()


def test_alternatives_are_lemmas(ontology: Ontology) -> None:
    """Alternatives are in lower case, each once, and `*` stands alone, after a verb or before a noun."""
    for row in ontology.rows:
        for slot in (row.lemma, row.particle, row.noun, row.preposition):
            assert len(set(slot)) == len(slot), row.id
            assert all(word == word.lower().strip() for word in slot), row.id
            assert all(
                word == "*" or word.endswith(" to *") or word.startswith("* ") for word in slot if "*" in word
            ), row.id


def test_examples_are_sentences_of_their_own(ontology: Ontology) -> None:
    """No two rows share an example, and each is a sentence."""
    examples = [row.example for row in ontology.rows]
    assert len(set(examples)) == len(examples)
    assert [text for text in examples if not (text[0].isupper() and text.endswith("."))] == []


def test_row_classes_lie_within_the_property(ontology: Ontology) -> None:
    """A row never lets a claim have a subject or object outside domain and range."""
    for row in ontology.rows:
        info = ontology.property(row.property)
        ends = (info.domain, info.range) if row.direction == "forward" else (info.range, info.domain)
        for allowed, end in zip(ontology.allowed(row), ends, strict=True):
            assert all(ontology.is_a(name, end) for name in allowed), row.id


def test_every_row_is_reached_by_its_words(ontology: Ontology) -> None:
    """All words of a row, between all its classes, lead to that row or to one that says the same.

    Only a row with narrower classes or narrower words may take them away.
    """
    tried, taken = 0, set()
    for row in ontology.rows:
        for predicate in words_of(row):
            for subject, thing in product(*ontology.allowed(row)):
                tried += 1
                found = ontology.match(predicate, subject, thing, ENGLISH.grammar)
                assert found is not None, (row.id, predicate.key)
                if meaning(found) != meaning(row):
                    taken.add((row.id, found.id))
    assert tried > 5000
    assert taken == set()


def meaning(row: MappingRow) -> tuple[str, ...]:
    return row.property, row.direction, row.polarity, row.modality


@pytest.mark.parametrize(
    ("predicate", "subject", "thing", "expected"),
    [
        (said("support"), "Country", "Country", "supports"),
        (said("support"), "Country", "Concept", "supports"),
        (said("throw", "", "support", "to"), "Country", "Person", "supports"),
        (said("be", "", "ally", "of"), "Country", "Country", "allyOf"),
        (said("recognize"), "Country", "Person", "recognizes"),
        (said("meet"), "Person", "Person", "meets"),
        (said("meet", "", "", "with"), "Person", "Person", "meets"),
        (said("welcome"), "Person", "Person", "hosts"),
        (said("welcome"), "Country", "Event", "praises"),
        (said("be", "", "president", "of"), "Person", "Country", "leads"),
        (said("be", "", "vice president", "of"), "Person", "Country", "holdsPositionIn"),
        (said("be", "", "opposition leader", "of"), "Person", "Country", "holdsPositionIn"),
        (said("be", "", "spokeswoman", "of"), "Person", "GovernmentBody", "spokespersonFor"),
        (said("be", "", "part", "of"), "Country", "IntergovernmentalOrganization", "memberOf"),
        (said("be", "", "part", "of"), "Region", "Country", "partOf"),
        (said("threaten to sanction"), "Country", "Country", "threatens"),
        (said("", "", "visit", "to", Voice.NONE), "Person", "Country", "visits"),
        (said("send", "", "troop", "to"), "Country", "Country", "deploysTo"),
        (said("send", "", "letter", "to"), "Country", "Country", "sendsTo"),
        (said("seize"), "Country", "Company", "confiscates"),
        (said("seize"), "Country", "City", "occupies"),
        (said("bear", "", "", "in", Voice.AGENTLESS), "Person", "City", "bornIn"),
    ],
)
def test_words_and_classes_decide(
    ontology: Ontology, predicate: Predicate, subject: str, thing: str, expected: str
) -> None:
    """One relation phrase leads to one property, by its words first and by the classes at its ends second."""
    row = ontology.match(predicate, subject, thing, ENGLISH.grammar)
    assert row is not None
    assert row.property.rpartition("#")[2] == expected


@pytest.mark.parametrize(
    ("predicate", "subject", "thing"),
    [
        (said("support", "", "", "with"), "Country", "Country"),
        (said("support"), "Concept", "Country"),
        (said("hit"), "Work", "Country"),
        (said("visit"), "Person", "Concept"),
        (said("be", "", "president", "of"), "Country", "Country"),
        (said("send", "", "", "to", Voice.AGENTLESS), "Group", "Country"),
        (said("", "", "support", "for"), "Concept", "Country"),
        (said("whittle"), "Person", "Person"),
        (said(""), "Person", "Person"),
    ],
)
def test_what_does_not_fit_has_no_row(ontology: Ontology, predicate: Predicate, subject: str, thing: str) -> None:
    """A wrong preposition, class or voice, and words that nobody listed, keep their open predicate."""
    assert ontology.match(predicate, subject, thing, ENGLISH.grammar) is None


def test_rows_are_ordered_by_how_much_they_say(ontology: Ontology) -> None:
    """The exact words come before the wildcard."""
    found = [row.id for row in ontology.rows_for(said("send", "", "troop", "to"), ENGLISH.grammar)]
    assert found == ["deploys-light", "sends-verb"]


def test_polarity_direction_and_modality_are_kept(ontology: Ontology) -> None:
    """Rows say when a claim is turned around, negated or not actual."""
    lifted = ontology.match(said("lift", "", "sanction", "on"), "Country", "Country", ENGLISH.grammar)
    received = ontology.match(said("receive", "", "aid", "from"), "Country", "Country", ENGLISH.grammar)
    proposed = ontology.match(said("propose", "", "talk", "with"), "Country", "Country", ENGLISH.grammar)
    assert lifted is not None
    assert received is not None
    assert proposed is not None
    assert (lifted.property, lifted.polarity) == (POL + "sanctions", "flip")
    assert (received.property, received.direction) == (POL + "aids", "inverse")
    assert Modality(proposed.modality) is Modality.PLANNED


# -- a user's own ontology ---------------------------------------------------------------------------------------------


def turtle(folder: Path, text: str) -> Path:
    path = folder / "my.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def table(folder: Path, *lines: str, header: str = COLUMNS) -> Path:
    path = folder / "my.csv"
    path.write_text(header + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_own_terms_and_rows(tmp_path: Path) -> None:
    """A Turtle file adds classes and properties, a table rows, which win over the packaged ones."""
    terms = turtle(
        tmp_path,
        """my:Ferry a owl:Class ; rdfs:subClassOf kg:Facility ; rdfs:label "ferry" .
        my:rides a owl:ObjectProperty ; rdfs:label "rides" ; rdfs:domain kg:Person ; rdfs:range my:Ferry .""",
    )
    rows = table(tmp_path, "mine,https://example.org/my#rides,visit,,,,,,forward,keep,keep,Ada visited Bo.,Ada,Bo")
    ontology = Ontology.load([terms], rows)
    row = ontology.match(said("visit"), "Person", "Ferry", ENGLISH.grammar)
    assert row is not None
    assert row.id == "mine"
    assert ontology.ancestors("Ferry") == ("Facility", "Place", "Thing")
    assert "rides" in readme(ontology)


def test_acts_have_rows_without_an_object(tmp_path: Path) -> None:
    """What is declared a kg:Act stands for what is done without an object; rows of properties never do."""
    terms = turtle(tmp_path, 'my:retires a kg:Act ; rdfs:label "retires" ; rdfs:domain kg:Person .')
    rows = table(tmp_path, "mine,https://example.org/my#retires,retire,,,,,,forward,keep,keep,Ada retired.,Ada,")
    ontology = Ontology.load([terms], rows)
    row = ontology.match(said("retire"), "Person", "Act", ENGLISH.grammar)
    assert row is not None
    assert (row.id, ontology.property(row.property).label) == ("mine", "retires")
    assert ontology.match(said("retire"), "Country", "Act", ENGLISH.grammar) is None
    assert ontology.match(said("support"), "Person", "Act", ENGLISH.grammar) is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x,pol:supports,back", "too few or too many cells"),
        ("x,pol:nonsense,back,,,,,,forward,keep,keep,Ada backs Bo.,Ada,Bo", "no property 'pol:nonsense'"),
        ("x,pol:supports,back,,,,Wizard,,forward,keep,keep,Ada backs Bo.,Ada,Bo", "no class 'Wizard'"),
        ("x,pol:supports,back,,,,,,sideways,keep,keep,Ada backs Bo.,Ada,Bo", "'sideways' is no direction"),
        ("x,pol:supports,back,,,,,,forward,drop,keep,Ada backs Bo.,Ada,Bo", "'drop' is no polarity"),
        ("x,pol:supports,back,,,,,,forward,keep,wished,Ada backs Bo.,Ada,Bo", "'wished' is no modality"),
        ("x,pol:supports,back,,,,,,forward,keep,keep,Ada backs Bo.,Ada,Cy", "example"),
        (",pol:supports,back,,,,,,forward,keep,keep,Ada backs Bo.,Ada,Bo", "id"),
    ],
)
def test_bad_row_is_named(tmp_path: Path, line: str, message: str) -> None:
    """The error says which line of which table, and what is wrong with it."""
    path = table(tmp_path, line)
    with pytest.raises(OntologyError, match=message) as caught:
        Ontology.load(mapping=path)
    assert caught.value.where == f"{path}:2"
    assert caught.value.hint


def test_ids_are_used_once(tmp_path: Path) -> None:
    """A row cannot have the id of another, packaged or not."""
    path = table(tmp_path, "supports-verb,pol:supports,back,,,,,,forward,keep,keep,Ada backs Bo.,Ada,Bo")
    with pytest.raises(OntologyError, match="supports-verb"):
        Ontology.load(mapping=path)


def test_wrong_columns(tmp_path: Path) -> None:
    """A table with other columns is refused."""
    with pytest.raises(OntologyError, match="wrong columns"):
        Ontology.load(mapping=table(tmp_path, header="id,property\n"))


def test_broken_turtle(tmp_path: Path) -> None:
    """A file that is no Turtle is named with the line."""
    path = turtle(tmp_path, "my:Ferry a")
    with pytest.raises(OntologyError, match="not Turtle") as caught:
        Ontology.load([path])
    assert caught.value.where.startswith(str(path))


def test_wrong_stance(tmp_path: Path) -> None:
    """A stance other than 1, 0 and -1 is refused."""
    path = turtle(tmp_path, 'my:rides a owl:ObjectProperty ; kg:stance "much" .')
    with pytest.raises(OntologyError, match="'much' is no kg:stance"):
        Ontology.load([path])


@pytest.mark.parametrize("name", ["none.ttl", "none.csv"])
def test_missing_files(tmp_path: Path, name: str) -> None:
    """A path that is not there is an OntologyError that names it."""
    path = tmp_path / name
    with pytest.raises(OntologyError, match="cannot be read") as caught:
        Ontology.load([path] if name.endswith(".ttl") else [], path if name.endswith(".csv") else None)
    assert caught.value.where == str(path)
