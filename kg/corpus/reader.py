"""Doors 2 and 3 as one pure function of a document; it runs wherever documents are read: here, in a process of the pool, on a cluster."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from kg.annotate import load, parser, texts_reader
from kg.corpus.kept import UNLIMITED, Budget, Reading, Said, packed, unpacked
from kg.errors import KGError, SettingsError
from kg.extraction import Aligner, extract
from kg.lang.en import ENGLISH
from kg.model import Document
from kg.parse import Parse
from kg.parse.serialization import from_bytes, to_bytes
from kg.resolve import Outcome, outcomes, read_document
from kg.resources.gazetteer import Gazetteer
from kg.resources.profiles import profiles
from kg.settings import Settings

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_MEMORY = Path("/proc/self/statm")  # where Linux tells how much a process has


class Made(NamedTuple):
    """What was made of a document, and which it is."""

    key: bytes
    reading: Reading


class Task(NamedTuple):
    """A document to read; what was made of it, where that still holds."""

    key: bytes
    document: Document
    known: Reading = Reading()


def parse_of(kept: bytes, document: Document) -> Parse:
    """The parse of a document that a `Reading` holds."""
    return from_bytes(kept, document, ENGLISH)


def outcome_of(kept: bytes, document: Document, gazetteer: Gazetteer) -> Outcome:
    """The outcome of resolving a document that a `Reading` holds."""
    return outcomes.from_bytes(kept, document, gazetteer, ENGLISH)


class DocumentReader:
    """Reads documents one by one; what is loaded is loaded at the first that needs it, the `gazetteer` where none is given."""

    def __init__(self, settings: Settings, gazetteer: Gazetteer | None = None) -> None:
        self.settings = settings
        self.gazetteer = gazetteer or Gazetteer.load(extra=settings.gazetteer, language=ENGLISH)

    def read(self, task: Task, budget: Budget = UNLIMITED) -> Made:
        """The reading of a document, or why there is none: a document that the rules break on, or that takes too much, costs no other.

        KGError when no document can be read.
        """
        try:
            with _limited(budget):
                return Made(task.key, self._reading(task))
        except KGError:
            raise
        except _TooLong:
            reason = f"reading it takes more than {budget.seconds} seconds"
        except MemoryError:
            reason = f"reading it takes more than {budget.megabytes} MB" if budget.megabytes else "memory is used up"
        except Exception as error:  # whatever it is: the other documents are read
            reason = f"it cannot be read: {type(error).__name__}: {error}"
        return Made(task.key, Reading(failed=reason))

    def _reading(self, task: Task) -> Reading:
        parse, said = task.known.parse, task.known.extract
        if said is None:
            read = parse_of(parse, task.document) if parse is not None else self._parse(task.document)
            found = Said(extract(read, self._aligner), read.unread)
            parse, said = parse or to_bytes(read), packed(found)
        else:
            found = unpacked(said, task.document)
        outcome = read_document(found.extract, self.gazetteer, ENGLISH)
        return Reading(parse, said, outcomes.to_bytes(outcome))

    @cached_property
    def _nlp(self) -> object:
        return load(self.settings.model, self.settings.threads)

    @cached_property
    def _parse(self) -> Callable[[Document], Parse]:
        return parser(self._nlp, ENGLISH, self.gazetteer)  # type: ignore[arg-type]  # spaCy's types stay in door 2

    @cached_property
    def _aligner(self) -> Aligner | None:
        if not self.settings.ontology:
            return None
        return Aligner(profiles(self.settings.ontology), ENGLISH, texts_reader(self._nlp, ENGLISH))  # type: ignore[arg-type]

    def prepare(self) -> None:
        """Loads all that reading needs, so that no document is charged for it."""
        _ = self._parse, self._aligner
        self._reading(Task(b"", Document("", "Canada backs Latvia.")))


class _TooLong(BaseException):
    """The seconds are over; no `except Exception` of the rules may take it for its own."""


def _ring(_: int, __: FrameType | None) -> None:
    raise _TooLong


@contextlib.contextmanager
def _limited(budget: Budget) -> Iterator[None]:
    """Within it the seconds of the processor are counted, in the main thread of a process that has no other timer."""
    if not budget.seconds:
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, budget.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def refuse_budget(budget: Budget) -> None:
    """Raises SettingsError for a limit that this system cannot hold."""
    cannot = {
        "document_seconds": budget.seconds and not hasattr(signal, "setitimer"),
        "document_megabytes": budget.megabytes and (resource is None or not _MEMORY.exists()),
    }
    for name, unkept in cannot.items():
        if unkept:
            raise SettingsError("this system cannot hold it", where=name, hint="leave it out, or read on Linux")


def limit_memory(budget: Budget) -> None:
    """From here on this process gets `budget.megabytes` more of address space than it has; asking for more is a MemoryError."""
    if budget.megabytes:
        held = int(_MEMORY.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        most = held + budget.megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
