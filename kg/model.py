"""Every type that crosses a door between two stages (see ARCHITECTURE.md).

A *proposition* is language, a *claim* is ontology; a *mention* is text, an *entity* is the world.
All types are frozen and hold tuples, so that a stage cannot change what another one made.
Offsets are half-open character offsets into `Document.text`.
"""

from __future__ import annotations

import builtins  # `Claim.property` hides the decorator
import hashlib
import json
import re
from dataclasses import dataclass, field
from enum import StrEnum

_JSON = json.JSONEncoder(ensure_ascii=False)  # made once: a graph asks for the ids of all its claims


class MentionKind(StrEnum):
    """How a mention refers (coreference terms)."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    VALUE = "value"  # a number, date, quotation or clause: has no entity of its own


class Polarity(StrEnum):
    """Whether what is said is affirmed or negated."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """In which way an event is said to exist; only `ACTUAL` can become a fact."""

    ACTUAL = "actual"
    PLANNED = "planned"  # will, is to, plans to, tried to
    REQUESTED = "requested"  # called on ... to, demanded that, imperatives
    POSSIBLE = "possible"  # may, could, reportedly, allegedly
    HYPOTHETICAL = "hypothetical"  # would, hopes, fears, questions
    CONDITIONAL = "conditional"  # if ..., unless ...


class Voice(StrEnum):
    """Grammatical voice of a predicate; `NONE` for predicates without a verb."""

    ACTIVE = "active"
    PASSIVE = "passive"  # the agent is named ("by ...") and is the subject of the proposition, the patient its object
    AGENTLESS = "agentless"  # passive without an agent: the patient is the subject of the proposition
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a document that readers know by a label, from the character `start` on: "p. 3", the heading of a chapter."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source unit. `published` is an ISO 8601 date or date-time, or "" when unknown; `pages` in the order of the text."""

    id: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    language: str = "en"
    author: str = ""
    pages: tuple[Page, ...] = ()

    def page(self, offset: int) -> str:
        """The label of the page on which a character stands, "" where there are none."""
        return next((page.label for page in reversed(self.pages) if page.start <= offset), "")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of a document; `text == document.text[start:end]`, always."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that refers to something.

    `span` is the noun phrase without relative clauses and appositions, `head` its head word, `lemma` the head's lemma.
    `name` is the proper name that contains the head ("Vladimir Putin" in "Russian President Vladimir Putin"), `label` the
    reader's entity type of that name ("PERSON", "GPE", ... or ""). `parts` are the members of a coordination
    ("Russia and China"), () otherwise. `modifiers` are the names inside the phrase that belong to the head as adjective,
    compound or possessor ("Russian" in "Russian troops", "Venezuela" in "Venezuela's capital"). `plural` is grammatical number.
    `antecedent` is the mention that grammar alone says it stands for ("its" in "Ghana renewed its support for ...").
    """

    span: Span
    head: Span
    kind: MentionKind
    label: str = ""
    lemma: str = ""
    name: Span | None = None
    plural: bool = False
    modifiers: tuple[Span, ...] = ()
    parts: tuple[Mention, ...] = ()
    antecedent: Mention | None = None

    @property
    def is_word(self) -> bool:
        """True for a value that is no amount, time or clause, mostly an adjective: "guilty"."""
        return self.kind is MentionKind.VALUE and not self.label and self.head.text.isalpha()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation phrase, normalised.

    `spans` are its pieces as they stand in the text; `phrase` joins them with spaces.
    `lemma` is the verb ("" for a relation that only a noun states), `particle` as in "set *up*", `noun` the noun of a light
    verb ("throw *support* behind") or of a linking verb ("be *ally* of"), `preposition` the one that governs the object.
    `tense` is "past", "present", "future" or "". `head` is the word whose polarity and modality the proposition has: the `Event`
    of the same span, when there is one.
    """

    spans: tuple[Span, ...]
    lemma: str
    particle: str = ""
    noun: str = ""
    preposition: str = ""
    voice: Voice = Voice.ACTIVE
    tense: str = ""
    head: Span | None = None

    @property
    def phrase(self) -> str:
        """The relation words as they stand in the text."""
        return " ".join(span.text for span in self.spans)

    @property
    def key(self) -> str:
        """The normalised relation, e.g. "throw support behind", "set up", "be ally of"."""
        return " ".join(part for part in (self.lemma, self.particle, self.noun, self.preposition) if part)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it (`source`, None when unnamed: "reportedly"), the word that shows it (`cue`), and what is said.

    `words` are the cue with what belongs to it ("told ... that"), `content` what is said, thought, asked or shown, without the marks
    around it; both as runs of text in order.
    """

    source: Mention | None
    cue: Span
    words: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjunct:
    """A further argument of a predicate. `role` is its preposition ("in", "as", ...) or "time", "place", "manner", "score", "object"."""

    role: str
    mention: Mention
    span: Span  # with its preposition


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a clause says, in words. `attribution` runs from the innermost source outwards."""

    subject: Mention
    predicate: Predicate
    object: Mention | None
    adjuncts: tuple[Adjunct, ...]
    polarity: Polarity
    modality: Modality
    attribution: tuple[Attribution, ...]
    sentence: Span
    rules: tuple[str, ...]
    confidence: float
    time: str = ""  # ISO 8601 / EDTF, "" when the clause has none
    cues: tuple[Span, ...] = ()  # words that negate, hedge or attribute
    parents: tuple[
        Span, ...
    ] = ()  # words whose content it is, the innermost first: "plans", "said" for "Z said X plans to visit Y"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a place lies: degrees north and east (WGS 84), ISO 3166-1 alpha-3 code of its country, name of its region.

    Of a country or a region it is a point in the middle. `population` is 0 where it is not known, `geonames` the number of the place
    in GeoNames, or 0.
    """

    latitude: float
    longitude: float
    country: str
    region: str = ""
    population: int = 0
    geonames: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions denote. `id` is an IRI, `type` the local name of an ontology class.

    `origin` is "gazetteer", "named" (found in the text by name), "described" (a nominal of one document) or "act" (what is done, of
    a claim that has no other object: its IRI is that of the predicate).
    `same_as` holds IRIs of the same thing elsewhere (Wikidata). `location` is that of a place, None where it is not known.
    """

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    origin: str = "named"
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Why a mention was taken for an entity."""

    mention: Span
    entity: str
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two names of a corpus that were compared: how likely they mean one thing (0 to 1), why, and whether they became one entity.

    `document_id` is the first document that has the name. When `merged`, both entities are the same one.
    """

    name: str
    document_id: str
    entity: str
    other: str
    other_document_id: str
    other_entity: str
    score: float
    reason: str
    merged: bool


