"""Windows over the words of a paragraph, and where its sentences begin.

A window ends a few words behind what looks like a sentence's end. What follows the last start that the network sees in it is read again
at the front of the next, so that no sentence is cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

WINDOW_PIECES = 160  # as in training
LONGEST_SENTENCE_PIECES = 480  # the encoder has 512 positions
PATIENCE = 3  # windows in a row that may move on by less than half: a start that is none when it is read again from there ends nothing
AHEAD = 5  # words of the next sentence in a window, that its start can be seen
CLOSING_QUOTES = frozenset(('"', "''", "”", "’", "'", "»"))
CLOSING_BRACKETS = frozenset(")]")
_ENDS = frozenset(".!?")
OPENING = frozenset("“‘([")
# Words that open a sentence and no name.
OPENERS = frozenset(
    "a after all an and as at before both but he his i if in it its no not on our she since some that the their there these they this "
    "those we when while you".split()
)
# Logits by which the first word of a sentence may look less like a start than not, chosen on the development treebanks: behind a full stop
# of its own a capital, a quotation or bracket that opens before a capital, a figure; a capital behind "!" or "?"; behind an abbreviation a
# word that is no name and has a capital.
CAPITAL_BEHIND_STOP, OPENING_BEHIND_STOP, FIGURE_BEHIND_STOP, CAPITAL_BEHIND_MARK = -8.0, -9.0, -7.0, -4.0
OPENER_BEHIND_ABBREVIATION = -5.0  # "Ltd. The", "p.m. It"
SUBJECT_BEHIND_ABBREVIATION = -10.0  # "Ltd. Estonia seized"
# Abbreviations that end a name or a time of day, and open none.
ENDINGS = frozenset("a.m. co. corp. d.c. e.u. etc. inc. jr. llc. ltd. p.m. plc. sr. u.k. u.n. u.s.".split())
# Words that go on with such a name, whatever verb stands behind them: "the U.S. Senate passed", "Acme Corp. Chairman Ruiz"
CONTINUING = frozenset(
    """administration agency air ambassador army attorney authorities board bureau cabinet chair chairman chairwoman chief circuit
    coast commission committee congress congressman court department director district embassy executive federal force forces
    government governor group holdings house judge justice marine marines military ministry navy officials open president
    representative secretary senate senator senators soldiers spokesman spokeswoman state states supreme treasury troops vice""".split()
)
# Finite forms of verbs besides those in -ed.
FINITE = frozenset(
    """are became began bought broke brought built came can caught could did died does drew fell felt fled fought found gave
    had has have held hit is kept knew led left lied lost made may met might must paid ran rose said sank says sent shot
    should sold spent spoke stole stood struck sued swore threw tied told took used vied was went were will withdrew won
    would wrote""".split()
)

Floats = NDArray[np.float32]


@dataclass
class Stream:
    """The words of one paragraph on their way through the network."""

    tokens: list[int]  # indices into the Doc
    words: list[str]
    pieces: list[list[int]]
    opening: frozenset[int] = frozenset()  # straight quotation marks that open: a blank before, none after
    closing: frozenset[int] = frozenset()  # straight ones that close: no blank before
    whole: bool = False  # one sentence, as whoever made the Doc has decided
    position: int = 0
    limit: int = WINDOW_PIECES
    slow: int = 0  # windows in a row that have moved on by less than half
    forced: list[int] = field(
        default_factory=list
    )  # words before which a sentence was cut that is too long to be seen at once

    @property
    def done(self) -> bool:
        """All words are read."""
        return self.position >= len(self.words)

    def window(self) -> int:
        """Words from `position` that are read together, at least one."""
        limit = LONGEST_SENTENCE_PIECES if self.whole else self.limit
        size, end = 0, self.position
        while end < len(self.words) and (size + len(self.pieces[end]) <= limit or end == self.position):
            size += len(self.pieces[end])
            end += 1
        if end < len(self.words) and not self.whole:
            for last in range(end - AHEAD, self.position + (end - self.position) // 2, -1):
                if self._looks_ended(last):
                    return last + AHEAD - self.position
        return end - self.position

    def _looks_ended(self, index: int) -> bool:
        """The word at `index` looks like the first of a sentence."""
        before = self.words[index - 1]
        if before in CLOSING_QUOTES and index > 1:
            before = self.words[index - 2]
        return before in _ENDS and not self.words[index][:1].islower()

    def cut(self, size: int, margin: Floats) -> list[tuple[int, int]]:
        """Whole sentences in a window of `size` words, by how much likelier (log) each word is a start than not; moves on behind them.

        Empty when the window holds no end of a sentence: it is read again, longer. What is longer than the encoder reaches is cut
        where a sentence most likely starts; so is what follows windows that hardly move on, that the work be linear.
        """
        starts = [0] if self.whole else self._starts(size, margin)
        if self.position + size < len(self.words):
            if len(starts) == 1 and self.limit < LONGEST_SENTENCE_PIECES and not self.whole:
                self.limit = LONGEST_SENTENCE_PIECES
                return []
            self.slow = self.slow + 1 if starts[-1] <= size // 2 else 0
            if (len(starts) == 1 or self.slow > PATIENCE) and size > 3:
                self.slow = 0
                starts.append(1 + size // 2 + int(margin[1 + size // 2 :].argmax()))
                self.forced.append(self.position + starts[-1])
            size = starts.pop() if len(starts) > 1 else size
        self.position += size
        self.limit = WINDOW_PIECES
        return list(zip(starts, [*starts[1:], size], strict=True))

    def _starts(self, size: int, margin: Floats) -> list[int]:
        words = self.words[self.position : self.position + size]
        starts = (index for index in range(1, size) if margin[index] > self._least(words, index))
        likely = (self._behind(index) for index in starts if not goes_on(words, index))
        return sorted({0, *(index - (self.position + index - 1 in self.opening) for index in likely if index < size)})

    def _least(self, words: list[str], index: int) -> float:
        """What the margin of a word must be over; 0 where nothing shows that a sentence may begin there."""
        closes = words[index - 1] in CLOSING_QUOTES or words[index - 1] in CLOSING_BRACKETS
        quoted = closes and index > 1 and self.position + index - 1 not in self.opening
        stop = index - 2 if quoted else index - 1
        capital = words[index][:1].isupper()
        if stop <= 0 or words[stop] not in _ENDS:
            return _behind_abbreviation(words, index) if capital and words[index - 1].endswith(".") else 0.0
        opens = words[index] in OPENING or self.position + index in self.opening
        opens = opens and bool(words[index + 1 : index + 2]) and words[index + 1][:1].isupper()
        if words[stop] != ".":
            return CAPITAL_BEHIND_MARK if capital or opens else 0.0
        if not quoted and len(words[stop - 1]) == 1 and words[stop - 1].isalpha():  # an initial's
            return 0.0
        if capital:
            return CAPITAL_BEHIND_STOP
        if opens:
            return OPENING_BEHIND_STOP
        return FIGURE_BEHIND_STOP if words[index][:1].isdigit() else 0.0

    def _behind(self, index: int) -> int:
        """The word of the window at `index`, or the first behind it that neither closes a quotation nor is a note ("[6]")."""
        at = self.position + index
        while at < len(self.words):
            if at in self.closing or self.words[at] in ("”", "’", "»"):
                at += 1
            elif self.words[at] == "[" and self.words[at + 2 : at + 3] == ["]"] and self.words[at + 1].isdigit():
                at += 3
            else:
                break
        return at - self.position


def _behind_abbreviation(words: list[str], index: int) -> float:
    """What the margin of a capital behind an abbreviation must be over: an opener, or a name with its verb, begins a sentence."""
    before, word = words[index - 1].lower(), words[index].lower()
    if len(before) > 2 and word in OPENERS:
        return OPENER_BEHIND_ABBREVIATION
    after = "".join(words[index + 1 : index + 2])
    acts = after.islower() and (after in FINITE or (after.endswith("ed") and len(after) > 4))
    return SUBJECT_BEHIND_ABBREVIATION if before in ENDINGS and acts and word not in CONTINUING else 0.0


def goes_on(words: list[str], index: int) -> bool:
    """No English sentence ends with a comma, in or outside quotation marks, or begins with a closing mark; behind an abbreviation
    none begins in small letters, and behind "No." none with a figure."""
    before = words[index - 1] if words[index - 1] not in CLOSING_QUOTES or index == 1 else words[index - 2]
    abbreviated = before.endswith(".") and before[:1].isalpha() and words[index][:1].islower()
    numbered = before == "." and words[index][:1].isdigit() and words[index - 2 : index - 1] in (["No"], ["Nos"])
    return before == "," or abbreviated or numbered or words[index] in (",", ";", ")", "]", ".", "!", "?")
