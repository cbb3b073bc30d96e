"""The training loop: windows of sentences, the sum of the tasks' losses, averaged weights, figures on the dev sets after each epoch.

The same loop fits the teacher, a large encoder on the corpora, and the student, a small one on the corpora and on what the teacher says
(knowledge distillation, Hinton et al. 2015).
"""

from __future__ import annotations

import copy
import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from kg.annotate.reader.conllu import Sentence, read_conllu
from kg.annotate.reader.word_pieces import Pieces, pack, shapes
from kg.training import corpora, encoders, rounding
from kg.training.answers import TAGGING, Answers, Example, Shares, gold
from kg.training.corpora import Labels
from kg.training.network import Network
from kg.training.score import evaluate

IGNORE = -100
NONE = torch.zeros(())


Change = Callable[[list[Example], random.Random], list[Example]]  # what is made of the examples of an epoch


@dataclass
class Window:
    """Consecutive sentences of one document, read together."""

    examples: list[Example]
    words: list[str]
    pieces: list[list[int]]

    @property
    def size(self) -> int:
        """Word pieces."""
        return sum(map(len, self.pieces))


@dataclass
class Material:
    """What is learnt from: sentences with syntax, sentences with names only, dev treebanks by name."""

    trees: list[Sentence]
    named: list[Sentence]
    development: dict[str, list[Sentence]]

    @classmethod
    def load(cls, data: Path, config: dict[str, Any]) -> Material:
        """Read the corpora of `config` under `data`."""
        names = corpora.Names.load(data / config["corpora"]["countries"])
        trees = [sentence for name in config["corpora"]["treebanks"] for sentence in read_conllu(data / name)]
        for sentence in trees:
            corpora.label_treebank(sentence, names)
        joined = corpora.add_factuality(trees, data / config["corpora"]["factuality"])
        named = [
            sentence
            for corpus, name in config["corpora"]["entities"].items()
            for sentence in corpora.read_names(data / name, corpus, names)
        ]
        development = {Path(name).stem: list(read_conllu(data / name)) for name in config["corpora"]["development"]}
        print(f"{len(trees)} trees, {joined} with factuality, {len(named)} with names only", flush=True)
        return cls(trees, named, development)

    def examples(self, labels: Labels) -> list[Example]:
        """All sentences with the answers of the corpora."""
        return [Example(sentence, gold(sentence, labels)) for sentence in [*self.trees, *self.named]]


def windows(examples: list[Example], pieces: Pieces, limit: int, joined: float, chance: random.Random) -> list[Window]:
    """Sentences joined with what follows them in the document, up to `limit` pieces, for a share `joined` of the windows."""
    made: list[Window] = []
    grow = False
    for example in examples:
        sentence = example.sentence
        split = pieces.split(sentence.words)
        size = sum(map(len, split))
        last = made[-1] if made else None
        if last and grow and last.examples[-1].sentence.document == sentence.document and last.size + size <= limit:
            last.examples.append(example)
            last.words.extend(sentence.words)
            last.pieces.extend(split)
        elif size <= 500:
            made.append(Window([example], list(sentence.words), split))
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
    """The answers of a batch as padded tensors: shares (B, W, labels), `start`, `heads`, `sentence` and `factuality` (B, W)."""

    def __init__(self, batch: list[Window], labels: Labels) -> None:
        width = max(len(window.words) for window in batch)
        self.shape = (len(batch), width)
        sizes = labels.sizes | {"head": width + 1, "label": len(labels.label)}
        self.shares = {
            task: np.zeros((*self.shape, sizes[task]), np.float32) for task in (*TAGGING, "entity", "head", "label")
        }
        self.start = np.full(self.shape, IGNORE, np.int64)
        self.heads = np.zeros(self.shape, np.int64)
        self.factuality = np.full(self.shape, np.nan, np.float32)
        self.allowed = np.zeros((*self.shape, len(labels.entity)), bool)
        self.sentence = np.full(self.shape, -1, np.int64)
        for row, window in enumerate(batch):
            start = 0
            for number, example in enumerate(window.examples):
                self._fill(row, start, number, example.answers, len(example.sentence.words))
                start += len(example.sentence.words)

    def _fill(self, row: int, start: int, number: int, answers: Answers, size: int) -> None:
        end = start + size
        self.sentence[row, start:end] = number
        if answers.allowed is not None:
            self.allowed[row, start:end] = answers.allowed
        if answers.factuality is not None:
            self.factuality[row, start:end] = answers.factuality
        for task, shares in answers.shares.items():
            column = np.where(shares.label > 0, shares.label + start, 0) if task == "head" else shares.label
            _spread(self.shares[task][row, start:end], Shares(column, shares.share))
        if answers.heads:
            heads = np.array(answers.heads)
            self.heads[row, start:end] = np.where(heads > 0, heads + start, 0)
            self.start[row, start:end] = 0
            self.start[row, start] = 1 if start else IGNORE


