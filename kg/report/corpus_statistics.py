"""A first look at a corpus in figures: what was read, who is connected, what rests on what, where sources disagree.

    found = figures(graph)
    found.totals["facts"], found.connected[0].label, found.disagreements

Lists are cut to the `TOP` first, in an order that depends on the graph alone. `kg.report.html` draws them as a page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from kg.graph.content import DESCRIBED, Fact, GraphContent
from kg.graph.date_ranges import span
from kg.model import Claim, Modality, Polarity, Rejection, Span, Value
from kg.report.disagreements import Disagreement, Quote, disagreements, quote, quotes
from kg.report.independent_sources import independent
from kg.resources.corrections import CORRECTED
from kg.resources.ontology_files import OWN_TERMS

TOP = 15
DOCUMENTS = 100  # listed one by one
EXAMPLES = 3  # of one reason why something was not kept
PERIODS = 60  # bars of a timeline, before months become years, and years decades


@dataclass(frozen=True, slots=True)
class Read:
    """A document and what was found in it."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    sentences: int
    facts: int
    claims: int


@dataclass(frozen=True, slots=True)
class Ways:
    """How many claims of one modality are affirmed and negated, and how many of both somebody else is named for."""

    modality: str
    affirmed: int
    negated: int
    attributed: int


@dataclass(frozen=True, slots=True)
class Connected:
    """An entity with the number of others it has a statement with, and of its facts and claims."""

    iri: str
    label: str
    type: str
    neighbors: int
    facts: int
    claims: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted, with the number of claims, and how many of them deny."""

    iri: str
    label: str
    claims: int
    denials: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact in words, with the number of its independent sources, its confidence and the sentences it rests on."""

    subject: str
    subject_iri: str
    relation: str
    object: str
    object_iri: str  # "" for a value, and for an act, which is the relation
    sources: int
    confidence: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A reason why things were not kept; names and words in it are left out."""

    stage: str
    reason: str
    count: int
    examples: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A predicate that no property of the ontology covers; `proposed` is the label of one that it may belong to, or ""."""

    label: str
    count: int
    documents: int
    example: Quote
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Facts and other claims of a month (or year, or decade); `gap` when periods without any lie before it."""

    name: str
    facts: int
    claims: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a graph."""

    title: str
    totals: dict[str, int]
    info: dict[str, str]
    documents: tuple[Read, ...]
    unread: tuple[Rejection, ...]
    ways: tuple[Ways, ...]
    kinds: tuple[tuple[str, int], ...]
    connected: tuple[Connected, ...]
    speakers: tuple[Speaker, ...]
    strongest: tuple[Statement, ...]
    disagreements: tuple[Disagreement, ...]
    changes: tuple[Disagreement, ...]  # what contradicts itself only when its dates are forgotten
    refused: tuple[Refused, ...]
    uncovered: tuple[Uncovered, ...]
    timeline: tuple[Period, ...]
    undated: int


def figures(graph: GraphContent) -> Figures:
    """The figures of `graph`."""
    timeline, undated = _timeline(graph)
    contradictions = disagreements(graph)
    open_ones = tuple(item for item in contradictions if not item.apart)
    changes = contradictions[len(open_ones) :]
    return Figures(
        title=_title(graph),
        totals=_totals(graph) | {"disagreements": len(open_ones), "changes": len(changes)},
        info={
            name: text
            for name, text in graph.info.items()
            if name not in ("settings", "inference", CORRECTED, OWN_TERMS)
        },
        documents=_documents(graph),
        unread=tuple(item for item in graph.rejections if item.unread)[:DOCUMENTS],
        ways=_ways(graph),
        kinds=tuple(_most(Counter(entity.type for entity in graph.things.values()))),
        connected=_connected(graph)[:TOP],
        speakers=_speakers(graph)[:TOP],
        strongest=_strongest(graph)[:TOP],
        disagreements=open_ones[:TOP],
        changes=changes[:TOP],
        refused=_refused(graph)[:TOP],
        uncovered=_uncovered(graph)[:TOP],
        timeline=timeline,
        undated=undated,
    )


Key = TypeVar("Key")


