"""Coreference of a document as clusters of spans: what the reader links, and what names and the gazetteer make one.

The reader gives every mention in full; the entities of door 4 know that "the U.S." and "Washington" can be one thing. A name of theirs
counts as the reader's mention with the same head word, where there is one. What they make of descriptions and pronouns adds
nothing to what the reader makes of them, and is left out where there is a reader; so is what they make of peoples and languages:
"the Spanish" are not Spain itself, nor "some Democrats" their party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.model import Extract, Mention, MentionKind, Reference, Resolution, Span

Cluster = tuple[Span, ...]
PEOPLES = "NORP"  # label of nationalities, religions, parties' people


def clusters(extract: Extract, links: Mapping[Span, Resolution]) -> list[Cluster]:
    """Stretches of one document that speak of one thing, for things with more than one; in text order."""
    things = _Things()
    for reference in extract.references:
        if reference.antecedent is not None:
            things.join(reference.antecedent, reference.span)
    for spans in _entities(extract, links):
        for span in spans[1:]:
            things.join(spans[0], span)
    return things.all()


class _Things:
    """Spans that are joined to one another (a disjoint-set forest)."""

    def __init__(self) -> None:
        self._above: dict[Span, Span] = {}

    def join(self, one: Span, other: Span) -> None:
        """Makes the things of two spans one."""
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def all(self) -> list[Cluster]:
        """Those of more than one span."""
        found: dict[Span, list[Span]] = defaultdict(list)
        for span in sorted(self._above):
            found[self._top(span)].append(span)
        return sorted(tuple(spans) for spans in found.values() if len(spans) > 1)

    def _top(self, span: Span) -> Span:
        above = self._above.setdefault(span, span)
        while above != span:
            span, above = above, self._above[above]
        return span


def _entities(extract: Extract, links: Mapping[Span, Resolution]) -> list[list[Span]]:
    """The spans of each entity, as the reader has them; of a phrase and the name in it, the phrase."""
    seen = _Seen(extract.references, extract.mentions)
    members: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(links, key=lambda span: (span.start, -span.end)):
        same = members[links[span].entity]
        if not any(other.start <= span.start and span.end <= other.end for other in same):
            same.append(span)
    found = [[known for span in spans if (known := seen.of(span)) is not None] for spans in members.values()]
    return [list(dict.fromkeys(spans)) for spans in found]


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
