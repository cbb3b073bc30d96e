"""Every export format holds the same facts, in the same bytes, and breaks no other tool."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import igraph
import networkx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from strategies import (
    DIES,
    HERALD,
    NORTHLAND,
    OWNS,
    QUILL,
    ROLE,
    SAMPLE,
    SUPPORTS,
    THREATENS,
    VISITS,
    WITH_ACTS,
    examples,
    graphs,
    number_of_acts,
)

from kg.errors import ExportError
from kg.export import EXPORTERS
from kg.export import export as exported
from kg.iri import KG, POL
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Value

DESCRIPTION = ("type", "label", "altLabel", "sameAs")
quick = examples(40)
MISSING = (
    {"ftm"} if find_spec("followthemoney") is None else set()
)  # its package needs ICU, which not every machine has


def export(graph: KnowledgeGraph, format: str, **choices: Any) -> bytes:
    """A format that is one file, or all files of a folder one after the other."""
    made = exported(graph, format, **choices)
    return made if isinstance(made, bytes) else b"".join(made[name] for name in sorted(made))


def relations(rows: Iterator[ox.Triple | ox.Quad] | set[ox.Triple]) -> int:
    """How many distinct triples of the default graph are facts, not descriptions."""
    found = {
        (row.subject, row.predicate, row.object)
        for row in rows
        if not (isinstance(row, ox.Quad) and isinstance(row.graph_name, ox.NamedNode))
    }
    return sum(not predicate.value.endswith(DESCRIPTION) for _, predicate, _ in found)


def test_the_formats() -> None:
    """The table has the formats that the command line promises, and says of each what it is for."""
    assert (
        list(EXPORTERS)
        == (
            "turtle ntriples trig nquads jsonld rdf12 nanopub ldes schema graphml gexf csv jsonl events dyads polecat gkg "
            "xlsx parquet neo4j ftm stix spacy prodigy brat conllu"
        ).split()
    )
    assert all(item.about for item in EXPORTERS.values())


def test_an_unknown_format_is_named() -> None:
    """The error lists what there is."""
    with pytest.raises(ExportError, match=r"no export format 'docx' \(one of turtle, ntriples"):
        export(SAMPLE.graph(), "docx")


@given(graphs())
@quick
def test_every_format_has_every_fact(graph: KnowledgeGraph) -> None:
    """Facts in the graph = triples in the RDF formats = edges and acts in GraphML and GEXF = rows in CSV = asserted in JSONL.

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
    drawn = {
        "graphml": networkx.parse_graphml(export(graph, "graphml")),
        "gexf": networkx.read_gexf(io.BytesIO(export(graph, "gexf"))),
    }
    counts |= {name: network.number_of_edges() + number_of_acts(network) for name, network in drawn.items()}
    assert not [name for network in drawn.values() for name in network if graph.is_act(name)]
    counts["csv"] = len(list(csv.DictReader(io.StringIO(export(graph, "csv").decode(), newline=""))))
    rows = [json.loads(line) for line in export(graph, "jsonl").decode().split("\n")[:-1]]
    objects = [json.dumps(row["object"].get("id") or row["object"]) for row in rows]
    counts["jsonl"] = len(
        {(r["subject"]["id"], r["predicate"]["iri"], o) for r, o in zip(rows, objects, strict=True) if r["asserted"]}
    )
    assert counts == dict.fromkeys([*forms, "graphml", "gexf", "csv", "jsonl"], facts)


@given(graphs())
@quick
def test_with_claims_every_claim_is_a_line(graph: KnowledgeGraph) -> None:
    """Claims in the graph = edges and acts in GraphML and GEXF = rows in CSV, each with an id of its own and how far it is so."""
    drawn = {
        "graphml": networkx.parse_graphml(export(graph, "graphml", claims=True)),
        "gexf": networkx.read_gexf(io.BytesIO(export(graph, "gexf", claims=True))),
    }
    for network in drawn.values():
        assert network.number_of_edges() + number_of_acts(network) == len(graph.claims)
        told = {data.get("claim") or data["id"]: data for _, _, data in network.edges(data=True)}
        assert {key for key, data in told.items() if data["asserted"]} <= {c.id for c in graph.claims if c.asserted}
        assert all(graph.claims_by_id[key].polarity == data["polarity"] for key, data in told.items())
    rows = list(csv.DictReader(io.StringIO(export(graph, "csv", claims=True).decode(), newline="")))
    assert {row["claim"]: row["asserted"] for row in rows} == {c.id: str(c.asserted).lower() for c in graph.claims}


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
    for iri in read.nodes & graph.things.keys():
        entity = graph.things[iri]
        assert _lines(read.nodes[iri].get("label") or "") == _lines(entity.label)


