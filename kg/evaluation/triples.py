"""Triples of sentences, as in Text2KGBench (Mihindukulasooriya et al. 2023).

Gold: `{"id", "sent", "triples": [{"sub", "rel", "obj"}]}`. Predicted: `{"id", "triples": [[subject, property, object]]}`, or objects as in
the gold. `names` can say what predicted properties are called in the gold file: `{"relations": {"has role": "position held"}}`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kg.evaluation.matching import most_pairs
from kg.evaluation.scores import Figures, mean, prf, ratio

_ARTICLES = frozenset({"the", "a", "an"})


class Triple(NamedTuple):
    """Subject, property (`relation`) and object as written."""

    subject: str
    relation: str
    object: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two triples equal: case, blanks and underscores aside."""
        return tuple(_plain(part) for part in self)

    def is_near(self, other: Triple) -> bool:
        """Under one property, both ends nearly the same."""
        same = _plain(self.relation) == _plain(other.relation)
        return same and _near(self.subject, other.subject) and _near(self.object, other.object)

    def is_pair_of(self, other: Triple) -> bool:
        """Both ends nearly the same, in either order."""
        straight = _near(self.subject, other.subject) and _near(self.object, other.object)
        return straight or (_near(self.subject, other.object) and _near(self.object, other.subject))


def score(
    gold: Sequence[Mapping[str, Any]],
    predicted: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, Any] | None = None,
) -> Figures:
    """Triples: equal ones, nearly equal ones, and pairs of subject and object whatever the property.

    `strict`: all three equal. `loose`: the property equal, and of subject and object each the words of one side among those of the
    other. `pair`: subject and object so, in either order, under any property. All three count over the whole file. `sentence`
    is the benchmark's own: precision, recall and F1 of equal triples for each sentence, predictions with properties that its
    gold lacks left aside, and the mean over sentences. `density`: triples a sentence.
    """
    renamed: Mapping[str, str] = (names or {}).get("relations", {})
    counts: Counter[str] = Counter()
    sentences: list[tuple[float, float, float]] = []
    for row in gold:
        true = _triples(row["triples"], {})
        own = _triples(predicted.get(str(row["id"]), {}).get("triples", ()), renamed)
        counts["gold"] += len(true)
        counts["own"] += len(own)
        counts["strict"] += len({triple.key for triple in true} & {triple.key for triple in own})
        counts["loose"] += len(most_pairs(own, true, Triple.is_near))
        counts["pair"] += len(most_pairs(own, true, Triple.is_pair_of))
        sentences.append(_of_sentence(true, own))
    figures: Figures = {name: prf(counts[name], counts["own"], counts["gold"]) for name in ("strict", "loose", "pair")}
    figures["sentence"] = {
        name: mean(values[at] for values in sentences) for at, name in enumerate(("precision", "recall", "f1"))
    }
    amount = len(sentences)
    return figures | {"density": {"predicted": ratio(counts["own"], amount), "gold": ratio(counts["gold"], amount)}}


def _of_sentence(gold: list[Triple], own: list[Triple]) -> tuple[float, float, float]:
    truth = {triple.key for triple in gold}
    wanted = {key[1] for key in truth}
    kept = {triple.key for triple in own if triple.key[1] in wanted}
    right = len(kept & truth)
    return ratio(right, len(kept)), ratio(right, len(truth)), ratio(2 * right, len(kept) + len(truth))


def _triples(items: Sequence[Any], renamed: Mapping[str, str]) -> list[Triple]:
    """Each triple once."""
    rows = ((item["sub"], item["rel"], item["obj"]) if isinstance(item, dict) else item[:3] for item in items)
    found = (Triple(subject, renamed.get(relation, relation), thing) for subject, relation, thing in rows)
    return list({triple.key: triple for triple in found}.values())


def _plain(text: str) -> str:
    return re.sub(r"[_\s]+", "", text).lower()


def _near(one: str, other: str) -> bool:
    these, others = _words(one), _words(other)
    return bool(these and others) and (these <= others or others <= these)


def _words(text: str) -> frozenset[str]:
    words = frozenset(re.findall(r"\w+", text.replace("_", " ").lower()))
    return words - _ARTICLES or words
