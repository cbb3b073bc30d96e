"""Who does what kind of thing to whom, in the classes of PLOVER (Halterman et al. 2023, "PLOVER and POLECAT").

Gold: `{"id", "text", "events": [{"actor": [{"text"}], "recipient": [{"text"}], "root"}]}`. Predicted: the same, or actor and recipient
as plain text. A predicted event without class and recipient is none of these and is not counted; one without a class counts for pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluation.scores import Figures, macro_f1, mean, prf

# PLOVER took CONCEDE and RETREAT apart later; older files have them as one
_JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
# words that tell no two actors apart; "U.S." is two of them
_LITTLE = frozenset("the a an of and in on for to s its his her their new mr ms u".split())
_NONE = ""


@dataclass(frozen=True, slots=True)
class _Event:
    root: str
    actor: frozenset[str]
    recipient: frozenset[str]

    def has_pair_of(self, gold: _Event) -> bool:
        """Actor and recipient share a word with those of `gold`; what is not named there cannot be wrong."""
        actor = not gold.actor or bool(gold.actor & self.actor)
        return actor and (not gold.recipient or bool(gold.recipient & self.recipient))

    def turns(self, gold: _Event) -> bool:
        """It has the two the other way round."""
        return bool(gold.actor & self.recipient) and bool(gold.recipient & self.actor)

    def likeness(self, gold: _Event) -> tuple[int, bool]:
        """How many of the two it shares, and whether the class."""
        shared = bool(gold.actor & self.actor) + bool(gold.recipient & self.recipient)
        return shared, self.root == gold.root


def score(
    gold: Sequence[Mapping[str, Any]], predicted: Mapping[str, Mapping[str, Any]], names: object = None
) -> Figures:
    """Coded events: pairs of actor and recipient found, pairs turned round, and classes.

    `pair`: gold events whose actor and recipient one predicted event has, whatever its class; `triple`: with the right class.
    `swapped` counts gold events of which only the reverse was predicted. `class` takes the first gold event of a text and the predicted
    event most like it: `accuracy` and `macro_f1`, the mean F1 of the gold classes (as in Hu et al. 2024, who give the pair to
    the system).
    """
    counts: Counter[str] = Counter()
    first: list[tuple[str, str]] = []
    for row in gold:
        true = [_event(item) for item in row["events"] if item.get("root")]
        found = [_event(item) for item in predicted.get(str(row["id"]), {}).get("events", ())]
        found = [item for item in found if item.root or item.recipient]
        if true:
            coded = [item for item in found if item.root]
            like = max(coded, key=lambda item: item.likeness(true[0]), default=None)
            first.append((true[0].root, like.root if like is not None else _NONE))
        counts += _counted(true, found)
    classes, own = [one for one, _ in first], [other for _, other in first]
    macro, each = macro_f1(classes, own, sorted(set(classes)))
    figures: Figures = {
        "pair": prf(counts["pair"], counts["own"], counts["gold"]),
        "triple": prf(counts["triple"], counts["coded"], counts["gold"]),
        "swapped": {"count": counts["swapped"]},
        "class": {
            "accuracy": mean(one == other for one, other in first),
            "macro_f1": macro,
            "gold": len(first),
        },
    }
    return figures | {name: {"f1": each[name], "gold": classes.count(name)} for name in each}


def _counted(gold: list[_Event], found: list[_Event]) -> Counter[str]:
    counts = Counter(gold=len(gold), own=len(found), coded=sum(bool(item.root) for item in found))
    free = list(found)
    for event in gold:
        fitting = [item for item in free if item.has_pair_of(event)]
        fitting.sort(key=lambda item: item.root != event.root)
        if fitting:
            free.remove(fitting[0])
            counts["pair"] += 1
            counts["triple"] += fitting[0].root == event.root
        else:
            counts["swapped"] += any(item.turns(event) for item in free)
    return counts


def _event(item: Mapping[str, Any]) -> _Event:
    root = item.get("root") or _NONE
    return _Event(_JOINED.get(root, root), _words(item.get("actor")), _words(item.get("recipient")))


def _words(role: Any) -> frozenset[str]:
    """The words of one or several names, without those that say little, unless there are no others."""
    parts = role if isinstance(role, list) else [role]
    texts = [part.get("text") if isinstance(part, dict) else part for part in parts]
    words = frozenset(word for text in texts if text for word in re.findall(r"\w+", text.lower()))
    return words - _LITTLE or words
