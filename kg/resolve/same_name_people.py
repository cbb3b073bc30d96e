"""People of one full name in several documents: one, unless a person says otherwise, but worth a look where only the name agrees.

Documents whose words for the bearer (offices, callings, countries) have something in common speak of one person; so do, as far as
anyone can tell, those that say nothing of the bearer. Each further set of documents is a merge by the name alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.resolve.comparison import IDENTICAL, OTHER_COUNTRY, Profile, heads
from kg.resolve.discourse import Referent
from kg.resolve.linkage import Key, Node, Pair, Place

_OTHER_CALLING = -2.0  # bits
_MOST_SETS = 8  # of one name that are listed: a name of more is that of many people anyway


def merges_by_name(nodes: Iterable[Node], placed: Mapping[Referent, Place], decided: Iterable[Key]) -> Iterator[Pair]:
    """A pair for each set of documents that has nothing but the full name in common with the first one.

    `decided` are keys that the user has already put together.
    """
    known = set(decided)
    for node in nodes:
        if node.key[0] == "person" and len(node.members) > 1 and node.key not in known:
            first, *others = sorted(_sets(node, placed), key=lambda item: item.first)
            for other in others[:_MOST_SETS]:
                bits, reason = _weight(first.members, other.members)
                yield Pair(first, other, bits, reason, merged=True)


def _sets(node: Node, placed: Mapping[Referent, Place]) -> list[Node]:
    """The node by what is said of its members: connected by any word for them."""
    parent: dict[object, object] = {}

    def lead(mark: object) -> object:
        while parent.setdefault(mark, mark) != mark:
            parent[mark] = mark = parent[parent[mark]]
        return mark

    marks = {member: sorted(_marks(member)) or [("nothing", "")] for member in node.members}
    for first, *others in marks.values():
        for other in others:
            parent[lead(other)] = lead(first)
    groups: dict[object, list[Referent]] = defaultdict(list)
    for member, known in marks.items():
        groups[lead(known[0])].append(member)
    return [Node(node.key, min(placed[item] for item in group), group) for group in groups.values()]


def _marks(member: Referent) -> set[tuple[str, str]]:
    return {("calling", head) for head in _heads([member])} | {("country", item) for item in member.countries}


def _heads(members: Iterable[Referent]) -> set[str]:
    names = [name for member in members for name in member.names]
    return heads(Profile(names[0], roles={role for member in members for role in member.roles})) if names else set()


def _weight(one: list[Referent], other: list[Referent]) -> tuple[float, str]:
    bits, reasons = IDENTICAL.bits, [f"{IDENTICAL.reason}, and nothing else agrees"]
    callings = [min(_heads(group), default="") for group in (one, other)]
    countries = [{country for member in group for country in member.countries} for group in (one, other)]
    if all(callings):
        bits, reasons = (
            bits + _OTHER_CALLING,
            [*reasons, f"one is some '{callings[0]}', the other some '{callings[1]}'"],
        )
    if all(countries):
        bits, reasons = bits + OTHER_COUNTRY, [*reasons, "they belong to two countries"]
    return bits, "; ".join(reasons)
