"""`kg show` and `kg report`: a graph to look at, as a page, a still picture, and figures."""

from __future__ import annotations

import json
import webbrowser
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import SCREEN
from kg.cli.options import AsJson, MinConfidence, Named, Out, Quiet, Verbose

if TYPE_CHECKING:
    from kg.knowledge_graph import KnowledgeGraph

Focus = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Only what is said around this entity; can be repeated.", show_default=False),
]
Depth = Annotated[int, typer.Option(metavar="N", min=0, help="So many statements away from it.")]
Since = Annotated[
    str, typer.Option(metavar="TIME", help="Only from 2019, 2019-01 or 2019-01-23 on.", show_default=False)
]
Until = Annotated[str, typer.Option(metavar="TIME", help="Only up to then, included.", show_default=False)]
Claims = Annotated[bool, typer.Option("--claims/--facts", help="Claims that are no facts, too, or facts only.")]
PageFile = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="FILE", help="Where to write the page.", show_default="graph.html; part.html for a part"
    ),
]
Png = Annotated[Path | None, typer.Option(metavar="FILE", help="Write a still picture instead.", show_default=False)]
Svg = Annotated[Path | None, typer.Option(metavar="FILE", help="The same for print, as SVG.", show_default=False)]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")]


def show(
    out: Out,
    focus: Focus = None,
    depth: Depth = 1,
    since: Since = "",
    until: Until = "",
    claims: Claims = True,
    named: Named = False,
    min_confidence: MinConfidence = 0,
    file: PageFile = None,
    png: Png = None,
    svg: Svg = None,
    open_: Open = True,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the page of the graph, or of a part of it, and open it in the browser.

    \b
    Examples:
      kg show out
      kg show out --no-open                   only write it and print where it is
      kg show out --focus Russia --depth 2 --since 2019-01 --facts
      kg show out --focus Russia --png russia.png
      kg show out --named                     without what is only described ("two boats")
    """
    from kg.graph.subgraph import part, title
    from kg.knowledge_graph import KnowledgeGraph

    graph, name = KnowledgeGraph.load(out), ""
    is_part = bool(focus or since or until or named or min_confidence or not claims)
    if is_part:
        name = title(focus or (), since, until)
        times, around = {"since": since, "until": until}, focus or ()
        graph = part(graph, around, depth=depth, claims=claims, named=named, min_confidence=min_confidence, **times)
    if png or svg:
        _write_pictures(graph, name, png, svg)
        return
    path = file or out / ("part.html" if is_part else "graph.html")
    path.write_text(graph.to_html(title=name), encoding="utf-8", newline="\n")
    _show_page(path, open_)


def _write_pictures(graph: KnowledgeGraph, title: str, png: Path | None, svg: Path | None) -> None:
    from kg.page.picture import png as to_png

    picture = graph.to_svg(title=title)
    if svg:
        svg.write_text(picture, encoding="utf-8", newline="\n")
        typer.echo(str(svg))
    if png:
        png.write_bytes(to_png(picture))
        typer.echo(str(png))


def _show_page(path: Path, open_: bool) -> None:
    """Print where a page lies, and open it; exit 1 when there is no browser."""
    typer.echo(str(path))
    if open_ and not webbrowser.open(path.resolve().as_uri()):
        SCREEN.say("no browser could be started; open the file in one", "yellow")
        raise typer.Exit(1)


def report(
    out: Out,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the report in the browser.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print what a corpus holds, and write it as a page (report.html): who, when, how sure, and what was not kept.

    \b
    Examples:
      kg report out
      kg report out --open                    the page, with charts, in the browser
      kg report out --json                    the figures for a program
    """
    from kg.cli.report_tables import print_tables
    from kg.knowledge_graph import KnowledgeGraph
    from kg.report.corpus_statistics import figures

    graph = KnowledgeGraph.load(out)
    path = out / "report.html"
    path.write_text(graph.to_report(), encoding="utf-8", newline="\n")
    found = figures(graph)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2).encode())
    else:
        print_tables(found)
    SCREEN.say(f"wrote {path}", "green")
    if open_ and not webbrowser.open(path.resolve().as_uri()):
        SCREEN.say("no browser could be started; open the file in one", "yellow")
        raise typer.Exit(1)
