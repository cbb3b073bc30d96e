"""Who speaks where no verb of the clause itself says so: quotation marks, and headlines that name their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from kg.extraction.people import is_somebody
from kg.extraction.syntax import ACTING, is_time, owner_of
from kg.parse import Parse, Token, Tokens

_OPENING = frozenset("“«‘")
_CLOSING = frozenset("”»’")
Region = tuple[int, int]  # a run of tokens: its first, and the one after its last
_STRAIGHT = frozenset(('"', "``", "''"))


_FRAMING = frozenset(":–—-")  # what stands between a source and what it says
_ACRONYM = 3  # letters


@dataclass(frozen=True)
class Frame:
    """A headline that names its source: "Kyiv: Minsk attacked", "Minsk attacked – Kyiv"; `said` are indices of tokens."""

    source: Token
    mark: Token
    said: range


def frame_of(sentence: Tokens) -> Frame | None:
    """The source before a colon or after a dash: a short phrase without a verb that names somebody or a word for speech."""
    words = [token for token in sentence if not token.is_space]
    frames = (_frame_at(words, at) for at, token in enumerate(words) if token.text in _FRAMING)
    return next((frame for frame in frames if frame is not None), None)


def _frame_at(words: list[Token], at: int) -> Frame | None:
    before, mark, after = words[:at], words[at], words[at + 1 :]
    if mark.text == ":":
        label = bool(before) and before[-1].lower in mark.words.credits | mark.words.text_labels
        source = _names_source(before, 6) and not label and not _is_dateline(before)
        stated = any(token.pos in ("VERB", "AUX") for token in after)  # not "Reed: an interview"
        framed = source and len(after) > 2 and stated and (_is_speaker(_top(before)) or _are_people(before))
        return Frame(_top(before), mark, range(mark.i + 1, words[-1].i + 1)) if framed else None
    spaced = mark.text != "-" or (at > 0 and bool(words[at - 1].whitespace) and bool(mark.whitespace))
    ended = words[-1].text == "."  # a sentence with a full stop is no headline
    after = [token for token in after if not token.is_punct]
    timed = any(is_time(token) for token in after)  # "on Sunday - May 9 - this year"
    named = len(before) > 2 and _names_source(after, 4) and after[0].pos == "PROPN" and _is_speaker(_top(after))
    return Frame(_top(after), mark, range(words[0].i, mark.i)) if spaced and named and not (timed or ended) else None


def _is_speaker(source: Token) -> bool:
    """A name of somebody, or a word for speech ("Report: ..."); "Analysis: ..." speaks for nobody."""
    return source.ent_type in ("PERSON", "ORG", "GPE", "NORP") or source.lower_lemma in source.words.say_nouns


def _are_people(words: list[Token]) -> bool:
    """A bare noun for people or a body of people: "Police: Falk shot Berg", "Finance minister: ..."; not "Among the speakers: ..."."""
    return all(token.pos in ("NOUN", "PROPN", "ADJ") for token in words) and is_somebody(_top(words))


def _is_dateline(words: list[Token]) -> bool:
    """ "NEW DELHI: India sanctioned ...": a place in capitals says where it was written; "BBC: ..." and "UK: ..." say who says so."""
    place = words[-1:] and words[-1].ent_type in ("GPE", "LOC") and len(words[-1].text) > _ACRONYM
    return bool(place) and all(token.text.isupper() for token in words)


def _names_source(words: list[Token], most: int) -> bool:
    verbless = all(token.pos not in ("VERB", "AUX", "PUNCT", "SCONJ") for token in words)
    return 0 < len(words) <= most and verbless and any(token.pos in ("PROPN", "NOUN") for token in words)


def _top(words: list[Token]) -> Token:
    """The head of a run of words: the noun whose head lies outside of it."""
    inside = {token.i for token in words}
    nouns = [token for token in words if token.pos in ("PROPN", "NOUN")]
    return next((token for token in nouns if token.head.i not in inside or token.head.i == token.i), nouns[-1])


@dataclass(frozen=True)
class Turn:
    """Who has the floor in an interview or transcript: "Reed: ..." at the start of a line, until the next one speaks."""

    source: Token
    mark: Token
    said: range


def turns_of(parse: Parse) -> list[Turn]:
    """Turns of a text in which somebody speaks at least twice; a list ("Price: ...", "Date: ...") has each name once."""
    found = list(_turn_starts(parse))
    names = [tuple(token.text for token in name) for name, _ in found]
    if len(set(names)) in (0, len(names)):
        return []
    ends = [*(name[0].i for name, _ in found[1:]), len(parse)]
    return [Turn(_top(name), mark, range(mark.i + 1, end)) for (name, mark), end in zip(found, ends, strict=True)]


def _turn_starts(parse: Parse) -> Iterator[tuple[list[Token], Token]]:
    for token in parse:
        if not token.is_space and (token.i == 0 or "\n" in parse[token.i - 1].text):
            line = list(takewhile(lambda word: word.text != ":" and not word.is_space, parse[token.i : token.i + 6]))
            mark = token.i + len(line)
            if mark < len(parse) and parse[mark].text == ":" and token.text[0].isupper() and _names_source(line, 5):
                yield line, parse[mark]


@dataclass(frozen=True)
class Credit:
    """Whose a picture is: "Image: Ana Ruiz." after what it shows."""

    word: Token
    source: list[Token]
    shown: range


def credits_of(parse: Parse) -> Iterator[Credit]:
    """Every credit line: a word for a picture, a colon, a short name; the sentence before it says what is to be seen."""
    bounds = sentence_bounds(parse)
    for word in parse[1:-2]:
        mark = parse[word.i + 1]
        bracketed = parse[word.i - 1].text == "("  # "twelve million (source: the ministry)"
        if word.lower not in parse.words.credits or mark.text not in (":", ";"):
            continue
        if not (bracketed or word.text[0].isupper()):
            continue
        source = [mark.nbor(), *takewhile(_goes_on, parse[mark.i + 2 : mark.i + 9])]
        if any(token.pos in ("PROPN", "NOUN") for token in source):
            yield Credit(
                word, source, range(bounds[word.i][0], word.i - 1) if bracketed else _sentence_before(word, bounds)
            )


def _goes_on(token: Token) -> bool:
    """Inside the name of a credit line."""
    return not token.is_sent_start and not token.is_space and token.text not in (".", ",", ";", "(", ")")


def _sentence_before(word: Token, bounds: list[Region]) -> range:
    """The tokens of the sentence before a word; one without a letter (a year) goes with the one before it."""
    end = word.i
    start = bounds[end][0] if bounds[end][0] < end else bounds[end - 1][0]
    while start > 0 and not any(token.text.isalpha() for token in word.parse[start:end]):
        start = bounds[start - 1][0]
    return range(start, end)


def sentence_bounds(parse: Parse) -> list[Region]:
    """First token, and the one after the last, of each token's sentence; `Token.sentence` reads the whole document every time."""
    return [(sentence.start, sentence.end) for sentence in parse.sentences for _ in range(len(sentence))]


