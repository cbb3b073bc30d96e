"""Fits the networks of `kg.annotate.coreference.ranking` to GUM, on what the packaged reader makes of its texts.

Two losses: cross entropy of whether a phrase is a mention; then, for each mention, minus the logarithm of the probability that all its
true antecedents have together, "something new" being the antecedent of a first mention (Durrett and Klein 2013).
"""

from __future__ import annotations

import io
import random
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.annotate.coreference.mention_detection import Phrase, phrases
from kg.annotate.coreference.mention_features import Traits, traits
from kg.annotate.coreference.pair_features import ONE, TWO, of_one, of_two, pairs, with_likeness
from kg.annotate.coreference.ranking import Sieve, alike, choose, inputs, likeness, packed, places
from kg.annotate.coreference.words import Words
from kg.annotate.reader.component import COREFERENCE
from kg.annotate.reader.conllu import read_conllu
from kg.lang.registry import LANGUAGES
from kg.training.mentions import texts

TREEBANK = "treebanks/en_gum-train.conllu"


@dataclass
class Example:
    """The phrases of a document. `things`: which thing each is a mention of, 0 for none."""

    found: list[Phrase]
    traits: Traits
    vectors: Tensor
    classes: Tensor
    things: Tensor


@dataclass
class Ranking:
    """Its mentions (as far as the first network sees them) and the pairs that a sieve lets through, by places among the mentions."""

    vectors: Tensor
    classes: Tensor
    things: Tensor
    later: Tensor
    earlier: Tensor
    pair_classes: Tensor


class Mentions(nn.Module):
    """Is a phrase a mention?"""

    def __init__(self, width: int, size: int, dropout: float) -> None:
        super().__init__()
        self.vectors = nn.Linear(width, size)
        self.classes = _sum(sum(ONE), size)
        self.out = nn.Linear(size, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, classes: Tensor) -> Tensor:
        """A score a phrase."""
        hidden = functional.relu(self.vectors(self.dropout(vectors)) + self.classes(classes))
        scores: Tensor = self.out(self.dropout(hidden)).squeeze(-1)
        return scores


