"""What things of a class look like in text: names of a sort, nouns, or words that the ontology lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extraction.alignment.trigger_words import stem
from kg.iri import local_name
from kg.lang.language import Language
from kg.resources.profiles import Kind

_BY_TYPE = {
    "Event": "event",
    "Work": "work",
    "Facility": "facility",
    "Country": "country",
    "City": "place",
    "Region": "place",
    "Place": "place",
}


_NO_NOUNS = frozenset("artifact date idea number person rank role status".split())  # their names do not say their class


@dataclass(frozen=True, slots=True)
class Looks:
    """`sort` as in kinds_en.py; `nouns` in a name or description show that a thing is of the class; `members` and
    objects of `examples` are written as they are."""

    sort: str
    language: Language
    nouns: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()  # of the words of its names
    spoken: frozenset[str] = frozenset()  # words by which a sentence speaks of it
    numbered: bool = True  # a name may have a number in it
    examples: tuple[str, ...] = ()

    @property
    def broad(self) -> bool:
        """Nearly every name of the sort is of the class."""
        return self.sort in self.language.argument_types.broad and not self.nouns


def looks_of(kinds: Iterable[Kind], language: Language, names: Iterable[str] = ()) -> tuple[Looks, ...]:
    """How each class may look as domain or range of a property with these names; any thing where there is no class."""
    types = language.argument_types
    roles = any(word in types.role_words for name in names for word in name.lower().split())
    own = next((noun for name in names if (noun := _last(name, language)) in types.members), "")
    found = tuple(_looks(kind, roles, language) for kind in kinds) or (Looks("thing", language),)
    if any(word in types.citizen_words for name in names for word in name.lower().split()):
        found += tuple(Looks("citizens", language) for looks in found if looks.sort == "country")
    return tuple(_narrowed(looks, own) if own else looks for looks in found)


def _narrowed(looks: Looks, noun: str) -> Looks:
    """A property that is named for a class has things of that class: a "military branch" is a branch, whatever its range says."""
    if looks.sort != "organization":
        return looks
    types = looks.language.argument_types
    return replace(looks, nouns=types.members[noun] | {noun}, numbered=noun not in types.unnumbered)


def _looks(kind: Kind, roles: bool, language: Language) -> Looks:
    datatype = language.argument_types.datatypes.get(local_name(kind.iri)) if "XMLSchema" in kind.iri else None
    if datatype:
        return Looks(datatype, language, members=kind.members)
    sort = next((found for name in (*kind.names, *kind.above) if (found := _sort(name, language))), "thing")
    nouns = frozenset(noun for name in kind.names for noun in _nouns(name, sort, language))
    types = language.argument_types
    if (
        sort == "person"
        and roles
        and (held := frozenset(_last(name, language) for name in kind.names) - {"", *types.humans})
    ):
        return Looks("role", language, held, kind.members)
    stems = frozenset(stem(word, language) for name in kind.names for word in name.split())
    spoken = frozenset().union(*(types.speaking_of.get(_last(name, language), ()) for name in kind.names))
    return Looks(sort, language, nouns, kind.members, stems, spoken)


def _sort(name: str, language: Language) -> str:
    types = language.argument_types
    for words in _endings(name, language):
        if words in types.sorts:
            return types.sorts[words]
    noun = _last(name, language)
    if noun in types.personal_roles or noun.endswith(types.person_endings):
        return "person"
    kind = language.noun_types.noun_types.get(noun, "")
    return _BY_TYPE.get(kind, "organization" if kind else "")


def _nouns(name: str, sort: str, language: Language) -> Iterator[str]:
    """Nouns that show the class; for a class as wide as its sort there are none."""
    types = language.argument_types
    noun = _last(name, language)
    yield from types.members.get(noun, ())
    narrow = " " in name.strip() or noun not in types.sorts
    if narrow and sort not in _NO_NOUNS:
        yield noun


def _endings(name: str, language: Language) -> Iterator[str]:
    """The name, then its last words, down to the last one; all in the singular."""
    words = name.lower().split()
    for start in range(len(words)):
        yield " ".join([*words[start:-1], _singular(words[-1], language)])


def _last(name: str, language: Language) -> str:
    return _singular((name.lower().split() or [""])[-1], language)


def _singular(word: str, language: Language) -> str:
    types = language.argument_types
    endings = () if word.endswith(types.singular_endings) else language.grammar.plural_endings
    fitting = [(plural, singular) for plural, singular in endings if word.endswith(plural)]
    plural, singular = max(fitting, key=lambda pair: len(pair[0]), default=("", ""))
    return word.removesuffix(plural) + singular
