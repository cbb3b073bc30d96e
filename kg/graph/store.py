"""A graph as files under `out/`, and back.

    store/N/graph.jsonl  the graph exactly (documents, entities, claims, rejections): what `add` and `remove` start from
    store/N/terms.nq     terms of the ontology, and what was inferred
    store/N/quads/       facts, claims and terms in Oxigraph, on disk: what `query` reads
    graph.ttl ...        exports

They are written all or none; `kg.graph.generations` has the folders and locks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import claims_json
from kg.graph.collector import uncollected
from kg.graph.content import GraphContent
from kg.graph.dataset import Texts
from kg.graph.generations import FILES, publish, reading, refuse_foreign, writing
from kg.graph.serialization import decode, encode
from kg.model import Claim, Document, Entity, Match, Rejection

Graph = TypeVar("Graph", bound=GraphContent)
Writers: TypeAlias = dict[str, Callable[[], Iterable[bytes]]]  # name of a file -> what makes its content, in parts

_JSON = json.JSONEncoder(ensure_ascii=False)
FORMAT = 3  # of store/graph.jsonl; a graph in another one must be built again

_KINDS: dict[str, type[Any]] = {
    "document": Document,
    "entity": Entity,
    "claim": Claim,
    "rejection": Rejection,
    "match": Match,
}
_STATE = "graph.jsonl"
_QUADS = "quads"
_READ = {  # what the quads are read from
    "graph.ttl": ox.RdfFormat.TURTLE,
    "claims.ttl": ox.RdfFormat.TURTLE,
    "store/terms.nq": ox.RdfFormat.N_QUADS,
}
_PART = 30_000  # quads that Oxigraph takes at once


def quads_folder(generation: Path) -> Path:
    """Where Oxigraph keeps the quads of what `reading` gives; open it read-only."""
    return generation / _QUADS


def base(generation: Path) -> str:
    """Base IRI of the graph that `reading` gives, without loading it."""
    with (generation / _STATE).open(encoding="utf-8") as lines:
        return str(_header(generation, lines.readline())["base"])


def save(out: Path, files: Writers, *, force: bool = False) -> None:
    """Write every file of a graph under `out`, those of `writers` among them. Raises StoreError; then the old graph is still there,
    unless it says otherwise. With `force` also in the place of files that kg did not write.
    """
    with writing(out), uncollected():
        if not force:
            refuse_foreign(out, (name for name in files if "/" not in name))
        publish(out, partial(_write_all, files=files))


def load(kind: type[Graph], out: Path) -> Graph:
    """The graph under `out`. Raises StoreError when there is none, or it is damaged or of another version."""
    with reading(out) as generation:
        return load_generation(kind, generation)


def load_generation(kind: type[Graph], generation: Path) -> Graph:
    """The graph of what `reading` gives; raises StoreError as `load` does."""
    try:
        data = (generation / _STATE).read_bytes()
    except FileNotFoundError as error:
        raise _damaged(generation) from error
    try:
        first, *lines, _ = data.decode().split("\n")
        with uncollected():
            return _decoded(kind, _header(generation, first), lines)
    except (LookupError, TypeError, ValueError) as error:
        raise _damaged(generation) from error


class Sources(NamedTuple):
    """What a graph was made of: its documents, what was not kept, and `info` as in GraphContent."""

    documents: tuple[Document, ...]
    rejections: tuple[Rejection, ...]
    info: Mapping[str, str]


def sources(out: Path) -> Sources:
    """What the graph under `out` was made of, without what was made of it; raises StoreError as `load` does."""
    with reading(out) as generation, (generation / _STATE).open(encoding="utf-8", newline="\n") as lines:
        try:
            header = _header(generation, next(lines, ""))
            found = [json.loads(line) for line in lines if line.startswith(('{"document": ', '{"rejection": '))]
            documents = tuple(decode(Document, item["document"], {}) for item in found if "document" in item)
            refused = tuple(decode(Rejection, item["rejection"], {}) for item in found if "rejection" in item)
            return Sources(documents, refused, header["info"])
        except (LookupError, TypeError, ValueError) as error:
            raise _damaged(generation) from error


def _decoded(kind: type[Graph], header: Mapping[str, Any], lines: list[str]) -> Graph:
    if len(lines) != header["records"]:
        raise ValueError("records are missing")
    texts: dict[str, str] = {}
    found: dict[str, list[Any]] = {name: [] for name in _KINDS}
    for line in lines:
        [(name, data)] = json.loads(line).items()
        item = decode(_KINDS[name], data, texts)
        if isinstance(item, Document):
            texts[item.id] = item.text
        found[name].append(item)
    return kind.of(
        found["entity"],
        found["claim"],
        found["document"],
        found["rejection"],
        base=header["base"],
        info=header["info"],
        matches=found["match"],
    )


def _encoded(graph: GraphContent) -> Iterator[bytes]:
    items = [*graph.documents.values(), *graph.entities.values(), *graph.claims, *graph.rejections, *graph.matches]
    header = {"format": FORMAT, "records": len(items), "base": graph.base, "info": dict(graph.info)}
    names = {kind: name for name, kind in _KINDS.items()}
    for line in chain([header], ({names[type(item)]: encode(item)} for item in items)):
        yield f"{_JSON.encode(line)}\n".encode()


def _header(generation: Path, line: str) -> dict[str, Any]:
    try:
        header: dict[str, Any] = json.loads(line)
        version = header["format"]
    except (LookupError, TypeError, ValueError) as error:
        raise _damaged(generation) from error
    if version != FORMAT:
        raise StoreError(
            f"the graph is stored in format {version}, this kg reads format {FORMAT}",
            where=str(generation),
            hint="build it again with this version of kg",
        )
    return header


def writers(graph: GraphContent, times: Mapping[str, float]) -> Writers:
    """What makes the content of each file of `graph`, in the order of writing; the quads on disk aside."""
    texts = Texts(graph)
    return {
        "graph.ttl": texts.facts,
        "claims.ttl": texts.claims,
        "store/terms.nq": texts.beside,
        "graph.trig": texts.trig,
        "claims.jsonl": lambda: claims_json.lines(graph),
        "report.json": lambda: [claims_json.report(graph, times)],
        "store/graph.jsonl": lambda: _encoded(graph),
    }


def _write_all(folder: Path, files: Writers) -> None:
    """Oxigraph reads the quads from the first files while the others are made."""
    for name in _READ:
        _write(folder, name, files)
    with ThreadPoolExecutor(max_workers=1) as beside:
        quads = beside.submit(_keep_quads, folder)
        for name in (name for name in files if name not in _READ):
            _write(folder, name, files)
        quads.result()


def _write(folder: Path, name: str, files: Writers) -> None:
    with _place_in(folder, name).open("wb") as file:
        file.writelines(files[name]())


def _place_in(generation: Path, name: str) -> Path:
    """Where a file of `writers` is written: what is for kg itself begins with "store/"."""
    return generation / (name.removeprefix("store/") if name.startswith("store/") else f"{FILES}/{name}")


def _keep_quads(folder: Path) -> None:
    """In parts: Oxigraph holds all that it loads at once, each quad at a kilobyte. Then the files of the parts are made few again:
    who asks opens them all before the question, and can open none after it.
    """
    kept = ox.Store(folder / _QUADS)
    for name, kind in _READ.items():
        quads = iter(ox.parse(path=_place_in(folder, name), format=kind, lenient=True))
        while part := list(islice(quads, _PART)):
            kept.bulk_extend(part)
    kept.optimize()
    kept.flush()


def _damaged(generation: Path) -> StoreError:
    return StoreError("the stored graph is damaged", where=str(generation / _STATE), hint="build it again")
