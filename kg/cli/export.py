"""`kg export`: a graph as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import SCREEN
from kg.cli.options import AllClaims, Bom, ListFormats, MinConfidence, Named, Out, Quiet, Verbose
from kg.errors import ExportError

if TYPE_CHECKING:
    from kg.knowledge_graph import KnowledgeGraph

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
    min_confidence: MinConfidence = 0,
    claims: AllClaims = False,
    bom: Bom = False,
    list_: ListFormats = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the graph for another program.

    In graphml and gexf every fact between two things is an edge, with its time (start and end are Gephi's) and place. What is said
    of one thing alone ("Ada Quill died") is no edge: it stands in the attribute "acts" of its node, and in csv in a row without object.

    \b
    Examples:
      kg export --list                        what each format is for
      kg export out -f turtle > graph.ttl     RDF tools
      kg export out -o graph.gexf --claims    Gephi, with what is only claimed as dashed lines
      kg export out -o named.gexf --named     only what is said of things that have a name
      kg export out --min-confidence 0.9      only what is signed nine times of ten
      kg export out -o graph.xlsx             Excel, LibreOffice
      kg export out -f csv -o edges.csv       spreadsheets, pandas; for Excel on Windows add --bom
      kg export out -f events -o events.csv   who did what to whom, with country and PLOVER codes
      kg export out -f neo4j -o folder        several files
    """
    from kg.export import EXPORTERS
    from kg.knowledge_graph import KnowledgeGraph

    ending = file.suffix.removeprefix(".").lower()
    by_name = _ENDINGS.get(ending, ending) if ending else "turtle"
    if format is None and by_name not in EXPORTERS:
        raise ExportError(f"no format is known by the ending .{ending}", where=str(file), hint="name one with -f")
    graph = KnowledgeGraph.load(out)
    if named or min_confidence:
        graph = graph.part(named=named, min_confidence=min_confidence)
    _write_export(graph, format or by_name, file, bom, claims, out)


def _write_export(graph: KnowledgeGraph, format: str, file: Path, bom: bool, claims: bool, out: Path) -> None:
    """Write a file or a folder, or a file to standard output."""
    from kg.export import export as run
    from kg.export import write
    from kg.pipeline import parses

    made = run(graph, format, bom=bom, claims=claims, parses=parses(graph, out=out))
    if file != Path("-"):
        write(made, file)
        SCREEN.say(f"wrote {file}")
    elif isinstance(made, bytes):
        typer.echo(made, nl=False)
    else:
        raise ExportError(f"{format} is several files", hint="name a folder with -o")
