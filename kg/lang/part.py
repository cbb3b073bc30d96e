"""A part of a language: the fields of a frozen class, read off the constants of a module."""

from __future__ import annotations

from dataclasses import fields
from types import ModuleType
from typing import Self


class Part:
    """A part of a language, read off a module of constants."""

    __slots__ = ()

    @classmethod
    def of(cls, module: ModuleType) -> Self:
        """The part that the constants of `module` make. AttributeError names one that is missing."""
        return cls(**{field.name: getattr(module, field.name.upper()) for field in fields(cls)})  # type: ignore[arg-type]
