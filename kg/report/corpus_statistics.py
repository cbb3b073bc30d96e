"""A first look at a corpus in figures: what was read, who is connected, what rests on what, where sources disagree.

    found = figures(graph)
    found.totals["facts"], found.connected[0].label, found.disagreements

Lists are cut to the `TOP` first, in an order that depends on the graph alone. `kg.report.html` draws them as a page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice, pairwise
from typing import TypeAlias, TypeVar

from kg.graph.connections import Connections
from kg.graph.content import DESCRIBED, GraphContent
from kg.graph.date_ranges import span
from kg.graph.fact_table import Fact
from kg.graph.packed_claims import place_of
from kg.model import Claim, Modality, Polarity, Property, Rejection, Value
from kg.report.disagreements import Disagreement, Quote, Sides, quote, quotes
from kg.report.independent_sources import independent
from kg.resources.corrections import CORRECTED
from kg.resources.ontology_files import OWN_TERMS

_Rated: TypeAlias = tuple[tuple[float, ...], Fact]

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


def figures(graph: GraphContent, counted: Tallies | None = None) -> Figures:
    """The figures of `graph`; `counted` are those of all its claims, where somebody has gone through them."""
    found = counted or Tallies(graph)
    for claim_id, claim in graph.claims_by_id.items() if counted is None else ():
        found.add(claim_id, claim)
    timeline, undated = _timeline(found)
    contradictions = found.sides.disagreements()
    open_ones = tuple(item for item in contradictions if not item.apart)
    changes = contradictions[len(open_ones) :]
    return Figures(
        title=_title(graph),
        totals=_totals(found) | {"disagreements": len(open_ones), "changes": len(changes)},
        info={
            name: text
            for name, text in graph.info.items()
            if name not in ("settings", "inference", CORRECTED, OWN_TERMS)
        },
        documents=tuple(_read(found, document_id) for document_id in found.listed),
        unread=tuple(islice((item for item in graph.rejections if item.unread), DOCUMENTS)),
        ways=_ways(graph),
        kinds=tuple(_most(graph.kinds)),
        connected=_connected(found),
        speakers=_speakers(found),
        strongest=_strongest(graph),
        disagreements=open_ones[:TOP],
        changes=changes[:TOP],
        refused=_refused(graph)[:TOP],
        uncovered=_uncovered(found),
        timeline=timeline,
        undated=undated,
    )


class Tallies:
    """What is counted of claims, given one after the other in order; none is held."""

    def __init__(self, graph: GraphContent) -> None:
        self.graph = graph
        self.sides = Sides(graph)
        documents = graph.documents
        order = sorted(documents, key=lambda key: (not (day := documents[key].published), day, key))
        self.listed = {key: (set[tuple[int, int]](), set[Fact](), set[str]()) for key in order[:DOCUMENTS]}
        self.connections = Connections(graph)
        self.said = Counter[str]()
        self.denied = Counter[str]()
        self.uncovered: dict[str, _Uses] = {}
        self.spans = Counter[tuple[tuple[str, str], bool]]()

    def add(self, claim_id: str, claim: Claim) -> None:
        """Takes a claim into account."""
        graph = self.graph
        for source in set(claim.sources):
            self.said[source] += 1
            self.denied[source] += claim.polarity is Polarity.NEGATED
        if (when := span(graph, claim)) is not None:
            self.spans[when, claim.asserted] += 1
        if claim.property.open:
            self.uncovered.setdefault(claim.property.iri, _Uses()).add(claim_id, claim)
        self.sides.add(claim_id, claim)
        self.connections.add(claim_id, claim)
        self._cite(claim_id, claim)

    def _cite(self, claim_id: str, claim: Claim) -> None:
        for item in claim.evidence:
            if item.document_id in self.listed:
                sentences, facts, claims = self.listed[item.document_id]
                sentences.add(place_of(item))
                claims.add(claim_id)
                if claim.asserted:
                    facts.add((claim.subject, claim.property.iri, claim.object))


class _Uses:
    """What is counted of the claims of one predicate."""

    def __init__(self) -> None:
        self.count = 0
        self.documents = set[str]()
        self.best = (-1.0, "")  # confidence and id of the surest claim
        self.proposed = Counter[Property]()

    def add(self, claim_id: str, claim: Claim) -> None:
        """Takes a claim into account."""
        self.count += 1
        self.documents.update(item.document_id for item in claim.evidence)
        if claim.confidence > self.best[0]:
            self.best = claim.confidence, claim_id
        if claim.proposed:
            self.proposed[claim.proposed] += 1


Key = TypeVar("Key")


def _most(counts: Counter[Key], name: Callable[[Key], object] = lambda key: key) -> list[tuple[Key, int]]:
    """Keys by count, of equals by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], name(item[0])))


def _title(graph: GraphContent) -> str:
    if len(graph.documents) == 1:
        return next(document.title or document.id for document in graph.documents.values())
    return f"{len(graph.documents):,} documents"


def _totals(found: Tallies) -> dict[str, int]:
    graph = found.graph
    return {
        "documents": len(graph.documents),
        "sentences": graph.sentences,
        "entities": graph.kinds.total(),
        "facts": len(graph.facts),
        "claims": len(graph.claims),
        "asserted": sum(count for way, count in graph.ways.items() if way.asserted),
        "not read": sum(item.unread for item in graph.rejections),
        "not kept": sum(not item.unread for item in graph.rejections),
        "open predicates": len(found.uncovered),
    }


def _read(found: Tallies, document_id: str) -> Read:
    document = found.graph.documents[document_id]
    sentences, facts, claims = found.listed[document_id]
    return Read(
        id=document_id,
        title=document.title or document_id,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        sentences=len(sentences),
        facts=len(facts),
        claims=len(claims),
    )


