"""The tables of a graph as Apache Parquet, for DuckDB, Spark, Polars, R and pandas; every column says what it means."""

from __future__ import annotations

import io
from typing import Any

from kg.export.tables import TABLES, Table
from kg.graph.content import GraphContent
from kg.graph.libraries import needed


def parquet(graph: GraphContent) -> dict[str, bytes]:
    """`entities.parquet`, `claims.parquet`, `evidence.parquet`, `documents.parquet`. Raises ExportError without pyarrow."""
    arrow, writer = needed("pyarrow", "pyarrow", "parquet"), needed("pyarrow.parquet", "pyarrow", "parquet")
    return {f"{name}.parquet": _file(graph, table, arrow, writer) for name, table in TABLES.items()}


def _file(graph: GraphContent, table: Table, arrow: Any, writer: Any) -> bytes:
    kinds = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "truth": arrow.bool_(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "day": arrow.date32(),
    }
    fields = [
        arrow.field(column.name, kinds[column.kind], metadata={"description": column.about}) for column in table.columns
    ]
    rows = list(table.rows(graph))
    cells: list[Any] = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in fields]
    arrays = [arrow.array(column, field.type) for column, field in zip(cells, fields, strict=True)]
    made = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata={"description": table.about}))
    text = io.BytesIO()
    writer.write_table(made, text, compression="zstd")
    return text.getvalue()
