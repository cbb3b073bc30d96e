"""How far two full names, with what is said of their bearers, can mean one person; in the terms of record linkage.

A comparison of names has a level, each level a weight: the logarithm (base 2) of how much likelier it is between two mentions of one
person than between mentions of two (Fellegi and Sunter, 1969, https://doi.org/10.1080/01621459.1969.10501049). What the documents
say of the bearers adds to it or takes from it. The weights are set by hand, for news; `MERGED` is where two become one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from kg.lang.language import Language
from kg.resolve.names import PersonName, compatible

MERGED = 4.0  # bits: 16 to 1
POSSIBLE = -1.0  # bits: below it nobody is asked


@dataclass(frozen=True, slots=True)
class Level:
    """What two names have in common: its weight in bits, and words for it."""

    bits: float
    reason: str


IDENTICAL = Level(7.0, "the same full name")
MIDDLE = Level(5.0, "the names differ in a middle name only")
SPELLING = Level(4.5, "the names are spellings of one name")
SHORT = Level(2.0, "one has a short form of the given name")
LOOSE = Level(2.5, "the names sound alike")
INITIALS = Level(2.5, "initials stand for the given names")
INITIAL = Level(0.5, "an initial stands for the given name")
INVERTED = Level(2.0, "the parts of the name stand in another order")
SECOND_SURNAME = Level(2.0, "one has a second surname")
SURNAME = Level(-0.5, "a surname alone")

_SAME_ROLE, _LIKE_ROLE, _SAME_COUNTRY = 2.5, 1.0, 1.0
_OTHER_COUNTRY, _OTHER_CALLING, _TOGETHER = -2.0, -4.0, -3.0


@dataclass(slots=True)
class Profile:
    """What documents say of the bearers of one name: roles in folded words, countries that the roles belong to, documents."""

    name: PersonName
    written: set[PersonName] = field(default_factory=set)  # as it would be written without special letters
    roles: set[tuple[str, ...]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


def probability(bits: float) -> float:
    """The weight as a probability."""
    return round(1 / (1 + math.exp2(-bits)), 3)


def compare(one: Profile, other: Profile) -> tuple[float, str] | None:
    """Weight in bits and the reasons; None where the names say that there are two."""
    level = name_level(one.name, other.name)
    if one.genders and other.genders and not one.genders & other.genders:
        return None
    if level is None or level.bits < SPELLING.bits:
        written = one.written | {one.name} if other.name in one.written or one.name in other.written else ()
        level = SPELLING if written else level
    if level is None:
        return None
    bits, reasons = level.bits, [level.reason]
    for weight, reason in _context(one, other):
        bits += weight
        reasons.append(reason)
    if level.bits < SPELLING.bits and one.documents & other.documents:
        bits += _TOGETHER
        reasons.append("one document has both")
    return bits, "; ".join(reasons)


def are_two(one: Profile, other: Profile) -> bool:
    """True where two of one surname cannot be one person."""
    return one.name.parts[-1:] == other.name.parts[-1:] and compare(one, other) is None


def _context(one: Profile, other: Profile) -> list[tuple[float, str]]:
    found = []
    roles, nouns = _roles(one) & _roles(other), heads(one) & heads(other)
    if roles:
        found.append((_SAME_ROLE, f"both are '{' '.join(min(roles))}'"))
    elif nouns:
        found.append((_LIKE_ROLE, f"both are some '{min(nouns)}'"))
    if one.countries & other.countries:
        found.append((_SAME_COUNTRY, "both belong to one country"))
    elif (first := callings(one)) and (second := callings(other)) and not (roles or nouns):
        reason = f"one is some '{min(first)}', the other some '{min(second)}', and nothing else agrees"
        found.append((_OTHER_CALLING, reason))
    elif one.countries and other.countries and not roles:
        found.append((_OTHER_COUNTRY, "they belong to two countries"))
    return found


def _roles(profile: Profile) -> set[tuple[str, ...]]:
    former = profile.name.language.names.former
    return {tuple(word for word in role if word not in former) or role for role in profile.roles}


def heads(profile: Profile) -> set[str]:
    """The nouns of all roles, in the singular too: "Presidents Ruiz and Hale"."""
    singulars = profile.name.language.grammar.singulars
    return {noun for role in profile.roles for noun in (role[-1], *singulars(role[-1]))}


def callings(profile: Profile) -> set[str]:
    """The nouns of all roles that say what somebody is by office or calling; "leader" and "suspect" can be said of many."""
    return heads(profile) - profile.name.language.descriptions.vague_nouns


# -- names -------------------------------------------------------------------------------------------------------------


def name_level(one: PersonName, other: PersonName) -> Level | None:
    """What two full names have in common; None when that is not enough."""
    if not (one.full and other.full):
        return SURNAME if one.parts[-1:] == other.parts[-1:] else None
    if one == other:
        return INITIAL if len(one.parts[0]) == 1 and len(one.parts) == 2 else IDENTICAL
    if one.suffix != other.suffix:
        return None
    if compatible(one, other):
        return MIDDLE
    for loose, level in ((False, SPELLING), (True, LOOSE)):
        first, second = (spelled(_without_articles(name), loose) for name in (one, other))
        if first == second or compatible(first, second):
            return level
        if joined(one, loose) == joined(other, loose):
            return level
    return _by_given_name(one, other) or _by_order(one, other)


def _by_given_name(one: PersonName, other: PersonName) -> Level | None:
    first, second = (spelled(_without_articles(name), False) for name in (one, other))
    if first.parts[-1] != second.parts[-1]:
        return SECOND_SURNAME if _second_surname(first, second) else None
    same_given = replace(second, parts=(first.parts[0], *second.parts[1:]))
    if not compatible(first, same_given) and first != same_given:
        return None
    short, long = sorted((first.parts[0], second.parts[0]), key=len)
    if len(short) == 1 and long.startswith(short):
        return INITIALS if first.middle and second.middle else INITIAL
    return SHORT if short_forms(first) & short_forms(second) else None


def _second_surname(one: PersonName, other: PersonName) -> bool:
    """ "Ana Ruiz" and "Ana Ruiz Soler", "Ana Maria Ruiz Soler"; not "Kim Jong" and "Kim Jong Un", whose third part is a given name."""
    short, long = sorted((one.parts, other.parts), key=len)
    if len(short) == len(long) or short[0] != long[0] or len(long[-1]) < 4:
        return False
    rest = iter(long[1:-1])
    return all(part in rest for part in short[1:]) and short[-1] == long[-2]


def _by_order(one: PersonName, other: PersonName) -> Level | None:
    """ "Orban Viktor" and "Viktor Orban"."""
    turned = {(*parts[1:], parts[0]) for parts in (one.parts,)} | {(parts[-1], *parts[:-1]) for parts in (one.parts,)}
    return INVERTED if other.parts in turned else None


def spelled(name: PersonName, loose: bool) -> PersonName:
    """A name with one spelling for all of each part."""
    return replace(name, parts=tuple(_sounding(part, loose, name.language) for part in name.parts))


def short_forms(name: PersonName) -> frozenset[str]:
    """Full names that a given name, in its one spelling, can stand for, and itself."""
    given = name.parts[0]
    return _full_names(name.language).get(given, frozenset()) | {given}


@lru_cache(maxsize=100_000)
def _sounding(part: str, loose: bool, language: Language) -> str:
    known = language.given_names
    if not loose and (spelling := _one_spelling(language).get(part)):
        return spelling
    for pattern, sound in (*known.certain_sounds, *(known.loose_sounds if loose else ())):
        part = re.sub(pattern, sound, part)
    return part


def _without_articles(name: PersonName) -> PersonName:
    articles = name.language.given_names.articles
    kept = tuple(part for part in name.parts if part not in articles) if len(name.parts) > 2 else ()
    return replace(name, parts=kept) if len(kept) > 1 else name


def joined(name: PersonName, loose: bool) -> str:
    """A name in one word: "Abdel Fattah el-Sayed" and "Abdelfattah al-Sayed" are one."""
    return _sounding("".join(_without_articles(name).parts), loose, name.language)


@cache
def _one_spelling(language: Language) -> Mapping[str, str]:
    return {spelling: names[0] for names in language.given_names.spellings for spelling in names}


@cache
def _full_names(language: Language) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for full, *others in language.given_names.short_forms:
        for short in (full, *others):
            found.setdefault(_sounding(short, False, language), set()).add(full)
    return {short: frozenset(full) for short, full in found.items()}