def _most(counts: Counter[Key], name: Callable[[Key], object] = lambda key: key) -> list[tuple[Key, int]]:
    """Keys by count, of equals by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], name(item[0])))


def _title(graph: GraphContent) -> str:
    if len(graph.documents) == 1:
        return next(document.title or document.id for document in graph.documents.values())
    return f"{len(graph.documents):,} documents"


def _totals(graph: GraphContent) -> dict[str, int]:
    return {
        "documents": len(graph.documents),
        "sentences": graph.sentences,
        "entities": len(graph.things),
        "facts": len(graph.facts),
        "claims": len(graph.claims),
        "asserted": sum(claim.asserted for claim in graph.claims),
        "not read": sum(item.unread for item in graph.rejections),
        "not kept": sum(not item.unread for item in graph.rejections),
        "open predicates": len({claim.property.iri for claim in graph.claims if claim.property.open}),
    }


def _documents(graph: GraphContent) -> tuple[Read, ...]:
    """The first documents by date, then name; those without a date last."""
    order = sorted(graph.documents, key=lambda key: (not (day := graph.documents[key].published), day, key))
    listed = frozenset(order[:DOCUMENTS])
    cited: defaultdict[str, set[Span]] = defaultdict(set)
    facts: defaultdict[str, set[Fact]] = defaultdict(set)
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for claim_id, claim in graph.claims_by_id.items():
        for sentence in (item.sentence for item in claim.evidence):
            if sentence.document_id in listed:
                cited[sentence.document_id].add(sentence)
                claims[sentence.document_id].add(claim_id)
                if claim.asserted:
                    facts[sentence.document_id].add((claim.subject, claim.property.iri, claim.object))
    return tuple(
        Read(
            id=key,
            title=document.title or key,
            publisher=document.publisher,
            published=document.published,
            url=document.url,
            sentences=len(cited[key]),
            facts=len(facts[key]),
            claims=len(claims[key]),
        )
        for key, document in ((key, graph.documents[key]) for key in order[:DOCUMENTS])
    )


def _ways(graph: GraphContent) -> tuple[Ways, ...]:
    counts = Counter((claim.modality, claim.polarity, _is_attributed(claim)) for claim in graph.claims)

    def count(modality: Modality, polarity: Polarity) -> int:
        return counts[modality, polarity, False] + counts[modality, polarity, True]

    return tuple(
        Ways(
            modality.value,
            count(modality, Polarity.AFFIRMED),
            count(modality, Polarity.NEGATED),
            sum(counts[modality, polarity, True] for polarity in Polarity),
        )
        for modality in Modality
    )


def _is_attributed(claim: Claim) -> bool:
    return bool(claim.sources) or claim.source_unnamed


def _connected(graph: GraphContent) -> tuple[Connected, ...]:
    """Entities with a name by the number of others they have a statement with."""
    neighbors: defaultdict[str, set[str]] = defaultdict(set)
    claims: Counter[str] = Counter()
    for claim in graph.claims:
        for end in (ends := _ends(graph, claim.subject, claim.object)):
            neighbors[end] |= ends - {end}
            claims[end] += 1
    facts = Counter(end for subject, _, target in graph.facts for end in _ends(graph, subject, target))
    found = (
        Connected(iri, entity.label, entity.type, len(neighbors[iri]), facts[iri], claims[iri])
        for iri, entity in graph.things.items()
        if entity.origin != DESCRIBED and neighbors[iri]
    )
    return tuple(sorted(found, key=lambda item: (-item.neighbors, -item.claims, item.label, item.iri)))


def _ends(graph: GraphContent, subject: str, target: str | Value) -> set[str]:
    """The things that a statement is between; neither a value nor an act is one."""
    return {subject, target} if isinstance(target, str) and target in graph.things else {subject}


def _speakers(graph: GraphContent) -> tuple[Speaker, ...]:
    said: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for claim in graph.claims:
        for source in set(claim.sources):
            said[source] += 1
            denied[source] += claim.polarity is Polarity.NEGATED
    found = (Speaker(iri, graph.label(iri), count, denied[iri]) for iri, count in said.items())
    return tuple(sorted(found, key=lambda item: (-item.claims, item.label, item.iri)))


def _strongest(graph: GraphContent) -> tuple[Statement, ...]:
    """Facts by the number of their independent sources; of equals, those between things that have a name come first, then
    those with more sentences, more confidence and better known ends. What someone merely is (a value) is left out.
    """
    known = Counter(end for subject, _, target in graph.facts for end in (subject, target) if not graph.is_act(end))
    rated = []
    for fact, support in graph.support.items():
        subject, _, target = fact
        if isinstance(target, Value):
            continue
        evidence = [item for claim in support for item in claim.evidence]
        unnamed = sum(graph.entities[end].origin == DESCRIBED for end in (subject, target))
        places = len({item.sentence for item in evidence}) if len(evidence) > 1 else 1
        best = max(item.confidence for item in evidence)
        key = (-independent(graph, evidence), unnamed, -places, -best, -known[subject] - known[target])
        rated.append((key, fact))
    rated.sort(key=lambda item: item[0])  # facts are in order, and stay so among equals
    return tuple(_statement(graph, fact, -key[0]) for key, fact in rated[:TOP])


def _statement(graph: GraphContent, fact: Fact, sources: int) -> Statement:
    subject, relation, target = fact
    best = graph.support[fact][0]
    words, end = graph.told(relation, target, best)
    return Statement(
        subject=graph.label(subject),
        subject_iri=subject,
        relation=words,
        object=end,
        object_iri=target if isinstance(target, str) and not graph.is_act(target) else "",
        sources=sources,
        confidence=round(best.confidence, 2),
        quotes=quotes(graph, graph.support[fact]),
    )


_QUOTED = re.compile(r"""(?<!\w)(?:'(?:[^'\\]|\\.|'(?=\w))*'|"(?:[^"\\]|\\.)*")(?!\w)""")


