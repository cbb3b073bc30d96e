"""What a table of factuality is made of: a row has a name, an example, what it gives and when.

The walk over the tree (`walk`) asks the tables; the first row of a table that fits decides, unless said otherwise. A row's name
(`negation:nobody`) is the rule that a proposition carries and `kg explain` shows; its example is a sentence of
tests/examples/factuality.md. The distinctions are those of FactBank (Saurí and Pustejovsky 2009) and of the lists of implicative verbs
of Karttunen (2012).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.model import Modality
from kg.parse import Token


@dataclass(frozen=True, slots=True)
class Effect:
    """What a row makes of a clause: negated or not, a modality, and whether it is somebody's word (`held`)."""

    negated: bool = False
    modality: Modality = Modality.ACTUAL
    held: bool = False


SAME = Effect()
NEGATED = Effect(negated=True)
HELD = Effect(held=True)
DENIED = Effect(negated=True, held=True)
RUMORED = Effect(modality=Modality.POSSIBLE, held=True)
POSSIBLE = Effect(modality=Modality.POSSIBLE)
PLANNED = Effect(modality=Modality.PLANNED)
REQUESTED = Effect(modality=Modality.REQUESTED)
HYPOTHETICAL = Effect(modality=Modality.HYPOTHETICAL)
CONDITIONAL = Effect(modality=Modality.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Row:
    """`when(one, other)` looks at the clause or noun and at what stands beside, above or below it, as its table says.

    With `absorbs`, a negation of the word above stays with that: who does not know that it is so, says that it is.
    """

    name: str
    example: str
    gives: Effect | Callable[[Token], Effect]
    when: Callable[[Token, Token], bool]
    absorbs: bool = False

    def effect(self, cue: Token) -> Effect:
        """What it gives where `cue` is the word that shows it."""
        return self.gives if isinstance(self.gives, Effect) else self.gives(cue)


def first(table: Iterable[Row], one: Token, other: Token) -> Row | None:
    """The first row of a table that fits."""
    return next((row for row in table if row.when(one, other)), None)


def has(token: Token, *forms: str, labels: frozenset[str] = frozenset()) -> bool:
    """Whether a word has a child of one of these forms, with one of the labels where any are given."""
    return any(child.lower in forms and (not labels or child.dep in labels) for child in token.children)
