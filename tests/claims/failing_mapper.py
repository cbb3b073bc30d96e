"""A process that maps no document: it dies of the first, and makes nothing of the others."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from kg.corpus import Derivation, Derived, derived, serve
from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings


def mapper(_: Settings) -> Callable[[Derivation[object]], Derived]:
    """Breaks on what it gets."""
    gazetteer = Gazetteer.load(None, (), ENGLISH)

    def made(task: Derivation[object]) -> Derived:
        if task.document.id == "0.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return derived(task, gazetteer, lambda *_: 1 / 0)

    return made


if __name__ == "__main__":
    serve(int(sys.argv[1]), mapper)
