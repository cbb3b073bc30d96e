"""The claims of a document, packed: where a claim stands in the text, and why it was read so, is nine tenths of what a claim holds, and a
graph as a whole is asked for the sentence and the confidence alone. The rest stays packed, and is unpacked each time it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, NamedTuple, TypeAlias

from kg.graph.content import Checked
from kg.model import Claim, Document, Evidence, Modality, Polarity, Property, Qualifier, Resolution, Span, Value

_Row: TypeAlias = tuple[Any, ...]  # of numbers, which stand for words
_PACKED = frozenset(item.name for item in fields(Evidence)) - {"sentence", "confidence"}


class Packed(NamedTuple):
    """Claims of one document; `words` are all their words, each once."""

    words: tuple[str, ...]
    rows: tuple[_Row, ...]


class KeptEvidence(Evidence):
    """An evidence that holds its sentence, its confidence and a `mark`, a digest of all that it says; equal to what it was made of."""

    __slots__ = ("_row", "_words", "mark")
    mark: str
    _row: str
    _words: _Words

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """An evidence, also by `dataclasses.replace`."""
        return Evidence(*given, **named)

    @classmethod
    def of(cls, sentence: Span, confidence: float, mark: str, row: str, words: _Words) -> KeptEvidence:
        """That of a row."""
        made: KeptEvidence = object.__new__(cls)
        values = {"sentence": sentence, "confidence": confidence, "mark": mark, "_row": row, "_words": words}
        for name, value in values.items():
            object.__setattr__(made, name, value)
        return made

    def __getattr__(self, name: str) -> Any:
        if name not in _PACKED:
            raise AttributeError(name)
        return getattr(self.whole, name)

    @property
    def whole(self) -> Evidence:
        """All of it."""
        if (last := _Last.read) is None or last[0] is not self:
            _Last.read = last = (self, self._words.evidence(self.sentence, self.confidence, json.loads(self._row)))
        return last[1]

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return self.whole == (other.whole if isinstance(other, KeptEvidence) else other)

    def __hash__(self) -> int:
        return hash(self.whole)

    def __repr__(self) -> str:
        return repr(self.whole)

    def __reduce__(self) -> tuple[Any, ...]:
        return Evidence, tuple(getattr(self.whole, item.name) for item in fields(Evidence))


class _Last:
    """What was unpacked last: who asks for one field of an evidence asks for others."""

    read: tuple[KeptEvidence, Evidence] | None = None


# -- there -------------------------------------------------------------------------------------------------------------


def pack(claims: Iterable[Checked], marks: Iterable[str]) -> Packed:
    """Claims of one document; `marks` are those of their evidence, one after the other."""
    numbers, mark = _Numbers(), iter(marks)
    rows = tuple(_claim_row(claim_id, claim, numbers, mark) for claim_id, claim in claims)
    return Packed(tuple(numbers), rows)


class _Numbers(dict[str, int]):
    """A number for each word."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


def _claim_row(claim_id: str, claim: Claim, at: _Numbers, mark: Iterator[str]) -> _Row:
    target = claim.object
    return (
        claim_id,
        at[claim.subject],
        _property_row(claim.property, at),
        (at[target.text], at[target.datatype]) if isinstance(target, Value) else at[target],
        at[claim.polarity.value],
        at[claim.modality.value],
        tuple(at[source] for source in claim.sources),
        claim.source_unnamed,
        tuple((at[item.role], at[item.label], at[item.entity]) for item in claim.qualifiers),
        at[claim.time],
        at[claim.place],
        claim.trusted,
        _property_row(claim.proposed, at) if claim.proposed is not None else None,
        tuple(
            (item.sentence.start, item.sentence.end, item.confidence, next(mark), _evidence_row(item, at))
            for item in claim.evidence
        ),
    )


def _property_row(relation: Property, at: _Numbers) -> _Row:
    return at[relation.iri], at[relation.label], relation.open


def _evidence_row(item: Evidence, at: _Numbers) -> str:
    """As text, of which a graph holds many: a row of numbers would take ten times as much."""
    several = (item.predicate, item.cues, item.sources, item.parents)
    single = (item.subject, item.object, item.head)
    resolutions = [(*_place(one.mention), at[one.entity], at[one.reason]) for one in item.resolutions]
    row = (
        [[_place(span) for span in spans] for spans in several],
        [_place(span) if span is not None else None for span in single],
        [at[rule] for rule in item.rules],
        at[item.mapping_row],
        at[item.event],
        resolutions,
    )
    return json.dumps(row, separators=(",", ":"))


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


# -- and back ----------------------------------------------------------------------------------------------------------


def unpack(packed: Packed, document: Document, same: dict[str, str]) -> Iterator[Checked]:
    """The claims of a document; words that are in `same` already are taken from there, the others are added."""
    words = _Words(document, tuple([same.setdefault(word, word) for word in packed.words]))
    return map(words.claim, packed.rows)


class _Words:
    """What the numbers of a document's rows stand for."""

    __slots__ = ("_document", "_sentences", "_words")

    def __init__(self, document: Document, words: tuple[str, ...]) -> None:
        self._document = document
        self._words = words
        self._sentences: dict[tuple[int, int], Span] = {}

    def claim(self, row: _Row) -> Checked:
        """A claim with its id."""
        claim_id, subject, relation, target, polarity, modality, sources, unnamed, qualifiers, time, place, *rest = row
        trusted, proposed, evidence = rest
        words = self._words
        claim = Claim(
            words[subject],
            self._property(relation),
            words[target] if isinstance(target, int) else Value(*[words[at] for at in target]),
            Polarity(words[polarity]),
            Modality(words[modality]),
            tuple([words[source] for source in sources]),
            unnamed,
            tuple([Qualifier(*[words[at] for at in parts]) for parts in qualifiers]),
            words[time],
            words[place],
            tuple([self._kept(*item) for item in evidence]),
            trusted,
            self._property(proposed) if proposed is not None else None,
        )
        return Checked(claim_id, claim)

    def _property(self, row: _Row) -> Property:
        iri, label, is_open = row
        return Property(self._words[iri], self._words[label], is_open)

    def _kept(self, start: int, end: int, confidence: float, mark: str, row: str) -> KeptEvidence:
        sentence = self._sentences.get((start, end))
        if sentence is None:
            sentence = self._sentences[start, end] = self._span((start, end))
        return KeptEvidence.of(sentence, confidence, mark, row, self)

    def evidence(self, sentence: Span, confidence: float, row: _Row) -> Evidence:
        """All of an evidence."""
        (predicate, cues, sources, parents), (subject, target, head), rules, mapping_row, event, resolutions = row
        words = self._words
        return Evidence(
            sentence=sentence,
            subject=self._span(subject),
            predicate=self._spans(predicate),
            object=self._span(target) if target is not None else None,
            cues=self._spans(cues),
            sources=self._spans(sources),
            rules=tuple([words[rule] for rule in rules]),
            mapping_row=words[mapping_row],
            resolutions=tuple(
                [Resolution(self._span((start, end)), words[iri], words[why]) for start, end, iri, why in resolutions]
            ),
            confidence=confidence,
            event=words[event],
            head=self._span(head) if head is not None else None,
            parents=self._spans(parents),
        )

    def _span(self, place: tuple[int, int]) -> Span:
        start, end = place
        return Span(self._document.id, start, end, self._document.text[start:end])

    def _spans(self, places: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple([self._span(place) for place in places])
