"""People of one full name in several documents: one where something else joins them, or where nothing is said of one of them.

An office or calling, a country, an organization or place of theirs, and names that only these documents know (not the gazetteer) join.
Documents that say what their bearer is and agree in none of these speak of two people: a surgeon and a minister. A document that
says nothing of the bearer means the only one there is, or whom by far most documents mean; else its bearer stays alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from kg.resolve.comparison import Profile, callings
from kg.resolve.discourse import Referent
from kg.resolve.names import PersonName

Place = tuple[str, int]  # document, number of the referent there
Mark = tuple[str, str]
Item = TypeVar("Item", bound=Hashable)
_BY_FAR = 3  # times as many documents as all others together


def bearers(
    same: Mapping[Place, Referent], known: Callable[[str], set[Mark]], said: Callable[[Referent], frozenset[Mark]]
) -> dict[Place, str]:
    """The first document of whoever each referent of one full name is; {} when all are one.

    `known` gives the names of a document, `said` is `said_of`, which may be kept.
    """
    different = dict.fromkeys(said(referent) for referent in same.values())
    if len(_connected({marks: marks for marks in different if marks})) < 2:
        return {}
    whole = {place: said(one) | known(place[0]) - _own(one) for place, one in same.items()}
    groups = sorted(_connected(whole), key=len, reverse=True)
    told = [group for group in groups if any(said(same[place]) for place in group)]
    if len(told) < 2:
        return {}
    most, rest = told[0], sum(map(len, told[1:]))
    if len(most) >= _BY_FAR * rest:
        most += [place for group in groups if group not in told for place in group]
        groups = told
    return {place: min(group)[0] for group in groups for place in group}


def marks_of(referents: Iterable[Referent]) -> set[Mark]:
    """What the names of a document are that the gazetteer does not have, and that are no part of others."""
    kept = (one for one in referents if one.row is None and one.origin == "named" and not one.local)
    return {
        mark
        for referent in kept
        for mark in (
            {_mark(name) for name in referent.names if name.full} or {("name", referent.known_as)} - {("name", "")}
        )
    }


def _own(referent: Referent) -> set[Mark]:
    return {_mark(name) for name in referent.names}


def _mark(name: PersonName) -> Mark:
    return "person", f"{' '.join(name.parts)}.{name.suffix}"


def said_of(referent: Referent) -> frozenset[Mark]:
    """What a document says of the bearer of a name: offices and callings, countries."""
    profile = Profile(max(referent.names), roles=set(referent.roles))
    callings_of = (("calling", noun) for noun in callings(profile))
    return frozenset((*callings_of, *(("country", item) for item in referent.countries)))


def _connected(marks: Mapping[Item, Iterable[Mark]]) -> list[list[Item]]:
    """Items put together that share a mark with one of them; those without any are alone."""
    items, first = [*marks], dict[Mark, int]()
    parent = [*range(len(items))]

    def lead(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for number, item in enumerate(items):
        for mark in marks[item]:
            if (other := first.setdefault(mark, number)) != number:
                parent[lead(other)] = lead(number)
    groups: dict[int, list[Item]] = defaultdict(list)
    for number, item in enumerate(items):
        groups[lead(number)].append(item)
    return list(groups.values())
