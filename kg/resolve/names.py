"""Names: their normal forms, and which names of people can be names of one person.

People are compared by part. Two full names are compatible when first and last part agree and the parts between them do
not contradict each other: "John Robert Bolton" and "John Bolton" do, "George W. Bush" and "George H. W. Bush" do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from anyascii import anyascii

from kg.lang.language import Language

_EDGES = " \t\n\r\"'“”‘’`«»[]{}<>,;:!?-–—*_|/\\"
_KEPT = 20_000  # forms of names that are kept: a document asks for the same ones again and again
T = TypeVar("T", bound=Hashable)
MOST_VARIANTS = 32  # middle names are compared only in smaller groups, so that hostile texts cost no time


@lru_cache(maxsize=_KEPT)
def clean(text: str, language: Language) -> str:
    """A name as it is shown: white space joined, quotes, possessive ending and a leading "the" dropped."""
    joined = re.sub(language.names.possessive_ending, "", " ".join(text.split()).strip(_EDGES)).strip(_EDGES)
    joined = re.sub(language.names.loose_end, "", joined)
    if joined.count("(") != joined.count(")"):
        joined = joined.strip("()" + _EDGES)
    return language.grammar.without_article(joined)


def in_plain_letters(text: str, language: Language) -> str:
    """A name as it is written where a keyboard lacks a letter: "Schröder" -> "Schroeder"."""
    letters = language.given_names.letters
    return "".join(letters.get(character, character) for character in unicodedata.normalize("NFC", text).casefold())


@lru_cache(maxsize=_KEPT)
def tokens(text: str) -> tuple[str, ...]:
    """The parts of a name in ASCII and lower case; hyphens and points separate, apostrophes do not."""
    plain = anyascii(unicodedata.normalize("NFC", text)).casefold()
    return tuple(re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", plain)))


@lru_cache(maxsize=_KEPT)
def key(text: str, language: Language) -> str:
    """The form under which a name that is no person's is compared: "U.N.", "UN" and "Un" are one; never empty."""
    plain = re.sub(r"\b(\w) (?=\w\b)", r"\1", " ".join(tokens(clean(text, language))))
    return plain or text.strip()


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """A person's name by part, without titles; `suffix` is "jr", "iii", ... or "". Equal whatever the language of its text."""

    parts: tuple[str, ...]
    suffix: str
    language: Language = field(compare=False, repr=False)

    @property
    def full(self) -> bool:
        """True when it says more than a surname, a given name or "bin Salman"."""
        return len(self.parts) > 1 + (not self.language.names.patronymic.isdisjoint(self.parts[:1]))

    @property
    def middle(self) -> tuple[str, ...]:
        """What stands between the first and the last part."""
        return self.parts[1:-1]


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A person's name as shown, by part, and the titles that stood before it (folded words)."""

    shown: str
    name: PersonName
    titles: tuple[str, ...]


@lru_cache(maxsize=_KEPT)
def parse_person(text: str, language: Language) -> ParsedName:
    """Splits titles and suffix from a person's name: "Vice President Mike Pence" -> "Mike Pence"."""
    words = _in_order(_without_degrees(clean(text, language), language), language).split(" ")
    titles: list[str] = []
    while len(words) > 1 and _strippable(words, titles, language):
        titles.extend(tokens(words.pop(0)))
    parts = [part for word in words for part in tokens(word)]
    suffix = ""
    if len(parts) > 1 and parts[-1] in language.names.suffixes:
        suffix = language.names.short_suffixes.get(parts[-1], parts[-1])
        parts.pop()
    if len(parts) == 2 and _is_particle(words[0], parts[0], language):
        parts.pop(0)
    return ParsedName(clean(" ".join(words), language), PersonName(tuple(parts), suffix, language), tuple(titles))


def _is_particle(word: str, part: str, language: Language) -> bool:
    """True for what belongs to the surname behind it: then that is all that is known of the name."""
    small = word[:1].islower() or word.casefold().startswith(f"{part}-")
    return part in language.names.particles or (small and part in language.names.small_particles)


