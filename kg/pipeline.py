"""The road: documents -> KnowledgeGraph. Short, and without a word about content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

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

Progress = Callable[[int, int, str], None]  # documents done, documents in all, what is being done


_BEFORE = ("read", "metadata")  # stages of rejections that a later build from stored documents cannot find again


def build(
    inputs: Sequence[str | Path],
    out: Path | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Read `inputs` and make a graph of them; written under `out` when given. `rejections` of the graph say what was not read."""
    chosen = settings or Settings.load()
    found = list(read(inputs, chosen))
    documents = [item for item in found if isinstance(item, Document)]
    refused = [item for item in found if isinstance(item, Rejection)]
    return _finish(of_documents(documents, chosen, refused, progress), out)


def add(
    inputs: Sequence[str | Path], out: Path, settings: Settings | None = None, progress: Progress | None = None
) -> KnowledgeGraph:
    """The graph under `out` with further documents; the same bytes as a build of all of them."""
    chosen = settings or Settings.load()
    graph = KnowledgeGraph.load(out)
    found = list(read(inputs, chosen))
    documents = dict(graph.documents) | {item.id: item for item in found if isinstance(item, Document)}
    refused = [
        *(item for item in graph.rejections if item.stage in _BEFORE),
        *(item for item in found if isinstance(item, Rejection)),
    ]
    return _finish(of_documents(list(documents.values()), chosen, refused, progress), out)


def remove(
    document_ids: Sequence[str], out: Path, settings: Settings | None = None, progress: Progress | None = None
) -> KnowledgeGraph:
    """The graph under `out` without some documents; the same bytes as a build of the others. KGError when one is not there."""
    chosen = settings or Settings.load()
    graph = KnowledgeGraph.load(out)
    unknown = sorted(set(document_ids) - set(graph.documents))
    if unknown:
        raise StoreError(f"no document {', '.join(unknown)}", where=str(out), hint="report.json lists the documents")
    documents = [document for key, document in graph.documents.items() if key not in set(document_ids)]
    refused = [item for item in graph.rejections if item.stage in _BEFORE]
    return _finish(of_documents(documents, chosen, refused, progress), out)


def of_documents(
    documents: Sequence[Document],
    settings: Settings,
    refused: Iterable[Rejection] = (),
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """The graph of documents that are read already; their order does not matter."""
    nlp = load(settings.model, settings.threads)
    ontology = Ontology.load(settings.ontology)
    minter = Minter(settings.base)
    gazetteer = Gazetteer.load(extra=settings.gazetteer)
    ordered = sorted(documents, key=lambda document: document.id)
    extracts: list[Extract] = []
    for done, (document, doc) in enumerate(annotate(ordered, nlp, gazetteer), start=1):
        extracts.append(extract_document(document, doc))
        if progress is not None:
            progress(done, len(ordered), document.id)
    resolved = resolve(extracts, gazetteer, minter)
    entities = {entity.id: entity for entity in resolved.entities}
    mapper = Mapper(ontology, minter, entities, resolved.links, frozenset(settings.trust), resolved.unresolved)
    made = [
        item
        for extract in extracts
        for proposition in extract.propositions
        for item in mapper.claims(binary(proposition))
    ]
    return KnowledgeGraph.of(
        resolved.entities,
        [item for item in made if isinstance(item, Claim)],
        ordered,
        [
            *refused,
            *(item for extract in extracts for item in extract.rejections),
            *(item for item in made if isinstance(item, Rejection)),
        ],
        base=settings.base,
        info={
            "kg": version("kg"),
            "model": name_of(nlp),
            "ontology": "; ".join(f"{iri} {number}" for iri, number in sorted(ontology.versions.items())),
        },
    )


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


def _finish(graph: KnowledgeGraph, out: Path | None) -> KnowledgeGraph:
    if out is not None:
        graph.save(out)
    return graph
