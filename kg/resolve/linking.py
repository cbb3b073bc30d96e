"""Names of one document -> referents: the gazetteer, demonyms, bodies of a state, acronyms, and shorter forms of names.

First every name is linked that speaks for itself; then, in text order, those that need another one: surnames, "AU" after
"African Union (AU)", "the Foreign Ministry" after "Russian Foreign Ministry".
"""

from __future__ import annotations

import re
from collections import defaultdict

from kg.model import Span
from kg.resolve.acronyms import abbreviates, initials
from kg.resolve.body_names import before_noun, body_key, country_of, of_country, shorter_names
from kg.resolve.discourse import Discourse, Referent
from kg.resolve.entity_types import LABEL_TYPES
from kg.resolve.incumbents import Incumbents
from kg.resolve.linkage import is_shared
from kg.resolve.metonymy import government_sign
from kg.resolve.name_disambiguation import Whereabouts, body_name
from kg.resolve.names import PersonName, clean, key, parse_person, tokens
from kg.resolve.occurrences import Occurrence, occurrences
from kg.resolve.people import People, Person
from kg.resources.gazetteer import Gazetteer, Row
from kg.resources.offices import Holder

_PLACES = frozenset({"Country", "City", "Region", "Place", "Facility"})
_ORGANIZATION, _PLACE_LABELS = "ORG", frozenset({"GPE", "LOC", "FAC"})  # of the reader
_MOST = 5  # bodies with one short name that are told apart
_SHORTEST = 3  # letters of an acronym


