"""A corpus: documents in the order of their ids, each read once, what is read kept, and handed out again one by one.

with Kept.of(out) as kept:
    corpus = Corpus(documents, settings, gazetteer, kept)
    corpus.read(progress)
    for extract in corpus: ...
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from kg.corpus.basis import Basis
from kg.corpus.kept import Budget, Kept, Said, key_of, unpacked
from kg.corpus.pool import Pool
from kg.corpus.reader import DocumentReader, Made, Task, parse_of, refuse_budget
from kg.model import Document, Extract, Rejection
from kg.parse import Parse
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings

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
        self._kept = kept
        self._budget = Budget(settings.document_seconds, settings.document_megabytes)
        refuse_budget(self._budget)
        kept.rest_on(self.basis, self._budget, self.documents)
        self.reasons = tuple(kept.reasons)

    def read(self, progress: Progress | None = None, elsewhere: Elsewhere | None = None) -> int:
        """Reads what is not kept yet, here or `elsewhere`, and keeps it; how many documents that were."""
        done, names = self._kept.keys(), {}
        for document in self.documents:
            key = key_of(document)
            if key not in done:
                names[key] = document
        count, failed = len(self.documents) - len(names), 0
        for batch in self._made(names, elsewhere):
            self._kept.put(batch)
            count += len(batch)
            failed += sum(made.reading.failed != "" for made in batch)
            if progress is not None:
                told = f"{names[batch[-1].key].id}{f' ({failed} rejected)' if failed else ''}"
                progress(count, len(self.documents), told)
        return len(names)

    def __iter__(self) -> Iterator[Extract]:
        """What each document says, in order; one that could not be read says nothing."""
        return (said.extract for said in map(self._said, self.documents))

    def extracts(self) -> tuple[list[Extract], list[Rejection]]:
        """What all documents say, and what of them could not be read."""
        said = [*map(self._said, self.documents)]
        return [item.extract for item in said], [refusal for item in said for refusal in item.unread]

    def parses(self) -> Iterator[Parse]:
        """The parse of each document, in order; only what is not kept is read. A document that could not be read has none."""
        self.read()
        for document in self.documents:
            parse = self._parse(key_of(document))
            if parse is not None:
                yield parse_of(parse, document)

    def _made(self, wanted: dict[bytes, Document], elsewhere: Elsewhere | None) -> Iterator[list[Made]]:
        tasks = (Task(key, document, self._parse(key)) for key, document in wanted.items())
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

    def _parse(self, key: bytes) -> bytes | None:
        found = self._kept.get(key)
        return found.parse if found is not None else None

    def _said(self, document: Document) -> Said:
        key = key_of(document)
        found = self._kept.get(key)
        if found is not None and found.extract is not None:
            try:
                return unpacked(found.extract, document)
            except ValueError:
                found = None
        if found is None:  # damaged
            found = DocumentReader(self.settings).read(Task(key, document)).reading
            self._kept.put([Made(key, found)])
            if found.extract is not None:
                return unpacked(found.extract, document)
        nothing = Extract(document, (), (), ())
        return Said(nothing, (Rejection("annotate", document.id, document.title or document.id, found.failed),))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
