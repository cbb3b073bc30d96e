"""Pages to running text: without headers, footers and page numbers, lines and divided words joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.read.divided import counted, is_one_word

_EDGE = 3  # lines at the top and the bottom of a page that may be header or footer
_REPEATED = 3  # a header stands on every third page at least; left and right pages may have one each
_PAGE_NUMBER = re.compile(r"(?:page\s*|p\.\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_DIVIDED = re.compile(r"\w-$")
_BULLET = re.compile(r"[-*•–—] ")
_FULL = 0.75  # share of the width of the text; a shorter line is the last one of a paragraph, or a heading
_WIDE = 0.9  # the width of the text is that of the longest lines, without the longest tenth


def running_text(pages: Sequence[str]) -> list[str]:
    """The text of each page, all of them one text: a blank line between paragraphs; one may go on over the end of its page."""
    kept = _without_furniture([[line.strip() for line in page.strip().split("\n")] for page in pages])
    lines = [line for page in kept for line in page]
    lengths = sorted(len(line) for line in lines if line) or [0]
    full = _FULL * lengths[int(_WIDE * (len(lengths) - 1))]
    words = counted(" ".join(lines))
    pieces = lines[:1]
    for line, following in pairwise(lines):
        pieces += [_between(line, following, full), following]
    joined = iter(_join(pieces, words))
    return ["".join(next(joined) for _ in page) for page in kept]


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """The lines of each page but for those at an edge that other pages have as well, or that number the page."""
    times = Counter(form for page in pages for form in {_form(line) for line in page[:_EDGE] + page[-_EDGE:] if line})
    least = max(2, len(pages) / _REPEATED)
    lines: list[list[str]] = []
    for page in pages:
        kept = [
            line
            for number, line in enumerate(page)
            if not (
                min(number, len(page) - 1 - number) < _EDGE
                and line
                and (times[_form(line)] >= least or _PAGE_NUMBER.fullmatch(line))
            )
        ]
        lines.append("\n".join(kept).strip("\n").split("\n") if any(kept) else [])
    return lines


def _form(line: str) -> str:
    """A line with all numbers alike, since headers count pages."""
    return _DIGITS.sub("0", line.casefold())


def _between(line: str, following: str, full: float) -> str:
    """What stands between two lines: "-" where a word is divided, a space, or the end of a paragraph."""
    if not line or not following or _BULLET.match(following):
        return "\n\n"
    if _DIVIDED.search(line) and following[0].isalnum():
        return "-"
    return " " if len(line) >= full or (following[0].islower() and line[-1] not in ".!?:") else "\n\n"


def _join(pieces: list[str], words: Counter[str]) -> list[str]:
    """Lines, each behind what stands between it and the one before, of lines and what stands between them.

    A divided word loses its hyphen, unless the text has it with a hyphen elsewhere, or a name or number follows.
    """
    text = pieces[:1]
    for border, line in zip(pieces[1::2], pieces[2::2], strict=True):
        if border == "-":
            if is_one_word(text[-1], line, words, unknown=True):
                text[-1] = text[-1][:-1]
            text.append(line)
        else:
            text.append(border + line)
    return text
