"""What the command line says on standard error: messages, progress bars, what was not read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import typer

from kg.errors import ReadError
from kg.model import Rejection

if TYPE_CHECKING:
    from kg.knowledge_graph import KnowledgeGraph

Item = TypeVar("Item")
Progress = Callable[[int, int, str], None]  # done, all, name of the document

_SHOWN = 20  # rejections printed one by one; all of them are in report.json


@dataclass
class Screen:
    """How much to say; -q and -v set it before a command runs."""

    quiet: bool = False
    verbose: bool = False

    def say(self, text: str, color: str | None = None) -> None:
        """Print a message, unless -q was given."""
        if not self.quiet:
            typer.secho(text, fg=color, err=True)

    @contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """A progress bar that is gone when the work is done; none where standard error is not a terminal."""
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar
        from rich.text import Text

        class Speed(ProgressColumn):
            """Documents a second, once that can be told."""

            def render(self, task: Task) -> Text:
                return Text(f"{task.speed:.1f}/s" if task.speed else "")

        console = Console(stderr=True)
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
        name_column = TextColumn("{task.fields[name]}")
        silent = self.quiet or not console.is_terminal
        with Bar(*columns, name_column, console=console, transient=True, disable=silent) as bar:
            task = bar.add_task(what, total=None, name="")
            yield lambda done, total, name: bar.update(task, completed=done, total=total, name=escape(name))

    @contextmanager
    def reading(self, file: str) -> Iterator[tuple[BinaryIO, str]]:
        """The bytes of a file or, for -, of standard input; and what to call it in messages."""
        if file == "-":
            yield sys.stdin.buffer, "standard input"
        else:
            with Path(file).open("rb") as stream:
                yield stream, file

    def without_errors(self, items: Iterable[Item | ReadError], errors: list[ReadError]) -> Iterator[Item]:
        """What could be read; what could not is named, even with -q, and kept in `errors`."""
        for item in items:
            if isinstance(item, ReadError):
                typer.secho(f"{item}", fg="yellow", err=True)
                errors.append(item)
            else:
                yield item

    def unread(self, graph: KnowledgeGraph, inputs: Sequence[str], out: Path) -> tuple[Rejection, ...]:
        """Name what of `inputs` was not read, and return it; with -v also name what later stages left out."""
        found = tuple(item for item in graph.rejections if item.unread and _is_among(item, inputs))
        among = set(found)
        shown = (item for item in graph.rejections if item in among or not item.unread)
        for item in shown if self.verbose else found[:_SHOWN]:
            typer.secho(f"{item.item}: {item.reason}", fg="yellow", err=True)
        if len(found) > _SHOWN and not self.verbose:
            typer.secho(f"and {len(found) - _SHOWN} more: see {out / 'report.json'}", fg="yellow", err=True)
        return found

    def unanswered(self, graph: KnowledgeGraph) -> tuple[Rejection, ...]:
        """Name what the reconciliation service did wrong, and return it."""
        found = tuple(item for item in graph.rejections if item.stage == "reconcile")
        for item in () if self.verbose else found:  # with -v `unread` has named it
            typer.secho(f"{item.item}: {item.reason}", fg="yellow", err=True)
        return found


SCREEN = Screen()


def _is_among(item: Rejection, inputs: Sequence[str]) -> bool:
    """True when what was not read lies in one of `inputs`; a graph that is added to remembers earlier ones as well."""
    if item.item.startswith("standard input"):
        return "-" in inputs
    path = Path(item.item.split(", line ")[0])
    return any(Path(given) in (path, *path.parents) for given in inputs)
