"""Identity across documents: referents -> things, which are entities but for their IRIs.

Which referents are one, linkage.py says; here each group of them gets its class and its label, and its mentions the reason
why they are one with others. All of it is said of one component (blocking.py); name_tables.py puts components together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from kg.iri import WD, slug
from kg.lang.language import Language
from kg.model import Entity, Location, Rejection
from kg.resolve.blocking import Block
from kg.resolve.decisions import Decisions
from kg.resolve.discourse import Referent, best_kind
from kg.resolve.entity_types import conflict
from kg.resolve.linkage import Clusters, Home, Key, Keys, Node, Pair, Place, Placed, nodes_of, scored
from kg.resolve.locations import Locator
from kg.resolve.names import PersonName, key, parse_person
from kg.resolve.same_name_people import Mark
from kg.resources.corrections import Correction, Decision
from kg.resources.gazetteer import Gazetteer, Row

_SAME = 5_000  # things that documents describe alike
Given: TypeAlias = Mapping[Decision, Mapping[Key, str]]  # classes and labels by the user


class Thing(NamedTuple):
    """An entity of which only the IRI is open. `place` and `local` as of what it is made of; `word` is the slug of its label; `listed`: a
    row of the gazetteer, which keeps the plain IRI; `doubts` are the stages that reject something of it, and why.
    """

    place: Place
    local: bool
    word: str
    label: str
    type: str
    origin: str
    listed: bool
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    location: Location | None
    doubts: tuple[tuple[str, str], ...]

    def entity(self, iri: str) -> Entity:
        """The entity of an IRI."""
        return Entity(iri, self.label, self.type, self.aliases, self.same_as, self.origin, self.location)

    def rejections(self) -> Iterator[Rejection]:
        """What is rejected of it."""
        return (Rejection(stage, self.place[0], self.label, reason) for stage, reason in self.doubts)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison of two names, each with the first document that has it and the number of its thing."""

    name: str
    document_id: str
    thing: int
    other: str
    other_document_id: str
    other_thing: int
    score: float
    reason: str
    merged: bool


class Linked(NamedTuple):
    """What the referents of a component are: things; by place the number of the thing and a note why it is that, "" where its own document
    says enough; the names that were compared; corrections without effect.
    """

    things: list[Thing]
    uses: dict[Place, tuple[int, str]]
    compared: list[Compared]
    unused: list[Rejection]


class Linker:
    """Says who is who in a component."""

    def __init__(self, gazetteer: Gazetteer, language: Language, corrections: Sequence[Correction]) -> None:
        self.gazetteer = gazetteer
        self.language = language
        self.corrections = corrections
        self.locator = Locator(gazetteer)
        self._same = lru_cache(maxsize=_SAME)(self._alone)

    def linked(
        self,
        uses: Sequence[Placed],
        homes: Mapping[str, Home],
        marks: Callable[[str], set[Mark]],
        crowded: Container[Block] = (),
        corrected: bool = False,
    ) -> Linked:
        """`uses` in the order of their places; `crowded`: see `scored`; `corrected`: whether it is the component of the corrections.

        Raises SettingsError when two corrections contradict each other.
        """
        decisions = Decisions(self.corrections if corrected else (), uses, self.gazetteer, self.language)
        keys = Keys(uses, homes, marks, self.language)
        decisions.apply(keys)
        nodes = nodes_of(uses, keys, homes)
        decisions.rows(nodes)
        clusters = Clusters(nodes, decisions.must, set(decisions.never))
        decisions.check(clusters)
        pairs = clusters.merge([pair for pair in scored(nodes, crowded) if not clusters.decided(pair)])
        given = {decision: decisions.given(decision, keys) for decision in (Decision.TYPE, Decision.LABEL)}
        bundles = [_Bundle(group, given, self.language) for group in _groups(nodes, clusters)]
        numbers = {known: number for number, bundle in enumerate(bundles) for known in bundle.keys}
        notes = _notes(pairs)
        found = {
            place: (numbers[keys[place]], decisions.notes.get(place) or notes.get(keys[place], "")) for place, _ in uses
        }
        return Linked([*map(self._thing, bundles)], found, _compared(pairs, numbers), decisions.unused)

    def alone(self, referent: Referent, home: Home) -> Thing:
        """What a referent is that nothing else can be; its place is open."""
        return self._same(referent, Home(frozenset(), frozenset()) if referent.origin == "described" else home)

    def _alone(self, referent: Referent, home: Home) -> Thing:
        node = Node(("local",), ("", 0))
        node.add(referent, node.first, home)
        return self._thing(_Bundle([node], {Decision.TYPE: {}, Decision.LABEL: {}}, self.language))

    def _thing(self, bundle: _Bundle) -> Thing:
        label, kind, aliases, others = look = bundle.look()
        location, doubts = self._location(bundle, look), list[tuple[str, str]]()
        if isinstance(location, str):
            doubts.append(("places", location))
            location = None
        if others:
            doubts.append(("types", f"it is kept as a {kind}; {others}"))
        row, origin = bundle.row, bundle.first.origin if bundle.row is None else "gazetteer"
        links = (WD + row.wikidata,) if row is not None and row.wikidata else ()
        known = (slug(label), label, kind, origin, row is not None, aliases, links, location)
        return Thing(bundle.place, bundle.local, *known, tuple(doubts))

    def _location(self, bundle: _Bundle, look: _Look) -> Location | str | None:
        """Where it lies, or why that is in doubt."""
        if bundle.first.origin == "described" or not self.locator.has(look.type):
            return None
        row = bundle.row
        names = dict.fromkeys([look.label, *look.aliases, *(row.names if row is not None else ())])
        if row is not None and row.iso3:
            names = {row.iso3: None}
        within = frozenset[str]().union(*(member.within for member in bundle.members))
        return self.locator.locate(list(names), look.type, row, within, bundle.spoken_of)


