"""Files that were added and that no graph holds yet, in a hidden folder of the graph: what is kept there survives the server."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.errors import StoreError

FOLDER = ".added"
_LONGEST = 120  # bytes of a file name
_NEW = ".new"  # ends the name of a folder that is not complete
_MOST = 1024**3  # bytes that may wait
_PIECE = 1 << 20


class Spool:
    """The folders that wait, in the order in which they came."""

    def __init__(self, out: Path) -> None:
        self._home = out / FOLDER

    def keep(self, files: Mapping[str, BinaryIO]) -> None:
        """Keep some files, all or none; when this returns, they are on disk. Raises StoreError when too much waits."""
        try:
            self._home.mkdir(exist_ok=True)
            number = max((int(path.name) for path in self.waiting()), default=0) + 1
            fresh = self._home / f"{number:08}{_NEW}"
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            for name, content in files.items():
                _copy(content, fresh / name, _MOST - self._size())
            _sync(fresh)
            os.replace(fresh, self._home / f"{number:08}")
            _sync(self._home)
        except OSError as error:
            hint = f"{error.strerror}; see to the folder"
            raise StoreError("the files cannot be kept", where=str(self._home), hint=hint) from error

    def waiting(self) -> list[Path]:
        """Folders of files, the oldest first."""
        return sorted(path for path in self._home.glob("*") if path.name.isdecimal() and path.name.isascii())

    def batch(self) -> list[Path]:
        """The oldest folders that have no name in common: of two files of one name the later one has to come later."""
        names: set[str] = set()
        found = []
        for folder in self.waiting():
            own = {path.name for path in folder.iterdir()}
            if own & names:
                break
            names |= own
            found.append(folder)
        return found

    def forget(self, folders: Sequence[Path]) -> None:
        """The graph holds what was in these."""
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    def _size(self) -> int:
        return sum(path.stat().st_size for path in self._home.glob("*/*"))


def file_name(given: str) -> str:
    """The last part of a name that a client gave, as it can stand in a folder and in the id of a document; "" when nothing is left."""
    last = unicodedata.normalize("NFC", given.replace("\\", "/").rpartition("/")[2])
    kept = "".join(char if char.isprintable() and char not in '<>:"|?*' else "_" for char in last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    room = _LONGEST - len((dot + ending).encode())
    return stem.encode()[: max(0, room)].decode(errors="ignore") + dot + ending if stem and room > 0 else ""


def _copy(content: BinaryIO, path: Path, room: int) -> None:
    with path.open("xb") as file:
        while piece := content.read(_PIECE):
            room -= len(piece)
            if room < 0:
                raise StoreError("too much waits to be added", hint="try again when the graph has been built")
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
