"""The one place where a claim is made: what its ends are, who says it, when and where, whom the user trusts, and why it is not made.

What is stated comes as a `Proposition`, also an aligned pair of the user's ontology. Which property that is, a `Chooser` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.iri import Minter
from kg.lang.language import Language
from kg.mapping.acts import DOES
from kg.mapping.chooser import Choice, Chooser
from kg.mapping.confidence import features
from kg.mapping.event_classes import event_class
from kg.model import (
    Claim,
    Entity,
    Evidence,
    Mention,
    MentionKind,
    PoliticalEvent,
    Proposition,
    Qualifier,
    Rejection,
    Resolution,
    Span,
    Value,
)
from kg.resources.confidence import Calibration
from kg.resources.ontology import Ontology

ALIGNED = "aligned"  # the rule of what is stated in terms of the user's own ontology


@dataclass(frozen=True)
class ClaimMaker:
    """Makes claims about the entities of resolved documents.

    `links` say which entity a mention is, `entities` are those entities by IRI, `trust` holds labels of sources whose word counts,
    `events` are what the coder found, by the word that names each. `calibration` says how likely a claim is read rightly; without
    one, and of what is aligned with the user's own properties, what extraction says counts.
    """

    language: Language
    ontology: Ontology
    minter: Minter
    entities: Mapping[str, Entity]
    links: Mapping[Span, Resolution]
    trust: frozenset[str] = frozenset()
    unresolved: Mapping[Span, str] = field(default_factory=dict)  # why a mention has no entity
    events: Mapping[Span, PoliticalEvent] = field(default_factory=dict)
    calibration: Calibration | None = None
    members: Mapping[Span, tuple[Span, ...]] = field(default_factory=dict)  # of what stands for several

    def spread(self, said: Proposition) -> Proposition:
        """A proposition with its plural words as the coordinations that they stand for: "they", "both", "the two countries"."""
        if not self.members:
            return said
        adjuncts = tuple(replace(item, mention=self._spread(item.mention)) for item in said.adjuncts)
        thing = self._spread(said.object) if said.object is not None else None
        attribution = tuple(
            replace(item, source=self._spread(item.source)) if item.source is not None else item
            for item in said.attribution
        )
        return replace(
            said, subject=self._spread(said.subject), object=thing, adjuncts=adjuncts, attribution=attribution
        )

    def _spread(self, mention: Mention) -> Mention:
        """Each member has the word's own place in the text, and stands for what was told before it."""
        told = (Mention(span, span, MentionKind.NAMED) for span in self.members.get(mention.span, ()))
        parts = tuple(replace(mention, kind=MentionKind.PRONOUN, label="", parts=(), antecedent=one) for one in told)
        return replace(mention, parts=parts) if parts else mention

    def claim(
        self, said: Proposition, ends: tuple[Resolution, ...], target: str | Value | None, chooser: Chooser
    ) -> Claim | Rejection | None:
        """What `chooser` makes of a proposition; None when it states nothing of its own.

        `ends` are the reasons for the subject and, when it is a thing, for the object; `target` is that thing, a literal, or None
        where the predicate has no object.
        """
        subject = ends[0].entity
        choice = chooser.choose(said, subject, target)
        if choice is None:
            return None
        reason = self._refusal(subject, choice)
        return self.rejection(said, reason) if reason else self._made(said, ends, choice)

    # -- what mentions are ---------------------------------------------------------------------------------------------

    def link(self, mention: Mention | None) -> Resolution | None:
        """The entity that a mention is, by its own words or by what it stands for."""
        if (
            mention is not None
            and mention.kind is MentionKind.NOMINAL
            and mention.lemma.lower() in self.language.words.indefinite
            and not self._is_counted(mention)
            and (
                mention.span == mention.head
                or mention.head.text.casefold() not in self.language.grammar.plural_pronouns
            )
        ):
            return None  # "the other", "the two": not a thing of its own, but "those killed"
        if mention is not None and mention.kind is MentionKind.NOMINAL and mention.antecedent is not None:
            mention = mention.antecedent  # "the attaché, Ana Ruiz," is Ana Ruiz
        while mention is not None:
            for span in (mention.span, mention.name):
                if span is not None and span in self.links:
                    return self.links[span]
            mention = mention.antecedent
        return None

    def _is_counted(self, mention: Mention) -> bool:
        """ "Three others", "others": so many more, or some, who were not told of before."""
        before = mention.span.text[: mention.head.start - mention.span.start].casefold().split()
        known = self.language.reference
        counts = any(word.isdigit() or word in known.indefinite for word in before)
        return (counts or (mention.plural and not before)) and known.definite.isdisjoint(before)

    def is_concept(self, target: str | Value) -> bool:
        """True for what has no name: a described thing, whatever its class."""
        if isinstance(target, Value):
            return False
        return self.entities[target].type == "Concept" or self.entities[target].origin == "described"

    def is_place(self, target: str | Value) -> bool:
        """True for an entity that is a place."""
        return isinstance(target, str) and self.ontology.is_a(self.entities[target].type, "Place")

    # -- why none is made ----------------------------------------------------------------------------------------------

    def unknown(self, mention: Mention) -> str:
        """The reason for a mention that is no entity."""
        reason = self.unresolved.get(mention.span, "")
        return f"it is not known who or what {mention.span.text!r} is" + (f": {reason}" if reason else "")

    @staticmethod
    def rejection(said: Proposition, reason: str) -> Rejection:
        """What is kept of a proposition that makes no claim."""
        thing = said.object.span.text if said.object is not None else "-"
        words = f"{said.subject.span.text} | {said.predicate.phrase or 'is'} | {thing}"
        return Rejection("map", said.sentence.document_id, words, reason)

    @staticmethod
    def _refusal(subject: str, choice: Choice) -> str:
        return "subject and object are the same entity" if subject == choice.object else ""

    # -- the claim -----------------------------------------------------------------------------------------------------

    def _made(self, said: Proposition, ends: tuple[Resolution, ...], choice: Choice) -> Claim:
        sources, unnamed = self._sources(said)
        start, target = ends[0].entity, choice.object
        if choice.inverse and not isinstance(target, Value):
            start, target = target, start
        place = self._place(said)
        claim = Claim(
            subject=start,
            property=choice.property,
            object=target,
            polarity=choice.polarity,
            modality=choice.modality,
            sources=sources,
            source_unnamed=unnamed,
            qualifiers=tuple(self._qualifiers(said, place)),
            time=said.time,
            place=place,
            evidence=(self._evidence(said, ends, choice),),
            trusted=bool(sources) and not unnamed and all(self.entities[iri].label in self.trust for iri in sources),
        )
        return self._calibrated(claim)

    def _calibrated(self, claim: Claim) -> Claim:
        """The claim with the chance that its evidence is read rightly."""
        (evidence,) = claim.evidence
        if self.calibration is None or ALIGNED in evidence.rules:
            return claim
        chance = self.calibration.probability(features(claim, evidence, self.entities))
        return replace(claim, evidence=(replace(evidence, confidence=round(chance, 3)),))

    def _sources(self, said: Proposition) -> tuple[tuple[str, ...], bool]:
        """Entities that it is attributed to, and whether there is a source without one."""
        links = [self.link(source) for source in _sources(said)]
        known = dict.fromkeys(link.entity for link in links if link is not None)
        return tuple(known), None in links

    def _place(self, said: Proposition) -> str:
        links = (
            self.link(adjunct.mention) for adjunct in said.adjuncts if adjunct.role in self.language.words.locative
        )
        return next((link.entity for link in links if link is not None and self.is_place(link.entity)), "")

    def _qualifiers(self, said: Proposition, place: str) -> Iterator[Qualifier]:
        for adjunct in said.adjuncts:
            term = said.predicate.lemma in self.language.measures.terms.get(adjunct.role, ())
            dated = adjunct.mention.label == "DATE" and not term
            if dated or adjunct.mention.label == "CLAUSE" or adjunct.role in ("time", "manner", "clause"):
                continue
            if said.object is not None and adjunct.mention.head == said.object.head:
                continue
            link = self.link(adjunct.mention)
            if link is None or link.entity != place:
                yield Qualifier(adjunct.role, adjunct.mention.span.text, link.entity if link is not None else "")

    def _evidence(self, said: Proposition, ends: tuple[Resolution, ...], choice: Choice) -> Evidence:
        target = said.object if choice.property != DOES else None
        sources = (self.link(source) for source in _sources(said))
        links = (*ends, *(link for link in sources if link is not None and link.mention in self.links))
        return Evidence(
            sentence=said.sentence,
            subject=said.subject.name or said.subject.span,
            predicate=said.predicate.spans,
            object=(target.name or target.span) if target is not None else None,
            cues=said.cues,
            sources=tuple(item.source.name or item.source.span for item in said.attribution if item.source is not None),
            rules=said.rules,
            mapping_row=choice.row,
            resolutions=tuple(dict.fromkeys(links)),
            confidence=said.confidence,
            event=event_class(self.ontology, choice, said, self.events),
            head=said.predicate.head,
            parents=said.parents,
        )


def _sources(said: Proposition) -> Iterator[Mention | None]:
    """Who says it, coordinated ones one by one; None for a source that is not named."""
    for item in said.attribution:
        yield from (item.source.parts or (item.source,)) if item.source is not None else (None,)
