"""Text as later stages expect it: no invisible characters, one form of every letter, one line a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from kg.read.divided import counted, is_one_word

_NEWLINES = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028]")
_PARAGRAPH = re.compile("\u2029")
# Control characters, soft hyphens, zero-width and bidirectional marks, and what XML cannot hold: none of them is part
# of a word, and each can hide one thing behind another in a name. Lone surrogates come from JSON and file names.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Letters that a font has joined, as pages of books and papers have them: "\ufb01rm" is no word.
_JOINED_LETTERS = re.compile("[\ufb00-\ufb06]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"\n(?: *\n)+")
_BULLET = re.compile(r"(?:[-*•–—]|\d{1,3}[.)]) ")
_NOTE_MARKS = re.compile(r"(?<=[^\W_])(?:\[\d{1,3}\])++(?=[\s.,;:]|$)|(?<=[.,;:!?\"”’)])(?:\[\d{1,3}\])++(?=\s|$)")
_DIVIDED = re.compile(r"[^\W\d_]-$")  # a line that ends inside of a word or name
_WRAP_WIDTHS = range(50, 101)  # columns at which people and mail programs break lines
_MOSTLY = 0.7


def clean(text: str) -> str:
    """`text` in NFC with plain spaces and newlines, without invisible characters and ligatures."""
    text = _PARAGRAPH.sub("\n\n", _NEWLINES.sub("\n", text))
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    text = _JOINED_LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """`text` cleaned, on one line: for titles, names and messages."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> str:
    """`text` cleaned, one line a paragraph and a blank line between two.

    A line break inside a sentence, where the next word did not fit, becomes a space. Every other line break ends a
    paragraph, so that no sentence of a headline, byline or list runs into the next one. Marks of notes ("[2]") are no text.
    """
    text = _NOTE_MARKS.sub("", clean(text)).strip()
    blocks = [[line.strip() for line in block.split("\n")] for block in _BLANK.split(text)]
    breaks = [pair for block in blocks for pair in pairwise(block)]
    width = max(len(line) for block in blocks for line in block)
    full = sum(_is_full(line, following, width) for line, following in breaks)
    wrap = width if width in _WRAP_WIDTHS and full >= _MOSTLY * len(breaks) else 0
    words = counted(text) if any(line.endswith("-") for line, _ in breaks) else Counter[str]()
    return "\n\n".join(_unwrap(block, wrap, words) for block in blocks)


def _is_full(line: str, following: str, width: int) -> bool:
    """True when the first word of `following` would not have fitted on `line`."""
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _unwrap(lines: list[str], width: int, words: Counter[str]) -> str:
    """The lines of a block as paragraphs. `width` is the column at which the text was wrapped, 0 if it was not."""
    text = lines[0]
    for line, following in pairwise(lines):
        goes_on = following[:1].islower() and line[-1:] not in '.!?:;…"”'
        goes_on = goes_on or (following[:1].isalpha() and bool(_DIVIDED.search(line)))
        if _BULLET.match(following) or not (goes_on or (width and _is_full(line, following, width))):
            text += "\n\n"
        elif not re.search(r"\S-$", line):
            text += " "
        elif is_one_word(line, following, words, unknown=False):
            text = text[:-1]
        text += following
    return text
