"""Training with the rounding of int8 (quantisation-aware training, Jacob et al. 2018), as ONNX Runtime will do it when it reads.

Weights are rounded a channel to 7 bits with sign, activations a window to 8 bits; gradients pass as if nothing had been rounded.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

WEIGHT_LEVELS = 64.0
ACTIVATION_LEVELS = 255.0


class RoundedLinear(nn.Linear):
    """A linear layer that rounds its input (windows, words, width) and its weights."""

    def forward(self, values: Tensor) -> Tensor:
        """Rounded values through rounded weights."""
        wide = values.detach().amax((1, 2), keepdim=True).clamp(min=0) - values.detach().amin(
            (1, 2), keepdim=True
        ).clamp(max=0)
        high = self.weight.detach().abs().amax(1, keepdim=True)
        return functional.linear(
            _rounded(values, wide / ACTIVATION_LEVELS), _rounded(self.weight, high / WEIGHT_LEVELS), self.bias
        )


def begin(encoder: nn.Module) -> None:
    """Let every linear layer of an encoder round from now on; its parameters stay the same objects."""
    for parent in list(encoder.modules()):
        for name, child in list(parent.named_children()):
            if type(child) is nn.Linear:
                with torch.device("meta"):
                    rounded = RoundedLinear(child.in_features, child.out_features)
                rounded.weight, rounded.bias = child.weight, child.bias
                setattr(parent, name, rounded)


def _rounded(values: Tensor, step: Tensor) -> Tensor:
    step = step.clamp(min=1e-8)
    return values + ((values.detach() / step).round() * step - values.detach())
