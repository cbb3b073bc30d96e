"""Coreference of a document as clusters of spans: what the reader links, and what names and the gazetteer make one.

The reader gives every mention in full; the entities of door 4 know that "the U.S." and "Washington" can be one thing. A name of theirs
counts as the reader's mention with the same head word, where there is one. What they make of descriptions and pronouns adds
nothing to what the reader makes of them, and is left out where there is a reader; so is what they make of peoples and languages:
"the Spanish" are not Spain itself, nor "some Democrats" their party.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Extract, Mention, MentionKind, Reference, Resolution, Span

Cluster = tuple[Span, ...]
FEW = 3  # one of so many
PEOPLES = "NORP"  # label of nationalities, religions, parties' people


def clusters(extract: Extract, links: Mapping[Span, Resolution]) -> list[Cluster]:
    """Stretches of one document that speak of one thing, for things with more than one; in text order."""
    things = _Things()
    for reference in extract.references:
        if reference.antecedent is not None:
            things.join(reference.antecedent, reference.span)
    first: dict[str, Span] = {}
    for top, entity in _called(things, _entities(extract, links)):
        things.join(first.setdefault(entity, top), top)
    return things.all()


def _called(things: _Things, names: Iterable[tuple[str, Span]]) -> list[tuple[Span, str]]:
    """Things with the entities of their names, but for one that few of them have: it would make two things one."""
    votes: dict[Span, Counter[str]] = defaultdict(Counter)
    for entity, span in names:
        votes[things.top(span)][entity] += 1
    return [
        (top, entity)
        for top, counts in votes.items()
        for entity, count in counts.items()
        if FEW * count >= max(counts.values())
    ]


class _Things:
    """Spans that are joined to one another (a disjoint-set forest)."""

    def __init__(self) -> None:
        self._above: dict[Span, Span] = {}

    def join(self, one: Span, other: Span) -> None:
        """Makes the things of two spans one."""
        first, second = sorted((self.top(one), self.top(other)))
        self._above[second] = first

    def all(self) -> list[Cluster]:
        """Those of more than one span."""
        found: dict[Span, list[Span]] = defaultdict(list)
        for span in sorted(self._above):
            found[self.top(span)].append(span)
        return sorted(tuple(spans) for spans in found.values() if len(spans) > 1)

    def top(self, span: Span) -> Span:
        """The first span of the thing that a span is of."""
        above = self._above.setdefault(span, span)
        while above != span:
            span, above = above, self._above[above]
        return span


def _entities(extract: Extract, links: Mapping[Span, Resolution]) -> list[tuple[str, Span]]:
    """Names of entities, as the reader has them, in text order; of a phrase and the name in it, the phrase."""
    seen = _Seen(extract.references, extract.mentions)
    members: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(links, key=lambda span: (span.start, -span.end)):
        same = members[links[span].entity]
        if not any(other.start <= span.start and span.end <= other.end for other in same):
            same.append(span)
    found = [
        (entity, known) for entity, spans in members.items() for span in spans if (known := seen.of(span)) is not None
    ]
    return sorted(set(found), key=lambda name: (name[1], name[0]))


class _Seen:
    """The reader's mentions, by span and by head word."""

    def __init__(self, references: Sequence[Reference], mentions: Sequence[Mention]) -> None:
        self.silent = not references
        self.spans = {reference.span for reference in references}
        self.heads = {
            mention.span: mention.head
            for mention in mentions
            if mention.kind is MentionKind.NAMED and mention.label != PEOPLES
        }
        self.by_head: dict[Span, Span] = {}
        for reference in references:
            self.by_head.setdefault(reference.head, reference.span)

    def of(self, span: Span) -> Span | None:
        """The reader's mention for a name; any span itself where no reader said what mentions are; None for none."""
        if self.silent:
            return span
        head = self.heads.get(span)
        if head is None:
            return None
        return span if span in self.spans else self.by_head.get(head)
