"""What a graph knows of the characters of its documents: where things are named, and where claims stand; for tools of annotation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kg.export.statements import Statement, statements
from kg.graph.content import GraphContent
from kg.graph.sanitize import legal
from kg.iri import WD
from kg.model import Evidence, Span
from kg.resources.ontology import Ontology

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


class Name(NamedTuple):
    """Characters that name a thing, or describe it."""

    start: int
    end: int
    entity: str


class Said(NamedTuple):
    """A claim in one place: the characters of its own subject and object, whichever of them the sentence has first."""

    statement: Statement
    evidence: Evidence
    subject: Span
    object: Span | None


@dataclass(frozen=True)
class Annotations:
    """The annotations of a graph, by document."""

    graph: GraphContent

    def names(self, document: str) -> list[Name]:
        """Where its things are named, in order; the same characters once a thing."""
        return sorted(self._names.get(document, ()))

    def said(self, document: str) -> list[Said]:
        """What is claimed in it, by sentence and claim."""
        found = self._said.get(document, [])
        return sorted(found, key=lambda item: (item.evidence.sentence, item.statement.id, item.subject))

    def label(self, name: Name) -> str:
        """The class of what is named."""
        return self.graph.entities[name.entity].type

    def knowledge_base(self, name: Name) -> str:
        """Its Wikidata item, or else its IRI."""
        items = (link for link in self.graph.entities[name.entity].same_as if link.startswith(WD))
        return next((link.removeprefix(WD) for link in items), name.entity)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {key: legal(document.text) for key, document in self.graph.documents.items()}

    @cached_property
    def _said(self) -> dict[str, list[Said]]:
        inverse = {row.id for row in Ontology.of(self.graph.info).rows if row.direction == "inverse"}
        found: defaultdict[str, list[Said]] = defaultdict(list)
        for item in statements(self.graph):
            for evidence in item.claim.evidence:
                clean = self._trimmed(evidence)
                ends = clean.subject, clean.object
                if clean.mapping_row in inverse and clean.object is not None:
                    ends = clean.object, clean.subject
                found[clean.document_id].append(Said(item, clean, *ends))
        return dict(found)

    def _trimmed(self, evidence: Evidence) -> Evidence:
        """Evidence whose stretches begin and end with what can be seen; what is empty is left out."""

        def all_of(spans: Iterable[Span]) -> tuple[Span, ...]:
            return tuple(span for span in (trimmed(text, item) for item in spans) if span.start < span.end)

        text = self._texts[evidence.document_id]
        return replace(
            evidence,
            sentence=trimmed(text, evidence.sentence),
            subject=trimmed(text, evidence.subject),
            object=next(iter(all_of([evidence.object] if evidence.object is not None else [])), None),
            predicate=all_of(evidence.predicate),
            cues=all_of(evidence.cues),
            sources=all_of(evidence.sources),
        )

    @cached_property
    def _names(self) -> dict[str, set[Name]]:
        """Mentions with what they were taken for, and the ends of claims: of a value none."""
        found: defaultdict[str, set[Name]] = defaultdict(set)
        for item in self.graph.resolutions:
            if item.entity in self.graph.things:
                key = item.mention.document_id
                span = trimmed(self._texts[key], item.mention)
                found[key].add(Name(span.start, span.end, item.entity))
        for document, said in self._said.items():
            for one in said:
                found[document] |= set(_ends(one))
        return {key: {name for name in names if name.start < name.end} for key, names in found.items()}


def _ends(said: Said) -> Iterator[Name]:
    claim = said.statement.claim
    yield Name(said.subject.start, said.subject.end, claim.subject)
    if said.object is not None and said.statement.target:
        yield Name(said.object.start, said.object.end, said.statement.target)


def apart(names: Iterable[Name]) -> list[Name]:
    """Those of the names that do not overlap, in order; of two that do, the longer one."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda item: (item.start - item.end, item)):
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept)


def trimmed(text: str, span: Span) -> Span:
    """A stretch without blanks at its ends; an empty one when it has nothing else."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(span.document_id, start, start + len(words.strip()), words.strip())


def tokens(text: str, borders: Iterable[int]) -> list[tuple[int, int]]:
    """Words, signs and blanks of a text as characters, as spaCy aligns them: one blank behind a word belongs to it.

    Further blanks are a token; no word runs across a border.
    """
    cuts = set(borders)
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if not match[0].isspace():
            edges = [start, *(cut for cut in range(start + 1, end) if cut in cuts), end]
            found += pairwise(edges)
            continue
        start += match[0][0] == " " and start > 0
        if start < end:
            found.append((start, end))
    return found
