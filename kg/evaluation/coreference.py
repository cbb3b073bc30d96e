"""Coreference: how far predicted clusters of mentions are the gold ones.

The figures of the CoNLL-2012 shared task (Pradhan et al. 2012): MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and
entity-based CEAF with phi-4 (Luo 2005), and the mean of their F1. Mentions count as equal when their spans are; clusters of one
mention are left out on both sides. `b3_names` is B-cubed of named mentions alone: both sides keep the mentions that are written like
names, each word with a capital or a figure, one with a letter, but for words such as "of" and "the" and for pronouns. Gold files do
not mark names: how they are written is all that both sides have, so a name within a longer description ("Ada Reyes, who resigned") counts
on neither side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.evaluation.matching import best_total
from kg.evaluation.scores import Figures, f1, mean, ratio

SMALL = frozenset("a an and at de for in of on s the".split())  # in names too
PRONOUNS = frozenset(
    """all both each he her here hers him his i it its me mine my one our ours she some that their them there these they this those us
    we what which who you your yours""".split()
)

Mention = tuple[int, int]
Clusters = list[frozenset[Mention]]
Given = Iterable[Sequence[Sequence[int]]]


class Coreference:
    """Counts over documents; `figures` has what they come to."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.shares: defaultdict[str, float] = defaultdict(float)

    def add(self, gold: Given, own: Given, text: str = "") -> None:
        """The clusters of one document; its text tells the names among them."""
        key, response = _clusters(gold), _clusters(own)
        for side, these, others in _sides(_named(key, text), _named(response, text)):
            self.counts[f"names_{side}"] += sum(map(len, these))
            self.shares[f"names_{side}"] += b_cubed(these, others)
        for side, these, others in _sides(key, response):
            self.counts[f"clusters_{side}"] += len(these)
            self.counts[f"mentions_{side}"] += sum(map(len, these))
            self.counts[f"muc_{side}"] += links(these, others)
            self.counts[f"links_{side}"] += sum(len(cluster) - 1 for cluster in these)
            self.shares[f"b3_{side}"] += b_cubed(these, others)
        self.shares["ceaf"] += ceaf(key, response)

    @property
    def figures(self) -> Figures:
        """Precision, recall and F1 of each measure, and the mean of the three."""
        counts, shares = self.counts, self.shares
        measures = {
            "muc": (counts["muc_own"], counts["links_own"], counts["muc_gold"], counts["links_gold"]),
            "b3": (shares["b3_own"], counts["mentions_own"], shares["b3_gold"], counts["mentions_gold"]),
            "ceaf_e": (shares["ceaf"], counts["clusters_own"], shares["ceaf"], counts["clusters_gold"]),
        }
        figures: Figures = {}
        for name, (right, own, found, gold) in measures.items():
            figures[name] = _figures(right, own, found, gold)
        figures["coreference"] = {
            "f1": mean(row["f1"] or 0.0 for row in figures.values()),
            "predicted": counts["clusters_own"],
            "gold": counts["clusters_gold"],
        }
        if counts["names_gold"]:
            named = (shares["names_own"], counts["names_own"], shares["names_gold"], counts["names_gold"])
            figures["b3_names"] = _figures(*named)
        return figures


def links(these: Clusters, others: Clusters) -> int:
    """MUC: links of `these` clusters that `others` keep. A cluster needs one less than its mentions; each part into which the
    other side cuts it costs one, and a mention that the other side lacks is a part of its own."""
    place = {mention: index for index, cluster in enumerate(others) for mention in cluster}
    return sum(len(cluster) - len({place.get(mention, mention) for mention in cluster}) for cluster in these)


def b_cubed(these: Clusters, others: Clusters) -> float:
    """B-cubed: for each mention the share of its cluster that the other side has in the same cluster with it, summed."""
    place = {mention: cluster for cluster in others for mention in cluster}
    return sum(
        len(cluster & place[mention]) / len(cluster) for cluster in these for mention in cluster if mention in place
    )


def ceaf(gold: Clusters, own: Clusters) -> float:
    """CEAF: the similarity phi-4 of clusters, 2 |A & B| / (|A| + |B|), summed over their best one-to-one alignment."""
    weights = {
        (one, other): 2 * len(key & response) / (len(key) + len(response))
        for one, key in enumerate(gold)
        for other, response in enumerate(own)
        if key & response
    }
    return best_total(weights)


def _figures(right: float, own: int, found: float, gold: int) -> dict[str, float | None]:
    precision, recall = ratio(right, own), ratio(found, gold)
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def _sides(key: Clusters, response: Clusters) -> tuple[tuple[str, Clusters, Clusters], ...]:
    """Gold against predicted, and predicted against gold."""
    return ("gold", key, response), ("own", response, key)


def _named(clusters: Clusters, text: str) -> Clusters:
    """Clusters of named mentions alone, as far as two or more are left."""
    kept = (frozenset(mention for mention in cluster if is_name(text[slice(*mention)])) for cluster in clusters)
    return [cluster for cluster in kept if len(cluster) > 1]


def is_name(mention: str) -> bool:
    """Whether a mention is written like a name: no word in small letters but "of" and the like; no pronoun, no bare figure."""
    words = [word for word in re.findall(r"\w+", mention) if word.casefold() not in SMALL]
    return (
        any(word[0].isalpha() for word in words)
        and mention.casefold() not in PRONOUNS
        and not any(word[0].islower() for word in words)
    )


def _clusters(given: Given) -> Clusters:
    found = (frozenset((mention[0], mention[1]) for mention in cluster) for cluster in given)
    return [cluster for cluster in found if len(cluster) > 1]
