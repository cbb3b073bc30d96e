"""The figures of a packaged pipeline, into its card: what `kg eval reader` prints, as a table."""

from __future__ import annotations

from pathlib import Path

from kg.evaluation import reader
from kg.evaluation.figures import Figures, Task
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
    """One table for rows that have the same columns."""
    tables: dict[tuple[str, ...], list[str]] = {}
    for name, row in figures.items():
        cells = " | ".join(_cell(value) for value in row.values())
        tables.setdefault(tuple(row), []).append(f"| {name} | {cells} |")
    heads = {
        columns: [
            f"| | {' | '.join(column.replace('_', ' ') for column in columns)} |",
            f"|---|{'---|' * len(columns)}",
        ]
        for columns in tables
    }
    explained = "What `kg eval reader` says (kg/evaluation/reader.py defines each figure). Punctuation counts."
    return "\n\n".join([explained, *("\n".join([*heads[columns], *rows]) for columns, rows in tables.items())])


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.4g}"
