"""People of one full name in several documents: one where something else joins them, or where nothing is said of one of them.

An office or calling, a country, an organization or place of theirs, and names that only these documents know (not the gazetteer) join.
Documents that say what their bearer is and agree in none of these speak of two people: a surgeon and a minister. A document that
says nothing of the bearer means the only one there is, or whom by far most documents mean; else its bearer stays alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.resolve.comparison import Profile, callings
from kg.resolve.discourse import Referent

Place = tuple[str, int]  # document, number of the referent there
Mark = tuple[str, object]
_BY_FAR = 3  # times as many documents as all others together


def bearers(
    same: Sequence[Referent], placed: Mapping[Referent, Place], known: Mapping[str, set[Mark]]
) -> dict[Referent, str]:
    """The first document of whoever each referent of one full name is; {} when all are one. `known` are the names of a document."""
    said = {referent: _said(referent) for referent in same}
    if len(_connected({referent: marks for referent, marks in said.items() if marks})) < 2:
        return {}
    whole = {referent: marks | known[placed[referent][0]] - _own(referent) for referent, marks in said.items()}
    groups = sorted(_connected(whole), key=len, reverse=True)
    told = [group for group in groups if any(said[referent] for referent in group)]
    if len(told) < 2:
        return {}
    most, rest = told[0], sum(map(len, told[1:]))
    if len(most) >= _BY_FAR * rest:
        most += [referent for group in groups if group not in told for referent in group]
        groups = told
    return {referent: min(placed[item] for item in group)[0] for group in groups for referent in group}


def marks_of(referents: Iterable[Referent]) -> set[Mark]:
    """What the names of a document are that the gazetteer does not have, and that are no part of others."""
    return {
        ("name", name)
        for referent in referents
        if referent.row is None and referent.origin == "named" and not referent.local
        for name in ({item for item in referent.names if item.full} or {referent.known_as} - {""})
    }


def _own(referent: Referent) -> set[Mark]:
    return {("name", name) for name in referent.names}


def _said(referent: Referent) -> set[Mark]:
    profile = Profile(max(referent.names), roles=set(referent.roles))
    return {*(("calling", noun) for noun in callings(profile)), *(("country", item) for item in referent.countries)}


def _connected(marks: Mapping[Referent, set[Mark]]) -> list[list[Referent]]:
    """Referents put together that share a mark with one of them; those without any are alone."""
    parent: dict[object, object] = {}

    def lead(item: object) -> object:
        while parent.setdefault(item, item) != item:
            parent[item] = item = parent[parent[item]]
        return item

    for referent, own in marks.items():
        for mark in own:
            parent[lead(mark)] = lead(referent)
    groups: dict[object, list[Referent]] = defaultdict(list)
    for referent in marks:
        groups[lead(referent)].append(referent)
    return list(groups.values())