def _acts(subject: Token) -> bool:
    """Somebody who can speak, by name or pronoun."""
    return subject.ent_type in ACTING or (subject.is_personal and subject.lower not in subject.grammar.empty_subjects)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep == "nsubj"), None)


class Quotes:
    """Quoted stretches of a Parse, by paragraph, and who speaks them; the turns of a transcript."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words = parse.words
        self.regions: list[Region] = []
        self._before: dict[Region, Region] = {}  # what goes on in a new paragraph -> its part in the one before
        self._bounds = sentence_bounds(parse)
        self._known: dict[tuple[Region, int], tuple[Token, Token] | None] = {}  # by region and start of sentence
        self._find()
        self._region_at = {index: region for region in self.regions for index in range(*region)}
        self.turns = turns_of(parse)
        self._turn_at = {index: turn for turn in self.turns for index in turn.said}

    def _find(self) -> None:
        opened: int | None = None
        unclosed: Region | None = None
        for token in self.parse:
            if self._breaks(token.i):  # a quotation that runs on into the next paragraph has no closing mark
                unclosed = self._add(opened, token.i, None)
                opened = None
            elif self._opens(token, opened is not None):
                opened = token.i + 1
            elif opened is not None and self._closes(token, self.parse[opened - 1]):
                self._add(opened, token.i, unclosed)
                opened = unclosed = None

    def _add(self, start: int | None, end: int, before: Region | None) -> Region | None:
        """Keep a quotation; one or two words are none. `before` is left open in the paragraph above."""
        if start is None or end - start <= 2:
            return None
        region = (start, end)
        self.regions.append(region)
        if before is not None and start > 1 and self._breaks(start - 2):
            self._before[region] = before
        return region

    @staticmethod
    def _opens(mark: Token, within: bool) -> bool:
        """An opening mark; a straight one opens when none is open, or when only its left side is free."""
        if mark.text in _OPENING or mark.text not in _STRAIGHT:
            return mark.text in _OPENING and not within
        if mark.i == 0 or mark.i + 1 == len(mark.parse):
            return mark.i == 0
        before = mark.nbor(-1)
        free_before = bool(before.whitespace) or before.is_space
        free_after = bool(mark.whitespace) or mark.nbor(1).is_space
        return free_before if free_before != free_after else not within

    @staticmethod
    def _closes(mark: Token, opening: Token) -> bool:
        """A closing mark; a single one, which may be an apostrophe, only after a single opening one."""
        single = opening.text == "‘"
        return mark.text == "’" if single else mark.text in _CLOSING - {"’"} or mark.text in _STRAIGHT

    def around(self, token: Token) -> Region | None:
        """The region that holds `token`."""
        return self._region_at.get(token.i)

    def turn(self, token: Token) -> Turn | None:
        """The turn of a transcript that `token` belongs to."""
        return self._turn_at.get(token.i)

    def speaker(self, region: Region, token: Token) -> tuple[Token, Token] | None:
        """Who speaks `token` inside `region`: the verb of saying and its subject, in this paragraph or, when the quotation runs on
        from the one above, or stands alone below it, there."""
        found = self._signed(region) or self._beside(region, token)
        while found is None and region in self._before:
            region = self._before[region]
            found = self._beside(region, self.parse[region[0]])
        return found or self._introduced(region) or self._above(region)

    def _signed(self, region: Region) -> tuple[Token, Token] | None:
        """A dash and a name behind a quotation, at the end of a line or sentence: "..." - Reed."""
        mark = region[1] + 1
        if mark + 1 >= len(self.parse) or self.parse[mark].text not in _FRAMING - {":"}:
            return None
        name = list(takewhile(lambda word: word.pos == "PROPN" and not word.is_space, self.parse[mark + 1 : mark + 6]))
        end = mark + 1 + len(name)
        ends = (
            end >= len(self.parse)
            or self.parse[end].is_space
            or self.parse[end].is_sent_start
            or self.parse[end].text == "."
        )
        return (self.parse[mark], _top(name)) if name and ends else None

    def _introduced(self, region: Region) -> tuple[Token, Token] | None:
        """Who does something before a colon and a quotation ("Reed defended the plan: ..."), or whose words or motto it is."""
        mark = region[0] - 2
        if mark < 1 or self.parse[mark].text not in (":", ","):
            return None
        start = self._bounds[mark][0]
        noun = next((word for word in reversed(list(self.parse[start:mark])) if word.pos in ("NOUN", "PROPN")), None)
        if noun is not None and noun.lower_lemma in self.words.sayings and (owner := owner_of(noun)) is not None:
            return noun, owner
        verbs = (
            word for word in self.parse[start:mark] if word.pos == "VERB" and word.dep in ("ROOT", "parataxis", "conj")
        )
        found = ((verb, _subject(verb)) for verb in verbs if self.around(verb) is None)
        acting = [(verb, subject) for verb, subject in found if subject is not None and _acts(subject)]
        return acting[-1] if acting and self.parse[mark].text == ":" else None

    def _above(self, region: Region) -> tuple[Token, Token] | None:
        """Who spoke last in the paragraph above one that is nothing but quoted."""
        alone = region[0] < 2 or self._breaks(region[0] - 2)
        alone = alone and (region[1] + 1 >= len(self.parse) or self._breaks(region[1] + 1))
        end = region[0] - 2
        start = next((index + 1 for index in range(end - 1, -1, -1) if self._breaks(index)), 0)
        if not alone or end <= start:
            return None
        last = self._bounds[end - 1]
        quoted = [one for one in self.regions if start <= one[0] and last[0] < one[1] <= end]
        if quoted:
            inside = next((token for token in self.parse[slice(*quoted[-1])] if token.pos in ("VERB", "AUX")), None)
            return self.speaker(quoted[-1], inside if inside is not None else self.parse[quoted[-1][0]])
        saying = (token for token in self.parse[slice(*last)] if self._says(token))
        return next(((verb, subject) for verb in saying if (subject := _subject(verb)) is not None), None)

    def _beside(self, region: Region, token: Token) -> tuple[Token, Token] | None:
        """The verb of saying in the sentence of `token`, or, when whole sentences are quoted, the nearest one in the paragraph,
        at most one sentence away; and the verb's subject."""
        key = (region, self._bounds[token.i][0])
        if key not in self._known:
            self._known[key] = self._search(region, self._bounds[token.i])
        return self._known[key]

    def _search(self, region: Region, spoken: Region) -> tuple[Token, Token] | None:
        whole = spoken[0] >= region[0] - 1
        found = []
        for verb in self._near(region):
            if not self._says(verb, region[0] - 2):
                continue
            subject = _subject(verb)
            sentence = self._bounds[verb.i]
            same = sentence[0] < region[1] and sentence[1] > region[0]
            told = (
                verb.lower_lemma not in self.words.talk
            )  # "spoke of ...": some words in quotation marks, no sentences
            if subject is not None and (sentence == spoken or (whole and told)):
                distance = region[0] - verb.i if verb.i < region[0] else verb.i - region[1]
                found.append((sentence != spoken, not same, distance, verb, subject))
        return min(found, key=lambda item: item[:3])[3:] if found else None

    def _says(self, verb: Token, behind: int = -1) -> bool:
        """A verb of saying outside of quotation marks; also "went on" before the colon at `behind`."""
        words, lemma = self.words, verb.lower_lemma
        colon = 0 <= verb.i < behind and self.parse[behind].text == ":"
        going_on = lemma in words.going_on and (colon or self._is_behind_quotation(verb))
        says = lemma in words.say_or_ask | words.talk or going_on
        says = says or any(
            child.dep == "ccomp" and self.around(child) for child in verb.children
        )  # "elaborated, '...'"
        return verb.pos == "VERB" and says and self.around(verb) is None

    def _is_behind_quotation(self, verb: Token) -> bool:
        """Its subject stands right behind a mark: '..., " Reed went on.'"""
        subject = _subject(verb)
        start = subject.left_edge.i if subject is not None else 0
        return start > 0 and start < verb.i and self.parse[start - 1].is_quote

    def _near(self, region: Region) -> Iterator[Token]:
        """The words of the paragraph in the sentences of a region and in those that touch it."""
        first = self._bounds[max(region[0] - 2, 0)][0]
        last = self._bounds[min(region[1] + 1, len(self.parse) - 1)][1]
        for index in range(region[0] - 1, first - 1, -1):
            if self._breaks(index):
                break
            yield self.parse[index]
        for index in range(region[1], last):
            if self._breaks(index):
                break
            yield self.parse[index]

    def _breaks(self, index: int) -> bool:
        return self.parse[index].is_space and self.parse[index].text.count("\n") > 1
