"""A part of a graph: what lies around some entities, what falls into a time, facts only. A part is a graph like any other.

part(graph, ["Nicolás Maduro"], depth=2, since="2019-01")
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from kg.errors import PartError
from kg.graph.connections import Connections, connections
from kg.graph.content import DESCRIBED, GraphContent
from kg.graph.date_ranges import FIRST, LAST, dated, days, overlaps
from kg.model import Claim

Graph = TypeVar("Graph", bound=GraphContent)

_NEAR = 5  # names offered when there is none of that kind


def part(
    graph: Graph,
    focus: Sequence[str] = (),
    *,
    depth: int = 1,
    since: str = "",
    until: str = "",
    claims: bool = True,
    named: bool = False,
    min_confidence: float = 0.0,
) -> Graph:
    """The claims of `graph` that are asked for, with their entities and documents.

    `focus` are labels, other names or IRIs of entities: kept is what is said among them and the entities that are up to
    `depth` statements away; what they say themselves is one of their statements. `since` and `until` are times such as
    "2019", "2019-01" or "2019-01-23", both included, for the time that a claim names, else the day its document was
    published; what has no date is not in any time. Without `claims` only facts count, also for what is near, and when `named` only
    what is said of things that have a name. `min_confidence` is the least that a claim has, 0 to 1.

    Raises PartError when a name or a time is not known, or nothing is left.
    """
    found = [
        claim
        for claim in graph.claims
        if (claims or claim.asserted)
        and claim.confidence >= min_confidence
        and not (named and _has_described(graph, claim))
    ]
    if since or until:
        found = _between(graph, found, _day(since, 0) if since else FIRST, _day(until, 1) if until else LAST)
    if focus:
        middle = {iri for name in focus for iri in with_name(graph, name)}
        found = _near(graph, found, middle, depth)
    if not found:
        hint = "try a longer time, more depth, less confidence or another name"
        raise PartError("nothing in the graph is like that", hint=hint)
    documents = {item.document_id for claim in found for item in claim.evidence}
    return graph.of(
        graph.entities.values(),
        found,
        (graph.documents[key] for key in sorted(documents)),
        base=graph.base,
        info=graph.info,
    )


def best_connected(graph: Graph, most: int, known: Connections | None = None) -> Graph:
    """The claims between the entities that most is said of and by, as many as rest on `most` places of the texts.

    Entities and documents stay as they are; where there are no more places, it is the graph itself. `known` are the connections of all
    its claims, where somebody has gone through them.
    """
    found = known or connections(graph)
    if found.places <= most:
        return graph
    return replace(graph, claims=tuple(graph.claims_by_id[claim_id] for claim_id in found.best(most)))


def title(focus: Sequence[str] = (), since: str = "", until: str = "") -> str:
    """What a part is about, in words; "" when it is all of the graph."""
    names = " and ".join(", ".join(focus).rsplit(", ", 1))
    times = (
        f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}" if until else ""
    )
    return ", ".join(filter(None, (names, times)))


def with_name(graph: GraphContent, name: str) -> list[str]:
    """IRIs of the entities that are called so; case and accents do not matter.

    A label counts before other names, and both before a name that has the words in it, which must be of one entity only.
    Raises PartError with the nearest names when there is none.
    """
    if name in graph.things:
        return [name]
    wanted = _folded(name)
    labels = {iri: _folded(entity.label) for iri, entity in graph.things.items()}
    others = {iri: [_folded(alias) for alias in entity.aliases] for iri, entity in graph.things.items()}
    for found in (
        [iri for iri in labels if labels[iri] == wanted],
        [iri for iri in others if wanted in others[iri]],
    ):
        if wanted and found:
            return found
    words = set(wanted.split())
    holding = [iri for iri in labels if any(words <= set(text.split()) for text in (labels[iri], *others[iri]))]
    if words and len(holding) == 1:
        return holding
    near = sorted(graph.things[iri].label for iri in holding) if words else []
    near += [graph.things[iri].label for iri in _close(wanted, labels, others)]
    hint = (
        f"did you mean {', '.join(dict.fromkeys(near[:_NEAR]))}?" if near else "kg report OUT lists the best connected"
    )
    raise PartError("no entity has this name", where=name, hint=hint)


def _close(wanted: str, labels: dict[str, str], others: dict[str, list[str]]) -> list[str]:
    """Entities whose names are spelled nearly so, nearest first."""
    owners = defaultdict(list)
    for iri in labels:
        for text in (labels[iri], *others[iri]):
            owners[text].append(iri)
    return [iri for text in get_close_matches(wanted, owners, n=_NEAR, cutoff=0.6) for iri in owners[text]]


def _between(graph: GraphContent, claims: Iterable[Claim], since: str, until: str) -> list[Claim]:
    """Claims with the evidence that falls into the days from `since` to `until`."""
    kept = []
    for claim in claims:
        evidence = tuple(item for item in claim.evidence if overlaps(dated(graph, claim, item), since, until))
        if evidence:
            kept.append(replace(claim, evidence=evidence))
    return kept


def _day(time: str, end: int) -> str:
    """The first (0) or last (1) day of a time that a user gave."""
    found = days(time)
    if found is None:
        raise PartError("this is no time", where=time, hint="write 2019, 2019-01 or 2019-01-23")
    return found[end]


def _has_described(graph: GraphContent, claim: Claim) -> bool:
    """True when an end of the claim, or who says it, has no name."""
    return any(
        graph.things[iri].origin == DESCRIBED for iri in (*graph.ends(claim.subject, claim.object), *claim.sources)
    )


def _near(graph: GraphContent, claims: Sequence[Claim], middle: set[str], depth: int) -> list[Claim]:
    """Claims among the entities up to `depth` statements away from `middle`."""
    links: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        ends = graph.ends(claim.subject, claim.object)
        for end in ends:
            links[end] |= ends
        for source in middle.intersection(claim.sources):
            links[source] |= ends
    reached, fresh = set(middle), set(middle)
    for _ in range(depth):
        fresh = {other for iri in fresh for other in links[iri]} - reached
        reached |= fresh
    return [claim for claim in claims if graph.ends(claim.subject, claim.object) <= reached]


def _folded(text: str) -> str:
    """Lower case without accents and with single spaces: what is compared."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", plain.casefold()))