def general(reason: str) -> str:
    """A reason without the names and words it quotes, so that equal ones can be counted."""
    return re.sub(r"…(?:(?:, | or | and )…)+", "…", _QUOTED.sub("…", reason))


def _refused(graph: GraphContent) -> tuple[Refused, ...]:
    groups: defaultdict[tuple[str, str], list[Rejection]] = defaultdict(list)
    for item in graph.rejections:
        if not item.unread:
            groups[item.stage, general(item.reason)].append(item)
    found = (Refused(stage, reason, len(items), tuple(items[:EXAMPLES])) for (stage, reason), items in groups.items())
    return tuple(sorted(found, key=lambda item: (-item.count, item.stage, item.reason)))


def _uncovered(graph: GraphContent) -> tuple[Uncovered, ...]:
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in graph.claims:
        if claim.property.open:
            groups[claim.property.iri].append(claim)
    found = []
    for iri, claims in groups.items():
        documents = {item.document_id for claim in claims for item in claim.evidence}
        best = max(claims, key=lambda claim: claim.confidence)
        example = quote(graph, best, best.evidence[0])
        found.append(Uncovered(graph.label(iri), len(claims), len(documents), example, _proposed(claims)))
    return tuple(sorted(found, key=lambda item: (-item.count, -item.documents, item.label)))


def _proposed(claims: list[Claim]) -> str:
    """The label of the property that most of the claims may belong to; "" for none."""
    found = Counter(filter(None, (claim.proposed for claim in claims)))
    return _most(found, lambda item: item.iri)[0][0].label if found else ""


def _timeline(graph: GraphContent) -> tuple[tuple[Period, ...], int]:
    """Claims by month, years or decades where months are too many; and how many have no date.

    A claim counts when it happened, where it says so, else when it was first published. A time as wide as a year has no
    month; it counts where years are drawn.
    """
    spans = [span(graph, claim) for claim in graph.claims]
    known = [(span, claim.asserted) for span, claim in zip(spans, graph.claims, strict=True) if span]
    for length in (7, 4, 3):
        counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for (first, last), asserted in known:
            if first[:length] == last[:length]:
                counts[first[:length]][not asserted] += 1
        if len(counts) <= PERIODS:
            break
    placed = sum(map(sum, counts.values()))
    names = sorted(counts)
    gaps = [False, *(_next(one) != other for one, other in pairwise(names))]
    periods = (
        Period(name if len(name) != 3 else f"{name}0s", counts[name][0], counts[name][1], gap)
        for name, gap in zip(names, gaps, strict=False)
    )
    return tuple(periods), len(graph.claims) - placed


def _next(period: str) -> str:
    """The month, year or decade after this one."""
    if len(period) != 7:
        return f"{int(period) + 1:0{len(period)}d}"
    year, month = int(period[:4]), int(period[5:])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"
