"""Pronouns. A pronoun is resolved only where one thing comes into question: precision before recall."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

from kg.lang.reference_en import (
    EMPTY_IT,
    FEMININE,
    MASCULINE,
    NEUTER,
    PLURAL,
    POSSESSIVE,
    REFLEXIVE,
    SPEAKER,
    SPEAKERS,
    VOICE_ROLES,
)
from kg.model import Mention, Span
from kg.resolve.discourse import Discourse, Referent
from kg.resolve.nominals import Role

_SENTENCES_BACK = 3
_LOOK_AT = 60  # mentions of a sentence; texts of one endless sentence cost no more
_ACTORS = frozenset(
    """Country Organization GovernmentBody IntergovernmentalOrganization PoliticalParty Company MediaOrganization ArmedGroup
    Group""".split()
)

Found = tuple[Referent, str] | str  # what is meant and why, or why that is unclear


class Pronouns:
    """Resolves the pronouns of one document in text order; `note` tells it what has been linked so far."""

    def __init__(self, discourse: Discourse, roles: Iterable[Role]) -> None:
        self.discourse = discourse
        self._plural = {mention.span for mention in discourse.mentions if mention.parts}
        self._linked: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        self._roles: dict[Referent, list[Role]] = defaultdict(list)
        for role in roles:
            self._roles[role.holder].append(role)
        for span in discourse.links:
            self.note(span)

    def note(self, span: Span) -> None:
        """Makes a linked span one that later pronouns may stand for."""
        insort(self._linked[self.discourse.sentence(span.start)], (span.start, span))

    def resolve(self, mention: Mention) -> None:
        """Links a pronoun, or refuses it with the reason."""
        found = self._find(mention)
        if isinstance(found, str):
            self.discourse.refuse(mention.span, found)
        else:
            self.discourse.link(mention.span, *found)
            self.note(mention.span)

    def _find(self, mention: Mention) -> Found:
        word = mention.span.text.casefold()
        if mention.antecedent is not None:
            return self._by_grammar(mention.antecedent)
        if word in REFLEXIVE:
            return self._subject_of_its_clause(mention)
        if word in MASCULINE | FEMININE:
            return self._person(mention, "m" if word in MASCULINE else "f")
        if word in NEUTER:
            return self._thing(mention)
        if word in PLURAL:
            return self._several(mention)
        if word in SPEAKER | SPEAKERS:
            return self._speaker(mention, plural=word in SPEAKERS)
        return f"'{mention.span.text}' does not say what it stands for"

    def _by_grammar(self, antecedent: Mention) -> Found:
        spans = (antecedent.span, antecedent.name) if not antecedent.parts else (antecedent.span,)
        for span in spans:
            referent = self.discourse.referent(span) if span is not None else None
            if referent is not None:
                return referent, f"by its place in the sentence it stands for '{antecedent.span.text}'"
        return f"it stands for '{antecedent.span.text}', which is not resolved"

    def _subject_of_its_clause(self, mention: Mention) -> Found:
        for use in self.discourse.uses.get(mention.span, ()):
            subject = use.proposition.subject
            referent = self.discourse.referent(subject.span)
            if subject.span != mention.span and referent is not None:
                return referent, f"it stands for the subject of its clause, '{subject.span.text}'"
        return "the subject of its clause is not resolved"

    # -- he and she ----------------------------------------------------------------------------------------------------

    def _person(self, mention: Mention, gender: str) -> Found:
        here = self.discourse.sentence(mention.span.start)
        excluded = self._excluded(mention)
        for sentence in range(here, max(-1, here - _SENTENCES_BACK - 1), -1):
            spans = [
                span
                for span in self._before(mention, sentence)
                if (item := self.discourse.referent(span)) is not None
                and (item.human or item.kind == "Person")
                and item.gender in ("", gender)
                and item not in excluded
            ]
            if spans:
                return self._one_of(spans, gender)
        return "nobody named shortly before comes into question"

    def _one_of(self, spans: list[Span], gender: str) -> Found:
        """The only person of a sentence, or its only subject among them."""
        leading = [span for span in spans if self.discourse.is_used(span, "subject", "holder")]
        for choice, why in ((spans, "the only person"), (leading, "the only subject")):
            people = self._distinct(choice)
            if len(people) == 1:
                people[0].gender = people[0].gender or gender
                return people[0], f"'{people[0].shown}' is {why} shortly before that it can stand for"
        return "it could be " + " or ".join(sorted(f"'{item.shown}'" for item in self._distinct(spans)))

    # -- it and they ---------------------------------------------------------------------------------------------------

    def _thing(self, mention: Mention) -> Found:
        uses = self.discourse.uses.get(mention.span, ())
        if any(use.place == "subject" and use.proposition.predicate.lemma in EMPTY_IT for use in uses):
            return "'it' may stand for nothing"
        return self._subject_before(mention, self._is_thing, _ACTORS)

    def _several(self, mention: Mention) -> Found:
        if any(span in self._plural for span in self._subjects_before(mention)):
            return "several things come into question"
        found = self._subject_before(mention, lambda referent: referent.plural, None)
        if isinstance(found, str):
            return self._subject_before(mention, self._is_body, None)
        return found

    @staticmethod
    def _is_thing(referent: Referent) -> bool:
        return not (referent.human or referent.plural or referent.kind in ("Person", "Group"))

    @staticmethod
    def _is_body(referent: Referent) -> bool:
        return referent.kind in _ACTORS - {"Country"}

    def _subject_before(self, mention: Mention, fits: object, kinds: frozenset[str] | None) -> Found:
        """The subject before the pronoun in its sentence, else the subject of the sentence before (of some kinds only)."""
        assert callable(fits)
        excluded = self._excluded(mention)
        quotation = self.discourse.quotation(mention.span.start)
        here = self.discourse.sentence(mention.span.start)
        for sentence in (here, here - 1):
            spans = [
                span
                for span in self.discourse.subjects(sentence)
                if span.start < mention.span.start
                and self.discourse.quotation(span.start) == quotation
                and (item := self.discourse.referent(span)) is not None
                and item not in excluded
                and fits(item)
                and (sentence == here or kinds is None or item.kind in kinds)
            ]
            found = self._distinct(spans)
            if len(found) > 1:
                return "it could be " + " or ".join(sorted(f"'{item.shown}'" for item in found))
            if found:
                where = "the sentence" if sentence == here else "the sentence before"
                return found[0], f"'{found[0].shown}' is the only subject in {where} that it can stand for"
        return "no subject shortly before comes into question"

    def _subjects_before(self, mention: Mention) -> list[Span]:
        here = self.discourse.sentence(mention.span.start)
        own = [span for span in self.discourse.subjects(here) if span.end <= mention.span.start]
        return own or self.discourse.subjects(here - 1)

    # -- I and we ------------------------------------------------------------------------------------------------------

    def _speaker(self, mention: Mention, *, plural: bool) -> Found:
        quotation = self.discourse.quotation(mention.span.start)
        if quotation is None:
            return "nobody is quoted here"
        speakers = [
            referent
            for use in self.discourse.uses.get(mention.span, ())
            for item in use.proposition.attribution
            if item.source is not None and self.discourse.quotation(item.source.span.start) != quotation
            if (referent := self._link_of(item.source)) is not None
        ]
        if not speakers:
            return "it is not known who speaks"
        speaker = speakers[0]
        if not plural:
            return speaker, f"it is the speaker, '{speaker.shown}'"
        return self._voice_of(speaker)

    def _voice_of(self, speaker: Referent) -> Found:
        """ "we": the state or body that a speaker's role belongs to."""
        if not speaker.human:
            return speaker, f"it is the speaker, '{speaker.shown}'"
        owners = {owner for role in self._roles.get(speaker, ()) if role.words[-1] in VOICE_ROLES for owner in role.of}
        bodies = [owner for owner in owners if owner.kind in _ACTORS - {"Country", "Group"}]
        states = [owner for owner in owners if owner.kind == "Country"]
        chosen = bodies if bodies else states
        if len(chosen) != 1:
            return f"it is not known for whom '{speaker.shown}' speaks"
        return chosen[0], f"'{speaker.shown}' speaks for '{chosen[0].shown}'"

    # -- what comes into question --------------------------------------------------------------------------------------

    def _before(self, mention: Mention, sentence: int) -> list[Span]:
        linked = self._linked.get(sentence, [])
        end = bisect_left(linked, (mention.span.start,))
        return [span for _, span in linked[max(0, end - _LOOK_AT) : end]]

    def _excluded(self, mention: Mention) -> set[Referent]:
        """Subject and object of one clause are two things; and nobody calls himself "he" in a quotation."""
        quoted = self.discourse.quotation(mention.span.start) is not None
        others: list[Mention | None] = []
        for use in self.discourse.uses.get(mention.span, ()):
            if use.place != "holder":
                others += [use.proposition.subject, use.proposition.object]
            if quoted:
                others += [item.source for item in use.proposition.attribution]
        found = (self._link_of(other) for other in others if other is not None and other.span != mention.span)
        return {referent for referent in found if referent is not None}

    def _link_of(self, mention: Mention) -> Referent | None:
        referent = self.discourse.referent(mention.span)
        return referent or (
            self.discourse.referent(mention.name) if mention.name is not None and not mention.parts else None
        )

    def _distinct(self, spans: Iterable[Span]) -> list[Referent]:
        found = (self.discourse.referent(span) for span in spans)
        return list(dict.fromkeys(item for item in found if item is not None))


def is_possessive(word: str) -> bool:
    """True for "his", "its", ..."""
    return word.casefold() in POSSESSIVE
