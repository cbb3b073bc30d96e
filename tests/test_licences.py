"""Every library that kg needs to run, with whatever extra, and each that these need, may be used under a licence that was looked at."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# Licences that let kg be used, changed and sold with the library; MPL binds only changes of its own files.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "PSF-2.0", "Zlib"),
    *("MIT-0", "MPL-2.0", "MPL-1.1", "W3C-20150513"),
}
# What stands in older metadata, by words that mark it, in SPDX names
WORDS = {
    "Apache": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "ISC": "ISC",
    "MIT": "MIT",
    "Mozilla": "MPL-2.0",
    "MPL-2.0": "MPL-2.0",
    "Permission is hereby granted, free of charge": "MIT",
    "Python Software Foundation": "PSF-2.0",
    "W3C-20150513": "W3C-20150513",
}
_STRONG = re.compile(r"\b[AL]?GPL|GNU|SSPL|Commercial|Proprietary", re.IGNORECASE)


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = sorted(PROJECT["optional-dependencies"].keys() - {"sbom", "test", "train"})  # tools of those who make kg


def required(lines: Iterable[str]) -> dict[str, Distribution]:
    """Libraries as they are installed here, and what these require, by their names. PackageNotFoundError when one is not."""
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(line), "") for line in lines]
    while waiting:
        needed, extra = waiting.pop()
        name = canonicalize_name(needed.name)
        if needed.marker is not None and not needed.marker.evaluate({"extra": extra}):
            continue
        if name == "kg":
            waiting += [
                (Requirement(line), "") for part in needed.extras for line in PROJECT["optional-dependencies"][part]
            ]
            continue
        is_new, library = name not in found, found.setdefault(name, distribution(name))
        extras = {*needed.extras, ""} if is_new else needed.extras
        waiting += [(Requirement(line), part) for part in extras for line in library.requires or []]
    return found


def is_allowed(library: Distribution) -> bool:
    """True when one of the licences offered, with all that go with it, is allowed. An expression counts before older fields."""
    expression = _field(library, "License-Expression")
    if expression:
        return any(set(re.split(r" AND ", choice.strip("() "))) <= ALLOWED for choice in expression.split(" OR "))
    named = [line for line in library.metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    named = [line for line in named if line != "License :: OSI Approved"]  # names none
    return _is_known(" ".join(named) or _field(library, "License").partition("\n")[0] or _text(library))


def _field(library: Distribution, name: str) -> str:
    return "".join((library.metadata.get_all(name) or [])[:1])


def _is_known(words: str) -> bool:
    return not _STRONG.search(words) and any(name in ALLOWED for word, name in WORDS.items() if word in words)


def _text(library: Distribution) -> str:
    """The first lines of the licence that was packed with a library."""
    files = [path for path in library.files or () if re.search(r"LICEN[CS]E|COPYING", path.name, re.IGNORECASE)]
    return " ".join(path.read_text(encoding="utf-8")[:300] for path in files)


def test_licences_are_allowed() -> None:
    """No library binds whoever uses kg to more than its notice."""
    libraries = required(PROJECT["dependencies"])
    assert len(libraries) > 40
    assert sorted(name for name, library in libraries.items() if not is_allowed(library)) == []


@pytest.mark.parametrize("extra", EXTRAS)
def test_licences_of_extras_are_allowed(extra: str) -> None:
    """The same of what an extra brings, where it is installed; the tests do without the heaviest."""
    try:
        libraries = required(PROJECT["optional-dependencies"][extra])
    except PackageNotFoundError as error:
        assert extra in ("exports", "ftm", "spark")
        pytest.skip(f"{error.name} is not installed")
    assert libraries
    assert sorted(name for name, library in libraries.items() if not is_allowed(library)) == []


class Made(Distribution):
    """A library with these lines of metadata."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = "\n".join(["Metadata-Version: 2.4", "Name: made", *lines])

    def read_text(self, filename: str) -> str | None:
        return self._lines if filename == "METADATA" else None

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("License-Expression: MIT", True),
        ("License-Expression: MPL-1.1 OR GPL-2.0-only", True),
        ("License-Expression: GPL-3.0-or-later", False),
        ("License-Expression: MIT AND GPL-3.0-only", False),
        ("Classifier: License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("Classifier: License :: OSI Approved :: BSD License", True),
        ("License: Commercial", False),
        ("Summary: no word of it", False),
    ],
)
def test_licences_are_told_apart(line: str, allowed: bool) -> None:
    """One of several offered is enough, all of those together are needed; no word is no licence."""
    assert is_allowed(Made([line])) == allowed