class _Look(NamedTuple):
    """What is known of an entity but for its IRI and place. `others`: what else is said of its class, where nobody has decided."""

    label: str
    type: str
    aliases: tuple[str, ...]
    others: str


class _Bundle:
    """Nodes that are one entity, the one that stands for it first. `place`: the first document and the number of the referent there;
    `local`: only there.
    """

    def __init__(self, nodes: Sequence[Node], given: Given, language: Language) -> None:
        self.language = language
        self.keys = tuple([node.key for node in nodes])
        self.place: Place = min([node.first for node in nodes])
        self.local = all(node.key[0] == "local" for node in nodes)
        self._nodes = nodes
        self.members = (
            nodes[0].members
            if len(nodes) == 1
            else {member: times for node in nodes for member, times in node.members.items()}
        )
        self.first = next(iter(self.members))
        self.row: Row | None = self.first.row if self.keys[0][0] == "row" else None
        self._type, self._label = (
            next((known[key] for key in self.keys if key in known), "") if known else ""
            for known in (given[Decision.TYPE], given[Decision.LABEL])
        )

    @property
    def spoken_of(self) -> frozenset[str]:
        """The countries that its documents speak of."""
        return frozenset[str]().union(*(node.spoken_of for node in self._nodes))

    def _sum(self, name: str) -> Counter[str]:
        """What documents count, together. Most have it from one document, whose counts are not copied."""
        if len(self.members) == 1 and self.members[self.first] == 1:
            found: Counter[str] = getattr(self.first, name)
            return found
        whole = Counter[str]()
        for member, times in self.members.items():
            for word, count in getattr(member, name).items():
                whole[word] += times * count
        return whole

    def look(self) -> _Look:
        """What is known of it."""
        forms = self._sum("forms")
        label, kind = self._called(forms), self._class()
        others = "" if self._type or self.first.origin == "described" else conflict(self.members, kind)
        return _Look(label, kind, tuple(sorted(set(forms) - {label, ""})), others)

    def _class(self) -> str:
        """Its class: what the user says, fixed, what the texts call it, or what most mentions say."""
        if self._type:
            return self._type
        if self.row is not None:
            return self.row.type
        fixed = self.first.type or self.first.row
        return self.first.kind if fixed else best_kind(self._sum("described"), self._sum("types"))

    def _called(self, forms: Counter[str]) -> str:
        """What it is called."""
        if self._label:
            return self._label
        if self.row is not None:
            return self.row.label
        if self.first.row is not None or self.first.label:
            return self.first.shown
        if names := frozenset[PersonName]().union(*(member.names for member in self.members)):
            return _best_name(forms, names, self.language)
        return _best_form(forms, self.first.known_as, self.language)


def _groups(nodes: Mapping[Key, Node], clusters: Clusters) -> Iterator[list[Node]]:
    """Nodes that are one, the one that stands for them first, the others in order."""
    groups: dict[Key, list[Node]] = defaultdict(list)
    for known, node in nodes.items():
        groups[clusters.lead(known)].append(node)
    for lead, group in groups.items():
        yield sorted(group, key=lambda node: (node.key != lead, node.first))


# -- why they are one --------------------------------------------------------------------------------------------------


def _notes(pairs: Iterable[Pair]) -> dict[Key, str]:
    """For every key that has another name elsewhere: the best reason why it is the same."""
    best: dict[Key, tuple[float, str]] = {}
    for pair in pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)) if pair.merged else ():
            found = (-pair.bits, f"it is also '{other.shown}': {pair.reason} ({pair.score:.2f})")
            best[one.key] = min(best.get(one.key, found), found)
    return {key: note for key, (_, note) in best.items()}


def _compared(pairs: Iterable[Pair], numbers: Mapping[Key, int]) -> list[Compared]:
    """Every pair once, the name that comes first in the alphabet first."""
    return [
        Compared(
            name=one.shown,
            document_id=one.first[0],
            thing=numbers[one.key],
            other=other.shown,
            other_document_id=other.first[0],
            other_thing=numbers[other.key],
            score=pair.score,
            reason=pair.reason,
            merged=pair.merged,
        )
        for pair in pairs
        for one, other in [sorted((pair.one, pair.other), key=lambda node: (node.shown, node.first))]
    ]


# -- what it is called -------------------------------------------------------------------------------------------------


def _best_name(forms: Counter[str], names: frozenset[PersonName], language: Language) -> str:
    """Of a person's full names the one with the fewest parts: further documents can only shorten it."""
    parsed = {form: parse_person(form, language).name for form in forms}
    full = [form for form in forms if parsed[form] in names] or list(forms)
    shortest = min(_shortness(parsed[form]) for form in full)
    return _best([form for form in full if _shortness(parsed[form]) == shortest], forms)


def _best_form(forms: Counter[str], known_as: str, language: Language) -> str:
    """Of other names the ones that are equal but for spelling; "AU" is no label of the African Union."""
    same = [form for form in forms if key(form, language) == known_as.partition(" ")[2]]
    return _best(same or list(forms), forms)


def _best(choice: list[str], forms: Counter[str]) -> str:
    """The form with accents where anyone writes them, else the most frequent one; not the one in capitals."""
    return min(choice, key=lambda form: _preference(form, forms[form]), default="")


def _shortness(name: PersonName) -> tuple[bool, int, PersonName]:
    return len(name.parts[0]) == 1, len(name.parts), name


def _preference(form: str, count: int) -> tuple[bool, int, int, str]:
    shouted = form.isupper() and len(form) > 4
    return shouted, -sum(not character.isascii() for character in form), -count, form
