"""A graph as files under `out/`, and back.

    store/N/graph.jsonl.gz  the graph exactly (documents, entities, claims, rejections): what `add` and `remove` start from
    store/N/terms.nq        terms of the ontology, and what was inferred
    store/N/pieces.json.gz  where the pieces of these files are, and what they rest on: what does not change is copied
    store/N/quads/          facts, claims and terms in Oxigraph, on disk: what `query` reads
    graph.ttl ...           exports

They are written all or none; `kg.graph.generations` has the folders and locks.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import claims_json, dataset, pieces, quads
from kg.graph.collector import uncollected
from kg.graph.content import GraphContent
from kg.graph.generations import FILES, current, publish, reading, refuse_foreign, writing
from kg.graph.kept_documents import off_memory
from kg.graph.pieces import INDEX, Earlier, Group, Marks, Part, Piece, Place, Places, chunks, digest, groups
from kg.graph.quads import Source
from kg.graph.serialization import decode, encode
from kg.model import Claim, Document, Entity, Match, Rejection

Graph = TypeVar("Graph", bound=GraphContent)
Writers: TypeAlias = dict[str, Callable[[], Iterable[Part]]]  # name of a file -> what makes its content, in parts

_JSON = json.JSONEncoder(ensure_ascii=False)
FORMAT = 5  # of the stored graph; one in another format must be built again

_KINDS: dict[str, type[Any]] = {
    "document": Document,
    "entity": Entity,
    "claim": Claim,
    "rejection": Rejection,
    "match": Match,
}
_STATE, _BEFORE = "graph.jsonl.gz", "graph.jsonl"  # where it is, and where it was in format 3
_QUADS = "quads"
_READ = {  # what the quads are read from, and what stands between two blocks there
    "graph.ttl": (ox.RdfFormat.TURTLE, b"\n\n"),
    "claims.ttl": (ox.RdfFormat.TURTLE, b"\n\n"),
    "store/terms.nq": (ox.RdfFormat.N_QUADS, b"\n"),
}
_GZIP, _LEVEL = 31, 4  # zlib's sign for gzip (RFC 1952), and how hard it tries
_TOGETHER = 64  # documents or entities, about, that are packed together


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
    with _state(generation) as (_, lines):
        for _, data in _named(lines, (name,)):
            yield data


def save(out: Path, files: Writers, *, force: bool = False, marks: Marks | None = None, anew: bool = False) -> None:
    """Write every file of a graph under `out`, those of `writers` among them. Raises StoreError; then the old graph is still there,
    unless it says otherwise. With `force` also in the place of files that kg did not write.

    With the `marks` of the graph, what rests on the same as in the graph before is not made again; quads are when they are to be `anew`,
    since damage to those that are there is seen by nobody who does not read them.
    """
    _refuse_fork(out)
    with writing(out), uncollected():
        if not force:
            refuse_foreign(out, (name for name in files if "/" not in name))
        publish(out, partial(_write_all, files=files, marks=marks or Marks(), anew=anew))


def load(kind: type[Graph], out: Path) -> Graph:
    """The graph under `out`. Raises StoreError when there is none, or it is damaged or of another version."""
    with reading(out) as generation:
        return load_generation(kind, generation)


def load_generation(kind: type[Graph], generation: Path) -> Graph:
    """The graph of what `reading` gives; raises StoreError as `load` does."""
    with _state(generation) as (head, lines), uncollected():
        return _decoded(kind, head, lines)


_written_by: set[int] = set()  # the process that has written graphs, for those that are forked off it


class Sources(NamedTuple):
    """What a graph was made of: its documents, what was not kept, and `info` as in GraphContent."""

    documents: tuple[Document, ...]
    rejections: tuple[Rejection, ...]
    info: Mapping[str, str]


def sources(out: Path) -> Sources:
    """What the graph under `out` was made of, without what was made of it; raises StoreError as `load` does."""
    with reading(out) as generation, _state(generation) as (head, lines):
        first = islice(lines, head.get("sources", head["records"]))
        found = [*off_memory(decode(_KINDS[name], data, {}) for name, data in _named(first, ("document", "rejection")))]
        documents = tuple(item for item in found if isinstance(item, Document))
        refused = tuple(item for item in found if isinstance(item, Rejection))
        return Sources(documents, refused, head["info"])


def _named(lines: Iterable[str], names: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Records of some kinds, with the name of the kind."""
    beginnings = tuple(f'{{"{name}": ' for name in names)
    for line in lines:
        if line.startswith(beginnings):
            yield from json.loads(line).items()


@contextmanager
def _state(generation: Path) -> Iterator[tuple[dict[str, Any], Iterator[str]]]:
    """The header of what `reading` gives and the lines of its records; StoreError where they are not what they should be."""
    if (generation / _BEFORE).exists():
        raise _other_format(generation, 3)
    try:
        with gzip.open(generation / _STATE, "rt", encoding="utf-8", newline="\n") as lines:
            head = _header(generation, next(lines, ""))
            yield head, _whole(lines, head["records"])
    except (LookupError, TypeError, ValueError, FileNotFoundError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damaged(generation) from error


def _whole(lines: Iterable[str], count: int) -> Iterator[str]:
    """So many lines; ValueError when there are others."""
    found = 0
    for line in lines:
        found += 1
        yield line
    if found != count:
        raise ValueError("records are missing")


def _decoded(kind: type[Graph], head: Mapping[str, Any], lines: Iterable[str]) -> Graph:
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
        base=head["base"],
        info=head["info"],
        matches=found["match"],
    )


