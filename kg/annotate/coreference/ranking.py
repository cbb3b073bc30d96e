"""Which phrases of a text speak of one thing: mention ranking (Denis and Baldridge 2008; Wiseman et al. 2015) with small networks.

A first network says which of `phrases` are mentions. A second one gives a score to each earlier mention as what a mention stands
for, and to none, in which case it brings up something new; three in four pairs a sieve has left out before, a sum of weights that
follows the network (coarse to fine: Lee et al. 2018). In text order a mention joins the thing whose mentions have most
of the probability together, if that is more than the new one has. Both see the reader's vectors of words and the classes of
`kg.annotate.coreference.pair_features`. Numbers only: the same text gives the same links.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.annotate.coreference.mention_detection import COORDINATED, Phrase, phrases
from kg.annotate.coreference.mention_features import Numbers, Traits, traits
from kg.annotate.coreference.name_conflicts import Name, another, name_of
from kg.annotate.coreference.pair_features import ALIKE, PLAIN, Pairs, of_one, of_two, pairs, with_likeness
from kg.annotate.coreference.words import Words
from kg.lang.language import Language

Floats = NDArray[np.float32]

CHUNK = 2048  # pairs that are sifted, then scored at once: what is made of them stays in the processor's cache
BLOCK = 1024  # phrases whose vectors are held at once
# chosen on the development treebank, by coreference and named mentions
EAGER = 0.4  # off the score of something new
DOUBT = 0.1  # off the score of a pair, for each of the two times the log odds that it lacks to be a sure mention
SURE = 2.0  # log odds of a mention that is sure
STEP = ".step"  # behind the name of a table in 8 bits: what one is worth, a row
LIKELY = 0.15  # less sure that it is a mention: no further thought of it


class Link(NamedTuple):
    """A mention and the earlier one that it stands for, as places in a list of phrases; `score` is a probability."""

    phrase: Phrase
    antecedent: Phrase | None
    score: float


class Ranked(NamedTuple):
    """Mentions, the score of each as something new, and of each pair that may count; `order` leads from rows of traits to mentions."""

    mentions: list[Phrase]
    traits: Traits
    order: Numbers
    new: Floats
    pairs: Pairs
    scores: Floats


def packed(tables: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Tables as halves; those of two dimensions in 8 bits, with a step a row (`STEP`)."""
    found: dict[str, NDArray[Any]] = {}
    for name, table in tables.items():
        halves = table.astype(np.float16)
        if halves.ndim == 2:
            step = np.maximum(np.abs(halves).max(axis=1, keepdims=True) / np.float16(127), np.float16(1e-6))
            found |= {
                name: np.rint(halves.astype(np.float32) / step).clip(-127, 127).astype(np.int8),
                name + STEP: step,
            }
        else:
            found[name] = halves
    return found


