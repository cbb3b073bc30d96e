"""`kg review`: which merges to look at, and how to correct them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.console import SCREEN
from kg.cli.options import AsJson, Out, Quiet, Verbose

Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=0, help="Print so many at most; 0 means all.")]


def review(
    out: Out,
    limit: Limit = 20,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """List merges of names, the least certain first, and names left apart that may be one.

    Each comes with the line that settles it in a table of corrections: kg build ... --corrections mine.csv

    \b
    Examples:
      kg review out
      kg review out -n 0 --json               all of them, for a program
    """
    from kg.knowledge_graph import KnowledgeGraph
    from kg.report.review import HEADER, suggestions

    found = suggestions(KnowledgeGraph.load(out))
    shown = found[:limit] if limit else found
    if as_json:
        typer.echo(json.dumps([asdict(item) for item in shown], ensure_ascii=False, indent=2).encode())
    else:
        typer.echo("\n\n".join(item.render() for item in shown), nl=bool(shown))
    merged = sum(item.merged for item in found)
    SCREEN.say(
        f"{merged} merges and {len(found) - merged} pairs left apart; a table of corrections begins with {HEADER}"
    )
