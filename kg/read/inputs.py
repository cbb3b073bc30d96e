"""Which files to read, and the ids of their documents."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Rejection
from kg.read.beside import described, is_description, owners
from kg.read.clean import one_line

STDIN = "stdin"
_ADDRESS = re.compile(r"(?:https?|ftp):/", re.IGNORECASE)  # of a Path, "//" is one slash
_STATE = "store/current"  # where this is, kg wrote the files below
_WRITTEN = frozenset(
    "claims.jsonl claims.ttl corrections.csv graph.html graph.trig graph.ttl report.html report.json store".split()
)


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read; `path` is None for standard input. `id` is its path below the given folder, or its name."""

    id: str
    path: Path | None


def find(inputs: Sequence[str | Path]) -> Iterator[Input | Rejection]:
    """The files of `inputs` in their order, folders walked in sorted order; a file that is reached twice comes once.

    Two files of one id ("a/x.txt" and "b/x.txt", each given by itself) get a hash of their bytes, so that neither id
    depends on which came first. Hidden files and folders are left out unless they are given themselves.
    """
    found = [item for given in inputs for item in _expand(given)]
    longest: dict[Path | None, Input] = {}
    for item in found:
        if isinstance(item, Input):
            key = item.path and item.path.resolve()
            longest[key] = max(longest.get(key, item), item, key=lambda one: (len(one.id), one.id))
    files = list(longest.values())
    times = Counter(item.id for item in files)
    yield from (item for item in found if isinstance(item, Rejection))
    yield from (_with_hash(item) if times[item.id] > 1 else item for item in files)


def _expand(given: str | Path) -> Iterator[Input | Rejection]:
    if str(given) == "-":
        yield Input(STDIN, None)
        return
    path = Path(given)
    if _ADDRESS.match(str(given)):
        shown, reason = (
            one_line(str(given)),
            "kg fetches nothing; save the page and read that, or pipe it: curl -s URL | kg build -",
        )
        yield Rejection("read", shown, shown, reason)
    elif path.is_dir():
        yield from _walk(path)
    elif path.is_file() and is_description(path.name):
        yield rejection(path, "it describes the file beside it; give that one")
    elif path.is_file():
        yield Input(one_line(path.name), path)
    elif path.exists():
        yield rejection(path, "not a regular file; save what it gives and read that, or pipe it to kg and read -")
    else:
        yield rejection(path, "no such file or folder; check the spelling, paths are relative to the working directory")


def _walk(folder: Path) -> Iterator[Input | Rejection]:
    """The files below `folder` that are not hidden and no graph of ours, sorted.

    Links to folders, and to files outside of `folder`, are named and not followed.
    """
    failed: list[OSError] = []
    empty = True
    for place, folders, names in os.walk(folder, onerror=failed.append):
        own = _WRITTEN if Path(place, _STATE).is_file() else frozenset()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in own)
        known = owners(names)
        for name in sorted(name for name in names if not name.startswith(".") and name not in own):
            path = Path(place, name)
            empty = False
            if is_description(name):
                if described(name) not in known:
                    yield rejection(path, "it describes a file that is not here; leave it out")
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
                yield rejection(path, "a link to what lies outside of the folder; give the file itself")
            elif path.is_file():
                yield Input(one_line(path.relative_to(folder).as_posix()), path)
            else:
                yield rejection(path, "not a regular file, or a link to nothing; leave it out")
        for name in folders:
            if Path(place, name).is_symlink():
                yield rejection(Path(place, name), "a link to a folder; give the folder itself")
    for error in failed:
        yield rejection(Path(error.filename), f"{error.strerror}; check the permissions of the folder")
    if empty and not failed:
        yield rejection(folder, "the folder holds no files; give one that does")


def rejection(path: Path, reason: str) -> Rejection:
    """A file or folder that is not read at all."""
    return Rejection("read", one_line(path.name), one_line(str(path)), one_line(reason))


def _with_hash(item: Input) -> Input:
    if item.path is None:
        return item
    try:
        with item.path.open("rb") as stream:
            return replace(item, id=f"{item.id}~{hashlib.file_digest(stream, 'sha256').hexdigest()[:8]}")
    except OSError:
        return item  # it is rejected when it is read
