"""Door 2: documents -> parsed documents. The only place that loads a spaCy pipeline.

Names that the gazetteer knows are marked whatever the pipeline thinks of them, unless they are part of a longer name. Trees are mended
where words side by side show what a parser gets wrong: titles, hyphens, days before a verb, who said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from kg.annotate.reader.component import FACTORY, Reader
from kg.errors import ModelError
from kg.lang.en import words as en
from kg.model import Document, Rejection
from kg.resources.gazetteer import Gazetteer

PACKAGED = Path(__file__).parents[1] / "models" / "en_kg_reader"
BATCH_DOCUMENTS = 16
SHOWN = 80  # characters of what could not be read well
_NOUNS = frozenset({"NOUN", "PROPN"})
_NEEDED = ("tag", "pos", "lemma", "dep")
# class of a gazetteer row -> entity label (OntoNotes' names, as spaCy's own pipelines have them)
_LABELS = {
    "Country": "GPE",
    "City": "GPE",
    "Region": "LOC",
    "Facility": "FAC",
    "Group": "NORP",
    "Event": "EVENT",
    "Work": "MISC",
    "Concept": "MISC",
}


def load(model: str = "", threads: int = 0) -> Language:
    """The pipeline `model` (a package name or path), or the packaged reader for ""; ModelError when it cannot be used."""
    try:
        nlp = spacy.load(model or PACKAGED, config={"components": {FACTORY: {"threads": threads}}} if not model else {})
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the pipeline cannot be loaded: {error}",
            where=model or str(PACKAGED),
            hint=f"python -m spacy validate; pip install {model or 'kg'}",
        ) from error
    nlp.max_length = max(nlp.max_length, 10_000_000)
    return nlp


class Names:
    """Finds the gazetteer's names and adjectives in a Doc, by their exact words."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.matcher = PhraseMatcher(nlp.vocab)
        for row in gazetteer.by_id.values():
            label = _LABELS.get(row.type, "ORG")
            self.matcher.add(label, [nlp.make_doc(name) for name in row.names if name[:1].isupper()])
            self.matcher.add("NORP", [nlp.make_doc(word) for word in row.adjectives])

    def mark(self, doc: Doc) -> None:
        """Put the names found into `doc.ents`; a name inside a longer one of the pipeline's stays part of that."""
        known = [span for span in self.matcher(doc, as_spans=True) if not _inside_name(span)]
        chosen = filter_spans(known)
        taken = {token.i for span in chosen for token in span}
        others = [entity for entity in doc.ents if not any(token.i in taken for token in entity)]
        doc.set_ents(sorted([*chosen, *others], key=lambda span: span.start))


def _inside_name(span: Span) -> bool:
    """A longer name holds this one: the pipeline's, or words that the tree joins to it ("Jordan" in "Michael Jordan")."""
    for entity in span.doc.ents:
        if entity.start <= span.start and entity.end >= span.end and len(entity) > len(span):
            return entity.label_ not in ("NORP", "DATE")
    joined = [token for token in span if token.dep_ == "flat" and token.head.i < span.start]
    joined += [child for token in span for child in token.children if child.dep_ == "flat" and child.i >= span.end]
    return bool(joined)


def join_titles(doc: Doc) -> None:
    """A verb has one subject: of two side by side, the first is the title of the person that the second names."""
    for name in doc.ents:
        head = name.root
        if name.label_ != "PERSON" or head.dep_ not in ("nsubj", "nsubj:pass") or name.start == 0:
            continue
        before = doc[name.start - 1]
        if before.dep_ == head.dep_ and before.head == head.head and before.pos_ in ("NOUN", "PROPN"):
            before.head, before.dep_ = head, "nmod:desc"
            for token in list(head.lefts):  # what stood before the title belongs to it
                if token.i < before.i and token.dep_ in ("nmod:desc", "compound", "amod"):
                    token.head, token.dep_ = before, "compound" if token.dep_ == "nmod:desc" else token.dep_


def nest_complements(doc: Doc) -> None:
    """A verb has one open complement: of two, the infinitive is the other one's ("start | calling on Peru | to join")."""
    for second in doc:
        if second.dep_ != "xcomp" or not any(child.lower_ == "to" and child.dep_ == "mark" for child in second.lefts):
            continue
        others = (child for child in second.head.rights if child.dep_ == "xcomp" and child.i < second.i)
        first = next((child for child in others if child.pos_ == "VERB"), None)
        if first is not None:
            second.head = first


