"""The folder of a graph: generations that nobody changes, and the files for people beside them.

    store/current      the name of the generation that holds: a number, which only grows
    store/7/           a generation, complete; removed when it does not hold any more and nobody reads it
    store/7/files/     files for people (graph.ttl ...) that were not yet moved to their places
    .writer            locked by the one process that writes

A writer fills a new generation, syncs it to disk and then replaces `current`: from that moment the new graph holds. A reader
keeps the generation that it began with, by a shared lock on its file `lock`; it never waits, and no writer waits for it. Who
comes after a killed writer finishes moving its files. Locks are those of portalocker: flock(2), or LockFileEx on Windows.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import portalocker

from kg.errors import StoreError

CURRENT = "store/current"  # where this is, kg wrote the files for people
FILES = "files"  # folder of a generation
FOR_PEOPLE = (
    *("claims.jsonl", "claims.ttl", "graph.html", "graph.trig", "graph.ttl"),
    *("report.html", "report.json"),
)
_OLD = "store/graph.jsonl"  # of the layout without generations
_LOCK = "lock"
_PLACED = "placed"  # the next file for people, on its way
_IN_TURN = portalocker.LockFlags.EXCLUSIVE
_ALONE = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
_SHARED = portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING
_TURNS = 1000  # a reader tries so often to lock a generation before another one holds
_held: set[tuple[Path, int]] = set()  # folders that a thread of this process is writing
_handles: set[int] = set()  # of files that this process has locked, or is about to


@contextlib.contextmanager
def writing(out: Path, *, wait: bool = False) -> Iterator[None]:
    """Keeps other processes from writing `out`; may be nested, so that load, change and save can be one step.

    Raises StoreError when another one is at it, unless that is to be waited for.
    """
    key = (out.resolve(), threading.get_ident())
    if key in _held:
        yield
        return
    try:
        _make(out)
        handle = _opened(out / ".writer", os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise refused(out, error) from error
    try:
        if not _locks(handle, _IN_TURN if wait else _ALONE):
            hint = "wait until it has ended, then try again"
            raise StoreError("another process is writing this graph", where=str(out), hint=hint)
        with _unlocked_after(handle):
            _held.add(key)
            yield
    finally:
        _held.discard(key)
        _close(handle)


@contextlib.contextmanager
def reading(out: Path) -> Iterator[Path]:
    """The folder of the generation that holds; it stays as it is, whoever writes. First finishes what a killed writer left.

    Raises StoreError when there is no graph.
    """
    if (out / CURRENT).is_file():
        _finish(out)
    generation, handle = _locked(out)
    try:
        with _unlocked_after(handle):
            yield generation
    finally:
        _close(handle)


def publish(out: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a new generation into an empty folder, then let it hold. Raises StoreError; unless it says so, the old one holds."""
    with writing(out):
        fresh = out / "store" / str(max(_numbers(out), default=0) + 1)
        try:
            _finish(out)
            _sweep(out)
            (fresh / FILES).mkdir(parents=True)
            (fresh / _LOCK).touch()
            fill(fresh)
            for path in (*fresh.rglob("*"), fresh, fresh.parent):
                _sync(path)
            _writecurrent(out, fresh.name)
        except BaseException as error:
            if current(out) != fresh:  # else it holds, whatever came then
                shutil.rmtree(fresh, ignore_errors=True)
            if isinstance(error, OSError):
                raise refused(out, error) from error
            raise
        _place(out, fresh)
        _sweep(out)


def holds_graph(out: Path) -> bool:
    """Whether kg has written a graph under `out`, in this layout or the one before it."""
    return (out / CURRENT).is_file() or (out / _OLD).is_file()


def refuse_foreign(out: Path, names: Iterable[str]) -> None:
    """Raises StoreError when files of these names lie under `out` that kg did not write there."""
    found = (
        [] if holds_graph(out) or not out.is_dir() else sorted(name for name in names if os.path.lexists(out / name))
    )
    if found:
        what = f"{', '.join(found)} {'lie' if found[1:] else 'lies'} there already, and not from kg"
        raise StoreError(what, where=str(out), hint="choose another folder with -o, or replace it with --force")


def refused(out: Path, error: OSError) -> StoreError:
    """What an error of the system means for somebody who wants to write a graph."""
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return StoreError("a file is in the way of the folder", where=str(out), hint="choose another folder with -o")
    hints = {
        errno.ENOSPC: "make room, or choose another folder with -o",
        errno.ENAMETOOLONG: "choose a folder with a shorter name with -o",
    }
    hint = hints.get(error.errno or 0, "may you write there? choose another folder with -o")
    return StoreError(f"cannot be written: {error.strerror or error}", where=str(out), hint=hint)


def missing(out: Path) -> StoreError:
    """The error of a folder without a graph."""
    if holds_graph(out):
        return StoreError("the graph was stored by an older version of kg", where=str(out), hint="build it again")
    return StoreError("there is no graph here", where=str(out), hint=f"make one: kg build INPUT -o {out}")


