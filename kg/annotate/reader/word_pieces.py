"""Words as the network takes them: the shape of their letters, and their word pieces in padded arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SHAPES = tuple(
    f"{form}{place}"
    for place in ("", "+initial")
    for form in (
        "lower",
        "title",
        "upper",
        "letter",
        "dotted",
        "mixed",
        "digits",
        "alphanumeric",
        "punctuation",
        "other",
    )
)
WORD_PIECES = 12  # of one word; what follows says nothing more about it
WORD_CHARACTERS = 100  # likewise
SENTENCE_END = frozenset('.!?:;…"”’)]')

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
        self.vocabulary = tokenizer.get_vocab()
        self.unknown: int = self.vocabulary["[UNK]"]
        first, last = ("[CLS]", "[SEP]") if "[CLS]" in self.vocabulary else ("<s>", "</s>")
        self.first, self.last = self.vocabulary[first], self.vocabulary[last]

    def split(self, words: list[str]) -> list[list[int]]:
        """Piece ids of each word, 1 to WORD_PIECES of them."""
        clipped = [word[:WORD_CHARACTERS] for word in words]
        found: list[list[int]] = [[] for _ in words]
        encoded = self.tokenizer.encode(clipped, is_pretokenized=True, add_special_tokens=False)
        for piece, owner in zip(encoded.ids, encoded.word_ids, strict=True):
            if owner is not None:
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
