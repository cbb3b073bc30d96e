"""`kg watch`: a folder and saved feeds, whose documents come into a graph as they come and change.

The folder is looked at again and again: a folder of another machine, or of a container's host, tells nobody that it has changed, and a
walk over ten thousand files takes less than a look of a person.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kg.cli.console import SCREEN
from kg.cli.options import OutOption, Quiet, Verbose
from kg.errors import KGError, SettingsError

_SHOWN = 5  # names of files in one message


class State(NamedTuple):
    """How a file was when it was looked at."""

    changed: int
    size: int


class Watched:
    """The files of some inputs, and how they were when they were last handed on."""

    def __init__(self, inputs: Sequence[Path]) -> None:
        self._inputs = inputs
        self._last: dict[Path, State] = {}
        self._known: dict[Path, State] = {}

    def look(self) -> tuple[list[Path], list[Path]]:
        """Files that are new or different and at rest since the last look, and those that were handed on and are gone; sorted."""
        now = self._states()
        fresh = sorted(path for path, state in now.items() if state == self._last.get(path) != self._known.get(path))
        gone = sorted(self._known.keys() - now.keys())
        self._last = now
        self._known = {path: state for path, state in self._known.items() if path in now}
        self._known |= {path: now[path] for path in fresh}
        return fresh, gone

    def _states(self) -> dict[Path, State]:
        from kg.model import Rejection
        from kg.read.inputs import find

        found = {}
        for item in find(self._inputs):
            if isinstance(item, Rejection) or item.path is None:
                continue
            with contextlib.suppress(OSError):  # it has gone since it was found
                status = item.path.stat()
                found[item.path] = State(status.st_mtime_ns, status.st_size)
        return found


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where documents are put.", show_default=False)],
    out: OutOption = Path("out"),
    feed: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A saved RSS or Atom feed, whatever saves it; can be repeated."),
    ] = None,
    every: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How often to look.")] = 2.0,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Keep a graph up to date with a folder: what is put there or changed is read when it is at rest. Stop with Ctrl-C.

    What is taken out of the folder stays in the graph until kg remove; an entry stays when its feed has lost it.

    \b
    Examples:
      kg watch news -o out
      kg watch news --feed saved/world.xml -o out
    """
    if not folder.is_dir():
        raise SettingsError("there is no such folder", where=str(folder), hint="make it, or check the spelling")
    inputs = [folder, *(feed or ())]
    SCREEN.say(f"watching {', '.join(map(str, inputs))} for {out}; stop with Ctrl-C")
    follow(inputs, out, lambda: time.sleep(every))


def follow(inputs: Sequence[Path], out: Path, rest: Callable[[], None]) -> None:
    """Read what is new whenever there is any, and `rest` after each look, until a KeyboardInterrupt."""
    watched = Watched(inputs)
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            fresh, gone = watched.look()
            for path in gone:
                SCREEN.say(f"{path} is gone; what it said stays in the graph until kg remove", "yellow")
            if fresh:
                _read(fresh, inputs, out)
            rest()
    SCREEN.say("stopped; the graph is whole")


def _read(fresh: Sequence[Path], inputs: Sequence[Path], out: Path) -> None:
    """Read what is new; what goes wrong is said, and does not end the watch."""
    from kg.graph.generations import holds_graph
    from kg.pipeline import add, build
    from kg.settings import Settings

    names = ", ".join(path.name for path in fresh[:_SHOWN])
    SCREEN.say(f"reading {names}" + (f" and {len(fresh) - _SHOWN} more" if len(fresh) > _SHOWN else ""))
    try:
        with SCREEN.progress("reading") as progress:
            run = add if holds_graph(out) else build
            graph = run([str(item) for item in inputs], out, Settings.load(), progress, SCREEN.say)
    except (KGError, OSError) as error:
        SCREEN.say(f"not read: {error}", "red")
        return
    SCREEN.unread(graph, [str(path) for path in fresh], out)
    SCREEN.say(
        f"{len(graph.documents)} documents, {len(graph.facts)} facts, {len(graph.claims)} claims in {out}", "green"
    )
