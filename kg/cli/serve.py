"""`kg serve` and `kg mcp`: the graph as a place to work, for people and for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import SCREEN
from kg.cli.options import Out, Quiet, Verbose
from kg.errors import SettingsError

if TYPE_CHECKING:
    from kg.serve.editing import Editing


def serve(
    out: Out,
    host: Annotated[str, typer.Option(metavar="NAME", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0 takes a free one.")] = 8765,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="End a query after this time.")] = 10.0,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Answer to this name, too (behind a proxy); can be repeated."),
    ] = None,
    cors: Annotated[
        list[str] | None, typer.Option(metavar="ORIGIN", help="Scripts of this site may read; can be repeated.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Allow to correct the graph and to add documents.")] = False,
    trust_header: Annotated[
        str,
        typer.Option(metavar="NAME", help="Header in which a proxy that authenticates says who asks, for --edit."),
    ] = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Open the graph in the browser: search, read, ask, compare, and a SPARQL endpoint at /sparql.

    It listens on this machine only, and changes nothing unless --edit is given. Corrections stand in OUT/corrections.csv, which every
    build of OUT reads.

    \b
    Examples:
      kg serve out
      kg serve out --edit
      curl 'http://127.0.0.1:8765/sparql?query=SELECT...'
    """
    try:
        from kg.serve.app import Options
        from kg.serve.listen import listen
        from kg.serve.pool import Limits
    except ImportError as error:
        raise SettingsError(f"{error.name} is not installed", hint="pip install 'kg[serve]'") from error
    options = Options(
        hosts=(host, *(allow_host or ())),
        origins=tuple(cors or ()),
        limits=Limits(seconds=timeout),
        editing=_editing(host, trust_header) if edit else None,
    )
    listen(out, options, host, port, SCREEN.say)


def _editing(host: str, header: str) -> Editing:
    """How the server may be changed. Raises SettingsError where anybody on the network could do that."""
    from kg.read.readers import READERS
    from kg.serve.editing import Editing
    from kg.serve.guard import LOOPBACK

    if host.strip("[]") not in (*LOOPBACK, "::1") and not header:
        raise SettingsError(
            f"whoever reaches {host} could change the graph",
            hint="name the header of a proxy that authenticates, --trust-header, or listen at 127.0.0.1",
        )
    endings = tuple(ending + packed for packed in ("", ".gz") for ending in READERS)
    return Editing((sys.executable, "-P", "-m", "kg.cli.background"), endings, header)


def mcp(out: Out, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Let an assistant read the graph: an MCP server over standard input and output, for the client's configuration.

    \b
    Examples:
      kg mcp out                              tools: search, dossier, claims, explain, query
    """
    try:
        from kg.serve.mcp_server import server
    except ImportError as error:
        raise SettingsError(f"{error.name} is not installed", hint="pip install 'kg[mcp]'") from error
    server(out).run("stdio")
