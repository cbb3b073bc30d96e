"""What tells things of one name apart: the country or region where a name says that it is.

"Springfield, Illinois" is not the one in Missouri, "Portugal's Socialist Party" not Chile's, and "PDP" in a text about India is not
the party of Nigeria that the gazetteer knows by these letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from kg.lang.language import Language
from kg.resolve.discourse import Discourse, Referent
from kg.resolve.linkage import is_shared
from kg.resolve.names import key
from kg.resolve.occurrences import Occurrence
from kg.resources.gazetteer import Gazetteer, Row

_STATES = frozenset({"Country", "Region"})
_NAMESAKES = frozenset({"Country", "City"})  # what a state can share its name with
_SEVERAL = 2  # towns of a state that a document names
_BESIDE = 60  # characters beside a name that are searched
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,6}")


class Whereabouts:
    """Where the names of one document are said to be."""

    def __init__(self, discourse: Discourse, gazetteer: Gazetteer, names: Sequence[Occurrence]) -> None:
        self.text = discourse.text
        self.language = discourse.language
        self.gazetteer = gazetteer
        self.names = names
        self._by_start = {name.span.start: name for name in names}
        self._by_end = {name.span.end: name for name in names}

    def of(self, name: Occurrence) -> frozenset[str]:
        """Rows of the country or region that stands beside a name."""
        beside = [self._state(span.text) for span in name.mention.modifiers] if name.mention is not None else []
        link = re.match(self.language.names.place_behind, self.text[name.span.end : name.span.end + 10])
        after = self._by_start.get(name.span.end + link.end()) if link else None
        if after is not None and (link is None or link[0] != ", " or name.label in _PLACE_LABELS):
            state = self._state(after.text)
            beside.append(self.namesake(after, state) if state is not None else None)
        own = {row.id for row in beside if row is not None and key(row.label, self.language) != name.key}
        said = self._said_to_be_in(name) if name.label in _PLACE_LABELS else None
        return frozenset(own or ({said} if said is not None else ()))

    def is_another(self, name: Occurrence, body: Referent, state: Row | None) -> bool:
        """True for "Peru's Senate" and "the island's Senate" beside "the U.S. Senate", a body of a state by its row or else `state`."""
        home = state.id if state is not None else body.row.located_in if body.row is not None else ""
        if body.kind != "GovernmentBody" or not home:
            return False
        own = {row for item in self.of(name) for row in (item, self._country(item))}
        before = self.text[: name.span.start].rstrip()[-_BESIDE:]
        marks = [mark for mark in self.language.grammar.possessive_markers if before.endswith(mark)]
        owner = before.removesuffix(marks[0]).rpartition(" ")[2] if marks else ""
        described = owner.islower() and owner not in self.language.reference.country_nouns
        return described or bool(own and home not in own)

    def is_elsewhere(self, name: Occurrence, row: Row) -> bool:
        """True when a name that many countries have stands for another thing than the row, whose country it is not about."""
        if row.type == "Country" and name.key in self._towns:
            return True
        if row.type == "City" and self._states_of_towns.get(name.key, row.located_in) not in self._areas(row):
            return True
        if row.type in ("City", "Country") and name.label in _PLACE_LABELS:
            return self._is_town_elsewhere(name, row) or self._is_town_elsewhere(self._introduced(name), row)
        if not row.located_in or row.type not in ("PoliticalParty", "GovernmentBody"):
            return False
        if not (is_shared(f"name {name.key}", self.language) or _ACRONYM.fullmatch(name.text)):
            return False
        own = {self._country(item) for item in self.of(name)}
        if own:
            return row.located_in not in own
        return bool(self._present) and row.located_in not in self._present

    def _is_town_elsewhere(self, name: Occurrence, row: Row) -> bool:
        """ "Lebanon, Ohio," is no country and "Paris, Texas" not in France; "Mexico, Texas and Ohio" is a list.

        A country behind a town proves nothing: some towns are claimed by two.
        """
        region = self._region_behind(name)
        return region is not None and (row.located_in or row.id) not in self._areas(region) | {region.id}

    def _region_behind(self, name: Occurrence) -> Row | None:
        """The region of "Paris, Texas,"; none in a list."""
        after = self._state_behind(name)
        if after is None or (region := self.namesake(*after)).type != "Region":
            return None
        end = after[0].span.end
        return region if re.match(self.language.names.listed_behind, self.text[end : end + _BESIDE]) is None else None

    def _state_behind(self, name: Occurrence) -> tuple[Occurrence, Row] | None:
        """The name of a state behind a name and a comma."""
        end = name.span.end
        after = self._by_start.get(end + 2) if self.text[end : end + 2] == ", " else None
        state = self._state(after.text) if after is not None else None
        return (after, state) if after is not None and state is not None else None

    def _introduced(self, name: Occurrence) -> Occurrence:
        """The first mention of a name that no state stands beside: "Paris, Texas, ... Paris"; else the name itself."""
        first = self._first.get(name.key, name)
        return first if self._state_behind(name) is None and first.label in _PLACE_LABELS else name

    @cached_property
    def _first(self) -> dict[str, Occurrence]:
        """The first occurrence of every name in the text."""
        return {name.key: name for name in sorted(self.names, key=lambda name: name.span, reverse=True)}

    def _said_to_be_in(self, name: Occurrence) -> str | None:
        """The row of where the document, elsewhere in it, says that a town lies."""
        region = self._region_behind(self._introduced(name))
        return self._states_of_towns.get(name.key) or (region.id if region is not None else None)

    def namesake(self, name: Occurrence, row: Row) -> Row:
        """The row, or its namesake: in the country of the town before it ("Atlanta, Georgia"), or the state that is spoken of."""
        states = self.gazetteer.lookup(self.language.names.state_of.format(name.text)) if row.type in _NAMESAKES else ()
        if states and (self._is_state(name) or (row.type == "Country" and name.key in self._states)):
            return states[0]
        if states and row.type == "Country" and self._is_introduced_as(states[0], name, row):
            return states[0]
        if states and row.type == "Country" and self._is_among_towns_of(states[0], row):
            return states[0]
        before = (
            self._by_end.get(name.span.start - 2)
            if self.text[max(0, name.span.start - 2) : name.span.start] == ", "
            else None
        )
        town = next(iter(self.gazetteer.lookup(before.text)), None) if before is not None else None
        if states and town is None and before is not None and self._is_rather_in(before.text, states[0], row):
            return states[0]
        if town is None or town.type != "City" or town.located_in in ("", row.id, row.located_in):
            return row
        alike = (other for other in self.gazetteer.by_id.values() if other.located_in == town.located_in)
        return next((other for other in alike if other.label.startswith(f"{row.label}, ")), row)

    def _is_introduced_as(self, state: Row, name: Occurrence, row: Row) -> bool:
        """True after "Atlanta, Georgia,", where the document names no town of the country that shares the state's name."""
        first = self._first.get(name.key, name)
        if first is name or self.namesake(first, row).id != state.id:
            return False
        return not any(self._is_in(one.text, row) for one in self.names if one.label in _PLACE_LABELS)

    def _is_among_towns_of(self, state: Row, row: Row) -> bool:
        """True when the document names several towns of a state, and none of the country that shares the state's name."""
        towns = {name.text for name in self.names if name.label in _PLACE_LABELS}
        of_state = [town for town in sorted(towns) if self._is_rather_in(town, state, row)]
        return len(of_state) >= _SEVERAL and not any(self._is_in(town, row) for town in sorted(towns))

    def _is_in(self, town: str, country: Row) -> bool:
        """A town of this name lies in a country."""
        found = (place for place in self.gazetteer.places.find(town) if place.kind == "City")
        return any(place.location.country == country.iso3 for place in found)

    def _is_rather_in(self, town: str, state: Row, row: Row) -> bool:
        """True when there is a town of this name in a state, and none in the other row of the state's name."""
        within = [place.location for place in self.gazetteer.places.find(town) if place.kind == "City"]
        country = self.gazetteer.by_id[state.located_in].iso3 if state.located_in else ""
        names = {name.casefold() for name in (*state.names, *row.names)}
        there = any(one.country == country and one.region.casefold() in names for one in within)
        return there and not any(one.country == row.iso3 for one in within)

    def _is_state(self, name: Occurrence) -> bool:
        """True for "Georgia Governor Cole", "the governor of Georgia" and "Georgia, a Southern state"."""
        names, span = self.language.names, name.span
        before = self.text[max(0, span.start - _BESIDE) : span.start]
        behind = self.text[span.end : span.end + _BESIDE]
        return bool(re.search(names.state_before, before) or re.match(names.state_behind, behind))

    @cached_property
    def _states(self) -> set[str]:
        """Names by which the document calls a state somewhere."""
        return {name.key for name in self.names if self._is_state(name)}

    @cached_property
    def _towns(self) -> set[str]:
        """Names that the document gives to a town somewhere: "Jordan, a village in Ohio,"."""
        behind = re.compile(self.language.names.town_behind)
        return {name.key for name in self.names if behind.match(self.text, name.span.end)}

    @cached_property
    def _states_of_towns(self) -> dict[str, str]:
        """Rows of the state or country that the document says a town lies in: "Paris, a town in northeast Texas,"."""
        behind = re.compile(self.language.names.town_behind + self.language.names.in_behind)
        found: dict[str, str] = {}
        for name in self.names:
            match = behind.match(self.text, name.span.end)
            within = self._by_start.get(match.end()) if match else None
            state = self._state(within.text) if within is not None else None
            if within is not None and state is not None:
                found.setdefault(name.key, self.namesake(within, state).id)
        return found

    def _areas(self, row: Row) -> set[str]:
        """The place that a row lies in, and what that lies in."""
        return {row.located_in, self._country(row.located_in)} if row.located_in else {""}

    @cached_property
    def by_name(self) -> dict[str, set[frozenset[str]]]:
        """Where the document says that the bearers of a name are."""
        found: dict[str, set[frozenset[str]]] = defaultdict(set)
        for name in self.names:
            found[body_name(name.text, self.language)] |= {self.of(name)} - {frozenset()}
        return found

    @cached_property
    def _present(self) -> set[str]:
        """Countries that the document speaks of, or of something in them other than parties."""
        found = set()
        for name in self.names:
            for row in self._rows(name.text):
                if row.type != "PoliticalParty":
                    found |= {row.id if row.type == "Country" else "", row.located_in, row.represents}
        return {self._country(item) for item in found - {""}}

    def _rows(self, text: str) -> Iterable[Row]:
        return filter(None, (*self.gazetteer.lookup(text)[:1], self.gazetteer.adjective(text)))

    def _state(self, text: str) -> Row | None:
        return next((row for row in self._rows(text) if row.type in _STATES), None)

    def _country(self, row_id: str) -> str:
        """The country of a region."""
        row = self.gazetteer.by_id[row_id]
        return row.located_in if row.type != "Country" and row.located_in else row_id


def body_name(text: str, language: Language) -> str:
    """The form under which a name that is no person's is compared: without "Inc." and the like, in American spelling."""
    plain = key(text, language)
    words = [language.names.one_spelling.get(word, word) for word in plain.split(" ")]
    while len(words) > 1 and words[-1] in language.names.legal_forms:
        words.pop()
    return " ".join(word for word in words if word != language.grammar.conjunction) or plain