def _spread(into: np.ndarray, shares: Shares) -> None:
    rows = np.arange(len(shares.label))
    for place in range(shares.label.shape[1]):  # a label may come twice: from the corpus and from the teacher
        into[rows, shares.label[:, place]] += shares.share[:, place]


def losses(network: Network, scores: dict[str, Tensor], targets: Targets, weights: dict[str, float]) -> Tensor:
    """Weighted sum of the tasks' mean losses over the batch."""
    total = sum((weights[task] * _tagging(scores[task], targets.shares[task]) for task in TAGGING), NONE)
    start = torch.from_numpy(targets.start)
    if (start != IGNORE).any():
        flat = functional.cross_entropy(scores["start"].flatten(0, 1), start.flatten(), ignore_index=IGNORE)
        total = total + weights["start"] * flat
    total = total + _arcs(network, scores, targets, weights)
    total = total + weights["entity"] * _entities(scores["entity"], targets)
    values = torch.from_numpy(targets.factuality)
    rated = ~values.isnan()
    if rated.any():
        chosen = scores["factuality"].squeeze(-1)[rated]
        total = total + weights["factuality"] * functional.huber_loss(chosen, values[rated])
    return total


def _tagging(scores: Tensor, shares: np.ndarray) -> Tensor:
    """Cross-entropy with shares of probability, smoothed a little; words without an answer do not count."""
    wanted = torch.from_numpy(shares)
    known = wanted.sum(-1) > 0
    if not known.any():
        return NONE
    chances = functional.log_softmax(scores[known], -1)
    return -0.97 * (wanted[known] * chances).sum(-1).mean() - 0.03 * chances.mean()


def _entities(scores: Tensor, targets: Targets) -> Tensor:
    """The probability of the set of allowed tags, and cross-entropy with a teacher's shares."""
    allowed, wanted = torch.from_numpy(targets.allowed), torch.from_numpy(targets.shares["entity"])
    loose, sharp = allowed.any(-1), wanted.sum(-1) > 0
    count = max(1, int(loose.sum() + sharp.sum()))
    chances = functional.log_softmax(scores, -1)
    within = chances[loose].masked_fill(~allowed[loose], -1e9).logsumexp(-1)
    return -(within.sum() + (wanted[sharp] * chances[sharp]).sum()) / count


def _arcs(network: Network, scores: dict[str, Tensor], targets: Targets, weights: dict[str, float]) -> Tensor:
    wanted = torch.from_numpy(targets.shares["head"])
    known = wanted.sum(-1) > 0
    if not known.any():
        return NONE
    sentence = torch.from_numpy(targets.sentence)
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    reach = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
    chances = functional.log_softmax(scores["arc"].masked_fill(~reach, -1e9)[known], -1)
    total = -weights["arc"] * (wanted[known] * chances).sum(-1).mean()
    heads = torch.from_numpy(targets.heads)
    rows = torch.arange(heads.shape[0]).unsqueeze(1).expand_as(heads)[known]
    label = network.label_scores(scores["dependent"][known], scores["governor"][rows, heads[known]])
    return total + weights["label"] * _tagging(label, targets.shares["label"][known.numpy()])


