"""Pronouns. A pronoun is resolved only where one thing comes into question: precision before recall."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import takewhile

from kg.model import Mention, MentionKind, Span, Voice
from kg.resolve.discourse import ACTORS, LOOK_BACK, Discourse, Referent, acts, surely_person
from kg.resolve.possessives import made_into, ordered_by, owners_in
from kg.resolve.roles import Role, voice_of

_SENTENCES_BACK = 3
SURE = 0.85  # of the reader's links that are so likely, nine in ten and more are right (pronouns of GUM's development part)
EVEN = 0.5  # from here on what the reader takes a word for makes another thing doubtful
LIKELY = 0.6  # where the sentence before speaks of the same thing first

Found = tuple[Referent, str] | str  # what is meant and why, or why that is unclear


class Pronouns:
    """Resolves the pronouns of one document in text order; `note` tells it what has been linked so far."""

    def __init__(self, discourse: Discourse, roles: Iterable[Role]) -> None:
        self.discourse = discourse
        self.words = discourse.language.reference
        self._plural = {mention.span for mention in discourse.mentions if mention.parts}
        self._linked: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        self._open = set[tuple[int, str]]()  # sentences with a pronoun, by its gender, that two people may be meant by
        self._speakers = self._quoted()
        self._roles: dict[Referent, list[Role]] = defaultdict(list)
        for role in roles:
            self._roles[role.holder].append(role)
        self._owned = {one.span.start: one for one in discourse.mentions if one.kind is MentionKind.NOMINAL}
        for span in discourse.links:
            self.note(span)

    def _quoted(self) -> dict[int, list[Mention]]:
        """Who speaks in each quotation, as far as somebody outside of it does."""
        found: dict[int, list[Mention]] = defaultdict(list)
        for proposition in self.discourse.propositions:
            quotation = self.discourse.quotation((proposition.predicate.head or proposition.subject.span).start)
            for item in proposition.attribution if quotation is not None else ():
                if item.source is not None and self.discourse.quotation(item.source.span.start) is None:
                    found[quotation or 0].append(item.source)
        return found

    def note(self, span: Span) -> None:
        """Makes a linked span one that later pronouns may stand for."""
        insort(self._linked[self.discourse.sentence(span.start)], (span.start, span))

    def resolve(self, mention: Mention, phrase: Mention | None = None) -> None:
        """Links a pronoun, or refuses it with the reason. `phrase` is the one that a possessive stands in."""
        placed = self._doer_behind(mention, phrase) or self._of_both(mention) or self._joined(mention)
        found: Found = placed or self._patient(mention, phrase) or self._behind(mention) or self._find(mention, phrase)
        if isinstance(found, str):
            found = self._as_read(mention) or found
        if isinstance(found, str):
            self.discourse.refuse(mention.span, found)
        else:
            self.discourse.link(mention.span, *found)
            self.note(mention.span)
            self._note_gender(mention, found[0])

    def _note_gender(self, mention: Mention, person: Referent) -> None:
        """Who "she" stands for is not meant by "he"."""
        word = mention.span.text.casefold()
        if person.human and not person.gender and word in self.words.masculine | self.words.feminine:
            person.gender = "m" if word in self.words.masculine else "f"

    def by_age(self, mention: Mention) -> bool:
        """Links "the 46-year-old" to the first subject of the sentence before, a person; False where there is none."""
        here = self.discourse.sentence(mention.span.start)
        if re.fullmatch(self.discourse.language.roles.by_age, mention.span.text.partition(" ")[2]) is None:
            return False
        for span in self.discourse.subjects(here - 1, mention.span.start)[:1]:
            person = self.discourse.referent(span)
            if person is not None and person.human and not person.plural and person.origin != "described":
                self.discourse.link(
                    mention.span, person, f"'{person.shown}' is the first subject of the sentence before"
                )
                self.note(mention.span)
                return True
        return False

    def _find(self, mention: Mention, phrase: Mention | None = None) -> Found:
        word = mention.span.text.casefold()
        words, ordering = self.words, ordered_by(self.discourse, phrase or self._owned.get(mention.span.start))
        if mention.antecedent is not None and self._is_of_one_person(word, mention.antecedent):
            found = self._by_grammar(mention.antecedent)
            if isinstance(found, str) or (self._agrees(word, found[0]) and found[0] not in ordering):
                return found
        if word in words.reflexive:
            return self._subject_of_its_clause(mention)
        if word in words.masculine | words.feminine:
            return self._person(
                mention, "m" if word in words.masculine else "f", made_into(self.discourse, phrase) | ordering
            )
        if word in words.neuter:
            return self._thing(mention)
        if word in words.plural:
            return self._several(mention)
        if word in words.speaker | words.speakers:
            return self._speaker(mention, plural=word in words.speakers)
        return f"'{mention.span.text}' does not say what it stands for"

    def _joined(self, mention: Mention) -> tuple[Referent, str] | None:
        """ "condemned by Peru and its allies": whoever it is joined to; "their" may be of several."""
        word, beside = mention.span.text.casefold(), self._beside(mention)
        if beside is None or word in self.words.plural or not self._agrees(word, beside):
            return None
        return beside, f"it stands beside '{beside.shown}'"

    def _doer_behind(self, mention: Mention, phrase: Mention | None) -> tuple[Referent, str] | None:
        """ "To modernize its army, Slovakia ...": whoever does what the phrase is in, and is named only then."""
        for use in self.discourse.uses.get(phrase.span, ()) if phrase is not None else ():
            subject = use.proposition.subject
            referent = self.discourse.mentioned(subject)
            patient = (
                use.place == "object" and use.proposition.predicate.voice is Voice.PASSIVE
            )  # "His death was told by ..."
            behind = use.place != "subject" and not patient and subject.span.start > mention.span.end
            if behind and referent is not None and self._agrees(mention.span.text.casefold(), referent):
                return referent, f"'{subject.span.text}' behind it is who does this"
        return None

    def _patient(self, mention: Mention, phrase: Mention | None) -> tuple[Referent, str] | None:
        """ "Peru was represented by its envoy": whom a passive is about, in the phrase of who does it."""
        phrase = phrase or self._owned.get(mention.span.start)
        for use in self.discourse.uses.get(phrase.span, ()) if phrase is not None else ():
            said, patient = use.proposition.predicate, use.proposition.object
            passive = said.voice is Voice.PASSIVE and use.place == "subject" and patient is not None
            referent = self.discourse.mentioned(patient) if passive else None
            if patient is None or referent is None or patient.span.end > mention.span.start:
                continue
            if self._agrees(mention.span.text.casefold(), referent):
                return referent, f"'{patient.span.text}' is the grammatical subject of its clause"
        return None

    def _behind(self, mention: Mention) -> tuple[Referent, str] | None:
        """ "After he lost the vote, Reed resigned": the first subject behind a clause that opens its sentence."""
        span, word = self.discourse.subject_behind(mention.span), mention.span.text.casefold()
        referent = self.discourse.referent(span) if span is not None else None
        if span is None or referent is None or self._empty(mention):
            return None
        named = referent.origin != "described" or self._is_taken_up(span)
        return (
            (referent, f"'{span.text}' is the subject behind its clause")
            if named and self._agrees(word, referent)
            else None
        )

    def _is_taken_up(self, span: Span) -> bool:
        """A definite description: "When it was seen, the comet ...", but not "When it was seen, a man ..."."""
        return span.text.partition(" ")[0].casefold() == self.discourse.language.grammar.definite_article

    def _as_read(self, mention: Mention) -> tuple[Referent, str] | None:
        """What the reader is sure of where the rules are not: where it agrees, and nothing else in its clause is that."""
        word = mention.span.text.casefold()
        words = self.words
        if word not in words.masculine | words.feminine | words.neuter | words.plural or self._empty(mention):
            return None
        excluded, leading = self._excluded(mention), self._leading_before(mention)
        for referent, score in self.discourse.read_back(mention.span):
            if score < (LIKELY if referent is leading else SURE):
                break
            if referent not in excluded and self._agrees(word, referent):
                return referent, f"pair model: '{referent.shown}', score {score:.2f}"
        return None

    def _leading_before(self, mention: Mention) -> Referent | None:
        """What a subject mostly goes on with: the first subject of the sentence before, where its own has none before it."""
        here = self.discourse.sentence(mention.span.start)
        used, own = self.discourse.is_used(mention.span, "subject"), self.discourse.subjects(here, mention.span.start)
        if not used or own or self._is_patient(mention):  # "Officers held two men. They were taken to Lima."
            return None
        first = self.discourse.subjects(here - 1, mention.span.start)[:1]
        return self.discourse.referent(first[0]) if first else None

    def _is_of_one_person(self, word: str, antecedent: Mention) -> bool:
        """False of "you" or "I" and a noun: "the rules limit your rights"."""
        speech = {"I", "we", "you"}.intersection([self.words.kinds_of_pronoun.get(word, "")])
        return not speech or antecedent.kind is MentionKind.PRONOUN

    def _by_grammar(self, antecedent: Mention) -> Found:
        spans = (antecedent.span, antecedent.name) if not antecedent.parts else (antecedent.span,)
        for span in spans:
            referent = self.discourse.referent(span) if span is not None else None
            if referent is not None:
                return referent, f"by its place in the sentence it stands for '{antecedent.span.text}'"
        return f"it stands for '{antecedent.span.text}', which is not resolved"

    def _agrees(self, word: str, referent: Referent) -> bool:
        """False where number or gender keep a pronoun from what grammar alone would give it."""
        person, words = referent.human or referent.kind == "Person", self.words
        if word in words.masculine | words.feminine:
            return person and referent.gender in ("", "m" if word in words.masculine else "f")
        if word in words.neuter:
            return self._is_thing(referent)
        return word not in words.plural or referent.plural or self._is_body(referent)

    def _subject_of_its_clause(self, mention: Mention) -> Found:
        for use in self.discourse.uses.get(mention.span, ()):
            subject = use.proposition.subject
            referent = self.discourse.referent(subject.span)
            if subject.span != mention.span and referent is not None:
                return referent, f"it stands for the subject of its clause, '{subject.span.text}'"
        return "the subject of its clause is not resolved"

    # -- he and she ----------------------------------------------------------------------------------------------------

    def _as_speaker(self, mention: Mention, excluded: set[Referent]) -> tuple[Referent, str] | None:
        """ "She said that she ...": the subject of what is said, by a pronoun, is who says it, by the same one."""
        word = mention.span.text.casefold()
        for use in self.discourse.uses.get(mention.span, ()):
            for item in use.proposition.attribution if use.place == "subject" else ():
                speaker = self.discourse.mentioned(item.source)
                same = item.source is not None and item.source.span.text.casefold() == word
                if same and speaker is not None and speaker not in excluded:
                    return speaker, f"it is the speaker, '{speaker.shown}'"
        return None

    def _person(self, mention: Mention, gender: str, others: set[Referent]) -> Found:
        if (spoken := self._as_speaker(mention, self._excluded(mention) | others)) is not None:
            return spoken
        here = self.discourse.sentence(mention.span.start)
        excluded = self._excluded(mention) | others
        for sentence in range(here, max(-1, here - _SENTENCES_BACK - 1), -1):
            near = sentence == here or (sentence, gender) in self._open
            spans = [
                span
                for span in self._before(mention, sentence)
                if (item := self.discourse.referent(span)) is not None
                and surely_person(item)
                and (item.gender == gender or (not item.gender and (near or self._leads(span))))
                and item not in excluded
                and (sentence == here or item.origin != "described" or self._leads(span))  # "than the average man"
            ]
            if spans:
                found = self._one_of(spans, near=near or self._is_object(mention))
                if isinstance(found, str):
                    self._open.add((sentence, gender))
                return found
        return "nobody named shortly before comes into question"

    def _one_of(self, spans: list[Span], *, near: bool) -> Found:
        """The only person of a sentence, or its only subject among them; of the pronoun's own sentence (`near`) only the former.

        In "Ana told Eva that she had won" both come into question.
        """
        leading = [] if near else [span for span in spans if self._leads(span)]
        fronted = self._distinct(span for span in leading if self.discourse.is_fronted(span))
        main = [span for span in self.discourse.main(leading) if self.discourse.referent(span) not in fronted]
        whys = ((spans, "the only person"), (leading, "the only subject"), (main, "the subject of the main clause"))
        for choice, why in whys:
            people = self._distinct(choice)
            if len(people) == 1:
                return people[0], f"'{people[0].shown}' is {why} shortly before that it can stand for"
        return "it could be " + " or ".join(sorted(f"'{item.shown}'" for item in self._distinct(spans)))

    def _leads(self, span: Span) -> bool:
        """It is the grammatical subject of a verb, or speaks; not whom a passive names behind "by", nor who only has a title."""
        uses = (
            (use.place, use.proposition.predicate)
            for use in self.discourse.uses.get(span, ())
            if "listed" not in use.proposition.rules  # of several, none leads: "His parents, Ana and Bo, left"
        )
        return any(
            place == "holder"
            or ((said.phrase or not said.noun) and place == ("object" if said.voice is Voice.PASSIVE else "subject"))
            for place, said in uses
        )

    # -- it and they ---------------------------------------------------------------------------------------------------

    def _thing(self, mention: Mention) -> Found:
        if self._empty(mention):
            return "'it' may stand for nothing"
        found = self._subject_before(mention, self._is_thing)
        read, score = next(self.discourse.read_back(mention.span), (None, 0.0))
        if isinstance(found, str) or read is None or read is found[0] or score < EVEN or not self._is_thing(read):
            return found
        return f"it could be '{found[0].shown}' or '{read.shown}'"

    def _empty(self, mention: Mention) -> bool:
        uses = self.discourse.uses.get(mention.span, ())
        neuter, empty = mention.span.text.casefold() in self.words.neuter, self.words.empty_it
        return neuter and any(use.place == "subject" and use.proposition.predicate.lemma in empty for use in uses)

    def _several(self, mention: Mention) -> Found:
        if any(span in self._plural for span in self._subjects_before(mention)):
            return "several things come into question"
        found = self._subject_before(mention, lambda referent: referent.plural)
        if isinstance(found, str) and not self._is_object(mention):
            found = self._unless_people(self._subject_before(mention, self._is_body), mention)
        return self._group_before(mention) or found if isinstance(found, str) else found

    def _unless_people(self, found: Found, mention: Mention) -> Found:
        """What is found, but for people between it and the pronoun in one sentence: "the service helps voters send their ..."."""
        if isinstance(found, str):
            return found
        spans = self._before(mention, self.discourse.sentence(mention.span.start))
        unclear = self._unclear_before(mention)
        if unclear is not None:
            return f"it could be '{found[0].shown}' or '{unclear.text}'"
        behind = takewhile(lambda referent: referent is not found[0], map(self.discourse.referent, reversed(spans)))
        plural = (item for item in behind if item is not None and item.plural and item not in self._excluded(mention))
        people = next((item for item in plural if item.kind == "Group"), None)
        return f"it could be '{found[0].shown}' or '{people.shown}'" if people is not None else found

    def _unclear_before(self, mention: Mention) -> Span | None:
        """A subject of its sentence that is not resolved, such as "some of them"."""
        here = self.discourse.sentence(mention.span.start)
        subjects = self.discourse.subjects(here, mention.span.start)
        single = self.words.single
        return next(
            (s for s in subjects if self.discourse.referent(s) is None and s.text.casefold() not in single), None
        )

    def _group_before(self, mention: Mention) -> Found:
        """People, or speakers, who are the first subject of the sentence before: "Ministers arrived. They signed ..."."""
        here, speaks = self.discourse.sentence(mention.span.start), self.discourse.is_used(mention.span, "holder")
        first = self.discourse.subjects(here - 1, mention.span.start)[:1]
        kinds = ACTORS if speaks else {"Group"}
        people = self._fitting(first, mention, lambda referent: referent.plural and referent.kind in kinds)
        if not people or self.discourse.subjects(here, mention.span.start):
            return ""
        if self._is_patient(mention) and self._others(mention, people[0], lambda referent: referent.plural):
            return "several things come into question"  # "Officers held two men. They were taken to Lima."
        return people[0], f"'{people[0].shown}' is the first subject of the sentence before"

    def _is_patient(self, mention: Mention) -> bool:
        """The subject of a passive without an agent."""
        uses = self.discourse.uses.get(mention.span, ())
        return any(use.place == "subject" and use.proposition.predicate.voice is Voice.AGENTLESS for use in uses)

    @staticmethod
    def _is_thing(referent: Referent) -> bool:
        named_people = referent.origin != "described" and referent.kind in ("Person", "Group")
        return not (referent.human or referent.plural or named_people)

    @staticmethod
    def _is_body(referent: Referent) -> bool:
        return acts(referent) and referent.kind != "Country"

    def _subject_before(self, mention: Mention, fits: Callable[[Referent], bool]) -> Found:
        """The only fitting subject before the pronoun in its sentence, else the first subject of the sentence before."""
        beside = self._beside(mention)
        if beside is not None and fits(beside):
            return beside, f"it stands beside '{beside.shown}'"
        here = self.discourse.sentence(mention.span.start)
        own = self._fitting(reversed(self.discourse.subjects(here, mention.span.start)), mention, fits)
        if own and (rival := self._rival(mention, own[0], fits)) is not None:
            return f"it could be '{own[0].shown}' or '{rival.shown}'"
        if len(own) > 1 and [item for item in own if item.kind in ACTORS] == own[:1]:
            return own[0], f"'{own[0].shown}' is the last subject before it, and the only one that acts"
        if len(own) > 1:
            return "it could be " + " or ".join(sorted(f"'{item.shown}'" for item in own))
        if own:
            if not acts(own[0]) and (self._is_object(mention) or self._actor_before(mention, fits)):
                return f"it could be '{own[0].shown}' or what is named after it"
            return own[0], f"'{own[0].shown}' is the only subject in the sentence that it can stand for"
        before = self._fitting(self.discourse.subjects(here - 1, mention.span.start)[:1], mention, fits)
        if before and acts(before[0]) and not (self._is_object(mention) and self._others(mention, before[0], fits)):
            return before[0], f"'{before[0].shown}' is the first subject of the sentence before"
        return "no subject shortly before comes into question"

    def _rival(self, mention: Mention, found: Referent, fits: Callable[[Referent], bool]) -> Referent | None:
        """Another one that acts right before the word that opens the pronoun's clause: "Acme sued Vega | after it ..."."""
        start = mention.span.start
        for span in reversed(self._before(mention, self.discourse.sentence(start))):
            opening = self.discourse.text[span.end : start].strip(" ,").casefold()
            other = self.discourse.referent(span) if opening in self.words.subordinating else None
            if other is not None and other is not found and acts(other) and fits(other):
                return other
        return None

    def _fitting(self, spans: Iterable[Span], mention: Mention, fits: Callable[[Referent], bool]) -> list[Referent]:
        """What spans on the same side of quotation marks denote, when it fits."""
        excluded = self._excluded(mention)
        quotation = self.discourse.quotation(mention.span.start)
        found = self._distinct(span for span in spans if self.discourse.quotation(span.start) == quotation)
        return [item for item in found if item not in excluded and fits(item)]

    def _joined_to(self, mention: Mention) -> list[Span]:
        """ "the U.S. and its allies": what stands right before "and its", the shortest phrase first."""
        before = self.discourse.text[max(0, mention.span.start - 6) : mention.span.start]
        joined = re.search(self.words.joined_before, before)
        if joined is None or mention.span.text.casefold() not in self.words.possessive:
            return []
        end = mention.span.start - len(joined[0])
        spans = self._before(mention, self.discourse.sentence(mention.span.start))
        return [span for span in reversed(spans) if span.end == end]

    def _beside(self, mention: Mention) -> Referent | None:
        return next(map(self.discourse.referent, self._joined_to(mention)), None)

    def _of_both(self, mention: Mention) -> tuple[Referent, str] | None:
        """ "Peru's seizure of the port and its blockade": who acts and owns what stands before "and its"."""
        word = mention.span.text.casefold()
        owners = (owner for span in self._joined_to(mention) for owner in owners_in(self.discourse, span))
        owner = next((owner for owner in owners if acts(owner) and self._agrees(word, owner)), None)
        return (owner, f"'{owner.shown}' owns what it stands beside") if owner is not None else None

    def _is_object(self, mention: Mention) -> bool:
        """True for "them" and "it" as objects, which stand for earlier objects as often as for subjects."""
        return self.discourse.is_used(mention.span, "object", "adjunct")

    def _actor_before(self, mention: Mention, fits: Callable[[Referent], bool]) -> bool:
        spans = self._before(mention, self.discourse.sentence(mention.span.start))
        return any(acts(item) and fits(item) for item in self._distinct(spans))

    def _others(self, mention: Mention, found: Referent, fits: Callable[[Referent], bool]) -> bool:
        """True when the sentence before speaks of another thing that fits: an object stands for it as often as for the subject."""
        spans = self._before(mention, self.discourse.sentence(mention.span.start) - 1)
        return any(item is not found and fits(item) for item in self._distinct(spans))

    def _subjects_before(self, mention: Mention) -> list[Span]:
        here = self.discourse.sentence(mention.span.start)
        start = mention.span.start
        return self.discourse.subjects(here, start) or self.discourse.subjects(here - 1, start)

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
            if (referent := self.discourse.mentioned(item.source)) is not None
        ]
        if not speakers:
            return "it is not known who speaks"
        speaker = speakers[0]
        if not plural and speaker.kind not in ACTORS:
            return speaker, f"it is the speaker, '{speaker.shown}'"
        if not plural:
            return f"'{speaker.shown}' is nobody who says '{mention.span.text}'"
        return voice_of(speaker, self._roles.get(speaker, ()), self.words.voice_roles)

    # -- what comes into question --------------------------------------------------------------------------------------

    def _before(self, mention: Mention, sentence: int) -> list[Span]:
        linked = self._linked.get(sentence, [])
        end = bisect_left(linked, (mention.span.start,))
        return [span for _, span in linked[max(0, end - LOOK_BACK) : end]]

    def _excluded(self, mention: Mention) -> set[Referent]:
        """Subject and object of one clause are two things; and nobody is called "he", or by name, in his own quotation."""
        quotation = self.discourse.quotation(mention.span.start)
        others: list[Mention | None] = [*self._speakers.get(-1 if quotation is None else quotation, ())]
        for use in self.discourse.uses.get(mention.span, ()):
            ends = (use.proposition.subject, use.proposition.object)
            spoken = use.place == "holder"
            kept = [end for end in ends if end is not None and not (spoken and self._outside_quotation(end))]
            others += [one for end in kept for one in (end, *end.parts)]
            if quotation is not None:
                others += [item.source for item in use.proposition.attribution]
        spoken_to = self._spoken_to(mention)
        found = (
            self.discourse.mentioned(other) for other in others if other is not None and other.span != mention.span
        )
        return {referent for referent in (*found, *spoken_to) if referent is not None}

    def _spoken_to(self, mention: Mention) -> list[Referent | None]:
        """Others are who is named in the exchange that a pronoun speaks in, or in what it is called beside it:
        "In a letter to Hill, she ...", "The daughter of a judge, she ..."."""
        around = [
            span
            for use in self.discourse.uses.get(mention.span, ())
            for span in (
                *(item.span for item in use.proposition.adjuncts if item.mention.lemma in self.words.exchanges),
                *(end.span for end in [use.proposition.object] if end and "apposition" in use.proposition.rules),
            )
        ]
        return [
            self.discourse.referent(span)
            for whole in around
            for _, span in self._linked.get(self.discourse.sentence(whole.start), ())
            if whole.start < span.start and span.end <= whole.end
        ]

    def _outside_quotation(self, mention: Mention) -> bool:
        return self.discourse.quotation(mention.span.start) is None

    def _distinct(self, spans: Iterable[Span]) -> list[Referent]:
        there = (span for span in spans if span.text.partition(" ")[0].casefold() not in self.words.denying)
        return list(dict.fromkeys(item for item in map(self.discourse.referent, there) if item is not None))
