"""What the continuous integration installs is what the lock file says: one version of each library, by digest, from no address."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from test_licences import PROJECT

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / ".ci/requirements.lock").read_text(encoding="utf-8")
ENTRIES = LOCK.replace("\\\n", " ").splitlines()


def wanted() -> list[Requirement]:
    """What kg and its tests need, and what builds kg."""
    waiting = [*PROJECT["dependencies"], "kg[test]", "hatchling", "editables"]
    found = []
    while waiting:
        needed = Requirement(waiting.pop())
        if canonicalize_name(needed.name) == "kg":
            waiting += [line for extra in needed.extras for line in PROJECT["optional-dependencies"][extra]]
        else:
            found.append(needed)
    return found


def test_every_library_is_locked() -> None:
    """The lock has a version of each library that is asked for, and one that is good enough."""
    locked = {canonicalize_name(entry.partition("==")[0]): Requirement(entry.partition(" --")[0]) for entry in ENTRIES}
    assert len(locked) > 100
    for needed in wanted():
        [pin] = locked[canonicalize_name(needed.name)].specifier
        assert needed.specifier.contains(pin.version), (
            f"{needed} is locked as {pin}: make the lock anew, see SECURITY.md"
        )


def test_every_entry_is_pinned_with_digests() -> None:
    """Each entry has one version and digests, and nothing in the file is an option or an address."""
    entry = re.compile(r"[\w.-]+==[\w.!+]+( ; [^-]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [line for line in ENTRIES if not entry.fullmatch(line)] == []
    assert "://" not in LOCK


def test_the_lock_is_what_is_installed() -> None:
    """`.ci/run` installs by the lock alone."""
    lines = [line for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines() if "/pip" in line]
    assert len(lines) == 2
    assert "--require-hashes -r .ci/requirements.lock" in lines[0]
    assert "--no-deps --no-build-isolation -e ." in lines[1]
