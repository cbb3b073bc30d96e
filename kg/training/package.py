"""A trained network -> a spaCy pipeline folder with an int8 ONNX graph, its card and its licence."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.annotate.reader import tokenizer as tokens
from kg.annotate.reader.component import Reader
from kg.lang.en import ENGLISH
from kg.training import encoders
from kg.training.corpora import Labels
from kg.training.fit import build, latest
from kg.training.network import LINEAR_TASKS, Network

OUTPUTS = (*LINEAR_TASKS, "arc", "dependent", "governor", "words")
CARD = Path(__file__).with_name("MODEL_CARD.md")
LICENCE = Path(__file__).with_name("MODEL_LICENSE")
VERSION = "0.3.2"
STUDENTS = ("refined", "student")  # the roles whose weights are packaged, the last to be fitted first


class _Ordered(nn.Module):
    """The network with its outputs as a tuple, as ONNX wants them."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mask: Tensor, owner: Tensor, shape: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(pieces, mask, owner, shape)
        return tuple(scores[name] for name in OUTPUTS)


class _Relations(nn.Module):
    """The label scorer alone."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependent: Tensor, governor: Tensor) -> Tensor:
        return self.network.label_scores(dependent, governor)


def load(work: Path, config: dict[str, Any]) -> tuple[Network, Labels]:
    """The trained student and its label inventories."""
    labels = Labels(**json.loads((work / "labels.json").read_text(encoding="utf-8")))
    network, _ = build(config["student"], labels, work)
    network.load_state_dict(torch.load(work / f"{latest(work, *STUDENTS)}.pt", weights_only=True))
    return network.eval().requires_grad_(False), labels


def all_forms(labels: Labels) -> list[str]:
    """The treebanks' forms, then a dictionary's: LemmInflect's table (MIT), from the SPECIALIST lexicon, less plain plurals."""
    from lemminflect.core.Lemmatizer import Lemmatizer  # here: no other step needs it

    known = {item.rsplit(" ", 1)[0] for item in labels.forms}
    table = Lemmatizer()._getLemmaDict()  # its public face looks up one form at a time
    found = {
        f"{pos} {form}": lemmas[0]
        for form, by_pos in table.items()
        for pos, lemmas in by_pos.items()
        if pos in ("VERB", "NOUN", "ADJ") and len(lemmas) == 1 and form.isalpha() and form.islower()
        if lemmas[0] != form and not (pos == "NOUN" and form == f"{lemmas[0]}s")
    }
    return sorted([*labels.forms, *(f"{key} {lemma}" for key, lemma in found.items() if key not in known)])


def package(work: Path, to: Path, config: dict[str, Any]) -> None:
    """Write the pipeline folder `to`; it replaces what is there."""
    network, labels = load(work, config)
    reader = Reader(ENGLISH)
    encoder = encoders.folder(config["student"]["encoder"], work)
    reader.files = {
        "network.onnx": quantized(network),
        "labels.onnx": relations(network),
        "labels.json": json.dumps(asdict(labels) | {"forms": all_forms(labels)}, ensure_ascii=False, indent=0).encode(),
        "tokenizer.json": (encoder / "tokenizer.json").read_bytes(),
    }
    nlp = spacy.blank("en")
    tokens.adapt(nlp)
    nlp.add_pipe("kg_reader")
    nlp.get_pipe("kg_reader").from_bytes(reader.to_bytes())  # type: ignore[attr-defined]
    last = json.loads((work / f"{latest(work, *STUDENTS)}.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    nlp.meta.update(
        name="kg_reader",
        version=VERSION,
        description="Reads English: tags, lemmas, UD dependencies, sentences, entities, event factuality",
        license="CC BY-SA 4.0",
        performance={name: value for name, value in last.items() if "." in name},
    )
    shutil.rmtree(to, ignore_errors=True)
    nlp.to_disk(to)
    shutil.copy(CARD, to / "README.md")
    shutil.copy(LICENCE, to / "LICENSE")


def quantized(network: Network) -> bytes:
    """The ONNX graph with int8 weights a channel; the heads stay in float, they cost little and lose most.

    `reduce_range` keeps 7 bits, so that processors without VNNI do not saturate 16-bit sums.
    """
    example = (
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9, dtype=torch.long),
        torch.zeros(2, 9, dtype=torch.long),
        torch.ones(2, 5, dtype=torch.long),
    )
    names = ["pieces", "mask", "owner", "shape"]
    axes = {name: {0: "windows", 1: "words" if name == "shape" else "length"} for name in names}
    axes |= {name: {0: "windows", 1: "words"} for name in OUTPUTS}
    axes["arc"][2] = axes["governor"][1] = "rooted"
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder, "full.onnx"), Path(folder, "small.onnx")
        _export(_Ordered(network), example, full, names, list(OUTPUTS), axes)
        heads = [node.name for node in onnx.load(full).graph.node if "/encoder/" not in node.name]
        quantize_dynamic(
            full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=heads
        )
        return small.read_bytes()


def relations(network: Network) -> bytes:
    """The ONNX graph of the label scorer, in float."""
    size = network.label.shape[1] - 1
    names = ["dependent", "governor"]
    axes = {name: {0: "arcs"} for name in (*names, "label")}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "labels.onnx")
        _export(_Relations(network), (torch.zeros(3, size), torch.zeros(3, size)), file, names, ["label"], axes)
        return file.read_bytes()


def _export(
    module: nn.Module,
    example: tuple[Tensor, ...],
    to: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module,
        example,
        str(to),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
