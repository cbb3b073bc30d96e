"""A graph as one Excel workbook, for newsrooms: entities, facts, claims, evidence, documents, and who is connected with whom.

Every cell is written as what it is: texts as texts, so that no formula, link or code such as 05 is made of them, days as dates,
numbers as numbers. Written with XlsxWriter, which puts no date into the file when it is given one.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kg.export.tables import TABLES, Cell, Column
from kg.graph.content import GraphContent
from kg.graph.libraries import needed
from kg.graph.sanitize import defused

CELL = 32_767  # characters that Excel allows in a cell
SHEET_ROWS = 1_048_576
ADJACENT = 200  # things in the sheet "adjacency": those with the most facts
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts days wrongly or not at all
_WIDTHS = {"text": 24, "texts": 24, "truth": 9, "integer": 9, "number": 10, "day": 11}


def xlsx(graph: GraphContent) -> bytes:
    """The workbook. Raises ExportError without XlsxWriter."""
    text = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = needed("xlsxwriter", "XlsxWriter", "xlsx").Workbook(text, options)
    book.set_properties({"created": datetime(2000, 1, 1), "comments": "Written by kg"})
    sheet = _Sheets(book)
    for name, table in TABLES.items():
        rows = list(table.rows(graph))
        if name == "claims":
            asserted = [column.name for column in table.columns].index("asserted")
            sheet.add("facts", table.columns, [row for row in rows if row[asserted]])
        whole = name == "documents"  # its last column are whole texts
        sheet.add(name, table.columns[:-1] if whole else table.columns, rows)
    sheet.add("adjacency", *_adjacency(graph))
    book.close()
    return text.getvalue()


class _Sheets:
    """Adds sheets to a workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.quoted = book.add_format({"quote_prefix": True})
        self.bold, self.day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})

    def add(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """A sheet with a head that stays in view and can be filtered by; what is beyond the last row of a sheet goes on in another."""
        for part, start in enumerate(range(0, max(len(rows), 1), SHEET_ROWS - 1)):
            sheet = self.book.add_worksheet(name if part == 0 else f"{name} {part + 1}")
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(columns):
                sheet.set_column(place, place, _WIDTHS[column.kind])
                sheet.write_string(0, place, column.name[:CELL], self.bold)
            body = rows[start : start + SHEET_ROWS - 1]
            for line, row in enumerate(body, start=1):
                for place in range(len(columns)):
                    self._write(sheet, line, place, row[place])
            if body:
                sheet.autofilter(0, 0, len(body), len(columns) - 1)

    def _write(self, sheet: Any, line: int, place: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            sheet.write_boolean(line, place, cell)
        elif isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), self.day)
        elif isinstance(cell, int | float):
            sheet.write_number(line, place, cell)
        else:
            words = "; ".join(cell) if isinstance(cell, tuple) else str(cell)
            words = words if len(words) <= CELL else words[: CELL - 1] + "…"
            # what would be a formula once somebody edits the cell is marked as text
            sheet.write_string(line, place, words, self.quoted if defused(words) != words else None)


def _adjacency(graph: GraphContent) -> tuple[list[Column], list[tuple[Cell, ...]]]:
    """How many facts lead from the thing of a row to that of a column, for the things with the most facts."""
    pairs = Counter((s, o) for s, _, o in graph.facts if isinstance(o, str) and not graph.is_act(o))
    degree: Counter[str] = Counter()
    for (subject, target), number in pairs.items():
        degree[subject] += number
        degree[target] += number
    chosen = sorted(degree, key=lambda iri: (-degree[iri], iri))[:ADJACENT]
    names = _distinct([graph.label(iri) for iri in chosen])
    head = [Column("from / to", "text", ""), *(Column(name, "integer", "") for name in names)]
    rows: list[tuple[Cell, ...]] = [
        (name, *(pairs.get((subject, target)) for target in chosen))
        for name, subject in zip(names, chosen, strict=True)
    ]
    return head, rows


def _distinct(labels: Sequence[str]) -> list[str]:
    """Labels, with a number behind one that several things have."""
    seen: Counter[str] = Counter()
    names = []
    for label in labels:
        seen[label] += 1
        names.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return names
