"""What a reader has to say of a file that it did read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was guessed or left out, and why; it becomes a Rejection of stage "metadata"."""

    item: str
    reason: str
