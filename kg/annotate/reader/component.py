"""The packaged reader: a spaCy component that runs one small ONNX encoder and fills the whole `Doc`.

Sets `tag`, `pos`, `lemma`, `head`, `dep`, sentence starts, `ents` and `tensor` (a vector a word) in one pass. `Reader.refer` adds
`_.mentions`: which phrases speak of one thing (`kg.annotate.coreference.ranking`); only where it is asked for, since it takes
time of its own. Paragraphs are read side by side, each in windows of whole sentences (`kg.annotate.reader.windows`). A Doc that
comes with sentence starts keeps them.
Universal Dependencies labels (https://universaldependencies.org/u/dep/), Penn tags in `tag_`, OntoNotes-like entity labels.
"""

from __future__ import annotations

import json
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from threading import get_ident
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
import srsly
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_QUOTE, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language as Pipeline
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, Span, Token
from spacy.util import ensure_path
from threadpoolctl import ThreadpoolController
from tokenizers import Tokenizer

from kg.annotate.coreference.ranking import Coreference
from kg.annotate.reader import glossary
from kg.annotate.reader.entity_tags import entity_tags
from kg.annotate.reader.lemmas import Lemmas
from kg.annotate.reader.quantities import mark
from kg.annotate.reader.tree_decoding import tree
from kg.annotate.reader.windows import Stream
from kg.annotate.reader.word_pieces import WORD_CHARACTERS, Pieces, pack, shapes
from kg.errors import ModelError
from kg.lang.language import Language
from kg.lang.registry import LANGUAGES

DATELINE_TOKENS = 24  # of a line that are looked at
FACTORY = "kg_reader"
FILES = ("network.onnx", "labels.onnx", "labels.json", "tokenizer.json")
COREFERENCE = "coreference.npz"  # may be missing: then no mention is linked to another
LINKS = (
    "mentions"  # extension of Doc: what may refer to something, and to what (`kg.annotate.coreference.ranking.Link`)
)
UNREAD = "unread"  # extension of Doc: (start, end, reason) of tokens that could not be read well

Floats = NDArray[np.float32]


@dataclass
class Reading:
    """Decisions for the tokens of one Doc, by token index."""

    tag: list[str]
    pos: list[str]
    lemma: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    factuality: list[float]
    unread: list[tuple[int, int, str]]
    vectors: NDArray[np.float16]  # of the words in their sentences; halves, since a book's are many

    @classmethod
    def blank(cls, size: int, width: int) -> Reading:
        """Nothing decided; vectors have `width` columns."""
        none = [""] * size
        return cls(
            tag=list(none),
            pos=list(none),
            lemma=list(none),
            dep=["dep"] * size,
            head=list(range(size)),
            entity=["O"] * size,
            factuality=[0.0] * size,
            unread=[],
            vectors=np.zeros((size, width), dtype=np.float16),
        )


@dataclass
class Cut:
    """A sentence cut out of a window: its tokens and words, its first word's place in the window, its heads, the window's scores."""

    tokens: list[int]
    words: list[str]
    start: int
    heads: list[int]
    scores: dict[str, Floats]

    def rows(self, task: str) -> Floats:
        """The scores of its words."""
        return self.scores[task][self.start : self.start + len(self.words)]

    def governors(self) -> Floats:
        """The vectors of its words' heads; row 0 of the window is the root."""
        return self.scores["governor"][[head + self.start if head else 0 for head in self.heads]]


class _Marks(NamedTuple):
    """What a Doc says of its tokens before it is read, a column each: faster than to ask for token after token."""

    text: list[str]
    space: list[int]  # 1 for a token of blanks
    quote: list[int]
    blank: list[int]  # 1 before a blank
    starts: list[bool]  # a sentence

    @classmethod
    def of(cls, doc: Doc) -> _Marks:
        forms, space, quote, blank, starts = doc.to_array([ORTH, IS_SPACE, IS_QUOTE, SPACY, SENT_START]).T.tolist()
        text = [doc.vocab.strings[form] for form in forms]
        return cls(text, space, quote, blank, [value == 1 for value in starts])

    def bodies(self, story: str) -> set[int]:
        """Tokens with which a story begins behind its dateline ("OSLO, May 3 (Agency) — The pact ..."): that is no part of a sentence."""
        found, first = set(), True
        for index, space in enumerate(self.space):
            if first and not space:
                line = range(index, min(index + DATELINE_TOKENS, len(self.text)))
                ends = list(accumulate(len(self.text[at]) + self.blank[at] for at in line))
                match = re.match(story, "".join(self.text[at] + " " * self.blank[at] for at in line))
                if match and match.end() in ends[:-1]:
                    found.add(index + ends.index(match.end()) + 1)
            first = bool(space) and "\n" in self.text[index]
        return found


