"""Every export format holds the same facts, in the same bytes, and breaks no other tool."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from strategies import HERALD, NORTHLAND, QUILL, SAMPLE, SUPPORTS, examples, graphs

from kg.errors import ExportError
from kg.export.exporters import EXPORTERS, export
from kg.iri import POL
from kg.knowledge_graph import KnowledgeGraph

DESCRIPTION = ("type", "label", "altLabel", "sameAs")
quick = examples(40)


def relations(rows: Iterator[ox.Triple | ox.Quad] | set[ox.Triple]) -> int:
    """How many distinct triples of the default graph are facts, not descriptions."""
    found = {
        (row.subject, row.predicate, row.object)
        for row in rows
        if not (isinstance(row, ox.Quad) and isinstance(row.graph_name, ox.NamedNode))
    }
    return sum(not predicate.value.endswith(DESCRIPTION) for _, predicate, _ in found)


def test_the_formats() -> None:
    """The table has the formats that the command line promises."""
    formats = ["turtle", "ntriples", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "jsonl", "events", "dyads"]
    assert list(EXPORTERS) == formats


def test_an_unknown_format_is_named() -> None:
    """The error lists what there is."""
    with pytest.raises(ExportError, match=r"no export format 'docx' \(one of turtle, ntriples"):
        export(SAMPLE.graph(), "docx")


@given(graphs())
@quick
def test_every_format_has_every_fact(graph: KnowledgeGraph) -> None:
    """Facts in the graph = triples in the RDF formats = edges in GraphML and GEXF = rows in CSV = asserted in JSONL.

    Facts are counted by subject, property and object; several claims may assert one.
    """
    facts = len(graph.facts)
    forms = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "trig": ox.RdfFormat.TRIG,
        "nquads": ox.RdfFormat.N_QUADS,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    counts = {name: relations(ox.parse(export(graph, name), format=form)) for name, form in forms.items()}
    counts["graphml"] = networkx.parse_graphml(export(graph, "graphml")).number_of_edges()
    counts["gexf"] = networkx.read_gexf(io.BytesIO(export(graph, "gexf"))).number_of_edges()
    counts["csv"] = len(list(csv.DictReader(io.StringIO(export(graph, "csv").decode(), newline=""))))
    rows = [json.loads(line) for line in export(graph, "jsonl").decode().split("\n")[:-1]]
    objects = [json.dumps(row["object"].get("id") or row["object"]) for row in rows]
    counts["jsonl"] = len(
        {(r["subject"]["id"], r["predicate"]["iri"], o) for r, o in zip(rows, objects, strict=True) if r["asserted"]}
    )
    assert counts == dict.fromkeys(EXPORTERS.keys() - {"events", "dyads"}, facts)


@given(graphs())
@quick
def test_json_ld_is_the_turtle(graph: KnowledgeGraph) -> None:
    """The compacted JSON-LD expands to exactly the triples of the Turtle, for Oxigraph and for rdflib."""
    turtle = set(ox.parse(export(graph, "turtle"), format=ox.RdfFormat.TURTLE))
    data = export(graph, "jsonld")
    assert {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.JSON_LD)} == {quad.triple for quad in turtle}
    assert len(rdflib.Graph().parse(data=data, format="json-ld")) == len(turtle)


@given(graphs())
@quick
def test_names_survive_xml(graph: KnowledgeGraph) -> None:
    """GraphML and GEXF are well-formed XML whatever the names hold, and labels come back, ends of line aside."""
    for name in ("graphml", "gexf"):
        ET.fromstring(export(graph, name))
    read = networkx.parse_graphml(export(graph, "graphml"))
    for iri, entity in graph.entities.items():
        assert _lines(read.nodes[iri].get("label") or "") == _lines(entity.label)


def _lines(text: str) -> str:
    """XML reads every end of line as \\n (https://www.w3.org/TR/xml/#sec-line-ends)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_same_bytes_each_time() -> None:
    """No format holds a date, a counter or a random name."""
    for name in EXPORTERS:
        first, second = export(SAMPLE.graph(), name), export(SAMPLE.graph(), name)
        assert first == second, name
    gexf = export(SAMPLE.graph(), "gexf")
    assert b"<meta><creator>kg</creator>" in gexf
    assert b"lastmodified" not in gexf


def test_parallel_relations_are_kept() -> None:
    """Two relations of one pair are two edges with ids of their own, in GraphML and in GEXF."""
    other = replace(SUPPORTS, property=replace(SUPPORTS.property, iri=POL + "praises", label="praises"))
    graph = KnowledgeGraph.of([NORTHLAND, QUILL], [SUPPORTS, other], [HERALD])
    for name in ("graphml", "gexf"):
        edges = [edge for edge in ET.fromstring(export(graph, name)).iter() if edge.tag.endswith("}edge")]
        assert {edge.attrib["id"] for edge in edges} == {SUPPORTS.id, other.id}


def test_csv_rows() -> None:
    """An edge list with labels, kinds, confidence, documents and a sentence."""
    rows = list(csv.DictReader(io.StringIO(export(SAMPLE.graph(), "csv").decode())))
    assert rows[1] == {
        "subject": NORTHLAND.id,
        "subject_label": "Northland",
        "subject_type": "Country",
        "property": POL + "supports",
        "property_label": "supports",
        "object": QUILL.id,
        "object_label": "Ada Quill",
        "object_type": "Person",
        "confidence": "0.950",
        "documents": "courier.md; herald.txt",
        "sentence": "Northland backs Ada Quill, the Courier has learned.",
    }
    assert (rows[0]["object"], rows[0]["object_label"]) == ("", "harbor master")


@given(graphs())
@quick
def test_no_cell_is_a_formula(graph: KnowledgeGraph) -> None:
    """A spreadsheet finds no cell that it would run."""
    for format in ("csv", "events", "dyads"):
        for row in csv.reader(io.StringIO(export(graph, format).decode(), newline="")):
            texts = [cell for cell in row if not re.fullmatch(r"-?[0-9.]+", cell)]
            assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
