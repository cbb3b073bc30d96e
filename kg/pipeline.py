"""The road: documents -> KnowledgeGraph. Short, and without a word about content."""

from __future__ import annotations

import gc
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from kg.annotate import annotate, load
from kg.claims import WORKER, DocumentMapper, Known
from kg.corpus import Corpus, Elsewhere, Kept, writing_rules
from kg.errors import ReadError, SettingsError, StoreError
from kg.extraction import Form, render
from kg.extraction import extract as extract_parse
from kg.graph import store
from kg.graph.claim_table import MANY, ClaimList, ClaimTable
from kg.graph.collector import uncollected
from kg.graph.content import Refused
from kg.graph.generations import FOR_PEOPLE, refuse_foreign, writing
from kg.graph.inference import INFERENCE, axioms
from kg.graph.kept_documents import off_memory
from kg.graph.packed_claims import Row, unpack
from kg.graph.pieces import Marks
from kg.graph.rejection_table import RejectionTable
from kg.iri import Minter
from kg.knowledge_graph import KnowledgeGraph
from kg.lang.en import ENGLISH
from kg.mapping import WrongReadings
from kg.model import Document, Entity, Rejection
from kg.parse import Parse
from kg.read import given, is_table, read, table
from kg.resolve import Identities
from kg.resources.corrections import CORRECTED, TABLE, Correction, Decision, check, digest, rows_of
from kg.resources.corrections import load as load_corrections
from kg.resources.gazetteer import Gazetteer
from kg.resources.ontology import Ontology
from kg.resources.ontology_files import OWN_TERMS, own_terms
from kg.settings import Settings

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int, str], None]  # documents done, documents in all, what is being done
Notify: TypeAlias = Callable[[str], None]  # a sentence that the user should read


