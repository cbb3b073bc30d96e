"""A document with all that was read in it marked: names, statements, who says them, denials, and what was not kept.

The text is cut where any mark begins or ends; each run knows what stands there, and where a click leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Claim, Document, Evidence, Polarity, Rejection, Span
from kg.serve.lookup import Lookup

NAME, STATEMENT, DENIAL, SOURCE, CUE, REJECTED = "name", "statement", "denial", "source", "cue", "rejected"
_WINDOW = 300  # characters in which the words of a rejection are looked for around its relation
_IN = re.compile(r"'(?P<words>.+?)' in: (?P<sentence>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in which the same marks hold. `at` is its offset; `entity` an IRI or ""; `rejected` the number of a
    rejection or None.
    """

    text: str
    at: int
    kinds: tuple[str, ...] = ()
    entity: str = ""
    rejected: int | None = None

    @property
    def is_statement(self) -> bool:
        """Whether a claim has its relation here."""
        return STATEMENT in self.kinds or DENIAL in self.kinds


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    entity: str = ""
    rejected: int | None = None


def runs(lookup: Lookup, document: Document) -> list[Run]:
    """The text of a document in runs; together they are the text."""
    claims = lookup.document_claims(document.id)
    found = {mark for claim, item in claims for mark in _marks(claim, item)}
    places = places_of(document, lookup.rejected(document.id))
    found |= {_Mark(*place, REJECTED, rejected=number) for number, place in enumerate(places) if place}
    return list(_cut(document.text, sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind))))


def passages(claim: Claim) -> list[list[Run]]:
    """The sentence of each evidence of a claim in runs, with the words that are the claim's own."""
    return [_passage(claim, item) for item in claim.evidence]


def _passage(claim: Claim, item: Evidence) -> list[Run]:
    sentence = item.sentence
    ends = (item.subject, *([item.object] if item.object is not None else []))
    found = [mark for mark in _marks(claim, item) if mark.kind != NAME]
    found += [_Mark(span.start, span.end, NAME) for span in _here(ends, item)]
    inside = {
        _Mark(mark.start - sentence.start, mark.end - sentence.start, mark.kind)
        for mark in found
        if sentence.start <= mark.start and mark.end <= sentence.end
    }
    return list(_cut(sentence.text, sorted(inside, key=lambda mark: (mark.start, mark.end, mark.kind))))


def claims_at(lookup: Lookup, document: Document, offset: int) -> list[Claim]:
    """Claims that have their relation at a place of the text."""
    found = [
        claim
        for claim, item in lookup.document_claims(document.id)
        if any(
            span.start <= offset < span.end for span in (*item.predicate, *([] if item.predicate else [item.subject]))
        )
    ]
    return list({claim.id: claim for claim in found}.values())


def places_of(document: Document, rejections: Sequence[Rejection]) -> list[tuple[int, int] | None]:
    """Where each rejection stands in the text, as far as its words can be found there."""
    return [_place(document.text, item.item) for item in rejections]


def _marks(claim: Claim, item: Evidence) -> Iterator[_Mark]:
    for resolution in item.resolutions:
        yield _Mark(resolution.mention.start, resolution.mention.end, NAME, resolution.entity)
    denied = claim.polarity is Polarity.NEGATED
    predicate = item.predicate or (item.subject,)
    for kind, spans in ((DENIAL if denied else STATEMENT, predicate), (SOURCE, item.sources), (CUE, item.cues)):
        yield from (_Mark(span.start, span.end, kind) for span in _here(spans, item))


def _here(spans: Iterable[Span], item: Evidence) -> Iterator[Span]:
    return (span for span in spans if span.document_id == item.document_id)


def _place(text: str, words: str) -> tuple[int, int] | None:
    """Offsets of the words that a rejection is about: of 'words' in: sentence, or of the relation of subject | relation | object."""
    if found := _IN.fullmatch(words):
        begin = text.find(found["sentence"])
        inner = found["sentence"].find(found["words"])
        return (begin + inner, begin + inner + len(found["words"])) if begin >= 0 <= inner else None
    subject, _, rest = words.partition(" | ")
    relation, _, target = rest.partition(" | ")
    for match in re.finditer(re.escape(relation), text) if relation else ():
        around = text[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
        if subject in around and target in around:
            return match.span()
    return None


def _cut(text: str, marks: Sequence[_Mark]) -> Iterator[Run]:
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    waiting, active = list(reversed(marks)), list[_Mark]()
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        yield _run(text[start:end], start, active)


def _run(text: str, at: int, marks: Sequence[_Mark]) -> Run:
    """The shortest name that holds here is the one that is linked."""
    names = sorted((mark for mark in marks if mark.entity), key=lambda mark: mark.end - mark.start)
    rejected = [mark.rejected for mark in marks if mark.rejected is not None]
    return Run(
        text,
        at,
        tuple(dict.fromkeys(mark.kind for mark in marks)),
        names[0].entity if names else "",
        rejected[0] if rejected else None,
    )