class Ranks(nn.Module):
    """What does a mention stand for?"""

    def __init__(self, width: int, size: int, hidden: int, dropout: float, inner_dropout: float) -> None:
        super().__init__()
        self.vectors = nn.Linear(width, size)
        self.classes = _sum(sum(ONE), size)
        self.later = nn.Linear(size, hidden)
        self.earlier = nn.Linear(size, hidden, bias=False)
        self.product = nn.Linear(size, hidden, bias=False)
        self.pair_classes = _sum(sum(TWO), hidden)
        self.pair_hidden = nn.Linear(hidden, hidden // 2)
        self.pair_out = nn.Linear(hidden // 2, 1)
        self.new_hidden = nn.Linear(size, hidden // 2)
        self.new_out = nn.Linear(hidden // 2, 1)
        self.dropout = nn.Dropout(dropout)
        self.inner = nn.Dropout(inner_dropout)

    def forward(self, some: Ranking) -> tuple[Tensor, Tensor]:
        """The score of each mention as something new, and of each pair."""
        own = torch.tanh(self.vectors(self.dropout(some.vectors)) + self.classes(some.classes))
        own = self.inner(own)
        hidden = self.later(own)[some.later] + self.earlier(own)[some.earlier]
        hidden = hidden + self.product(own[some.later] * own[some.earlier]) + self.pair_classes(some.pair_classes)
        hidden = functional.relu(self.pair_hidden(self.inner(functional.relu(hidden))))
        new = self.new_out(functional.relu(self.new_hidden(own)))
        return new.squeeze(-1), self.pair_out(hidden).squeeze(-1)


def refer(data: Path, model: Path, config: dict[str, Any]) -> None:
    """Fit both networks and write them into the pipeline folder `model`; a sieve that is there is used, and stays."""
    given = config["coreference"]
    torch.manual_seed(given["seed"])
    chance = random.Random(given["seed"])
    held_out = {row.document for name in config["corpora"]["development"] for row in read_conllu(data / name)}
    examples = read(data / TREEBANK, model, held_out)
    every = torch.cat([example.vectors for example in examples])
    mean, spread = every.mean(0), every.std(0)
    for example in examples:
        example.vectors = (example.vectors - mean) / spread
    mentions = Mentions(len(mean), given["mention_size"], given["dropout"])
    _fit(mentions, examples, _mention_loss, given["mention_epochs"], given, chance)
    path = model / "kg_reader" / COREFERENCE
    sieve = _sieve(path)
    rankings = [_ranking(mentions, Sieve(sieve), example) for example in examples]
    ranking = []
    for _ in range(given["networks"]):
        ranks = Ranks(len(mean), given["size"], given["hidden"], given["dropout"], given["inner_dropout"])
        _fit(ranks, rankings, _ranking_loss, given["epochs"], given, chance)
        ranking.append(ranks)
    path.write_bytes(_packed(mean, spread, mentions, ranking, sieve))


def read(path: Path, model: Path, held_out: Collection[str]) -> list[Example]:
    """The documents as the reader sees them, as printed and with blanks between all words; none that is held out.

    One document of GUM stands in the development part, too.
    """
    nlp = spacy.load(model)
    examples = []
    for spaced in (True, False):
        given = [text for text in texts(path, spaced=spaced) if text.name not in held_out]
        for text, doc in zip(given, nlp.pipe(item.text for item in given), strict=True):
            words = Words.of(doc, LANGUAGES[nlp.lang])
            found = phrases(words)
            known = traits(words, found)
            spans = [doc[phrase.start : phrase.end] for phrase in found]
            things = [text.things.get((span.start_char, span.end_char), 0) for span in spans]
            vectors = torch.from_numpy(inputs(words, found).astype(np.float32))
            examples.append(Example(found, known, vectors, _long(of_one(known)), torch.tensor(things)))
    return examples


def _fit(
    net: nn.Module, items: list[Any], loss: Any, epochs: int, given: dict[str, Any], chance: random.Random
) -> None:
    optimizer = torch.optim.AdamW(net.parameters(), lr=given["rate"], weight_decay=given["decay"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, given["rate"], total_steps=epochs * len(items))
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for item in chance.sample(items, len(items)):
            optimizer.zero_grad()
            value = loss(net, item)
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += value.item()
        print(f"{type(net).__name__} {epoch + 1}: loss {total / len(items):.4f}", flush=True)
    net.eval()


def _mention_loss(net: Mentions, example: Example) -> Tensor:
    scores = net(example.vectors, example.classes)
    return functional.binary_cross_entropy_with_logits(scores, (example.things > 0).float())


def _ranking(net: Mentions, sieve: Sieve, example: Example) -> Ranking:
    with torch.no_grad():
        likely = torch.sigmoid(net(example.vectors, example.classes)).numpy()
    chosen = choose(example.found, likely)
    both, order = pairs(example.traits, chosen.tolist()), places(chosen, len(likely))
    kept = sieve.kept(of_two(example.traits, both, order))
    both = both.part(kept)
    vectors = example.vectors.numpy()  # less their mean already
    middle, spread = np.zeros(vectors.shape[1], dtype=np.float32), np.ones(vectors.shape[1], dtype=np.float32)
    cosines = likeness(alike(vectors, middle, spread), both.later, both.earlier)
    return Ranking(
        example.vectors[chosen],
        example.classes[chosen],
        example.things[chosen],
        _long(order[both.later]),
        _long(order[both.earlier]),
        _long(with_likeness(of_two(example.traits, both, order), example.traits, both, cosines)),
    )


def _ranking_loss(net: Ranks, some: Ranking) -> Tensor:
    new, scores = net(some)
    true = (some.things[some.later] == some.things[some.earlier]) & (some.things[some.later] > 0)
    again = torch.zeros(len(new), dtype=torch.bool).index_fill_(0, some.later[true], True)
    top = new.detach().scatter_reduce(0, some.later, scores.detach(), "amax")
    alone, shares = torch.exp(new - top), torch.exp(scores - top[some.later])
    total = alone.index_add(0, some.later, shares)
    right = torch.where(again, 0.0, alone).index_add(0, some.later[true], shares[true])
    return (torch.log(total + 1e-9) - torch.log(right + 1e-9)).mean()


def _sieve(path: Path) -> dict[str, Any]:
    """The weights of the sieve in a file of networks, none where there is none."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        return {
            name.removeprefix("sieve."): file[name].astype(np.float32)
            for name in file.files
            if name.startswith("sieve.")
        }


def _packed(mean: Tensor, spread: Tensor, mentions: Mentions, ranking: list[Ranks], sieve: dict[str, Any]) -> bytes:
    """By the names that the reader knows."""
    tables = {f"sieve.{name}": torch.from_numpy(table) for name, table in sieve.items()}
    tables |= {"inputs.mean": mean, "inputs.spread": spread}
    networks = {"mention": mentions} | {f"rank{number}": ranks for number, ranks in enumerate(ranking)}
    for prefix, network in networks.items():
        tables |= {f"{prefix}.{name}": table for name, table in network.state_dict().items()}
    file = io.BytesIO()
    np.savez_compressed(file, **packed({name: table.numpy() for name, table in tables.items()}))
    return file.getvalue()


def _sum(rows: int, size: int) -> nn.EmbeddingBag:
    table = nn.EmbeddingBag(rows, size, mode="sum")
    nn.init.normal_(table.weight, std=0.05)
    return table


def _long(values: Any) -> Tensor:
    return torch.from_numpy(values.astype(np.int64))
