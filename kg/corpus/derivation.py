"""What is made of a document that has been read, in another process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from kg.corpus.kept import Said, unpacked
from kg.corpus.pickles import dumps
from kg.corpus.reader import outcome_of
from kg.model import Document
from kg.resolve import Outcome
from kg.resources.gazetteer import Gazetteer

Given = TypeVar("Given")


class Derivation(NamedTuple, Generic[Given]):
    """A document, its extract and its outcome as they are kept, and what else is given of it."""

    key: bytes
    document: Document
    extract: bytes
    outcome: bytes
    given: Given


class Derived(NamedTuple):
    """What was made of a document, as bytes; none where it could not be made there."""

    key: bytes
    data: bytes = b""


def derived(task: Derivation[Given], gazetteer: Gazetteer, make: Callable[[Said, Outcome, Given], object]) -> Derived:
    """What `make` makes. Where it fails nothing is: the process that asked makes it again, and it is there that the error is raised."""
    try:
        said = unpacked(task.extract, task.document)
        outcome = outcome_of(task.outcome, task.document, gazetteer)
        return Derived(task.key, dumps(make(said, outcome, task.given)))
    except Exception:
        return Derived(task.key)
