"""Documents with annotations for brat (https://brat.nlplab.org/standoff.html): a text and an `.ann` file each, and `annotation.conf`.

Names are text-bound annotations of their class, normalized to Wikidata where an item is known. A claim is an event at its words, with
its subject, object, sources and attributes; one that no words state is an event at its subject. Notes say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.export.annotations import Annotations, Said
from kg.graph.content import GraphContent
from kg.graph.sanitize import legal
from kg.iri import slug
from kg.model import Document, Modality, Polarity, Span

_DEVICE = re.compile("con|prn|aux|nul|(?:com|lpt)[0-9]", re.IGNORECASE)  # no file of Windows, with whatever ending
_WIKIDATA = re.compile(r"Q[0-9]+")


def brat(graph: GraphContent) -> dict[str, bytes]:
    """The files, named after the documents."""
    marks = Annotations(graph)
    files: dict[str, bytes] = {}
    types: set[str] = set()
    relations: set[str] = set()
    taken: set[str] = set()
    for key, document in graph.documents.items():
        sheet = _Sheet(marks, document)
        files |= _pair(_file_name(key, taken), sheet)
        types |= sheet.types
        relations |= sheet.relations
    return {"annotation.conf": _configuration(types, relations).encode(), **files}


def _file_name(key: str, taken: set[str]) -> str:
    """A name for the files of a document, and for no other's, on any system: Windows and macOS take "A" and "a" for one."""
    plain = slug(key)
    name = f"{plain}_" if _DEVICE.fullmatch(plain) else plain
    number = 2
    while name.casefold() in taken:
        name = f"{plain}_{number}"
        number += 1
    taken.add(name.casefold())
    return name


def _pair(name: str, sheet: _Sheet) -> dict[str, bytes]:
    annotations = "".join(f"{line}\n" for line in sheet.lines())
    return {f"{name}.txt": sheet.text.encode(), f"{name}.ann": annotations.encode()}


class _Sheet:
    """The annotations of one document. `types` and `relations` are the names that they use, once `lines` has given all."""

    def __init__(self, marks: Annotations, document: Document) -> None:
        self.marks, self.document, self.text = marks, document, legal(document.text)
        self.types: set[str] = set()
        self.relations: set[str] = set()
        self.numbers = dict.fromkeys("TEAN#", 0)

    def lines(self) -> Iterator[str]:
        """All lines of the `.ann` file."""
        placed: dict[tuple[int, int], str] = {}
        for name in self.marks.names(self.document.id):
            kind = _name(self.marks.label(name))
            self.types.add(kind)
            mark = self._next("T")
            placed.setdefault((name.start, name.end), mark)
            span = Span(self.document.id, name.start, name.end, self.text[name.start : name.end])
            yield self._bound(mark, kind, [span])
            item = self.marks.knowledge_base(name)
            if _WIKIDATA.fullmatch(item):
                yield f"{self._next('N')}\tReference {mark} Wikidata:{item}\t{_line(self.marks.graph.label(name.entity))}"
            else:
                yield f"{self._next('#')}\tAnnotatorNotes {mark}\t{item}"
        for said in self.marks.said(self.document.id):
            yield from self._event(said, placed)

    def _event(self, item: Said, placed: dict[tuple[int, int], str]) -> Iterator[str]:
        claim, kind = item.statement.claim, _name(item.statement.relation)
        self.relations.add(kind)
        trigger, event = self._next("T"), self._next("E")
        yield self._bound(trigger, kind, item.evidence.predicate or (item.subject,))
        roles = [
            ("Subject", item.subject),
            ("Object", item.object),
            *(("Source", span) for span in item.evidence.sources),
        ]
        parts = []
        for role, span in roles:
            if span is None or span.start == span.end:
                continue
            if (span.start, span.end) not in placed:  # a value, or who says it by another name
                placed[span.start, span.end] = self._next("T")
                self.types.add("Phrase")
                yield self._bound(placed[span.start, span.end], "Phrase", [span])
            parts.append(f"{role}:{placed[span.start, span.end]}")
        yield f"{event}\t{kind}:{trigger} {' '.join(parts)}".rstrip()
        if claim.polarity is Polarity.NEGATED:
            yield f"{self._next('A')}\tNegated {event}"
        if claim.modality is not Modality.ACTUAL:
            yield f"{self._next('A')}\tModality {event} {claim.modality.value}"
        if claim.asserted:
            yield f"{self._next('A')}\tAsserted {event}"
        yield f"{self._next('#')}\tAnnotatorNotes {event}\t{_line(_note(item))}"

    def _next(self, kind: str) -> str:
        self.numbers[kind] += 1
        return f"{kind}{self.numbers[kind]}"

    def _bound(self, mark: str, kind: str, spans: Iterable[Span]) -> str:
        """A text-bound annotation; brat wants no end of line within a stretch, and stretches in order."""
        pieces = [piece for span in sorted(set(spans)) for piece in self._pieces(span)]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        return f"{mark}\t{kind} {places}\t{' '.join(self.text[start:end] for start, end in pieces)}"

    def _pieces(self, span: Span) -> list[tuple[int, int]]:
        words = re.finditer(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+", self.text[span.start : span.end])
        return [(span.start + word.start(), span.start + word.end()) for word in words]


def _note(item: Said) -> str:
    known = {
        "claim": item.statement.id,
        "sources": "; ".join(item.statement.sources),
        "time": item.statement.claim.time,
        "place": item.statement.place_label,
        "property": item.statement.claim.property.iri,
    }
    return " | ".join(f"{name}: {text}" for name, text in known.items() if text)


def _name(text: str) -> str:
    """A name of a type that brat allows."""
    return slug(text).replace(".", "_")


def _line(text: str) -> str:
    return " ".join(legal(text).split())


def _configuration(types: set[str], relations: set[str]) -> str:
    """The types that the files use (https://brat.nlplab.org/configuration.html)."""
    values = "|".join(kind.value for kind in Modality if kind is not Modality.ACTUAL)
    events = [f"{name}\tSubject:<ENTITY>, Object?:<ENTITY>, Source*:<ENTITY>" for name in sorted(relations)]
    attributes = ["Negated\tArg:<EVENT>", "Asserted\tArg:<EVENT>", f"Modality\tArg:<EVENT>, Value:{values}"]
    sections: dict[str, list[str]] = {
        "entities": sorted(types),
        "relations": [],
        "events": events,
        "attributes": attributes,
    }
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())
