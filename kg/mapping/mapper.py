"""Propositions -> claims in terms of the ontology: which of their binary forms state something, and of what.

Plain Python on frozen types: where most judgement lies, tests run in milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.mapping import emptiness
from kg.mapping.acts import DOES, as_act, with_outcome
from kg.mapping.claim_maker import ClaimMaker
from kg.mapping.ontology_rows import DESCRIBED_AS, OntologyRows
from kg.mapping.ties import Ties
from kg.model import Claim, Entity, Extract, MentionKind, Proposition, Rejection, Value


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a mention cannot be the object of a claim."""

    reason: str


@dataclass(frozen=True)
class Mapper:
    """Turns propositions of resolved documents into claims."""

    maker: ClaimMaker

    @cached_property
    def rows(self) -> OntologyRows:
        """Chooses the property."""
        return OntologyRows(self.maker)

    def claims(self, triples: Iterable[Proposition]) -> Iterator[Claim | Rejection]:
        """Claims of one proposition's binary forms, or why there are none.

        A relation with a further argument that the ontology knows ("imposed sanctions on Iran") makes the bare one ("imposed
        sanctions") superfluous. Of those that no row knows, the first stays where it joins two names.
        """
        made = [(triple, claim) for triple in triples if (claim := self._claim(triple)) is not None]
        claims = [(triple, claim) for triple, claim in made if isinstance(claim, Claim)]
        main = [claim for triple, claim in claims if "argument" not in triple.rules]
        further = [(triple, claim) for triple, claim in claims if "argument" in triple.rules]
        better = [triple.predicate.noun for triple, claim in further if not claim.property.open]
        wordings = [claim for _, claim in further if claim.property.open]
        spare = [claim for claim in main if better and self._is_bare(claim, light=any(better))] + wordings[1:]
        spare += [claim for claim in wordings[:1] if main and not self._joins_names(claim)]
        yield from (item for _, item in made if item not in spare)

    def _claim(self, triple: Proposition) -> Claim | Rejection | None:
        """A further argument that makes no claim is no loss: the main one holds it."""
        made = self._made(triple)
        return None if isinstance(made, Rejection) and "argument" in triple.rules else made

    def _made(self, triple: Proposition) -> Claim | Rejection | None:
        triple = with_outcome(triple, self.maker.language)
        if not self.rows.takes_value(triple):
            triple = as_act(triple, self.maker.language)
        subject = self.maker.link(triple.subject)
        if subject is None:
            return self.maker.rejection(triple, self.maker.unknown(triple.subject))
        target = self._object(triple, subject.entity)
        if isinstance(target, Refused):
            return self.maker.rejection(triple, target.reason)
        thing = self.maker.link(triple.object)
        return self.maker.claim(triple, (subject, thing) if thing is not None else (subject,), target, self.rows)

    def ties(self, extract: Extract, made: Iterable[Claim | Rejection]) -> Iterator[Claim]:
        """What ties phrases of a document to the names in them, of all that the claims `made` of it speak of."""
        claims = [item for item in made if isinstance(item, Claim)]
        spoken_of = {end for claim in claims for end in (claim.subject, claim.object) if isinstance(end, str)}
        yield from Ties(self.rows).claims(extract, spoken_of)

    def _joins_names(self, claim: Claim) -> bool:
        """Both ends have a name."""
        ends = (claim.subject, claim.object)
        return not any(end is None or isinstance(end, Value) or self.maker.is_concept(end) for end in ends)

    def _is_bare(self, claim: Claim, light: bool) -> bool:
        """Says no more than the relation with its further argument ("is an ally"), or has its noun as object ("imposed sanctions")."""
        if claim.property in (DESCRIBED_AS, DOES):
            return light or claim.property == DOES
        return self.maker.is_concept(claim.object) and (light or claim.property.open)

    @property
    def acts(self) -> tuple[Entity, ...]:
        """The acts that the claims made so far speak of."""
        return tuple(self.rows.acts.values())

    # -- the object ----------------------------------------------------------------------------------------------------

    def _object(self, triple: Proposition, subject: str) -> str | Value | Refused | None:
        """An entity's IRI, a literal, None for an act without an object, or the reason why there is nothing to say."""
        mention, language = triple.object, self.maker.language
        told = self.rows.takes_value(triple)
        empty = "" if told else emptiness.of_object(triple, self.maker.entities[subject].type, language)
        if mention is None:
            empty = empty or emptiness.of_act(triple, language)
        if empty or mention is None:
            return Refused(empty) if empty else None
        if mention.label == "DATE" and triple.time:
            return Value.of_date(triple.time)
        if mention.kind is MentionKind.VALUE:
            return Value(mention.span.text)
        link = self.maker.link(mention)
        if link is not None:
            empty = emptiness.of_relation(triple, self.maker.entities[link.entity].type, language)
            return Refused(empty) if empty else link.entity
        indefinite = language.words.indefinite - language.words.anaphoric
        if mention.kind is MentionKind.PRONOUN and mention.lemma.lower() in indefinite:
            return Value(mention.span.text)
        return Refused(self.maker.unknown(mention))