_SHAPING = (
    "base",
    "corrections",
    "gazetteer",
    "infer",
    "model",
    "ontology",
    "reconcile",
    "trust",
)  # settings that change what a graph says
_ANSWERS = "reconciled"  # in a graph's info: what the reconciliation service has said
_BEFORE = (
    "read",
    "language",
    "metadata",
)  # stages of rejections that a later build from stored documents cannot find again


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Let Python look for cycles of objects after every 500,000 new ones, not 700: most that a build makes stay to its end.

    Only parses are made of cycles, and are collected one by one. An eighth of the time of a build of 200,000 words went into looking.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(500_000, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_fewer_collections()
def build(
    inputs: Sequence[Any],
    out: Path | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    notify: Notify | None = None,
    texts: Iterable[Any] = (),
    *,
    force: bool = False,
) -> KnowledgeGraph:
    """Read `inputs` (paths, DataFrames) and `texts` (see `kg.read.given`) and make a graph of them; written under `out` when given.

    `rejections` of the graph say what was not read. What an earlier build that was stopped has read is not read again. Raises
    ReadError when nothing was read, or an argument is of a wrong type; StoreError, before anything is read, when it would replace
    files under `out` that kg did not write, unless `force` is given.
    """
    if out is not None and not force:
        refuse_foreign(out, FOR_PEOPLE)
    chosen, clock = settings or Settings.load(), Clock()
    found: list[Document | Rejection] = clock.run("read", list, off_memory(_given(inputs, texts, chosen)))
    documents = [item for item in found if isinstance(item, Document)]
    refused = [item for item in found if isinstance(item, Rejection)]
    if not documents:
        reasons = "; ".join(f"{item.item}: {item.reason}" for item in refused[:5]) or "there is nothing in it"
        where = ", ".join("a table" if is_table(item) else str(item) for item in inputs)
        raise ReadError(
            f"no document to build from: {reasons}", where="" if refused else where, hint="nothing was written"
        )
    with writing(out) if out is not None else nullcontext():
        answers = _answers(out) if chosen.reconcile else ""
        watch = Watch(clock, progress, notify)
        return _made(_unique(documents), chosen, refused, out, answers, watch, force=force, anew=True)


def _given(inputs: Sequence[Any], texts: Iterable[Any], settings: Settings) -> Iterator[Document | Rejection]:
    """What is in files, DataFrames and texts."""
    for number, item in enumerate(inputs):
        if not isinstance(item, str | Path) and not is_table(item):
            kind = f"it is a {type(item).__name__}, no path"
            raise ReadError(
                kind, where=f"inputs[{number}]", hint="give paths or a DataFrame; texts go into texts=[...]"
            )
    yield from read([item for item in inputs if not is_table(item)], settings)
    for item in inputs:
        if is_table(item):
            yield from table(item, settings)
    yield from given(texts, settings)


@_fewer_collections()
def add(
    inputs: Sequence[str | Path],
    out: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    notify: Notify | None = None,
) -> KnowledgeGraph:
    """The graph under `out` with further documents; the same bytes as a build of all of them."""
    clock = Clock()
    with writing(out):
        known = clock.run("load", store.sources, out)
        chosen = _as_built(known.info, settings)
        found: list[Document | Rejection] = clock.run("read", list, off_memory(read(inputs, chosen)))
        new = {item.id: item for item in found if isinstance(item, Document)}
        documents = {document.id: document for document in known.documents} | new
        refused = [
            *(item for item in known.rejections if item.stage in _BEFORE and item.document_id not in new),
            *(item for item in found if isinstance(item, Rejection)),
        ]
        watch = Watch(clock, progress, notify)
        return _made(list(documents.values()), chosen, refused, out, known.info.get(_ANSWERS, ""), watch)


@_fewer_collections()
def remove(
    document_ids: Sequence[str],
    out: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    notify: Notify | None = None,
) -> KnowledgeGraph:
    """The graph under `out` without some documents; the same bytes as a build of the others.

    The name of a table removes all its rows. StoreError when one is not there.
    """
    clock = Clock()
    with writing(out):
        known = clock.run("load", store.sources, out)
        chosen, ids = _as_built(known.info, settings), [document.id for document in known.documents]
        parts = {name: {key for key in ids if key == name or key.startswith(f"{name}#")} for name in document_ids}
        unknown = sorted(name for name, found in parts.items() if not found)
        if unknown:
            raise StoreError(
                f"no document {', '.join(unknown)}", where=str(out), hint="report.json lists the documents"
            )
        gone = set().union(*parts.values())
        documents = [document for document in known.documents if document.id not in gone]
        refused = [item for item in known.rejections if item.stage in _BEFORE]
        watch = Watch(clock, progress, notify)
        return _made(documents, chosen, refused, out, known.info.get(_ANSWERS, ""), watch)


def _made(
    documents: Sequence[Document],
    settings: Settings,
    refused: Iterable[Rejection],
    out: Path | None,
    answers: str,
    watch: Watch,
    force: bool = False,
    anew: bool = False,
) -> KnowledgeGraph:
    """The graph of `documents`, under `out` when given. Only then is forgotten what was read for the graph before. `force`, `anew`: see
    `store.save`.
    """
    with Kept.of(out) as kept:
        own = rows_of(out / TABLE) if out is not None else ()
        marks = Marks(writing_rules()) if out is not None else None
        graph = of_documents(documents, settings, refused, watch, answers, kept, own, marks)
        if out is not None:
            store.save(out, graph.writers(watch.clock.times, marks), force=force, marks=marks, anew=anew)
            kept.retain(documents)
    return graph


def of_documents(
    documents: Sequence[Document],
    settings: Settings,
    refused: Iterable[Rejection] = (),
    watch: Watch | None = None,
    answers: str = "",
    kept: Kept | None = None,
    own: Sequence[Correction] = (),
    marks: Marks | None = None,
) -> KnowledgeGraph:
    """The graph of documents, whose order does not matter. `answers`: see `Identities.reconciled`; `kept`: what was read before;
    `own`: corrections in the folder of the graph; in `marks` is noted what it rests on.
    """
    if kept is None:
        with Kept.of(None) as none:
            return of_documents(documents, settings, refused, watch, answers, none, own, marks)
    watch = watch or Watch(Clock())
    clock = watch.clock
    ontology = clock.run("load", Ontology.load, settings.ontology)
    gazetteer = clock.run("load", Gazetteer.load, None, settings.gazetteer, ENGLISH)
    corrections = _corrections(settings, own, ontology)
    corpus = clock.run("load", Corpus, documents, settings, gazetteer, kept)
    watch.say(corpus.reasons)
    clock.run("reading", corpus.read, watch.progress, _elsewhere(settings))
    with uncollected():
        return _of_read(corpus, ontology, gazetteer, corrections, refused, clock, answers, _corrected(own), marks)


def _of_read(
    corpus: Corpus,
    ontology: Ontology,
    gazetteer: Gazetteer,
    corrections: Sequence[Correction],
    refused: Iterable[Rejection],
    clock: Clock,
    answers: str,
    corrected: Mapping[str, str],
    marks: Marks | None,
) -> KnowledgeGraph:
    """The graph of documents that have been read; the rest as in `of_documents`."""
    settings, minter = corpus.settings, Minter(corpus.settings.base)
    wrong = WrongReadings(row for row in corrections if row.decision is Decision.WRONG)
    of_names = [row for row in corrections if row.decision is not Decision.WRONG]
    found = clock.run("resolve", corpus.identities, minter, ENGLISH, of_names)
    answered = dict(corrected)
    if settings.reconcile:
        found, said = clock.run("reconcile", found.reconciled, settings.reconcile, answers)
        answered[_ANSWERS] = said
    mapped = clock.run("mapping", _mapped, corpus, found, ontology, settings, wrong)
    mapped.rejections.update([*refused, *found.rejections])
    if marks is not None:
        marks.documents |= {document.id: corpus.mark(document) for document in corpus.documents}
    return clock.run(
        "graph",
        partial(
            KnowledgeGraph.of,
            base=settings.base,
            info=_versions(corpus.basis.model, ontology) | _choices(settings) | answered,
            matches=found.matches,
        ),
        chain(found.entities, mapped.acts, mapped.own),
        mapped.claims,
        corpus.documents,
        mapped.rejections,
    )


def _corrections(settings: Settings, own: Sequence[Correction], ontology: Ontology) -> tuple[Correction, ...]:
    """The rows of the user's tables and of the one in the folder of the graph. Raises SettingsError when they do not go together."""

    def is_class(name: str) -> bool:
        return ontology.is_a(name, "Thing")

    rows = (*load_corrections(settings.corrections, is_class), *own)
    check(rows, is_class)
    return rows


def _corrected(own: Sequence[Correction]) -> dict[str, str]:
    """Which corrections of its folder a graph has, so that it can be told when others have been made."""
    return {CORRECTED: digest(own)} if own else {}


def _elsewhere(settings: Settings) -> Elsewhere | None:
    """Who reads, unless it is done here."""
    if settings.engine == "local":
        return None
    from kg.spark import reader

    return reader(settings)


def _unique(documents: Iterable[Document]) -> list[Document]:
    """Documents once each. StoreError when two different ones have one id."""
    found: dict[str, Document] = {}
    for document in documents:
        if found.setdefault(document.id, document) != document:
            raise StoreError("two different documents have one id", where=document.id, hint="rename one of them")
    return list(found.values())


def parses(graph: KnowledgeGraph, settings: Settings | None = None, out: Path | None = None) -> Iterator[Parse]:
    """The trees of the documents of a graph, in order, by the settings that it was built with.

    Those that are kept beside the graph under `out` are taken from there; the others are read again.
    """
    chosen = _as_built(graph.info, settings)
    gazetteer = Gazetteer.load(None, chosen.gazetteer, ENGLISH)
    with Kept.copy_of(out) as kept:
        yield from Corpus(graph.documents.values(), chosen, gazetteer, kept).parses()


def _answers(out: Path | None) -> str:
    """What a service said when the graph under `out` was built; "" when there is none."""
    try:
        return store.sources(out).info.get(_ANSWERS, "") if out is not None else ""
    except StoreError:
        return ""


class _Mapped(NamedTuple):
    """Claims, what was left out and why, and entities that only claims are about: acts, things of the user's own ontology."""

    claims: ClaimList | ClaimTable
    rejections: Refused
    acts: Sequence[Entity]
    own: Sequence[Entity]


def _mapped(corpus: Corpus, found: Identities, ontology: Ontology, settings: Settings, wrong: WrongReadings) -> _Mapped:
    """What the documents claim, one after the other; of one whose mentions are who they were the last time, that is kept."""
    every = (
        {entity.id: entity for entity in found.entities} if settings.ontology else {}
    )  # whom its properties may be about
    mapper = DocumentMapper.of(settings, ontology, every)
    context = _digest(corpus.basis.to_json(), *mapper.basis)
    views = {document.id: _digest(context, found.views[document.id]) for document in corpus.documents}

    def known(document_id: str) -> Known:
        return Known(found.denoted[document_id], found.by_document[document_id])

    if not every:
        corpus.derive(views, lambda document: known(document.id), WORKER)
    many = len(corpus.documents) > MANY
    claims = ClaimTable() if many else ClaimList()
    rejections: Refused = RejectionTable() if many else set()
    acts: dict[str, Entity] = {}
    own: dict[str, Entity] = {}
    for document in corpus.documents:
        rows, refused, done, things = corpus.derived(
            document,
            views[document.id],
            lambda said, outcome: mapper.made(said, outcome, known(outcome.document_id)),
        )
        claims.put(document, _not_wrong(rows, document, wrong, rejections) if wrong else rows)
        rejections.update(refused)
        for act in done:
            acts.setdefault(act.id, act)
        own |= {entity.id: entity for entity in things}
    corpus.settle()
    rejections.update(wrong.idle())
    return _Mapped(claims, rejections, [*acts.values()], [*own.values()])


def _not_wrong(rows: Iterable[Row], document: Document, wrong: WrongReadings, rejections: Refused) -> Iterator[Row]:
    """Rows of a document but for those that the user calls wrong."""
    for row in rows:
        refusal = wrong.refusal(unpack(row, document).claim)
        if refusal is None:
            yield row
        else:
            rejections.add(refusal)


def _digest(*parts: object) -> bytes:
    """Of values whose representation says all that they hold."""
    return hashlib.sha256(repr(parts).encode()).digest()


def _versions(model: str, ontology: Ontology) -> dict[str, str]:
    parts = (f"{iri} {number}" for iri, number in sorted(ontology.versions.items()))
    return {"kg": version("kg"), "model": model, "ontology": "; ".join(parts)}


def _choices(settings: Settings) -> dict[str, str]:
    """What the user chose that shapes the graph, as JSON under "settings"; nothing when all is by default."""
    plain = Settings()
    chosen = {name: getattr(settings, name) for name in _SHAPING if getattr(settings, name) != getattr(plain, name)}
    known = {INFERENCE: axioms(settings.ontology)} if settings.infer else {}
    own = {OWN_TERMS: own_terms(settings.ontology)} if settings.ontology else {}
    return known | own | ({"settings": json.dumps(chosen, default=str, sort_keys=True)} if chosen else {})


def _as_built(info: Mapping[str, str], given: Settings | None) -> Settings:
    """The settings that a graph was built with; SettingsError when others are given."""
    settings = given or Settings.load()
    built, now = info.get("settings", "{}"), _choices(settings).get("settings", "{}")
    if now == built:
        return settings
    if now != "{}":
        raise SettingsError(
            f"the graph was built with {built}, not {now}", hint="give the same options, or build again"
        )
    stored = json.loads(built)
    paths = {
        name: tuple(map(Path, stored[name])) for name in ("corrections", "ontology", "gazetteer") if name in stored
    }
    return replace(settings, **(stored | paths | ({"trust": tuple(stored["trust"])} if "trust" in stored else {})))


@dataclass(frozen=True, slots=True)
class Watch:
    """What follows a run: the clock, who is told how far it has come, and who is told what else a user should know."""

    clock: Clock
    progress: Progress | None = None
    notify: Notify | None = None

    def say(self, sentences: Iterable[str]) -> None:
        """Passes on what a user should know."""
        for sentence in sentences if self.notify is not None else ():
            self.notify(sentence)  # type: ignore[misc]  # it is there


class Clock:
    """Seconds by stage, for report.json; nothing else may depend on them."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}

    def run(self, stage: str, function: Callable[..., Result], *arguments: Any) -> Result:
        """What `function` returns, its time added to `stage`."""
        began = time.perf_counter()
        try:
            return function(*arguments)
        finally:
            self.times[stage] = self.times.get(stage, 0.0) + time.perf_counter() - began


_kept = lru_cache(maxsize=1)(load)  # the pipeline of the last `extract`; a build loads its own and lets it go


@cache
def _packaged_gazetteer() -> Gazetteer:
    return Gazetteer.load(language=ENGLISH)


def extract(
    text: str, settings: Settings | None = None, lines: bool = False, form: Form = "nary"
) -> Iterator[dict[str, object]]:
    """Tuples of a text in its own words, without resolution; with `lines`, each line is one sentence."""
    chosen = settings or Settings.load()
    nlp = _kept(chosen.model, chosen.threads)
    pieces = [line for line in text.splitlines() if line.strip()] if lines else [text]
    documents = [Document(f"line-{number}", piece.strip()) for number, piece in enumerate(pieces, start=1)]
    gazetteer = Gazetteer.load(extra=chosen.gazetteer, language=ENGLISH) if chosen.gazetteer else _packaged_gazetteer()
    for parse in annotate(documents, nlp, ENGLISH, gazetteer, refer=False):
        for proposition in extract_parse(parse).propositions:
            for item in render(proposition, ENGLISH, form):
                yield item | {"sentence": parse.text} if lines else item
