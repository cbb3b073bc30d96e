"""`kg export`: the graph in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import SCREEN
from kg.cli.options import Named, Out, Quiet, Verbose
from kg.errors import ExportError

_ENDINGS = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "json": "jsonld", "ndjson": "jsonl"}


def export(
    out: Out,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="By default what FILE ends in, or turtle.", show_default=False
        ),
    ] = None,
    file: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = Path("-"),
    named: Named = False,
    bom: Annotated[
        bool,
        typer.Option("--bom", help="Begin a table with a byte order mark: Excel on Windows then reads São, not SÃ£o."),
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the graph for another program.

    In graphml and gexf every fact between two things is an edge, with its time (start and end are Gephi's) and place. What is said
    of one thing alone ("Ada Quill died") is no edge: it stands in the attribute "acts" of its node, and in csv in a row without object.

    \b
    Examples:
      kg export out -f turtle > graph.ttl     RDF tools
      kg export out -o graph.graphml          Gephi, Cytoscape, yEd
      kg export out -o named.gexf --named     only what is said of things that have a name
      kg export out -f csv -o edges.csv       spreadsheets, pandas; for Excel on Windows add --bom
      kg export out -f events -o events.csv   who did what to whom, with country and PLOVER codes
    """
    from kg.export.exporters import EXPORTERS
    from kg.export.exporters import export as run
    from kg.knowledge_graph import KnowledgeGraph

    ending = file.suffix.removeprefix(".").lower()
    by_name = _ENDINGS.get(ending, ending) if ending else "turtle"
    if format is None and by_name not in EXPORTERS:
        raise ExportError(f"no format is known by the ending .{ending}", where=str(file), hint="name one with -f")
    graph = KnowledgeGraph.load(out)
    data = run(graph.part(named=True) if named else graph, format or by_name, bom=bom)
    if file == Path("-"):
        typer.echo(data, nl=False)
    else:
        file.write_bytes(data)
        SCREEN.say(f"wrote {file}")