def _lines(text: str) -> str:
    """XML reads every end of line as \\n (https://www.w3.org/TR/xml/#sec-line-ends)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_same_bytes_each_time() -> None:
    """No format holds a date, a counter or a random name."""
    for name in EXPORTERS.keys() - {"conllu", *MISSING}:
        assert export(SAMPLE.graph(), name) == export(SAMPLE.graph(), name), name
    gexf = export(SAMPLE.graph(), "gexf")
    assert b"<creator>kg</creator>" in gexf
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
        "time": "",
        "start": "",
        "end": "",
        "place": "",
        "confidence": "0.950",
        "published": "2019-03-28",
        "documents": "courier.md; herald.txt",
        "sentence": "Northland backs Ada Quill, the Courier has learned.",
    }
    assert (rows[0]["object"], rows[0]["object_label"]) == ("", "harbor master")


def test_what_is_done_to_nobody() -> None:
    """A fact without an object is a row without the IRI of one, and an attribute of the node in GraphML and GEXF."""
    graph = WITH_ACTS.graph()
    rows = csv.DictReader(io.StringIO(export(graph, "csv").decode()))
    [row] = [row for row in rows if row["subject"] == QUILL.id and row["object_type"] == "Act"]
    assert (row["property"], row["object"], row["object_label"], row["start"]) == (
        KG + "does",
        "",
        "died",
        "2021-05-03",
    )
    assert networkx.parse_graphml(export(graph, "graphml")).nodes[QUILL.id]["acts"] == "died (2021-05-03)"
    assert b'value="died (2021-05-03)"' in export(graph, "gexf")


def test_time_and_place_are_in_every_table_of_edges() -> None:
    """GEXF has the days where Gephi's timeline looks for them; GraphML and CSV have them beside the time as it was said."""
    graph = WITH_ACTS.graph()
    gexf = ET.fromstring(export(graph, "gexf"))
    drawn = gexf.find("{*}graph")
    assert drawn is not None
    assert (drawn.attrib["mode"], drawn.attrib["timeformat"]) == ("dynamic", "date")
    edges = {edge.attrib["id"]: edge.attrib for edge in gexf.iterfind(".//{*}edge")}
    assert (edges[OWNS.id]["start"], edges[OWNS.id]["end"]) == ("2021-01-01", "2021-12-31")
    assert "start" not in edges[SUPPORTS.id]
    _, _, data = next(
        edge for edge in networkx.parse_graphml(export(graph, "graphml")).edges(data=True) if edge[2].get("time")
    )
    assert (data["time"], data["start"], data["end"], data["place"]) == (
        "2021",
        "2021-01-01",
        "2021-12-31",
        "Southport",
    )
    [row] = [row for row in csv.DictReader(io.StringIO(export(graph, "csv").decode())) if row["time"] == "2021"]
    assert (row["start"], row["end"], row["place"]) == ("2021-01-01", "2021-12-31", "Southport")


def test_a_table_for_excel() -> None:
    """With a byte order mark the same table; what is no table has none."""
    graph = WITH_ACTS.graph()
    tables = [name for name, item in EXPORTERS.items() if item.table]
    assert tables == ["csv", "events", "dyads", "polecat", "gkg"]
    for name in tables:
        assert export(graph, name, bom=True).decode("utf-8-sig").encode() == export(graph, name)
        assert export(graph, name, bom=True) != export(graph, name)
    with pytest.raises(ExportError, match="gexf has no byte order mark"):
        export(graph, "gexf", bom=True)


