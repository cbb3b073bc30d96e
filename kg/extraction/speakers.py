"""Who speaks where no verb of the clause itself says so: quotation marks, and headlines that name their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.lang import en

_OPENING = frozenset("“«‘")
_CLOSING = frozenset("”»’")
_STRAIGHT = frozenset(('"', "``", "''"))


@dataclass(frozen=True)
class Frame:
    """A headline that names its source: "Kyiv: Minsk attacked", "Minsk attacked – Kyiv"; `said` are indices of tokens."""

    source: Token
    mark: Token
    said: range


def frame_of(sentence: list[Token]) -> Frame | None:
    """The source before a colon or after a dash, when it is a short phrase without a verb."""
    words = [token for token in sentence if not token.is_space]
    for at, mark in enumerate(words):
        before, after = words[:at], words[at + 1 :]
        if mark.text == ":" and _names_source(before, 6) and len(after) > 2:
            return Frame(_top(before), mark, range(mark.i + 1, words[-1].i + 1))
        spaced = mark.text in ("–", "—") or (
            mark.text == "-" and at > 0 and bool(words[at - 1].whitespace_) and bool(mark.whitespace_)
        )
        after = [token for token in after if not token.is_punct]
        if spaced and len(before) > 2 and _names_source(after, 4) and after[0].pos_ == "PROPN":
            return Frame(_top(after), mark, range(words[0].i, mark.i))
    return None


def _names_source(words: list[Token], most: int) -> bool:
    verbless = all(token.pos_ not in ("VERB", "AUX", "PUNCT", "SCONJ") for token in words)
    return 0 < len(words) <= most and verbless and any(token.pos_ in ("PROPN", "NOUN") for token in words)


def _top(words: list[Token]) -> Token:
    """The head of a run of words: the noun whose head lies outside of it."""
    inside = {token.i for token in words}
    nouns = [token for token in words if token.pos_ in ("PROPN", "NOUN")]
    return next((token for token in nouns if token.head.i not in inside or token.head.i == token.i), nouns[-1])


@dataclass(frozen=True)
class Credit:
    """Whose a picture is: "Image: Ana Ruiz." after what it shows."""

    word: Token
    source: list[Token]
    shown: range


def credits_of(doc: Doc) -> Iterator[Credit]:
    """Every credit line: a word for a picture, a colon, a short name; the sentence before it says what is to be seen."""
    for word in doc[:-2]:
        mark = doc[word.i + 1]
        if word.lower_ not in en.CREDITS or not word.text[0].isupper() or mark.text not in (":", ";"):
            continue
        source = list(takewhile(lambda token: token.text != "." and not token.is_space, doc[word.i + 2 : word.i + 12]))
        before = next((token for token in reversed(list(doc[: word.i])) if not token.is_punct), None)
        if before is not None and _names_source(source, 8):
            start = before.sent.start
            yield Credit(word, source, range(start, before.i + 1))


class Quotes:
    """Quoted stretches of a Doc, by paragraph, and who speaks them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.regions = [region for region in self._find() if region[1] - region[0] > 2]

    def _find(self) -> Iterator[tuple[int, int]]:
        opened: int | None = None
        for token in self.doc:
            text = token.text
            if token.is_space and text.count("\n") > 1:
                if opened is not None:  # a quotation that runs on into the next paragraph has no closing mark
                    yield opened, token.i
                opened = None
            elif opened is None and (text in _OPENING or text in _STRAIGHT):
                opened = token.i + 1
            elif opened is not None and (text in _CLOSING - {"’"} or text in _STRAIGHT):
                yield opened, token.i
                opened = None

    def around(self, token: Token) -> tuple[int, int] | None:
        """The region that holds `token`."""
        return next((region for region in self.regions if region[0] <= token.i < region[1]), None)

    def speaker(self, region: tuple[int, int], token: Token) -> tuple[Token, Token] | None:
        """Who speaks `token` inside `region`: the verb of saying in its sentence, or, when whole sentences are quoted, the nearest
        one in the paragraph, at most one sentence away; and the verb's subject."""
        start, end = region
        while start > 0 and not self._breaks(start - 1):
            start -= 1
        while end < len(self.doc) and not self._breaks(end):
            end += 1
        whole = token.sent.start >= region[0] - 1
        found = []
        for verb in self.doc[start:end]:
            if verb.lemma_.lower() not in en.SAY | en.ASK or verb.pos_ != "VERB" or self.around(verb) is not None:
                continue
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            same = verb.sent.start < region[1] and verb.sent.end > region[0]
            near = verb.sent.end >= region[0] - 1 and verb.sent.start <= region[1] + 1
            if subject is not None and (verb.sent == token.sent or (whole and (same or near))):
                distance = region[0] - verb.i if verb.i < region[0] else verb.i - region[1]
                found.append((verb.sent != token.sent, not same, distance, verb, subject))
        return min(found, key=lambda item: item[:3])[3:] if found else None

    def _breaks(self, index: int) -> bool:
        return self.doc[index].is_space and self.doc[index].text.count("\n") > 1
