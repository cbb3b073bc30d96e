"""When a clause says that it is so: the time expressions that stand in it, as ISO 8601 or EDTF, in the order of the text.

A preposition belongs to its time: "since 2015" has no end, "until May" no beginning, "from 2010 to 2014" both. What counts from the
dateline stays open in a text without one, and says so; "a month later" counts from the time that the text told last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kg.extraction.anaphoric_times import from_told
from kg.extraction.dates import PLAIN, normalise
from kg.lang.language import Language
from kg.model import Adjunct, Document, Mention, Rejection
from kg.parse import Parse, Token

_ANY_DAY = "2000-06-15"  # a dateline that shows whether only that is lacking
_FARTHEST = 2  # sentences back in which a time still counts as told
_LONGEST = 12  # tokens of an adverbial of time


def dateline(text: str, language: Language) -> str:
    """The day that a text itself says it is from, in its first lines, "" for none."""
    words = language.times.dated(text)
    found = normalise(words, "", language) if words else ""
    return found if len(found) == len(_ANY_DAY) and PLAIN.fullmatch(found) else ""


@dataclass
class Times:
    """The time expressions of one document."""

    document: Document
    parse: Parse
    _open: dict[str, Rejection] = field(default_factory=dict)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Why expressions of the clauses that were asked for stay without a time."""
        return tuple(self._open.values())

    def of(self, verb: Token, adjuncts: Sequence[Adjunct], thing: Adjunct | None, future: bool) -> str:
        """The first time of a clause that says which one it means, "" when none does; `thing` is its object with the preposition."""
        texts = [self._ending(thing)] if thing is not None and thing.mention.label == "DATE" else []
        dated = [item for item in adjuncts if item.mention.label == "DATE" or item.role == "time"]
        texts += self._with_prepositions(dated)
        texts += [] if dated else list(self._adverbials(verb))
        found = (self._read(text, verb, future) for text in texts)
        return next((time for time in found if time), "")

    def _ending(self, item: Adjunct) -> str:
        """ "continues through October 8"."""
        whole = self._whole(item.mention)
        return f"{item.role} {whole}" if item.role in self.parse.language.times.ending else whole

    def nearer(self, last: str, coming: str) -> str:
        """Of a day that is over and one to come, the nearer to that of the document: "it opens on October 9"."""
        over, ahead = (_day(time.removeprefix("../")) for time in (last, coming))
        told = _day(self._published)
        if over is None or ahead is None or told is None:
            return last
        return coming if ahead - told < told - over else last

    def is_ahead(self, time: str) -> bool:
        """It begins on a day behind that of the document."""
        begins, told = _day(time), _day(self._published)
        return begins is not None and told is not None and begins > told

    def _with_prepositions(self, dated: Sequence[Adjunct]) -> Iterator[str]:
        """ "since 2015", and "from June 3" with "to June 5" behind it."""
        waiting, words = "", self.parse.language.times
        start, end = self.parse.language.grammar.ablative, self.parse.language.grammar.dative
        for item in dated:
            whole = self._whole(item.mention)
            if item.role == start and f" {end} " not in whole:
                waiting = whole
                continue
            if waiting and item.role in words.ending:
                yield f"{start} {waiting} {end} {whole}"
            else:
                yield f"{item.role} {whole}" if item.role in words.marking else whole
            waiting = ""
        if waiting:
            yield waiting

    def _whole(self, mention: Mention) -> str:
        """The words of a time, up to the end of its name ("3 and 4 | May"), with the year that stands right behind it."""
        start, end = mention.span.start, mention.span.end
        end = max(end, next((last for first, last in self._dates if first <= start < last), end))
        words = self.document.text[start:end]
        year = re.compile(self.parse.language.times.year_behind).match(self.document.text, end)
        return words + (year[0] if year and not re.search(r"\d{4}", words) else "")

    @cached_property
    def _dates(self) -> list[tuple[int, int]]:
        """Where names of days, months and years stand, in characters."""
        names = (self.parse[name.start : name.end] for name in self.parse.names if name.label == "DATE")
        return [(name[0].idx, name[-1].idx + len(name[-1].text)) for name in names]

    @staticmethod
    def _adverbials(verb: Token) -> Iterator[str]:
        """ "two years ago", "a month later", "early in 2019": adverbs that hold a time."""
        for child in verb.children:
            if child.pos != "ADV":
                continue
            words = list(child.subtree)
            if len(words) <= _LONGEST and any(token.ent_type == "DATE" for token in words):
                yield "".join(token.text_with_ws for token in words if not token.is_punct).strip()

    def _read(self, text: str, verb: Token, future: bool) -> str:
        language = self.parse.language
        if from_told(text, "", language) is not None:
            found = from_told(text, self._last(self._told, self._sentence[verb.i]), language) or ""
            lacking = "" if found else "it counts from a time that the text does not tell before"
        else:
            found = normalise(text, self._published, language, future=future)
            dateline = found or self._published or not normalise(text, _ANY_DAY, language)
            lacking = "" if dateline else "it counts from the date of the document, which is not known"
        if lacking:
            item = f"{text!r} in: {' '.join(verb.sentence.text.split())}"
            self._open[item] = Rejection("time", self.document.id, item, lacking)
        return found

    @cached_property
    def _published(self) -> str:
        return self.document.published or dateline(self.document.text, self.parse.language)

    # -- the time that was told last -----------------------------------------------------------------------------------

    @staticmethod
    def _last(told: Sequence[tuple[int, str]], here: int) -> str:
        """The last time in the two sentences before one."""
        index = bisect_left(told, (here, "")) - 1
        return told[index][1] if index >= 0 and told[index][0] >= here - _FARTHEST else ""

    @cached_property
    def _sentence(self) -> list[int]:
        return [number for number, sentence in enumerate(self.parse.sentences) for _ in sentence]

    @cached_property
    def _told(self) -> list[tuple[int, str]]:
        """Times of the whole text with their sentences, in order; those that count from others too."""
        found: list[tuple[int, str]] = []
        language = self.parse.language
        for entity in self.parse.names:
            if entity.label != "DATE":
                continue
            root = entity.root.head if entity.root.head.pos == "ADV" else entity.root
            words = [token for token in root.subtree if token.dep != "case" and not token.is_punct]
            text = "".join(token.text_with_ws for token in words[:_LONGEST]).strip()
            here = self._sentence[entity.start]
            future = any(
                child.lower in language.grammar.future for above in entity.root.ancestors for child in above.children
            )
            time = from_told(text, self._last(found, here), language)
            time = normalise(text, self._published, language, future=future) if time is None else time
            if PLAIN.fullmatch(time):
                found.append((here, time))
        return found


def _day(time: str) -> date | None:
    """The day on which a time begins; None where it names none."""
    try:
        return date.fromisoformat(time.partition("/")[0][:10])
    except ValueError:
        return None
