"""People who correct and add at `kg serve --edit` while the server is killed.

Run as `python edits.py`, it serves in children of its own: a line of JSON on standard input names the folder of the graph and at which
file operation below it the child kills itself (-1 for none); the answer is a line of JSON: whether it was killed, how many operations it
did, and how many of the edits `ROUNDS` had been answered.
"""

from __future__ import annotations

import json
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "serve"))
from changes import Operations, made
from served import client

from kg.serve.editing import Editing

ROUNDS = 6
_NEVER = (sys.executable, "-S", "-c", "import sys; sys.stdin.read()")  # builds nothing: what waits goes on waiting


class _Below(Operations):
    """Counts what is done below a folder alone."""

    def __init__(self, folder: str, last: int) -> None:
        self._folder = folder
        super().__init__(last)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if arguments and str(arguments[0]).startswith(self._folder):
            super()._hear(event, arguments)


def label(number: int) -> str:
    """What the correction of a round says."""
    return f"Label {number}"


def _serve(task: dict[str, Any], answer: int) -> None:
    """Correct and add in turn, and say after each answer how many there have been."""
    with client(Path(task["out"]), editing=Editing(_NEVER, (".txt",))) as served:
        found = re.search(r'name="token" value="(\w+)"', served.get("/add").text)
        assert found
        served.get("/corrections")  # the graph is loaded
        operations = _Below(task["out"], task["last"])
        for number in range(ROUNDS):
            for path, fields in (
                ("/correct", {"decision": "label", "name": f"Name {number}", "value": label(number)}),
                ("/add", {"title": f"Text {number}", "text": "Northland left."}),
            ):
                assert served.post(path, data={"token": found[1], **fields}).status_code == 303
                said = {"answered": 2 * number + 1 + (path == "/add"), "operations": operations.done}
                os.write(answer, json.dumps(said).encode() + b"\n")
        os._exit(0)


def main() -> None:
    """Answer tasks until standard input ends."""
    for line in sys.stdin:
        print(json.dumps({"answered": 0} | made(partial(_serve, json.loads(line)))), flush=True)


if __name__ == "__main__":
    main()
