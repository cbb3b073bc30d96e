"""The graph built again in the background: in a process of its own, one at a time, and each time with all that has come meanwhile.

Readers keep the generation that they have until the new one is whole. What is wanted stands on disk (the table of corrections, the
spool), so that nothing is lost with the server: the next one begins with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.serve.spool import Spool

_LINE = 1 << 20  # bytes of what the process says at once


@dataclass(slots=True)
class Progress:
    """How far the building has come. `error` and `not_read` are those of the last that ended; `number` counts these."""

    building: bool = False
    waiting: bool = False
    done: int = 0
    all: int = 0
    what: str = ""
    error: str = ""
    not_read: tuple[str, ...] = ()
    number: int = 0

    def as_row(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


class Rebuilder:
    """Builds the graph under a folder again when that is wanted."""

    def __init__(self, out: Path, command: Sequence[str]) -> None:
        self.progress = Progress()
        self.spool = Spool(out)
        self._out, self._command = out, command
        self._wanted = asyncio.Event()

    def want(self) -> None:
        """Build the graph, now or when the one that is being built is done."""
        self.progress.waiting = True
        self._wanted.set()

    def look(self) -> None:
        """Build it if an earlier server left anything to do; until that is known, nothing is said of it."""
        self._wanted.set()

    async def run(self) -> None:
        """Build whenever it is wanted, until this is cancelled."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            batch = await asyncio.to_thread(self.spool.batch)
            known = self.progress.waiting or bool(batch)
            self.progress.building, self.progress.waiting = known, self._wanted.is_set()
            self.progress.done, self.progress.all, self.progress.what = 0, 0, ""
            try:
                await self._rebuild(batch)
            finally:
                self.progress.building = False

    async def _rebuild(self, batch: Sequence[Path]) -> None:
        """Build, and say how it ended; what came in meanwhile wants another build."""
        ended = await self._build(batch)
        self.progress.number += 1
        self.progress.error = str(ended.get("error", ""))
        self.progress.not_read = tuple(ended.get("not_read", ()))
        if not self.progress.error:
            await asyncio.to_thread(self.spool.forget, batch)
            if await asyncio.to_thread(self.spool.waiting):
                self.want()

    async def _build(self, batch: Sequence[Path]) -> dict[str, Any]:
        """What the process said in the end."""
        process = await asyncio.create_subprocess_exec(
            *self._command, str(self._out), *map(str, batch),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            limit=_LINE, process_group=0,
        )  # fmt: skip
        assert process.stdout is not None
        last: dict[str, Any] = {}
        try:
            async for line in process.stdout:
                last = json.loads(line)
                if "done" in last:
                    self.progress.building = True
                    self.progress.done, self.progress.all, self.progress.what = last["done"], last["all"], last["what"]
            status = await process.wait()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise
        return last if not status else {"error": f"the process that builds the graph ended with status {status}"}