def unpacked(tables: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Tables that `packed` has made, as they can be reckoned with."""
    return {
        name: table * tables[name + STEP].astype(np.float32) if name + STEP in tables else table.astype(np.float32)
        for name, table in tables.items()
        if not name.endswith(STEP)
    }


class Tables:
    """The weights of a network by name; functions of the layers that they make."""

    def __init__(self, tables: Mapping[str, NDArray[Any]], prefix: str) -> None:
        own = {name.removeprefix(prefix): table for name, table in tables.items() if name.startswith(prefix)}
        self.tables = {name: np.asarray(table, dtype=np.float32) for name, table in own.items()}

    def linear(self, name: str, values: Floats) -> Floats:
        """A linear layer; without a bias where there is none."""
        product: Floats = values @ self.tables[f"{name}.weight"].T
        bias = self.tables.get(f"{name}.bias")
        if bias is not None:
            product += bias
        return product

    def normalize(self, name: str, mean: Floats, spread: Floats) -> None:
        """Let a linear layer take values as they are, which it has learnt to take less their mean and divided by their spread."""
        weight: Floats = self.tables[f"{name}.weight"] / spread
        moved: Floats = self.tables.get(f"{name}.bias", np.zeros(len(weight), dtype=np.float32)) - weight @ mean
        self.tables |= {f"{name}.weight": weight, f"{name}.bias": moved}

    def sum(self, name: str, classes: Numbers) -> Floats:
        """The sum of the rows of a table that a phrase or pair has, a column at a time."""
        table: Floats = self.tables[f"{name}.weight"]
        columns = np.ascontiguousarray(classes.T)
        total: Floats = np.take(table, columns[0], axis=0)
        rows = np.empty_like(total)
        for column in columns[1:]:
            total += np.take(table, column, axis=0, out=rows, mode="clip")  # unclipped it would copy once more
        return total


class Coreference:
    """The networks; `tables` are their weights by name, as `kg.training.coreference` writes them.

    Several rank the pairs ("rank0.", "rank1.", ...), and the mean of what they say counts: they have learnt the same, by chance
    in different ways.
    """

    def __init__(self, tables: Mapping[str, NDArray[Any]]) -> None:
        inputs = Tables(tables, "inputs.").tables
        self.mean, self.spread = inputs["mean"], inputs["spread"]
        self.mention = Tables(tables, "mention.")
        names = sorted({name.partition(".")[0] for name in tables if name.startswith("rank")})
        self.ranking = [Tables(tables, f"{name}.") for name in names]
        for network in (self.mention, *self.ranking):
            network.normalize("vectors", inputs["mean"], inputs["spread"])
        self.sieve = Sieve(Tables(tables, "sieve.").tables)

    @classmethod
    def from_bytes(cls, data: bytes) -> Coreference:
        """From a file of NumPy's (.npz)."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            return cls(unpacked({name: file[name] for name in file.files}))

    def links(self, doc: Doc, language: Language) -> tuple[Link, ...]:
        """The mentions of a Doc with vectors (`doc.tensor`), in text order."""
        words = Words.of(doc, language)
        ranked = self.ranked(words)
        if ranked is None:
            return ()
        mentions, both, order = ranked.mentions, ranked.pairs, ranked.order
        names = [name_of(words, mention) for mention in mentions]
        decided = decide(ranked.new - EAGER, ranked.scores, order[both.later], order[both.earlier], names)
        return tuple(
            Link(mention, None if before is None else mentions[before], score)
            for mention, (before, score) in zip(mentions, decided, strict=True)
        )

    def ranked(self, words: Words) -> Ranked | None:
        """The mentions of a text and what the networks say of them; None when there are none."""
        found = phrases(words)
        if not found:
            return None
        known = traits(words, found)
        classes = of_one(known)
        likely = np.concatenate([self._mentions(*block) for block in self._blocks(words, found, classes)])
        rows = choose(found, likely)
        mentions = [found[row] for row in rows]
        if not mentions:
            return None
        both, order = pairs(known, rows.tolist()), places(rows, len(found))
        vectors, members = self._seen(words, mentions, classes[rows])
        new: Floats = np.mean([member.new for member in members], axis=0)
        both, scores = rank(vectors, members, self.sieve, known, both, order)
        unsure = DOUBT * doubt(likely)
        return Ranked(mentions, known, order, new, both, scores - unsure[both.later] - unsure[both.earlier])

    def _blocks(self, words: Words, found: list[Phrase], classes: Numbers) -> Iterator[tuple[Floats, Numbers]]:
        """The vectors and classes of phrases, some at a time: those of all phrases of a book would fill the memory."""
        for start in range(0, len(found), BLOCK):
            yield inputs(words, found[start : start + BLOCK]), classes[start : start + BLOCK]

    def _mentions(self, vectors: Floats, classes: Numbers) -> Floats:
        """The probability that each phrase is a mention."""
        hidden = self.mention.linear("vectors", vectors) + self.mention.sum("classes", classes)
        scores: Floats = self.mention.linear("out", np.maximum(hidden, 0))[:, 0]
        return (1 / (1 + np.exp(-scores))).astype(np.float32)

    def _seen(self, words: Words, mentions: list[Phrase], classes: Numbers) -> tuple[list[Floats], list[_Member]]:
        """The vectors of mentions that are compared, and what the networks that rank make of the mentions."""
        compared: list[list[Floats]] = []
        own: list[list[Floats]] = [[] for _ in self.ranking]
        for vectors, some in self._blocks(words, mentions, classes):
            compared.append(alike(vectors, self.mean, self.spread))
            for seen, tables in zip(own, self.ranking, strict=True):
                seen.append(np.tanh(tables.linear("vectors", vectors) + tables.sum("classes", some)))
        members = [_Member(tables, np.concatenate(seen)) for seen, tables in zip(own, self.ranking, strict=True)]
        return [np.concatenate(parts) for parts in zip(*compared, strict=True)], members


class Sieve:
    """Tells pairs that cannot count from their classes: a weight a class, and what they must come to together.

    It is fitted after the networks (`kg.training.sieve`); without weights it keeps all.
    """

    def __init__(self, tables: Mapping[str, Floats]) -> None:
        self.weights = tables.get("weight", np.zeros(sum(PLAIN), dtype=np.float32))
        self.bias = tables.get("bias", np.ones((), dtype=np.float32))

    def kept(self, classes: Numbers) -> NDArray[np.intp]:
        """The places of pairs that may count."""
        sums: Floats = np.take(self.weights, classes.T).sum(axis=0)
        return np.flatnonzero(sums + self.bias > 0)


def rank(
    vectors: list[Floats], members: list[_Member], sieve: Sieve, known: Traits, both: Pairs, order: Numbers
) -> tuple[Pairs, Floats]:
    """The pairs that may count, and their scores; `order` is the place of each phrase among the mentions."""
    kept, scores = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.float32)]
    for start in range(0, len(both.later), CHUNK):
        some = both.part(slice(start, start + CHUNK))
        classes = of_two(known, some, order)
        likely = sieve.kept(classes)
        some = some.part(likely)
        one, two = order[some.later], order[some.earlier]
        classes = with_likeness(classes[likely], known, some, likeness(vectors, one, two))
        kept.append(likely + start)
        scores.append(np.mean([member.pairs(one, two, classes) for member in members], axis=0))
    return both.part(np.concatenate(kept)), np.concatenate(scores)


