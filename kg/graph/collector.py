"""Python's search for cycles of objects, held back where there are none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Within it no cycles are searched for.

    A graph is made of trees; while millions of their leaves are made, the search would walk all that is there again and again.
    It took a third of the time of saving, and half of that of loading. Afterwards what was made counts as old, as if it had been
    searched: else all of it would be searched at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # else somebody keeps objects apart, and they would not be any more
                gc.freeze()
                gc.unfreeze()
            gc.enable()
