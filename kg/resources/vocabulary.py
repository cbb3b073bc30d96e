"""Common words of English: those that the tokenizer of the packaged reader has whole (WordPiece)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_TOKENIZER = Path(__file__).resolve().parents[1] / "models" / "en_kg_reader" / "kg_reader" / "tokenizer.json"
_LEAST = 4  # letters; shorter ones are pieces and abbreviations as well


@cache
def whole_words() -> frozenset[str]:
    """Words in small letters; loaded at the first call, which takes a twentieth of a second."""
    pieces = json.loads(_TOKENIZER.read_text("utf-8"))["model"]["vocab"]
    return frozenset(piece for piece in pieces if len(piece) >= _LEAST and piece.isalpha())
