"""How many sources say a thing by themselves: a publisher counts once, and so does a sentence that several print nearly alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.graph.content import GraphContent
from kg.model import Evidence

ALIKE = 0.8  # of the words of two sentences, this part in common (Dice 1945): one agency's sentence, edited
SHORT = 5  # words; shorter sentences are alike only when they are equal, since there are few ways to say so little

_Words = tuple[str, ...]


def independent(graph: GraphContent, evidence: Iterable[Evidence]) -> int:
    """The number of sources behind some evidence."""
    places = [*evidence]
    if len(places) == 1:
        return 1
    publishers: dict[str, set[_Words]] = {}
    for item in places:
        document = graph.documents[item.document_id]
        words = tuple(re.findall(r"\w+", item.sentence.text.casefold()))
        publishers.setdefault(document.publisher.casefold() or f"document {document.id}", set()).add(words)
    groups: list[set[_Words]] = []
    for said in publishers.values():
        same = [group for group in groups if any(near(one, other) for one in group for other in said)]
        groups = [group for group in groups if group not in same] + [said.union(*same)]
    return len(groups)


def near(one: _Words, other: _Words) -> bool:
    """Equal, or so many words in common that one was made of the other."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORT:
        return False
    common = (Counter(one) & Counter(other)).total()
    return 2 * common >= ALIKE * (len(one) + len(other))
