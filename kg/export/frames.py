"""The tables of a graph as pandas DataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.export.tables import TABLES, Table
from kg.graph.content import GraphContent
from kg.graph.libraries import needed

if TYPE_CHECKING:
    import pandas


class Frames(NamedTuple):
    """The four tables; `kg/README.md` says what their columns mean. A fact is a claim that is `asserted`."""

    entities: pandas.DataFrame
    claims: pandas.DataFrame
    evidence: pandas.DataFrame
    documents: pandas.DataFrame

    def __repr__(self) -> str:
        return "Frames(" + ", ".join(f"{name}: {len(frame):,} rows" for name, frame in self._asdict().items()) + ")"


def frames(graph: GraphContent) -> Frames:
    """The tables: days are dates, lists are lists, what is not known is "" or NaT. Raises ExportError without pandas."""
    made = needed("pandas", "pandas", "pandas")
    return Frames(*(_frame(graph, table, made) for table in TABLES.values()))


def _frame(graph: GraphContent, table: Table, library: Any) -> pandas.DataFrame:
    names = [column.name for column in table.columns]
    frame: pandas.DataFrame = library.DataFrame(
        [[_cell(cell) for cell in row] for row in table.rows(graph)], columns=names
    )
    types = {"truth": "bool", "integer": "Int64", "number": "float64", "day": "datetime64[s]"}
    typed: pandas.DataFrame = frame.astype(
        {column.name: types[column.kind] for column in table.columns if column.kind in types}
    )
    return typed


def _cell(cell: object) -> object:
    return list(cell) if isinstance(cell, tuple) else cell
