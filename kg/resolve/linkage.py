"""Record linkage: which referents of all documents are one thing. Blocking, comparison, score, cluster; then the user's corrections.

Every referent has a key that is equal for those that are surely one: a row of the gazetteer, a full name, a name with its kind
and country. Keys are then nodes: those that share a block are compared (comparison.py), and nodes are joined where the weight
is enough, no other comes into question, and no correction forbids it. All steps are linear in the number of referents but for
comparisons within a block, whose size is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.lang.language import Language
from kg.resolve.comparison import (
    MERGED,
    POSSIBLE,
    SPELLING,
    Profile,
    are_two,
    compare,
    joined,
    probability,
    short_forms,
    spelled,
)
from kg.resolve.discourse import Referent, family, majority
from kg.resolve.names import MOST_VARIANTS, PersonName, in_plain_letters, parse_person, partition
from kg.resolve.same_name_people import bearers, marks_of

Key = tuple[object, ...]  # begins with "row", "person", "named" or "local"
Place = tuple[str, int]  # document, number of the referent there
_RANK = {"row": 0, "person": 1, "named": 2, "local": 3}
_SHORT_ACRONYM, _ACRONYM, _SAME_HOME, _OTHER_HOME = 0.5, 2.5, 2.0, -3.0  # bits


@dataclass(slots=True)
class Node:
    """Referents of one key. `homes` are the countries that the documents speak of most."""

    key: Key
    first: Place
    members: list[Referent] = field(default_factory=list)
    profile: Profile | None = None
    homes: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)

    @property
    def shown(self) -> str:
        """Words for it in reasons."""
        return max((member.shown for member in self.members), key=lambda form: (len(form), form))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes that were compared. `merged` once they are one."""

    one: Node
    other: Node
    bits: float
    reason: str
    merged: bool = False

    @property
    def score(self) -> float:
        """The weight as a probability."""
        return probability(self.bits)


def nodes_of(
    placed: Mapping[Referent, Place], keys: Mapping[Referent, Key], homes: Mapping[str, frozenset[str]]
) -> dict[Key, Node]:
    """The nodes by key; `homes` are the countries that each document speaks of most."""
    found: dict[Key, Node] = {}
    for referent, key in keys.items():
        node = found.setdefault(key, Node(key, placed[referent]))
        node.members.append(referent)
        node.acronyms |= referent.acronyms
        node.homes |= homes.get(placed[referent][0], frozenset())
        if referent.names and key[0] in ("person", "local"):
            _note(node, referent, placed[referent][0])
    return found


def _note(node: Node, referent: Referent, document_id: str) -> None:
    name = max(referent.names, key=_fullness)
    profile = node.profile = node.profile or Profile(name)
    profile.roles |= referent.roles
    profile.countries |= referent.countries
    profile.genders |= {referent.gender} - {""}
    profile.documents.add(document_id)
    special = {form for form in referent.forms if not form.isascii()}
    plain = (in_plain_letters(form, name.language) for form in special)
    profile.written |= {parse_person(form, name.language).name for form in plain} - {name}


# -- keys --------------------------------------------------------------------------------------------------------------


def keys_of(
    placed: Mapping[Referent, Place], homes: Mapping[str, frozenset[str]], language: Language
) -> dict[Referent, Key]:
    """A value for each referent that is equal for those that are surely one."""
    genders, kinds = defaultdict[PersonName, set[str]](set), defaultdict[str, set[str]](set)
    countries = _Countries(language)
    readings = _Readings(placed)
    for referent, place in placed.items():
        name = full_name(referent)
        if name is not None:
            genders[name].add(referent.gender)
        elif referent.known_as and not referent.local:
            kinds[referent.known_as].add(family(referent.kind))
            countries.note(referent, homes.get(place[0], frozenset()))
    keys = {
        referent: _key(referent, place, genders, kinds, countries, readings, homes.get(place[0], frozenset()))
        for referent, place in placed.items()
    }
    return keys | _told_apart(keys, placed)


def _told_apart(keys: Mapping[Referent, Key], placed: Mapping[Referent, Place]) -> dict[Referent, Key]:
    """Keys of those of one full name who are several people."""
    people: dict[Key, list[Referent]] = defaultdict(list)
    documents: dict[str, list[Referent]] = defaultdict(list)
    for referent, key in keys.items():
        documents[placed[referent][0]].append(referent)
        if key[0] == "person":
            people[key].append(referent)
    known = {document_id: marks_of(referents) for document_id, referents in documents.items()}
    return {
        referent: (*key, document_id)
        for key, same in people.items()
        if len(same) > 1
        for referent, document_id in bearers(same, placed, known).items()
    }


