"""Two phrases side by side: which earlier ones a phrase is compared with, and what the two have in common.

A phrase is compared with those shortly before it, and with earlier ones that share a word with it; so that time grows with the
length of a text, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.annotate.coreference.mention_detection import FORMS
from kg.annotate.coreference.mention_features import (
    CASES,
    COUNTS,
    GENDERS,
    KINDS,
    LABELS,
    LENGTHS,
    NUMBERS,
    PRONOUNS,
    RELATIONS,
    Numbers,
    Traits,
)

NEAR = 40  # phrases before it
RELATED = 12  # phrases further back that share a word
SENTENCES = (0, 1, 2, 3, 5, 8, 15, 30, 60)
PHRASES = (1, 2, 3, 5, 8, 13, 20, 35, 60, 120)
GAPS = (-1, 0, 1, 2, 3, 5, 10, 20)
LIKENESS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
GROUPS = ("pronoun", "name", "nominal")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of phrases `later` and `earlier`; `shared` words of the two; sorted by `later`."""

    later: Numbers
    earlier: Numbers
    shared: Numbers

    def part(self, places: slice | NDArray[np.intp]) -> Pairs:
        """Some of them."""
        return Pairs(self.later[places], self.earlier[places], self.shared[places])


def pairs(traits: Traits, chosen: Sequence[int]) -> Pairs:
    """For each of the chosen phrases (rows, ascending) the earlier ones that it is compared with."""
    with_word: dict[int, list[int]] = defaultdict(list)
    earlier, shared, sizes = [], [], []
    for place, row in enumerate(chosen):
        found = dict.fromkeys(chosen[max(0, place - NEAR) : place], 0)
        further: dict[int, int] = {}
        for word in sorted(traits.content[row]):
            for other in with_word[word][-NEAR - RELATED :]:
                counts = found if other in found else further
                counts[other] = counts.get(other, 0) + 1
            with_word[word].append(row)
        far = sorted(further)[-RELATED:]
        earlier += [*far, *found]
        shared += [*(further[other] for other in far), *found.values()]
        sizes.append(len(far) + len(found))
    later = np.repeat(np.array(chosen, dtype=np.int32), sizes)
    return Pairs(later, np.array(earlier, dtype=np.int32), np.array(shared, dtype=np.int32))


def _groups() -> Numbers:
    """The group of each kind."""
    numbers = [0 if kind in (*PRONOUNS, "other pronoun") else 1 if kind == "name" else 2 for kind in KINDS]
    return np.array(numbers, dtype=np.int32)


def _voices() -> Numbers:
    """Of each kind, whether it is one of those who speak, one spoken of, or another."""
    numbers = [1 if kind in ("I", "we", "you") else 2 if kind in ("he", "she") else 0 for kind in KINDS]
    return np.array(numbers, dtype=np.int32)


GROUP_OF, VOICE_OF = _groups(), _voices()
_KINDS, _GROUPS = len(KINDS), len(GROUPS)

# sizes of the classes of one phrase, and of two: those of their traits, then those of their vectors
ONE = (
    _KINDS,
    len(LABELS),
    len(RELATIONS),
    len(NUMBERS),
    len(GENDERS),
    len(CASES),
    len(FORMS),
    len(LENGTHS) + 1,
    len(COUNTS) + 1,
    len(COUNTS) + 1,
    4,
)
PLAIN = (
    _KINDS * _KINDS,
    len(LABELS) ** 2,
    len(RELATIONS) ** 2,
    len(NUMBERS) ** 2,
    len(GENDERS) ** 2,
    len(FORMS) ** 2,
    (len(SENTENCES) + 1) * _GROUPS**2,
    (len(PHRASES) + 1) * _GROUPS,
    len(GAPS) + 1,
    6 * _GROUPS**2,
    4,
    6,
    12,
    6,
    15,
)
ALIKE = 4  # vectors of a phrase that are compared
TWO = (*PLAIN, *ALIKE * ((len(LIKENESS) + 1) * _GROUPS**2,))


def of_one(traits: Traits) -> Numbers:
    """Classes of each phrase, a column a class, numbered through."""
    columns = [
        traits.kind,
        traits.label,
        traits.relation,
        traits.number,
        traits.gender,
        traits.case,
        traits.form,
        traits.length,
        traits.times,
        traits.again,
        np.minimum(traits.sentence, 3),
    ]
    return _through(columns, ONE)


