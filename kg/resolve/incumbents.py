"""Who a title or description means by the day of its document: "President Macron" and "the French president" of 2019."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Mention
from kg.resolve.discourse import Discourse, Phrase, Referent
from kg.resolve.names import tokens
from kg.resolve.occurrences import Occurrence
from kg.resources.gazetteer import Gazetteer
from kg.resources.offices import Holder, folded

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


class Incumbents:
    """Holders of public offices on the day of one document, of those whom it does not name in full."""

    def __init__(self, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self.discourse = discourse
        self.gazetteer = gazetteer
        self.offices = gazetteer.offices if discourse.published else type(gazetteer.offices)()
        self.article = discourse.language.grammar.definite_article
        self.marks = set(map(tokens, discourse.language.grammar.possessive_markers)) - {()}

    def titled(self, name: Occurrence) -> tuple[Holder, str] | None:
        """Who "President Macron" or "French President Macron" is, and why."""
        parsed = name.parsed
        words = (*name.titles, *parsed.titles)
        for start in range(len(words)):
            office, before = self._office(words[start:]), words[:start]
            if office in self.offices.kinds:
                countries = self._countries(before)
                if countries is None or not self._is_of_the_day(name.span.start):
                    return None
                surname, day = folded(parsed.shown), self.discourse.published
                holder = self.offices.holder(office, day, country=countries[0] if countries else "", surname=surname)
                return (holder, self._reason(holder)) if holder is not None else None
        return None

    def described(self, mention: Mention, phrase: Phrase) -> tuple[Holder, str] | None:
        """Who "the French president" or "France's president" is, and why."""
        owned = phrase.words[:1] in self.marks
        office = self._office(phrase.words[owned:])
        rows = [referent.row for referent in phrase.names if referent.row is not None]
        definite = phrase.determiner == self.article or owned
        if office not in self.offices.kinds or len(rows) != 1 or len(phrase.names) != 1 or not definite:
            return None
        holder = self.offices.holder(office, self.discourse.published, country=rows[0].id)
        if holder is None or not self._is_of_the_day(mention.span.start):
            return None
        return holder, self._reason(holder)

    def countries_of(self, person: Referent) -> frozenset[str]:
        """The rows of the countries of which somebody named in full holds, on the day of the document, an office that the text tells."""
        offices = {self._office(role) for role in person.roles}
        held = (
            one for name in person.names for one in self.offices.held_by(" ".join(name.parts), self.discourse.published)
        )
        return frozenset(holder.country for holder in held if holder.office in offices)

    def _office(self, words: Sequence[str]) -> str:
        office = " ".join(words)
        return self.discourse.language.roles.same_office.get(office, office)

    def _countries(self, words: Sequence[str]) -> list[str] | None:
        """The country whose adjective stands before an office; None when something else does ("former", "vice")."""
        if not words or words == (self.article,):
            return []
        row = self.gazetteer.adjective(" ".join(words).title())
        return [row.id] if row is not None else None

    def _is_of_the_day(self, position: int) -> bool:
        """True where the sentence names no other year than that of the document."""
        return set(_YEAR.findall(self.discourse.sentence_text(position))) <= {self.discourse.published[:4]}

    def _reason(self, holder: Holder) -> str:
        where = self.gazetteer.by_id[holder.country].label if holder.country in self.gazetteer.by_id else holder.country
        day = self.discourse.published[:10]
        return f"{holder.name} was {holder.office} ({where}) on {day}, the day of the document, by the table of offices"
