"""Pairs that alignment found -> claims in terms of the user's own ontology: which entities they are, and how far each is so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.mapping.chooser import Choice
from kg.mapping.claim_maker import ALIGNED, ClaimMaker
from kg.model import (
    Adjunct,
    Aligned,
    Claim,
    Entity,
    Extract,
    Mention,
    MentionKind,
    Predicate,
    Property,
    Proposition,
    Rejection,
    Resolution,
    Span,
    Value,
)

LITTLE, MUCH = 0.5, 0.85  # confidence: of what just counts, and the most that is given to what has no row
# sort of a class, as in lang/en/argument_types.py -> class of an entity that nothing else says more of
_TYPES = {
    "person": "Person",
    "country": "Country",
    "place": "Place",
    "facility": "Facility",
    "event": "Event",
    "work": "Work",
}
_TYPES |= {"organization": "Organization", "people": "Group", "idea": "Concept", "rank": "Concept", "role": "Concept"}
_TYPES |= {"citizens": "Group", "feature": "Concept", "status": "Concept", "language": "Concept"}
_LOWER = frozenset({"feature", "rank", "status"})  # common nouns: "Vice Admiral" and "vice admiral" are one


@dataclass(frozen=True, slots=True)
class OwnProperty:
    """Chooses the property that alignment found."""

    property: Property

    def choose(self, said: Proposition, subject: str, target: str | Value | None) -> Choice:
        """That property, as it is said."""
        assert target is not None
        return Choice(self.property, target, said.polarity, said.modality)


@dataclass(frozen=True)
class UserOntology:
    """Turns aligned pairs of resolved documents into claims."""

    maker: ClaimMaker

    def claims(self, extract: Extract) -> tuple[list[Claim | Rejection], list[Entity]]:
        """The claims of one document, in text order, or why there are none, and entities that only they are about."""
        made: list[Claim | Rejection] = []
        new: list[Entity] = []
        for one in extract.aligned:
            pair = one.instead if one.pronoun and one.subject not in self.maker.links else one
            if pair is None:
                said = _proposition(one, extract)
                made.append(self.maker.rejection(said, self.maker.unknown(said.subject)))
                continue
            claim, entities = self._claim(pair, extract)
            made.append(claim)
            new.extend(entities if isinstance(claim, Claim) else ())
        return made, new

    def triples(self, extract: Extract) -> list[list[str]]:
        """What would be facts of a graph, each once, in words of the document: the longest that it has for each thing."""
        made, new = self.claims(extract)
        claims = [claim for claim in made if isinstance(claim, Claim)]
        labels = {entity.id: entity.label for entity in (*self.maker.entities.values(), *new)}
        facts = {(claim.subject, claim.property, claim.object): claim for claim in reversed(claims) if claim.asserted}
        found: dict[tuple[str, str, str], None] = {}
        for claim in claims:
            if claim is facts.get((claim.subject, claim.property, claim.object)):
                (evidence,) = claim.evidence
                target = claim.object
                assert evidence.object is not None
                shown = target.text if isinstance(target, Value) else _longer(labels[target], evidence.object, extract)
                name = re.sub(
                    r"^\s|\s$", "_", claim.property.label
                )  # readers trim blanks at edges: the name would be another's
                found[_longer(labels[claim.subject], evidence.subject, extract), name, shown] = None
        return [list(triple) for triple in found]

    def _claim(self, one: Aligned, extract: Extract) -> tuple[Claim | Rejection, list[Entity]]:
        ends = [self._end(one.subject, one.sorts[0]), self._end(one.object, one.sorts[1], named=not one.value)]
        (subject, thing), new = (link for _, link in ends), [entity for entity, _ in ends if entity is not None]
        target = one.literal or thing.entity
        claim = self.maker.claim(_proposition(one, extract), (subject, thing), target, OwnProperty(one.property))
        assert claim is not None
        return claim, new

    def _end(self, span: Span, sort: str, *, named: bool = True) -> tuple[Entity | None, Resolution]:
        """What a span denotes: what the name in it was taken for, or a thing of this name."""
        known = self._link(span) if named else None
        if known is not None:
            return None, known
        label = span.text.lower() if sort in _LOWER else span.text
        iri = self.maker.minter.entity(label, "" if not named else span.document_id)
        if iri in self.maker.entities:
            return None, Resolution(span, iri, "it has the same name")
        entity = Entity(iri, label, _TYPES.get(sort, "Thing"))
        return entity, Resolution(span, iri, "what stands here can be of the class that the property asks for")

    def _link(self, span: Span) -> Resolution | None:
        links = self.maker.links
        if span in links:
            return links[span]
        inside = [link for other, link in links.items() if self._is_nearly(span, other)]
        return min(inside, key=lambda link: link.mention, default=None)

    def _is_nearly(self, span: Span, other: Span) -> bool:
        """The same name with or without a title, an article or letters after it."""
        if span.document_id != other.document_id or not _meet(span, other):
            return False
        same = self.maker.language.grammar.without_article(other.text) == span.text
        return same or (_holds(other, span) and other.text.startswith(span.text + ","))


def _longer(label: str, mention: Span, extract: Extract) -> str:
    return label if label in extract.document.text and len(label) > len(mention.text) else mention.text


# -- a pair as a proposition -------------------------------------------------------------------------------------------


def _proposition(one: Aligned, extract: Extract) -> Proposition:
    """What a pair states; when and where, the clause says that names the relation."""
    here = [item for item in extract.propositions if item.sentence == one.sentence]
    clause = next((item for item in here if _names(item, one)), None)
    return Proposition(
        subject=_mention(one.subject, MentionKind.PRONOUN if one.pronoun else MentionKind.NAMED),
        predicate=Predicate(one.shown_by or one.between[:1] or (one.object,), ""),
        object=_mention(one.object, MentionKind.NAMED),
        adjuncts=tuple(_others(clause, one)) if clause is not None else (),
        polarity=one.polarity,
        modality=one.modality,
        attribution=one.attribution,
        sentence=one.sentence,
        rules=(ALIGNED, *one.rules),
        confidence=min(MUCH, LITTLE + (MUCH - LITTLE) * one.score / 1.2),
        time=clause.time if clause is not None else "",
        cues=one.cues,
    )


def _mention(span: Span, kind: MentionKind) -> Mention:
    return Mention(span, span, kind)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _has(item: Proposition, words: Iterable[Span]) -> bool:
    """Some of the words belong to its predicate."""
    heads = [item.predicate.head, *item.predicate.spans]
    return any(span is not None and _holds(span, word) for span in heads for word in words)


def _arguments(item: Proposition) -> list[Span]:
    """Its object and further arguments."""
    mentions = [item.object, *(adjunct.mention for adjunct in item.adjuncts)]
    return [mention.span for mention in mentions if mention is not None]


def _names(item: Proposition, one: Aligned) -> bool:
    """A proposition of both ends whose predicate is the relation: its time and place are the pair's."""
    held = [item.subject.span, *_arguments(item)]
    return _has(item, one.shown_by) and all(any(_meet(span, end) for span in held) for end in (one.subject, one.object))


def _others(clause: Proposition, one: Aligned) -> Iterator[Adjunct]:
    """Further arguments that are neither of the two."""
    ends = one.subject, one.object
    return (item for item in clause.adjuncts if not any(_meet(item.span, end) for end in ends))
