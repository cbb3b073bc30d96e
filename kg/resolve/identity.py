"""Identity across documents: referents of all documents -> entities with stable IRIs.

Which referents are one, linkage.py says; here each group of them gets its class, its label and its IRI, and its mentions the reason
why they are one with others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from kg.iri import WD, Minter, slug
from kg.lang.language import Language
from kg.model import Entity, Location, Match, Rejection
from kg.resolve.decisions import Decisions
from kg.resolve.discourse import Referent, Referents, best_kind
from kg.resolve.entity_types import conflict
from kg.resolve.linkage import Clusters, Home, Key, Keys, Node, Pair, Place, nodes_of, scored
from kg.resolve.locations import Locator
from kg.resolve.names import PersonName, key, parse_person
from kg.resources.corrections import Correction, Decision
from kg.resources.gazetteer import Gazetteer, Row

Given: TypeAlias = Mapping[Decision, Mapping[Key, str]]  # classes and labels by the user


class Denoted(NamedTuple):
    """The entity that a referent is, and a note why, "" where its own document says enough."""

    entity: str
    note: str


@dataclass(frozen=True, slots=True)
class Identified:
    """Entities by IRI; which of them each referent of a document is, in the order of `Referents`, and why it is one with referents of
    other names; the names that were compared; what has no effect.
    """

    entities: Mapping[str, Entity]
    denoted: Mapping[str, tuple[Denoted, ...]]
    matches: tuple[Match, ...]
    rejections: tuple[Rejection, ...]


class _Look(NamedTuple):
    """What is known of an entity but for its IRI and place. `others`: what else is said of its class, where nobody has decided."""

    label: str
    type: str
    aliases: tuple[str, ...]
    others: str


class _Bundle:
    """Nodes that are one entity, the one that stands for it first. `place`: the first document and the number of the referent there;
    `local`: only there. `looks` are those of single referents, which documents that say the same of something have in common.
    """

    def __init__(self, nodes: Sequence[Node], given: Given, language: Language, looks: dict[Referent, _Look]) -> None:
        self.language = language
        self.keys = tuple([node.key for node in nodes])
        self.place: Place = min([node.first for node in nodes])
        self.local = all(node.key[0] == "local" for node in nodes)
        self._nodes = nodes
        self._looks = looks
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

    @cached_property
    def look(self) -> _Look:
        """What is known of it."""
        if not self.local or len(self.members) > 1 or self.members[self.first] > 1 or self._type or self._label:
            return self._look()
        if self.first not in self._looks:
            self._looks[self.first] = self._look()
        return self._looks[self.first]

    def _look(self) -> _Look:
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


class _Made:
    """The entities that bundles are."""

    def __init__(self, locator: Locator, minter: Minter, notes: Mapping[Key, str]) -> None:
        self.entities: dict[str, Entity] = {}
        self.doubts: list[Rejection] = []
        self._locator = locator
        self._minter = minter
        self._notes = notes

    def add(self, bundles: Iterable[tuple[_Bundle, str]]) -> dict[Key, Denoted]:
        """Makes entities of bundles, each with what tells it apart from others of its name; what their keys denote."""
        found: dict[Key, Denoted] = {}
        for bundle, mark in bundles:
            label, kind, aliases, others = bundle.look
            location = _location(bundle, self._locator)
            if isinstance(location, str):
                self.doubts.append(Rejection("places", bundle.place[0], label, location))
                location = None
            if others:
                self.doubts.append(Rejection("types", bundle.place[0], label, f"it is kept as a {kind}; {others}"))
            iri, row = self._minter.entity(label, mark), bundle.row
            links = (WD + row.wikidata,) if row is not None and row.wikidata else ()
            origin = "gazetteer" if row is not None else bundle.first.origin
            self.entities[iri] = Entity(iri, label, kind, aliases, links, origin, location)
            for known in bundle.keys:
                found[known] = Denoted(iri, self._notes.get(known, ""))
        return found


def identify(
    documents: Iterable[Referents],
    gazetteer: Gazetteer,
    minter: Minter,
    language: Language,
    corrections: Sequence[Correction] = (),
) -> Identified:
    """The entity of every referent. The order of `documents` makes no difference."""
    ordered = sorted(documents, key=lambda document: document.document_id)
    locator = Locator(gazetteer)
    homes = _homes(ordered, locator)
    decisions = Decisions(corrections, ordered, gazetteer, language)
    keys = Keys(ordered, homes, language)
    decisions.apply(keys)
    nodes = nodes_of(ordered, keys, homes, decisions.joined)
    decisions.rows(nodes)
    clusters = Clusters(nodes, decisions.must, set(decisions.never))
    decisions.check(clusters)
    pairs = clusters.merge([pair for pair in scored(nodes) if not clusters.decided(pair)])
    given = {decision: decisions.given(decision, keys) for decision in (Decision.TYPE, Decision.LABEL)}
    looks: dict[Referent, _Look] = {}
    bundles = [_Bundle(group, given, language, looks) for group in _groups(nodes, clusters)]
    made = _Made(locator, minter, _notes(pairs))
    known = made.add(_marked([bundle for bundle in bundles if not bundle.local], gazetteer))
    at_home: dict[str, list[_Bundle]] = defaultdict(list)
    for bundle in bundles:
        if bundle.local:
            at_home[bundle.place[0]].append(bundle)
    denoted = {}
    for document in ordered:
        home = homes[document.document_id]
        uses = [*keys.of(document)]
        alone = [Node.alone(*use, home) for use in uses if use[2][0] == "local" and use[2] not in nodes]
        there = [*at_home[document.document_id], *(_Bundle([node], given, language, looks) for node in alone)]
        own = made.add(_marked_at_home(there))
        known |= {key: own.pop(key) for bundle in at_home[document.document_id] for key in bundle.keys}
        denoted[document.document_id] = tuple(
            _noted(own.get(key) or known[key], decisions.notes.get(place, "")) for place, _, key in uses
        )
    doubts = sorted(made.doubts, key=lambda item: (item.item, item.document_id, item.stage))
    return Identified(made.entities, denoted, _matches(pairs, known), (*decisions.unused, *doubts))


def _groups(nodes: Mapping[Key, Node], clusters: Clusters) -> Iterator[list[Node]]:
    """Nodes that are one, the one that stands for them first, the others in order."""
    groups: dict[Key, list[Node]] = defaultdict(list)
    for known, node in nodes.items():
        groups[clusters.lead(known)].append(node)
    for lead, group in groups.items():
        yield sorted(group, key=lambda node: (node.key != lead, node.first))


def _noted(denoted: Denoted, note: str) -> Denoted:
    """What a correction says of a referent stands in the place of other reasons."""
    return Denoted(denoted.entity, note) if note else denoted


def _homes(documents: Iterable[Referents], locator: Locator) -> dict[str, Home]:
    """The countries of each document; equal ones are one object."""
    same: dict[Home, Home] = {}
    found = ((document.document_id, Home(_home(document), locator.spoken_of(document))) for document in documents)
    return {document_id: same.setdefault(home, home) for document_id, home in found}


def _home(document: Referents) -> frozenset[str]:
    """The countries that a document speaks of most."""
    counted: Counter[str] = Counter()
    for referent, times in zip(document.referents, document.times, strict=True):
        if referent.row is not None and referent.row.type == "Country":
            counted[referent.row.id] += times
    most = max(counted.values(), default=0)
    return frozenset(country for country, times in counted.items() if times == most)


# -- why they are one --------------------------------------------------------------------------------------------------


def _notes(pairs: Iterable[Pair]) -> dict[Key, str]:
    """For every key that has another name elsewhere: the best reason why it is the same."""
    best: dict[Key, tuple[float, str]] = {}
    for pair in pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)) if pair.merged else ():
            found = (-pair.bits, f"it is also '{other.shown}': {pair.reason} ({pair.score:.2f})")
            best[one.key] = min(best.get(one.key, found), found)
    return {key: note for key, (_, note) in best.items()}


def _matches(pairs: Iterable[Pair], known: Mapping[Key, Denoted]) -> tuple[Match, ...]:
    """Every pair that was compared as the least certain merge first, then what was left apart."""
    found = {
        Match(
            name=one.shown,
            document_id=one.first[0],
            entity=known[one.key].entity,
            other=other.shown,
            other_document_id=other.first[0],
            other_entity=known[other.key].entity,
            score=pair.score,
            reason=pair.reason,
            merged=pair.merged,
        )
        for pair in pairs
        for one, other in [sorted((pair.one, pair.other), key=lambda node: (node.shown, node.first))]
    }
    return tuple(sorted(found, key=_uncertain_first))


def _uncertain_first(match: Match) -> tuple[object, ...]:
    documents = match.document_id, match.other_document_id
    return not match.merged, match.score, match.name, match.other, *documents, match.entity, match.other_entity


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


# -- IRIs --------------------------------------------------------------------------------------------------------------


def _marked(bundles: Iterable[_Bundle], gazetteer: Gazetteer) -> Iterator[tuple[_Bundle, str]]:
    """Bundles of all documents. What shares its slug with something else gets its type, then its document, to tell it apart."""
    slugs: dict[str, list[_Bundle]] = defaultdict(list)
    for bundle in bundles:
        slugs[slug(bundle.look.label)].append(bundle)
    for word, same in slugs.items():
        types = Counter(bundle.look.type for bundle in same if bundle.row is None)
        taken = word in gazetteer.by_id or types.total() > 1
        for bundle in sorted(same, key=lambda bundle: bundle.place):
            kind = bundle.look.type
            mark = kind if types[kind] == 1 else f"{kind}#{bundle.place[0]}"
            yield bundle, mark if bundle.row is None and taken else ""


def _marked_at_home(bundles: Iterable[_Bundle]) -> Iterator[tuple[_Bundle, str]]:
    """Bundles of one document alone: it tells them apart from others, and those of one slug are numbered."""
    numbers: Counter[str] = Counter()
    for bundle in sorted(bundles, key=lambda bundle: bundle.place):
        word, document_id = slug(bundle.look.label), bundle.place[0]
        numbers[word] += 1
        yield bundle, document_id if numbers[word] == 1 else f"{document_id}#{numbers[word]}"


def _location(bundle: _Bundle, locator: Locator) -> Location | str | None:
    """Where it lies, or why that is in doubt."""
    if bundle.first.origin == "described" or not locator.has(bundle.look.type):
        return None
    row, (label, kind, aliases, _) = bundle.row, bundle.look
    names = dict.fromkeys([label, *aliases, *(row.names if row is not None else ())])
    if row is not None and row.iso3:
        names = {row.iso3: None}
    within = frozenset[str]().union(*(member.within for member in bundle.members))
    return locator.locate(list(names), kind, row, within, bundle.spoken_of)