def join_hyphens(doc: Doc) -> None:
    """Words that a hyphen joins are one: "the secretary-general" is no secretary and a general."""
    for hyphen in doc[1:-1]:
        first, second = doc[hyphen.i - 1], doc[hyphen.i + 1]
        tight = hyphen.text == "-" and not first.whitespace_ and not hyphen.whitespace_
        if tight and first.head == second.head and first.dep_ == second.dep_ and first.dep_ != "ROOT":
            first.head, first.dep_ = second, "compound"
            hyphen.head = second


def free_days(doc: Doc) -> None:
    """A day between subject and verb is neither: "Israel Friday reopened the road"."""
    for day in doc:
        verb, before = day.head, doc[day.i - 1] if day.i else day
        if day.lower_ not in en.DAYS or verb.i < day.i or verb.pos_ not in ("VERB", "AUX") or before == day:
            continue
        subjects = [child for child in verb.lefts if child.dep_ in ("nsubj", "nsubj:pass")]
        if [child.i for child in subjects[1:]] == [day.i]:
            day.dep_ = "obl:unmarked"
        elif day.dep_ in ("nsubj", "nsubj:pass", "obl:unmarked") and subjects in ([], [day]):
            _give_up(day, before, verb)


def _give_up(day: Token, noun: Token, verb: Token) -> None:
    """The name before `day` that hangs on it is the subject; what else hangs there belongs to the name."""
    if (
        noun.head != day
        or noun.dep_ not in ("compound", "nmod", "nmod:desc", "nmod:unmarked")
        or noun.pos_ not in _NOUNS
    ):
        return
    kind = "nsubj:pass" if any(child.dep_ == "aux:pass" for child in verb.children) else "nsubj"
    for token in [token for token in day.lefts if token != noun]:
        token.head = noun
    noun.head, noun.dep_, day.dep_ = verb, kind, "obl:unmarked"


def give_speakers(doc: Doc) -> None:
    """Who stands right before a verb of saying without a subject says it: ", an official said", whatever stands before the comma."""
    for verb in doc[1:]:
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.lemma_.lower() in en.SAY
        if not finite or any(
            child.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop") for child in verb.children
        ):
            continue
        before = [
            token for token in doc[verb.i - 1].ancestors if token.dep_ == "appos" and token.right_edge.i == verb.i - 1
        ]
        before = [doc[verb.i - 1], *before] if doc[verb.i - 1].dep_ == "appos" else before
        for noun in before[:1]:
            start = noun.left_edge.i + (noun.left_edge.text == ",")
            if noun.pos_ == "NOUN" and doc[start - 1].text == "," and verb not in noun.subtree:
                noun.head, noun.dep_ = verb, "nsubj"


def annotate(
    documents: Iterable[Document], nlp: Language, gazetteer: Gazetteer | None = None, *, refer: bool = True
) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in the order given; with `refer`, also with what its phrases stand for, if the packaged reader
    reads. ModelError when the pipeline leaves out what the rules need.
    """
    readers = [component for _, component in nlp.pipeline if refer and isinstance(component, Reader)]
    names = Names(nlp, gazetteer) if gazetteer is not None else None
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH_DOCUMENTS):
        missing = [name for name in _NEEDED if len(doc) and not doc.has_annotation(name.upper())]
        if missing:
            raise ModelError(
                f"the pipeline does not set {', '.join(missing)}",
                where=nlp.meta["name"],
                hint="choose one with a tagger, parser and lemmatizer",
            )
        for reader in readers:
            reader.refer(doc)
        if names is not None:
            names.mark(doc)
        for repair in (join_hyphens, free_days, join_titles, nest_complements, give_speakers):
            repair(doc)
        yield document, doc


def unread(document: Document, doc: Doc) -> Iterator[Rejection]:
    """Stretches of a document that the packaged reader could not read well, with the reason."""
    for start, end, reason in doc._.unread if Doc.has_extension("unread") else ():
        item = doc[start:end].text
        yield Rejection("annotate", document.id, item if len(item) <= SHOWN else f"{item[:SHOWN]}...", reason)


def name_of(nlp: Language) -> str:
    """Name and version of a pipeline, for reports."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
