"""What the confidence of a claim rests on: how its evidence was read, and what its two ends are.

Every feature can be told from the finished claim alone, so that the graph of a labelled corpus is all that a fit needs.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Claim, Entity, Evidence, Span, Value

_MOST_WORDS = 60
_TEN = 10  # words: what a feature that counts words is measured in, so that weights are of one size


def features(claim: Claim, evidence: Evidence, entities: Mapping[str, Entity]) -> dict[str, float]:
    """Name and value of each feature of one piece of evidence for a claim; `entities` by IRI. What is not named is 0."""
    sentence, words = evidence.sentence, evidence.sentence.text.split()
    found = {f"rule {rule.partition(':')[0]}": 1.0 for rule in evidence.rules}
    found |= {
        f"property {'open' if claim.property.open else claim.property.label if not evidence.mapping_row else 'row'}": 1.0,
        f"subject {_kind(claim.subject, entities)}": 1.0,
        f"object {_kind(claim.object, entities)}": 1.0,
        "sentence words": min(len(words), _MOST_WORDS) / _TEN,
        "sentence commas": sentence.text.count(",") / _TEN,
        "object words": len(evidence.object.text.split()) / _TEN if evidence.object is not None else 0.0,
        "subject words": len(evidence.subject.text.split()) / _TEN,
    }
    if evidence.predicate:
        found["words before predicate"] = _between(evidence.subject, evidence.predicate[0], sentence)
        if evidence.object is not None:
            found["words behind predicate"] = _between(evidence.predicate[-1], evidence.object, sentence)
    for place, end, span in (("subject", claim.subject, evidence.subject), ("object", claim.object, evidence.object)):
        if span is not None and isinstance(end, str) and _is_reference(span, entities.get(end)):
            found[f"{place} reference"] = 1.0
    if words and words[-1][-1:].isalnum():
        found["headline"] = 1.0
    return found


def _kind(end: str | Value, entities: Mapping[str, Entity]) -> str:
    """What an end of a claim is: a value, an act, something described, or a named thing of a class."""
    if isinstance(end, Value):
        return "value"
    entity = entities.get(end)
    if entity is None or entity.origin == "act":
        return "act"
    return "described" if entity.origin == "described" else entity.type


def _between(one: Span, other: Span, sentence: Span) -> float:
    """Tens of words between two pieces of a sentence; where these overlap, none."""
    first, second = sorted((one, other))
    between = sentence.text[max(0, first.end - sentence.start) : max(0, second.start - sentence.start)]
    return len(between.split()) / _TEN


def _is_reference(span: Span, entity: Entity | None) -> bool:
    """True for words that have nothing in common with the name of what they mean: "it", "the company" of Acme."""
    if entity is None or span.text.isupper():  # initials are a name
        return False
    return set(span.text.casefold().split()).isdisjoint(entity.label.casefold().split())
