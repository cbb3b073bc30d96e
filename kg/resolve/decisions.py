"""The user's corrections, applied: which keys must be one, which never, and what is called or classed otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from kg.errors import SettingsError
from kg.lang.language import Language
from kg.model import Rejection
from kg.resolve.discourse import Referent
from kg.resolve.linkage import Clusters, Key, Keys, Node, Place, Placed
from kg.resolve.names import PersonName, key, parse_person
from kg.resources.corrections import Correction, Decision
from kg.resources.gazetteer import Gazetteer


class Decisions:
    """What the corrections say of the referents of a corpus."""

    def __init__(
        self,
        corrections: Sequence[Correction],
        uses: Iterable[Placed],
        gazetteer: Gazetteer,
        language: Language,
    ) -> None:
        self.gazetteer = gazetteer
        self.language = language
        self.notes: dict[Place, str] = {}
        self.unused: list[Rejection] = []
        self.must: list[tuple[Key, Key]] = []
        self.never: dict[frozenset[Key], Correction] = {}
        self._given: dict[Decision, dict[Place, str]] = {Decision.TYPE: {}, Decision.LABEL: {}}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._rows = list(corrections)
        self._forms_of_rows = {
            form for row in corrections for name in (row.name, row.value) for form in self._forms(name)
        }
        self._ids = {self._row(name) for row in corrections for name in (row.name, row.value)} - {""}
        called = cache(self._called)
        for place, referent in uses if self._forms_of_rows else ():
            for name in called(referent) & self._forms_of_rows:
                self._by_name[name].append(place)

    def concerns(self, referent: Referent) -> bool:
        """Whether a row names it."""
        known = referent.row is not None and referent.row.id in self._ids
        return known or not self._forms_of_rows.isdisjoint(self._called(referent) if self._forms_of_rows else ())

    def apply(self, keys: Keys) -> None:
        """Reads the rows; changes keys where one key holds what a row tells apart."""
        found = [(row, self._found(row, row.name, row.documents)) for row in self._rows]
        for row, ones in found:
            if row.decision is Decision.TYPE or row.decision is Decision.LABEL:
                self._set(row, ones)
            elif row.decision is Decision.NOT_SAME:
                self._tell_apart(row, ones, self._found(row, row.value, row.value_documents), keys)
        for row, ones in found:  # when all keys are told apart
            if row.decision is Decision.SAME:
                self._join(row, ones, keys)

    def given(self, decision: Decision, keys: Keys) -> dict[Key, str]:
        """The class or label that rows give to a key: that of the first referent which has one."""
        found: dict[Key, str] = {}
        for place, value in sorted(self._given[decision].items()):
            found.setdefault(keys[place], value)
        return found

    def rows(self, nodes: dict[Key, Node]) -> None:
        """Adds the rows of the gazetteer that only a correction names."""
        for one, other in self.must:
            if one not in nodes:
                row = self.gazetteer.by_id[str(one[1])]
                nodes[one] = Node(one, nodes[other].first, {Referent("gazetteer", row=row): 1})

    def check(self, clusters: Clusters) -> None:
        """Raises SettingsError when rows together join what another row keeps apart."""
        for pair, row in self.never.items():
            if len({clusters.lead(item) for item in pair}) < len(pair):
                raise SettingsError(
                    f"{row.name!r} is {row.decision} {row.value!r}, but other rows join them",
                    where=row.place,
                    hint="take one of the rows out",
                )

    def _found(self, row: Correction, name: str, documents: Sequence[str]) -> list[Place]:
        found = dict.fromkeys(item for form in self._forms(name) for item in self._by_name.get(form, ()))
        kept = [item for item in found if not documents or item[0] in documents]
        if not kept and not (row.decision is Decision.SAME and self._row(name)):
            place = f" in {' or '.join(documents)}" if documents else ""
            reason = f"{row.where} has no effect: nothing is called {name!r}{place}"
            self.unused.append(Rejection("corrections", "", f"{row.name} {row.decision} {row.value}", reason))
        return kept

    def _row(self, name: str) -> str:
        rows = (*filter(None, [self.gazetteer.by_id.get(name)]), *self.gazetteer.lookup(name))
        return rows[0].id if rows else ""

    def _set(self, row: Correction, found: Iterable[Place]) -> None:
        for place in found:
            self._given[row.decision][place] = row.value
            self._say(place, f"its {row.decision} is {row.value} by {row.where}")

    def _tell_apart(self, row: Correction, ones: list[Place], others: list[Place], keys: Keys) -> None:
        ones = [item for item in ones if item not in set(others)] or ones
        first = {keys[item] for item in ones}
        for item in others:
            if keys[item] in first and item not in ones:
                kind = keys[item][0] if keys[item][0] != "row" else "named"
                keys[item] = (kind, *keys[item][1:], row.where)
                self._say(item, f"{row.where} says that it is not '{row.name}' of other documents")
        for one in first:
            for other in {keys[item] for item in others} - {one}:
                self.never[frozenset((one, other))] = row

    def _join(self, row: Correction, ones: list[Place], keys: Keys) -> None:
        others = self._found(row, row.value, row.value_documents)
        known = self._row(row.value) if not others else ""
        target = keys[others[0]] if others else ("row", known) if known else None
        if target is not None:
            self.must += [(target, keys[item]) for item in (*ones, *others)]
        for item in ones if target is not None else ():
            self._say(item, f"{row.where} says that it is the same as '{row.value}'")

    def _say(self, place: Place, note: str) -> None:
        self.notes[place] = f"{self.notes[place]}; {note}" if place in self.notes else note

    def _forms(self, name: str) -> set[str]:
        person = parse_person(name, self.language).name
        return {key(name, self.language), _joined(person)} - {""}

    def _called(self, referent: Referent) -> set[str]:
        """Forms by which a correction can name it: of people only whole names, since a surname has many bearers."""
        if referent.row is None and referent.names:
            return {_joined(name) for name in referent.names}
        row = referent.row
        names = (*referent.forms, referent.label) if row is None else (*row.names, row.id)
        return {key(name, self.language) for name in names if name}


def _joined(name: PersonName) -> str:
    return " ".join(filter(None, (*name.parts, name.suffix)))
