"""People of one document: full names put together, and surnames and other parts of names taken for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.lang.language import Language
from kg.model import Span
from kg.resolve.discourse import Discourse, Referent
from kg.resolve.names import PersonName, groups, is_part, parse_person

_LONGEST = 8  # parts of a name that are looked at
_MOST = 8  # people with one part in common who are told apart
_BESIDE = 60  # characters beside a name that are searched
_SURNAME, _FIRST, _WITHIN = range(3)


@dataclass(slots=True, eq=False)
class Person:
    """Someone whose full name the document gives; `seen` are the places where it does, in text order.

    `kin`: introduced as a relative of somebody.
    """

    referent: Referent
    shown: str
    seen: list[int]
    kin: bool = False


class People:
    """Index of the people of a document by every run of parts of their full names."""

    def __init__(self, discourse: Discourse, full: Iterable[tuple[Span, str]]) -> None:
        self.discourse = discourse
        self._by_name: dict[PersonName, Person] = {}
        self._by_run: dict[tuple[str, ...], list[tuple[int, Person]]] = defaultdict(list)
        self._holder: dict[tuple[str, ...], Person] = {}
        places: dict[PersonName, list[tuple[int, str]]] = defaultdict(list)
        relatives: dict[int, str] = {}
        for span, text in full:
            parsed = parse_person(text, discourse.language)
            places[parsed.name].append((span.start, parsed.shown))
            if noun := _kin_noun(span, discourse):
                relatives[span.start] = noun
        found = groups(list(places), initials=True)
        for group in _without_parts(found):
            referent = Referent(
                "named", human=True, names=frozenset(group), gender=_gender_of(group, discourse.language)
            )
            shown = max((text for name in group for _, text in places[name]), key=lambda text: (len(text), text))
            person = Person(referent, shown, sorted(start for name in group for start, _ in places[name]))
            if noun := relatives.get(person.seen[0], ""):
                person.kin = True
                referent.gender = referent.gender or gender_of_words((noun,), discourse.language)
            for name in group:
                self._by_name[name] = person
                for rank, run in _runs(name):
                    self._register(run, rank, person)
        for name in (name for group in found for name in group if name not in self._by_name and len(name.parts) > 1):
            for _, person in self._by_run.get(name.parts, ()):
                self._also_called(person, name, places[name])

    def _also_called(self, person: Person, name: PersonName, places: list[tuple[int, str]]) -> None:
        """ "Pranab Roy" is "Bharat Pranab Roy" before the whole name stands there, and is his name where it stands first and more often."""
        if places[0][0] < person.seen[0] and len(places) > len(person.seen):
            person.referent.names |= {name}
        person.seen = sorted({*person.seen, *(start for start, _ in places)})

    def _register(self, run: tuple[str, ...], rank: int, person: Person) -> None:
        known = self._by_run[run]
        if all(other is not person for _, other in known) and len(known) <= _MOST:
            known.append((rank, person))

    def full(self, name: PersonName) -> Referent | None:
        """Who bears exactly this full name."""
        person = self._by_name.get(name)
        return person.referent if person is not None else None

    def candidates(self, name: PersonName, *, surname_only: bool = False) -> list[Person]:
        """Those of whose full name `name` is a part; only those with the best fit: surname before first name before others."""
        found = [
            (rank, person)
            for rank, person in self._by_run.get(name.parts, ())
            if any(is_part(name, full) for full in person.referent.names) and (rank == _SURNAME or not surname_only)
        ]
        best = min((rank for rank, _ in found), default=0)
        return [person for rank, person in found if rank == best]

    def resolve_part(self, name: PersonName, position: int, titles: Iterable[str], found: list[Person]) -> Person | str:
        """Which of the candidates a part of a name at a place means, or why that is unclear.

        Of several people, the surname alone means the one who is no relative of another, or had been introduced when it was first used, or
        been named most by then; but not near the full name of another.
        """
        gender = gender_of_words(titles, self.discourse.language)
        found = [person for person in found if gender and person.referent.gender == gender] or found
        if gender and all(person.referent.gender not in ("", gender) for person in found):
            return f"'{found[0].shown}' is called otherwise"  # "Lady Ashe" is not "Lord Peter Ashe"
        found = [person for person in found if not gender or person.referent.gender in ("", gender)]
        heads = [person for person in found if not person.kin]
        if len(found) > 1 and len(heads) == 1 and self._only_owns(heads[0], position):
            return _could_be(found)
        if len(found) == 1 or len(heads) == 1:
            return (found if len(found) == 1 else heads)[0]
        holder = self._holder.get(name.parts)
        if holder is None:
            times = Counter({person: bisect_left(person.seen, position) for person in found}).most_common(2)
            if times[0][1] > times[1][1]:
                self._holder[name.parts] = holder = times[0][0]
        if holder is None or any(self.is_near(person, position) for person in found if person is not holder):
            return _could_be(found)
        return holder

    def _only_owns(self, person: Person, position: int) -> bool:
        """Named before a place only as whose relative another one is: "Nina Ross' brother, Alan Ross, left. Ross ..."."""
        marks = tuple(self.discourse.language.grammar.possessive_markers)
        ends = [start + len(person.shown) for start in person.seen if start < position]
        return all(self.discourse.text.startswith(marks, end) for end in ends)

    def is_near(self, person: Person, position: int) -> bool:
        """True when somebody is named in full in this sentence or the one before, ahead of a place."""
        index = bisect_left(person.seen, position) - 1
        return index >= 0 and self.discourse.sentence(person.seen[index]) >= self.discourse.sentence(position) - 1


def _could_be(people: Iterable[Person]) -> str:
    return "it could be " + " or ".join(sorted(f"'{person.shown}'" for person in people))


def _kin_noun(span: Span, discourse: Discourse) -> str:
    """ "Wife" of "his wife, Clara Reed" and "Clara Reed, his wife"; "" for who is not introduced as a relative."""
    text, known = discourse.text, discourse.language.roles
    match = re.search(known.kin_before, text[max(0, span.start - _BESIDE) : span.start])
    match = match or re.match(known.kin_behind, text[span.end : span.end + _BESIDE])
    return match[1] if match is not None else ""


def _without_parts(found: list[list[PersonName]]) -> list[list[PersonName]]:
    """Groups but for those that are a part of exactly one other's name: "Padrino Lopez" of "Vladimir Padrino Lopez"."""
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, group in enumerate(found):
        for name in group:
            for _, run in _runs(name):
                if len(run) > 1 and len(longer[run]) <= 2:
                    longer[run].add(index)
    return [
        group
        for index, group in enumerate(found)
        if len(group) > 1 or len(longer.get(group[0].parts, set()) - {index}) != 1
    ]


def _runs(name: PersonName) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Proper runs of parts with the kind of part that they are. What follows "bin" is the father's name."""
    parts, words = name.parts[:_LONGEST], name.language.names
    size = len(parts)
    for start in range(size):
        for end in range(start + 1, size + 1):
            whole = end - start == size and not (
                name.suffix and parts[0] in words.regnal
            )  # "Queen Elizabeth" without "II"
            if whole or (start and parts[start - 1] in words.patronymic) or len("".join(parts[start:end])) < 2:
                continue
            rank = _SURNAME if end == size else _FIRST if start == 0 else _WITHIN
            yield rank, parts[start:end]


def gender_of_words(words: Iterable[str], language: Language) -> str:
    """ "m" or "f" when a title or a noun for a person says so, else ""."""
    for word in words:
        if word in language.names.female_nouns:
            return "f"
        if word in language.names.male_nouns:
            return "m"
    return ""


def _gender_of(names: Iterable[PersonName], language: Language) -> str:
    firsts = {name.parts[0] for name in names}
    male, female = firsts & language.names.male_names, firsts & language.names.female_names
    return "m" if male and not female else "f" if female and not male else ""
