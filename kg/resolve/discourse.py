"""What one document talks about: its mentions, how they are used, and the discourse referents that they get.

A `Discourse` is filled step by step (people, names, nominals, pronouns) and then read by identity.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from kg.lang.language import Language
from kg.model import Extract, Mention, MentionKind, Proposition, Span
from kg.resolve.names import PersonName, tokens
from kg.resources.gazetteer import Row

_PLACES = frozenset({"Place", "City", "Region", "Facility", "Country"})
_SINGLE = frozenset({"Person", "Group", "Event", "Work", "Concept", "Thing"})
# classes in order of preference when labels are equally frequent
_TYPE_ORDER = (
    "Country",
    "GovernmentBody",
    "IntergovernmentalOrganization",
    "PoliticalParty",
    "ArmedGroup",
    "MediaOrganization",
    "Company",
    "Organization",
    "Person",
    "City",
    "Region",
    "Facility",
    "Place",
    "Group",
    "Event",
    "Work",
    "Concept",
    "Thing",
)
# states, organizations and groups: what news speaks of as of one that acts
ACTORS = frozenset(
    """Country Organization GovernmentBody IntergovernmentalOrganization PoliticalParty Company MediaOrganization ArmedGroup
    Group""".split()
)
_NEAR = 40  # characters that hold the two words before a subject
_FRONTED = 6  # words before a pronoun in a clause that opens its sentence
LOOK_BACK = 60  # mentions of one sentence that are looked at: texts of one endless sentence cost no more


@dataclass(slots=True, eq=False)
class Referent:
    """What mentions of one document denote.

    `origin` as in Entity. `label` is set when it does not follow from the forms seen; `known_as` is the form under which
    names of other documents are compared with it (people have `names` for that). `local`: nothing outside the document
    can be known to be the same. `human`: a pronoun for people may stand for it. `roles` are its titles and descriptions in
    folded words, `types` the classes that the reader says, `described` those that the text says, `countries` the rows that the roles
    belong to, `within` the rows of the place where a name says that it is, `acronyms` the keys that the document introduces as
    short for it.
    """

    origin: str
    label: str = ""
    known_as: str = ""
    type: str = ""
    row: Row | None = None
    local: bool = False
    human: bool = False
    plural: bool = False
    gender: str = ""
    names: frozenset[PersonName] = frozenset()
    forms: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    described: Counter[str] = field(default_factory=Counter)
    roles: frozenset[tuple[str, ...]] = frozenset()
    countries: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """Its type: fixed, from the gazetteer, or what the reader said most often."""
        if self.type or self.row is not None:
            return self.type or (self.row.type if self.row is not None else "")
        return best_kind(self.described, self.types)

    @property
    def shown(self) -> str:
        """Words for it in reasons: its longest name."""
        if self.label or self.row is not None:
            return self.label or (self.row.label if self.row is not None else "")
        return max(self.forms, key=lambda form: (len(form), form), default="")


def best_kind(described: Counter[str], types: Counter[str]) -> str:
    """What the text calls it, before what the reader says; the name's own noun says more than "an organization".

    That the text calls it a person is not enough where the reader saw none: "a minister" often stands behind another name.
    """
    kind, read = majority(described), majority(types)
    if kind == "Person":
        return kind if read == "Thing" else read
    vague = kind in ("Thing", "Organization", "Place") and (kind == "Thing" or family(kind) == family(read))
    return read if vague else kind


def family(kind: str) -> str:
    """Kinds within which equal names mean one thing: what readers take for one another."""
    return "Place" if kind in _PLACES else kind if kind in _SINGLE else "Organization"


def majority(types: Counter[str]) -> str:
    """The most frequent class. Readers take unknown places and firms for people: that counts only where it clearly prevails."""
    others = sum(types[kind] for kind in types if kind not in ("Person", "Thing"))
    known = [kind for kind in types if kind != "Person" or types[kind] > 2 * others]
    return min(known, key=lambda kind: (-types[kind], _TYPE_ORDER.index(kind)), default="Thing")


@dataclass(frozen=True, slots=True)
class Link:
    """A mention's referent and why."""

    referent: Referent
    reason: str


