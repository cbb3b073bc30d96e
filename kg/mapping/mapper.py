"""Door 5: propositions and entities -> claims in ontology terms. What no mapping row covers keeps its own open predicate.

Plain Python on frozen types: where most judgement lies, tests run in milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.iri import KG, Minter
from kg.lang.en import words as en
from kg.lang.en.reference import POSSESSIVE
from kg.model import (
    Claim,
    Entity,
    Evidence,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Property,
    Proposition,
    Qualifier,
    Rejection,
    Resolution,
    Span,
    Value,
    Voice,
)
from kg.resources.ontology import MappingRow, Ontology, PropertyInfo

HAS_ROLE = Property(f"{KG}hasRole", "has role")
DESCRIBED_AS = Property(f"{KG}describedAs", "described as")
_PLACES = ("Place",)
_PRONOUN_TRUST = 0.85  # of a claim whose subject or object is a resolved pronoun
_NAME_ONLY = "initials are another name, not a fact"


_QUOTES = str.maketrans("", "", '"“”«»')


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a mention cannot be the object of a claim."""

    reason: str


@dataclass(frozen=True)
class Mapper:
    """Turns propositions of resolved documents into claims.

    `links` say which entity a mention is, `entities` are those entities by IRI, `trust` holds labels of holders whose word counts.
    """

    ontology: Ontology
    minter: Minter
    entities: Mapping[str, Entity]
    links: Mapping[Span, Resolution]
    trust: frozenset[str] = frozenset()
    unresolved: Mapping[Span, str] = field(default_factory=dict)  # why a mention has no entity

    def claims(self, triples: Iterable[Proposition]) -> Iterator[Claim | Rejection]:
        """Claims of one proposition's binary forms, or why there are none.

        A relation with a further argument that the ontology knows ("imposed sanctions on Iran") makes the bare one ("imposed
        sanctions") superfluous.
        """
        made = [(triple, self._claim(triple)) for triple in triples]
        better = any(
            isinstance(claim, Claim) and not claim.property.open and "argument" in triple.rules
            for triple, claim in made
        )
        for triple, claim in made:
            if claim is None:
                continue
            if better and isinstance(claim, Claim) and "argument" not in triple.rules and self._is_bare(claim):
                continue
            yield claim

    def _claim(self, triple: Proposition) -> Claim | Rejection | None:
        further = "argument" in triple.rules
        subject = self._link(triple.subject)
        if subject is None:
            return None if further else self._reject(triple, self._unknown(triple.subject))
        target = Refused(_NAME_ONLY) if "alias" in triple.rules else self._object(triple)
        if self._is_age(triple, subject.entity):
            target = Refused("a bare number is no description of somebody")
        if isinstance(target, Refused):
            return None if further else self._reject(triple, target.reason)
        found = self._property(triple, subject.entity, target)
        if found is None:
            return None
        prop, row, target = found
        weak = self._is_concept(target) or self._is_place_of(triple, target) or "beside_object" in triple.rules
        if further and prop.open and weak:
            return None  # stays a qualifier or the place of the main claim
        reason = self._refusal(subject.entity, prop, target)
        if reason:
            return None if further else self._reject(triple, reason)
        return self._made(triple, subject, prop, row, target)

    # -- both ends -----------------------------------------------------------------------------------------------------

    def _is_age(self, triple: Proposition, subject: str) -> bool:
        """ "She was six": what six is, nobody says."""
        number = triple.object is not None and triple.object.label == "CARDINAL"
        return number and triple.predicate.lemma == "be" and self.entities[subject].type == "Person"

    def _link(self, mention: Mention | None) -> Resolution | None:
        if mention is not None and mention.kind is MentionKind.NOMINAL and mention.lemma.lower() in en.INDEFINITE:
            return None  # "the other", "the two": not a thing of its own
        if mention is not None and mention.kind is MentionKind.NOMINAL and mention.antecedent is not None:
            mention = mention.antecedent  # "the attaché, Ana Ruiz," is Ana Ruiz
        while mention is not None:
            for span in (mention.span, mention.name):
                if span is not None and span in self.links:
                    return self.links[span]
            mention = mention.antecedent
        return None

    def _object(self, triple: Proposition) -> str | Value | Refused:
        """An entity's IRI, a literal, or the reason why neither."""
        mention = triple.object
        if mention is None:
            return Refused("the predicate has no object")
        if triple.predicate.lemma in en.JUDGE and any(item.role == "as" for item in triple.adjuncts):
            return Refused("what the object is called stands as a claim of its own")
        if mention.label == "CLAUSE":
            return Refused("what is said, asked or wanted stands as claims of its own")
        if mention.label == "DATE":
            if not triple.time or triple.predicate.lemma in en.SAY:
                return Refused("its only argument is a time without a date")
            return Value.of_date(triple.time)
        first = mention.span.text.partition(" ")[0].casefold()
        bare = not (triple.predicate.noun or triple.predicate.preposition)
        if triple.predicate.lemma == "be" and bare and first in POSSESSIVE:
            return Refused("a description that rests on a pronoun: whose it is stands as a claim of its own")
        if mention.kind is MentionKind.VALUE:
            if triple.predicate.lemma != "be" and not any(char.isdigit() for char in mention.span.text):
                return Refused("its object is neither a thing nor a quantity")
            return Value(mention.span.text)
        link = self._link(mention)
        if link is not None:
            return link.entity
        if mention.kind is MentionKind.PRONOUN and mention.lemma.lower() in en.INDEFINITE - {
            "it",
            "this",
            "that",
            "these",
            "those",
            "there",
        }:
            return Value(mention.span.text)
        return Refused(self._unknown(mention))

    def _unknown(self, mention: Mention) -> str:
        reason = self.unresolved.get(mention.span, "")
        return f"it is not known who or what {mention.span.text!r} is" + (f": {reason}" if reason else "")

    def _refusal(self, subject: str, prop: Property, target: str | Value) -> str:
        if subject == target:
            return "subject and object are the same entity"
        if prop.open and self._is_concept(subject) and (isinstance(target, Value) or self._is_concept(target)):
            return "neither side is a named thing"
        return ""

    def _is_bare(self, claim: Claim) -> bool:
        """Says no more than the relation with its further argument does ("is an ally", "imposed sanctions")."""
        return claim.property == DESCRIBED_AS or (claim.property.open and self._is_concept(claim.object))

    def _is_concept(self, target: str | Value) -> bool:
        """True for what has no name: a described thing, whatever its class."""
        if isinstance(target, Value):
            return False
        return self.entities[target].type == "Concept" or self.entities[target].origin == "described"

    def _is_place_of(self, triple: Proposition, target: str | Value) -> bool:
        if isinstance(target, Value) or triple.predicate.preposition not in en.LOCATIVE:
            return False
        return self.ontology.is_a(self.entities[target].type, "Place")

    # -- the property --------------------------------------------------------------------------------------------------

    def _property(
        self, triple: Proposition, subject: str, target: str | Value
    ) -> tuple[Property, MappingRow | None, str | Value] | None:
        predicate = triple.predicate
        kind = self.entities[subject].type
        if predicate.lemma == "be" and not predicate.noun and not predicate.preposition:
            return self._description(triple, kind, target)
        other = self._anyone(triple) if isinstance(target, Value) else self.entities[target].type
        info, row = self._known(triple, kind, other) if other else (None, None)
        if info is not None:
            return Property(info.iri, info.label), row, target
        if predicate.voice is Voice.NONE:
            return None  # a noun states no relation of its own unless the ontology knows it
        return self._open(triple), None, target

    def _known(self, triple: Proposition, kind: str, other: str) -> tuple[PropertyInfo | None, MappingRow | None]:
        """The property of the ontology and the row that says so. A role that is over has a property of its own, or none."""
        predicate = triple.predicate
        first, _, role = predicate.noun.partition(" ")
        changed = predicate.lemma == "be" and (first in en.FORMER or first.startswith("ex-"))
        if changed and not (first in en.OVER or first.startswith("ex-")):
            return None, None  # "would-be president"
        noun = (role or first.removeprefix("ex-")) if changed else predicate.noun
        row = self.ontology.match(replace(predicate, noun=noun), kind, other)
        info = self.ontology.property(row.property) if row is not None else None
        if info is not None and (changed or _is_over(triple)):
            info = self.ontology.property(info.over) if info.over else None if changed else info
        return info, row if info is not None else None

    @staticmethod
    def _anyone(triple: Proposition) -> str:
        """The class of "anyone", "nobody": they can stand in a claim, but a fact about agents needs one with a name."""
        person = triple.object is not None and triple.object.lemma.lower() in en.INDEFINITE_PERSONS
        certain = triple.polarity is Polarity.AFFIRMED and triple.modality is Modality.ACTUAL and not triple.attribution
        return "Agent" if person and not certain else ""

    def _description(
        self, triple: Proposition, kind: str, target: str | Value
    ) -> tuple[Property, None, str | Value] | None:
        """ "X is Y": a role of a person, a description of anything else; a name after "is" stays an entity."""
        thing = triple.object
        if thing is None:
            return None
        if thing.kind is MentionKind.NAMED and not isinstance(target, Value) and not self._is_concept(target):
            return self._open(triple), None, target
        text = thing.span.text
        if thing.plural and not thing.parts and not triple.subject.plural:  # "Presidents Obama and Castro"
            text = text.replace(thing.head.text, thing.lemma)
        words = Value(_undetermined(text))
        return (HAS_ROLE if kind == "Person" and thing.kind is MentionKind.NOMINAL else DESCRIBED_AS), None, words

    def _open(self, triple: Proposition) -> Property:
        key = triple.predicate.key
        if triple.predicate.voice is Voice.AGENTLESS:
            key = f"be {key}"
        return Property(self.minter.predicate(key), key, open=True)

    # -- the claim -----------------------------------------------------------------------------------------------------

    def _made(
        self, triple: Proposition, subject: Resolution, prop: Property, row: MappingRow | None, target: str | Value
    ) -> Claim:
        holders, unnamed = self._holders(triple)
        links = [
            subject,
            *(link for link in (self._link(triple.object),) if link),
            *(self.links[span] for span in self._holder_spans(triple)),
        ]
        start: str = subject.entity
        if row is not None and row.direction == "inverse" and not isinstance(target, Value):
            start, target = target, start
        place = self._place(triple)
        polarity, modality = _as_row_says(triple, row)
        claim = Claim(
            subject=start,
            property=prop,
            object=target,
            polarity=polarity,
            modality=modality,
            attributed_to=holders,
            holders_unnamed=unnamed,
            qualifiers=tuple(self._qualifiers(triple, place)),
            time=triple.time,
            place=place,
            evidence=(self._evidence(triple, row, tuple(dict.fromkeys(links))),),
        )
        return replace(
            claim,
            trusted=bool(holders) and not unnamed and all(self.entities[iri].label in self.trust for iri in holders),
        )

    def _holders(self, triple: Proposition) -> tuple[tuple[str, ...], bool]:
        """Entities that the triple is attributed to, and whether there is a holder without one."""
        links = [self._link(source) for source in _sources(triple)]
        return tuple(dict.fromkeys(link.entity for link in links if link is not None)), any(
            link is None for link in links
        )

    def _holder_spans(self, triple: Proposition) -> Iterator[Span]:
        for source in _sources(triple):
            link = self._link(source)
            if link is not None and link.mention in self.links:
                yield link.mention

    def _place(self, triple: Proposition) -> str:
        for adjunct in triple.adjuncts:
            link = self._link(adjunct.mention)
            if (
                adjunct.role in en.LOCATIVE
                and link is not None
                and self.ontology.is_a(self.entities[link.entity].type, "Place")
            ):
                return link.entity
        return ""

    def _qualifiers(self, triple: Proposition, place: str) -> Iterator[Qualifier]:
        for adjunct in triple.adjuncts:
            if adjunct.mention.label in ("DATE", "CLAUSE") or adjunct.role in ("time", "manner", "clause"):
                continue
            link = self._link(adjunct.mention)
            if triple.object is not None and adjunct.mention.head == triple.object.head:
                continue
            if link is None or link.entity != place:
                yield Qualifier(adjunct.role, adjunct.mention.span.text, link.entity if link is not None else "")

    @staticmethod
    def _evidence(triple: Proposition, row: MappingRow | None, links: tuple[Resolution, ...]) -> Evidence:
        thing = triple.object
        assert thing is not None
        pronoun = any(mention.kind is MentionKind.PRONOUN for mention in (triple.subject, thing))
        return Evidence(
            sentence=triple.sentence,
            subject=triple.subject.name or triple.subject.span,
            predicate=triple.predicate.spans,
            object=thing.name or thing.span,
            cues=triple.cues,
            sources=tuple(
                item.source.name or item.source.span for item in triple.attribution if item.source is not None
            ),
            rules=triple.rules,
            mapping_row=row.id if row is not None else "",
            resolutions=links,
            confidence=round(triple.confidence * (_PRONOUN_TRUST if pronoun else 1), 3),
        )

    @staticmethod
    def _reject(triple: Proposition, reason: str) -> Rejection:
        thing = triple.object.span.text if triple.object is not None else "-"
        words = f"{triple.subject.span.text} | {triple.predicate.phrase or 'is'} | {thing}"
        return Rejection("map", triple.sentence.document_id, words, reason)


