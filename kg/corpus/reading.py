"""A corpus: documents in the order of their ids, each read once, what is read kept, and handed out again one by one.

with Kept.of(out) as kept:
    corpus = Corpus(documents, settings, gazetteer, kept)
    corpus.read(progress)
    for referents in corpus.referents(): ...
    for document in corpus.documents:
        corpus.derived(document, view, make)
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeAlias, TypeVar

from kg.corpus.basis import Basis
from kg.corpus.kept import Budget, Kept, Reading, Said, key_of, unpacked
from kg.corpus.pickles import dumps, loads
from kg.corpus.pool import Pool
from kg.corpus.reader import DocumentReader, Made, Task, outcome_of, parse_of, referents_of, refuse_budget
from kg.model import Document, Extract, Rejection
from kg.parse import Parse
from kg.resolve import Outcome, Referent, Referents
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int, str], None]  # documents done, documents in all, what is being done
Elsewhere: TypeAlias = Callable[[Iterable[Task]], Iterator[list[Made]]]  # reads documents on other machines

_FEW = 100_000  # characters that one process has read by the time that others would have started
_HAS_POOL = os.name == "posix"  # Windows hands no socket on to a process that it starts


class Corpus:
    """Documents and what they say. `reasons`: why some were read again although something was kept of them."""

    def __init__(self, documents: Iterable[Document], settings: Settings, gazetteer: Gazetteer, kept: Kept) -> None:
        self.documents: Sequence[Document] = sorted(documents, key=lambda document: document.id)
        self.settings = settings
        self.basis = Basis.of(settings, gazetteer)
        self._keys = {document.id: key_of(document) for document in self.documents}
        self._gazetteer = gazetteer
        self._kept = kept
        self._budget = Budget(settings.document_seconds, settings.document_megabytes)
        refuse_budget(self._budget)
        kept.rest_on(self.basis, self._budget, self.documents)
        self.reasons = tuple(kept.reasons)

    def read(self, progress: Progress | None = None, elsewhere: Elsewhere | None = None) -> int:
        """Reads what is not kept yet, here or `elsewhere`, and keeps it; how many documents that were."""
        done = self._kept.keys()
        wanted = {key: document for document in self.documents if (key := self._keys[document.id]) not in done}
        count, failed = len(self.documents) - len(wanted), 0
        for batch in self._made(wanted, elsewhere):
            self._kept.put(batch)
            count += len(batch)
            failed += sum(made.reading.failed != "" for made in batch)
            if progress is not None:
                told = f"{wanted[batch[-1].key].id}{f' ({failed} rejected)' if failed else ''}"
                progress(count, len(self.documents), told)
        return len(wanted)

    def referents(self) -> Iterator[Referents]:
        """What each document speaks of, in order; one that could not be read speaks of nothing."""
        take = partial(self._referents, known=dict[str, Referent]())
        return (self._kept_of(document, take) for document in self.documents)

    def derived(self, document: Document, view: bytes, make: Callable[[Said, Outcome], Result]) -> Result:
        """What `make` makes of what a document says and of who its mentions are: objects of `kg.model` in lists and tuples.

        It is kept once it is settled, and made again only under another `view`: a digest of all else that it depends on.
        """
        key = self._keys[document.id]
        kept = self._kept.derived(key, view)
        with contextlib.suppress(ValueError):
            if kept is not None:
                known: Result = loads(kept)
                return known
        said, outcome, sound = self._kept_of(document, self._all)
        made = make(said, outcome)
        if sound:
            self._kept.derive(key, view, dumps(made))
        return made

    def mark(self, document: Document) -> str:
        """A digest of all that is known of a document."""
        return self._keys[document.id].hex()

    def settle(self) -> None:
        """Has what was derived written to disk."""
        self._kept.settle()

    def parses(self) -> Iterator[Parse]:
        """The parse of each document, in order; only what is not kept is read. A document that could not be read has none."""
        self.read()
        for document in self.documents:
            found = self._kept.get(self._keys[document.id])
            if found is not None and found.parse is not None:
                yield parse_of(found.parse, document)

    def _made(self, wanted: dict[bytes, Document], elsewhere: Elsewhere | None) -> Iterator[list[Made]]:
        tasks = (Task(key, document, self._kept.get(key) or Reading()) for key, document in wanted.items())
        jobs = min(self.settings.jobs or _cores(), len(wanted))
        many = sum(len(document.text) for document in wanted.values()) > _FEW
        if elsewhere is not None:
            yield from elsewhere(tasks)
        elif _HAS_POOL and ((many and jobs > 1) or any(self._budget)):
            with Pool(self.settings, max(jobs, 1), self._budget) as pool:
                yield from pool.read(tasks)
        elif wanted:
            reader = DocumentReader(self.settings)
            yield from ([reader.read(task)] for task in tasks)

    def _kept_of(self, document: Document, take: Callable[[Document, Reading], Result]) -> Result:
        """What `take` makes of the reading of a document; it is read again where that is damaged."""
        key = self._keys[document.id]
        try:
            return take(document, self._kept.get(key) or Reading())
        except ValueError:
            made = DocumentReader(self.settings).read(Task(key, document))
            self._kept.put([made])
            return take(document, made.reading)

    def _referents(self, document: Document, found: Reading, known: dict[str, Referent]) -> Referents:
        if found.failed:
            return Referents(document.id, (), ())
        return referents_of(found.outcome or b"", document, self._gazetteer, known)

    def _outcome(self, document: Document, found: Reading) -> Outcome:
        if found.failed:
            return Outcome(document.id, {}, {})
        return outcome_of(found.outcome or b"", document, self._gazetteer)

    def _all(self, document: Document, found: Reading) -> tuple[Said, Outcome, bool]:
        """What a document says and who its mentions are, and whether it could be read at all."""
        outcome = self._outcome(document, found)
        if not found.failed:
            return unpacked(found.extract or b"", document), outcome, True
        refusal = Rejection("annotate", document.id, document.title or document.id, found.failed)
        return Said(Extract(document, (), (), ()), (refusal,)), outcome, False


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
