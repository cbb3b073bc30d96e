"""How two words of a sentence are connected: the words between them in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.parse import Token

# what leads away from what a clause is about
_COSTS = {
    "ccomp": 3.0,
    "advcl": 2.0,
    "parataxis": 3.0,
    "conj": 0.5,
    "flat": 0.0,
    "appos": 0.5,
    "acl:relcl": 0.7,
    "compound": 0.5,
    "nmod:desc": 0.5,
}
_NEAR = frozenset("compound amod nmod:desc".split())


@dataclass(frozen=True, slots=True)
class Path:
    """Words from one token to another, without both; `cost` grows with the number of steps and with clauses between."""

    words: tuple[Token, ...]
    cost: float

    def shown(self) -> Iterator[Token]:
        """Words that can name the relation: those between, what describes them, and what they begin or try ("began building")."""
        seen = set()
        for word in self.words:
            for token in (word, *(child for child in word.children if child.dep in _NEAR or _is_begun(child))):
                if token.i not in seen:
                    seen.add(token.i)
                    yield token


def _is_begun(word: Token) -> bool:
    return word.dep == "xcomp" and word.pos == "VERB" and word.head.pos == "VERB"


def path(one: Token, other: Token) -> Path:
    """The way through the tree from `one` to `other`, which are in one sentence."""
    up, down = _upwards(one), _upwards(other)
    common = next(token for token in up if token in down)
    left, right = up[: up.index(common)], down[: down.index(common)]
    steps = sum(_COSTS.get(token.dep, 1.0) for token in (*left, *right))
    between = [token for token in (*left, common, *reversed(right)) if token not in (one, other)]
    return Path(tuple(between), steps)


def _upwards(token: Token) -> list[Token]:
    return [token, *token.ancestors]
