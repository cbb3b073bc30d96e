"""What a scorer is asked and what it answers, and the arithmetic that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.settings import Settings

Figures = dict[str, dict[str, float | None]]  # what is measured -> name of the figure -> its value, None when undefined


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure. Without `pred` the packaged reader (or the pipeline of `settings`) reads the texts of `gold`.

    `names` is a JSON file that says what predicted names are called in the gold file, where a scorer knows such.
    """

    gold: Path
    pred: Path | None = None
    names: Path | None = None
    settings: Settings = field(default_factory=Settings)
    progress: Callable[[int, int, str], None] | None = None  # documents done, documents in all, id


def prf(right: float, predicted: float, gold: float) -> dict[str, float | None]:
    """Precision, recall and F1 (van Rijsbergen 1979) of counts; 0 where nothing was predicted or is to be found."""
    return {
        "precision": ratio(right, predicted),
        "recall": ratio(right, gold),
        "f1": ratio(2 * right, predicted + gold),
        "predicted": predicted,
        "gold": gold,
    }


def ratio(part: float, whole: float) -> float:
    """`part` of `whole`, 0 of nothing."""
    return part / whole if whole else 0.0


def mean(values: Iterable[float]) -> float:
    """The mean, 0 of nothing."""
    found = list(values)
    return ratio(sum(found), len(found))


def f1(one: float, other: float) -> float:
    """The harmonic mean of precision and recall."""
    return ratio(2 * one * other, one + other)


def macro_f1(gold: list[str], predicted: list[str], classes: Iterable[str]) -> tuple[float, dict[str, float]]:
    """The mean over `classes` of their F1, and each; `gold` and `predicted` stand side by side."""
    each = {
        name: ratio(
            2 * sum(one == other == name for one, other in zip(gold, predicted, strict=True)),
            gold.count(name) + predicted.count(name),
        )
        for name in classes
    }
    return mean(each.values()), each


def tables(figures: Figures) -> list[tuple[list[str], Figures]]:
    """Rows that have the same columns together: the columns, and the rows."""
    found: dict[tuple[str, ...], Figures] = {}
    for measure, row in figures.items():
        found.setdefault(tuple(row), {})[measure] = row
    return [(list(columns), rows) for columns, rows in found.items()]


def show(title: str, figures: Figures) -> None:
    """Print figures as tables: a row for each thing that is measured; counts as they are, shares to four places."""
    from rich.console import Console
    from rich.table import Table

    screen = Console()
    console = Console(width=None if screen.is_terminal else 200)  # a file or pipe is as wide as it has to be
    for number, (columns, rows) in enumerate(tables(figures)):
        table = Table(title=None if number else title, title_justify="left")
        table.add_column("")
        for name in columns:
            table.add_column(name.replace("_", " "), justify="right")
        for measure, row in rows.items():
            table.add_row(measure.replace("_", " "), *map(cell, row.values()))
        console.print(table)


def cell(value: float | None) -> str:
    """A figure as text: counts whole, shares to four places."""
    if value is None:
        return "-"
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:.0f}"
    return f"{value:.4f}" if abs(value) <= 1 else f"{value:.4g}"