@dataclass(frozen=True, slots=True)
class Property:
    """The relation of a claim. `open` is True when no ontology row covers it and the IRI is made from its words."""

    iri: str
    label: str
    open: bool = False


_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")  # ISO 8601; other EDTF (199X, 2019-21) has no XSD type
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}  # its length -> XSD type


@dataclass(frozen=True, slots=True)
class Value:
    """A literal object. `datatype` is an XSD IRI."""

    text: str
    datatype: str = f"{_XSD}string"

    @classmethod
    def of_date(cls, text: str) -> Value:
        """A time in ISO 8601 or EDTF as the XSD type that has it: a year, a month, a day; else a string."""
        return cls(text, _XSD + (_DATE_TYPES[len(text)] if _DATE.fullmatch(text) else "string"))


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A further role of a claim: `role` as in Adjunct, `entity` an IRI when what fills it is known."""

    role: str
    label: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands in the text, and why it was read so.

    `head` is the word that states it, `parents` are the words whose content it is, the innermost first: of "urged Peru to vote" the
    evidence of the vote has "urged" as a parent, which is the `head` of the evidence of the urging.
    """

    sentence: Span
    subject: Span
    predicate: tuple[Span, ...]
    object: Span | None  # None when the predicate has none: the object of the claim is the act
    cues: tuple[Span, ...] = ()  # words that negate, hedge or attribute
    sources: tuple[Span, ...] = ()  # who says it, as named in the text
    rules: tuple[str, ...] = ()
    mapping_row: str = ""
    resolutions: tuple[Resolution, ...] = ()
    confidence: float = 1.0
    event: str = ""  # PLOVER class of what is said here, "" for none
    head: Span | None = None
    parents: tuple[Span, ...] = ()

    @property
    def document_id(self) -> str:
        """The document that holds the sentence."""
        return self.sentence.document_id


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition in ontology terms. Entities and sources are IRIs; `sources` is () for the document itself.

    `source_unnamed` is True when it is attributed, but to no one that has a name ("reportedly"). `proposed` is the property of the
    ontology that an open one may belong to: never asserted, and no part of `id`.
    """

    subject: str
    property: Property
    object: str | Value
    polarity: Polarity
    modality: Modality
    sources: tuple[str, ...] = ()
    source_unnamed: bool = False
    qualifiers: tuple[Qualifier, ...] = ()
    time: str = ""
    place: str = ""
    evidence: tuple[Evidence, ...] = ()
    trusted: bool = False  # a policy of the user's makes its source count as the document itself
    proposed: Property | None = None

    @builtins.property
    def asserted(self) -> bool:
        """True when the claim may stand as a plain triple: affirmed, actual, and said by the document (or one it trusts)."""
        said_here = self.trusted or not (self.sources or self.source_unnamed)
        return said_here and self.polarity is Polarity.AFFIRMED and self.modality is Modality.ACTUAL

    @builtins.property
    def confidence(self) -> float:
        """The best confidence of any evidence, 0 to 1."""
        return max((item.confidence for item in self.evidence), default=0.0)

    @builtins.property
    def event(self) -> str:
        """Its PLOVER class, "" for none: of a property the same in all evidence, of an open predicate what the first that has one says."""
        return next((item.event for item in self.evidence if item.event), "")

    @builtins.property
    def id(self) -> str:
        """Hash of the content without evidence (16 hex digits): a second source adds evidence, not a second claim."""
        target = (
            ["value", self.object.text, self.object.datatype]
            if isinstance(self.object, Value)
            else ["entity", self.object]
        )
        content = [
            self.subject,
            self.property.iri,
            target,
            self.polarity,
            self.modality,
            sorted(self.sources),
            self.source_unnamed,
            sorted([item.role, item.label, item.entity] for item in self.qualifiers),
            self.time,
            self.place,
        ]
        return hashlib.sha256(_JSON.encode(content).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rejection:
    """What was not kept, at which stage, and why; nothing is dropped silently."""

    stage: str
    document_id: str
    item: str
    reason: str

    @property
    def unread(self) -> bool:
        """True when a whole text was not read: it cannot be, or it is not English."""
        return self.stage in {"read", "language"}


@dataclass(frozen=True, slots=True)
class Violation:
    """A shape or competency check that failed on a node."""

    check: str
    node: str
    message: str


@dataclass(frozen=True, slots=True)
class Event:
    """A word that names an event or state, and how far that is so; also where it has no subject and so no proposition.

    `rating` is what the reader alone thinks of it, from -3 (did not happen) to 3 (happened), None when the pipeline has no opinion.
    """

    head: Span
    polarity: Polarity
    modality: Modality
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase that the reader takes for a mention, in full (relative clauses too), with its head word.

    `antecedent` is the earlier mention that it stands for, None when it brings up something new; `score` how likely that is, 0 to 1.
    """

    span: Span
    head: Span
    antecedent: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class PoliticalEvent:
    """A political event: the word that names it, who does it to whom, and its PLOVER class.

    The class holds what negation and plans make of it: "did not accept" is a REJECT, "will attack" a THREATEN.
    """

    head: Span
    actor: Mention | None
    recipient: Mention | None
    root: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pair of a sentence that states a property of the user's own ontology.

    `between` are the words from one to the other in the tree, `shown_by` those of them that name the relation; `sorts` are the sorts of
    domain and range (lang/en/argument_types.py). `value` when the object says itself what it is and has no name, `literal` what it says
    where that is a date, a number or of another data type. How far it is so, who says it, and the `cues` and `rules` that show it are
    those of the words between and of both ends.
    """

    property: Property
    sentence: Span
    subject: Span
    object: Span
    between: tuple[Span, ...]
    shown_by: tuple[Span, ...]
    sorts: tuple[str, str]
    value: bool
    score: float
    literal: Value | None = None
    pronoun: bool = False  # the subject is one
    instead: Aligned | None = None  # what holds when it is not known for whom the pronoun stands
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    attribution: tuple[Attribution, ...] = ()
    cues: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """All that extraction found in one document."""

    document: Document
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    propositions: tuple[Proposition, ...]
    rejections: tuple[Rejection, ...] = field(default=())
    events: tuple[Event, ...] = ()
    references: tuple[Reference, ...] = ()  # in text order
    attributions: tuple[Attribution, ...] = ()  # in the order of their cues
    political_events: tuple[PoliticalEvent, ...] = ()
    aligned: tuple[Aligned, ...] = ()  # where the user has an ontology of their own