@dataclass(frozen=True)
class Weights:
    """What is loaded from the component's folder."""

    network: Any  # onnxruntime.InferenceSession
    relations: Any  # likewise: labels of arcs from the vectors of their ends
    outputs: list[str]
    labels: dict[str, list[str]]
    lemmas: Lemmas
    pieces: Pieces
    width: int  # of the vectors of words
    coreference: Coreference | None


@Pipeline.factory(
    FACTORY,
    assigns=[
        "token.tag",
        "token.pos",
        "token.lemma",
        "token.morph",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "doc.ents",
    ],
    default_config={"threads": 0},
)
def make_reader(nlp: Pipeline, name: str, threads: int) -> Reader:
    """Factory for spaCy; paragraphs read side by side in `threads`, 0 for one a core."""
    return Reader(LANGUAGES[nlp.lang or ""], name, threads)


class Reader:
    """Annotates Docs; made by `spacy.load` of a pipeline that has it."""

    def __init__(self, language: Language, name: str = "kg_reader", threads: int = 0) -> None:
        if not Token.has_extension("factuality"):
            Token.set_extension("factuality", default=0.0)
        if not Doc.has_extension(UNREAD):
            Doc.set_extension(UNREAD, default=())
        if not Doc.has_extension(LINKS):
            Doc.set_extension(LINKS, default=())
        glossary.extend()
        self.language = language
        self.name = name
        self.threads = threads or os.cpu_count() or 1
        self.files: dict[str, bytes | Path] = {}  # content, or where it lies: what lies on disk need not be held twice
        self._weights: Weights | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._owner = 0  # the process whose threads they are: a fork has none of them
        self._busy: set[int] = set()  # threads that are in the network now

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return next(iter(self.pipe([doc])))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate Docs, in their order; `batch_size` is there for spaCy and changes nothing."""
        self._own()
        waiting: deque[tuple[Doc, Reading, list[Future[None]]]] = deque()
        for doc in docs:
            reading = Reading.blank(len(doc), self.weights.width)
            waiting.append((doc, reading, [self._submit(stream, reading) for stream in self._streams(doc)]))
            if len(waiting) > 2 * self.threads:
                yield self._finish(*waiting.popleft())
        while waiting:
            yield self._finish(*waiting.popleft())

    def _finish(self, doc: Doc, reading: Reading, reads: list[Future[None]]) -> Doc:
        for read in reads:
            read.result()
        _annotate(doc, reading, self.language.tags.features)
        return doc

    def refer(self, doc: Doc) -> Doc:
        """Set `doc._.mentions` of a Doc that this reader has read: its phrases in text order, each with what it stands for."""
        if self.weights.coreference is not None and len(doc):
            with _blas().limit(limits=1, user_api="blas"):  # small matrices: more threads only wait for one another
                doc._.mentions = self.weights.coreference.links(doc, self.language)
        return doc

    def _own(self) -> None:
        """In a process that was forked: leave the parent's threads, and load anew what another one of them was in, with its locks."""
        if self._owner != os.getpid():
            self._pool, self._owner = None, os.getpid()
            if self._busy:
                self._weights, self._busy = None, set()

    def _submit(self, stream: Stream, reading: Reading) -> Future[None]:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix=self.name)
        return self._pool.submit(self._read, stream, reading)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """While a thread is in libraries that let others go on, and have locks."""
        self._busy.add(get_ident())
        try:
            yield
        finally:
            self._busy.discard(get_ident())

    @property
    def weights(self) -> Weights:
        """The loaded network; loaded at first use, so that the component can be pickled."""
        if self._weights is None:
            self._weights = self._load()
        return self._weights

    def _load(self) -> Weights:
        if not self.files:
            raise ModelError(
                "the reader has no weights", where=self.name, hint="load a packaged pipeline with spacy.load"
            )
        network, relations = (_session(self.files[name]) for name in ("network.onnx", "labels.onnx"))
        pieces = Pieces(Tokenizer.from_str(_content(self.files["tokenizer.json"]).decode()))
        labels = json.loads(_content(self.files["labels.json"]))
        forms = dict(item.rsplit(" ", 1) for item in labels.pop("forms"))
        outputs = [output.name for output in network.get_outputs()]
        lemmas = Lemmas(labels["lemma"], forms, pieces.vocabulary, self.language)
        width = next(output.shape[-1] for output in network.get_outputs() if output.name == "words")
        links = Coreference.from_bytes(_content(self.files[COREFERENCE])) if COREFERENCE in self.files else None
        return Weights(network, relations, outputs, labels, lemmas, pieces, width, links)

    def _streams(self, doc: Doc) -> Iterator[Stream]:
        """Paragraphs of a Doc, or its sentences where it has them; an empty line always ends a sentence."""
        given = doc.has_annotation("SENT_START")
        marks = _Marks.of(doc)
        tokens: list[int] = []
        bodies = set() if given else marks.bodies(self.language.times.story)
        for index, (text, space) in enumerate(zip(marks.text, marks.space, strict=True)):
            ends = (space and text.count("\n") > 1) or index in bodies
            if tokens and (ends or (given and marks.starts[index])):
                yield self._stream(marks, tokens, given)
                tokens = []
            if not space:
                tokens.append(index)
        if tokens:
            yield self._stream(marks, tokens, given)

    def _stream(self, marks: _Marks, tokens: list[int], whole: bool) -> Stream:
        words = [marks.text[index] for index in tokens]
        straight = [(at, index) for at, index in enumerate(tokens) if marks.quote[index]]
        tight = {at for at, index in straight if at and tokens[at - 1] == index - 1 and not marks.blank[index - 1]}
        opening = {at for at, index in straight if at not in tight and not marks.blank[index]}
        with self._working():
            pieces = self.weights.pieces.split(words)
        return Stream(tokens, words, pieces, frozenset(opening), frozenset(tight), whole)

    def _read(self, stream: Stream, reading: Reading) -> None:
        """Read all of a stream, window by window: int8 scales depend on all that is read at once, and a document's parse must not
        depend on its neighbors. Batches would not be faster on a processor."""
        with self._working():
            while not stream.done:
                first, size = stream.position, stream.window()
                scores = self._scores(stream, size)
                cuts = [
                    _cut(stream, first, start, end, scores)
                    for start, end in stream.cut(size, scores["start"][:size, 1] - scores["start"][:size, 0])
                ]
                for cut, relations in zip(cuts, self._relations(cuts), strict=True):
                    self._write(cut, relations, reading)
        _report(stream, self.weights.pieces.unknown, reading)

    def _scores(self, stream: Stream, size: int) -> dict[str, Floats]:
        weights, span = self.weights, slice(stream.position, stream.position + size)
        special = (weights.pieces.first, weights.pieces.last)
        arrays = pack([stream.pieces[span]], [shapes(stream.words[span])], special)
        found = weights.network.run(weights.outputs, arrays)
        return {name: array[0] for name, array in zip(weights.outputs, found, strict=True)}

    def _write(self, cut: Cut, relations: list[str], reading: Reading) -> None:
        labels = self.weights.labels
        xpos, upos = (cut.rows(task).argmax(-1).tolist() for task in ("xpos", "upos"))
        lemmas = self.weights.lemmas.all_of(cut.words, [labels["upos"][at] for at in upos], cut.rows("lemma"))
        tags = entity_tags(cut.rows("entity"), labels["entity"])
        tags = mark(cut.words, [labels["upos"][at] for at in upos], tags, self.language)
        factuality = cut.rows("factuality")[:, 0].tolist()
        for at, (token, head) in enumerate(zip(cut.tokens, cut.heads, strict=True)):
            reading.tag[token] = labels["xpos"][xpos[at]]
            reading.pos[token] = labels["upos"][upos[at]]
            reading.lemma[token] = lemmas[at]
            reading.head[token] = cut.tokens[head - 1] if head else token
            reading.dep[token] = relations[at] if head else "ROOT"  # spaCy's name of the root
            reading.entity[token] = tags[at]
            reading.factuality[token] = factuality[at]
        reading.vectors[cut.tokens] = cut.rows("words")

    def _relations(self, cuts: list[Cut]) -> Iterator[list[str]]:
        """The labels of all arcs of some sentences, found in one go."""
        if not cuts:
            return
        names = self.weights.labels["label"]
        ends = {
            "dependent": np.concatenate([cut.rows("dependent") for cut in cuts]),
            "governor": np.concatenate([cut.governors() for cut in cuts]),
        }
        (scores,) = self.weights.relations.run(None, ends)
        scores[:, names.index("root")] = -np.inf
        best = [names[index] for index in scores.argmax(-1)]
        start = 0
        for cut in cuts:
            yield best[start : start + len(cut.heads)]
            start += len(cut.heads)

    def _contents(self) -> dict[str, bytes]:
        return {name: _content(file) for name, file in self.files.items()}

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's files."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._contents().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Take the component's files, which must stay there: the weights are read when first needed."""
        folder = ensure_path(path).resolve()
        known = [*FILES, *([COREFERENCE] if (folder / COREFERENCE).exists() else [])]
        self.files = {name: (folder / name).resolve(strict=True) for name in known}
        self._weights = None
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component's files as one string of bytes."""
        return bytes(srsly.msgpack_dumps(self._contents()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Reader:
        """Read what `to_bytes` wrote."""
        self.files = srsly.msgpack_loads(data)
        self._weights = None
        return self

    def __getstate__(self) -> dict[str, Any]:
        return {"language": self.language.code, "name": self.name, "threads": self.threads, "files": self._contents()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(LANGUAGES[state["language"]], state["name"], state["threads"])  # type: ignore[misc]
        self.files = state["files"]


@cache
def _blas() -> Any:
    """The libraries of this process that have threads; looked for once, which takes as long as a short text."""
    return ThreadpoolController()


def _content(file: bytes | Path) -> bytes:
    return file.read_bytes() if isinstance(file, Path) else file


def _session(graph: bytes | Path) -> Any:
    """A graph that runs in the thread that calls it: threads are spent on paragraphs, which share nothing."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _cut(stream: Stream, first: int, start: int, end: int, scores: dict[str, Floats]) -> Cut:
    """The sentence at `[start, end)` of the window that begins at word `first` of the stream."""
    arcs = np.concatenate([scores["arc"][start:end, :1], scores["arc"][start:end, start + 1 : end + 1]], axis=1)
    span = slice(first + start, first + end)
    return Cut(stream.tokens[span], stream.words[span], start, tree(arcs), scores)


def _report(stream: Stream, unknown: int, reading: Reading) -> None:
    """Note what the encoder cannot see: letters it has not learnt, very long words, where sentences beyond its reach were cut."""
    bare = sum(pieces[0] == unknown for pieces in stream.pieces)
    span = (stream.tokens[0], stream.tokens[-1] + 1)
    if bare > len(stream.words) / 2:
        reading.unread.append((*span, "mostly in letters or signs that the reader has not learnt"))
    for token, word in zip(stream.tokens, stream.words, strict=True):
        if len(word) > WORD_CHARACTERS:
            reading.unread.append((token, token + 1, f"a word of {len(word)} characters"))
    for at in stream.forced:
        token = stream.tokens[at]
        reading.unread.append((token, token + 1, "a sentence longer than the reader sees at once was cut here"))


def _annotate(doc: Doc, reading: Reading, features: Mapping[str, str]) -> None:
    """Write a Reading onto its Doc in one call; blanks hang on the word before them."""
    strings = doc.vocab.strings
    space = doc.to_array(IS_SPACE).tolist()
    for index in (index for index, blank in enumerate(space) if blank):
        before = reading.head[index - 1] if index and space[index - 1] else index - 1
        head = before if before >= 0 else next((at for at in range(index, len(doc)) if not space[at]), index)
        reading.tag[index], reading.pos[index], reading.lemma[index] = "_SP", "SPACE", doc[index].text
        reading.head[index] = head
        if head == index:
            reading.dep[index] = "ROOT"
    morphology = {tag: doc.vocab.morphology.add(features.get(tag, "")) for tag in set(reading.tag)}
    columns = [
        _numbers(reading.tag, strings.add),
        _numbers(reading.pos, POS_IDS.__getitem__),
        _numbers(reading.lemma, strings.add),
        _numbers(reading.tag, morphology.__getitem__),
        _numbers(reading.dep, strings.add),
        (np.array(reading.head, dtype=np.int64) - np.arange(len(doc))).view(np.uint64),
    ]
    if len(doc):
        doc.from_array([TAG, POS, LEMMA, MORPH, DEP, HEAD], np.stack(columns, axis=1))  # type: ignore[arg-type]
    doc.tensor = reading.vectors  # type: ignore[assignment]
    doc.set_ents(list(_names(doc, reading.entity)))
    for index, value in enumerate(reading.factuality):
        if value:
            doc[index]._.factuality = round(value, 3)
    if reading.unread:
        doc._.unread = tuple(sorted(reading.unread))


def _numbers(names: list[str], number: Callable[[str], int]) -> NDArray[np.uint64]:
    """The number of each name, asked for once."""
    known = {name: number(name) for name in set(names)}
    return np.array([known[name] for name in names], dtype=np.uint64)


def _names(doc: Doc, tags: list[str]) -> Iterator[Span]:
    """Entities of BIO tags; blanks neither end a name nor belong to its end."""
    start, end, label = -1, -1, ""
    space = [*doc.to_array(IS_SPACE).tolist(), 0]
    for index, tag in enumerate([*tags, "O"]):
        if space[index]:
            continue
        if label and not tag.startswith("I-"):
            yield Span(doc, start, end, label=label)
            label = ""
        if tag.startswith("B-"):
            start, label = index, tag[2:]
        end = index + 1
