"""Claims of one id become one claim: with the evidence of all, in the order of the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.model import Claim, Evidence, Resolution, Span


class Checked(NamedTuple):
    """A claim in the one form that its id has, with its id; its evidence slices the texts."""

    id: str
    claim: Claim


def merged(claims: Sequence[Claim]) -> Claim:
    """One claim of several with one id: all evidence, sorted; trusted when one of them is."""
    if len(claims) == 1 and len(claims[0].evidence) == 1:
        return claims[0]
    return replace(
        claims[0],
        property=min((claim.property for claim in claims), key=lambda item: (item.open, item.label)),
        trusted=any(claim.trusted for claim in claims),
        proposed=min(filter(None, (claim.proposed for claim in claims)), key=lambda item: item.iri, default=None),
        evidence=tuple(_in_text_order(item for claim in claims for item in claim.evidence)),
    )


def _in_text_order(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Each once. Only what stands in one sentence is compared as a whole."""
    found: defaultdict[Span, list[Evidence]] = defaultdict(list)
    for item in evidence:
        found[item.sentence].append(item)
    for sentence in sorted(found):
        same = found[sentence]
        yield from sorted(set(same), key=_evidence_key) if len(same) > 1 else same


def resolution_key(item: Resolution) -> tuple[Span, str, str]:
    """What resolutions are sorted by."""
    return (item.mention, item.entity, item.reason)


def _evidence_key(item: Evidence) -> tuple[object, ...]:
    reasons = tuple(resolution_key(resolution) for resolution in item.resolutions)
    target = (item.object,) if item.object is not None else ()
    head = (item.head,) if item.head is not None else ()
    places = (item.sentence, item.subject, item.predicate, target, item.cues, item.sources, head, item.parents)
    return (*places, item.rules, item.mapping_row, item.confidence, item.event, reasons)
