"""The network: one encoder, a light head a task.

Deep biaffine attention for dependencies (Dozat and Manning 2017), linear heads for the rest. A learnt embedding of
the word's shape gives the uncased encoder the case back.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import AutoModel

from kg.annotate.reader.word_pieces import SHAPES

MEANINGS = 3  # layer whose vectors go beside the last one's: what is alike in meaning is alike there, the last knows trees and names
LINEAR_TASKS = ("xpos", "upos", "lemma", "start", "entity", "factuality")


class Network(nn.Module):
    """Scores for windows of words.

    Shapes: B windows, P word pieces, W words. Inputs `pieces` and `mask` (B, P), `owner` (B, P): the word of each piece or -1,
    `shape` (B, W). Outputs by task: (B, W, labels); `arc` (B, W, W + 1), column 0 the root; `dependent` (B, W, label_size) and
    `governor` (B, W + 1, label_size) for the label scorer; `words` (B, W, 2 * width), the vectors that all of these come from, and
    those of layer `MEANINGS`, for coreference.
    """

    def __init__(
        self,
        encoder: str,
        sizes: dict[str, int],
        arc_size: int,
        label_size: int,
        labels: int,
        dropout: float,
        layers: int,
        inner_dropout: float,
    ) -> None:
        super().__init__()
        # none on the attention's weights: drawing so many random numbers takes a fifth of a step
        self.encoder = AutoModel.from_pretrained(
            encoder,
            add_pooling_layer=False,
            attn_implementation="eager",
            num_hidden_layers=layers,
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=inner_dropout,
        )
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(len(SHAPES), width)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.ModuleDict({task: nn.Linear(width, sizes[task]) for task in LINEAR_TASKS})
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dependent = _perceptron(width, arc_size, dropout)
        self.arc_governor = _perceptron(width, arc_size, dropout)
        self.label_dependent = _perceptron(width, label_size, dropout)
        self.label_governor = _perceptron(width, label_size, dropout)
        self.arc = nn.Linear(arc_size + 1, arc_size, bias=False)
        self.label = nn.Parameter(torch.zeros(labels, label_size + 1, label_size + 1))
        nn.init.xavier_uniform_(self.arc.weight)
        nn.init.normal_(self.label, std=0.05)

    def forward(self, pieces: Tensor, mask: Tensor, owner: Tensor, shape: Tensor) -> dict[str, Tensor]:
        """Scores of every task; the label scores of chosen arcs come from `label_scores`."""
        layers = self.encoder(input_ids=pieces, attention_mask=mask, output_hidden_states=True).hidden_states
        count = shape.shape[1]
        belongs = (owner.unsqueeze(1) == torch.arange(count, device=owner.device).view(1, -1, 1)).to(layers[-1].dtype)
        shares = belongs / belongs.sum(-1, keepdim=True).clamp(min=1.0)
        words = self.dropout(self.norm(shares @ layers[-1] + self.shape(shape)))
        scores = {task: head(words) for task, head in self.linear.items()}
        root = self.root.view(1, 1, -1).expand(words.shape[0], 1, -1)
        rooted = torch.cat([root, words], dim=1)
        scores["arc"] = self.arc(_one(self.arc_dependent(words))) @ self.arc_governor(rooted).transpose(1, 2)
        scores["dependent"] = self.label_dependent(words)
        scores["governor"] = self.label_governor(rooted)
        scores["words"] = torch.cat([words, shares @ layers[MEANINGS]], dim=-1)
        return scores

    def label_scores(self, dependent: Tensor, governor: Tensor) -> Tensor:
        """Label scores (N, labels) of N arcs from the vectors of their ends (N, label_size)."""
        count, size = self.label.shape[0], self.label.shape[1]
        left = _one(dependent) @ self.label.transpose(0, 1).reshape(size, count * size)
        return (left.view(-1, count, size) @ _one(governor).unsqueeze(-1)).squeeze(-1)


def _perceptron(width: int, size: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(dropout))


def _one(values: Tensor) -> Tensor:
    return torch.cat([values, torch.ones_like(values[..., :1])], dim=-1)
