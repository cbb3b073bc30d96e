"""The server as a process: listens until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.errors import SettingsError
from kg.graph.generations import reading
from kg.graph.store import base
from kg.serve.app import Options, application

_HEADERS = 32 * 1024  # bytes


def listen(out: Path, options: Options, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the graph under `out` until somebody stops it. Raises StoreError without a graph, SettingsError when the port is taken."""
    with reading(out) as folder:
        base(folder)  # the error of a missing graph or of another version's, before anything else
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingsError(
            f"cannot listen at {host}:{port}: {error.strerror or error}",
            hint="choose another --port, or 0 for a free one",
        ) from error
    name = f"[{host}]" if ":" in host else host
    say(
        f"http://{name}:{listener.getsockname()[1]}/   {'can be edited' if options.editing else 'read-only'}; stop with Ctrl-C"
    )
    config = uvicorn.Config(
        application(out, options),
        log_level="warning",
        access_log=False,
        server_header=False,
        http="h11",
        h11_max_incomplete_event_size=_HEADERS,
        ws="none",
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listener])