class _Member:
    """One of the networks that rank, with what it makes of each mention of a text (`own`)."""

    def __init__(self, tables: Tables, own: Floats) -> None:
        self.tables, self.own = tables, own
        self.later, self.earlier = tables.linear("later", own), tables.linear("earlier", own)
        self.new = tables.linear("new_out", np.maximum(tables.linear("new_hidden", own), 0))[:, 0]

    def pairs(self, one: Numbers, two: Numbers, classes: Numbers) -> Floats:
        """The scores of pairs of mentions, the later ones first."""
        hidden = self.tables.linear("product", self.own[one] * self.own[two])
        hidden += self.later[one]
        hidden += self.earlier[two]
        hidden += self.tables.sum("pair_classes", classes)
        hidden = self.tables.linear("pair_hidden", np.maximum(hidden, 0, out=hidden))
        np.maximum(hidden, 0, out=hidden)
        scores: Floats = self.tables.linear("pair_out", hidden)[:, 0]
        return scores


def doubt(likely: Floats) -> Floats:
    """By how much the log odds of phrases, of probabilities, are less than those of a sure mention; twice `SURE` at most.

    The score of a pair is that of two mentions, too (Lee et al. 2017).
    """
    odds = np.log(np.maximum(likely, 1e-9)) - np.log(np.maximum(1 - likely, 1e-9))
    found: Floats = (SURE - np.clip(odds, -SURE, SURE)).astype(np.float32)
    return found


def choose(found: list[Phrase], likely: Floats) -> Numbers:
    """The rows of phrases that are taken for mentions: what has one head is one mention, as long as is likeliest.

    What is coordinated has the head of its first part, and is a mention beside it.
    """
    best: dict[tuple[int, bool], int] = {}
    for row in np.flatnonzero(likely > LIKELY).tolist():
        place = (found[row].head, found[row].form == COORDINATED)
        if place not in best or likely[row] > likely[best[place]]:
            best[place] = row
    return np.array(sorted(best.values()), dtype=np.int32)