def _encoded(graph: GraphContent, found: Iterable[Group], marks: Marks | None) -> Iterator[Part]:
    """The graph as lines of JSON in members of gzip (RFC 1952), each of which can be read by itself; what it was made of comes first."""
    counts = map(len, (graph.documents, graph.entities, graph.claims, graph.rejections, graph.matches))
    first = len(graph.documents) + len(graph.rejections)
    head = {"format": FORMAT, "records": sum(counts), "sources": first, "base": graph.base, "info": dict(graph.info)}
    yield _packed([head])
    for documents in chunks(graph.documents.values(), lambda document: document.id, _TOGETHER):
        known = [marks.of_document(document.id) if marks is not None else "" for document in documents]
        mark = digest(known) if all(known) else ""
        yield Piece(f"document {documents[0].id}", mark, partial(_records, "document", documents))
    yield _records("rejection", graph.rejections)
    for entities in chunks(graph.entities.values(), lambda entity: entity.id, _TOGETHER):
        yield Piece(f"entity {entities[0].id}", digest(entities), partial(_records, "entity", entities))
    for group in found:
        yield Piece(group.name, group.mark, partial(_claims, group))
    yield _records("match", graph.matches)


def _claims(group: Group) -> bytes:
    return _records("claim", (claim for _, claim in group.claims()))


def _records(name: str, items: Iterable[object]) -> bytes:
    return _packed({name: encode(item)} for item in items)


def _packed(lines: Iterable[Mapping[str, Any]]) -> bytes:
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)  # its header has no time, so that equal graphs have equal files
    return b"".join([*(packer.compress(f"{_JSON.encode(line)}\n".encode()) for line in lines), packer.flush()])


def _header(generation: Path, line: str) -> dict[str, Any]:
    try:
        head: dict[str, Any] = json.loads(line)
        version = head["format"]
    except (LookupError, TypeError, ValueError) as error:
        raise _damaged(generation) from error
    if version != FORMAT:
        raise _other_format(generation, version)
    return head


def writers(
    graph: GraphContent,
    times: Mapping[str, float],
    marks: Marks | None = None,
    count: Callable[[str, Claim], None] | None = None,
) -> Writers:
    """What makes the content of each file of `graph`, in the order of writing; the quads on disk aside. `count`: see `groups`."""
    found = groups(graph, marks, count)
    return {
        "graph.ttl": lambda: dataset.facts(graph),
        "claims.ttl": lambda: dataset.claims(graph, found, marks),
        "store/terms.nq": lambda: dataset.beside(graph),
        "graph.trig": lambda: dataset.trig(graph, found, marks),
        "claims.jsonl": lambda: claims_json.groups_of_lines(graph, found),
        "report.json": lambda: claims_json.report(graph, times),
        f"store/{_STATE}": lambda: _encoded(graph, found, marks),
    }


def _write_all(folder: Path, files: Writers, marks: Marks, anew: bool) -> None:
    """Oxigraph reads the quads from the first files while the others are made."""
    out = folder.parents[1]
    before = current(out)
    old = None if anew or before is None else before / _QUADS
    places: dict[str, dict[str, Place]] = {}

    def write(name: str) -> None:
        with _place_in(folder, name).open("wb") as file:
            places[name] = pieces.write(file, name, files[name](), earlier, partial(_place_in, folder))

    with (
        closing(Earlier(partial(_place_of, out, before or folder), marks.basis)) as earlier,
        ThreadPoolExecutor(max_workers=1) as beside,
    ):
        for name in _READ:
            write(name)
        kept = beside.submit(_keep_quads, folder, old, {name: places[name] for name in _READ}, marks, earlier)
        for name in (name for name in files if name not in _READ):
            write(name)
        kept.result()
    if marks.basis:
        _place_in(folder, INDEX).write_bytes(pieces.index(places, marks))


def _keep_quads(folder: Path, old: Path | None, places: Places, marks: Marks, earlier: Earlier) -> None:
    """By what differs from those of the generation before, unless a document of it has changed or gone: then no word of it may be left."""
    sources = {name: Source(*how, _place_in(folder, name)) for name, how in _READ.items()}
    kept = earlier.documents.items() <= marks.documents.items()
    found = quads.change(sources, places, earlier) if old is not None and kept else None
    if old is None or found is None or not quads.take_over(old, folder / _QUADS, found):
        quads.keep(folder / _QUADS, sources.values())


def _place_in(generation: Path, name: str) -> Path:
    """Where a file of `writers` is written: what is for kg itself begins with "store/"."""
    return generation / (name.removeprefix("store/") if name.startswith("store/") else f"{FILES}/{name}")


def _place_of(out: Path, generation: Path, name: str) -> Path:
    """Where a file of `writers` is in a generation that holds."""
    return _place_in(generation, name) if name.startswith("store/") else out / name


def _refuse_fork(out: Path) -> None:
    """Raises StoreError in a process that was forked off one that has written: the threads of Oxigraph's store did not come along,
    and writing would wait for them for ever."""
    if _written_by - {os.getpid()}:
        raise StoreError(
            "this process was forked off one that had written a graph, and cannot write one itself",
            where=str(out),
            hint='start it anew: multiprocessing.get_context("spawn")',
        )
    _written_by.add(os.getpid())


def _other_format(generation: Path, version: object) -> StoreError:
    what = f"the graph is stored in format {version}, this kg reads format {FORMAT}"
    return StoreError(what, where=str(generation), hint="build it again with this version of kg")


def _damaged(generation: Path) -> StoreError:
    return StoreError("the stored graph is damaged", where=str(generation / _STATE), hint="build it again")
