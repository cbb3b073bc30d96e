"""Where sources disagree: what one says and another denies, or says the opposite of. Nothing is taken out of the graph for it.

A change over time is no disagreement: sides that are more than a month apart are marked so, and so is who says one thing and
later the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from kg.graph.content import GraphContent
from kg.graph.contradictions import insides, rivals
from kg.graph.date_ranges import span
from kg.graph.fact_table import Fact, FactTable
from kg.model import Claim, Evidence, Modality, Polarity
from kg.report.independent_sources import independent
from kg.resources.ontology import Ontology

_MONTH = 31  # days


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with where it stands, and who in it says so ("" for the document itself)."""

    sentence: str
    document: str
    publisher: str
    published: str
    url: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says one side: a speaker, else a publisher or document; from when to when ("" when unknown), and in how many sentences."""

    name: str
    first: str
    last: str
    sentences: int


def voices(quotes: Iterable[Quote]) -> tuple[Voice, ...]:
    """The quotes of one side by who says it, in the order of what each said first."""
    said: defaultdict[str, list[Quote]] = defaultdict(list)
    for item in quotes:
        said[item.speaker or item.publisher or item.document].append(item)
    found = []
    for name, items in said.items():
        dates = sorted(item.published for item in items if item.published)
        found.append(Voice(name, dates[0] if dates else "", dates[-1] if dates else "", len(items)))
    return tuple(sorted(found, key=lambda voice: (not voice.first, voice.first, voice.name)))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement that some make and others contradict: `contrary` is "is not so", the opposite relation, or another value.

    `fact` when a document itself asserts one side; `apart` when the sides are of different times, so that both may be true: more
    than a month from each other, or said by the same one after the other. `sources` and `sources_against` count independent ones.
    """

    subject: str
    subject_iri: str
    relation: str
    object: str
    object_iri: str
    contrary: str
    fact: bool
    apart: bool
    made_by: tuple[Quote, ...]
    contradicted_by: tuple[Quote, ...]
    sources: int
    sources_against: int


_Ids: TypeAlias = Sequence[str]
_Found: TypeAlias = tuple[Fact, str, _Ids, _Ids]  # what is said, what is said against it, and the claims of both


class Sides:
    """Claims that may contradict others, by their ids: give it each claim of a graph with `add`, in order."""

    def __init__(self, graph: GraphContent) -> None:
        self._graph = graph
        self._properties = Ontology.of(graph.info).properties
        self._contraries = {
            iri: frozenset({info.opposite, *info.disjoint} - {""}) for iri, info in self._properties.items()
        }
        self._single = {iri for iri, info in self._properties.items() if info.functional}
        self._watched = set[str]().union(*([iri, *others] for iri, others in self._contraries.items() if others))
        self._affirmed = FactTable()
        self._values = FactTable()  # of properties that have but one
        self._negated: defaultdict[Fact, list[str]] = defaultdict(list)
        for claim_id in graph.negated:
            claim = graph.claims_by_id[claim_id]
            if claim.modality is Modality.ACTUAL:
                self._negated[self._key(claim)].append(claim_id)

    def add(self, claim_id: str, claim: Claim) -> None:
        """Takes a claim into account."""
        if claim.modality is Modality.ACTUAL and claim.polarity is not Polarity.NEGATED:
            key = self._key(claim)
            if claim.property.iri in self._watched or key in self._negated:
                self._affirmed.put(key, claim_id)
            if claim.property.iri in self._single:
                self._values.put((claim.subject, claim.property.iri, claim.object), claim_id)

    def disagreements(self) -> tuple[Disagreement, ...]:
        """What one says and another denies, says the opposite of, or gives another value for where there is but one.

        Those at one time come before those at different ones, then facts first. Only actual claims count: a plan contradicts nothing.
        """
        made = (self._disagreement(*found) for found in (*self._denied(), *self._opposite(), *self._of_single_values()))
        return tuple(sorted(made, key=_disagreement_key))

    def _denied(self) -> Iterator[_Found]:
        for fact, negated in self._negated.items():
            if made := self._affirmed.get(fact):
                yield fact, "is not so", made, negated

    def _opposite(self) -> Iterator[_Found]:
        affirmed, contraries = self._affirmed, self._contraries
        for fact, made in affirmed.items():
            subject, relation, target = fact
            for other in sorted(contraries.get(relation, ())):
                once = relation < other or relation not in contraries.get(other, ())
                if once and (against := affirmed.get((subject, other, target))):
                    yield fact, self._graph.label(other), made, against

    def _of_single_values(self) -> Iterator[_Found]:
        """Different values of a property that has but one: who says the first contradicts who says the second."""
        graph = self._graph
        inside = insides(graph.facts)
        for (subject, relation), found in groupby(self._values.items(), key=lambda item: item[0][:2]):
            made = {target: ids for (_, _, target), ids in found}
            for one, other in rivals(made, graph.entities, inside):
                contrary = f"{graph.label(relation)} {graph.label(other)}"
                yield (subject, relation, one), contrary, made[one], made[other]

    def _key(self, claim: Claim) -> Fact:
        """What it says; of a relation that holds both ways in one order."""
        relation, (subject, target) = claim.property.iri, (claim.subject, claim.object)
        info = self._properties.get(relation)
        if info is not None and info.symmetric and isinstance(target, str) and target < subject:
            return target, relation, subject
        return subject, relation, target

    def _disagreement(self, fact: Fact, contrary: str, made: _Ids, against: _Ids) -> Disagreement:
        one, other = ([self._graph.claims_by_id[claim_id] for claim_id in ids] for ids in (made, against))
        return _disagreement(self._graph, fact, contrary, one, other)


