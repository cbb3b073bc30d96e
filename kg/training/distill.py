"""The teacher reads: its answers for the corpora's sentences, and whole readings of passages that nobody has annotated."""

from __future__ import annotations

import gzip
import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch

from kg.annotate.reader import tokenizer as tokens
from kg.annotate.reader.conllu import Sentence
from kg.annotate.reader.tree_decoding import tree
from kg.annotate.reader.windows import goes_on
from kg.annotate.reader.word_pieces import Pieces, pack, shapes
from kg.training.answers import TAGGING, Answers, Example, Shares
from kg.training.corpora import Labels
from kg.training.fit import Material, build, latest
from kg.training.network import Network

LONGEST = 480  # word pieces of a passage; the encoder has 512 positions


@dataclass
class Passage:
    """Words to read: one sentence, or a stretch of prose that the teacher cuts into sentences."""

    document: str
    words: list[str]
    whole: bool  # one sentence


def read(data: Path, work: Path, config: dict[str, Any]) -> None:
    """Leave the teacher's answers under `work` as `taught.pickle`: for the corpora in their order, then for passages."""
    material = Material.load(data, config)
    labels = Labels.of(material.trees)
    torch.set_num_threads(config["threads"])
    network, pieces = build(config["teacher"], labels, work)
    network.load_state_dict(torch.load(work / f"{latest(work, 'retaught', 'teacher')}.pt", weights_only=True))
    teacher = Teacher(network.eval(), pieces, labels)
    own = [Passage(sentence.document, sentence.words, True) for sentence in [*material.trees, *material.named]]
    other = list(_passages(data, config["corpora"]["passages"]))
    found = [example for examples in teacher.read([*own, *other]) for example in examples]
    print(f"{len(own)} sentences and {len(other)} passages, {len(found)} examples", flush=True)
    with (work / "taught.pickle").open("wb") as file:
        pickle.dump(found, file)


def load(work: Path) -> list[Example]:
    """What `read` left; the corpora's sentences come first."""
    with (work / "taught.pickle").open("rb") as file:
        return list(pickle.load(file))  # our own file, written a step before


def _passages(data: Path, sources: dict[str, dict[str, Any]]) -> Iterator[Passage]:
    """Passages of JSONL files, split into words as the reader will split them.

    A source names its `field` of text; `words` of it at most, taken evenly from the whole file; `sentences`: one a line.
    """
    nlp = spacy.blank("en")
    tokens.adapt(nlp)
    for name, source in sources.items():
        texts = [json.loads(line)[source["field"]] for line in _lines(data / name)]
        for number in _evenly(texts, source.get("words")):
            for paragraph in texts[number].splitlines():
                words = [token.text for token in nlp.make_doc(paragraph) if not token.is_space]
                if 3 <= len(words) <= 250:
                    yield Passage(f"{name}/{number}", words, source.get("sentences", False))


def _lines(path: Path) -> list[str]:
    whole = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return whole.decode("utf-8").splitlines()


def _evenly(texts: list[str], words: int | None) -> Iterator[int]:
    """Numbers of texts, every n-th of them, until they have about so many words."""
    total = sum(len(text.split()) for text in texts)
    share = 1.0 if words is None else min(1.0, words / max(1, total))
    for number in range(len(texts)):
        if int((number + 1) * share) > int(number * share):
            yield number


class Teacher:
    """A trained network that says what it thinks of every word."""

    def __init__(self, network: Network, pieces: Pieces, labels: Labels) -> None:
        self.network, self.pieces, self.labels = network, pieces, labels

    def read(self, passages: list[Passage], limit: int = 4000) -> Iterator[list[Example]]:
        """The examples of each passage, in order."""
        split = [self.pieces.split(passage.words) for passage in passages]
        sizes = [sum(map(len, words)) for words in split]
        order = sorted(range(len(passages)), key=lambda at: sizes[at])
        found: dict[int, list[Example]] = {}
        batch: list[int] = []
        for at in order:
            if sizes[at] > LONGEST:
                found[at] = []
                continue
            if batch and (len(batch) + 1) * sizes[at] > limit:
                self._batch(batch, passages, split, found)
                batch = []
            batch.append(at)
        self._batch(batch, passages, split, found)
        return (found[at] for at in range(len(passages)))

    def _batch(
        self, batch: list[int], passages: list[Passage], split: list[list[list[int]]], found: dict[int, list[Example]]
    ) -> None:
        forms = [shapes(passages[at].words) for at in batch]
        arrays = pack([split[at] for at in batch], forms, (self.pieces.first, self.pieces.last))
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            scores = self.network(**{name: torch.from_numpy(array) for name, array in arrays.items()})
        for row, at in enumerate(batch):
            own = {task: values[row].float() for task, values in scores.items()}
            found[at] = list(self._examples(passages[at], own))

    def _examples(self, passage: Passage, scores: dict[str, torch.Tensor]) -> Iterator[Example]:
        size = len(passage.words)
        margin = (scores["start"][:size, 1] - scores["start"][:size, 0]).tolist()
        later = [at for at in range(1, size) if margin[at] > 0 and not goes_on(passage.words, at)]
        starts = [0] if passage.whole else [0, *later]
        for start, end in zip(starts, [*starts[1:], size], strict=True):
            sentence = Sentence(passage.document, passage.words[start:end])
            yield Example(sentence, self._answers(scores, start, end))

    def _answers(self, scores: dict[str, torch.Tensor], start: int, end: int) -> Answers:
        rows = {task: scores[task][start:end].numpy() for task in (*TAGGING, "entity")}
        shares = {task: Shares.best(values) for task, values in rows.items()}
        arcs = torch.cat([scores["arc"][start:end, :1], scores["arc"][start:end, start + 1 : end + 1]], 1).numpy()
        own = arcs.copy()
        own[np.arange(len(own)), np.arange(1, len(own) + 1)] = -1e9
        shares["head"] = Shares.best(own)
        heads = tree(arcs)
        governors = scores["governor"][[head + start if head else 0 for head in heads]]
        with torch.no_grad():
            shares["label"] = Shares.best(self.network.label_scores(scores["dependent"][start:end], governors).numpy())
        verbs = rows["upos"].argmax(1) == self.labels.index["upos"]["VERB"]
        factuality = np.where(verbs, scores["factuality"][start:end, 0].numpy(), np.nan).astype(np.float32)
        return Answers(shares, heads, None, factuality)