def _locked(out: Path) -> tuple[Path, int]:
    """The generation that holds, and the handle of its lock, which is ours."""
    for _ in range(_TURNS):
        generation = current(out)
        if generation is None:
            raise missing(out)
        with contextlib.suppress(FileNotFoundError):
            handle = _opened(generation / _LOCK, os.O_RDONLY)
            if _locks(handle, _SHARED) and current(out) == generation:
                return generation, handle
            _close(handle)
    raise StoreError("the stored graph is damaged", where=str(out / CURRENT), hint="build it again")


def current(out: Path) -> Path | None:
    """The folder of the generation that holds, without a lock on it; None where there is no graph."""
    try:
        name = (out / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        name = ""
    if not (name.isdecimal() and name.isascii()):
        raise StoreError("the stored graph is damaged", where=str(out / CURRENT), hint="build it again")
    return out / "store" / name


def _make(out: Path) -> None:
    """Make a folder and those above it; their names are on disk, as what will be in them."""
    new = [path for path in (out, *out.parents) if not path.exists()]
    out.mkdir(parents=True, exist_ok=True)
    for path in new:
        _sync(path.parent)


def _writecurrent(out: Path, name: str) -> None:
    fresh = out / "store/current.new"
    fresh.write_text(f"{name}\n", encoding="ascii", newline="\n")
    _sync(fresh)
    os.replace(fresh, out / CURRENT)


def _finish(out: Path) -> None:
    """Move the files of a writer that was killed after its graph held, unless another one is at it."""
    generation = current(out)
    if generation is None or not (generation / FILES).is_dir():
        return
    with contextlib.suppress(StoreError), writing(out):  # who may not write, or not now, can read nonetheless
        if current(out) == generation:
            _place(out, generation)


def _place(out: Path, generation: Path) -> None:
    """Put the files for people in their places, each in one step. They stay here until they are safe there: a power failure may forget
    that a file came to one folder, and not that it left another.
    """
    try:
        _sync(generation.parent)
        for item in sorted((generation / FILES).iterdir()):
            if not (out / item.name).exists() or not item.samefile(out / item.name):
                os.replace(_linked(item, generation / _PLACED), out / item.name)
        _sync(out)
        shutil.rmtree(generation / FILES)
    except OSError as error:
        raise StoreError(
            f"the new graph holds, but {error.filename2 or error.filename or 'a file'} could not be replaced: {error.strerror}",
            where=str(out),
            hint="see to that file; the next kg command puts the new ones there",
        ) from error


def _linked(path: Path, to: Path) -> Path:
    """The same file under another name; a copy where the file system knows no links."""
    to.unlink(missing_ok=True)
    try:
        os.link(path, to)
    except OSError:
        shutil.copyfile(path, to)
        _sync(to)
    return to


def _sweep(out: Path) -> None:
    """Remove the generations that do not hold and that nobody reads."""
    keep = current(out)
    for number in _numbers(out):
        generation = out / "store" / str(number)
        if generation != keep and _is_free(generation):
            shutil.rmtree(generation, ignore_errors=True)


def _is_free(generation: Path) -> bool:
    try:
        handle = _opened(generation / _LOCK, os.O_RDWR)
    except OSError:
        return True  # it is no generation yet, or none any more
    try:
        return _locks(handle, _ALONE)
    finally:
        _close(handle)  # who locks it now sees that it does not hold any more


def _numbers(out: Path) -> list[int]:
    found = out.glob("store/*/")
    return sorted(int(path.name) for path in found if path.name.isascii() and path.name.isdecimal())


def _locks(handle: int, how: portalocker.LockFlags) -> bool:
    """Whether a lock is ours now; only `_IN_TURN` is waited for. Raises StoreError where files cannot be locked."""
    try:
        portalocker.lock(handle, how)
    except portalocker.exceptions.AlreadyLocked:
        return False
    except portalocker.exceptions.LockException as error:
        raise StoreError(f"the file system cannot lock files: {error}", hint="keep the graph on another one") from error
    return True


@contextlib.contextmanager
def _unlocked_after(handle: int) -> Iterator[None]:
    """Also what was forked meanwhile by other means than Python's, and has the handle too, does not hold the lock any more."""
    try:
        yield
    finally:
        if handle in _handles:
            portalocker.unlock(handle)


def _opened(path: Path, how: int) -> int:
    handle = os.open(path, how, 0o644)
    _handles.add(handle)
    return handle


def _close(handle: int) -> None:
    """Close what `_opened` gave; nothing in a process that was forked meanwhile, where it is closed."""
    if handle in _handles:
        _handles.discard(handle)
        os.close(handle)


def _forget() -> None:
    """In a process that was forked: no lock is its own, and its copies would hold those of its parent when that is killed."""
    for handle in _handles:
        with contextlib.suppress(OSError):
            os.close(handle)
    _handles.clear()
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _sync(path: Path) -> None:
    """Have the system write a file or a folder to disk; Windows knows that only of files."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
