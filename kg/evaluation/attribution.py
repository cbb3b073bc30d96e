"""Who says what: sources, cues and contents.

Gold and predicted: `{"id", "text", "attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}]}`; each of the
three may be empty. The roles are those of PARC (Pareti 2012) and PolNeAR (Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.evaluation.scores import Figures, mean, prf, ratio

_LITTLE = frozenset("the a an of and".split())
FULL, HALF = 0.8, 0.5  # how much of a content must be found


@dataclass(frozen=True)
class _Attribution:
    text: str
    spans: Mapping[str, Any]

    def characters(self, role: str) -> frozenset[int]:
        return frozenset(at for start, end in self.spans.get(role) or () for at in range(start, end))

    @cached_property
    def cue(self) -> frozenset[int]:
        return self.characters("cue")

    @cached_property
    def content(self) -> frozenset[int]:
        return self.characters("content")

    @property
    def source(self) -> str:
        return " ".join(self.text[start:end] for start, end in self.spans.get("source") or ())

    def may_be(self, other: _Attribution) -> bool:
        """They share a character of their cues, or of their contents where one has no cue."""
        return bool(self.cue & other.cue if self.cue and other.cue else self.content & other.content)

    def overlap(self, other: _Attribution) -> float:
        """F1 of the characters of the contents; 1 when both are empty."""
        both = len(self.content) + len(other.content)
        return ratio(2 * len(self.content & other.content), both) if both else 1.0

    def same_source(self, other: _Attribution) -> bool:
        """They share a word, or neither has a source."""
        one, two = _words(self.source), _words(other.source)
        return bool(one & two) or not (one or two)


def score(
    gold: Sequence[Mapping[str, Any]], predicted: Mapping[str, Mapping[str, Any]], names: object = None
) -> Figures:
    """Attributions: found at all, with the right source, with the right content.

    Attributions are paired one to one, those with the largest overlap of content first. `detect`: the pairs. `source`: the
    share of pairs whose sources share a word, and those that are equal but for article, marks and case. `content`: the mean F1
    of characters. `half` and `full`: pairs with the right source and an F1 of the content of 0.5 and 0.8, the partial and the
    strict match in the evaluation of Pareti (2015).
    """
    pairs: list[tuple[_Attribution, _Attribution]] = []
    count_gold = count_predicted = 0
    for row in gold:
        true = [_Attribution(row["text"], item) for item in row["attributions"]]
        found = predicted.get(str(row["id"]), {}).get("attributions", ())
        own = [_Attribution(row["text"], item) for item in found]
        count_gold, count_predicted = count_gold + len(true), count_predicted + len(own)
        pairs.extend(_pairs(true, own))
    named = [(one, other) for one, other in pairs if one.same_source(other)]
    figures: Figures = {
        "detect": prf(len(pairs), count_predicted, count_gold),
        "source": {
            "share": ratio(len(named), len(pairs)),
            "exact": mean(_plain(one.source) == _plain(other.source) for one, other in pairs),
        },
        "content": {"share": mean(one.overlap(other) for one, other in pairs)},
    }
    for name, least in (("half", HALF), ("full", FULL)):
        right = sum(one.overlap(other) >= least for one, other in named)
        figures[name] = prf(right, count_predicted, count_gold)
    return figures


def _pairs(gold: list[_Attribution], own: list[_Attribution]) -> Iterable[tuple[_Attribution, _Attribution]]:
    candidates = sorted(
        (-true.overlap(found), one, other)
        for one, true in enumerate(gold)
        for other, found in enumerate(own)
        if true.may_be(found)
    )
    taken: set[int] = set()
    given: set[int] = set()
    for _, one, other in candidates:
        if one not in taken and other not in given:
            taken.add(one)
            given.add(other)
            yield gold[one], own[other]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _LITTLE


def _plain(text: str) -> str:
    return re.sub(r"\W", "", re.sub(r"^(the|an?)\b", "", text.lower().strip()))
