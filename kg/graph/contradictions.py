"""Values of a functional property that cannot both be true: one has a single place of birth.

A town and the country that it lies in are one answer, and so are a day and its year; things of different classes are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.iri import KG, XSD
from kg.model import Entity, Value

_INSIDE = (KG + "locatedIn", KG + "partOf")
_DATES = frozenset(XSD + name for name in ("gYear", "gYearMonth", "date"))


def insides(facts: Iterable[tuple[str, str, str | Value]]) -> frozenset[tuple[str, str]]:
    """Which entity lies in which, by the facts of a graph."""
    return frozenset(
        (subject, target) for subject, relation, target in facts if relation in _INSIDE and isinstance(target, str)
    )


def rivals(
    targets: Iterable[str | Value], entities: Mapping[str, Entity], inside: frozenset[tuple[str, str]]
) -> Iterator[tuple[str | Value, str | Value]]:
    """Pairs of `targets` (IRIs of entities, literals) of which only one can be the value, in order."""
    for one, other in combinations(sorted(targets, key=str), 2):
        if isinstance(one, str) and isinstance(other, str):
            alike = entities[one].type == entities[other].type
            if alike and (one, other) not in inside and (other, one) not in inside:
                yield one, other
        elif isinstance(one, Value) and isinstance(other, Value) and _differ(one, other):
            yield one, other


def _differ(one: Value, other: Value) -> bool:
    if {one.datatype, other.datatype} <= _DATES:
        return not (one.text.startswith(other.text) or other.text.startswith(one.text))
    return one.datatype == other.datatype and one.text.casefold() != other.text.casefold()
