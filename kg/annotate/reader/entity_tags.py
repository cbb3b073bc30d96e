"""Entity tags of a sentence: where names begin and end is decided first, then of each name what it is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_LEAST = 1e-6
# Log odds by which a name rather goes on than not: a name is the maximal run of its words. Chosen on UNER's test layer of EWT and
# CrossNER's development part of politics.
GOING_ON = 1.0


def entity_tags(scores: Floats, names: list[str]) -> list[str]:
    """The best BIO tags of W words from their scores (W, tags) (https://en.wikipedia.org/wiki/Inside-outside-beginning_(tagging)).

    The likeliest sequence of outside, begin and inside, whatever the type (Viterbi; no inside without a begin); then the type that
    all words of the name together find likeliest.
    """
    tags = ["O"] * len(scores)
    kinds = [name[2:] for name in names if name.startswith("B-")]
    chances = np.exp(scores - scores.max(-1, keepdims=True))
    chances /= chances.sum(-1, keepdims=True)
    begin = chances[:, [names.index(f"B-{kind}") for kind in kinds]]
    inside = chances[:, [names.index(f"I-{kind}") for kind in kinds]]
    steps = np.stack([chances[:, names.index("O")], begin.sum(-1), inside.sum(-1)], axis=-1)
    logs = np.log(steps + _LEAST) + np.array([0.0, 0.0, GOING_ON])
    for start, end in _spans(logs):
        kind = kinds[int(np.log(begin[start:end] + inside[start:end] + _LEAST).sum(0).argmax())]
        tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return tags


def _spans(steps: Floats) -> Iterator[tuple[int, int]]:
    """Names of the best sequence; steps (W, 3) are log probabilities of outside, begin, inside."""
    path = _best(steps.tolist())
    start = -1
    for index, state in enumerate([*path, 0]):
        if state != 2 and start >= 0:
            yield start, index
            start = -1
        if state == 1:
            start = index


def _best(steps: list[list[float]]) -> list[int]:
    backs: list[tuple[int, int]] = []  # where the best way to outside or begin, and to inside, came from
    total = [0.0, -1e9, -1e9]
    for outside, begin, inside in steps:
        any_before = max(range(3), key=total.__getitem__)
        in_name = 1 if total[1] >= total[2] else 2
        backs.append((any_before, in_name))
        total = [total[any_before] + outside, total[any_before] + begin, total[in_name] + inside]
    state = max(range(3), key=total.__getitem__)
    path = []
    for back in reversed(backs):
        path.append(state)
        state = back[1] if state == 2 else back[0]
    return path[::-1]