def tensors(batch: list[Window], pieces: Pieces) -> dict[str, Tensor]:
    """The network's inputs for a batch."""
    arrays = pack(
        [window.pieces for window in batch], [shapes(window.words) for window in batch], (pieces.first, pieces.last)
    )
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def build(role: dict[str, Any], labels: Labels, work: Path) -> tuple[Network, Pieces]:
    """The untrained network of a role, teacher or student, and the splitter of its words."""
    encoder = encoders.folder(role["encoder"], work)
    shape = {key: role[key] for key in ("arc_size", "label_size", "dropout", "layers", "inner_dropout")}
    network = Network(str(encoder), labels.sizes, labels=len(labels.label), **shape)
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(not name.startswith("encoder.") or _layer(name) >= role["frozen"])
    return network, Pieces(Tokenizer.from_file(str(encoder / "tokenizer.json")))


def latest(work: Path, *roles: str) -> str:
    """The first of `roles` that has been fitted; the last where none has."""
    return next((role for role in roles if (work / f"{role}.pt").exists()), roles[-1])


def fit(
    name: str,
    examples: list[Example],
    passages: list[Example],
    material: Material,
    labels: Labels,
    work: Path,
    config: dict[str, Any],
    changed: Change = lambda examples, _: examples,
) -> None:
    """Train the role `name` on all `examples` and, an epoch, a part of the `passages`, each epoch as `changed` makes them.

    It begins with the weights of the role that its `start` names, if it has one. Leaves `name.pt`, `labels.json` and `name.jsonl`
    (figures) under `work`; every epoch is kept as it ends, and a run that was broken off goes on behind its last epoch
    (`name.resume.pt`).
    """
    role = config[name]
    torch.manual_seed(role["seed"])
    torch.set_num_threads(config["threads"])
    network, pieces = build(role, labels, work)
    if "start" in role:
        network.load_state_dict(torch.load(work / f"{role['start']}.pt", weights_only=True))
    work.mkdir(parents=True, exist_ok=True)
    (work / "labels.json").write_text(json.dumps(asdict(labels), indent=1), encoding="utf-8")
    Fitting(name, network, pieces, labels, work, config, changed).run(examples, passages, material.development)


