"""Figures of a network on gold sentences of a treebank: tags, lemmas scripts, attachment; punctuation counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from kg.annotate.reader.conllu import Sentence
from kg.annotate.reader.word_pieces import Pieces, pack, shapes
from kg.training.corpora import lemma_script

if TYPE_CHECKING:
    from kg.training.network import Network


def evaluate(network: Network, development: dict[str, list[Sentence]], labels: Any, pieces: Pieces) -> dict[str, float]:
    """Accuracies in percent by corpus: xpos, upos, lemma script, UAS and LAS with heads chosen greedily."""
    figures: dict[str, float] = {}
    for name, sentences in development.items():
        counts = np.zeros(5)
        words = 0
        ordered = sorted(sentences, key=lambda sentence: len(sentence.words))
        for start in range(0, len(ordered), 32):
            batch = ordered[start : start + 32]
            counts += _correct(network, batch, labels, pieces)
            words += sum(len(sentence.words) for sentence in batch)
        for task, value in zip(("xpos", "upos", "lemma", "uas", "las"), counts, strict=True):
            figures[f"{name}.{task}"] = round(100 * float(value) / words, 2)
    return figures


def _correct(network: Network, batch: list[Sentence], labels: Any, pieces: Pieces) -> np.ndarray:
    split = [pieces.split(sentence.words) for sentence in batch]
    arrays = pack(split, [shapes(sentence.words) for sentence in batch], (pieces.first, pieces.last))
    counts = np.zeros(5)
    with torch.no_grad():
        scores = network(**{name: torch.from_numpy(array) for name, array in arrays.items()})
        for row, sentence in enumerate(batch):
            size = len(sentence.words)
            heads = scores["arc"][row, :size, : size + 1].argmax(-1)
            label = network.label_scores(scores["dependent"][row, :size], scores["governor"][row, heads]).argmax(-1)
            found = {task: scores[task][row, :size].argmax(-1).tolist() for task in ("xpos", "upos", "lemma")}
            gold = [lemma_script(word, lemma) for word, lemma in zip(sentence.words, sentence.lemmas, strict=True)]
            counts[0] += sum(labels.xpos[at] == tag for at, tag in zip(found["xpos"], sentence.xpos, strict=True))
            counts[1] += sum(labels.upos[at] == tag for at, tag in zip(found["upos"], sentence.upos, strict=True))
            counts[2] += sum(labels.lemma[at] == script for at, script in zip(found["lemma"], gold, strict=True))
            right = [head == truth for head, truth in zip(heads.tolist(), sentence.heads, strict=True)]
            named = [labels.label[at] == truth for at, truth in zip(label.tolist(), sentence.labels, strict=True)]
            counts[3] += sum(right)
            counts[4] += sum(a and b for a, b in zip(right, named, strict=True))
    return counts
