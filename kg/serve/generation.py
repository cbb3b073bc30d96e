"""The graph as a server reads it: one generation at a time, each with its own processes for queries.

A request takes the generation that holds when it comes, and keeps it to its end; when the files have changed, the next request opens the
new one. Queries need only the quads on disk. What pages and the API tell is looked up in the graph itself, which is loaded once a
generation, in a thread, when somebody asks for it.
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kg.graph import store
from kg.graph.content import GraphContent
from kg.graph.generations import current, missing, reading
from kg.iri import Minter
from kg.serve.lookup import Lookup
from kg.serve.pool import Limits, Pool, Question

_NAMED = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


@dataclass(eq=False)
class Generation:
    """One state of the graph, which `held` keeps on disk. `tag` names it, the same after a restart."""

    folder: Path
    tag: str
    pool: Pool
    held: ExitStack
    _loading: asyncio.Task[Lookup] | None = field(default=None, init=False)
    _named: list[str] | None = field(default=None, init=False)

    async def lookup(self) -> Lookup:
        """What pages and the API ask. Raises StoreError when the graph cannot be loaded."""
        if self._loading is None:
            self._loading = asyncio.create_task(asyncio.to_thread(self._load))
        return await asyncio.shield(self._loading)

    @property
    def is_loaded(self) -> bool:
        """Whether `lookup` answers at once."""
        return self._loading is not None and self._loading.done()

    async def named_graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        if self._named is None:
            answer = await self.pool.answer(Question(_NAMED, rows="csv"))
            self._named = sorted((await answer.all()).decode().split()[1:])
        return self._named

    def _load(self) -> Lookup:
        return Lookup(store.load_generation(GraphContent, self.folder))

    async def close(self) -> None:
        """End its processes, and let it go."""
        await self.pool.close()
        self.held.close()


class Graphs:
    """The generations of the graph under a folder."""

    def __init__(self, out: Path, limits: Limits) -> None:
        self.out = out
        self._limits = limits
        self._current: Generation | None = None
        self._opening = asyncio.Lock()

    async def current(self) -> Generation:
        """The generation that holds now. Raises StoreError without a graph."""
        tag = _tag(self.out)
        known = self._current
        if known is not None and known.tag == tag:
            return known
        async with self._opening:
            known = self._current
            if known is None or known.tag != tag:
                self._current = await self._open(tag, known)
                if known is not None:
                    await known.close()
            assert self._current is not None
            return self._current

    async def close(self) -> None:
        """End all processes."""
        if self._current is not None:
            await self._current.close()

    async def _open(self, tag: str, before: Generation | None) -> Generation:
        with ExitStack() as stack:
            folder = stack.enter_context(reading(self.out))
            pool = Pool(store.quads_folder(folder), Minter(store.base(folder)).prefixes(), self._limits)
            if before is not None:
                pool.counts = before.pool.counts
            await pool.open()
            return Generation(folder, tag, pool, stack.pop_all())


def _tag(out: Path) -> str:
    folder = current(out)
    if folder is None:
        raise missing(out)
    return f"{folder.name}-{folder.stat().st_mtime_ns:x}"