def test_only_what_has_a_name() -> None:
    """A part of named things has no described node in any picture, and keeps what is done by those with a name."""
    graph = WITH_ACTS.graph().part(named=True)
    for network in (
        networkx.parse_graphml(export(graph, "graphml")),
        networkx.read_gexf(io.BytesIO(export(graph, "gexf"))),
    ):
        assert {network.nodes[name]["label"] for name in network} == {
            "Ada Quill",
            "Northland",
            "Southport",
            "harbor master",
        }
    assert b"kg:Described" not in export(graph, "turtle")
    assert (DIES.subject, DIES.property.iri, DIES.object) in graph.facts


@given(graphs())
@quick
def test_no_cell_is_a_formula(graph: KnowledgeGraph) -> None:
    """A spreadsheet finds no cell that it would run."""
    for format in ("csv", "events", "dyads", "polecat", "gkg"):
        tabs = format in ("polecat", "gkg")
        text = io.StringIO(export(graph, format).decode(), newline="")
        rows = list(csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(text))
        assert len({len(row) for row in rows}) == 1, "no cell of hostile text makes a column or a row"
        for cell in (cell for row in rows for cell in row if not re.fullmatch(r"-?[0-9.]+", cell)):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", *"＝＋－＠")), cell


def test_gephi_keeps_parallel_lines_apart() -> None:
    """Edges of one pair have kinds of their own, nodes a colour and a size, and what is denied another look than a fact."""
    drawn = ET.fromstring(export(SAMPLE.graph(), "gexf", claims=True))
    edges = {edge.attrib["id"]: edge for edge in drawn.iterfind(".//{*}edge")}
    assert edges[SUPPORTS.id].attrib["kind"] == "supports"
    shapes = {key: edge.find("{*}shape") for key, edge in edges.items()}
    assert {key: shape.attrib["value"] for key, shape in shapes.items() if shape is not None} == {
        SUPPORTS.id: "solid",
        ROLE.id: "solid",
        THREATENS.id: "dotted",
        VISITS.id: "dashed",
    }
    assert all(
        node.find("{*}color") is not None and node.find("{*}size") is not None for node in drawn.iterfind(".//{*}node")
    )


def test_igraph_reads_graphml(tmp_path: Path) -> None:
    """igraph finds every edge with its time and claim, and a code such as 05 as text."""
    graph = replace_value("05")
    (tmp_path / "g.graphml").write_bytes(export(graph, "graphml", claims=True))
    read = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert read.ecount() == len(graph.claims)
    assert set(read.es["claim"]) == set(graph.claims_by_id)
    assert "05" in read.vs["label"]
    assert "2019-04-01" in read.es["start"]


def replace_value(text: str) -> KnowledgeGraph:
    """The sample with another value."""
    claims = [replace(claim, object=Value(text)) if claim == ROLE else claim for claim in SAMPLE.claims]
    return KnowledgeGraph.of(SAMPLE.entities, claims, SAMPLE.documents)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lacks what a format needs is told what to install."""
    for format, module, extra in (
        ("stix", "stix2", "stix"),
        ("parquet", "pyarrow", "parquet"),
        ("xlsx", "xlsxwriter", "xlsx"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ExportError, match=rf"not installed \(pip install 'kg\[{extra}\]'\)"):
            export(SAMPLE.graph(), format)


def test_choices_that_a_format_does_not_have() -> None:
    """Facts or claims is no question of a format that has both, and trees do not come of a graph."""
    with pytest.raises(ExportError, match=r"stix has no choice of facts or claims \(it is for graphml, gexf, csv\)"):
        export(SAMPLE.graph(), "stix", claims=True)
    with pytest.raises(ExportError, match="conllu needs the documents read again"):
        export(SAMPLE.graph(), "conllu")


@pytest.mark.parametrize("label", ["=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "\t=1", "-1", "@x"])
def test_signs_of_a_formula_are_defused(label: str) -> None:
    """Also the full-width ones, which a spreadsheet in an East Asian language takes for the same."""
    graph = KnowledgeGraph.of([replace(QUILL, label=label), NORTHLAND], [SUPPORTS], [HERALD])
    (row,) = csv.DictReader(io.StringIO(export(graph, "csv").decode(), newline=""))
    assert row["object_label"] == f"'{label}"
