"""Identity across documents: referents of all documents -> entities with stable IRIs.

Which referents are one, linkage.py says; here each group of them gets its class, its label and its IRI, and its mentions the reason
why they are one with others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.iri import WD, Minter, slug
from kg.lang.language import Language
from kg.model import Entity, Location, Match, Rejection
from kg.resolve.decisions import Decisions
from kg.resolve.discourse import Referent, Referents, best_kind
from kg.resolve.entity_types import conflict
from kg.resolve.linkage import Clusters, Key, Node, Pair, Place, keys_of, nodes_of, scored
from kg.resolve.locations import Locator
from kg.resolve.names import PersonName, key, parse_person
from kg.resources.corrections import Correction
from kg.resources.gazetteer import Gazetteer, Row


@dataclass(frozen=True, slots=True)
class Identified:
    """The entity of every referent; why it is one with referents of other names; the names that were compared; what has no effect."""

    entities: Mapping[Referent, Entity]
    notes: Mapping[Referent, str]
    matches: tuple[Match, ...]
    rejections: tuple[Rejection, ...]


class _Bundle:
    """Nodes that are one entity. `place`: the first document and the number of the referent there; `local`: only there."""

    def __init__(self, nodes: Sequence[Node], decisions: Decisions) -> None:
        self.language = decisions.language
        self.place: Place = min(node.first for node in nodes)
        self.local = all(node.key[0] == "local" for node in nodes)
        self.row: Row | None = nodes[0].members[0].row if nodes[0].key[0] == "row" else None
        self.members = [member for node in nodes for member in node.members]
        self.first = self.members[0]
        self.forms = _sum(member.forms for member in self.members)
        self._types = _sum(member.types for member in self.members)
        self._described = _sum(member.described for member in self.members)
        self._names: set[PersonName] = set().union(*(member.names for member in self.members))
        self._given = {
            table: next((known[member] for member in self.members if member in known), "") if known else ""
            for table, known in (("type", decisions.types), ("label", decisions.labels))
        }

    @cached_property
    def type(self) -> str:
        """Its class: what the user says, fixed, what the texts call it, or what most mentions say."""
        if self._given["type"]:
            return self._given["type"]
        if self.row is not None:
            return self.row.type
        return self.first.kind if self.first.type or self.first.row else best_kind(self._described, self._types)

    @property
    def conflict(self) -> Rejection | None:
        """What else is said of its class, where nobody has decided."""
        others = "" if self._given["type"] else conflict(self.members, self.type)
        return (
            Rejection("types", self.place[0], self.label, f"it is kept as a {self.type}; {others}") if others else None
        )

    @cached_property
    def label(self) -> str:
        """What it is called."""
        if self._given["label"]:
            return self._given["label"]
        if self.row is not None:
            return self.row.label
        if self.first.row is not None or self.first.label:
            return self.first.shown
        if self._names:
            return _best_name(self.forms, self._names, self.language)
        return _best_form(self.forms, self.first.known_as, self.language)


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    """All together. Most are of one referent alone, and are not copied."""
    first, *others = counts
    if not others:
        return first
    whole = Counter(first)
    for other in others:
        whole.update(other)
    return whole


def identify(
    documents: Iterable[Referents],
    gazetteer: Gazetteer,
    minter: Minter,
    language: Language,
    corrections: Sequence[Correction] = (),
) -> Identified:
    """The entity of every referent. The order of `documents` makes no difference."""
    ordered = sorted(documents, key=lambda document: document.document_id)
    placed = {
        referent: (document.document_id, number)
        for document in ordered
        for number, referent in enumerate(document.times)
    }
    homes = {document.document_id: _home(document) for document in ordered}
    decisions = Decisions(corrections, placed, gazetteer, language)
    keys = keys_of(placed, homes, language)
    decisions.apply(keys)
    nodes = nodes_of(placed, keys, homes)
    decisions.rows(nodes)
    clusters = Clusters(nodes, decisions.must, set(decisions.never))
    decisions.check(clusters)
    pairs = clusters.merge([pair for pair in scored(nodes) if not clusters.decided(pair)])
    groups: dict[Key, list[Node]] = defaultdict(list)
    for known, node in nodes.items():
        groups[clusters.lead(known)].append(node)
    bundles = [
        _Bundle(sorted(group, key=lambda node: (node.key != lead, node.first)), decisions)
        for lead, group in groups.items()
    ]
    locator, doubts = Locator(gazetteer, ordered), []
    found: dict[Referent, Entity] = {}
    for bundle, iri in _iris(bundles, gazetteer, minter):
        location = _location(bundle, locator, placed)
        if isinstance(location, str):
            doubts.append(Rejection("places", bundle.place[0], bundle.label, location))
        entity = _entity(bundle, iri, location if isinstance(location, Location) else None)
        found |= dict.fromkeys(bundle.members, entity)
    notes = _notes(pairs) | decisions.notes
    conflicts = [bundle.conflict for bundle in bundles if bundle.first.origin != "described"]
    reports = sorted([*filter(None, conflicts), *doubts], key=lambda item: (item.item, item.document_id, item.stage))
    rejections = (*decisions.unused, *reports)
    return Identified(found, notes, _matches(pairs, found), rejections)


def _home(document: Referents) -> frozenset[str]:
    """The countries that a document speaks of most."""
    counted: Counter[str] = Counter()
    for referent, times in document.times.items():
        if referent.row is not None and referent.row.type == "Country":
            counted[referent.row.id] += times
    most = max(counted.values(), default=0)
    return frozenset(country for country, times in counted.items() if times == most)


# -- why they are one --------------------------------------------------------------------------------------------------


def _notes(pairs: Iterable[Pair]) -> dict[Referent, str]:
    """For every referent that has another name elsewhere: the best reason why it is the same."""
    best: dict[Key, tuple[float, str, Node]] = {}
    for pair in pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)) if pair.merged else ():
            found = (-pair.bits, f"it is also '{other.shown}': {pair.reason} ({pair.score:.2f})", one)
            if one.key not in best or found[:2] < best[one.key][:2]:
                best[one.key] = found
    return {member: note for _, note, node in best.values() for member in node.members}


def _matches(pairs: Iterable[Pair], entities: Mapping[Referent, Entity]) -> tuple[Match, ...]:
    """Every pair that was compared as the least certain merge first, then what was left apart."""
    found = {
        Match(
            name=one.shown,
            document_id=one.first[0],
            entity=entities[one.members[0]].id,
            other=other.shown,
            other_document_id=other.first[0],
            other_entity=entities[other.members[0]].id,
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


def _best_name(forms: Counter[str], names: set[PersonName], language: Language) -> str:
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


def _iris(bundles: list[_Bundle], gazetteer: Gazetteer, minter: Minter) -> Iterable[tuple[_Bundle, str]]:
    """An IRI for each bundle. What shares its slug with something else gets its type, then its document, to tell it apart."""
    slugs: dict[str, list[_Bundle]] = defaultdict(list)
    for bundle in bundles:
        slugs[slug(bundle.label)].append(bundle)
    for word, same in slugs.items():
        wide = [bundle for bundle in same if bundle.row is None and not bundle.local]
        types = Counter(bundle.type for bundle in wide)
        taken = word in gazetteer.by_id or len(wide) > 1
        numbers: Counter[str] = Counter()
        for bundle in sorted(same, key=lambda bundle: bundle.place):
            document_id = bundle.place[0]
            mark = ""
            if bundle.local:
                numbers[document_id] += 1
                mark = document_id if numbers[document_id] == 1 else f"{document_id}#{numbers[document_id]}"
            elif bundle.row is None and taken:
                mark = bundle.type if types[bundle.type] == 1 else f"{bundle.type}#{document_id}"
            yield bundle, minter.entity(bundle.label, mark)


def _location(bundle: _Bundle, locator: Locator, placed: Mapping[Referent, Place]) -> Location | str | None:
    """Where it lies, or why that is in doubt."""
    if bundle.first.origin == "described":
        return None
    names = dict.fromkeys([bundle.label, *sorted(bundle.forms), *(bundle.row.names if bundle.row is not None else ())])
    if bundle.row is not None and bundle.row.iso3:
        names = {bundle.row.iso3: None}
    within = frozenset().union(*(member.within for member in bundle.members))
    documents = {placed[member][0] for member in bundle.members if member in placed}
    return locator.locate(list(names), bundle.type, bundle.row, within, documents)


def _entity(bundle: _Bundle, iri: str, location: Location | None) -> Entity:
    row, label = bundle.row, bundle.label
    return Entity(
        id=iri,
        label=label,
        type=bundle.type,
        aliases=tuple(sorted(set(bundle.forms) - {label, ""})),
        same_as=(WD + row.wikidata,) if row is not None and row.wikidata else (),
        origin="gazetteer" if row is not None else bundle.first.origin,
        location=location,
    )
