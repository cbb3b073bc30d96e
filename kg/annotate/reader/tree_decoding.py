"""The best dependency tree of arc scores: greedy where that is a tree, else the maximum spanning tree."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def tree(scores: Floats) -> list[int]:
    """Heads (0 the root) of the best tree with one root; scores (n, n + 1), column 0 the root.

    The best head of each word, unless that has a cycle or several roots; then the maximum spanning tree (Chu and Liu 1965, Edmonds 1967).
    """
    scores = scores.copy()
    size = len(scores)
    scores[np.arange(size), np.arange(1, size + 1)] = -np.inf
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1 or _cycle(heads) is not None:  # fix the root, so that no other word can choose it
        root = int(scores[:, 0].argmax()) if len(roots) == 0 else int(roots[scores[roots, 0].argmax()])
        scores[:, 0] = -np.inf
        scores[root, :] = -np.inf
        scores[root, 0] = 0.0
        heads = scores.argmax(1)
    if _cycle(heads) is not None:
        full = np.full((size + 1, size + 1), -np.inf)
        full[1:, :] = scores
        heads = np.array(_spanning(full)[1:])
    return [int(head) for head in heads]


def _cycle(heads: Any) -> list[int] | None:
    """Words (1-based) of a cycle in `heads`, None when all lead to the root."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for word in range(1, len(heads) + 1):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word - 1])
        if state[word] == 1:
            return path[path.index(word) :]
        for step in path:
            state[step] = 2
    return None


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """Heads of the maximum spanning tree; scores[dependent, head], node 0 the root."""
    heads = scores.argmax(1)
    heads[0] = 0
    loop = _cycle(heads[1:])
    if loop is None:
        return [int(head) for head in heads]
    inside = set(loop)
    rest = [node for node in range(len(scores)) if node not in inside]
    own = scores[loop, heads[loop]]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    into = scores[np.ix_(loop, rest)] - own[:, None]
    small[-1, :-1] = into.max(0)
    out = scores[np.ix_(rest, loop)]
    small[:-1, -1] = out.max(1)
    solved = _spanning(small)
    for at, node in enumerate(rest[1:], start=1):
        heads[node] = loop[int(out[at].argmax())] if solved[at] == len(rest) else rest[solved[at]]
    entry = solved[-1]
    broken = loop[int(into[:, entry].argmax())]
    heads[broken] = rest[entry]
    return [int(head) for head in heads]
