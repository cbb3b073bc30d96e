"""Answers as plain values: for scripts, for pandas, for notebooks."""

from __future__ import annotations

from datetime import date

import pytest
from strategies import NORTHLAND, QUILL, SAMPLE, VISITS

from kg.errors import ExportError, QueryError
from kg.query.rows import SHOWN, Rows

PEOPLE = "SELECT ?who ?whom WHERE { ?a pol:supports ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }"


def test_a_row_goes_by_place_and_by_name() -> None:
    """It unpacks like a tuple, and cells have the names of their columns."""
    (row,) = rows = SAMPLE.graph().query(PEOPLE)
    who, whom = row
    assert (who, whom) == (row["who"], row.whom) == (row[0], row[1]) == ("Northland", "Ada Quill")
    assert row.as_dict() == {"who": "Northland", "whom": "Ada Quill"}
    assert rows.columns == ("who", "whom")
    with pytest.raises(KeyError, match="no column 'hwo'; there are who, whom"):
        row["hwo"]
    with pytest.raises(AttributeError, match="no column 'hwo'"):
        _ = row.hwo


def test_values_are_those_of_python() -> None:
    """Numbers, days, truth values, IRIs as strings, None for what is not bound."""
    ask = f"""SELECT ?sure ?begins ?asserted ?s ?none WHERE {{ claim:{VISITS.id} kg:confidence ?sure ;
        kg:begins ?begins ; kg:asserted ?asserted ; rdf:subject ?s }}"""
    assert list(SAMPLE.graph().query(ask)) == [(0.7, date(2019, 4, 1), False, QUILL.id, None)]
    counted = SAMPLE.graph().query("SELECT (COUNT(*) AS ?n) WHERE { ?c a kg:Claim }")
    assert counted[0].n == len(SAMPLE.graph().claims)
    odd = SAMPLE.graph().query("""SELECT ("soon"^^xsd:date AS ?day) ("x"^^xsd:integer AS ?n) WHERE {}""")
    assert odd[0] == ("soon", "x")


def test_a_question_by_name() -> None:
    """The questions of `kg query --list` are at hand in Python."""
    assert list(SAMPLE.graph().query("@who_supports_whom")) == [("Northland", "Ada Quill")]
    with pytest.raises(QueryError, match="there is no query @x"):
        SAMPLE.graph().query("@x")


def test_truth_and_triples() -> None:
    """An ASK is as true as its answer, although it is a row; a CONSTRUCT gives rows of three."""
    graph = SAMPLE.graph()
    assert graph.query("ASK { ?s pol:supports ?o }")
    assert not graph.query("ASK { ?s pol:threatens ?o }")
    made = graph.query("CONSTRUCT { ?s pol:knows ?o } WHERE { ?s pol:supports ?o }")
    assert (made.columns, made[0].subject, made[0].object) == (
        ("subject", "predicate", "object"),
        NORTHLAND.id,
        QUILL.id,
    )


def test_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame has the columns, also without a row; who lacks pandas is told."""
    rows = SAMPLE.graph().query(PEOPLE)
    assert rows.to_pandas().to_dict("records") == [{"who": "Northland", "whom": "Ada Quill"}]
    assert list(rows[:0].to_pandas().columns) == ["who", "whom"]
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ExportError, match=r"pip install 'kg\[pandas\]'"):
        rows.to_pandas()


def test_representations_are_short_and_harmless() -> None:
    """A screen of rows, cells cut, no control character; in HTML nothing of the text is markup."""
    rows = Rows(["a"], [["<script>x\x1b[31m" + "y" * 99]] * (SHOWN + 5))
    assert len(repr(rows).splitlines()) == SHOWN + 2
    assert "\x1b" not in repr(rows)
    assert "… " not in repr(rows).splitlines()[-1]
    assert repr(rows).endswith("... and 5 more")
    assert "<script>" not in rows._repr_html_()
    assert rows._repr_html_().count("<tr>") == SHOWN + 1


def test_a_graph_shows_itself_in_short() -> None:
    """Neither a shell nor a notebook prints all of a graph."""
    graph = SAMPLE.graph()
    assert repr(graph) == "<KnowledgeGraph: 2 documents, 5 entities, 2 facts, 4 claims>"
    assert "<td>Northland</td><td>supports</td><td>Ada Quill</td>" in graph._repr_html_()
    assert repr(graph.to_pandas()) == "Frames(entities: 5 rows, claims: 4 rows, evidence: 5 rows, documents: 2 rows)"
