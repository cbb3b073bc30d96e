"""A corpus: documents in the order of their ids, each read once, what is read kept, and handed out again one by one.

with Kept.of(out) as kept:
    corpus = Corpus(documents, settings, gazetteer, kept)
    corpus.read(progress)
    identities = corpus.identities(minter, language, corrections)
    for document in corpus.documents:
        corpus.derived(document, view, make)
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from kg.corpus.basis import Basis
from kg.corpus.derivation import Derivation, Derived
from kg.corpus.kept import Budget, Kept, Reading, Said, key_of, unpacked
from kg.corpus.pickles import dumps, loads
from kg.corpus.pool import Pool, Processes
from kg.corpus.reader import DocumentReader, Made, Task, outcome_of, parse_of, refuse_budget
from kg.iri import Minter
from kg.lang.language import Language
from kg.model import Document, Extract, Rejection
from kg.parse import Parse
from kg.resolve import Identities, Outcome, kept_identities, kept_names
from kg.resolve.outcomes import Decode, Spoken, decoder, spoken_of
from kg.resources.corrections import Correction
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int, str], None]  # documents done, documents in all, what is being done
Elsewhere: TypeAlias = Callable[[Iterable[Task]], Iterator[list[Made]]]  # reads documents on other machines

_FEW = 100_000  # characters that one process has read by the time that others would have started
_FEW_DERIVED = 1_000_000  # the same of what is derived
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

    def identities(self, minter: Minter, language: Language, corrections: Sequence[Correction]) -> Identities:
        """Who is who in the documents: decided again only where one came, went or changed. One that could not be read speaks of nothing.

        SettingsError when two corrections contradict each other.
        """
        failed = self._kept.failed()
        versions = {name: key + (b" failed" if key in failed else b"") for name, key in self._keys.items()}
        decode = decoder(self._gazetteer, language)
        by_id = {document.id: document for document in self.documents}

        def spoken(name: str) -> Spoken:
            return self._kept_of(by_id[name], partial(self._spoken, decode=decode))

        def found(database: sqlite3.Connection) -> Identities:
            tables = kept_names(database, self._gazetteer, language, corrections, decode)
            return kept_identities(tables, minter, versions, spoken, self._stamp())

        return self._kept.decided(found)

    def _stamp(self) -> str:
        """A digest of all that who is who depends on besides the documents."""
        places = self._gazetteer.places.path
        table = places.read_bytes() if places is not None else b""
        return hashlib.sha256(self.basis.to_json().encode("utf-8", "surrogatepass") + table).hexdigest()

    def derive(self, views: Mapping[str, bytes], given: Callable[[Document], object], worker: str) -> None:
        """Has processes of the module `worker` derive what is not derived yet, where that is of many documents; `views` are by document,
        and each process gets what is `given` of it. What they leave out, `derived` makes.
        """
        if not self._kept.lasting:
            return
        failed, wanted = self._kept.failed(), dict[bytes, Document]()
        for document in self.documents:
            key = self._keys[document.id]
            if key not in failed and not self._kept.is_derived(key, views[document.id]):
                wanted[key] = document
        jobs = self._jobs(wanted.values(), _FEW_DERIVED)
        if jobs < 2:
            return
        first = replace(self.settings, threads=1)
        with Processes[Derivation[Any], Derived](worker, first, jobs, lambda task, _: Derived(task.key)) as pool:
            for made in chain.from_iterable(pool.answers(self._derivations(wanted, given))):
                if made.data:
                    self._kept.derive(made.key, views[wanted[made.key].id], made.data)

    def _derivations(
        self, wanted: Mapping[bytes, Document], given: Callable[[Document], object]
    ) -> Iterator[Derivation[Any]]:
        for key, document in wanted.items():
            kept = self._kept.get(key) or Reading()
            if kept.extract is not None and kept.outcome is not None:
                yield Derivation(key, document, kept.extract, kept.outcome, given(document))

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
        jobs = self._jobs(wanted.values(), _FEW)
        if elsewhere is not None:
            yield from elsewhere(tasks)
        elif jobs > 1 or (_HAS_POOL and any(self._budget)):
            with Pool(self.settings, jobs, self._budget) as pool:
                yield from pool.answers(tasks)
        elif wanted:
            reader = DocumentReader(self.settings, self._gazetteer)
            yield from ([reader.read(task)] for task in tasks)

    def _jobs(self, documents: Collection[Document], few: int) -> int:
        """How many processes should work on documents: one, this one, where they have few characters."""
        if not _HAS_POOL or sum(len(document.text) for document in documents) <= few:
            return 1
        return min(self.settings.jobs or _cores(), len(documents))

    def _kept_of(self, document: Document, take: Callable[[Document, Reading], Result]) -> Result:
        """What `take` makes of the reading of a document; it is read again where that is damaged."""
        key = self._keys[document.id]
        try:
            return take(document, self._kept.get(key) or Reading())
        except ValueError:
            made = DocumentReader(self.settings, self._gazetteer).read(Task(key, document))
            self._kept.put([made])
            return take(document, made.reading)

    def _spoken(self, document: Document, found: Reading, decode: Decode) -> Spoken:
        if found.failed:
            return Spoken(document.id, (), ())
        return spoken_of(found.outcome or b"", document.id, decode)

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
