"""Record linkage: which referents of all documents are one thing. Blocking, comparison, score, cluster; then the user's corrections.

Every referent has a key that is equal for those that are surely one: a row of the gazetteer, a full name, a name with its kind
and country. Keys are then nodes: those that share a block are compared (comparison.py), and nodes are joined where the weight
is enough, no other comes into question, and no correction forbids it. All steps are linear in the number of referents but for
comparisons within a block, whose size is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import NamedTuple, Self

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
from kg.resolve.discourse import Referent, Referents, family, majority
from kg.resolve.names import MOST_VARIANTS, PersonName, in_plain_letters, parse_person, partition
from kg.resolve.same_name_people import bearers, marks_of, said_of

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

    @classmethod
    def alone(cls, place: Place, referent: Referent, key: Key, home: Home) -> Self:
        """That of one referent of one document."""
        made = cls(key, place)
        made.add(referent, place, home)
        return made

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


def nodes_of(
    documents: Iterable[Referents], keys: Keys, homes: Mapping[str, Home], wanted: Container[Key]
) -> dict[Key, Node]:
    """The nodes by key. What is in its document alone and has no name that could be compared gets none, unless its key is `wanted`."""
    found: dict[Key, Node] = {}
    for document in documents:
        home = homes[document.document_id]
        for place, referent, key in keys.of(document):
            if key[0] != "local" or referent.names or key in wanted:
                node = found.get(key)
                if node is None:
                    node = found[key] = Node(key, place)
                node.add(referent, place, home)
    return found


def _noted(profile: Profile | None, referent: Referent) -> Profile:
    """What is known of the bearers of a name, with what one document says of them."""
    name = max(referent.names, key=_fullness)
    profile = profile or Profile(name)
    profile.roles |= referent.roles
    profile.countries |= referent.countries
    profile.genders |= {referent.gender} - {""}
    special = {form for form in referent.forms if not form.isascii()}
    plain = (in_plain_letters(form, name.language) for form in special)
    profile.written |= {parse_person(form, name.language).name for form in plain} - {name}
    return profile


# -- keys --------------------------------------------------------------------------------------------------------------


class Home(NamedTuple):
    """The countries of a document: the rows of those that it speaks of most, the ISO codes of all."""

    most: frozenset[str]
    spoken_of: frozenset[str]


class Keys:
    """A value for each referent that is equal for those that are surely one."""

    def __init__(self, documents: Sequence[Referents], homes: Mapping[str, Home], language: Language) -> None:
        same = _Same(documents, homes, language)
        self._keys = {
            document.document_id: [
                same.key(referent, homes[document.document_id].most) or ("local", document.document_id, number)
                for number, referent in enumerate(document.referents)
            ]
            for document in documents
        }
        for place, key in self._told_apart(documents):
            self[place] = key

    def __getitem__(self, place: Place) -> Key:
        return self._keys[place[0]][place[1]]

    def __setitem__(self, place: Place, key: Key) -> None:
        self._keys[place[0]][place[1]] = key

    def of(self, document: Referents) -> Iterator[tuple[Place, Referent, Key]]:
        """Each referent of a document with its place and key."""
        document_id, referents, _ = document
        for number, (referent, key) in enumerate(zip(referents, self._keys[document_id], strict=True)):
            yield (document_id, number), referent, key

    def _told_apart(self, documents: Sequence[Referents]) -> list[tuple[Place, Key]]:
        """Keys of those of one full name who are several people."""
        people: dict[Key, dict[Place, Referent]] = defaultdict(dict)
        for document in documents:
            for place, referent, key in self.of(document):
                if key[0] == "person":
                    people[key][place] = referent
        by_id = {document.document_id: document.referents for document in documents}
        known, said = cache(lambda document_id: marks_of(by_id[document_id])), cache(said_of)
        return [
            (place, (*key, document_id))
            for key, same in people.items()
            if len(same) > 1
            for place, document_id in bearers(same, known, said).items()
        ]


class _Same:
    """What documents together say of names: by that, and by the countries of its document, a referent has its key."""

    def __init__(self, documents: Iterable[Referents], homes: Mapping[str, Home], language: Language) -> None:
        self._genders, self._kinds = defaultdict[PersonName, set[str]](set), defaultdict[str, set[str]](set)
        self._countries = _Countries(language)
        named = ((one, homes[known.document_id].most) for known in documents for one in known.referents if _named(one))
        self._keys: dict[tuple[Referent, frozenset[str]], Key | None] = dict.fromkeys(named)
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


def _named(referent: Referent) -> bool:
    """Whether anything of another document could be it."""
    return referent.row is not None or bool(referent.names) or referent.known_as != ""


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
