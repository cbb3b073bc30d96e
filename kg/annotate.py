"""Door 2: documents -> parsed documents. The only place that loads a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.model import Document

PACKAGED = Path(__file__).parent / "models" / "en_kg_reader"
BATCH_DOCUMENTS = 16
_NEEDED = ("tag", "pos", "lemma", "dep")


def load(model: str = "", threads: int = 0) -> Language:
    """The pipeline `model` (a package name or path), or the packaged reader for ""; ModelError when it cannot be used."""
    try:
        nlp = spacy.load(
            model or PACKAGED, config={"components": {"kg_reader": {"threads": threads}}} if not model else {}
        )
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the pipeline cannot be loaded: {error}",
            where=model or str(PACKAGED),
            hint=f"python -m spacy validate; pip install {model or 'kg'}",
        ) from error
    nlp.max_length = max(nlp.max_length, 10_000_000)
    return nlp


def annotate(documents: Iterable[Document], nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in the order given. ModelError when the pipeline leaves out what the rules need."""
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH_DOCUMENTS):
        missing = [name for name in _NEEDED if len(doc) and not doc.has_annotation(name.upper())]
        if missing:
            raise ModelError(
                f"the pipeline does not set {', '.join(missing)}",
                where=nlp.meta["name"],
                hint="choose one with a tagger, parser and lemmatizer",
            )
        yield document, doc


def name_of(nlp: Language) -> str:
    """Name and version of a pipeline, for reports."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
