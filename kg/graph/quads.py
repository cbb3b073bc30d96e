"""The quads of a graph in Oxigraph, on disk: what questions are asked of.

They are read from the files that hold them. Where most pieces of these are those of the generation before, its store is taken over, by
links to files that RocksDB never changes, and only what differs goes out and in.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.pieces import HEAD, Earlier, Place, Places

PART = 30_000  # quads that Oxigraph takes at once
_MOST_FILES = 60  # who asks opens them all
_TABLE = ".sst"  # a file that RocksDB writes once


class Source(NamedTuple):
    """A file that quads are read from: the format, what stands between two of its blocks, and where it lies."""

    format: ox.RdfFormat
    between: bytes
    path: Path


def keep(folder: Path, sources: Iterable[Source]) -> None:
    """Makes a store of all quads. In parts: Oxigraph holds all that it loads at once, each quad at a kilobyte. Then the files of the parts
    are made few again: who asks opens them all before the question, and can open none after it.
    """
    kept = ox.Store(folder)
    for source in sources:
        quads = iter(ox.parse(path=source.path, format=source.format, lenient=True))
        while part := list(islice(quads, PART)):
            kept.bulk_extend(part)
    kept.optimize()
    kept.flush()


class Change(NamedTuple):
    """Quads to take out of a store and to put into it."""

    gone: set[ox.Quad]
    new: set[ox.Quad]


def change(sources: Mapping[str, Source], places: Places, earlier: Earlier) -> Change | None:
    """What differs between the quads of the generation before and those of now, whose pieces are at `places`.

    None when that cannot be told, or is more than half of everything: then the store is best made anew.
    """
    found, all_of, changed = Change(set(), set()), 0, 0
    for name, source in sources.items():
        old, new = earlier.places.get(name, {}), places[name]
        before = [earlier.read(name, place) for key, place in old.items() if not _same(place, new.get(key))]
        if not old or None in before or (HEAD in new and not _same(new[HEAD], old.get(HEAD))):
            return None
        now = _read(source.path, (place for key, place in new.items() if not _same(place, old.get(key))))
        gone, came = _blocks(filter(None, before), source), _blocks(now, source)
        begin = b"".join(_read(source.path, [new[HEAD]] if HEAD in new else []))
        found.gone.update(_parsed(begin, gone - came, source))
        found.new.update(_parsed(begin, came - gone, source))
        all_of += sum(place.length for place in new.values())
        changed += sum(map(len, came ^ gone))
    return Change(found.gone - found.new, found.new) if 2 * changed < all_of else None


def _same(one: Place, other: Place | None) -> bool:
    """Whether two pieces hold the same, as their marks say."""
    return other is not None and one.mark != "" and (one.mark, one.length) == (other.mark, other.length)


def _read(path: Path, places: Iterable[Place]) -> Iterator[bytes]:
    with path.open("rb") as file:
        for place in places:
            file.seek(place.start)
            yield file.read(place.length)


def _blocks(texts: Iterable[bytes], source: Source) -> set[bytes]:
    return {block for text in texts for block in text.strip(b"\n").split(source.between)}


def _parsed(begin: bytes, blocks: Iterable[bytes], source: Source) -> Iterator[ox.Quad]:
    return iter(ox.parse(begin + source.between.join(blocks), format=source.format, lenient=True))


def take_over(old: Path, folder: Path, found: Change) -> bool:
    """Makes a store of that of the generation before, which stays as it is; False, and no store, where that cannot be read."""
    try:
        _copy(old, folder)
        kept = ox.Store(folder)
        for quad in found.gone:
            kept.remove(quad)
        kept.extend(found.new)
        if sum(1 for _ in folder.glob(f"*{_TABLE}")) > _MOST_FILES:
            kept.optimize()
        kept.flush()
    except (OSError, RuntimeError, ValueError):
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


def _copy(old: Path, folder: Path) -> None:
    folder.mkdir()
    for path in sorted(old.iterdir()):
        if path.suffix == _TABLE:
            _link(path, folder / path.name)
        elif path.name not in ("LOCK", "LOG") and not path.name.startswith("LOG."):
            shutil.copyfile(path, folder / path.name)


def _link(path: Path, to: Path) -> None:
    with contextlib.suppress(OSError):
        os.link(path, to)
        return
    shutil.copyfile(path, to)
