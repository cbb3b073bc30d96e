"""Door 2: documents -> `Parse`s. With the rest of this folder the only place that knows spaCy.

A pipeline reads; the packaged one also says which phrases speak of one thing. Then, once and for all rules after it: the gazetteer's
names are marked, labels of ClearNLP become Universal Dependencies, and what the parser gets wrong is mended where words show it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from kg.annotate.clearnlp_to_ud import to_universal
from kg.annotate.form_repairs import restore_bases, restore_verbs
from kg.annotate.from_doc import parse_of
from kg.annotate.gazetteer_names import Names
from kg.annotate.name_repairs import join_names
from kg.annotate.reader.component import FACTORY, Reader
from kg.annotate.reader.tokenizer import NAME as TOKENIZER
from kg.annotate.reader.tokenizer import LinearTokenizer, look_near_end
from kg.annotate.tree_repairs import repair
from kg.errors import ModelError
from kg.lang.language import Language
from kg.model import Document
from kg.parse import Parse
from kg.resources.gazetteer import Gazetteer

PACKAGED = Path(__file__).parents[1] / "models" / "en_kg_reader"
BATCH_DOCUMENTS = 16
_NEEDED = ("tag", "pos", "lemma", "dep")


def load(model: str = "", threads: int = 0) -> Pipeline:
    """The pipeline `model` (a package name or path), or the packaged reader for ""; ModelError when it cannot be used."""
    try:
        nlp = spacy.load(model) if model else spacy.load(PACKAGED, config=_packaged(threads))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the pipeline cannot be loaded: {error}",
            where=model or str(PACKAGED),
            hint=f"python -m spacy validate; pip install {model or 'kg'}",
        ) from error
    nlp.max_length = max(nlp.max_length, 10_000_000)
    if not isinstance(nlp.tokenizer, LinearTokenizer):
        look_near_end(nlp.tokenizer)
    return nlp


def _packaged(threads: int) -> dict[str, Any]:
    """How the packaged reader is loaded: with a tokenizer that takes less time for that."""
    return {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}, "components": {FACTORY: {"threads": threads}}}


def annotate(
    documents: Iterable[Document],
    nlp: Pipeline,
    language: Language,
    gazetteer: Gazetteer | None = None,
    *,
    refer: bool = True,
) -> Iterator[Parse]:
    """The parse of each document, in the order given; with `refer`, also what its phrases stand for, if the packaged reader reads.

    ModelError when the pipeline leaves out what the rules need.
    """
    finish = _finisher(nlp, language, gazetteer, refer)
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH_DOCUMENTS):
        yield finish(doc, document)


def parser(nlp: Pipeline, language: Language, gazetteer: Gazetteer) -> Callable[[Document], Parse]:
    """A function that does what `annotate` does, of one document by itself: none can depend on its neighbors."""
    finish = _finisher(nlp, language, gazetteer, True)
    return lambda document: finish(nlp(document.text), document)


def _finisher(
    nlp: Pipeline, language: Language, gazetteer: Gazetteer | None, refer: bool
) -> Callable[[Doc, Document], Parse]:
    """What makes a parse of a Doc that the pipeline has read."""
    names = Names(nlp, gazetteer) if gazetteer is not None else None
    readers = readers_of(nlp) if refer else []

    def finish(doc: Doc, document: Document) -> Parse:
        for reader in readers:
            reader.refer(doc)
        return parse_doc(doc, document, language, names)

    return finish


def readers_of(nlp: Pipeline) -> list[Reader]:
    """The packaged readers of a pipeline, which also say what phrases stand for; none in a pipeline of spaCy's own."""
    return [component for _, component in nlp.pipeline if isinstance(component, Reader)]


def parse_doc(doc: Doc, document: Document, language: Language, names: Names | None = None) -> Parse:
    """The parse of a Doc that a pipeline has read; the Doc is changed. ModelError when it lacks what the rules need."""
    missing = [name for name in _NEEDED if len(doc) and not doc.has_annotation(name.upper())]
    if missing:
        raise ModelError(
            f"the pipeline does not set {', '.join(missing)}",
            where=document.id,
            hint="choose one with a tagger, parser and lemmatizer",
        )
    if names is not None:
        names.mark(doc)
    doc = to_universal(doc)
    repairs = repair(doc, language.words)
    restore_bases(doc)
    restore_verbs(doc, language)
    join_names(doc, language)
    return parse_of(doc, document, language, repairs)


def texts_reader(nlp: Pipeline, language: Language) -> Callable[[Iterable[str]], Iterator[Parse]]:
    """A function that parses plain texts, for those who know no pipeline."""
    return partial(_parse_texts, nlp, language)


def _parse_texts(nlp: Pipeline, language: Language, texts: Iterable[str]) -> Iterator[Parse]:
    return annotate((Document("", text) for text in texts), nlp, language, refer=False)


def name_of(nlp: Pipeline) -> str:
    """Name and version of a pipeline, for reports."""
    return _name(nlp.meta)


def name_of_packaged() -> str:
    """Name and version of the packaged reader, which need not be loaded for that."""
    return _name(json.loads((PACKAGED / "meta.json").read_text(encoding="utf-8")))


def _name(meta: Mapping[str, Any]) -> str:
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"
