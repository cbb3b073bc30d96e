"""A server over a small graph, for tests, without a socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from kg.serve.app import Options, application
from kg.serve.pool import Limits

SMALL = Limits(seconds=60, blink=1, quick=2, slow=2, waiting=4)  # a shared machine is slow


@contextmanager
def client(out: Path, limits: Limits = SMALL, **options: Any) -> Iterator[TestClient]:
    """A client of a server over the graph under `out`."""
    app = application(out, Options(limits=limits, **options))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as found:
        yield found
