"""The report: a reader's first look at a corpus as one HTML page without a script, counted by `kg.report.corpus_statistics`.

Text of documents is escaped by Jinja; a content security policy allows the style that the file was written with, nothing else.
Names lead to the same thing in `graph.html`, which lies beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.graph.content import GraphContent, kind_label
from kg.graph.sanitize import digest, safe_url, visible, writable
from kg.report.corpus_statistics import Period, Tallies, figures

_OWN = Path(__file__).parent

_BAR_HEIGHT = 120.0  # of the longest bar of the timeline, in pixels
_WIDTH = 1010  # of the timeline, unless its bars would be too narrow
_NARROWEST, _WIDEST = 24, 56  # from bar to bar
_GAP = 18  # more where periods without anything were left out


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the timeline, in pixels from the left and from the top."""

    period: Period
    x: int
    width: int
    top: float
    middle: float  # where the facts begin


def report(graph: GraphContent, counted: Tallies | None = None, *, title: str = "") -> str:
    """The report of `graph` as HTML text; equal graphs give equal text. Write it as UTF-8. `counted`: see `figures`."""
    found = figures(graph, counted)
    bars, width = timeline(found.timeline)
    template = _environment().get_template("report.html")
    html = template.render(
        figures=found,
        title=title or f"Report: {found.title}",
        style=(_OWN / "report.css").read_text(encoding="utf-8").replace("\r\n", "\n").strip(),
        bars=bars,
        bars_width=width,
        bars_height=int(_BAR_HEIGHT),
    )
    return writable(html)


def timeline(periods: tuple[Period, ...]) -> tuple[list[Bar], int]:
    """The bars, with the width of all in pixels."""
    most = max((period.facts + period.claims for period in periods), default=1)
    free = _WIDTH - _GAP * sum(period.gap for period in periods)
    step = min(_WIDEST, max(_NARROWEST, free // max(1, len(periods))))
    bars, x = [], 4
    for period in periods:
        x += _GAP if period.gap else 0
        facts, both = (_BAR_HEIGHT * count / most for count in (period.facts, period.facts + period.claims))
        bars.append(Bar(period, x, step - 8, round(_BAR_HEIGHT - both, 1), round(_BAR_HEIGHT - facts, 1)))
        x += step
    return bars, x + 4


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_OWN),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(digest=digest)
    environment.filters.update(visible=visible, kind=kind_label, safe_url=safe_url, number=_number)
    environment.filters["entity"] = lambda iri: _address(entity=iri)
    environment.filters["line"] = _line
    return environment


def _number(count: int) -> str:
    return f"{count:,}"


def _address(**state: str) -> str:
    """A view of `graph.html`, which keeps its state in the address."""
    return "graph.html#" + urlencode(state, errors="replace")


def _line(subject: str, target: str) -> str:
    """Where the page shows what is said of two entities, or of one when the other end is a value."""
    return _address(**{"from": subject, "to": target}) if target else _address(entity=subject)
