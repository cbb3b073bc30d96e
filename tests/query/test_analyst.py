"""Ten questions of a political analyst, each in one line of SPARQL and in one of pandas, asked of the sample documents."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest

import kg
from kg.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).parents[2]
HOSTILE = "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()

# question -> SPARQL; pandas over `claims` and `facts`; a row that is among the answers of both
QUESTIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "who sanctions whom": (
        "SELECT ?who ?whom WHERE { ?a pol:sanctions ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }",
        "facts[facts.property_label == 'sanctions'][['subject_label', 'object_label']]",
        ("European Union", "Russian officials"),
    ),
    "who met whom, when and where": (
        "SELECT ?who ?whom ?day ?where WHERE { ?c kg:asserted true ; rdf:predicate pol:meets ; rdf:subject/rdfs:label ?who ;"
        " rdf:object/rdfs:label ?whom OPTIONAL { ?c kg:begins ?day } OPTIONAL { ?c kg:place/rdfs:label ?where } }",
        "facts[facts.property_label == 'meets'][['subject_label', 'object_label', 'begins', 'place_label']]",
        ("François Hollande", "Barack Obama", "2013-10-21"),
    ),
    "what Elin Sandgard says about Maravia": (
        "SELECT ?who ?does ?whom WHERE { ?c kg:attributedTo/rdfs:label 'Elin Sandgard' ; rdf:subject/rdfs:label ?who ;"
        " rdf:predicate/rdfs:label ?does ; rdf:object/rdfs:label ?whom FILTER('Maravia' IN (?who, ?whom)) }",
        "claims[claims.sources.map(lambda who: 'Elin Sandgard' in who) & (claims[['subject_label', 'object_label']] == 'Maravia')"
        ".any(axis=1)][['subject_label', 'property_label', 'object_label']]",
        ("Maravia", "violates", "Varo Treaty"),
    ),
    "timeline of North Korea": (
        "SELECT ?begins ?does ?whom WHERE { ?c rdf:subject/rdfs:label 'North Korea' ; rdf:predicate/rdfs:label ?does ;"
        " rdf:object/rdfs:label ?whom ; kg:begins ?begins ; kg:asserted true } ORDER BY ?begins",
        "facts[facts.subject_label == 'North Korea'].sort_values('day')[['day', 'property_label', 'object_label']]",
        ("1950-01-01",),
    ),
    "who denies what": (
        "SELECT ?source ?who ?does ?whom WHERE { ?c kg:polarity 'negated' ; kg:attributedTo/rdfs:label ?source ;"
        " rdf:subject/rdfs:label ?who ; rdf:predicate/rdfs:label ?does ; rdf:object/rdfs:label ?whom }",
        "claims[claims.polarity == 'negated'].explode('sources').dropna(subset='sources')"
        "[['sources', 'subject_label', 'property_label', 'object_label']]",
        ("Maravian Foreign Ministry", "Maravia", "attack", "ferry"),
    ),
    "who changed position": (
        "@what_changed_over_time",
        "facts.sort_values('day').groupby(['subject_label', 'object_label']).filter(lambda said: {'supports', 'opposes'} <="
        " set(said.property_label))[['subject_label', 'object_label', 'property_label', 'day']]",
        ("Tolmark", "Varo Treaty", "opposes"),
    ),
    "events in Belgrade in a month": (
        "SELECT ?who ?does WHERE { ?c kg:place/rdfs:label ?place ; rdf:subject/rdfs:label ?who ; rdf:predicate/rdfs:label ?does ;"
        " prov:wasDerivedFrom/nif:referenceContext/schema:datePublished ?day FILTER(?place = 'Belgrade' && ?day >="
        " '2008-02-01'^^xsd:date && ?day <= '2008-02-29'^^xsd:date) }",
        "claims[(claims.place_label == 'Belgrade') & claims.day.between('2008-02-01', '2008-02-29')][['subject_label', 'property_label']]",
        ("protesters",),
    ),
    "hostile acts of the United States to Cuba": (
        "SELECT ?day ?does WHERE { VALUES ?class { 'ACCUSE' 'REJECT' 'THREATEN' 'PROTEST' 'SANCTION' 'MOBILIZE' 'COERCE' 'ASSAULT' }"
        " ?p kg:ploverClass ?class ; rdfs:label ?does . ?c rdf:predicate ?p ; kg:asserted true ; rdf:subject/rdfs:label"
        " 'United States' ; rdf:object/rdfs:label 'Cuba' OPTIONAL { ?c kg:begins ?day } }",
        "facts[(facts.subject_label == 'United States') & (facts.object_label == 'Cuba') & facts.event.isin(HOSTILE)]"
        "[['begins', 'property_label']]",
        ("1961-01-01", "severs ties with"),
    ),
    "roles at the end of 2014": (
        "SELECT ?who ?role WHERE { ?c rdf:predicate kg:hasRole ; kg:asserted true ; rdf:subject/rdfs:label ?who ; rdf:object ?role ;"
        " prov:wasDerivedFrom/nif:referenceContext/schema:datePublished ?day FILTER(YEAR(?day) = 2014) }",
        "facts[(facts.property_label == 'has role') & (facts.day.dt.year == 2014)][['subject_label', 'object_label']]",
        ("John Kerry",),
    ),
    "what rests on one source": (
        "@what_rests_on_one_source",
        "facts[facts.publishers.str.len() == 1][['subject_label', 'property_label', 'object_label', 'publishers']]",
        ("Finland", "joins", "NATO"),
    ),
}


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The sample documents."""
    return kg.build(ROOT / "seeds" / "news")


def starts(rows: list[list[str]], row: tuple[str, ...]) -> bool:
    """Whether a row begins so."""
    return any(tuple(found[: len(row)]) == row for found in rows)


def test_there_are_ten() -> None:
    """As many as the README shows."""
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_in_sparql(graph: KnowledgeGraph, question: str) -> None:
    """The row is among the answers."""
    sparql, _, row = QUESTIONS[question]
    rows = [["" if cell is None else str(cell) for cell in found] for found in graph.query(sparql)]
    assert starts(rows, row), rows


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_in_pandas(graph: KnowledgeGraph, question: str) -> None:
    """The same row, of the table of claims."""
    _, line, row = QUESTIONS[question]
    claims = graph.to_pandas().claims
    found = eval(line, {"claims": claims, "facts": claims[claims.asserted], "HOSTILE": HOSTILE})
    assert isinstance(found, pandas.DataFrame)
    rows = [
        [cell.date().isoformat() if isinstance(cell, pandas.Timestamp) else str(cell) for cell in line]
        for line in found.to_numpy()
    ]
    assert starts(rows, row), rows
