"""Record linkage: which referents of all documents are one thing. Blocking, comparison, score, cluster; then the user's corrections.

Every referent has a key that is equal for those that are surely one: a row of the gazetteer, a full name, a name with its kind
and country. Keys are then nodes: those that share a block are compared (comparison.py), and nodes are joined where the weight
is enough, no other comes into question, and no correction forbids it. All steps are linear in the number of referents but for
comparisons within a block, whose size is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import NamedTuple

from kg.lang.language import Language
from kg.resolve.blocking import NAME, Block, blocks, full_name, fullness, initial_block, surname_block, written
from kg.resolve.comparison import MERGED, POSSIBLE, SPELLING, Profile, are_two, compare, probability
from kg.resolve.discourse import Referent, family, majority
from kg.resolve.names import MOST_VARIANTS, PersonName, partition
from kg.resolve.same_name_people import Mark, bearers, said_of

Key = tuple[object, ...]  # begins with "row", "person", "named" or "local"
Place = tuple[str, int]  # document, number of the referent there
_RANK = {"row": 0, "person": 1, "named": 2, "local": 3}
_SHORT_ACRONYM, _ACRONYM, _SAME_HOME, _OTHER_HOME = 0.5, 2.5, 2.0, -3.0  # bits


@dataclass(slots=True)
class Node:
    """Referents of one key, the first one first, each with how many documents have it so. `homes` are the countries that the documents
    speak of most, `spoken_of` the ISO codes of all.
    """

    key: Key
    first: Place
    members: dict[Referent, int] = field(default_factory=dict)
    profile: Profile | None = None
    homes: frozenset[str] = frozenset()
    spoken_of: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()

    def add(self, referent: Referent, place: Place, home: Home) -> None:
        """Takes in a referent of a document."""
        if referent not in self.members:
            self.members[referent] = 0
            self.acronyms |= referent.acronyms
            if referent.names and self.key[0] in ("person", "local"):
                self.profile = _noted(self.profile, referent)
        self.members[referent] += 1
        if not home.most <= self.homes:
            self.homes |= home.most
        if not home.spoken_of <= self.spoken_of:
            self.spoken_of |= home.spoken_of
        if self.profile is not None:
            self.profile.documents.add(place[0])

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


def nodes_of(uses: Iterable[Placed], keys: Keys, homes: Mapping[str, Home]) -> dict[Key, Node]:
    """The nodes by key."""
    found: dict[Key, Node] = {}
    for place, referent in uses:
        key = keys[place]
        if key not in found:
            found[key] = Node(key, place)
        found[key].add(referent, place, homes[place[0]])
    return found


def _noted(profile: Profile | None, referent: Referent) -> Profile:
    """What is known of the bearers of a name, with what one document says of them."""
    name = max(referent.names, key=fullness)
    profile = profile or Profile(name)
    profile.roles |= referent.roles
    profile.countries |= referent.countries
    profile.genders |= {referent.gender} - {""}
    profile.written |= written(referent, name)
    return profile


# -- keys --------------------------------------------------------------------------------------------------------------


class Home(NamedTuple):
    """The countries of a document: the rows of those that it speaks of most, the ISO codes of all."""

    most: frozenset[str]
    spoken_of: frozenset[str]


class Placed(NamedTuple):
    """A referent and its place; documents that say the same of something may share the object."""

    place: Place
    referent: Referent


class Keys:
    """A value for each referent that is equal for those that are surely one. `marks` gives the names of a document: `marks_of`."""

    def __init__(
        self,
        uses: Sequence[Placed],
        homes: Mapping[str, Home],
        marks: Callable[[str], set[Mark]],
        language: Language,
    ) -> None:
        same = _Same(uses, homes, language)
        self._keys: dict[Place, Key] = {
            place: same.key(referent, homes[place[0]].most) or ("local", *place) for place, referent in uses
        }
        self._keys |= self._told_apart(uses, cache(marks))

    def __getitem__(self, place: Place) -> Key:
        return self._keys[place]

    def __setitem__(self, place: Place, key: Key) -> None:
        self._keys[place] = key

    def _told_apart(self, uses: Iterable[Placed], marks: Callable[[str], set[Mark]]) -> dict[Place, Key]:
        """Keys of those of one full name who are several people."""
        people: dict[Key, dict[Place, Referent]] = defaultdict(dict)
        for place, referent in uses:
            if self[place][0] == "person":
                people[self[place]][place] = referent
        said = cache(said_of)
        return {
            place: (*key, document_id)
            for key, same in people.items()
            if len(same) > 1
            for place, document_id in bearers(same, marks, said).items()
        }


class _Same:
    """What documents together say of names: by that, and by the countries of its document, a referent has its key."""

    def __init__(self, uses: Iterable[Placed], homes: Mapping[str, Home], language: Language) -> None:
        self._genders, self._kinds = defaultdict[PersonName, set[str]](set), defaultdict[str, set[str]](set)
        self._countries = _Countries(language)
        self._keys: dict[tuple[Referent, frozenset[str]], Key | None] = dict.fromkeys(
            (referent, homes[place[0]].most) for place, referent in uses
        )
        self._readings = _Readings(dict.fromkeys(referent for referent, _ in self._keys))
        for referent, home in self._keys:
            name = full_name(referent)
            if name is not None:
                self._genders[name].add(referent.gender)
            elif referent.known_as and not referent.local:
                self._kinds[referent.known_as].add(family(referent.kind))
                self._countries.note(referent, home)
        for pair in self._keys:
            self._keys[pair] = self._key(*pair)

    def key(self, referent: Referent, home: frozenset[str]) -> Key | None:
        """The key of a referent; None for what nothing in another document can be known to be."""
        return self._keys.get((referent, home))

    def _key(self, referent: Referent, home: frozenset[str]) -> Key | None:
        """Genders of a full name, and the families and countries in which documents use a name, tell namesakes apart."""
        name = full_name(referent)
        if referent.row is not None:
            return "row", referent.row.id
        if name is not None:
            return ("person", name, referent.gender) if {"m", "f"} <= self._genders[name] else ("person", name)
        own, known = self._readings.of(referent), self._kinds.get(referent.known_as, set()) - {"Thing"}
        misread = own == "Person" and len(known) == 1  # an unknown place or firm, as other documents show
        if not referent.known_as or (referent.local and not misread):
            return None
        country = self._countries.of(referent, home)
        if country is None:
            return None
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


# -- blocks and scores -------------------------------------------------------------------------------------------------


def scored(nodes: Mapping[Key, Node], crowded: Container[Block]) -> list[Pair]:
    """All pairs of nodes that come into question, those of small weight too; not those of `crowded` blocks."""
    found: dict[tuple[Key, Key], Pair] = {}
    near = (*_blocked(nodes.values(), crowded), *_surnames(nodes.values(), crowded), *_acronyms(nodes.values()))
    for one, other in near:
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


def _blocked(nodes: Iterable[Node], crowded: Container[Block]) -> Iterator[tuple[Node, Node]]:
    """Pairs of full names that share a block."""
    known: dict[Block, list[Node]] = defaultdict(list)
    initials: dict[Block, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.profile is not None:
            for block in blocks(node.profile.name, node.profile.written):
                known[block].append(node)
            initials[initial_block(node.profile.name)].append(node)
    for block, alike in known.items():
        if 1 < len(alike) <= MOST_VARIANTS and block not in crowded:
            yield from combinations(alike, 2)
    for block, alike in initials.items():
        if 1 < len(alike) <= MOST_VARIANTS and block not in crowded:
            short = [node for node in alike if node.profile is not None and len(node.profile.name.parts[0]) == 1]
            yield from ((one, other) for one in short for other in alike if one is not other)


def _surnames(nodes: Iterable[Node], crowded: Container[Block]) -> Iterator[tuple[Node, Node]]:
    """People with a surname alone and those with full names that end in it: never merged, but worth a question."""
    known: dict[Block, list[Node]] = defaultdict(list)
    alone: list[tuple[Block, Node]] = []
    for node in nodes:
        if node.profile is not None and node.profile.name.parts:
            block = surname_block(node.profile.name)
            if node.profile.name.full:
                known[block].append(node)
            elif node.profile.roles and block not in crowded:
                alone.append((block, node))
    for block, node in alone:
        found = known.get(block, [])
        yield from ((node, other) for other in found if len(found) <= MOST_VARIANTS)


def _acronyms(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Names that documents introduce as short for one long name only, with that name."""
    nodes = [node for node in nodes if node.key[0] == "named"]
    longs: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for short in node.acronyms:
            longs[short].append(node)
    for node in nodes:
        known = longs.get(str(node.key[1]).removeprefix(NAME), []) if node.key[2] != "Place" else []
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
