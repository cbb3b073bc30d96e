"""States and what belongs to them in descriptions: "the country", "the South American country", "the Kazakh parliament"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kg.model import Mention
from kg.resolve.body_names import of_country
from kg.resolve.discourse import Discourse, Phrase, Referent
from kg.resolve.linking import Linker

_JUST_NOW, _LATELY = range(2), range(3)  # sentences back: this one and those before


class Countries:
    """Resolves the descriptions of states of one document; names must be linked before."""

    def __init__(self, discourse: Discourse, linker: Linker) -> None:
        self.discourse = discourse
        self.language = discourse.language
        self.words = discourse.language.reference
        self.article = discourse.language.grammar.definite_article
        self.linker = linker
        self._places = [
            (name.span.start, country)
            for name in linker.names
            for country in [self._country_of(discourse.referent(name.span))]
            if country is not None and not discourse.text.startswith("-", name.span.end)  # "a U.S.-backed plan"
        ]
        self._plain = self._places_of_their_own()
        self._countries = self._first_places()
        self._governments: list[Referent] = []

    def identified(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """The state that a singular description surely means, and why."""
        for find in (self._itself, self._regional_country, self._bare_country, self._bare_government):
            found = find(mention, phrase)
            if found is not None:
                return found
        return None

    def link_body(self, mention: Mention, phrase: Phrase) -> bool:
        """Links what is a state's by its words, if it is: "the Venezuelan government", "the Kazakh parliament", "Venezuela's capital"."""
        if mention.plural or not phrase.names or phrase.determiner not in (self.article, ""):
            return False
        if self.linker.link_country_phrase(mention.span, phrase.core, phrase.core):
            referent = self.discourse.referent(mention.span)
            if referent is not None and self._is_government(phrase) and referent not in self._governments:
                self._governments.append(referent)
            return True
        found = of_country(phrase.core, self.linker.gazetteer, self.language)
        of = f" {self.language.grammar.genitive} "
        if found is None or found[1].casefold().split(of)[0] not in self.words.capital_nouns:
            return False
        rows = self.linker.gazetteer.by_id.values()
        capitals = [row for row in rows if row.type == "City" and row.represents == found[0].id]
        if len(capitals) != 1:
            return False
        reason = f"{capitals[0].label} is the capital of {found[0].label}"
        self.discourse.link(mention.span, self.linker.row(capitals[0]), reason)
        return True

    def _itself(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """ "The Kazakh nation", "the Antarctic continent": what its adjective belongs to."""
        place = phrase.names[0] if len(phrase.names) == 1 else None
        if place is None or place.row is None or len(phrase.words) != 1 or phrase.determiner != self.article:
            return None
        nouns = {"Country": self.words.country_nouns, "Region": self.words.continent_nouns}.get(place.row.type, ())
        return (place, f"'{mention.span.text}' is {place.shown} itself") if phrase.words[0] in nouns else None

    def _bare_country(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """ "The country": the only one named before, or the only one named in this sentence or else in the one before."""
        whole = set(phrase.words[:-1]) <= self.words.entire and phrase.words[-1] in self.words.country_nouns
        if phrase.determiner not in self.words.pointing or phrase.names or not whole:
            return None
        governing = self._governing(mention)
        governed = self._governed(governing) if governing is not None else None
        country = self._only_country(mention)
        if country is not None and governed is None:
            return country, f"{country.shown} is the only country named before"
        if governing is not None:
            return governed
        end = bisect_left(self._plain, mention.span.start, key=lambda place: place[0])
        country = self._named_last(mention, self._plain[:end], _JUST_NOW)
        return (country, f"{country.shown} is the only country named shortly before") if country is not None else None

    def _governing(self, mention: Mention) -> Referent | None:
        """Who leads or rules what a mention stands for, when that is a person with a role: "Marin, who led the country"."""
        for use in self.discourse.uses.get(mention.span, ()):
            verb, subject = use.proposition.predicate, use.proposition.subject
            if use.place == "object" and verb.lemma in self.language.roles.governing and not verb.preposition:
                person = self.discourse.referent(subject.name or subject.span)
                if person is not None and person.human and not person.plural and person.roles:
                    return person
        return None

    def _governed(self, person: Referent) -> tuple[Referent, str] | None:
        """The country of somebody's office, as the text or the table of offices says it; one named beside it is as likely another."""
        found = person.countries | self.linker.incumbents.countries_of(person)
        rows = [
            row
            for row in map(self.linker.gazetteer.by_id.get, sorted(found))
            if row is not None and row.type == "Country"
        ]
        if len(rows) != 1:
            return None
        return self.linker.row(rows[0]), f"'{person.shown}' has an office of {rows[0].label}"

    def _named_last(
        self, mention: Mention, places: Iterable[tuple[int, Referent]], sentences: Iterable[int]
    ) -> Referent | None:
        """Of countries with their places the only one in the nearest sentence that has any, counted back from a mention's own."""
        here, known = self.discourse.sentence(mention.span.start), list(places)
        beside = {self.discourse.referent(span) for span in self.discourse.beside(mention)}
        for back in sentences:
            found = {country for start, country in known if self.discourse.sentence(start) == here - back} - beside
            if found:
                return min(found, key=lambda item: item.shown) if len(found) == 1 else None
        return None

    def _regional_country(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """ "the South American country": of the countries of that region the only one named before, or the one named last."""
        nouns = self.language.noun_types
        if phrase.determiner not in self.words.pointing or phrase.words[-1] not in nouns.state_nouns:
            return None
        if not nouns.other.isdisjoint(phrase.words):
            return None
        regions = {name.row.id for name in phrase.names if name.row is not None and name.row.type == "Region"}
        if len(regions) != 1 or len(phrase.names) != 1:
            return None
        (region,), shown = regions, phrase.names[0].shown
        end = bisect_left(self._places, mention.span.start, key=lambda place: place[0])
        near = [
            (start, country) for start, country in self._places[:end] if country.row and region in country.row.regions
        ]
        if len({country for _, country in near}) == 1:
            return near[0][1], f"{near[0][1].shown} is the only country of {shown} named before"
        country = self._named_last(mention, near, _LATELY)
        return (country, f"{country.shown} is the country of {shown} named last") if country is not None else None

    def _bare_government(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        if phrase.determiner != self.article or phrase.names or not self._is_government(phrase):
            return None
        known = self._governments
        country = self._only_country(mention) if not known else None
        if country is not None and country.row is not None:
            return self.linker.government(country.row), f"{country.shown} is the only country named before"
        return (known[0], f"'{known[0].shown}' is the only one spoken of before") if len(known) == 1 else None

    def _is_government(self, phrase: Phrase) -> bool:
        return " ".join(phrase.words) in self.language.names.government

    def _only_country(self, mention: Mention) -> Referent | None:
        """The country, when all names of countries ahead of a place mean one."""
        before = [country for country, start in self._countries[:2] if start < mention.span.start]
        return before[0] if len(before) == 1 else None

    def _places_of_their_own(self) -> list[tuple[int, Referent]]:
        """Without those that only say whose something is: "5,000 U.S. troops are in the country"."""
        modifiers = {span.start for mention in self.discourse.mentions for span in mention.modifiers}
        bodies = {name.span.start for name in self.linker.names if not self._is_behind_its_noun(name.text)}
        return [(start, country) for start, country in self._places if start not in modifiers | bodies]

    def _is_behind_its_noun(self, name: str) -> bool:
        """True for a country and for "the Parliament of Iraq", not for "the Iraqi Parliament"."""
        found = of_country(name, self.linker.gazetteer, self.language)
        return found is None or not name.casefold().endswith(found[1].casefold())

    def _country_of(self, named: Referent | None) -> Referent | None:
        """A country itself, or the one whose body it is."""
        if named is None or named.kind == "Country":
            return named
        state = self.linker.state_of.get(named)
        return self.linker.row(state) if state is not None else None

    def _first_places(self) -> list[tuple[Referent, int]]:
        """Countries in the order in which the document comes to speak of them."""
        found: dict[Referent, int] = {}
        for start, country in self._places:
            found.setdefault(country, start)
        return list(found.items())
