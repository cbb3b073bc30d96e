"""The packaged reader: a spaCy component that runs one small ONNX encoder and fills the whole `Doc`.

Sets `tag`, `pos`, `lemma`, `head`, `dep`, sentence starts and `ents` in one pass. Words go through in windows of whole sentences:
what follows the last sentence start of a window is read again at the front of the next, so that no sentence is cut.
Universal Dependencies labels (https://universaldependencies.org/u/dep/), Penn tags in `tag_`, OntoNotes-like entity labels.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import ensure_path
from tokenizers import Tokenizer

from kg.errors import ModelError

SHAPES = tuple(
    f"{form}{place}"
    for place in ("", "+initial")
    for form in ("lower", "title", "upper", "letter", "dotted", "mixed", "digits", "alphanumeric", "punctuation", "other")
)
WINDOW_PIECES = 160  # as in training
LONGEST_SENTENCE_PIECES = 480  # the encoder has 512 positions
WORD_PIECES = 12  # of one word; what follows says nothing more about it
BATCH_WINDOWS = 16
SENTENCE_END = frozenset('.!?:;…"”’)]')

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


def shape_of(word: str, initial: bool) -> int:
    """Index into SHAPES; `initial` when a capital may be there for the place and not for the name."""
    return SHAPES.index(_form(word) + ("+initial" if initial else ""))


def _form(word: str) -> str:
    if word.isalpha():
        if word.islower():
            return "lower"
        if word.isupper():
            return "upper" if len(word) > 1 else "letter"
        return "title" if word.istitle() else "mixed"
    if word.replace(",", "").replace(".", "").isdigit():
        return "digits"
    if any(char.isdigit() for char in word):
        return "alphanumeric"
    if "." in word and word[:1].isupper():
        return "dotted"
    return "other" if any(char.isalpha() for char in word) else "punctuation"


def shapes(words: list[str]) -> list[int]:
    """Shapes of the words of a window."""
    return [shape_of(word, index == 0 or words[index - 1][-1:] in SENTENCE_END) for index, word in enumerate(words)]


class Pieces:
    """Word pieces of words that are split already."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self.unknown: int = tokenizer.token_to_id("[UNK]")
        self.first: int = tokenizer.token_to_id("[CLS]")
        self.last: int = tokenizer.token_to_id("[SEP]")

    def split(self, words: list[str]) -> list[list[int]]:
        """Piece ids of each word, 1 to WORD_PIECES of them."""
        clipped = [word[:100] for word in words]
        found: list[list[int]] = [[] for _ in words]
        encoded = self.tokenizer.encode(clipped, is_pretokenized=True, add_special_tokens=False)
        for piece, owner in zip(encoded.ids, encoded.word_ids, strict=True):
            found[owner].append(piece)
        return [pieces[:WORD_PIECES] or [self.unknown] for pieces in found]


def pack(pieces: list[list[list[int]]], forms: list[list[int]], special: tuple[int, int]) -> dict[str, Integers]:
    """Windows as padded arrays: pieces, mask, owner (B, P) and shape (B, W); `owner` is -1 where a piece has no word."""
    length = max(sum(map(len, window)) for window in pieces) + 2
    width = max(map(len, pieces))
    size = len(pieces)
    arrays = {
        "pieces": np.zeros((size, length), np.int64),
        "mask": np.zeros((size, length), np.int64),
        "owner": np.full((size, length), -1, np.int64),
        "shape": np.zeros((size, width), np.int64),
    }
    for row, window in enumerate(pieces):
        flat = [special[0], *(piece for word in window for piece in word), special[1]]
        owners = [index for index, word in enumerate(window) for _ in word]
        arrays["pieces"][row, : len(flat)] = flat
        arrays["mask"][row, : len(flat)] = 1
        arrays["owner"][row, 1 : 1 + len(owners)] = owners
        arrays["shape"][row, : len(window)] = forms[row]
    return arrays