def _without_degrees(text: str, language: Language) -> str:
    """ "Lara Dunn, Ph.D." as "Lara Dunn": letters behind a comma, or in capitals at the end, that no family is called."""
    words = text.split(" ")
    while (
        len(words) > 2
        and "".join(tokens(words[-1])) in language.names.degrees
        and (words[-2].endswith(",") or words[-1][-1:].isupper())
    ):
        words.pop()
        words[-1] = words[-1].rstrip(",")
    return " ".join(words)


def _in_order(text: str, language: Language) -> str:
    """ "Ruiz, Ana" as "Ana Ruiz": a comma within a person's name stands before a given name or a suffix."""
    last, comma, given = text.partition(", ")
    words = tokens(given)
    suffixes = language.names.suffixes
    if not comma or "," in given or not words or not tokens(last) or len(words) > 3 or suffixes.issuperset(words):
        return text
    return f"{given} {last}"


def _strippable(words: Sequence[str], titles: Sequence[str], language: Language) -> bool:
    first, known, genitive = tokens(words[0]), language.names, language.grammar.genitive
    if not first:
        return True
    if titles and (first == (genitive,) or titles[-1] == genitive):  # "Secretary of State"
        return first == (genitive,) or len(words) > 2
    if first[0] in known.regnal:
        return sum(1 for word in words[1:] if not known.suffixes.issuperset(tokens(word))) > 1
    return known.titles.issuperset(first)


def compatible(one: PersonName, other: PersonName, *, initials: bool = False) -> bool:
    """True when two full names can be one person's. With `initials`, "J. Bolton" can be "John Bolton"."""
    if one.suffix != other.suffix or one.parts[-1:] != other.parts[-1:] or not (one.full and other.full):
        return False
    first, second = one.parts[0], other.parts[0]
    if first != second and not (initials and _initial(first, second)):
        return False
    short, long = sorted((one.middle, other.middle), key=len)
    if len(short) == len(long):
        return all(_initial(a, b) for a, b in zip(short, long, strict=True))
    if any(len(part) == 1 for part in short):
        return False
    rest = iter(long)
    return all(part in rest for part in short)


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def groups(names: Sequence[PersonName], *, initials: bool = False) -> list[list[PersonName]]:
    """Full names put together where they are compatible and none of them could as well be somebody else's.

    "George Bush" fits "George W. Bush" and "George H. W. Bush", which do not fit each other: it stays alone.
    """
    buckets: dict[tuple[str, str, str], list[PersonName]] = defaultdict(list)
    for name in sorted(set(names)):
        first = name.parts[0][0] if initials else name.parts[0]
        buckets[first, name.parts[-1], name.suffix].append(name)
    return [group for bucket in buckets.values() for group in _split(bucket, initials)]


def _split(bucket: list[PersonName], initials: bool) -> list[list[PersonName]]:
    if len(bucket) == 1 or len(bucket) > MOST_VARIANTS:
        return [[name] for name in bucket]
    fits = {name: {other for other in bucket if compatible(name, other, initials=initials)} for name in bucket}
    return partition(bucket, fits)


def partition(items: Sequence[T], fits: Mapping[T, set[T]]) -> list[list[T]]:
    """Items that fit one another put together; one that fits two that do not fit each other stays alone, and so do these."""
    clear = {item for item in items if all(fits[item] <= fits[other] | {other, item} for other in fits[item])}
    found: list[list[T]] = []
    home: dict[T, list[T]] = {}
    for item in items:
        near = [other for other in fits[item] & clear if other in home] if item in clear else []
        group = home[near[0]] if near else []
        if not group:
            found.append(group)
        group.append(item)
        home[item] = group
    return found


def is_part(short: PersonName, full: PersonName) -> bool:
    """True when `short` is a run of the parts of `full`, such as its surname."""
    size = len(short.parts)
    if not size or size >= len(full.parts) + (full.suffix != short.suffix) or short.suffix not in ("", full.suffix):
        return False
    return any(full.parts[start : start + size] == short.parts for start in range(len(full.parts) - size + 1))