class Fitting:
    """One run of the loop."""

    def __init__(
        self,
        name: str,
        network: Network,
        pieces: Pieces,
        labels: Labels,
        work: Path,
        config: dict[str, Any],
        changed: Change,
    ) -> None:
        self.changed = changed
        self.name, self.network, self.pieces, self.labels, self.work = name, network, pieces, labels, work
        self.role, self.frame, self.weights = config[name], config["windows"], config["weights"]
        self.average = copy.deepcopy(network).eval().requires_grad_(False)
        self.chance = random.Random(self.role["seed"])
        self.step = 0

    def run(self, examples: list[Example], passages: list[Example], development: dict[str, list[Sentence]]) -> None:
        """All epochs, or those that are left."""
        parts = _parts(passages, self.role.get("passage_parts", 1))
        steps = len(self._batches([*examples, *parts[0]], random.Random(0))) * self.role["epochs"]
        optimizer, schedule = _optimizer(self.network, self.role, steps)
        rounded = self.role["epochs"] - self.role["rounded_epochs"]
        done = self._resumed(optimizer, schedule, rounded)
        for epoch in range(done, self.role["epochs"]):
            began = time.time()
            if epoch == rounded:
                rounding.begin(self.network.encoder)
            made = self._batches(self.changed([*examples, *parts[epoch % len(parts)]], self.chance), self.chance)
            loss = self._epoch(epoch, made, optimizer, schedule)
            figures: dict[str, float] = {"epoch": epoch + 1, "loss": loss, "seconds": time.time() - began}
            figures |= evaluate(self.average, development, self.labels, self.pieces)
            print(json.dumps(figures), flush=True)
            with (self.work / f"{self.name}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(figures) + "\n")
            torch.save(self.average.state_dict(), self.work / f"{self.name}.pt")
            self._keep(epoch + 1, optimizer, schedule)

    @property
    def _state(self) -> Path:
        return self.work / f"{self.name}.resume.pt"

    def _keep(self, done: int, optimizer: Any, schedule: Any) -> None:
        """All that the next epoch needs; written whole or not at all."""
        state = {
            "done": done,
            "step": self.step,
            "chance": self.chance.getstate(),
            "torch": torch.get_rng_state(),
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
        }
        whole = self._state.with_suffix(".part")
        torch.save(state, whole)
        whole.replace(self._state)

    def _resumed(self, optimizer: Any, schedule: Any, rounded: int) -> int:
        """Take up what a run before has kept; how many epochs it did."""
        if not self._state.exists():
            return 0
        state = torch.load(self._state, weights_only=True)
        if state["done"] > rounded:
            rounding.begin(self.network.encoder)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        version, internal, gauss = state["chance"]
        self.chance.setstate((version, tuple(internal), gauss))
        torch.set_rng_state(state["torch"])
        self.step = state["step"]
        return int(state["done"])

    def _batches(self, examples: list[Example], chance: random.Random) -> list[list[Window]]:
        made = windows(examples, self.pieces, self.frame["pieces"], self.frame["joined"], chance)
        return batches(made, self.role["batch_pieces"], chance)

    def _epoch(self, epoch: int, made: list[list[Window]], optimizer: Any, schedule: Any) -> float:
        self.network.train()
        seen: list[float] = []
        began = time.time()
        for number, batch in enumerate(made):
            with torch.autocast("cpu", torch.bfloat16):  # twice as fast where the processor knows it
                scores = self.network(**tensors(batch, self.pieces))
            full = {task: values.float() for task, values in scores.items()}
            loss = losses(self.network, full, Targets(batch, self.labels), self.weights)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            # the young average must forget the untrained weights
            _follow(self.average, self.network, min(self.role["average_decay"], (1 + self.step) / (10 + self.step)))
            self.step += 1
            seen.append(float(loss.detach()))
            if number % 50 == 49:
                told = f"{self.name} epoch {epoch + 1} step {number + 1}/{len(made)} loss {np.mean(seen[-50:]):.3f}"
                print(f"{told} {time.time() - began:.0f} s", flush=True)
        return float(np.mean(seen))


def _parts(passages: list[Example], count: int) -> list[list[Example]]:
    """Whole documents, dealt out in turn."""
    parts: list[list[Example]] = [[] for _ in range(count)]
    numbers: dict[str, int] = {}
    for example in passages:
        number = numbers.setdefault(example.sentence.document, len(numbers))
        parts[number % count].append(example)
    return parts


def _optimizer(
    network: Network, role: dict[str, Any], steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW; a layer of the encoder learns `layer_decay` times as fast as the one above it; the rates rise over the warm-up and fall
    to 0 at the last step."""
    depth = role["layers"]
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        groups.setdefault(_rate(name, depth, role), []).append(parameter)
    optimizer = torch.optim.AdamW(
        [{"params": members, "lr": rate} for rate, members in groups.items()], weight_decay=0.01, fused=True
    )
    warmup = role["warmup_steps"]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (steps - step) / max(1, steps - warmup)))
    )
    return optimizer, schedule


def _rate(name: str, depth: int, role: dict[str, Any]) -> float:
    if not name.startswith("encoder."):
        return float(role["head_rate"])
    return float(role["encoder_rate"] * role["layer_decay"] ** (depth - _layer(name)))


def _layer(name: str) -> int:
    """The layer of the encoder that a parameter belongs to, from 1; 0 are the embeddings, and what serves all layers."""
    parts = name.split(".")
    return int(parts[parts.index("layer") + 1]) + 1 if "layer" in parts else 0


def _follow(average: Network, network: Network, decay: float) -> None:
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - decay)
