"""Graphs made for the page's tests: any number of entities with lines between them. All names are invented."""

from __future__ import annotations

import random

from kg.iri import POL, Minter
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Document, Entity, Evidence, Modality, Polarity, Property, Span

_MINTER = Minter()
_TYPES = ("Person", "Country", "City", "GovernmentBody", "Company", "Event", "Concept")
_VERBS = ("supports", "meets", "visits", "sanctions", "warns")


def links(count: int, seed: int = 1) -> list[tuple[int, int]]:
    """Lines as news has them: a few entities are in most, many in one, and some parts stand alone."""
    chance = random.Random(seed)
    made: list[tuple[int, int]] = []
    for node in range(1, count):
        if chance.random() < 0.1:
            continue
        for _ in range(1 + (chance.random() < 0.4)):
            other = chance.choice(chance.choice(made)) if made and chance.random() < 0.7 else chance.randrange(node)
            if other != node:
                made.append((node, other))
    return made


def synthetic(count: int, seed: int = 1) -> KnowledgeGraph:
    """A graph of `count` entities or a few less: those without any line are in no claim."""
    names = [f"{_VERBS[number % 5].title()[:3]}land {number}" for number in range(count)]
    entities = [
        Entity(_MINTER.entity(name), name, kind, origin="described" if kind == "Concept" else "named")
        for name, kind in ((name, _TYPES[number % 7]) for number, name in enumerate(names))
    ]
    pairs = links(count, seed)
    verbs = [_VERBS[number % 5] for number in range(len(pairs))]
    sentences = [f"{names[a]} {verb} {names[b]}." for (a, b), verb in zip(pairs, verbs, strict=True)]
    document = Document("made.txt", " ".join(sentences), title="Made up", published="2019-03-28")
    claims, start = [], 0
    for number, ((a, b), verb, text) in enumerate(zip(pairs, verbs, sentences, strict=True)):
        claims.append(_claim(entities[a], verb, entities[b], Span("made.txt", start, start + len(text), text), number))
        start += len(text) + 1
    return KnowledgeGraph.of(entities, claims, [document])


def _claim(subject: Entity, verb: str, target: Entity, sentence: Span, number: int) -> Claim:
    """Every ninth is denied, every seventh only planned; the others are facts."""

    def part(start: int, words: str) -> Span:
        begin = sentence.start + start
        return Span(sentence.document_id, begin, begin + len(words), words)

    after = len(subject.label) + 1
    evidence = Evidence(
        sentence=sentence,
        subject=part(0, subject.label),
        predicate=(part(after, verb),),
        object=part(after + len(verb) + 1, target.label),
    )
    return Claim(
        subject=subject.id,
        property=Property(POL + verb, verb),
        object=target.id,
        polarity=Polarity.NEGATED if number % 9 == 8 else Polarity.AFFIRMED,
        modality=Modality.PLANNED if number % 7 == 6 else Modality.ACTUAL,
        evidence=(evidence,),
    )
