"""The files of a saved graph, for tests that compare them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import store
from kg.graph.generations import reading
from kg.knowledge_graph import KnowledgeGraph

NAMES = ("graph.ttl", "claims.ttl", "graph.trig", "claims.jsonl", "graph.html", "report.html", "report.json")


def saved(graph: KnowledgeGraph, out: Path) -> dict[str, bytes]:
    """Every text file of `graph` under `out`, saved."""
    graph.save(out)
    return files(out)


def files(out: Path) -> dict[str, bytes]:
    """Every text file under `out` and the quads of the store."""
    with reading(out) as generation:
        kept = ox.Store.read_only(str(store.quads_folder(generation)))
        quads = "\n".join(sorted(map(str, kept))).encode()
        state = (generation / "graph.jsonl.gz").read_bytes()
        return {name: (out / name).read_bytes() for name in NAMES} | {"state": state, "quads": quads}


def quads_folder(out: Path) -> Path:
    """Where the quads of the graph under `out` are."""
    with reading(out) as generation:
        return store.quads_folder(generation)