def _ways(graph: GraphContent) -> tuple[Ways, ...]:
    def count(modality: Modality, *polarities: Polarity, attributed: bool = False) -> int:
        return sum(
            count
            for way, count in graph.ways.items()
            if way.modality is modality and way.polarity in polarities and (way.attributed or not attributed)
        )

    return tuple(
        Ways(
            modality.value,
            count(modality, Polarity.AFFIRMED),
            count(modality, Polarity.NEGATED),
            count(modality, *Polarity, attributed=True),
        )
        for modality in Modality
    )


def _connected(found: Tallies) -> tuple[Connected, ...]:
    """The entities with a name that have a statement with the most others."""
    graph = found.graph
    rows = ((-one.others, -one.claims, graph.label(one.iri), one.iri) for one in found.connections.neighbors())
    best = nsmallest(TOP, rows)
    chosen = {iri for *_, iri in best}
    facts = Counter(end for subject, _, target in graph.facts for end in {subject, target} & chosen)
    return tuple(
        Connected(iri, label, graph.entities[iri].type, -others, facts[iri], -claims)
        for others, claims, label, iri in best
    )


def _speakers(found: Tallies) -> tuple[Speaker, ...]:
    rows = (Speaker(iri, found.graph.label(iri), count, found.denied[iri]) for iri, count in found.said.items())
    return tuple(nsmallest(TOP, rows, key=lambda item: (-item.claims, item.label, item.iri)))


def _strongest(graph: GraphContent) -> tuple[Statement, ...]:
    """Facts by the number of their independent sources; of equals, those between things that have a name come first, then
    those with more sentences, more confidence and better known ends. What someone merely is (a value) is left out.
    """

    def rated(fact: Fact) -> tuple[float, ...]:
        subject, _, target = fact
        evidence = [item for claim in graph.support[fact] for item in claim.evidence]
        unnamed = sum(graph.entities[end].origin == DESCRIBED for end in (subject, target) if isinstance(end, str))
        places = len({item.sentence for item in evidence}) if len(evidence) > 1 else 1
        best = max(item.confidence for item in evidence)
        return (-independent(graph, evidence), unnamed, -places, -best)

    between = (fact for fact in graph.support if not isinstance(fact[2], Value))
    leading = _leading((rated(fact), fact) for fact in between)
    chosen = {end for _, fact in leading for end in fact[::2] if not graph.is_act(end)}
    known = Counter(end for fact in graph.facts for end in fact[::2] if end in chosen)

    def key(item: _Rated) -> tuple[float, ...]:
        rating, (subject, _, target) = item
        return (*rating, -known[subject] - known[target])

    return tuple(_statement(graph, fact, -int(rating[0])) for rating, fact in nsmallest(TOP, leading, key=key))


def _leading(rated: Iterable[_Rated]) -> list[_Rated]:
    """The first `TOP`, and what is rated as the last of them, in the order in which they come."""
    found, enough = list[_Rated](), 100 * TOP
    for item in rated:
        found.append(item)
        if len(found) > enough:
            found = _first(found)
            enough = 2 * len(found) + 100 * TOP
    return _first(found)


def _first(rated: Sequence[_Rated]) -> list[_Rated]:
    last = nsmallest(TOP, (rating for rating, _ in rated))[-1:]
    return [item for item in rated if [item[0]] <= last]


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
    counts = Counter[tuple[str, str]]()
    examples: defaultdict[tuple[str, str], list[Rejection]] = defaultdict(list)
    for item in graph.rejections:
        if not item.unread:
            why = item.stage, general(item.reason)
            counts[why] += 1
            if counts[why] <= EXAMPLES:
                examples[why].append(item)
    found = (Refused(stage, why, count, tuple(examples[stage, why])) for (stage, why), count in counts.items())
    return tuple(sorted(found, key=lambda item: (-item.count, item.stage, item.reason)))


def _uncovered(found: Tallies) -> tuple[Uncovered, ...]:
    """The most used open predicates."""
    graph = found.graph

    def rank(item: tuple[str, _Uses]) -> tuple[int, int, str]:
        return -item[1].count, -len(item[1].documents), graph.label(item[0])

    return tuple(_shown(graph, iri, uses) for iri, uses in nsmallest(TOP, found.uncovered.items(), key=rank))


def _shown(graph: GraphContent, iri: str, uses: _Uses) -> Uncovered:
    best = graph.claims_by_id[uses.best[1]]
    example = quote(graph, best, best.evidence[0])
    proposed = _most(uses.proposed, lambda item: item.iri)[0][0].label if uses.proposed else ""
    return Uncovered(graph.label(iri), uses.count, len(uses.documents), example, proposed)


def _timeline(found: Tallies) -> tuple[tuple[Period, ...], int]:
    """Claims by month, years or decades where months are too many; and how many have no date.

    A claim counts when it happened, where it says so, else when it was first published. A time as wide as a year has no
    month; it counts where years are drawn.
    """
    for length in (7, 4, 3):
        counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for ((first, last), asserted), count in found.spans.items():
            if first[:length] == last[:length]:
                counts[first[:length]][not asserted] += count
        if len(counts) <= PERIODS:
            break
    placed = sum(map(sum, counts.values()))
    names = sorted(counts)
    gaps = [False, *(_next(one) != other for one, other in pairwise(names))]
    periods = (
        Period(name if len(name) != 3 else f"{name}0s", counts[name][0], counts[name][1], gap)
        for name, gap in zip(names, gaps, strict=False)
    )
    return tuple(periods), len(found.graph.claims) - placed


def _next(period: str) -> str:
    """The month, year or decade after this one."""
    if len(period) != 7:
        return f"{int(period) + 1:0{len(period)}d}"
    year, month = int(period[:4]), int(period[5:])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"
