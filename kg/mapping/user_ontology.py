"""What was aligned -> claims: which entities it is about, who says it, and how far it is so. Plain Python on frozen types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.iri import Minter
from kg.model import (
    Aligned,
    Claim,
    Entity,
    Event,
    Evidence,
    Extract,
    Mention,
    Modality,
    Polarity,
    Proposition,
    Resolution,
    Span,
    Value,
)

RULE = "aligned"
LITTLE, MUCH = 0.5, 0.85  # confidence: of what just counts, and the most that is given to what has no row
PRONOUN = 0.85  # less for a subject that is a pronoun, as in mapping.py
# sort of a class, as in kinds_en.py -> class of an entity that nothing else says more of
_TYPES = {
    "person": "Person",
    "country": "Country",
    "place": "Place",
    "facility": "Facility",
    "event": "Event",
    "work": "Work",
}
_TYPES |= {"organization": "Organization", "people": "Group", "idea": "Concept", "rank": "Concept", "role": "Concept"}
_TYPES |= {"citizens": "Group", "status": "Concept", "language": "Concept"}
_LOWER = frozenset({"rank", "status"})  # common nouns: "Vice Admiral" and "vice admiral" are one


@dataclass(frozen=True)
class Statements:
    """Claims of what is aligned, with the entities of one or many documents."""

    minter: Minter
    entities: Mapping[str, Entity]
    links: Mapping[Span, Resolution]
    trust: frozenset[str] = frozenset()

    def of_all(self, extracts: Iterable[Extract]) -> tuple[list[Claim], list[Entity]]:
        """The claims of all documents, and entities that only they are about."""
        claims: list[Claim] = []
        new: dict[str, Entity] = {}
        for extract in extracts:
            made, entities = self.claims(extract)
            claims.extend(made)
            new.update((entity.id, entity) for entity in entities)
        return claims, [new[iri] for iri in sorted(new)]

    def claims(self, extract: Extract) -> tuple[list[Claim], list[Entity]]:
        """The claims of one document, in text order, and entities that only they are about."""
        found: list[Claim] = []
        new: list[Entity] = []
        for one in filter(None, map(self._known, extract.aligned)):
            ends = [self._end(one.subject, one.sorts[0]), self._end(one.object, one.sorts[1], named=not one.value)]
            target = one.literal or ends[1][1].entity
            subject = ends[0][1].entity
            if target == subject:
                continue
            new.extend(entity for entity, _ in ends if entity is not None)
            found.append(self._claim(one, extract, subject, target, tuple(link for _, link in ends)))
        return found, new

    def _known(self, one: Aligned) -> Aligned | None:
        return one if not one.pronoun or one.subject in self.links else one.instead

    def triples(self, extract: Extract) -> list[list[str]]:
        """What would be facts of a graph, each once, in words of the document: the longest that it has for each thing."""
        claims, new = self.claims(extract)
        labels = {entity.id: entity.label for entity in (*self.entities.values(), *new)}
        facts = {(claim.subject, claim.property, claim.object): claim for claim in reversed(claims) if claim.asserted}
        found: dict[tuple[str, str, str], None] = {}
        for claim in claims:
            if claim is facts.get((claim.subject, claim.property, claim.object)):
                (evidence,) = claim.evidence
                target = claim.object
                shown = target.text if isinstance(target, Value) else _longer(labels[target], evidence.object, extract)
                name = re.sub(
                    r"^\s|\s$", "_", claim.property.label
                )  # readers trim blanks at edges: the name would be another's
                found[_longer(labels[claim.subject], evidence.subject, extract), name, shown] = None
        return [list(triple) for triple in found]

    def _end(self, span: Span, sort: str, *, named: bool = True) -> tuple[Entity | None, Resolution]:
        """What a span denotes: what the name in it was taken for, or a thing of this name."""
        known = self._link(span) if named else None
        if known is not None:
            return None, known
        label = span.text.lower() if sort in _LOWER else span.text
        iri = self.minter.entity(label, "" if not named else span.document_id)
        if iri in self.entities:
            return None, Resolution(span, iri, "it has the same name")
        entity = Entity(iri, label, _TYPES.get(sort, "Thing"))
        return entity, Resolution(span, iri, "what stands here can be of the class that the property asks for")

    def _link(self, span: Span) -> Resolution | None:
        if span in self.links:
            return self.links[span]
        inside = [link for other, link in self.links.items() if _is_nearly(span, other)]
        return min(inside, key=lambda link: link.mention, default=None)

    def _claim(
        self, one: Aligned, extract: Extract, subject: str, target: str | Value, links: tuple[Resolution, ...]
    ) -> Claim:
        polarity, modality = _status(one, extract.events)
        said = next((item for item in extract.propositions if item.attribution and _covers(item, one)), None)
        sources = [link.source for link in said.attribution] if said is not None else []
        holders = [self.links.get(mention.name or mention.span) for mention in sources if mention is not None]
        known = tuple(dict.fromkeys(link.entity for link in holders if link is not None))
        unnamed = said is not None and (not known or None in holders)
        return Claim(
            subject=subject,
            property=one.property,
            object=target,
            polarity=polarity,
            modality=modality,
            attributed_to=known,
            holders_unnamed=unnamed,
            evidence=(_evidence(one, said, links),),
            trusted=bool(known) and not unnamed and all(self.entities[iri].label in self.trust for iri in known),
        )


def _longer(label: str, mention: Span, extract: Extract) -> str:
    return label if label in extract.document.text and len(label) > len(mention.text) else mention.text


def _is_nearly(span: Span, other: Span) -> bool:
    """The same name with or without a title, an article or letters after it."""
    if span.document_id != other.document_id or not (other.start < span.end and span.start < other.end):
        return False
    return other.text.removeprefix("the ").removeprefix("The ") == span.text or (
        other.start <= span.start and span.end <= other.end and other.text.startswith(span.text + ",")
    )


def _status(one: Aligned, events: Iterable[Event]) -> tuple[Polarity, Modality]:
    """That of the words between and of both ends: when any of them is denied or only planned, so is the whole."""
    words = (one.subject, one.object, *one.between, *one.shown_by)
    found = [event for event in events if any(_holds(word, event.head) for word in words)]
    if one.denied or any(event.polarity is Polarity.NEGATED for event in found):
        polarity, plain = Polarity.NEGATED, Modality.ACTUAL
    else:  # "not a colonel or a major" denies both
        polarity, plain = Polarity.AFFIRMED, Modality.POSSIBLE if one.doubted else Modality.ACTUAL
    return polarity, next((event.modality for event in found if event.modality is not Modality.ACTUAL), plain)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _covers(item: Proposition, one: Aligned) -> bool:
    """A proposition of the sentence that is made of the words between, or has the object as argument, or both ends."""
    if item.sentence != one.sentence:
        return False
    heads = [item.predicate.head, *item.predicate.spans]
    if any(span is not None and _holds(span, word) for span in heads for word in one.between):
        return True
    arguments: list[Mention | None] = [item.object, *(adjunct.mention for adjunct in item.adjuncts)]
    held = [mention.span for mention in arguments if mention is not None]
    turned = _holds(item.subject.span, one.object) and any(_holds(span, one.subject) for span in held)
    return turned or any(_holds(span, one.object) for span in held)


def _evidence(one: Aligned, said: Proposition | None, links: tuple[Resolution, ...]) -> Evidence:
    sources = [item.source for item in said.attribution] if said is not None else []
    return Evidence(
        sentence=one.sentence,
        subject=one.subject,
        predicate=one.shown_by or one.between[:1] or (one.object,),
        object=one.object,
        cues=said.cues if said is not None else (),
        sources=tuple(source.name or source.span for source in sources if source is not None),
        rules=(RULE,),
        mapping_row="",
        resolutions=tuple(dict.fromkeys(links)),
        confidence=round(min(MUCH, LITTLE + (MUCH - LITTLE) * one.score / 1.2) * (PRONOUN if one.pronoun else 1), 3),
    )
