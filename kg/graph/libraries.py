"""Libraries that only some views of a graph need, and what to say where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import ExportError


def needed(module: str, package: str, extra: str) -> Any:
    """`module`, imported. Raises ExportError when the package that has it is not installed; `extra` of kg brings it."""
    try:
        return import_module(module)
    except ImportError as error:
        hint = f"pip install 'kg[{extra}]'"
        raise ExportError(f"this needs {package}, which is not installed", hint=hint) from error