LAYERS = 2  # of the reader, whose vectors a word has side by side
PARTS = 3 * LAYERS  # vectors a phrase: of its head, the mean of its words, of the word that its head depends on


def inputs(words: Words, found: list[Phrase]) -> Floats:
    """The vectors of phrases: of the head, the mean of all words, of the word above."""
    start, end, head = (np.array([phrase[at] for phrase in found]) for at in range(3))
    parent = np.array([words.head[phrase.head] for phrase in found])
    bounds = np.stack([start, end], axis=1).ravel()
    sums = np.add.reduceat(words.vectors, bounds, axis=0)[::2]
    mean = sums / (end - start)[:, None].astype(np.float32)
    return np.concatenate([words.vectors[head], mean, words.vectors[parent]], axis=1)


def places(chosen: Numbers, size: int) -> Numbers:
    """The place of each phrase among those chosen."""
    order = np.zeros(size, dtype=np.int32)
    order[chosen] = np.arange(len(chosen))
    return order


def alike(vectors: Floats, mean: Floats, spread: Floats) -> list[Floats]:
    """Of the `inputs` of phrases what is compared, less its mean, by its spread, of length one: of head and whole phrase, by layers."""
    width = vectors.shape[1] // PARTS
    parts = (slice(at * width, (at + 1) * width) for at in range(ALIKE))
    return [_unit((vectors[:, part] - mean[part]) / spread[part]) for part in parts]


def _unit(vectors: Floats) -> Floats:
    found: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return found


def likeness(vectors: list[Floats], one: Numbers, two: Numbers) -> Floats:
    """The cosines (pairs, `ALIKE`) of mentions whose vectors `alike` has given."""
    cosines: Floats = np.stack([np.einsum("ij,ij->i", part[one], part[two]) for part in vectors], axis=1)
    return cosines


def decide(
    new: Floats, scores: Floats, later: Numbers, earlier: Numbers, names: Sequence[Name | None] = ()
) -> list[tuple[int | None, float]]:
    """For each mention the earlier one that it stands for (None: something new) and the probability of that.

    Pairs are sorted by `later`. The earlier ones that are one thing are counted together; of them the likeliest is given.
    `names` are those of the mentions: one joins no thing of another name, however it came by it.
    """
    top = new.copy()
    np.maximum.at(top, later, scores)
    alone, shares = np.exp(new - top).tolist(), np.exp(scores - top[later])
    together = np.bincount(later, weights=shares, minlength=len(new)).tolist()
    starts = np.searchsorted(later, np.arange(len(new) + 1)).tolist()
    thing = list(range(len(new)))
    called: dict[int, set[Name]] = defaultdict(set)
    chosen: list[tuple[int | None, float]] = []
    for at, name in enumerate(names or [None] * len(new)):
        one, mass, antecedent = at, alone[at], None
        if together[at] > mass:
            part = slice(starts[at], starts[at + 1])
            before = list(zip(shares[part].tolist(), earlier[part].tolist(), strict=True))
            found, share = _likeliest(before, thing, name, called)
            if share > mass:
                one, mass = found, share
                antecedent = max((share, other) for share, other in before if thing[other] == one)[1]
        thing[at] = one
        if name is not None:
            called[one].add(name)
        chosen.append((antecedent, mass / (alone[at] + together[at])))
    return chosen


def _likeliest(
    before: list[tuple[float, int]], thing: list[int], name: Name | None, called: Mapping[int, set[Name]]
) -> tuple[int, float]:
    """The thing whose mentions have the largest share together, and that share; none of another name, 0 for none at all."""
    masses: dict[int, float] = defaultdict(float)
    for share, other in before:
        masses[thing[other]] += share
    fitting = ((mass, one) for one, mass in masses.items() if name is None or not another(name, called.get(one, ())))
    mass, one = max(fitting, default=(0.0, -1))
    return one, mass
