"""A disk that forgets what was not synced: what a folder may look like after the power has failed.

POSIX promises little: bytes of a file are safe when the file was synced, its name when its folder was. What was not may be there or
not, each file and folder for itself (Pillai et al. 2014, "All File Systems Are Not Created Equal"). While `recording` runs, every
file operation of Python is a moment at which the power may fail; of each the present and the safe content are kept. What libraries of
C sync by themselves is not seen and counts as not safe, which is the harder case.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypeAlias
from unittest.mock import patch

Content: TypeAlias = "bytes | Mapping[str, int]"  # of a file, or the names in a folder with the numbers of their files
OPERATIONS = ("replace", "rename", "mkdir", "rmdir", "unlink", "remove")


class Moment(NamedTuple):
    """What each file and folder holds now, and what of it is safe, by their numbers."""

    now: Mapping[int, Content]
    safe: Mapping[int, Content]
    is_acknowledged: bool


@dataclass
class Disk:
    """What happens below a folder."""

    root: Path
    moments: list[Moment] = field(default_factory=list)
    is_acknowledged: bool = False
    _safe: dict[int, Content] = field(default_factory=dict)
    _held: dict[int, int] = field(default_factory=dict)  # open, so that no number is given to another file

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        """What is there at the beginning is safe."""
        self._safe = self._present()
        with contextlib.ExitStack() as patches:
            for name in OPERATIONS:
                patches.enter_context(patch.object(os, name, self._before(getattr(os, name))))
            patches.enter_context(patch.object(os, "fsync", self._synced(os.fsync)))
            yield
        self._keep()
        for handle in self._held.values():
            os.close(handle)

    def acknowledge(self) -> None:
        """From here on the change must hold: its maker was told so."""
        self.is_acknowledged = True

    def _before(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **named: Any) -> Any:
            self._keep()
            return original(*arguments, **named)

        return operation

    def _synced(self, original: Callable[[int], None]) -> Callable[[int], None]:
        def sync(handle: int) -> None:
            self._keep()
            original(handle)
            path = Path(os.readlink(f"/proc/self/fd/{handle}"))
            if path.is_relative_to(self.root):
                self._safe = self._safe | {os.fstat(handle).st_ino: self._content(path)}

        return sync

    def _keep(self) -> None:
        self.moments.append(Moment(self._present(), self._safe, self.is_acknowledged))

    def _present(self) -> dict[int, Content]:
        while True:
            with contextlib.suppress(FileNotFoundError):  # Oxigraph has removed one of its own files meanwhile
                return {self._number(path): self._content(path) for path in (self.root, *self.root.rglob("*"))}

    def _content(self, path: Path) -> Content:
        if not path.is_dir():
            return path.read_bytes()
        return {child.name: self._number(child) for child in path.iterdir()}

    def _number(self, path: Path) -> int:
        number = path.stat().st_ino
        if number not in self._held:
            self._held[number] = os.open(path, os.O_RDONLY)
            self._safe = ({number: {}} if path.is_dir() else {}) | self._safe
        return number


Choice: TypeAlias = "Callable[[bool], str]"  # for a folder (True) or a file: "now", "safe" or "torn"


def at_random(seed: int) -> Choice:
    """Each file and folder for itself."""
    chance = Random(seed)
    return lambda is_folder: chance.choice(("now", "safe") if is_folder else ("now", "safe", "torn"))


CHOICES: dict[str, Callable[[int], Choice]] = {
    "nothing that is not safe": lambda _: lambda is_folder: "safe",
    "names without their bytes": lambda _: lambda is_folder: "now" if is_folder else "safe",
    "bytes without their names": lambda _: lambda is_folder: "safe" if is_folder else "now",
    "some": at_random,
}


def restore(moment: Moment, root: int, choice: Choice, folder: Path) -> None:
    """Makes the folder of number `root` in `folder`, as the choice leaves it."""
    folder.mkdir()
    safe = moment.safe.get(root, {})
    chosen = moment.now.get(root, safe) if choice(True) == "now" else safe
    assert not isinstance(chosen, bytes)
    for name, number in chosen.items():
        known = moment.now.get(number, moment.safe.get(number, b""))
        if isinstance(known, bytes):
            (folder / name).write_bytes(_bytes(moment, number, choice))
        else:
            restore(moment, number, choice, folder / name)


def _bytes(moment: Moment, number: int, choice: Choice) -> bytes:
    """A file that was never synced may be empty; one that was written since may have any of its new bytes, and zeros for others."""
    safe = moment.safe.get(number, b"")
    now = moment.now.get(number, safe)
    assert isinstance(now, bytes)
    assert isinstance(safe, bytes)
    kind = "now" if now == safe else choice(False)
    half = len(now) // 2
    return {"now": now, "safe": safe, "torn": now[:half] + bytes(len(now) - half)}[kind]
