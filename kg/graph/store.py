"""The files under `out/`: written all or none, by one process at a time.

    store/graph.jsonl   the graph exactly (documents, entities, claims, rejections): what `add` and `remove` start from
    store/terms.nq      terms of the ontology, and what was inferred
    store/quads/        facts, claims and terms in Oxigraph, on disk: what `query` reads
    graph.ttl ...       exports

A build writes everything into `out/.next`, syncs it to disk and renames it to `.commit`: from then on the new graph
holds. Moving the files from `.commit` to their places is finished by whoever comes next if the writer is killed.
Readers take a shared lock that keeps the files from being moved under them. The locks are flock(2) on hidden files.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import claims_json
from kg.graph.collector import uncollected
from kg.graph.content import GraphContent
from kg.graph.dataset import Texts
from kg.graph.serialization import decode, encode
from kg.model import Claim, Document, Entity, Match, Rejection

Graph = TypeVar("Graph", bound=GraphContent)
Writers: TypeAlias = dict[str, Callable[[], bytes]]  # name of a file -> what makes its content

_JSON = json.JSONEncoder(ensure_ascii=False)
FORMAT = 3  # of store/graph.jsonl; a graph in another one must be built again

_KINDS: dict[str, type[Any]] = {
    "document": Document,
    "entity": Entity,
    "claim": Claim,
    "rejection": Rejection,
    "match": Match,
}
_STATE = "store/graph.jsonl"
_QUADS = "store/quads"
_READ = {  # what the quads are read from
    "graph.ttl": ox.RdfFormat.TURTLE,
    "claims.ttl": ox.RdfFormat.TURTLE,
    "store/terms.nq": ox.RdfFormat.N_QUADS,
}
_PART = 30_000  # quads that Oxigraph takes at once
_held: set[tuple[Path, int]] = set()  # folders that a thread of this process is writing


@contextlib.contextmanager
def writing(out: Path) -> Iterator[None]:
    """Keeps other processes from writing `out`; may be nested, so that load, change and save can be one step.

    Raises StoreError when another one is at it.
    """
    key = (out.resolve(), threading.get_ident())
    if key in _held:
        yield
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = _open(out / ".writer")
    except OSError as error:
        raise _refused(out, error) from error
    try:
        _lock_alone(out, handle)
        _held.add(key)
        yield
    finally:
        _held.discard(key)
        os.close(handle)


def _lock_alone(out: Path, writer: int) -> None:
    try:
        fcntl.flock(writer, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        hint = "wait until it has ended, then try again"
        raise StoreError("another process is writing this graph", where=str(out), hint=hint) from error


@contextlib.contextmanager
def reading(out: Path) -> Iterator[None]:
    """Keeps the files of `out` where they are; first finishes what a killed writer left.

    Raises StoreError when there is no graph.
    """
    if not out.is_dir():
        raise _missing(out)
    try:
        handle = _open(out / ".readers")
    except OSError:  # a folder that we cannot write: nobody's change is ours to finish
        handle = -1
    try:
        if handle >= 0:
            with contextlib.suppress(BlockingIOError):  # others read the old graph, or see to the new one
                _settle(out, handle, fcntl.LOCK_NB)
            fcntl.flock(handle, fcntl.LOCK_SH)
        if not (out / _STATE).is_file():
            raise _missing(out)
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def quads_folder(out: Path) -> Path:
    """Where Oxigraph keeps the quads; open it read-only, within `reading`."""
    return out / _QUADS


def base(out: Path) -> str:
    """Base IRI of the graph under `out`, without loading it."""
    with reading(out), (out / _STATE).open(encoding="utf-8") as lines:
        return str(_header(out, lines.readline())["base"])


def save(out: Path, files: Writers) -> None:
    """Write every file of a graph under `out`, those of `writers` among them. Raises StoreError; then the old graph is still there."""
    with writing(out), uncollected():
        fresh = out / ".next"
        try:
            _publish(out)  # if the last writer was killed after its commit
            shutil.rmtree(fresh, ignore_errors=True)
            _write_all(fresh, files)
            os.rename(fresh, out / ".commit")
            _sync(out)
            _publish(out)
        except OSError as error:
            shutil.rmtree(fresh, ignore_errors=True)
            raise _refused(out, error) from error


def load(kind: type[Graph], out: Path) -> Graph:
    """The graph under `out`. Raises StoreError when there is none, or it is damaged or of another version."""
    with reading(out):
        data = (out / _STATE).read_bytes()
    try:
        first, *lines, _ = data.decode().split("\n")
        with uncollected():
            return _decoded(kind, _header(out, first), lines)
    except (LookupError, TypeError, ValueError) as error:
        raise _damaged(out) from error


class Sources(NamedTuple):
    """What a graph was made of: its documents, what was not kept, and `info` as in GraphContent."""

    documents: tuple[Document, ...]
    rejections: tuple[Rejection, ...]
    info: Mapping[str, str]


def sources(out: Path) -> Sources:
    """What the graph under `out` was made of, without what was made of it; raises StoreError as `load` does."""
    with reading(out), (out / _STATE).open(encoding="utf-8", newline="\n") as lines:
        try:
            header = _header(out, next(lines, ""))
            found = [json.loads(line) for line in lines if line.startswith(('{"document": ', '{"rejection": '))]
            documents = tuple(decode(Document, item["document"], {}) for item in found if "document" in item)
            refused = tuple(decode(Rejection, item["rejection"], {}) for item in found if "rejection" in item)
            return Sources(documents, refused, header["info"])
        except (LookupError, TypeError, ValueError) as error:
            raise _damaged(out) from error


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


def _encoded(graph: GraphContent) -> bytes:
    items = [*graph.documents.values(), *graph.entities.values(), *graph.claims, *graph.rejections, *graph.matches]
    header = {"format": FORMAT, "records": len(items), "base": graph.base, "info": dict(graph.info)}
    names = {kind: name for name, kind in _KINDS.items()}
    records = ({names[type(item)]: encode(item)} for item in items)
    return "".join(_JSON.encode(line) + "\n" for line in (header, *records)).encode()


def _header(out: Path, line: str) -> dict[str, Any]:
    try:
        header: dict[str, Any] = json.loads(line)
        version = header["format"]
    except (LookupError, TypeError, ValueError) as error:
        raise _damaged(out) from error
    if version != FORMAT:
        raise StoreError(
            f"the graph is stored in format {version}, this kg reads format {FORMAT}",
            where=str(out),
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
        "claims.jsonl": lambda: claims_json.claims_jsonl(graph),
        "report.json": lambda: claims_json.report(graph, times),
        _STATE: lambda: _encoded(graph),
    }


def _write_all(folder: Path, files: Writers) -> None:
    """Oxigraph reads the quads from the first files while the others are made."""
    (folder / _STATE).parent.mkdir(parents=True)
    for name in _READ:
        (folder / name).write_bytes(files[name]())
    with ThreadPoolExecutor(max_workers=1) as beside:
        quads = beside.submit(_keep_quads, folder)
        for name in (name for name in files if name not in _READ):
            (folder / name).write_bytes(files[name]())
        quads.result()
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _keep_quads(folder: Path) -> None:
    """In parts: Oxigraph holds all that it loads at once, each quad at a kilobyte. Then the files of the parts are made few again:
    who asks opens them all before the question, and can open none after it.
    """
    kept = ox.Store(folder / _QUADS)
    for name, kind in _READ.items():
        quads = iter(ox.parse(path=folder / name, format=kind, lenient=True))
        while part := list(islice(quads, _PART)):
            kept.bulk_extend(part)
    kept.optimize()
    kept.flush()


def _publish(out: Path) -> None:
    handle = _open(out / ".readers")
    try:
        _settle(out, handle)
    finally:
        os.close(handle)


def _settle(out: Path, readers: int, wait: int = 0) -> None:
    """Move what is committed to its place, however far a killed process got with it; needs all readers gone."""
    commit = out / ".commit"
    if not commit.exists():
        return
    fcntl.flock(readers, fcntl.LOCK_EX | wait)
    if commit.exists():  # nobody was faster
        for item in sorted(commit.iterdir()):
            if item.is_dir() and (out / item.name).exists():
                shutil.rmtree(out / item.name)
            os.replace(item, out / item.name)
        _sync(out)
        commit.rmdir()


def _open(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(out: Path, error: OSError) -> StoreError:
    hint = "is the disk full or write-protected? choose another folder with -o"
    return StoreError(f"cannot be written: {error.strerror or error}", where=str(out), hint=hint)


def _missing(out: Path) -> StoreError:
    return StoreError("there is no graph here", where=str(out), hint=f"make one: kg build INPUT -o {out}")


def _damaged(out: Path) -> StoreError:
    return StoreError("the stored graph is damaged", where=str(out / _STATE), hint="build it again")