def _key(
    referent: Referent,
    place: Place,
    genders: Mapping[PersonName, set[str]],
    kinds: Mapping[str, set[str]],
    countries: _Countries,
    readings: _Readings,
    home: frozenset[str],
) -> Key:
    """`genders` of a full name, and the families and countries in which documents use a name, tell namesakes apart."""
    name = full_name(referent)
    if referent.row is not None:
        return "row", referent.row.id
    if name is not None:
        return ("person", name, referent.gender) if {"m", "f"} <= genders[name] else ("person", name)
    own, known = readings.of(referent), kinds.get(referent.known_as, set()) - {"Thing"}
    misread = own == "Person" and len(known) == 1  # an unknown place or firm, as other documents show
    if not referent.known_as or (referent.local and not misread):
        return "local", *place
    country = countries.of(referent, home)
    if country is None:
        return "local", *place
    one = known if misread or (own == "Thing" and len(known) == 1) else {own}
    return "named", referent.known_as, *one, *([country] if country else [])


class _Readings:
    """What the reader takes the bearers of a name for, and what they are by the words of those documents that say so.

    "Globex" alone is the firm of another document's "Globex, a mining company," if the reader saw a town in both.
    """

    def __init__(self, referents: Iterable[Referent]) -> None:
        self._known: dict[tuple[str, str], set[str]] = defaultdict(set)
        for referent in referents:
            if referent.described and referent.known_as:
                self._known[referent.known_as, family(majority(referent.types))].add(family(referent.kind))

    def of(self, referent: Referent) -> str:
        """The family of a referent."""
        own = family(referent.kind)
        known = self._known.get((referent.known_as, own), set()) if not referent.described else set()
        return min(known) if len(known) == 1 else own