class Linker:
    """Links the names of one document."""

    def __init__(self, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self.discourse = discourse
        self.language = discourse.language
        self.gazetteer = gazetteer
        self.names = occurrences(discourse, gazetteer)
        self.people = People(
            discourse, ((name.span, name.text) for name in self.names if name.person and self._is_full(name))
        )
        self._referents: dict[tuple[str, str], Referent] = {}
        self._shorter: dict[str, list[Referent]] = defaultdict(list)
        self._beginnings: dict[str, list[Referent]] = defaultdict(list)
        self._bodies = {name.key for name in self.names if name.label == _ORGANIZATION}
        self.state_of: dict[Referent, Row] = {}
        self._introduced = self._find_acronyms()
        self._acronyms = self._by_initials() | self._introduced
        self._countries = self._countries_by_part()
        self._where = Whereabouts(discourse, gazetteer, self.names)
        titled = [name for name in self.names if name.person and name.titled]
        self._titled = {name.parsed.name for name in titled}
        self.incumbents = Incumbents(discourse, gazetteer)
        self._serving = {
            name.parsed.name: found for name in titled if (found := self.incumbents.titled(name)) is not None
        }

    def run(self) -> None:
        """Links every name, or refuses it with a reason."""
        waiting = [name for name in self.names if not self._link_by_itself(name)]
        for name in waiting:
            self._link_by_others(name)
        for short, long in self._acronyms.items():
            introduced = self.discourse.referent(long.span)
            if introduced is not None:
                introduced.acronyms |= {short}
        for referent in self._referents.values():
            if referent.types and referent.kind == "Person":
                referent.human = referent.local = True

    def bodies(self, words: str) -> list[Referent]:
        """Bodies and organizations whose name ends in these words (or is them)."""
        return self._shorter.get(body_key(words, self.language), [])

    # -- names that speak for themselves -------------------------------------------------------------------------------

    def _is_full(self, name: Occurrence) -> bool:
        rows = self.gazetteer.lookup(name.text)
        return name.parsed.name.full and all(row.type == "Person" for row in rows)

    def _link_by_itself(self, name: Occurrence) -> bool:
        if not tokens(name.text):
            self.discourse.refuse(name.span, "the name has no letters")
            return True
        parsed = name.parsed
        rows = self.gazetteer.lookup(name.text)
        person = self.people.full(parsed.name) if name.person or not rows else None
        if person is not None:
            return self._person(name, person, f"the full name '{parsed.shown}'")
        if name.key in self._acronyms or (name.person and self.people.candidates(parsed.name)):
            return False
        if rows and name.generic:
            return False
        rows = rows or self._state_of(name)
        return self._by_row(name, rows) or self._by_adjective(name) or self._by_country(name)

    def _state_of(self, name: Occurrence) -> tuple[Row, ...]:
        """ "State of France": the country behind the noun."""
        noun, of, rest = name.text.partition(f" {self.language.grammar.genitive} ")
        called = bool(of) and noun.casefold() in self.language.reference.named_by_genitive
        row = country_of(clean(rest, self.language), self.gazetteer) if called else None
        return (row,) if row is not None else ()

    def _person(self, name: Occurrence, referent: Referent, reason: str) -> bool:
        referent.human = True
        referent.type = "Person"
        rows = [row for row in self.gazetteer.lookup(name.text) if row.type == "Person"]
        if rows and referent.row is None:
            referent.row, referent.origin = rows[0], "gazetteer"
        referent.forms[name.parsed.shown] += 1
        self.discourse.link(name.span, referent, reason)
        return True

    def _by_row(self, name: Occurrence, rows: tuple[Row, ...]) -> bool:
        """Links a name of the gazetteer; a capital may stand for its government."""
        work = name.label == "WORK_OF_ART"  # "a film entitled Georgia"
        rows = tuple(
            row for row in rows if not (work and row.type != "Work") and not self._where.is_elsewhere(name, row)
        )
        if not rows or self._is_rather_person(name, rows[0]):
            return False
        row, others = rows[0], self._other_countries(name, rows[0])
        if len(others) > 1:
            known = " or ".join(sorted(f"'{other.label}'" for other in others))
            self.discourse.refuse(name.span, f"it could be {known}")
            return True
        row = others[0] if others else self._where.namesake(name, row)
        governed = self.gazetteer.represents(row.id) if row.type == "City" else None
        sign = government_sign(self.discourse, name.span, name.head) if governed is not None else ""
        called = self._called(name) if sign else None
        if called is not None:
            return self._person(name, called.referent, f"'{name.text}' acts, and is the surname of '{called.shown}'")
        if governed is not None and sign:
            reason = f"'{name.text}' is the capital that stands for the government of {governed.label}: {sign}"
            self.discourse.link(name.span, self.row(governed), reason)
            return True
        self._shown(name, self.row(row), f"'{name.text}' is a name of {row.label} in the gazetteer")
        return True

    def _called(self, name: Occurrence) -> Person | None:
        """The one person named in full before who is called as a capital is, when the name mostly is a person's here, or the full name
        stands in the sentence before and the text speaks of no such place."""
        found = self.people.candidates(name.parsed.name, surname_only=True)
        same = [other for other in self.names if other.key == name.key]
        people = sum(other.person for other in same)
        mostly = people > 1 and people > len(same) / 2
        if len(found) != 1 or found[0].seen[0] >= name.span.start:
            return None
        before = [other for other in same if other.span.start < name.span.start]
        again = any(self.discourse.referent(other.span) is found[0].referent for other in before)
        near = self.people.is_near(found[0], name.span.start) and not any(map(self._is_placed, same))
        return found[0] if mostly or near or again else None

    def _is_placed(self, name: Occurrence) -> bool:
        """A preposition of place stands right before it: "in Lima"."""
        before = self.discourse.text[: name.span.start].rstrip().rpartition(" ")[2].casefold()
        grammar = self.language.grammar
        return before in self.language.words.inside | {grammar.ablative}

    @staticmethod
    def _is_rather_person(name: Occurrence, row: Row) -> bool:
        """True for "Mr. Jordan", and for someone called as a town is. No person has the name of a country otherwise."""
        if row.type not in _PLACES or not name.person:
            return False
        return name.titled or (row.type != "Country" and not row.represents and " " not in name.text)

    def _other_countries(self, name: Occurrence, row: Row | None) -> list[Row]:
        """Countries that a short name means here: "Congo", where the Republic of the Congo is named in full."""
        if row is not None and (row.type != "Country" or key(row.label, self.language) == name.key):
            return []
        if row is None and name.label not in ("GPE", "LOC", ""):
            return []
        return list(self._countries.get(name.key, {}).values())

    def _countries_by_part(self) -> dict[str, dict[str, Row]]:
        """Countries of the document by each single word of the longer names they have there."""
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        known = self.language.names
        for name in self.names:
            words = tokens(name.text)
            for row in self.gazetteer.lookup(name.text)[:1] if len(words) > 1 else ():
                if row.type == "Country":
                    for word in set(words) - known.generic_name_words - known.country_modifiers:
                        found[word][row.id] = row
        return found

    def _by_adjective(self, name: Occurrence) -> bool:
        row = self.gazetteer.adjective(name.text)
        if row is None or (name.person and name.titled):
            return False
        before, blank, _ = name.mention.span.text.partition(" ") if name.mention is not None else ("", "", "")
        if blank and (before.casefold() in self.language.reference.one_of_many or _is_one_person(name, before, row)):
            self.discourse.refuse(name.span, f"'{name.text}' is someone from {row.label} without a name")
        elif row.type not in _PLACES:
            self._shown(name, self.row(row), f"'{name.text}' belongs to {row.label}")
        elif _is_people(name, row):
            label = _people_label(name, row)
            group = self._named(f"people of {row.id}", label=label, type="Group", plural=True)
            self._shown(name, group, f"'{name.text}' are people, not {row.label} itself")
        else:
            self.discourse.link(name.span, self.row(row), f"'{name.text}' is the adjective of {row.label}")
        return True

    def _by_country(self, name: Occurrence) -> bool:
        """ "U.S. government", "Kazakh Foreign Ministry"; also where the reader left the country out of the name."""
        return any(self.link_country_phrase(name.span, text, name.text) for text in self._extended(name))

    def _extended(self, name: Occurrence) -> list[str]:
        found = [name.text]
        if name.generic:
            before = self.discourse.text[max(0, name.span.start - 60) : name.span.start]
            match = re.search(r"((?:[A-Z][\w.’']* ){1,3})$", before)
            words = match[1].split() if match else []
            found = [" ".join([*words[start:], name.text]) for start in range(len(words))] + found
        return found

    def link_country_phrase(self, span: Span, phrase: str, form: str) -> bool:
        """Links a phrase that names a state's government or one of its bodies by its country."""
        found = of_country(phrase, self.gazetteer, self.language)
        if found is None:
            return False
        row, rest = found
        words = body_key(rest, self.language)
        if words in self.language.names.government:
            referent = self.government(row)
        elif words in self.language.names.bodies or words.endswith(f" {self.language.names.ministry}"):
            referent = self._body(row, words, words.title(), phrase)
        else:
            return False
        self._remember(words, referent)
        referent.forms[form if of_country(form, self.gazetteer, self.language) else phrase] += 1
        self.discourse.link(span, referent, f"'{phrase}' is a body of {row.label}")
        return True

    def government(self, state: Row) -> Referent:
        """The government of a state, whatever it is called."""
        word = self.language.names.one_government
        return self._body(state, word, word)

    def _body(self, state: Row, words: str, shown: str, phrase: str = "") -> Referent:
        """A body of a state: a row of the gazetteer where it has one."""
        adjective = state.adjectives[0] if state.adjectives else self.language.grammar.possessive(state.label)
        known = self.gazetteer.lookup(phrase) or self.gazetteer.lookup(f"{adjective} {words}")
        label = f"{adjective} {shown}"
        body = self.row(known[0]) if known else self._named(f"{state.id} {words}", label=label, type="GovernmentBody")
        self.state_of[body] = state
        return body

    # -- names that need another one -----------------------------------------------------------------------------------

    def _link_by_others(self, name: Occurrence) -> None:
        rows = self.gazetteer.lookup(name.text)
        if self._by_acronym(name) or self._by_part(name, rows):
            return
        bodies = self._shorter.get(body_key(name.text, self.language), []) if not name.person else []
        begun = (
            self._beginnings.get(name.key, []) if name.key in self._bodies and name.label not in _PLACE_LABELS else []
        )
        shorter = [one for one in bodies or begun if not self._where.is_another(name, one, self.state_of.get(one))]
        if len(shorter) == 1 and (name.generic or not rows):
            shown = shorter[0].shown
            short = f"'{name.text}' is short for '{shown}', which this document names"
            self._shown(name, shorter[0], short if key(shown, self.language) != name.key else f"the name '{name.text}'")
        elif len(shorter) > 1 and name.generic:
            known = " or ".join(sorted(f"'{referent.shown}'" for referent in shorter))
            self.discourse.refuse(name.span, f"it could be {known}")
        elif not self._by_row(name, rows):
            self._new(name)

    def _by_acronym(self, name: Occurrence) -> bool:
        long = self._acronyms.get(name.key)
        if long is None or long.span == name.span:
            return False
        if long.span not in self.discourse.links:
            if long.span in self.discourse.unresolved:
                return False
            self._link_by_others(long)
        referent = self.discourse.referent(long.span)
        if referent is None:
            return False
        how = "is introduced as short for" if name.key in self._introduced else "has the initials of"
        self._shown(name, referent, f"'{name.text}' {how} '{long.text}'")
        return True

    def _by_part(self, name: Occurrence, rows: tuple[Row, ...]) -> bool:
        """A surname or another part of a full name of this document."""
        parsed = name.parsed
        if rows and not name.person:
            return False
        found = self.people.candidates(parsed.name, surname_only=not name.person and not self._is_called(parsed.name))
        if not found:
            return False
        chosen = self.people.resolve_part(parsed.name, name.span.start, name.titles, found)
        if isinstance(chosen, str):
            self.discourse.refuse(name.span, chosen)
            return True
        whole, part = key(chosen.shown, self.language), key(parsed.shown, self.language)
        place = "the last part" if whole.endswith(part) else "the first part" if whole.startswith(part) else "a part"
        return self._person(name, chosen.referent, f"'{parsed.shown}' is {place} of '{chosen.shown}' in this document")

    def _is_called(self, name: PersonName) -> bool:
        """True for a first name that stands for its bearer ("Abiy"): not one that many people and firms have ("Chase")."""
        first, known = name.parts[0] if len(name.parts) == 1 else "", self.language.names
        return len(first) > 2 and first not in known.male_names | known.female_names

    def _new(self, name: Occurrence) -> None:
        """A name that nothing else explains is an entity of its own."""
        parsed = name.parsed
        serving = self._serving.get(parsed.name)
        if serving is not None:
            self._person(name, self.incumbent(serving[0]), serving[1])
            return
        if (name.person and name.titled) or parsed.name in self._titled:
            referent = self._named(f"person {' '.join(parsed.name.parts)}", type="Person", local=True, human=True)
            referent.names |= {parsed.name}
            self._person(name, referent, f"'{parsed.shown}' is all that this document calls them")
            return
        countries = self._other_countries(name, None)
        if len(countries) == 1:
            reason = f"'{name.text}' is part of '{countries[0].label}', which this document names"
            self._shown(name, self.row(countries[0]), reason)
            return
        there = self._at_its_place(name)
        if there is None:
            self.discourse.refuse(name.span, f"there are several '{name.text}' in this document")
            return
        there.types[_type_of(name)] += 1
        self._shown(name, there, f"the name '{name.text}'")

    def _at_its_place(self, name: Occurrence) -> Referent | None:
        """The bearer of a name in the country or region beside it; None when it could be in several."""
        plain, where = body_name(name.text, self.language), self._where.of(name)
        country, rest = of_country(name.text, self.gazetteer, self.language) or (None, "")
        body = body_name(rest, self.language) if " " in rest else ""
        if country is not None and body and is_shared(f"name {body}", self.language):
            plain, where = body, frozenset({country.id})
        known = self._where.by_name[plain]
        if not where and len(known) > 1:
            return None
        where = where or next(iter(known), frozenset())
        apart = " ".join(sorted(where)) if len(known | {where}) > 1 else ""
        referent = self._named(f"name {plain}", apart=apart, local=name.generic and not where)
        referent.within |= where
        return referent

    # -- referents -----------------------------------------------------------------------------------------------------

    def row(self, row: Row) -> Referent:
        """The referent of a row of the gazetteer."""
        known = ("row", row.id)
        if known not in self._referents:
            human, plural = row.type == "Person", row.type == "Group"
            self._referents[known] = Referent("gazetteer", row=row, human=human, plural=plural)
        return self._referents[known]

    def incumbent(self, holder: Holder) -> Referent:
        """The referent of somebody in an office: that of the full name, whether the document has it or not."""
        parsed = parse_person(holder.name, self.language)
        known = self.people.full(parsed.name)
        if known is None:
            parts = " ".join(parsed.name.parts)
            known = self._named(f"person {parts}", label=parsed.shown, type="Person", human=True)
            known.names |= {parsed.name}
        return known

    def _named(
        self,
        name: str,
        *,
        apart: str = "",
        label: str = "",
        type: str = "",
        local: bool = False,
        human: bool = False,
        plural: bool = False,
    ) -> Referent:
        known = ("named", f"{name} {apart}" if apart else name)
        if known not in self._referents:
            self._referents[known] = Referent(
                "named", label=label, type=type, local=local, human=human, plural=plural, known_as=name
            )
        return self._referents[known]

    def _shown(self, name: Occurrence, referent: Referent, reason: str) -> None:
        """Links a name that counts as another name of its referent."""
        referent.forms[name.text] += 1
        if referent.kind not in (*_PLACES, "Person", "Group"):
            for shorter in shorter_names(name.text, self.language):
                self._remember(shorter, referent)
            if start := before_noun(name.text, self.language):
                self._add(self._beginnings[key(start, self.language)], referent)
        self.discourse.link(name.span, referent, reason)

    def _remember(self, words: str, referent: Referent) -> None:
        self._add(self._shorter[body_key(words, self.language)], referent)

    @staticmethod
    def _add(known: list[Referent], referent: Referent) -> None:
        if referent not in known and len(known) < _MOST:
            known.append(referent)

    def _find_acronyms(self) -> dict[str, Occurrence]:
        """ "African Union (AU)" or "AU (African Union)": acronym -> the long name."""
        found: dict[str, Occurrence] = {}
        by_end = {name.span.end: name for name in self.names}
        by_start = {name.span.start: name for name in self.names}
        for match in re.finditer(r" \( ?([A-Z][A-Z.&-]{1,9}) ?\)|\b([A-Z][A-Z.&-]{1,9}) \( ?", self.discourse.text):
            long = by_start.get(match.end()) if match[2] else by_end.get(match.start())
            short = match[1] or match[2]
            if long is not None and abbreviates(short, long.text, self.language):
                found.setdefault(key(short, self.language), long)
        return found

    def _by_initials(self) -> dict[str, Occurrence]:
        """ "NHC" where the one name with these initials is the "National Hurricane Center": acronym -> the long name."""
        by_initials: dict[str, dict[str, Occurrence]] = defaultdict(dict)
        for name in self.names:
            if not name.person:
                by_initials[initials(name.text)].setdefault(name.key, name)
        found: dict[str, Occurrence] = {}
        for name in self.names:
            long = by_initials.get(name.text.replace(".", ""), {})
            if (
                len(long) == 1
                and len(name.text) >= _SHORTEST
                and name.text.isupper()
                and not name.person
                and not self.gazetteer.lookup(name.text)
            ):
                found.setdefault(name.key, next(iter(long.values())))
        return found


def _is_people(name: Occurrence, row: Row) -> bool:
    """True for "Russians" and "the French", not for "Russian" before a noun."""
    folded, known, grammar = {word.casefold() for word in row.adjectives}, name.language.names, name.language.grammar
    word = name.text.casefold()
    if word.endswith(known.plural_demonyms) or folded & grammar.singulars(word):
        return True
    phrase = name.mention.span.text.casefold() if name.mention is not None else ""
    return phrase == f"{grammar.definite_article} {word}" and word.endswith(known.invariable_demonyms)


def _is_one_person(name: Occurrence, before: str, row: Row) -> bool:
    """True for "the Iraqi", "the young Swede": a person of a country, not the country."""
    single = name.mention is not None and not name.mention.plural and not _is_people(name, row)
    return single and row.type in _PLACES and before.casefold() in name.language.reference.determiners


def _people_label(name: Occurrence, row: Row) -> str:
    """The plural of the adjective, where the gazetteer has it."""
    plurals = (word for word in row.adjectives if name.language.grammar.singulars(word).intersection(row.adjectives))
    return next(plurals, name.text)


def _type_of(name: Occurrence) -> str:
    """Class of a name by the noun that it ends in ("... Ministry", "University of ..."), else by the reader's label."""
    names, genitive = name.language.names, f" {name.language.grammar.genitive} "
    words = tokens(re.split(names.complement, name.text)[0])
    by_noun = names.head_types.get(words[-1], "") if len(words) > 1 or genitive in name.text else ""
    if name.label in ("PERSON", "PER"):
        return "Person"
    return by_noun or LABEL_TYPES.get(name.label, "Thing")
