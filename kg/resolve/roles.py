"""Who is called what: titles, descriptions, offices held and what somebody did or underwent; "the spokeswoman", "the defendant".

A role is taken up again where one person of the document has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.model import Mention, MentionKind, Modality, Polarity, Proposition, Span, Voice
from kg.resolve.discourse import ACTORS, Discourse, Phrase, Referent
from kg.resolve.people import gender_of_words
from kg.resolve.phrases import Phrases, identity_of

_MOST = 50  # roles of one noun; beyond, nobody is identified by it
_NEAR = 2  # sentences back in which somebody must be spoken of to be taken up by another noun

Spoken = Callable[[Referent, Span, int], bool]  # whether somebody is spoken of in so many sentences before a phrase


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, from a title or a description: folded words, and the names of what the role belongs to.

    `core` are its words up to the noun: "secretary" of "secretary of state". `past`: an office that is told as one held.
    """

    holder: Referent
    words: tuple[str, ...]
    core: tuple[str, ...]
    of: frozenset[Referent]
    start: int
    past: bool = False


def voice_of(speaker: Referent, roles: Iterable[Role], voice_roles: frozenset[str]) -> tuple[Referent, str] | str:
    """ "we": the state or body that a speaker's role belongs to, and why; or why that is unclear."""
    if not speaker.human and speaker.kind in ACTORS:
        return speaker, f"it is the speaker, '{speaker.shown}'"
    owners = {owner for role in roles if role.core[-1] in voice_roles for owner in role.of}
    bodies = [owner for owner in owners if owner.kind in ACTORS - {"Country", "Group"}]
    states = [owner for owner in owners if owner.kind == "Country"]
    chosen = bodies if bodies else states
    if len(chosen) != 1:
        return f"it is not known for whom '{speaker.shown}' speaks"
    return chosen[0], f"'{speaker.shown}' speaks for '{chosen[0].shown}'"