def of_two(traits: Traits, both: Pairs, order: Numbers) -> Numbers:
    """Classes of each pair, a column a class, numbered through; those of `PLAIN`.

    `order` is the place of each row among those chosen.
    """
    one, two = both.later, both.earlier
    group, other = GROUP_OF[traits.kind[one]], GROUP_OF[traits.kind[two]]
    columns = [
        traits.kind[one] * _KINDS + traits.kind[two],
        traits.label[one] * len(LABELS) + traits.label[two],
        traits.relation[one] * len(RELATIONS) + traits.relation[two],
        traits.number[one] * len(NUMBERS) + traits.number[two],
        traits.gender[one] * len(GENDERS) + traits.gender[two],
        traits.form[one] * len(FORMS) + traits.form[two],
        (_buckets(traits.sentence[one] - traits.sentence[two], SENTENCES) * _GROUPS + group) * _GROUPS + other,
        _buckets(order[one] - order[two], PHRASES) * _GROUPS + group,
        _buckets(traits.start[one] - traits.end[two], GAPS),
        (_match(traits, both) * _GROUPS + group) * _GROUPS + other,
        _repeats(traits, one, two),
        _nested(traits, one, two),
        _clauses(traits, one, two),
        _syntax(traits, one, two),
        _voice(traits, one, two),
    ]
    return _through(columns, PLAIN)


def with_likeness(classes: Numbers, traits: Traits, both: Pairs, likeness: Floats) -> Numbers:
    """The classes of pairs, and of how alike the two are: (pairs, `ALIKE`) cosines of their vectors."""
    group, other = GROUP_OF[traits.kind[both.later]], GROUP_OF[traits.kind[both.earlier]]
    starts = np.cumsum(TWO)[len(PLAIN) - 1 : -1].astype(np.int32)
    last = (_buckets(likeness.T, LIKENESS) * _GROUPS + group) * _GROUPS + other + starts[:, None]
    rows: Numbers = np.vstack([classes.T, last])
    return rows.T


def _through(columns: list[Numbers], sizes: tuple[int, ...]) -> Numbers:
    """A column after another in memory, too, as they are looked up."""
    starts = np.cumsum([0, *sizes[:-1]]).astype(np.int32)
    rows: Numbers = np.stack(columns).astype(np.int32) + starts[:, None]
    return rows.T


def _buckets(values: Numbers | Floats, limits: tuple[float, ...]) -> Numbers:
    return np.searchsorted(np.array(limits), values).astype(np.int32)


def _match(traits: Traits, both: Pairs) -> Numbers:
    """0 no common word, 1 the same text, 2 the same head and no word that the earlier one lacks, 3 the same head, 4 all words, 5 some."""
    one, two = both.later, both.earlier
    head = (traits.lemma[one] == traits.lemma[two]) & (both.shared > 0)
    all_of = both.shared == traits.size[one]
    any_all = all_of | (both.shared == traits.size[two])
    found = np.where(both.shared > 0, np.where(any_all, 4, 5), 0)
    found = np.where(head, np.where(all_of, 2, 3), found)
    return np.where(traits.words[one] == traits.words[two], 1, found).astype(np.int32)


def _repeats(traits: Traits, one: Numbers, two: Numbers) -> Numbers:
    """0 another text; of the same text, 1 the last one before, 2 the one before that, 3 earlier."""
    same = traits.words[one] == traits.words[two]
    return np.where(same, np.clip(traits.nth[one] - traits.nth[two], 1, 3), 0).astype(np.int32)


def _nested(traits: Traits, one: Numbers, two: Numbers) -> Numbers:
    """0 apart, 1 the earlier around the later one, 2 the other way; 3 more when they have one head."""
    around = (traits.start[two] <= traits.start[one]) & (traits.end[one] <= traits.end[two])
    inside = (traits.start[one] <= traits.start[two]) & (traits.end[two] <= traits.end[one])
    found: Numbers = np.where(around, 1, np.where(inside, 2, 0)).astype(np.int32)
    one_head: Numbers = (traits.head[one] == traits.head[two]).astype(np.int32)
    return found + 3 * one_head


def _clauses(traits: Traits, one: Numbers, two: Numbers) -> Numbers:
    """Whether they stand in one clause, depend on one word, and the case of the later one."""
    clause: Numbers = (traits.clause[one] == traits.clause[two]).astype(np.int32)
    parent: Numbers = (traits.parent[one] == traits.parent[two]).astype(np.int32)
    return traits.case[one] * 4 + clause * 2 + parent


def _syntax(traits: Traits, one: Numbers, two: Numbers) -> Numbers:
    """0 nothing, 1 apposition, 2 subject and predicate, 3 coordinated, 4 the later depends on the earlier, 5 the other way."""
    relation, other = traits.relation[one], traits.relation[two]
    below, above = traits.parent[one] == traits.head[two], traits.parent[two] == traits.head[one]
    found = np.where(below, 4, np.where(above, 5, 0))
    found = np.where(below & (relation == RELATIONS.index("conj")), 3, found)
    found = np.where(above & (other <= RELATIONS.index("nsubj:pass")), 2, found)
    return np.where(below & (relation == RELATIONS.index("appos")), 1, found).astype(np.int32)


def _voice(traits: Traits, one: Numbers, two: Numbers) -> Numbers:
    """Where they stand towards quotations, by who is spoken of."""
    quote, other = traits.quote[one], traits.quote[two]
    same = quote == other
    found = np.where(same, np.where(quote >= 0, 1, 0), np.where(other < 0, 2, np.where(quote < 0, 3, 4)))
    return (found * 3 + VOICE_OF[traits.kind[one]]).astype(np.int32)
