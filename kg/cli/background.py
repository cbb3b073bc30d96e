"""Builds a graph again in a process of its own, for `kg serve --edit`: python -m kg.cli.background OUT [INPUT...]

What it has to say are JSON objects, a line each on standard output: how far it has come, and in the end what became of it. It ends
when its standard input is closed: nobody waits for it any more, and the graph is whole at every moment.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from kg.errors import KGError
from kg.graph.generations import writing
from kg.graph.store import sources
from kg.pipeline import add
from kg.resources.corrections import CORRECTED, TABLE, digest, rows_of
from kg.settings import Settings

_POLITE = 10  # how much lower its priority is than that of the server


def main(out: Path, inputs: Sequence[str]) -> None:
    """Add `inputs` to the graph under `out` and apply its corrections, where there is anything to do."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    logging.disable()
    try:
        with writing(out, wait=True):
            if inputs or _has_other_corrections(out):
                _build(out, inputs)
    except (KGError, OSError) as error:
        _say(error=str(error))


def _build(out: Path, inputs: Sequence[str]) -> None:
    graph = add(inputs, out, Settings.load(), lambda done, total, name: _say(done=done, all=total, what=name))
    folders = [Path(item) for item in inputs]
    unread = [item for item in graph.rejections if item.unread and set(folders) & set(Path(item.item).parents)]
    _say(not_read=[f"{item.document_id}: {item.reason}" for item in unread])


def _has_other_corrections(out: Path) -> bool:
    return sources(out).info.get(CORRECTED, "") != digest(rows_of(out / TABLE))


def _say(**values: object) -> None:
    print(json.dumps(values), flush=True)


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(1)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    main(Path(sys.argv[1]), sys.argv[2:])
    sys.stdout.flush()
    os._exit(0)  # not by way of the thread that waits for the parent
