"""The main figures of a corpus as tables for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.graph.content import counted
from kg.graph.sanitize import printable
from kg.report.corpus_statistics import Figures, Statement
from kg.report.disagreements import Disagreement, Quote, voices

_ROWS = 10  # of a table; the page and --json have more
_WIDTH = 110  # columns where no terminal says how wide it is


def print_tables(figures: Figures) -> None:
    """Print the figures on standard output: no control characters, whatever the documents held."""
    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else _WIDTH, highlight=False)
    totals = figures.totals
    names = ("documents", "sentences", "entities", "facts", "claims", "disagreements", "not read", "not kept")
    console.print(_text(", ".join(f"{totals[name]:,} {counted(totals[name], name)}" for name in names)), style="bold")
    for table in _tables(figures):
        if table.row_count:
            console.print()
            console.print(table)


def _tables(figures: Figures) -> Iterable[Table]:
    yield _table(
        "Most connected",
        ("Name", "Kind", "#Neighbors", "#Facts", "#Claims"),
        ((item.label, item.type, item.neighbors, item.facts, item.claims) for item in figures.connected[:_ROWS]),
    )
    yield _table(
        "Most quoted",
        ("Who", "#Claims", "#Denials"),
        ((item.label, item.claims, item.denials) for item in figures.speakers[:_ROWS]),
    )
    yield _table(
        "Strongest statements",
        ("Statement", "#Sources", "Where"),
        ((_words(item), item.sources, _where(item.quotes)) for item in figures.strongest[:_ROWS]),
    )
    yield _table(
        "Where sources disagree",
        _SIDES,
        (_sides(item) for item in figures.disagreements[:_ROWS]),
    )
    yield _table("What changed over time", _SIDES, (_sides(item) for item in figures.changes[:_ROWS]))
    yield _table(
        "Not kept, and why",
        ("Reason", "Stage", "#Count"),
        ((item.reason, item.stage, item.count) for item in figures.refused[:_ROWS]),
    )
    yield _table(
        "Predicates that no property covers",
        ("Predicate", "Perhaps", "#Claims", "#Documents", "For example"),
        (
            (item.label, item.proposed, item.count, item.documents, item.example.sentence)
            for item in figures.uncovered[:_ROWS]
        ),
    )


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Table:
    """A table; columns that begin with # hold numbers."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        is_number = column.startswith("#")
        table.add_column(column.lstrip("#"), justify="right" if is_number else "left", no_wrap=is_number)
    for row in rows:
        table.add_row(*(_text(f"{cell:,}" if isinstance(cell, int) else cell) for cell in row))
    return table


def _text(text: str) -> Text:
    """Text that is no markup and cannot steer a terminal."""
    return Text(printable(text, " "))


def _words(item: Statement | Disagreement) -> str:
    return f"{item.subject} — {item.relation}" + (f" → {item.object}" if item.object else "")


_SIDES = ("Statement", "Said by", "Against it", "By")


def _sides(item: Disagreement) -> tuple[str, str, str, str]:
    return _words(item), _who(item.made_by), item.contrary, _who(item.contradicted_by)


def _who(quotes: Sequence[Quote]) -> str:
    """Who says it, and when."""
    found = []
    for voice in voices(quotes):
        days = dict.fromkeys(filter(None, (voice.first[:10], voice.last[:10])))
        found.append(voice.name + (f" ({' to '.join(days)})" if days else ""))
    return "; ".join(found)


def _where(quotes: Sequence[Quote]) -> str:
    """Who says it, else where it stands; each once."""
    names = dict.fromkeys(quote.speaker or quote.publisher or quote.document for quote in quotes)
    return "; ".join(names)
