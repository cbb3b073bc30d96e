"""Identity across documents: referents of all documents -> entities with stable IRIs.

Two documents speak of one thing when both names lead to one row of the gazetteer, when full names of people are compatible,
or when names of other things are equal and of one kind. Surnames alone and described things stay in their document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kg.gazetteer import Gazetteer
from kg.iri import WD, Minter, slug
from kg.model import Entity
from kg.resolve.discourse import Discourse, Referent, majority
from kg.resolve.names import PersonName, groups, key, parse_person

_PLACES = frozenset({"Place", "City", "Region", "Facility", "Country"})
_Identity = tuple[object, ...]  # begins with "row", "person", "named" or "local"
_SINGLE = frozenset({"Person", "Group", "Event", "Work", "Concept", "Thing"})


class _Bundle:
    """Referents that are one entity. `place`: the first document and the number of the referent there; `local`: only there."""

    def __init__(self, place: tuple[str, int], local: bool) -> None:
        self.place = place
        self.local = local
        self.members: list[Referent] = []
        self.forms: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._names: set[PersonName] = set()

    def add(self, referent: Referent) -> None:
        """Takes in a referent of one more document."""
        self.members.append(referent)
        self.forms.update(referent.forms)
        self._types.update(referent.types)
        self._names |= referent.names

    @property
    def first(self) -> Referent:
        """The referent of the first document."""
        return self.members[0]

    @cached_property
    def type(self) -> str:
        """Its class: fixed, or what most mentions say."""
        if self.first.row is not None or self.first.type:
            return self.first.kind
        return majority(self._types)

    @cached_property
    def label(self) -> str:
        """What it is called."""
        if self.first.row is not None or self.first.label:
            return self.first.shown
        return _best_name(self.forms, self._names) if self._names else _best_form(self.forms, self.first.known_as)


def entities(discourses: Sequence[Discourse], gazetteer: Gazetteer, minter: Minter) -> dict[Referent, Entity]:
    """The entity of every referent. The order of `discourses` makes no difference."""
    ordered = sorted(discourses, key=lambda discourse: discourse.document_id)
    placed = {
        referent: (discourse.document_id, number)
        for discourse in ordered
        for number, referent in enumerate(
            dict.fromkeys(discourse.links[span].referent for span in sorted(discourse.links))
        )
    }
    bundles: dict[_Identity, _Bundle] = {}
    for referent, identity in _identities(placed).items():
        bundle = bundles.setdefault(identity, _Bundle(placed[referent], identity[0] == "local"))
        bundle.add(referent)
    return {
        referent: entity
        for bundle, iri in _iris(list(bundles.values()), gazetteer, minter)
        for entity in [_entity(bundle, iri)]
        for referent in bundle.members
    }


# -- who is who --------------------------------------------------------------------------------------------------------


def _identities(placed: Mapping[Referent, tuple[str, int]]) -> dict[Referent, _Identity]:
    """A value for each referent that is equal for those that are one."""
    people = {referent: max(referent.names, key=_fullness) for referent in placed if _is_known_person(referent)}
    leading = {name: group[0] for group in groups(list(people.values())) for name in group}
    leaders = {referent: leading[name] for referent, name in people.items()}
    kinds: dict[str, set[str]] = defaultdict(set)
    for referent in placed:
        if referent.known_as and not referent.local:
            kinds[referent.known_as].add(_family(referent))
    return {referent: _identity(referent, place, leaders.get(referent), kinds) for referent, place in placed.items()}


def _identity(
    referent: Referent, place: tuple[str, int], leader: PersonName | None, kinds: Mapping[str, set[str]]
) -> _Identity:
    """`leader` is the full name that stands for all of a person's, `kinds` the families in which documents use a name."""
    if referent.row is not None:
        return "row", referent.row.id
    if leader is not None:
        return "person", leader
    family, known = _family(referent), kinds.get(referent.known_as, set()) - {"Thing"}
    misread = family == "Person" and len(known) == 1  # an unknown place or firm, as other documents show
    if not referent.known_as or (referent.local and not misread):
        return "local", *place
    return "named", referent.known_as, *(known if misread or (family == "Thing" and len(known) == 1) else {family})


def _is_known_person(referent: Referent) -> bool:
    """True for people with a full name; "J. Bolton" alone may be many."""
    names = [name for name in referent.names if name.full]
    known = any(len(name.parts[0]) > 1 or len(name.parts) > 2 for name in names)
    return referent.row is None and known and len(names) == len(referent.names)


def _fullness(name: PersonName) -> tuple[int, int, PersonName]:
    return len(name.parts), len(name.parts[0]), name


def _family(referent: Referent) -> str:
    """Kinds within which equal names mean one thing: what readers take for one another."""
    kind = referent.kind
    return "Place" if kind in _PLACES else kind if kind in _SINGLE else "Organization"


# -- what it is called -------------------------------------------------------------------------------------------------


def _best_name(forms: Counter[str], names: set[PersonName]) -> str:
    """Of a person's full names the one with the fewest parts: further documents can only shorten it."""
    parsed = {form: parse_person(form).name for form in forms}
    full = [form for form in forms if parsed[form] in names] or list(forms)
    shortest = min(_shortness(parsed[form]) for form in full)
    return _best([form for form in full if _shortness(parsed[form]) == shortest], forms)


def _best_form(forms: Counter[str], known_as: str) -> str:
    """Of other names the ones that are equal but for spelling; "AU" is no label of the African Union."""
    return _best([form for form in forms if key(form) == known_as.partition(" ")[2]] or list(forms), forms)


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
        wide = [bundle for bundle in same if bundle.first.row is None and not bundle.local]
        types = Counter(bundle.type for bundle in wide)
        taken = word in gazetteer.by_id or len(wide) > 1
        numbers: Counter[str] = Counter()
        for bundle in sorted(same, key=lambda bundle: bundle.place):
            document_id = bundle.place[0]
            mark = ""
            if bundle.local:
                numbers[document_id] += 1
                mark = document_id if numbers[document_id] == 1 else f"{document_id}#{numbers[document_id]}"
            elif bundle.first.row is None and taken:
                mark = bundle.type if types[bundle.type] == 1 else f"{bundle.type}#{document_id}"
            yield bundle, minter.entity(bundle.label, mark)


def _entity(bundle: _Bundle, iri: str) -> Entity:
    row, label = bundle.first.row, bundle.label
    return Entity(
        id=iri,
        label=label,
        type=bundle.type,
        aliases=tuple(sorted(set(bundle.forms) - {label, ""})),
        same_as=(WD + row.wikidata,) if row is not None and row.wikidata else (),
        origin=bundle.first.origin,
    )
