"""What kg makes of single documents, with the characters that each thing rests on: `kg analyse`.

    for item in analyses([Document("a", "Canada backs Latvia.")], settings):
        item["relations"]          [{"type": "supports", "head_span": [0, 6], "tail_span": [13, 19]}]

Offsets are those of the text as given: it does not go through `kg.read`, which cleans texts. Every document is
resolved by itself, so that its analysis does not depend on what else is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.annotate import annotate, load, texts_reader
from kg.errors import ReadError
from kg.extraction import Aligner, ClauseIndex, Relation, binary, extract_clauses, relations, uncoded
from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, Mapper, UserOntology
from kg.model import (
    Claim,
    Document,
    Entity,
    Event,
    Extract,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    PoliticalEvent,
    Proposition,
    Resolution,
    Span,
    Value,
)
from kg.parse import Parse
from kg.resolve import resolve
from kg.resolve.clusters import clusters
from kg.resources.confidence import Calibration
from kg.resources.gazetteer import Gazetteer
from kg.resources.ontology import Ontology
from kg.resources.profiles import profiles
from kg.settings import Settings

# How far an event of this modality is so, from -3 (it did not happen) to 3 (it happened), when it is affirmed and when it
# is negated; the scale of UDS-IH2 (Rudinger, White and Van Durme 2018).
LABELS = {
    Modality.ACTUAL: (3.0, -3.0),
    Modality.POSSIBLE: (0.0, -1.0),
    Modality.HYPOTHETICAL: (-1.0, -2.0),
    Modality.CONDITIONAL: (-1.0, -2.0),
    Modality.PLANNED: (-1.0, -3.0),
    Modality.REQUESTED: (-1.0, -2.0),
}


# The reader's estimates and the labels they stand for. Two of them divide what happened, is open and did not happen: where the rules
# find nothing against it, and where they do (a condition, a plan, a negation), which takes a surer reader. Chosen on
# UDS-IH2's development part for the best macro-F1 among those that assert wrongly at most one in ten of what is open or did not happen.
MEANT = (-3.0, -1.0, 1.0, 3.0)
ESTIMATES = {True: (-3.0, -0.6, 1.6, 3.0), False: (-3.0, -0.6, 1.8, 3.0)}  # by whether the rules find it plainly so


def documents(lines: Iterable[bytes], settings: Settings, where: str) -> Iterator[Document | ReadError]:
    """A document for each line `{"id", "text"}`; for one that is something else a ReadError, not raised, that names it."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _document(line, settings.max_document_characters)
        except ReadError as error:
            yield ReadError(error.what, where=f"{where}, line {number}", hint=error.hint)


def _document(line: bytes, longest: int) -> Document:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not valid JSON: {error}", hint="write one JSON object a line, in UTF-8") from error
    known = isinstance(row, dict) and isinstance(row.get("id"), str | int) and isinstance(row.get("text"), str)
    if not known:
        raise ReadError('not an object with "id" and "text"', hint='write {"id": "...", "text": "..."}')
    if len(row["text"]) > longest:
        raise ReadError(
            f"the text is longer than {longest} characters", hint="divide it, or raise the limit in kg.toml"
        )
    try:
        row["text"].encode()
    except UnicodeEncodeError as error:
        raise ReadError("the text holds half a surrogate pair", hint="write the character as such in UTF-8") from error
    return Document(str(row["id"]), row["text"])


def analyses(documents: Iterable[Document], settings: Settings) -> Iterator[dict[str, Any]]:
    """The analysis of each document, in the order given, as JSON would have it."""
    nlp = load(settings.model, settings.threads)
    ontology = Ontology.load(settings.ontology)
    gazetteer = Gazetteer.load(extra=settings.gazetteer, language=ENGLISH)
    aligner = Aligner(profiles(settings.ontology), ENGLISH, texts_reader(nlp, ENGLISH)) if settings.ontology else None
    for parse in annotate(documents, nlp, ENGLISH, gazetteer):
        yield analysis(parse, ontology, gazetteer, settings, aligner)