class _Countries:
    """Which countries a name that is no person's is used in, so that "the Socialist Party" of two are two."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._known: dict[str, set[str]] = defaultdict(set)

    def note(self, referent: Referent, home: frozenset[str]) -> None:
        """Takes in the country of a referent."""
        self._known[referent.known_as] |= self._own(referent, home)

    def of(self, referent: Referent, home: frozenset[str]) -> str | None:
        """The country that belongs to the key; "" where the name says enough, None where it says too little."""
        own, known = self._own(referent, home), self._known[referent.known_as]
        if is_shared(referent.known_as, self.language):
            return min(own) if len(own) == 1 else None
        if len(known) < 2:
            return ""
        return min(own) if len(own) == 1 else None

    def _own(self, referent: Referent, home: frozenset[str]) -> frozenset[str]:
        own = referent.within
        return (
            own if own or not is_shared(referent.known_as, self.language) else home if len(home) == 1 else frozenset()
        )


def is_shared(known_as: str, language: Language) -> bool:
    """True for names that many countries have: "Socialist Party", "National Police"."""
    kind, _, name = known_as.partition(" ")
    names = language.names
    return kind == "name" and (names.generic_name_words | names.party_words).issuperset(name.split())


def full_name(referent: Referent) -> PersonName | None:
    """The fullest name of somebody who has one; "J. Bolton" alone may be many."""
    names = [name for name in referent.names if name.full]
    known = any(len(name.parts[0]) > 1 or len(name.parts) > 2 for name in names)
    if referent.row is not None or not known or len(names) != len(referent.names):
        return None
    return max(names, key=_fullness)


def _fullness(name: PersonName) -> tuple[int, int, PersonName]:
    return len(name.parts), len(name.parts[0]), name


# -- blocks and scores -------------------------------------------------------------------------------------------------


def scored(nodes: Mapping[Key, Node]) -> list[Pair]:
    """All pairs of nodes that come into question, those of small weight too."""
    found: dict[tuple[Key, Key], Pair] = {}
    for one, other in (*_blocked(nodes.values()), *_surnames(nodes.values()), *_acronyms(nodes.values())):
        known = (one.key, other.key)
        weight = _weight(one, other) if known not in found and known[::-1] not in found else None
        if weight is not None and weight[0] >= POSSIBLE:
            found[known] = Pair(one, other, *weight)
    return list(found.values())


def _weight(one: Node, other: Node) -> tuple[float, str] | None:
    if one.profile is not None and other.profile is not None:
        return compare(one.profile, other.profile)
    bits = _ACRONYM if len(str(one.key[1])) > len("name xy") else _SHORT_ACRONYM
    reasons = [f"'{one.shown}' is introduced elsewhere as short for '{other.shown}'"]
    if one.homes & other.homes:
        bits, reasons = bits + _SAME_HOME, [*reasons, "the documents speak of one country"]
    elif one.homes and other.homes:
        bits, reasons = bits + _OTHER_HOME, [*reasons, "the documents speak of two countries"]
    return bits, "; ".join(reasons)


def _blocked(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Pairs of full names that share a block."""
    blocks: dict[Key, list[Node]] = defaultdict(list)
    initials: dict[Key, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.profile is not None:
            for block in _blocks(node.profile.name, node.profile.written):
                blocks[block].append(node)
            initials[node.profile.name.parts[0][0], spelled(node.profile.name, False).parts[-1]].append(node)
    for alike in blocks.values():
        if 1 < len(alike) <= MOST_VARIANTS:
            yield from combinations(alike, 2)
    for alike in initials.values():
        if 1 < len(alike) <= MOST_VARIANTS:
            short = [node for node in alike if node.profile is not None and len(node.profile.name.parts[0]) == 1]
            yield from ((one, other) for one in short for other in alike if one is not other)


def _blocks(name: PersonName, written: Iterable[PersonName]) -> set[Key]:
    """Values of which two names that can be one person's share at least one."""
    found: set[Key] = set()
    for one in (name, *written):
        if not one.full:
            continue
        for loose in (False, True):
            parts = spelled(one, loose).parts
            found |= {("joined", "".join(parts)), ("joined", joined(one, loose))}
            found |= {("ends", *sorted((parts[0], parts[-1]))), ("ends", *sorted((parts[0], parts[1])))}
        given, *_ = parts = spelled(one, False).parts
        found |= {("short", form, parts[-1]) for form in short_forms(spelled(one, False))}
        found |= {("second", given, part) for part in (parts[1:], parts[-2:-1])[len(parts) > 2]}
    return found


def _surnames(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """People with a surname alone and those with full names that end in it: never merged, but worth a question."""
    known: dict[str, list[Node]] = defaultdict(list)
    alone = []
    for node in nodes:
        if node.profile is not None and node.profile.name.full:
            known[node.profile.name.parts[-1]].append(node)
        elif node.profile is not None and node.profile.roles:
            alone.append(node)
    for node in alone:
        assert node.profile is not None
        found = known.get(node.profile.name.parts[-1], []) if node.profile.name.parts else []
        yield from ((node, other) for other in found if len(found) <= MOST_VARIANTS)


def _acronyms(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Names that documents introduce as short for one long name only, with that name."""
    nodes = [node for node in nodes if node.key[0] == "named"]
    longs: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for short in node.acronyms:
            longs[short].append(node)
    for node in nodes:
        known = longs.get(str(node.key[1]).removeprefix("name "), []) if node.key[2] != "Place" else []
        if len(known) == 1 and known[0] is not node:
            yield node, known[0]


# -- clusters ----------------------------------------------------------------------------------------------------------


class Clusters:
    """Nodes put together. `must` are joined whatever their weight, `never` are kept apart."""

    def __init__(self, nodes: Mapping[Key, Node], must: Iterable[tuple[Key, Key]], never: set[frozenset[Key]]) -> None:
        self.nodes = nodes
        self.never = never
        self._parent: dict[Key, Key] = {}
        self._groups: dict[Key, list[Key]] = {}
        for one, other in must:
            self._join(one, other)

    def lead(self, key: Key) -> Key:
        """The node that stands for a group."""
        while key in self._parent:
            key = self._parent[key]
        return key

    def decided(self, pair: Pair) -> bool:
        """True when both are one already, as a correction says."""
        return self.lead(pair.one.key) == self.lead(pair.other.key)

    def group(self, lead: Key) -> list[Key]:
        """All nodes of a group, its lead first."""
        return self._groups.get(lead, [lead])

    def merge(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Joins what can be joined: first by names alone, then with what is said of their bearers. Gives all pairs back."""
        for least in (SPELLING.bits, MERGED):
            self._round([pair for pair in pairs if pair.bits >= max(least, MERGED)])
        return [self._settled(pair) for pair in pairs]

    def _settled(self, pair: Pair) -> Pair:
        merged = self.lead(pair.one.key) == self.lead(pair.other.key)
        doubt = "; it could as well be another" if pair.bits >= MERGED and not merged else ""
        return Pair(pair.one, pair.other, pair.bits, pair.reason + doubt, merged)

    def _round(self, pairs: Sequence[Pair]) -> None:
        fits: dict[Key, set[Key]] = defaultdict(set)
        for pair in pairs:
            one, other = self.lead(pair.one.key), self.lead(pair.other.key)
            if one != other and self._may_join(one, other):
                fits[one].add(other)
                fits[other].add(one)
        for component in _components(fits):
            if len(component) <= MOST_VARIANTS:
                for first, *others in partition(component, fits):
                    for key in others:
                        self._join(first, key)

    def _may_join(self, one: Key, other: Key) -> bool:
        """False where a correction or the names themselves tell any two of both groups apart."""
        for first in self.group(one):
            for second in self.group(other):
                a, b = self.nodes[first].profile, self.nodes[second].profile
                if frozenset((first, second)) in self.never or (a and b and are_two(a, b)):
                    return False
        return True

    def _join(self, one: Key, other: Key) -> None:
        first, second = sorted((self.lead(one), self.lead(other)), key=_order)
        if first != second:
            self._parent[second] = first
            self._groups[first] = [*self.group(first), *self._groups.pop(second, [second])]


def _order(key: Key) -> tuple[int, str]:
    return _RANK[str(key[0])], repr(key)


def _components(fits: Mapping[Key, set[Key]]) -> Iterator[list[Key]]:
    """Connected nodes, in order."""
    seen: set[Key] = set()
    for start in sorted(fits, key=_order):
        found, waiting = [], [start] if start not in seen else []
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                found.append(key)
                waiting.extend(fits[key])
        if found:
            yield sorted(found, key=_order)
