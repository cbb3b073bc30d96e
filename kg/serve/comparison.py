"""Two publishers, or two periods, side by side: what both say, what only one says, what one says and the other denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Claim, Polarity, Value
from kg.serve.lookup import Lookup, Statement

_Key = tuple[str, str, "str | Value"]


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: a publisher ("" for all) in a time ("" for any)."""

    publisher: str = ""
    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        return bool(self.publisher or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements by which side has them; `denied` are those that one side affirms and the other negates."""

    both: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    only_one: tuple[Statement, ...]
    only_other: tuple[Statement, ...]


def compare(lookup: Lookup, one: Side, other: Side) -> Comparison:
    """What two sides say, by statement, those with most voices first."""
    sides = [_keyed(lookup.within(side.publisher, side.since, side.until)) for side in (one, other)]
    left, right = sides
    common = left.keys() & right.keys()
    denied = {key for key in common if _polarities(left[key]) != _polarities(right[key])}

    def statements(keys: Iterable[_Key]) -> tuple[Statement, ...]:
        wanted = set(keys)
        found = {id(claim): claim for side in sides for key in side if key in wanted for claim in side[key]}
        return tuple(lookup.statements(found.values()))

    return Comparison(
        statements(common - denied),
        statements(denied),
        statements(left.keys() - common),
        statements(right.keys() - common),
    )


def _keyed(claims: Iterable[Claim]) -> dict[_Key, list[Claim]]:
    found: defaultdict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.subject, claim.property.iri, claim.object].append(claim)
    return dict(found)


def _polarities(claims: Iterable[Claim]) -> set[Polarity]:
    return {claim.polarity for claim in claims}