def _sources(triple: Proposition) -> Iterator[Mention | None]:
    """Who says it, coordinated ones one by one."""
    for item in triple.attribution:
        yield from (item.source.parts or (item.source,)) if item.source is not None else (None,)


def _as_row_says(triple: Proposition, row: MappingRow | None) -> tuple[Polarity, Modality]:
    """Polarity and modality in terms of the property; who did not drop their support may never have had any to drop."""
    polarity, modality = triple.polarity, triple.modality
    if row is not None and row.modality != "keep" and modality is Modality.ACTUAL:
        modality = Modality(row.modality)
    if row is None or row.polarity != "flip":
        return polarity, modality
    if polarity is Polarity.AFFIRMED:
        return Polarity.NEGATED, modality
    return Polarity.AFFIRMED, Modality.POSSIBLE if modality is Modality.ACTUAL else modality


def _is_over(triple: Proposition) -> bool:
    """True for "was president from 2010 to 2014": a past that has an end."""
    begin, stroke, end = triple.time.partition("/")
    verb = triple.predicate.spans[0].text.split(" ")[0].casefold() if triple.predicate.spans else ""
    return triple.predicate.lemma == "be" and verb in ("was", "were") and bool(stroke) and ".." not in (begin, end)


def _undetermined(text: str) -> str:
    text = text.translate(_QUOTES)
    first, _, rest = text.partition(" ")
    return (rest if rest and first.lower() in ("the", "a", "an") else text).rstrip(".,;:!?")
