"""The road: documents -> KnowledgeGraph. Short, and without a word about content."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.annotate import annotate, load, name_of
from kg.errors import StoreError
from kg.extraction import binary, render
from kg.extraction import extract as extract_document
from kg.extraction.forms import Form
from kg.gazetteer import Gazetteer
from kg.graph import KnowledgeGraph
from kg.iri import Minter
from kg.mapping import Mapper
from kg.model import Claim, Document, Extract, Rejection
from kg.ontology import Ontology
from kg.read import read
from kg.resolve import resolve
from kg.settings import Settings
from kg.store import writing

if TYPE_CHECKING:
    from spacy.language import Language

Result = TypeVar("Result")
Progress = Callable[[int, int, str], None]  # documents done, documents in all, what is being done


_BEFORE = ("read", "metadata")  # stages of rejections that a later build from stored documents cannot find again


def build(
    inputs: Sequence[str | Path],
    out: Path | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Read `inputs` and make a graph of them; written under `out` when given. `rejections` of the graph say what was not read."""
    chosen, clock = settings or Settings.load(), Clock()
    found: list[Document | Rejection] = clock.run("read", list, read(inputs, chosen))
    documents = [item for item in found if isinstance(item, Document)]
    refused = [item for item in found if isinstance(item, Rejection)]
    graph = of_documents(documents, chosen, refused, progress, clock)
    if out is not None:
        graph.save(out, times=clock.times)
    return graph


def add(
    inputs: Sequence[str | Path], out: Path, settings: Settings | None = None, progress: Progress | None = None
) -> KnowledgeGraph:
    """The graph under `out` with further documents; the same bytes as a build of all of them."""
    chosen, clock = settings or Settings.load(), Clock()
    with writing(out):
        graph = KnowledgeGraph.load(out)
        found: list[Document | Rejection] = clock.run("read", list, read(inputs, chosen))
        documents = dict(graph.documents) | {item.id: item for item in found if isinstance(item, Document)}
        refused = [
            *(item for item in graph.rejections if item.stage in _BEFORE),
            *(item for item in found if isinstance(item, Rejection)),
        ]
        changed = of_documents(list(documents.values()), chosen, refused, progress, clock)
        changed.save(out, times=clock.times)
    return changed


def remove(
    document_ids: Sequence[str], out: Path, settings: Settings | None = None, progress: Progress | None = None
) -> KnowledgeGraph:
    """The graph under `out` without some documents; the same bytes as a build of the others. StoreError when one is not there."""
    chosen, clock = settings or Settings.load(), Clock()
    with writing(out):
        graph = KnowledgeGraph.load(out)
        unknown = sorted(set(document_ids) - set(graph.documents))
        if unknown:
            raise StoreError(
                f"no document {', '.join(unknown)}", where=str(out), hint="claims.jsonl names the documents"
            )
        documents = [document for key, document in graph.documents.items() if key not in set(document_ids)]
        refused = [item for item in graph.rejections if item.stage in _BEFORE]
        changed = of_documents(documents, chosen, refused, progress, clock)
        changed.save(out, times=clock.times)
    return changed


def of_documents(
    documents: Sequence[Document],
    settings: Settings,
    refused: Iterable[Rejection] = (),
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> KnowledgeGraph:
    """The graph of documents that are read already; their order does not matter."""
    clock = clock or Clock()
    nlp = clock.run("load", load, settings.model, settings.threads)
    ontology = clock.run("load", Ontology.load, settings.ontology)
    gazetteer = clock.run("load", Gazetteer.load, None, settings.gazetteer)
    minter = Minter(settings.base)
    ordered = sorted(documents, key=lambda document: document.id)
    extracts: list[Extract] = []
    parsed = annotate(ordered, nlp, gazetteer)
    while (pair := clock.run("annotate", next, parsed, None)) is not None:
        extracts.append(clock.run("extraction", extract_document, *pair))
        if progress is not None:
            progress(len(extracts), len(ordered), pair[0].id)
    resolved = clock.run("resolve", resolve, extracts, gazetteer, minter)
    entities = {entity.id: entity for entity in resolved.entities}
    mapper = Mapper(ontology, minter, entities, resolved.links, frozenset(settings.trust), resolved.unresolved)
    made: list[Claim | Rejection] = clock.run("mapping", list, _mapped(mapper, extracts))
    rejections = [item for extract in extracts for item in extract.rejections]
    return clock.run(
        "graph",
        partial(KnowledgeGraph.of, base=settings.base, info=_versions(nlp, ontology)),
        resolved.entities,
        [item for item in made if isinstance(item, Claim)],
        ordered,
        [*refused, *rejections, *(item for item in made if isinstance(item, Rejection))],
    )


def _mapped(mapper: Mapper, extracts: Iterable[Extract]) -> Iterator[Claim | Rejection]:
    for extract in extracts:
        for proposition in extract.propositions:
            yield from mapper.claims(binary(proposition))


def _versions(nlp: Language, ontology: Ontology) -> dict[str, str]:
    parts = (f"{iri} {number}" for iri, number in sorted(ontology.versions.items()))
    return {"kg": version("kg"), "model": name_of(nlp), "ontology": "; ".join(parts)}


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


def extract(
    text: str, settings: Settings | None = None, lines: bool = False, form: Form = "nary"
) -> Iterator[dict[str, object]]:
    """Tuples of a text in its own words, without resolution; with `lines`, each line is one sentence."""
    chosen = settings or Settings.load()
    nlp = load(chosen.model, chosen.threads)
    pieces = [line for line in text.splitlines() if line.strip()] if lines else [text]
    documents = [Document(f"line-{number}", piece.strip()) for number, piece in enumerate(pieces, start=1)]
    gazetteer = Gazetteer.load(extra=chosen.gazetteer)
    for document, doc in annotate(documents, nlp, gazetteer):
        for proposition in extract_document(document, doc).propositions:
            for item in render(proposition, form):
                yield item | {"sentence": document.text} if lines else item
