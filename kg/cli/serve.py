"""`kg serve`, `kg watch` and `kg mcp`: the graph as a place to work, for people and for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import SCREEN
from kg.cli.options import Out, Quiet, Verbose
from kg.errors import SettingsError


def serve(
    out: Out,
    host: Annotated[str, typer.Option(metavar="NAME", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0 takes a free one.")] = 8765,
    edit: Annotated[bool, typer.Option("--edit", help="Allow corrections and new documents.")] = False,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="End a query after this time.")] = 10.0,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Answer to this name, too (behind a proxy); can be repeated.")
    ] = None,
    cors: Annotated[
        list[str] | None, typer.Option(metavar="ORIGIN", help="Scripts of this site may read; can be repeated.")
    ] = None,
    trust_header: Annotated[
        str, typer.Option(metavar="NAME", help="Header in which your proxy says who the user is.")
    ] = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Open the graph in the browser: search, read, ask, compare, and a SPARQL endpoint at /sparql.

    It listens on this machine only, and changes nothing unless --edit is given.

    \b
    Examples:
      kg serve out
      kg serve out --edit                     correct and add
      curl 'http://127.0.0.1:8765/sparql?query=SELECT...'
    """
    try:
        from kg.serve.app import Options
        from kg.serve.listen import listen
        from kg.serve.pool import Limits
    except ImportError as error:
        raise SettingsError(f"{error.name} is not installed", hint="pip install 'kg[serve]'") from error
    options = Options(
        edit=edit,
        hosts=(host, *(allow_host or ())),
        origins=tuple(cors or ()),
        user_header=trust_header,
        limits=Limits(seconds=timeout),
    )
    listen(out, options, host, port, SCREEN.say)
