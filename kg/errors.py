"""Every error that kg raises on purpose. Each says what happened, on what, and what to do next.

KGError
├── ReadError          an input cannot be read as a document
├── SettingsError      kg.toml, a flag or a packaged resource is wrong or missing
├── ModelError         a spaCy pipeline cannot be loaded or lacks an annotation
├── OntologyError      an ontology, mapping table or gazetteer has a bad row
├── StoreError         a graph under out/ is missing, damaged or being written
├── QueryError         a SPARQL query is wrong, too slow or not allowed
├── PartError          a part of a graph is asked for that it does not have
└── ExportError        a format is unknown or the graph cannot be written in it
"""

from __future__ import annotations

from functools import partial
from typing import Self


class KGError(Exception):
    """Base of all errors of kg.

    `what` happened, `where` (file, line, row, IRI) and `hint`: what to do next.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(what, where, hint)

    def __reduce__(self) -> tuple[partial[Self], tuple[str]]:
        """For pickle, so that errors come back from other processes."""
        return partial(type(self), where=self.where, hint=self.hint), (self.what,)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{advice}"


class ReadError(KGError):
    """An input cannot be read as a document."""


class SettingsError(KGError):
    """A setting, flag or packaged resource is wrong or missing."""


class ModelError(KGError):
    """A spaCy pipeline cannot be loaded or lacks an annotation."""


class OntologyError(KGError):
    """An ontology, mapping table or gazetteer has a bad row."""


class StoreError(KGError):
    """A graph folder is missing, damaged, or being written by another process."""


class QueryError(KGError):
    """A SPARQL query is wrong, too slow or not allowed."""


class PartError(KGError):
    """A part of a graph is asked for by a name or time that it does not have."""


class ExportError(KGError):
    """An export format is unknown or the graph cannot be written in it."""
