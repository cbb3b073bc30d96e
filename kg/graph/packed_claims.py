"""The claims of a document, packed: where a claim stands in the text, and why it was read so, is nine tenths of what a claim holds, and a
graph as a whole is asked for the sentence and the confidence alone. The rest stays packed, and is unpacked each time it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any, TypeAlias

from kg.graph.merging import Checked
from kg.model import Claim, Document, Evidence, Modality, Polarity, Property, Qualifier, Resolution, Span, Value

Row: TypeAlias = tuple[
    str, str, str
]  # the id of a claim, the claim as JSON, and a line of JSON for each place that it rests on
_PACKED = frozenset(item.name for item in fields(Evidence)) - {"sentence", "confidence"}
_JSON = json.JSONEncoder(
    separators=(",", ":")
)  # ASCII: half of a character outside Unicode's planes is no text for a database
_set = object.__setattr__
_read = json.JSONDecoder().raw_decode


class KeptEvidence(Evidence):
    """An evidence that holds its place, its confidence and a mark; equal to what it was made of."""

    __slots__ = ("_kept",)
    _kept: tuple[Document, int, int, str, str]  # begin and end of its sentence, its mark, and the rest packed

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """An evidence, also by `dataclasses.replace`."""
        return Evidence(*given, **named)

    @classmethod
    def of(cls, confidence: float, *kept: *tuple[Document, int, int, str, str]) -> KeptEvidence:
        """That of a row."""
        made: KeptEvidence = object.__new__(cls)
        _set(made, "confidence", confidence)
        _set(made, "_kept", kept)
        return made

    @property
    def document_id(self) -> str:
        """The document that holds the sentence."""
        return self._kept[0].id

    @property
    def place(self) -> tuple[int, int]:
        """Begin and end of its sentence."""
        return self._kept[1:3]

    @property
    def mark(self) -> str:
        """A digest of all that it says."""
        return self._kept[3]

    @property
    def row(self) -> str:
        """What is packed."""
        return self._kept[4]

    def __getattr__(self, name: str) -> Any:
        if name == "sentence":
            _set(self, name, sentence := _span(self._kept[0], self.place))
            return sentence
        if name not in _PACKED:
            raise AttributeError(name)
        return getattr(self.whole, name)

    @property
    def whole(self) -> Evidence:
        """All of it."""
        if (last := _Last.read) is None or last[0] is not self:
            made = _evidence(self._kept[0], self.sentence, self.confidence, _read(self.row)[0])
            _Last.read = last = (self, made)
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


def pack(claims: Iterable[Checked], marks: Iterable[str]) -> tuple[Row, ...]:
    """Claims of one document; `marks` are those of their evidence, one after the other."""
    mark = iter(marks)
    return tuple((claim_id, _claim_row(claim, mark), _lines(claim.evidence)) for claim_id, claim in claims)


def _claim_row(claim: Claim, mark: Iterator[str]) -> str:
    target = claim.object
    row = (
        claim.subject,
        _property_row(claim.property),
        (target.text, target.datatype) if isinstance(target, Value) else target,
        claim.polarity.value,
        claim.modality.value,
        claim.sources,
        claim.source_unnamed,
        [(item.role, item.label, item.entity) for item in claim.qualifiers],
        claim.time,
        claim.place,
        claim.trusted,
        _property_row(claim.proposed) if claim.proposed is not None else None,
        [(*place_of(item), item.confidence, next(mark)) for item in claim.evidence],
    )
    return _JSON.encode(row)


def _property_row(relation: Property) -> tuple[str, str, bool]:
    return relation.iri, relation.label, relation.open


def _lines(evidence: Iterable[Evidence]) -> str:
    """What of each is packed; no line of JSON has an end of a line in it."""
    return "\n".join(item.row if isinstance(item, KeptEvidence) else _evidence_row(item) for item in evidence)


def _evidence_row(item: Evidence) -> str:
    several = (item.predicate, item.cues, item.sources, item.parents)
    single = (item.subject, item.object, item.head)
    row = (
        [[_place(span) for span in spans] for spans in several],
        [_place(span) if span is not None else None for span in single],
        item.rules,
        item.mapping_row,
        item.event,
        [(*_place(one.mention), one.entity, one.reason) for one in item.resolutions],
    )
    return _JSON.encode(row)


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def place_of(item: Evidence) -> tuple[int, int]:
    """Begin and end of its sentence, which is not made for that."""
    return item.place if isinstance(item, KeptEvidence) else _place(item.sentence)


# -- and back ----------------------------------------------------------------------------------------------------------

_POLARITY = {item.value: item for item in Polarity}
_MODALITY = {item.value: item for item in Modality}


def unpack(row: Row, document: Document) -> Checked:
    """A claim of a document with its id."""
    claim_id, claim, lines = row
    subject, relation, target, polarity, modality, sources, unnamed, qualifiers, time, place, *rest = _read(claim)[0]
    trusted, proposed, evidence = rest
    made = Claim(
        subject,
        _property(*relation),
        target if isinstance(target, str) else Value(*target),
        _POLARITY[polarity],
        _MODALITY[modality],
        tuple(sources),
        unnamed,
        tuple([Qualifier(*parts) for parts in qualifiers]),
        time,
        place,
        tuple(
            [
                KeptEvidence.of(confidence, document, start, end, mark, line)
                for (start, end, confidence, mark), line in zip(evidence, lines.split("\n"), strict=True)
            ]
        ),
        trusted,
        _property(*proposed) if proposed is not None else None,
    )
    return Checked(claim_id, made)


_property = lru_cache(maxsize=4096)(Property)  # of which there are few


def _evidence(document: Document, sentence: Span, confidence: float, row: list[Any]) -> Evidence:
    """All of an evidence."""
    (predicate, cues, sources, parents), (subject, target, head), rules, mapping_row, event, resolutions = row
    return Evidence(
        sentence=sentence,
        subject=_span(document, subject),
        predicate=_spans(document, predicate),
        object=_span(document, target) if target is not None else None,
        cues=_spans(document, cues),
        sources=_spans(document, sources),
        rules=tuple(rules),
        mapping_row=mapping_row,
        resolutions=tuple(
            [Resolution(_span(document, (start, end)), iri, why) for start, end, iri, why in resolutions]
        ),
        confidence=confidence,
        event=event,
        head=_span(document, head) if head is not None else None,
        parents=_spans(document, parents),
    )


def _span(document: Document, place: tuple[int, int]) -> Span:
    start, end = place
    return Span(document.id, start, end, document.text[start:end])


def _spans(document: Document, places: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple([_span(document, place) for place in places])