class Roles:
    """The roles of one document in text order. `on_thing` is told of those that no person has."""

    def __init__(self, discourse: Discourse, phrases: Phrases, on_thing: Callable[[Role], None]) -> None:
        self.discourse = discourse
        self.language = discourse.language
        self.phrases = phrases
        self._on_thing = on_thing
        found = [self._title(mention) for mention in discourse.mentions]
        for proposition in discourse.propositions:
            found += [self._description(proposition), self._office(proposition)]
        roles = [role for role in found if role is not None]
        self.all = sorted(roles, key=lambda role: (role.start, role.words))
        self.all = [*self.all, *self._alike()]
        self._by_noun: dict[str, list[Role]] = defaultdict(list)
        for role in self.all:
            self._by_noun[role.core[-1]].append(role)
        self._by_deed = self._deeds()
        self._kin: list[tuple[Referent, str, Referent]] = []

    # -- where they stand ----------------------------------------------------------------------------------------------

    def _title(self, mention: Mention) -> Role | None:
        """The title before a name: "Russian Foreign Ministry spokeswoman"."""
        name = mention.name
        if name is None or mention.parts or name.start <= mention.span.start:
            return None
        return self._role(name, Span(name.document_id, mention.span.start, name.start, ""), (), mention.span.start)

    def _description(self, proposition: Proposition) -> Role | None:
        """ "Maria Zakharova, spokeswoman of ...", "Pence is vice president"."""
        thing, predicate, grammar = proposition.object, proposition.predicate, self.language.grammar
        by_noun = bool({"title", "apposition"} & set(proposition.rules))
        if thing is None or predicate.lemma != grammar.copula or predicate.preposition:
            return None
        if (
            thing.kind is not MentionKind.NOMINAL
            or not _is_so(proposition)
            or (proposition.attribution and not by_noun)
        ):
            return None
        owners = tuple(item.mention.span for item in proposition.adjuncts if item.role == grammar.genitive)
        extent = Span(thing.span.document_id, thing.span.start, thing.head.end, "")
        subject = proposition.subject
        return self._role(subject.name or subject.span, extent, owners, thing.span.start)

    def _office(self, proposition: Proposition) -> Role | None:
        """ "Reed served as defense minister"."""
        thing, predicate, subject = proposition.object, proposition.predicate, proposition.subject
        serves = (
            predicate.lemma in self.language.roles.serving and predicate.preposition == self.language.grammar.essive
        )
        if thing is None or not serves or thing.kind is not MentionKind.NOMINAL or not _is_so(proposition):
            return None
        extent = Span(thing.span.document_id, thing.span.start, thing.head.end, "")
        role = self._role(subject.name or subject.span, extent, (), thing.span.start)
        return replace(role, past=True) if role is not None else None

    def _alike(self) -> Iterator[Role]:
        """ "Foreign Minister Ruiz and her Kazakh counterpart, Lund": whoever was called something last before."""
        for at, role in enumerate(self.all):
            if role.core[-1] in self.language.roles.alike:
                others = (one for one in reversed(self.all[:at]) if one.holder is not role.holder)
                other = next(others, None)
                if other is not None:
                    yield replace(other, holder=role.holder, of=frozenset(), start=role.start)

    def _deeds(self) -> dict[str, list[Mention]]:
        """People by what they are called for what they did or underwent: a trial has a defendant."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for proposition in self.discourse.propositions:
            for noun, person in self._doers(proposition) if _is_so(proposition) else ():
                found[noun].append(person)
        return found

    def _doers(self, proposition: Proposition) -> Iterator[tuple[str, Mention]]:
        predicate, known = proposition.predicate, self.language.roles
        agentless = predicate.voice is Voice.AGENTLESS
        patient = proposition.subject if agentless else proposition.object
        doer = None if agentless else proposition.subject
        for person, verbs_of in ((patient, known.by_deed_suffered), (doer, known.by_deed_done)):
            for noun, verbs in verbs_of.items():
                if person is not None and predicate.lemma in verbs and not (predicate.preposition and not agentless):
                    yield noun, person

    def _role(self, holder: Span, extent: Span, owners: tuple[Span, ...], start: int) -> Role | None:
        person = self.discourse.referent(holder)
        if person is None or person.plural:
            return None
        words, names = self.phrases.without_names(extent.start, extent.end)
        words = tuple(word for word in words if word not in self.language.reference.no_role)
        if not words:
            return None
        found = [*names, *(self.discourse.referent(span) for span in owners)]
        role = Role(person, words, self._core(words), frozenset(item for item in found if item is not None), start)
        if not person.human:
            self._on_thing(role)
            return None
        self._note(person, words, found)
        return role

    def _core(self, words: tuple[str, ...]) -> tuple[str, ...]:
        genitive = self.language.grammar.genitive
        return words[: words.index(genitive)] if genitive in words[1:] else words

    def _note(self, person: Referent, words: tuple[str, ...], found: Iterable[Referent | None]) -> None:
        person.gender = person.gender or gender_of_words(words, self.language)
        if role := tuple(word for word in words if word not in self.language.names.empty_titles):
            person.roles |= {role}
        person.countries |= {item.row.id for item in found if item is not None and item.row and item.kind == "Country"}

    def note(self, person: Referent, noun: str, start: int) -> None:
        """Takes in what somebody is called."""
        self._note(person, (noun,), ())
        self._by_noun[noun].append(Role(person, (noun,), (noun,), frozenset(), start))

    # -- who has them --------------------------------------------------------------------------------------------------

    def holder(self, mention: Mention, phrase: Phrase, is_spoken_of: Spoken) -> tuple[Referent, str] | None:
        """ "The spokeswoman": who was called so before, when that is one person; "the officer", the one sergeant spoken of."""
        words = tuple(word for word in phrase.words if word not in self.language.roles.incumbent)
        past = bool(words) and words[0] in self.language.roles.past
        words = words[past:]
        if not words:
            return None
        known = [*self._with(words[-1], mention), *self._by_deeds(words[-1], mention, is_spoken_of)]
        fitting = [role for role in known if self._fits(role, words, phrase) and (role.past or self._was(role)) <= past]
        fitting = [role for role in fitting if role.past or self._was(role)] if past else fitting
        holders = list(dict.fromkeys(role.holder for role in fitting))
        if len(holders) == 1:
            return holders[0], f"'{holders[0].shown}' is called '{' '.join(fitting[0].words)}' in this document"
        if holders or past or len(words) > 1 or phrase.names:
            return None
        return self._narrower(mention, words[0], is_spoken_of)

    def of_headline(self, phrase: Phrase) -> tuple[Referent, str] | None:
        """Who is called by all words and names of a headline's description in the text below it: "Peruvian minister resigns"."""
        names = {identity_of(name) for name in phrase.names}
        same = (
            role for role in self.all if role.words == phrase.words and {identity_of(one) for one in role.of} == names
        )
        holders = {role.holder for role in same}
        holder = holders.pop() if len(holders) == 1 and names else None
        return (holder, f"'{holder.shown}' is called so below the headline") if holder is not None else None

    def _with(self, noun: str, mention: Mention) -> list[Role]:
        known = self._by_noun.get(noun, [])
        return [role for role in known if role.start < mention.span.start] if len(known) <= _MOST else []

    def _by_deeds(self, noun: str, mention: Mention, is_spoken_of: Spoken) -> list[Role]:
        """As far as they are named, or spoken of right before."""
        people = [person for person in self._by_deed.get(noun, ())[:_MOST] if person.span.start < mention.span.start]
        known = ((self.discourse.mentioned(person), person.span.start) for person in people)
        fitting = ((one, start) for one, start in known if one is not None and one.human and not one.plural)
        return [
            Role(one, (noun,), (noun,), frozenset(), start)
            for one, start in fitting
            if one.origin != "described" or is_spoken_of(one, mention.span, 1)
        ]

    def of_other_rank(self, noun: str) -> set[Referent]:
        """Who is called by the noun only together with a word that makes it another role."""
        ranks: dict[Referent, list[bool]] = defaultdict(list)
        for role in self._by_noun.get(noun, ()):
            ranks[role.holder].append(not self.language.roles.other_rank.isdisjoint(role.core))
        return {holder for holder, other in ranks.items() if all(other)}

    def _fits(self, role: Role, words: tuple[str, ...], phrase: Phrase) -> bool:
        further = set(role.core[: -len(words)])
        other = (set(role.words) - set(words)) & (self.language.names.former - self.language.roles.past)
        same = role.core[-len(words) :] == words and not (further & self.language.roles.other_rank or other)
        return same and {identity_of(name) for name in phrase.names} <= {identity_of(name) for name in role.of}

    def _was(self, role: Role) -> bool:
        return not self.language.roles.past.isdisjoint(role.words)

    def _narrower(self, mention: Mention, noun: str, is_spoken_of: Spoken) -> tuple[Referent, str] | None:
        narrower = sorted(self.language.roles.broader.get(noun, ()))
        known = [role for word in narrower for role in self._with(word, mention)]
        near = {role.holder: role for role in known if is_spoken_of(role.holder, mention.span, _NEAR)}
        if len(near) != 1:
            return None
        (holder, role), *_ = near.items()
        return (
            holder,
            f"'{holder.shown}', called '{' '.join(role.words)}', is the only one near that '{noun}' can stand for",
        )

    def identified(self) -> Iterator[tuple[Referent, Referent, str]]:
        """Whom the text describes and then names, with the words that do: "the teacher was identified as Miriam Stone"."""
        for said in self.discourse.propositions:
            if said.predicate.lemma not in self.language.roles.naming or not _is_so(said):
                continue
            agentless = said.predicate.voice is Voice.AGENTLESS
            one = self.discourse.mentioned(said.subject if agentless else said.object)
            others = {self.discourse.mentioned(mention) for mention in self._called(said)} - {None}
            other = others.pop() if len(others) == 1 else None
            if one is None or other is None or not other.human or other.origin == "described":
                continue
            if one.origin == "described" and one.kind == "Person" and not one.plural:
                yield one, other, f"it is identified as '{other.shown}'"

    def _called(self, said: Proposition) -> Iterator[Mention]:
        """What stands behind "as" in a clause, or in another one of its sentence: a parser may see it there."""
        essive = self.language.grammar.essive
        if said.predicate.preposition == essive and said.object is not None:
            yield said.object
            return
        same = [
            said,
            *(one for one in self.discourse.propositions if one.sentence == said.sentence and one is not said),
        ]
        for one in same:
            found = [
                item.mention for item in one.adjuncts if item.role == essive and item.mention.kind is MentionKind.NAMED
            ]
            if found:
                yield from found
                return

    # -- whose they are ------------------------------------------------------------------------------------------------

    def note_kin(self, owner: Referent, noun: str, other: Referent) -> None:
        """Takes in that somebody is called "his wife"."""
        if owner is not other and (owner, noun, other) not in self._kin:
            self._kin.append((owner, noun, other))

    def kin(self, owner: Referent, noun: str, phrase: Phrase) -> tuple[Referent, str] | None:
        """Whom "his wife" stands for where the text has said who she is, or whose husband he is."""
        if set(phrase.words[:-1]) - self.language.roles.plain or phrase.names or phrase.tail:
            return None
        gender = gender_of_words((noun,), self.language)
        found = [other for one, called, other in self._kin if one is owner and called == noun]
        found += [
            one
            for one, called, other in self._kin
            if other is owner
            and noun in self.language.roles.inverse.get(called, ())
            and one.gender in ("", gender or one.gender)
        ]
        others = list(dict.fromkeys(found))
        return (others[0], f"'{others[0].shown}' is the '{noun}' of '{owner.shown}'") if len(others) == 1 else None


def _is_so(proposition: Proposition) -> bool:
    return proposition.polarity is Polarity.AFFIRMED and proposition.modality is Modality.ACTUAL
