"""A process of the pool that reads nothing and does what its documents say: it dies, never ends, or takes all memory."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from unittest.mock import patch

from kg.corpus import worker
from kg.corpus.kept import Reading
from kg.corpus.reader import DocumentReader, Task
from kg.errors import ModelError


class FragileReader(DocumentReader):
    """Reads a document by doing what it says."""

    def prepare(self) -> None:
        """There is nothing to load; the model "none" cannot be."""
        if self.settings.model == "none":
            raise ModelError("there is no such model", where="none", hint="take another")

    def _reading(self, task: Task) -> Reading:
        word, _, rest = task.document.text.partition(" ")
        if word == "die" or (word == "stumble" and not Path(rest).exists()):
            if rest:
                Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        while word == "loop":
            pass
        if word == "hoard":
            bytearray(1 << 40)
        if word == "break":
            raise RecursionError("too deep")
        return Reading(b"parse", task.document.text.encode())


if __name__ == "__main__":
    with patch.object(worker, "DocumentReader", FragileReader):
        worker.main(int(sys.argv[1]))
