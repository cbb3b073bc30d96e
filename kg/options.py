"""The arguments and options that several commands share."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.screen import SCREEN


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
Trust = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Take what NAME says for fact, e.g. Reuters; can be repeated.")
]
Base = Annotated[str | None, typer.Option(metavar="IRI", help="Start of the IRIs that kg makes; ends in / or #.")]
Threads = Annotated[int | None, typer.Option(metavar="N", help="CPU threads; 0 means all.")]
