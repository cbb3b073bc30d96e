"""A headline says in short what its text says in full: both are one claim, with the time, place and further arguments of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Claim, Rejection


def in_full(made: Iterable[Claim | Rejection]) -> list[Claim | Rejection]:
    """What one document says, its headlines' claims as its sentences have them; where sentences differ, as the headline has it."""
    items = list(made)
    bodies: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for item in items:
        if isinstance(item, Claim) and not _is_headline(item):
            bodies[_content(item)].append(item)
    return [
        _as_in(item, bodies.get(_content(item), [])) if isinstance(item, Claim) and _is_headline(item) else item
        for item in items
    ]


def _is_headline(claim: Claim) -> bool:
    """True for a sentence without a mark at its end."""
    return claim.evidence[0].sentence.text.rstrip()[-1:].isalnum()


def _content(claim: Claim) -> tuple[object, ...]:
    return claim.subject, claim.property, claim.object, claim.polarity, claim.modality, claim.sources


def _as_in(headline: Claim, bodies: list[Claim]) -> Claim:
    """The headline's claim with what the one fitting sentence has beyond it."""
    fitting = {
        (body.time, body.place, body.qualifiers)
        for body in bodies
        if headline.time in ("", body.time)
        and headline.place in ("", body.place)
        and set(headline.qualifiers) <= set(body.qualifiers)
    }
    if len(fitting) != 1:
        return headline
    ((time, place, qualifiers),) = fitting
    return replace(headline, time=time, place=place, qualifiers=qualifiers)
