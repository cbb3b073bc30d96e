"""A build that is killed after some batches: `killed_build.py TEXTS OUT BATCHES`, with the stub reader of test_kept.py."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from test_kept import Stub

from kg import pipeline
from kg.corpus import reader
from kg.corpus.kept import Kept, Reading
from kg.settings import Settings


def main(texts: str, out: str, batches: int) -> None:
    """Builds until so many batches are kept."""
    kept, put = [], Kept.put

    def put_and_die(self: Kept, readings: Iterable[tuple[bytes, Reading]]) -> None:
        put(self, readings)
        kept.append(self)
        if len(kept) == batches:
            os.kill(os.getpid(), signal.SIGKILL)

    with (
        patch.object(reader, "load", lambda *_: None),
        patch.object(reader, "parser", Stub().parser),
        patch.object(Kept, "put", put_and_die),
    ):
        pipeline.build([texts], Path(out), Settings())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
