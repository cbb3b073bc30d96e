"""Parquet, workbooks and DataFrames hold the same four tables, and nothing of hostile text is run."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyarrow.parquet
import pytest
from hypothesis import given
from strategies import DIES, HERALD, NORTHLAND, QUILL, SAMPLE, SUPPORTS, THREATENS, VISITS, WITH_ACTS, examples, graphs

from kg.export import export
from kg.export.tables import TABLES
from kg.export.xlsx import _distinct
from kg.knowledge_graph import KnowledgeGraph

quick = examples(15)
COUNTS = {"entities": "entities", "claims": "claims", "documents": "documents"}


def parquet(graph: KnowledgeGraph) -> dict[str, pyarrow.Table]:
    """The tables as pyarrow reads them back."""
    made = export(graph, "parquet")
    assert not isinstance(made, bytes)
    return {name.removesuffix(".parquet"): pyarrow.parquet.read_table(io.BytesIO(data)) for name, data in made.items()}


def workbook(graph: KnowledgeGraph) -> Any:
    """The workbook as openpyxl reads it back; formulas would be read as such."""
    made = export(graph, "xlsx")
    assert isinstance(made, bytes)
    return openpyxl.load_workbook(io.BytesIO(made))


@given(graphs())
@quick
def test_parquet_has_the_rows_and_the_schema(graph: KnowledgeGraph) -> None:
    """Every table has its columns in order, each with what it means, and the rows that pandas has, cell by cell."""
    tables, frames = parquet(graph), graph.to_pandas()._asdict()
    assert {name: table.num_rows for name, table in tables.items()} == {name: len(frames[name]) for name in TABLES}
    for name, table in TABLES.items():
        read = tables[name]
        assert read.column_names == [column.name for column in table.columns] == list(frames[name].columns)
        assert [field.metadata[b"description"].decode() for field in read.schema] == [c.about for c in table.columns]
        rows = [tuple(row.values()) for row in read.to_pylist()]
        made = [tuple(list(cell) if isinstance(cell, tuple) else cell for cell in row) for row in table.rows(graph)]
        assert rows == made
    for name, field in COUNTS.items():
        assert len(frames[name]) == len(getattr(graph, field))
    assert len(frames["evidence"]) == sum(len(claim.evidence) for claim in graph.claims)


def test_a_claim_has_all_that_is_known_of_it() -> None:
    """Time, place, source, polarity and modality stand beside the words; a fact is what is asserted."""
    frame = WITH_ACTS.graph().to_pandas().claims.set_index("claim")
    visit, denial, death = frame.loc[VISITS.id], frame.loc[THREATENS.id], frame.loc[DIES.id]
    assert (visit["status"], visit["time"], visit["place_label"]) == ("planned", "2019-04", "Southport")
    assert (visit["begins"], visit["ends"]) == (pandas.Timestamp("2019-04-01"), pandas.Timestamp("2019-04-30"))
    assert (visit["qualifiers"], visit["day"]) == (["as: harbor master"], pandas.Timestamp("2019-04-01"))
    assert (denial["polarity"], denial["sources"], denial["asserted"]) == ("negated", ["Bo Reed"], False)
    assert (death["property_label"], death["object"], death["object_type"]) == ("died", "", "Act")
    assert frame.loc[SUPPORTS.id, "documents"] == ["courier.md", "herald.txt"]
    assert set(frame[frame.asserted].index) == {claim.id for claim in WITH_ACTS.graph().claims if claim.asserted}


def test_evidence_slices_back() -> None:
    """The characters of every part are those of the text beside them."""
    frames = SAMPLE.graph().to_pandas()
    texts = frames.documents.set_index("document")["text"]
    for row in frames.evidence.itertuples():
        text = str(texts[row.document])
        assert text[row.sentence_start : row.sentence_end] == row.sentence
        assert " ".join(text[slice(*map(int, span.split(":")))] for span in row.predicate_spans) == row.phrase


@given(graphs())
@quick
def test_no_cell_of_a_workbook_is_a_formula(graph: KnowledgeGraph) -> None:
    """Texts are texts, whatever they begin with, and all rows are there."""
    book = workbook(graph)
    assert book.sheetnames == ["entities", "facts", "claims", "evidence", "documents", "adjacency"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert book["claims"].max_row == len(graph.claims) + 1
    assert book["facts"].max_row == sum(claim.asserted for claim in graph.claims) + 1


def test_days_numbers_and_codes_in_a_workbook() -> None:
    """Days are dates, confidence is a number, truth is a truth value; what would be a formula once edited is marked as text."""
    graph = KnowledgeGraph.of(
        [*SAMPLE.entities, NORTHLAND.__class__(NORTHLAND.id, "=cmd|'/c calc'!A1", "Country", origin="gazetteer")],
        SAMPLE.claims,
        SAMPLE.documents,
    )
    sheet = workbook(graph)["claims"]
    head = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == VISITS.id)
    cells = dict(zip(head, row, strict=True))
    assert cells["begins"].value == datetime(2019, 4, 1)
    assert cells["begins"].is_date
    assert (cells["confidence"].value, cells["asserted"].value) == (0.7, False)
    marked = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert marked
    assert all(cell.quotePrefix for cell in marked)


def test_who_is_connected_with_whom() -> None:
    """The sheet counts facts from the thing of a row to that of a column."""
    sheet = workbook(SAMPLE.graph())["adjacency"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    names = [cell.value for cell in sheet[1]][1:]
    assert rows["Northland"][names.index("Ada Quill")] == 1
    assert _distinct(["Georgia", "Peru", "Georgia"]) == ["Georgia", "Peru", "Georgia (2)"]


def test_a_workbook_has_no_date_of_writing() -> None:
    """The same graph gives the same bytes at any time: all days in the archive are fixed."""
    made = export(SAMPLE.graph(), "xlsx")
    assert isinstance(made, bytes)
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_to_parquet_writes_a_folder(tmp_path: Path) -> None:
    """Four files, named after the tables."""
    paths = SAMPLE.graph().to_parquet(tmp_path / "new")
    assert sorted(path.name for path in paths) == sorted(f"{name}.parquet" for name in TABLES)
    assert pandas.read_parquet(tmp_path / "new" / "claims.parquet").shape[0] == len(SAMPLE.graph().claims)


def test_counts_of_entities_and_documents() -> None:
    """Facts and claims are counted once each, wherever an entity stands in them."""
    frames = SAMPLE.graph().to_pandas()
    entities = frames.entities.set_index("entity")
    assert tuple(entities.loc[QUILL.id, ["facts", "claims", "documents"]]) == (2, 3, 2)
    documents = frames.documents.set_index("document")
    assert tuple(documents.loc[HERALD.id, ["facts", "claims"]]) == (2, 4)
    assert documents.loc[HERALD.id, "day"] == pandas.Timestamp(date(2019, 3, 28))


def test_empty_graph() -> None:
    """A graph without claims has tables without rows, with all their columns."""
    graph = KnowledgeGraph.of([], [], [])
    assert [len(frame) for frame in graph.to_pandas()] == [0, 0, 0, 0]
    assert parquet(graph)["claims"].num_rows == 0
    assert workbook(graph)["claims"].max_row == 1


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_are_said_once(name: str) -> None:
    """No table has two columns of one name, and every column says what it is."""
    columns = TABLES[name].columns
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.about for column in columns)