@dataclass(frozen=True, slots=True)
class Use:
    """A place that a mention fills: `place` is "subject", "object", "adjunct" or "holder", `role` its preposition."""

    place: str
    role: str
    proposition: Proposition


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `determiner` in lower case ("" when there is none), `core` the rest as it stands, `words` folded up to
    the head without names, `names` what the names in it denote, `tail` folded words after the head that are no names."""

    determiner: str
    core: str
    words: tuple[str, ...]
    names: tuple[Referent, ...]
    tail: tuple[str, ...]


class Outcome(NamedTuple):
    """What is kept of a document when its mentions are resolved; what it took to do so is four times as much."""

    document_id: str
    links: Mapping[Span, Link]
    unresolved: Mapping[Span, str]
    members: Mapping[Span, tuple[Span, ...]] = MappingProxyType(
        {}
    )  # of what stands for several that were told one by one

    @property
    def referents(self) -> dict[Referent, int]:
        """What it speaks of, in the order in which the text first does so, each with the number of spans that denote it."""
        return dict(Counter(self.links[span].referent for span in sorted(self.links)))

    @property
    def spoken_of(self) -> Referents:
        """No more than is known across documents."""
        known = self.referents
        return Referents(self.document_id, tuple(known), tuple(known.values()))


class Referents(NamedTuple):
    """What is known of a document across documents: its referents as in `Outcome.referents`, and how often each is spoken of.

    Documents that say the same of something may share the object, so that a referent is known by its number in its document alone.
    """

    document_id: str
    referents: tuple[Referent, ...]
    times: tuple[int, ...]


class Discourse:
    """One document in a language while its mentions are resolved. `links` and `unresolved` are keyed by span."""

    def __init__(self, extract: Extract, language: Language) -> None:
        self.language = language
        self.document_id = extract.document.id
        self.text = extract.document.text
        self.published = extract.document.published
        self.propositions = extract.propositions
        self.links: dict[Span, Link] = {}
        self.unresolved: dict[Span, str] = {}
        self.members: dict[Span, tuple[Span, ...]] = {}
        self.mentions = _in_text_order(extract, language)
        self.references = {reference.head: reference for reference in extract.references}
        self._full = {reference.span: reference for reference in reversed(extract.references)}
        self._with_head: dict[Span, list[Span]] = defaultdict(list)
        for mention in self.mentions:
            self._with_head[mention.head].extend(() if mention.parts else sorted(_spans(mention)))
        self.uses: dict[Span, list[Use]] = defaultdict(list)
        known = {mention.span: mention for mention in self.mentions}
        for proposition in extract.propositions:
            for use, mention in _uses(proposition):
                for span in _spans(known[mention.span]):
                    self.uses[span].append(use)
        self._sentences = sorted(sentence.start for sentence in extract.sentences)
        self._quotations = list(_quotations(self.text))
        self._quotation_starts = [start for start, _ in self._quotations]
        self._subjects = self._by_sentence(("subject", "holder"))

    @property
    def outcome(self) -> Outcome:
        """What its spans were resolved to, and why others were not."""
        return Outcome(self.document_id, self.links, self.unresolved, self.members)

    def sentence(self, position: int) -> int:
        """Index of the sentence at a character, counted from 0."""
        return max(0, bisect_right(self._sentences, position) - 1)

    def characters(self, start: int, end: int) -> Span:
        """The characters `[start, end)` of the document as a Span."""
        return Span(self.document_id, start, end, self.text[start:end])

    def sentence_text(self, position: int) -> str:
        """The words of the sentence at a character, up to the next one."""
        following = self.sentence(position) + 1
        start = self._sentences[following - 1] if self._sentences else 0
        return self.text[start : self._sentences[following] if following < len(self._sentences) else len(self.text)]

    def begins_a_sentence(self, position: int) -> bool:
        """True for the first character of a sentence."""
        place = bisect_left(self._sentences, position)
        return place < len(self._sentences) and self._sentences[place] == position

    def quotation(self, position: int) -> int | None:
        """Index of the quotation around a character."""
        index = bisect_right(self._quotation_starts, position) - 1
        return index if index >= 0 and position < self._quotations[index][1] else None

    def subjects(self, sentence: int, before: int) -> list[Span]:
        """Subjects and speakers of a sentence that stand before a character, in text order; of very many the last ones."""
        found = self._subjects.get(sentence, [])
        end = bisect_left(found, before, key=lambda span: span.end)
        return found[max(0, end - LOOK_BACK) : end]

    def subjects_behind(self, sentence: int, after: int) -> list[Span]:
        """Subjects and speakers of a sentence that stand behind a character, in text order; of very many the first ones."""
        found = self._subjects.get(sentence, [])
        start = bisect_left(found, after, key=lambda span: span.start)
        return found[start : start + LOOK_BACK]

    def is_fronted(self, span: Span) -> bool:
        """True in a clause or phrase that opens a sentence ("After he lost, ..."): no comma and few words before."""
        start = self._sentences[self.sentence(span.start)] if self._sentences else 0
        before = self.text[start : span.start].casefold().split()
        fronting, kinds = self.language.reference.fronting, self.language.reference.kinds_of_pronoun
        kind = kinds.get(span.text.casefold())
        again = kind is not None and kind in map(
            kinds.get, before[: _FRONTED + 1]
        )  # "After he lost the vote that he ..."
        near = 0 < len(before) <= _FRONTED or again
        return near and before[0] in fronting and "," not in self.text[start : span.start]

    def main(self, subjects: Iterable[Span]) -> list[Span]:
        """Those that no conjunction of time or cause stands before: the first of "Ana left after Eva had wept"."""
        grammar = self.language.grammar
        opening = self.language.reference.subordinating - {grammar.complementizer, grammar.condition}
        before = ((span, self.text[max(0, span.start - _NEAR) : span.start].split()[-2:]) for span in subjects)
        return [span for span, words in before if opening.isdisjoint(word.casefold() for word in words)]

    def subject_behind(self, span: Span) -> Span | None:
        """The first subject behind the comma of a clause or phrase that opens a sentence, of which a span is part; None elsewhere."""
        behind = self.subjects_behind(self.sentence(span.start), span.end) if self.is_fronted(span) else ()
        return next((one for one in behind if "," in self.text[span.end : one.start]), None)

    def is_used(self, span: Span, *places: str) -> bool:
        """True when the mention fills one of the places somewhere."""
        return any(use.place in places for use in self.uses.get(span, ()))

    def beside(self, mention: Mention) -> Iterator[Span]:
        """What fills other places of the clauses of a mention: it is something else."""
        for use in self.uses.get(mention.span, ()):
            proposition = use.proposition
            for other in (proposition.subject, proposition.object, *(item.mention for item in proposition.adjuncts)):
                if other is not None and other.span != mention.span:
                    yield from (other.span, *filter(None, [other.name]))

    def link(self, span: Span, referent: Referent, reason: str) -> None:
        """Resolves a span; the first link stays."""
        self.links.setdefault(span, Link(referent, reason))
        self.unresolved.pop(span, None)

    def refuse(self, span: Span, reason: str) -> None:
        """Leaves a span unresolved for a reason."""
        if span not in self.links:
            self.unresolved.setdefault(span, reason)

    def referent(self, span: Span) -> Referent | None:
        """What a span was resolved to."""
        link = self.links.get(span)
        return link.referent if link is not None else None

    def mentioned(self, mention: Mention | None) -> Referent | None:
        """What a mention, or the name in it, was resolved to."""
        if mention is None:
            return None
        found = self.referent(mention.span)
        return found or (self.referent(mention.name) if mention.name is not None and not mention.parts else None)

    def unite(self, one: Referent, other: Referent, reason: str, least: int = 1) -> None:
        """What denotes one thing, in so many places at least, denotes the other from now on."""
        spans = [span for span, link in self.links.items() if link.referent is one]
        for span in spans if len({span.start for span in spans}) >= least else ():
            self.links[span] = Link(other, f"{self.links[span].reason}; {reason}")

    def read_back(self, span: Span) -> Iterator[tuple[Referent, float]]:
        """What the reader takes a word to stand for, the likelier of its mentions first, each with how likely that is.

        From mention to mention, as long as they are linked: the likelihoods multiply.
        """
        reference, score = self.references.get(span), 1.0
        while reference is not None and reference.antecedent is not None:
            score *= reference.score
            reference = self._full.get(reference.antecedent)
            for known in self._with_head.get(reference.head, ()) if reference is not None else ():
                if (referent := self.referent(known)) is not None:
                    yield referent, score

    def _by_sentence(self, places: tuple[str, ...]) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = defaultdict(list)
        for mention in self.mentions:
            if self.is_used(mention.span, *places):
                found[self.sentence(mention.span.start)].append(mention.span)
        return found


def _uses(proposition: Proposition) -> Iterator[tuple[Use, Mention]]:
    """Every place of a proposition with the mentions that fill it, members of a coordination on their own."""
    places: list[tuple[str, str, Mention | None]] = [
        ("subject", "", proposition.subject),
        ("object", proposition.predicate.preposition, proposition.object),
    ]
    places += [("adjunct", adjunct.role, adjunct.mention) for adjunct in proposition.adjuncts]
    places += [("holder", "", attribution.source) for attribution in proposition.attribution]
    for place, role, mention in places:
        if mention is not None:
            for one in (mention, *mention.parts):
                yield Use(place, role, proposition), one


def _spans(mention: Mention) -> set[Span]:
    """The spans under which a mention is known. The name of a coordination is only that of its first member."""
    own = {mention.span}
    return own | {mention.name} if mention.name is not None and not mention.parts else own


def _in_text_order(extract: Extract, language: Language) -> tuple[Mention, ...]:
    """All mentions, members and antecedents too; one a span, the one that says most."""
    best: dict[Span, Mention] = {}
    stack = [*extract.mentions]
    for proposition in extract.propositions:
        stack.extend(mention for _, mention in _uses(proposition))
    while stack:
        mention = stack.pop()
        stack.extend(mention.parts)
        if mention.antecedent is not None:
            stack.append(mention.antecedent)
        known = best.get(mention.span)
        if known is None or _weight(mention) > _weight(known):
            best[mention.span] = mention
    people = {mention.span.start: mention.span for mention in best.values() if mention.label in ("PERSON", "PER")}
    return tuple(_with_person(best[span], people, language) for span in sorted(best))


def _with_person(mention: Mention, people: Mapping[int, Span], language: Language) -> Mention:
    """ "President Nicolas Maduro", of which the reader took "President" for a name of its own."""
    name = mention.name
    if name is None or not language.names.titles.issuperset(tokens(name.text)):
        return mention
    person = people.get(name.end + 1)
    return replace(mention, name=person, label="PERSON") if person is not None else mention


def _weight(mention: Mention) -> tuple[object, ...]:
    """How much a mention says; the last items only make the choice independent of order."""
    known = (
        mention.antecedent is not None,
        len(mention.parts),
        mention.label != "",
        len(mention.modifiers),
        mention.plural,
    )
    return *known, mention.kind is MentionKind.NAMED, mention.kind.value, mention.label, mention.lemma, mention.head


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Quoted stretches `[start, end)`. One that is not closed ends with its paragraph."""
    opened: int | None = None
    for mark in re.finditer(r"[\"“”]|\n\s*\n|\Z", text):
        if opened is None:
            opened = mark.end() if mark.group() in ('"', "“") else None
        elif mark.group() != "“":
            yield opened, mark.start()
            opened = None


def surely_person(referent: Referent) -> bool:
    """More than one word that the reader took for a person once: a description, a gender, or a full name says so."""
    if referent.human or referent.gender:
        return True
    return referent.kind == "Person" and any(name.full for name in referent.names)


def acts(referent: Referent) -> bool:
    """True for states, organizations and groups that have a name: what news speaks of as of one that acts."""
    return referent.origin != "described" and referent.kind in ACTORS
