"""Names and adjectives of the gazetteer in a Doc: marked whatever the pipeline thinks of them, unless they are part of a longer name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.resources.gazetteer import Gazetteer

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


_WORD = re.compile(r"[^\W_]+")


class Names:
    """Finds the gazetteer's names and adjectives in a Doc, by their exact words.

    A name is divided into tokens when a text first has its first word: of ten thousand names a text needs some hundreds. Names of
    one first word are added together and in the order of the table, so that what a text gives does not hang on those read before it.
    """

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._make_doc = nlp.make_doc
        self._matcher = PhraseMatcher(nlp.vocab)
        self._waiting: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, label in marked_names(gazetteer):
            first = _WORD.search(name)
            self._waiting[first[0] if first is not None else ""].append((name, label))
        self._await([""])

    def _await(self, words: Iterable[str]) -> None:
        """Adds the names that begin with one of these words."""
        for word in sorted(self._waiting.keys() & set(words)):
            for name, label in self._waiting.pop(word):
                self._matcher.add(label, [self._make_doc(name)])

    def mark(self, doc: Doc) -> None:
        """Put the names found into `doc.ents`; a name inside a longer one of the pipeline's stays part of that."""
        self._await(_WORD.findall(doc.text))
        names, surnames = _by_token(doc), _surnames(doc)
        found = (span for span in self._matcher(doc, as_spans=True) if not _inside_name(span, names))
        known = [span for span in found if not _is_called(span, names, surnames)]
        chosen = filter_spans(known)
        taken = {at for span in chosen for at in range(span.start, span.end)}
        others = [entity for entity in doc.ents if taken.isdisjoint(range(entity.start, entity.end))]
        doc.set_ents(sorted([*chosen, *others], key=lambda span: span.start))


def marked_names(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Every name and adjective that is marked, with the label that it gets."""
    for row in gazetteer.by_id.values():
        label = _LABELS.get(row.type, "ORG")
        yield from ((name, label) for name in row.names if name[:1].isupper())
        yield from ((word, "NORP") for word in row.adjectives)


def _by_token(doc: Doc) -> dict[int, Span]:
    """The pipeline's name around each token that is part of one."""
    return {at: entity for entity in doc.ents for at in range(entity.start, entity.end)}


def _surnames(doc: Doc) -> dict[str, int]:
    """The last word of each person's full name, with the end of the first name that has it."""
    full = (entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1)
    return {entity[-1].text: entity.end for entity in reversed([*full])}


def _is_called(span: Span, names: Mapping[int, Span], surnames: Mapping[str, int]) -> bool:
    """The pipeline takes it for a person, and it is the surname of one whom the text has named in full: "Sudan" after "Peter Sudan"."""
    entity = names.get(span.start)
    person = entity is not None and entity.label_ == "PERSON" and (entity.start, entity.end) == (span.start, span.end)
    return person and surnames.get(span.text, span.start + 1) <= span.start


def _inside_name(span: Span, names: Mapping[int, Span]) -> bool:
    """A longer name holds this one: the pipeline's, or words that the tree joins to it ("Jordan" in "Michael Jordan")."""
    entity = names.get(span.start)
    if entity is not None and entity.end >= span.end and len(entity) > len(span):
        return entity.label_ not in ("NORP", "DATE")
    joined = [token for token in span if token.dep_ == "flat" and token.head.i < span.start]
    joined += [child for token in span for child in token.children if child.dep_ == "flat" and child.i >= span.end]
    return bool(joined)
