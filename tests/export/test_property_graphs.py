"""CSV and Cypher for property graphs: a database reads them back to the same facts and claims."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import ladybug
import pytest
from hypothesis import given
from strategies import (
    HERALD,
    NORTHLAND,
    OWNS,
    QUILL,
    REED,
    SAMPLE,
    SUPPORTS,
    WITH_ACTS,
    examples,
    graphs,
)

from kg.export import export
from kg.export.neo4j import SEPARATOR
from kg.iri import POL
from kg.knowledge_graph import KnowledgeGraph


def files(graph: KnowledgeGraph) -> Mapping[str, bytes]:
    made = export(graph, "neo4j")
    assert not isinstance(made, bytes)
    return made


@cache
def loaded(number: int = 0) -> Any:
    """The sample in a database in memory, after both scripts, the second one twice: MERGE adds nothing the second time."""
    graph = PARALLEL if number else WITH_ACTS.graph()
    made = files(graph)
    connection = ladybug.Connection(ladybug.Database(":memory:"))
    for line in made["schema.cypher"].decode().splitlines():
        connection.execute(line)
    for _ in range(2):
        connection.execute("BEGIN TRANSACTION")
        for line in made["graph.cypher"].decode().split(";\n")[:-1]:
            connection.execute(line)
        connection.execute("COMMIT")
    return connection


OTHER = replace(SUPPORTS, property=replace(SUPPORTS.property, iri=POL + "praises", label="praises"))
HOSTILE = 'O\'Neil \\ "x" {id: 1})\n; MATCH (n) DETACH DELETE n; //'
PARALLEL = KnowledgeGraph.of(
    [replace(NORTHLAND, label=HOSTILE, aliases=(), origin="gazetteer"), QUILL], [SUPPORTS, OTHER], [HERALD]
)


def ask(cypher: str, number: int = 0) -> list[list[object]]:
    """Rows of an answer."""
    return [list(row) for row in loaded(number).execute(cypher).get_all()]


def test_ladybug_has_the_facts_as_relationships() -> None:
    """Between things there is a relationship for each fact, with its time, place and the claims it stands on, and none for a claim."""
    graph = WITH_ACTS.graph()
    rows = ask(
        "MATCH (a)-[r]->(b) WHERE label(a) <> 'Claim' RETURN a.id, r.property, b.id, b.label, r.claims, r.begins, r.place"
    )
    things = [fact for fact in graph.facts if not graph.is_act(fact[2])]
    assert len(rows) == len(things)
    assert [NORTHLAND.id, SUPPORTS.property.iri, QUILL.id, "Ada Quill", [SUPPORTS.id], None, None] in rows
    [owns] = [row for row in rows if row[1] == OWNS.property.iri]
    assert owns[4:] == [[OWNS.id], date(2021, 1, 1), "Southport"]


def test_ladybug_has_every_claim_as_a_node() -> None:
    """A claim leads to what it is about, to who says it, where, and to the document with its sentence."""
    assert ask("MATCH (c:Claim) RETURN count(*)") == [[len(WITH_ACTS.graph().claims)]]
    [[label, asserted, polarity]] = ask(
        f"MATCH (c:Claim)-[:CLAIM_SOURCE]->(p:Person {{id: '{REED.id}'}}) RETURN c.label, c.asserted, c.polarity"
    )
    assert (label, asserted, polarity) == ("denied, says Bo Reed: Northland threatens anyone", False, "negated")
    [[begins, place]] = ask("MATCH (c:Claim)-[:CLAIM_PLACE]->(p) WHERE c.status = 'planned' RETURN c.begins, p.label")
    assert (begins, place) == (date(2019, 4, 1), "Southport")
    sentences = ask(
        f"MATCH (c:Claim)-[e:CLAIM_EVIDENCE]->(d:Document) WHERE c.id ENDS WITH '{SUPPORTS.id}' RETURN d.label, e.sentence"
    )
    assert len(sentences) == 2


def test_hostile_names_and_parallel_relations() -> None:
    """A name with all signs of Cypher stays one value; two relations of one pair are two."""
    assert ask("MATCH (a)-[r]->(b) WHERE label(a) = 'Country' RETURN a.label, label(r) ORDER BY label(r)", 1) == [
        [HOSTILE, "PRAISES"],
        [HOSTILE, "SUPPORTS"],
    ]


def rows(data: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(data.decode(), newline=""))


@given(graphs())
@examples(20)
def test_the_csv_files_hold_all(graph: KnowledgeGraph) -> None:
    """Heads are those of neo4j-admin, ids are unique, every end exists, and nodes and relationships are as many as the graph has."""
    made = files(graph)
    nodes = [row for name, data in made.items() if name.startswith("nodes/") for row in rows(data)]
    ids = [row["id:ID"] for row in nodes]
    assert len(ids) == len(set(ids))
    labels = [row[":LABEL"] for row in nodes]
    assert labels.count("Claim") == len(graph.claims)
    assert labels.count("Document") == len(graph.documents)
    assert set(graph.things) <= set(ids)
    relations = [row for name, data in made.items() if name.startswith("relationships/") for row in rows(data)]
    assert {row[":START_ID"] for row in relations} | {row[":END_ID"] for row in relations} <= set(ids)
    facts = [row for row in relations if not row[":TYPE"].startswith("CLAIM_")]
    assert len(facts) == sum(not graph.is_act(target) for _, _, target in graph.facts)
    assert {key for row in facts for key in row["claims:string[]"].split(SEPARATOR)} <= set(graph.claims_by_id)
    assert all(re.fullmatch(r"[A-Z_][A-Z0-9_]*", row[":TYPE"]) for row in relations)


@given(graphs())
@examples(20)
def test_a_statement_a_line(graph: KnowledgeGraph) -> None:
    """Whatever the text holds, a line of the script is one statement that ends with a semicolon."""
    lines = files(graph)["graph.cypher"].decode().split("\n")[:-1]
    assert all(re.match(r"(MERGE|MATCH) \(", line) and line.endswith(";") for line in lines)


def test_a_class_called_like_ours(tmp_path: object) -> None:
    """Things of a user's class `Document` are told from documents."""
    graph = KnowledgeGraph.of([replace(NORTHLAND, type="Document"), QUILL], [SUPPORTS], [HERALD])
    assert {"nodes/Document.csv", "nodes/Document_.csv"} <= files(graph).keys()


@pytest.mark.parametrize("name", ["nodes/Claim.csv", "relationships/SUPPORTS.csv"])
def test_the_command_names_every_file(name: str) -> None:
    """import.txt has a command that reads all tables."""
    made = files(SAMPLE.graph())
    text = made["import.txt"].decode()
    assert f"={name}" in text
    assert text.count("--nodes=") + text.count("--relationships=") == sum(path.endswith(".csv") for path in made)
