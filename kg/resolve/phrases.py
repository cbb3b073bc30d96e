"""Noun phrases of one document taken apart: determiner, words, the names in them and what these denote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from kg.model import Mention, Span
from kg.resolve.discourse import Discourse, Phrase, Referent
from kg.resolve.names import key, tokens


class Phrases:
    """Takes the phrases of a document apart; `names` are the spans of its names in text order, which are linked."""

    def __init__(self, discourse: Discourse, names: Sequence[Span]) -> None:
        self.discourse = discourse
        self.language = discourse.language
        self.names = names

    def of(self, mention: Mention) -> Phrase:
        """The parts of a noun phrase."""
        span, head = mention.span, mention.head
        first, _, rest = span.text.partition(" ")
        known, indefinite = self.language.reference, self.language.grammar.indefinite_articles
        determiners = known.definite | known.indefinite | known.denying | known.possessive
        determiner = first.casefold() if rest and first.casefold() in determiners and first != head.text else ""
        dated = rest.partition(" ")[0].casefold().rstrip("s").rstrip("'’") in self.language.words.time_nouns
        pointing = known.definite | known.denying | indefinite if not dated else ()  # not "this year's melt"
        stripped = determiner in known.possessive or determiner in pointing
        core = rest if stripped else span.text
        if core is span.text and self._begins_a_sentence(span):
            core = core[:1].lower() + core[1:]
        start = span.start + (len(first) + 1 if determiner else 0)
        words, names = self.without_names(start, head.end)
        tail, others = self.without_names(head.end, span.end)
        return Phrase(determiner, _bare(core) or span.text, words, (*names, *others), tail)

    def _begins_a_sentence(self, span: Span) -> bool:
        """True when the capital of a phrase may be that of a sentence: it begins one, and no name."""
        first = bisect_left(self.names, span.start, key=lambda name: name.start)
        name = first < len(self.names) and self.names[first].start == span.start
        return self.discourse.begins_a_sentence(span.start) and span.text.split(" ")[0].istitle() and not name

    def without_names(self, start: int, end: int) -> tuple[tuple[str, ...], list[Referent]]:
        """Folded words of the text that belong to no name, and what the names denote."""
        words: list[str] = []
        names: list[Referent] = []
        position = start
        for span in self._names_within(start, end):
            if span.start >= position:
                words.extend(tokens(self.discourse.text[position : span.start]))
                position = span.end
                referent = self.discourse.referent(span)
                names.extend([referent] if referent is not None else [])
        words.extend(tokens(self.discourse.text[position:end]))
        return tuple(words), names

    def _names_within(self, start: int, end: int) -> Iterator[Span]:
        """The names that begin within a stretch of the text and end there, in text order."""
        first = bisect_left(self.names, start, key=lambda span: span.start)
        return takewhile(lambda span: span.end <= end, islice(self.names, first, None))

    def content(self, mention: Mention, phrase: Phrase) -> tuple[object, ...]:
        """What a phrase says, to be compared: its words, folded, without quantities at the start; of names what they denote."""
        start, end = mention.span.end - len(phrase.core), mention.span.end
        if self.discourse.text[start:end].casefold() != phrase.core.casefold():  # marks at its edges are no part of it
            return self._without_quantities(tokens(phrase.core)) or (key(phrase.core, self.language),)
        found: list[object] = []
        for span in self._names_within(start, end):
            referent = self.discourse.referent(span)
            if span.start >= start and referent is not None:
                found += [*tokens(self.discourse.text[start : span.start]), identity_of(referent)]
                start = span.end
        words = (*found, *tokens(self.discourse.text[start:end]))
        if "-" in phrase.core.partition(" ")[0]:  # "two-year terms" are not the six-year ones
            return words
        return self._without_quantities(words) or (phrase.core,)

    def is_numbered(self, phrase: Phrase) -> bool:
        """A quantity stands before its words: "the eight people"."""
        words = tokens(phrase.core)
        return self._without_quantities(words) != words

    def _without_quantities(self, words: tuple[object, ...]) -> tuple[object, ...]:
        quantities = self.language.reference.indefinite | self.language.reference.quantities
        counted = takewhile(lambda word: isinstance(word, str) and (word.isdigit() or word in quantities), words[:-1])
        return words[sum(1 for _ in counted) :]


def identity_of(referent: Referent) -> object:
    """What two referents of one row have in common."""
    return referent.row.id if referent.row is not None else referent


def _bare(core: str) -> str:
    """Words without quotation marks and stops at their edges; the point of "U.S." stays."""
    return re.sub(r"(?<=[a-z])[.,;:]+$", "", " ".join(core.split()).strip("\"'“”‘’ "))