def disagreements(graph: GraphContent) -> tuple[Disagreement, ...]:
    """Those of `Sides` of all claims."""
    sides = Sides(graph)
    for claim_id, claim in graph.claims_by_id.items():
        sides.add(claim_id, claim)
    return sides.disagreements()


def _disagreement(
    graph: GraphContent, fact: Fact, contrary: str, made: list[Claim], against: list[Claim]
) -> Disagreement:
    subject, relation, target = fact
    sides = quotes(graph, made), quotes(graph, against)
    words, end = graph.told(relation, target, made[0])
    return Disagreement(
        subject=graph.label(subject),
        subject_iri=subject,
        relation=words,
        object=end,
        object_iri=target if isinstance(target, str) and not graph.is_act(target) else "",
        contrary=contrary,
        fact=any(claim.asserted for claim in (*made, *against)),
        apart=_are_apart(graph, made, against) or _changed_their_mind(*sides),
        made_by=sides[0],
        contradicted_by=sides[1],
        sources=independent(graph, [item for claim in made for item in claim.evidence]),
        sources_against=independent(graph, [item for claim in against for item in claim.evidence]),
    )


def _are_apart(graph: GraphContent, made: list[Claim], against: list[Claim]) -> bool:
    """True when every date of one side is more than a month from every date of the other, and both are known."""
    one, other = ([span(graph, claim) for claim in side] for side in (made, against))
    gaps = [
        max(_number(first) - _number(last) for first, last in ((a[0], b[1]), (b[0], a[1]))) if a and b else 0
        for a in one
        for b in other
    ]
    return min(gaps) > _MONTH


def _changed_their_mind(made: tuple[Quote, ...], against: tuple[Quote, ...]) -> bool:
    """Both sides are one and the same speaker's, first one and from another day on the other."""
    one, other = voices(made), voices(against)
    if len(one) != 1 or len(other) != 1 or one[0].name != other[0].name or not all(item.speaker for item in made):
        return False
    dated = bool(one[0].first and other[0].first)
    return dated and (one[0].last[:10] < other[0].first[:10] or other[0].last[:10] < one[0].first[:10])


def _number(day: str) -> int:
    """Days since the year 0, nearly: all months are long."""
    year, month, number = map(int, day.split("-"))
    return (12 * year + month) * _MONTH + number


def _disagreement_key(item: Disagreement) -> tuple[object, ...]:
    sentences = len(item.made_by) + len(item.contradicted_by)
    return (
        item.apart,
        not item.fact,
        -sentences,
        item.subject,
        item.relation,
        item.object,
        item.subject_iri,
        item.object_iri,
    )


def quotes(graph: GraphContent, claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """The sentences of claims, each once for each who says it; earlier ones first, undated ones last."""
    found = {quote(graph, claim, item): item.sentence for claim in claims for item in claim.evidence}
    return tuple(sorted(found, key=lambda quote: (not quote.published, quote.published, found[quote], quote.speaker)))


def quote(graph: GraphContent, claim: Claim, evidence: Evidence) -> Quote:
    """One sentence of a claim with its source."""
    document = graph.documents[evidence.document_id]
    names = [graph.label(source) for source in claim.sources]
    return Quote(
        sentence=evidence.sentence.text,
        document=document.title or document.id,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        speaker=", ".join(names) or ("someone unnamed" if claim.source_unnamed else ""),
    )