@dataclass(frozen=True, slots=True)
class Understood:
    """One document by itself: its clauses, what they say, the entities by IRI with the mentions that denote them, and the claims."""

    index: ClauseIndex
    extract: Extract
    entities: Mapping[str, Entity]
    links: Mapping[Span, Resolution]
    stated: tuple[Stated, ...]
    maker: ClaimMaker

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of the text."""
        return tuple(item.claim for item in self.stated)


def understand(
    parse: Parse, ontology: Ontology, gazetteer: Gazetteer, settings: Settings, aligner: Aligner | None = None
) -> Understood:
    """What one parsed document says, in words and in terms of an ontology."""
    index = ClauseIndex(parse)
    extract = extract_clauses(index, aligner)
    minter = Minter(settings.base)
    resolved = resolve([extract], gazetteer, minter, parse.language)
    entities = {entity.id: entity for entity in resolved.entities}
    events = {event.head: event for event in extract.political_events}
    trust = frozenset(settings.trust)
    found, sure = (resolved.links, trust, resolved.unresolved, events), (Calibration.load(), resolved.members)
    maker = ClaimMaker(parse.language, ontology, minter, entities, *found, *sure)
    inverse = frozenset(row.id for row in ontology.rows if row.direction == "inverse")
    mapper = Mapper(maker)
    stated = tuple(
        Stated(proposition, claim, claim.evidence[0].mapping_row in inverse)
        for proposition in extract.propositions
        for claim in mapper.claims(binary(maker.spread(proposition), ENGLISH))
        if isinstance(claim, Claim)
    )
    known = entities | {act.id: act for act in mapper.acts}
    return Understood(index, extract, known, resolved.links, stated, maker)


def analysis(
    parse: Parse, ontology: Ontology, gazetteer: Gazetteer, settings: Settings, aligner: Aligner | None = None
) -> dict[str, Any]:
    """The analysis of one parsed document. With an `aligner` its triples are those of the user's own ontology, and no others."""
    found = understand(parse, ontology, gazetteer, settings, aligner)
    extract, links, entities = found.extract, found.links, found.entities
    others = uncoded(found.index, extract.propositions, extract.political_events)
    return {
        "id": parse.document.id,
        "entities": list(_names(extract)),
        "clusters": [[[span.start, span.end] for span in same] for same in clusters(extract, links)],
        "relations": _relations(found.stated, relations(found.index, extract.propositions)),
        "attributions": [
            {"source": _pairs([item.source.span]), "cue": _pairs(item.words), "content": _pairs(item.content)}
            for item in extract.attributions
            if item.source
            is not None  # who says what: of hearsay ("reportedly") the graph keeps that it is nobody's fact
        ],
        "events": list(_events(extract, [*extract.political_events, *others], links, entities)),
        "triples": UserOntology(found.maker).triples(extract)
        if aligner is not None
        else _triples(found.claims, entities),
    }


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with the proposition that it is made of. `turned`: its subject is the object of the sentence."""

    proposition: Proposition
    claim: Claim
    turned: bool

    @property
    def ends(self) -> tuple[Span, Span] | None:
        """Where subject and object of the claim stand; None when it has no object."""
        evidence = self.claim.evidence[0]
        if evidence.object is None:
            return None
        return (evidence.object, evidence.subject) if self.turned else (evidence.subject, evidence.object)

    @property
    def relation(self) -> dict[str, Any] | None:
        """The claim as a relation between characters; None when it has no object."""
        ends = self.ends
        if ends is None:
            return None
        head, tail = ends
        return {
            "type": self.claim.property.label,
            "head_span": [head.start, head.end],
            "tail_span": [tail.start, tail.end],
            "asserted": self.claim.asserted,
        }


def _relations(stated: Iterable[Stated], others: Iterable[Relation]) -> list[dict[str, Any]]:
    """The claims, in terms of the ontology, then all other pairs that the text relates, in its own words."""
    found = [relation for item in stated if (relation := item.relation) is not None]
    ends = {(*item["head_span"], *item["tail_span"]) for item in found}
    for other in others:
        head, tail = other.head, other.tail
        if (head.start, head.end, tail.start, tail.end) not in ends:
            found.append(
                {
                    "type": other.words,
                    "head_span": [head.start, head.end],
                    "tail_span": [tail.start, tail.end],
                    "asserted": False,
                }
            )
    return found


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _names(extract: Extract) -> Iterator[dict[str, Any]]:
    """Names with the reader's types (PERSON, ORG, GPE, ...)."""
    for mention in extract.mentions:
        if mention.kind is MentionKind.NAMED and mention.label and mention.name == mention.span:
            yield {"start": mention.span.start, "end": mention.span.end, "type": mention.label}


def _triples(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> list[list[str]]:
    """What would be facts of a graph, in labels; each once."""
    found: dict[tuple[str, str, str], None] = {}
    for claim in claims:
        if claim.asserted:
            target = claim.object.text if isinstance(claim.object, Value) else entities[claim.object].label
            found[entities[claim.subject].label, claim.property.label, target] = None
    return [list(triple) for triple in found]


def _events(
    extract: Extract, coded: Iterable[PoliticalEvent], links: Mapping[Span, Resolution], entities: Mapping[str, Entity]
) -> Iterator[dict[str, Any]]:
    """One for each event word, in text order; actor and recipient where it is an act, a class where that is a political event."""

    def words(mention: Mention | None) -> str | None:
        """A phrase as it stands in the text; for a pronoun the name of what it stands for, nothing where that is not known."""
        if mention is None or mention.kind is not MentionKind.PRONOUN:
            return mention.span.text if mention is not None else None
        link = links.get(mention.span)
        return entities[link.entity].label if link is not None else None

    labels = {event.head: label(event) for event in extract.events}
    found: dict[Span, tuple[str | None, str | None, str]] = {}
    for event in coded:
        found.setdefault(event.head, (words(event.actor), words(event.recipient), event.root))
    for head in sorted({*labels, *found}):
        actor, recipient, root = found.get(head, (None, None, ""))
        yield {
            "start": head.start,
            "end": head.end,
            "label": labels.get(head, LABELS[Modality.ACTUAL][0]),
            "actor": actor,
            "recipient": recipient,
            "root": (root or None) if actor or recipient else None,
        }


def label(event: Event) -> float:
    """How far an event is so, from -3 to 3: what the reader thinks of it, in the light of the rules, or by them alone where it has no
    opinion."""
    if event.rating is None:
        return LABELS[event.modality][event.polarity is Polarity.NEGATED]
    plain = event.polarity is Polarity.AFFIRMED and event.modality is Modality.ACTUAL
    return round(float(np.interp(event.rating, ESTIMATES[plain], MEANT)), 3)
