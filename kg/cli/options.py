"""The arguments and options that several commands share."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from kg.cli.console import SCREEN


class Form(StrEnum):
    """One tuple a predicate with all its arguments, or one argument a tuple."""

    NARY = "nary"
    BINARY = "binary"


def _set_quiet(value: bool) -> None:
    SCREEN.quiet = SCREEN.quiet or value


def _set_verbose(value: bool) -> None:
    if value:
        SCREEN.verbose = True
        logging.disable(logging.NOTSET)


def _print_version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"kg {version('kg')}")
        raise typer.Exit


def _print_questions(value: bool) -> None:
    if value:
        from kg.query.engine import named_queries

        for name, (question, _) in named_queries().items():
            typer.echo(f"@{name:30} {question}")
        raise typer.Exit


def _print_formats(value: bool) -> None:
    if value:
        from kg.export import EXPORTERS

        for name, format in EXPORTERS.items():
            typer.echo(f"{name:10} {format.about}")
        raise typer.Exit


class ExportCommand(TyperCommand):
    """`kg export`; its help lists the formats that exist."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # their types differ between versions of typer
        """Print the help."""
        from kg.export import EXPORTERS

        self.epilog = f"Formats: {', '.join(EXPORTERS)}"
        super().format_help(ctx, formatter)


class EvalCommand(TyperCommand):
    """`kg eval`; its help lists the scorers that exist."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        from kg.evaluation import SCORERS

        self.epilog = f"Scorers: {', '.join(SCORERS)}"
        super().format_help(ctx, formatter)


Named = Annotated[bool, typer.Option("--named", help="Only what is said of things that have a name.")]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="X",
        min=0,
        max=1,
        help="Only claims that are signed with this probability, such as 0.9.",
    ),
]
AllClaims = Annotated[
    bool, typer.Option("--claims", help="Claims that are no facts, too, in formats that hold facts alone.")
]
Bom = Annotated[
    bool, typer.Option("--bom", help="Begin a table with a byte order mark: Excel on Windows then reads São, not SÃ£o.")
]
ListFormats = Annotated[
    bool,
    typer.Option("--list", help="List the formats and what they are for.", callback=_print_formats, is_eager=True),
]
Version = Annotated[bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing but errors.", callback=_set_quiet, expose_value=False)
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print more, and tracebacks.", callback=_set_verbose, expose_value=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files (.txt .md .html .jsonl .csv ...), folders, or - for standard input.",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder of the graph.", show_default=False)]
OutOption = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the graph.")]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="A spaCy pipeline, by name or path, instead of the packaged one.")
]
Ontology = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help="Further ontology (Turtle); can be repeated.")
]
Gazetteer = Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Further names (CSV); can be repeated.")]
Corrections = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help="Your decisions about names (CSV); can be repeated.")
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Encoding of texts that are not UTF-8, e.g. cp1250; else it is guessed."),
]
Date = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of documents that do not say when they are from.")
]
Publisher = Annotated[
    str | None, typer.Option(metavar="NAME", help="Publisher of documents that do not say who published them.")
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Title of documents that have none.")]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Author of documents that name none.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(metavar="FIELD=COLUMN", help="Column of tables that holds a field: date=day; can be repeated."),
]
Trust = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Take what NAME says for fact, e.g. Reuters; can be repeated.")
]
Reconcile = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Ask this reconciliation service for items of names. Nobody is asked by default."),
]
Base = Annotated[str | None, typer.Option(metavar="IRI", help="Start of the IRIs that kg makes; ends in / or #.")]
Infer = Annotated[
    bool | None,
    typer.Option("--infer", help="Keep what follows from the facts by the ontology, in a graph of its own."),
]
Threads = Annotated[int | None, typer.Option(metavar="N", help="CPU threads; 0 means all.")]
Jobs = Annotated[
    int | None,
    typer.Option(metavar="N", help="Processes that read where there is much to read; by default one a core."),
]
Engine = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who reads: local (processes of this machine) or spark.")
]
Master = Annotated[
    str | None, typer.Option(metavar="URL", help="The cluster, as Spark names it, e.g. local[2]; with --engine spark.")
]
DocumentIds = Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Ids of documents.", show_default=False)]
Sparql = Annotated[
    str, typer.Argument(metavar="SPARQL", help="A query, @NAME, or - for standard input.", show_default=False)
]
ResultFormat = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, tsv, json, xml, ttl or ntriples.")
]
Timeout = Annotated[float, typer.Option(metavar="SECONDS", help="Give up after this time.")]
ListQuestions = Annotated[
    bool,
    typer.Option(
        "--list", help="List the questions that can be asked by name.", callback=_print_questions, is_eager=True
    ),
]
Documents = Annotated[
    str,
    typer.Argument(metavar="FILE", help='JSON Lines of {"id", "text"}, or - for standard input.', show_default=False),
]
Scorer = Annotated[str, typer.Argument(metavar="NAME", help="A scorer.", show_default=False)]
Gold = Annotated[
    Path, typer.Option(metavar="FILE", help="What is right: JSON Lines, for `reader` a folder.", show_default=False)
]
Pred = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What was predicted. By default kg reads the texts of the gold file itself."),
]
Names = Annotated[
    Path | None, typer.Option(metavar="FILE", help="What predicted names are called in the gold file, as JSON.")
]
