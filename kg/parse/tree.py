"""What door 2 makes of a document: tokens in a tree of Universal Dependencies, sentences, names, and which phrases speak of one thing.

Plain Python and frozen, so that the rules of doors 3 to 5 and their tests need no pipeline. Labels are those of
https://universaldependencies.org/u/dep/ ("ROOT" for the root), `pos` is the universal part of speech, `morph` has features
(https://universaldependencies.org/u/feat/).

    for token in parse: token.text, token.dep, token.head.text, [child.text for child in token.children]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NoReturn, cast, overload

from kg.lang.language import Grammar, Language, Words
from kg.model import Document, Reference, Rejection, Span
from kg.parse.word_features import Morph, Shape, morph_of, shape_of


class _Draft:
    """A token as long as its fields are being set."""

    __slots__ = (
        "child_deps", "children", "dep", "ent_type", "factuality", "head", "i", "idx", "left_edge", "lefts", "lemma", "lower",
        "lower_lemma", "morph", "parse", "pos", "right_edge", "rights", "sentence_number", "shape", "tag", "text", "whitespace",
    )  # fmt: skip

    parse: Parse
    i: int
    idx: int
    text: str
    lower: str
    lemma: str
    lower_lemma: str
    tag: str
    morph: Morph
    pos: str
    dep: str
    head: Token
    children: tuple[Token, ...]
    child_deps: frozenset[str]
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    ent_type: str
    factuality: float | None
    sentence_number: int
    shape: Shape
    whitespace: str


class Token(_Draft):
    """A word of a `Parse`, which alone makes tokens; compared by identity.

    `i` is its place among the tokens of the document, `idx` that of its first character in the text. `lower` and `lower_lemma` are
    text and lemma in lower case, `whitespace` is "" or the blank behind it. `ent_type` is the label of the name it belongs to
    ("" for none), `child_deps` are the labels of its children. `factuality` is the reader's estimate for an event word, -3 to 3,
    None without one. The root is its own head.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a token is frozen: {name} cannot be set")

    def __repr__(self) -> str:
        return self.text

    @property
    def language(self) -> Language:
        """What is known of the language of the document."""
        return self.parse.language

    @property
    def words(self) -> Words:
        """What is known of the words that decide how a clause is read."""
        return self.parse.language.words

    @property
    def grammar(self) -> Grammar:
        """What is known of function words."""
        return self.parse.language.grammar

    @property
    def text_with_ws(self) -> str:
        """The word and the blank behind it."""
        return self.text + self.whitespace

    @property
    def end(self) -> int:
        """The character after its last one."""
        return self.idx + len(self.text)

    @property
    def span(self) -> Span:
        """Its characters."""
        return self.parse.span(self.idx, self.end)

    @property
    def sentence(self) -> Tokens:
        """The sentence it stands in."""
        return self.parse.sentences[self.sentence_number]

    @property
    def is_sent_start(self) -> bool:
        """The first token of a sentence."""
        return self.sentence.start == self.i

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """Itself and all below it, in text order where the tree is projective."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    def nbor(self, offset: int = 1) -> Token:
        """The token `offset` places behind it. IndexError at the edges of the document."""
        at = self.i + offset
        if at < 0:
            raise IndexError(f"there is no token {at}")
        return self.parse.tokens[at]

    @property
    def is_finite(self) -> bool:
        """A finite form, modal verbs too."""
        return self.morph.verb_form == "Fin"

    @property
    def is_nonfinite(self) -> bool:
        """An infinitive, a participle or a gerund."""
        return self.morph.verb_form not in ("", "Fin")

    @property
    def is_past(self) -> bool:
        """A finite form in the past tense."""
        return self.morph.tense == "Past" and self.morph.verb_form == "Fin"

    @property
    def is_present(self) -> bool:
        """A finite form in the present tense."""
        return self.morph.tense == "Pres" and self.morph.verb_form == "Fin"

    @property
    def is_infinitive(self) -> bool:
        """The plain form: "leave", in "to leave", "will leave" or "leave the town"."""
        return self.morph.verb_form == "Inf"

    @property
    def is_past_participle(self) -> bool:
        """A participle of the passive or the perfect: "arrested"."""
        return self.morph.verb_form == "Part" and self.morph.tense == "Past"

    @property
    def is_gerund(self) -> bool:
        """A gerund or a present participle, which not all treebanks tell apart: "leaving"."""
        return self.morph.verb_form == "Ger" or (self.morph.verb_form == "Part" and self.morph.tense != "Past")

    @property
    def is_plural(self) -> bool:
        """A plural."""
        return self.morph.number == "Plur"

    @property
    def is_singular_noun(self) -> bool:
        """A common noun in the singular."""
        return self.pos == "NOUN" and self.morph.number == "Sing"

    @property
    def is_personal(self) -> bool:
        """A personal pronoun, not a possessive one."""
        return self.morph.pron_type == "Prs" and not self.morph.poss

    @property
    def is_possessive(self) -> bool:
        """A possessive pronoun: "its"."""
        return self.morph.pron_type == "Prs" and bool(self.morph.poss)

    @property
    def is_interrogative(self) -> bool:
        """A word that asks or relates: "what", "where", "who"; no possessive one."""
        return self.morph.pron_type.startswith("Int") and not self.morph.poss

    @property
    def is_space(self) -> bool:
        """White space only."""
        return self.shape.is_space

    @property
    def is_punct(self) -> bool:
        """Punctuation only (Unicode's categories P*)."""
        return self.shape.is_punct

    @property
    def is_quote(self) -> bool:
        """A quotation mark, single ones too."""
        return self.shape.is_quote

    @property
    def is_bracket(self) -> bool:
        """A bracket of any kind."""
        return self.shape.is_bracket

    @property
    def is_left_punct(self) -> bool:
        """It opens brackets or a quotation."""
        return self.shape.is_left_punct

    @property
    def is_right_punct(self) -> bool:
        """It closes brackets or a quotation."""
        return self.shape.is_right_punct


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens `[start, end)` of a parse: a sentence, a name with its `label`, or any other run."""

    parse: Parse = field(repr=False)
    start: int
    end: int
    label: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.parse.tokens[self.start : self.end])

    def __contains__(self, token: object) -> bool:
        return isinstance(token, Token) and token.parse is self.parse and self.start <= token.i < self.end

    def __getitem__(self, at: int) -> Token:
        return self.parse.tokens[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        """The first character."""
        return self.parse.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The character after the last one."""
        return self.parse.tokens[self.end - 1].end

    @property
    def text(self) -> str:
        """The words as they stand in the document."""
        return self.parse.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def span(self) -> Span:
        """The characters."""
        return self.parse.span(self.start_char, self.end_char)

    @property
    def language(self) -> Language:
        """What is known of the language of the document."""
        return self.parse.language

    @property
    def words(self) -> Words:
        """What is known of the words that decide how a clause is read."""
        return self.parse.language.words

    @property
    def root(self) -> Token:
        """The token nearest to the root of the tree; of equals the first."""
        return min(self, key=lambda token: sum(1 for _ in token.ancestors))

    @property
    def sentence(self) -> Tokens:
        """The sentence of its first token."""
        return self.parse.tokens[self.start].sentence

    @property
    def names(self) -> Iterator[Tokens]:
        """The names that lie within."""
        return (name for name in self.parse.names if self.start <= name.start and name.end <= self.end)


@dataclass(frozen=True, slots=True)
class Repair:
    """A change that door 2 made to what the parser said: the rule's name, and the token whose head or label is another one now."""

    rule: str
    token: int
    head: int  # before
    dep: str  # before


@dataclass(frozen=True, slots=True)
class Columns:
    """What a parse is made of, a row a token; heads are places of tokens, names and sentences `[start, end)` of tokens."""

    words: Sequence[str]
    spaces: Sequence[bool]
    lemmas: Sequence[str]
    tags: Sequence[str]
    feats: Sequence[str]
    pos: Sequence[str]
    heads: Sequence[int]
    deps: Sequence[str]
    sentences: Sequence[tuple[int, int]]
    names: Sequence[tuple[int, int, str]] = ()
    factuality: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """A document as door 2 read it; make it with `Parse.of`.

    `references` are phrases that speak of one thing, `unread` is what could not be read well.
    """

    document: Document
    language: Language
    tokens: tuple[Token, ...]
    sentences: tuple[Tokens, ...]
    names: tuple[Tokens, ...]
    references: tuple[Reference, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unread: tuple[Rejection, ...] = ()
    starts: tuple[int, ...] = field(default=(), repr=False)  # the first character of each token
    spans: dict[tuple[int, int], Span] = field(default_factory=dict, repr=False)  # that were asked for

    @classmethod
    def of(
        cls,
        document: Document,
        columns: Columns,
        language: Language,
        references: Sequence[Reference] = (),
        repairs: Sequence[Repair] = (),
        unread: Sequence[Rejection] = (),
    ) -> Parse:
        """A parse of columns. ValueError when the words are not those of the document."""
        starts = _starts(columns)
        if "".join(_with_spaces(columns)) != document.text:
            raise ValueError(f"the words of the parse are not the text of {document.id!r}")
        drafts = tuple(_Draft() for _ in columns.words)
        tokens = cast(tuple[Token, ...], drafts)
        parse = cls.__new__(cls)
        sentences = tuple(Tokens(parse, start, end) for start, end in columns.sentences)
        names = tuple(Tokens(parse, start, end, label) for start, end, label in columns.names)
        values = (
            document,
            language,
            tokens,
            sentences,
            names,
            tuple(references),
            tuple(repairs),
            tuple(unread),
            starts,
            {(span.start, span.end): span for item in references for span in (item.span, item.head)},
        )
        for name, value in zip(cls.__slots__, values, strict=True):
            object.__setattr__(parse, name, value)
        _fill(parse, drafts, columns)
        return parse

    @property
    def words(self) -> Words:
        """What is known of the words that decide how a clause is read."""
        return self.language.words

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    def span(self, start: int, end: int) -> Span:
        """The characters `[start, end)` of the text; the same object each time, since what is said of a document is mostly spans."""
        known = self.spans.get((start, end))
        if known is None:
            known = self.spans[start, end] = Span(self.document.id, start, end, self.document.text[start:end])
        return known

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Tokens: ...
    def __getitem__(self, at: int | slice) -> Token | Tokens:
        if isinstance(at, int):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return Tokens(self, start, max(start, end))

    def at(self, character: int) -> Token:
        """The token that holds a character of the text, or the one before a blank."""
        return self.tokens[max(0, bisect_right(self.starts, character) - 1)]

    def between(self, start: int, end: int, *, expand: bool = False) -> Tokens | None:
        """The tokens of the characters `[start, end)`; None when these cut a token, unless `expand` takes such tokens whole."""
        first, last = self.at(start), self.at(max(start, end - 1))
        whole = first.idx == start and last.end == end
        return self[first.i : last.i + 1] if whole or expand else None

    def columns(self) -> Columns:
        """What it was made of."""
        return Columns(
            words=[token.text for token in self],
            spaces=[bool(token.whitespace) for token in self],
            lemmas=[token.lemma for token in self],
            tags=[token.tag for token in self],
            feats=[token.morph.feats for token in self],
            pos=[token.pos for token in self],
            heads=[token.head.i for token in self],
            deps=[token.dep for token in self],
            sentences=[(sentence.start, sentence.end) for sentence in self.sentences],
            names=[(name.start, name.end, name.label) for name in self.names],
            factuality=[token.factuality for token in self],
        )


def _with_spaces(columns: Columns) -> Iterator[str]:
    for word, space in zip(columns.words, columns.spaces, strict=True):
        yield word
        if space:
            yield " "


def _starts(columns: Columns) -> tuple[int, ...]:
    lengths = (len(word) + space for word, space in zip(columns.words, columns.spaces, strict=True))
    return tuple(accumulate(lengths, initial=0))[:-1] if columns.words else ()


def _fill(parse: Parse, drafts: Sequence[_Draft], columns: Columns) -> None:
    """Set the fields of the tokens of a parse, which are drafts until then: to set them on frozen tokens takes twice as long."""
    tokens, count = parse.tokens, len(parse.tokens)
    left, right = _edges(columns.heads)
    before: list[list[int]] = [[] for _ in tokens]
    behind: list[list[int]] = [[] for _ in tokens]
    for index, head in enumerate(columns.heads):
        if head != index:
            (before if index < head else behind)[head].append(index)
    types, numbers = [""] * count, [0] * count
    for name in parse.names:
        types[name.start : name.end] = [name.label] * len(name)
    for number, sentence in enumerate(parse.sentences):
        numbers[sentence.start : sentence.end] = [number] * len(sentence)
    ratings = columns.factuality or [None] * count
    for index, (token, text, lemma) in enumerate(zip(drafts, columns.words, columns.lemmas, strict=True)):
        token.parse, token.i, token.idx = parse, index, parse.starts[index]
        token.text, token.lower, token.whitespace = text, text.lower(), " " if columns.spaces[index] else ""
        token.lemma, token.lower_lemma = lemma, lemma.lower()
        token.tag, token.pos, token.morph = columns.tags[index], columns.pos[index], morph_of(columns.feats[index])
        token.dep, token.head = columns.deps[index], tokens[columns.heads[index]]
        token.lefts = lefts = tuple([tokens[child] for child in before[index]])
        token.rights = rights = tuple([tokens[child] for child in behind[index]])
        token.children = lefts + rights
        token.child_deps = frozenset([columns.deps[child] for child in before[index] + behind[index]])
        token.left_edge, token.right_edge = tokens[left[index]], tokens[right[index]]
        token.ent_type, token.sentence_number = types[index], numbers[index]
        token.factuality, token.shape = ratings[index], shape_of(text)
    for token in drafts:
        token.__class__ = Token


def _edges(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first and the last token at or below each token."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    for index, head in enumerate(heads):
        below = index
        while head != below:
            if left[head] <= left[index] and right[head] >= right[index]:
                break  # so it is for all above
            left[head], right[head] = min(left[head], left[index]), max(right[head], right[index])
            below, head = head, heads[head]
    return left, right
