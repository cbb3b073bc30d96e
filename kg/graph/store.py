"""A graph as files under `out/`, and back.

    store/N/graph.jsonl.gz  the graph exactly (documents, entities, claims, rejections): what `add` and `remove` start from
    store/N/terms.nq        terms of the ontology, and what was inferred
    store/N/quads/          facts, claims and terms in Oxigraph, on disk: what `query` reads
    graph.ttl ...           exports

They are written all or none; `kg.graph.generations` has the folders and locks.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
FORMAT = 4  # of the stored graph; one in another format must be built again

_KINDS: dict[str, type[Any]] = {
    "document": Document,
    "entity": Entity,
    "claim": Claim,
    "rejection": Rejection,
    "match": Match,
}
_STATE, _BEFORE = "graph.jsonl.gz", "graph.jsonl"  # where it is, and where it was in format 3
_QUADS = "quads"
_READ = {  # what the quads are read from
    "graph.ttl": ox.RdfFormat.TURTLE,
    "claims.ttl": ox.RdfFormat.TURTLE,
    "store/terms.nq": ox.RdfFormat.N_QUADS,
}
_PART = 30_000  # quads that Oxigraph takes at once
_GZIP, _LEVEL = 31, 4  # zlib's sign for gzip (RFC 1952), and how hard it tries


def quads_folder(generation: Path) -> Path:
    """Where Oxigraph keeps the quads of what `reading` gives; open it read-only."""
    return generation / _QUADS


def base(generation: Path) -> str:
    """Base IRI of the graph that `reading` gives, without loading it."""
    return str(header(generation)["base"])


def header(generation: Path) -> Mapping[str, Any]:
    """What is said of the graph that `reading` gives as a whole: `base` and `info`. Raises StoreError as `load` does."""
    with _state(generation) as (found, _):
        return found


def records(generation: Path, name: str) -> Iterator[Mapping[str, Any]]:
    """The records of a kind ("document", "entity", "claim") as JSON has them, one after the other; StoreError as `load`."""
    start = f'{{"{name}": '
    with _state(generation) as (_, lines):
        for line in lines:
            if line.startswith(start):
                yield json.loads(line)[name]


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
    with _state(generation) as (head, lines), uncollected():
        return _decoded(kind, head, lines)


class Sources(NamedTuple):
    """What a graph was made of: its documents, what was not kept, and `info` as in GraphContent."""

    documents: tuple[Document, ...]
    rejections: tuple[Rejection, ...]
    info: Mapping[str, str]


def sources(out: Path) -> Sources:
    """What the graph under `out` was made of, without what was made of it; raises StoreError as `load` does."""
    with reading(out) as generation, _state(generation) as (head, lines):
        found = [json.loads(line) for line in lines if line.startswith(('{"document": ', '{"rejection": '))]
        documents = tuple(decode(Document, item["document"], {}) for item in found if "document" in item)
        refused = tuple(decode(Rejection, item["rejection"], {}) for item in found if "rejection" in item)
        return Sources(documents, refused, head["info"])


@contextmanager
def _state(generation: Path) -> Iterator[tuple[dict[str, Any], Iterator[str]]]:
    """The header of what `reading` gives and the lines of its records; StoreError where they are not what they should be."""
    if (generation / _BEFORE).exists():
        raise _other_format(generation, FORMAT - 1)
    try:
        with gzip.open(generation / _STATE, "rt", encoding="utf-8", newline="\n") as lines:
            yield _header(generation, next(lines, "")), lines
    except (LookupError, TypeError, ValueError, FileNotFoundError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damaged(generation) from error


def _decoded(kind: type[Graph], head: Mapping[str, Any], lines: Iterable[str]) -> Graph:
    texts: dict[str, str] = {}
    found: dict[str, list[Any]] = {name: [] for name in _KINDS}
    for line in lines:
        [(name, data)] = json.loads(line).items()
        item = decode(_KINDS[name], data, texts)
        if isinstance(item, Document):
            texts[item.id] = item.text
        found[name].append(item)
    if sum(map(len, found.values())) != head["records"]:
        raise ValueError("records are missing")
    return kind.of(
        found["entity"],
        found["claim"],
        found["document"],
        found["rejection"],
        base=head["base"],
        info=head["info"],
        matches=found["match"],
    )


def _encoded(graph: GraphContent) -> Iterator[bytes]:
    items = [*graph.documents.values(), *graph.entities.values(), *graph.claims, *graph.rejections, *graph.matches]
    head = {"format": FORMAT, "records": len(items), "base": graph.base, "info": dict(graph.info)}
    names = {kind: name for name, kind in _KINDS.items()}
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)  # its header has no time, so that equal graphs have equal files
    for line in chain([head], ({names[type(item)]: encode(item)} for item in items)):
        yield packer.compress(f"{_JSON.encode(line)}\n".encode())
    yield packer.flush()


def _header(generation: Path, line: str) -> dict[str, Any]:
    try:
        head: dict[str, Any] = json.loads(line)
        version = head["format"]
    except (LookupError, TypeError, ValueError) as error:
        raise _damaged(generation) from error
    if version != FORMAT:
        raise _other_format(generation, version)
    return head


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
        f"store/{_STATE}": lambda: _encoded(graph),
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


def _other_format(generation: Path, version: object) -> StoreError:
    what = f"the graph is stored in format {version}, this kg reads format {FORMAT}"
    return StoreError(what, where=str(generation), hint="build it again with this version of kg")


def _damaged(generation: Path) -> StoreError:
    return StoreError("the stored graph is damaged", where=str(generation / _STATE), hint="build it again")
