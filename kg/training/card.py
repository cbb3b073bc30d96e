"""The figures of a packaged pipeline, into its card: what `kg eval reader` prints, as a table."""

from __future__ import annotations

from pathlib import Path

from kg.evaluation import reader
from kg.evaluation.scores import Figures, Task, cell, tables
from kg.settings import Settings

HEADING = "## Figures\n"


def card(data: Path, model: Path) -> None:
    """Measure the pipeline folder `model` and write the section of its README.md."""
    figures = reader.score(Task(gold=data, settings=Settings(model=str(model))))
    file = model / "README.md"
    before, _, after = file.read_text(encoding="utf-8").partition(HEADING)
    rest = after[after.index("\n## ") :]
    file.write_text(f"{before}{HEADING}\n{_told(figures)}\n{rest}", encoding="utf-8")


def _told(figures: Figures) -> str:
    """The tables of the figures, as Markdown."""
    parts = ["What `kg eval reader` says (kg/evaluation/reader.py defines each figure). Punctuation counts."]
    for columns, rows in tables(figures):
        head = f"| | {' | '.join(column.replace('_', ' ') for column in columns)} |\n|---|{'---|' * len(columns)}"
        lines = (f"| {name} | {' | '.join(map(cell, row.values()))} |" for name, row in rows.items())
        parts.append("\n".join([head, *lines]))
    return "\n\n".join(parts)
