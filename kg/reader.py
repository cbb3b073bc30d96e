"""The packaged reader: a spaCy component that runs one small ONNX encoder and fills the whole `Doc`.

Sets `tag`, `pos`, `lemma`, `head`, `dep`, sentence starts and `ents` in one pass. Words go through in windows of whole sentences:
what follows the last sentence start of a window is read again at the front of the next, so that no sentence is cut.
Universal Dependencies labels (https://universaldependencies.org/u/dep/), Penn tags in `tag_`, OntoNotes-like entity labels.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import srsly
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, Span, Token
from spacy.util import ensure_path
from tokenizers import Tokenizer

from kg.errors import ModelError
from kg.lemmas import Lemmas
from kg.spanning import tree

FACTORY = "kg_reader"
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
WINDOW_PIECES = 160  # as in training
LONGEST_SENTENCE_PIECES = 480  # the encoder has 512 positions
WORD_PIECES = 12  # of one word; what follows says nothing more about it
CLOSING_QUOTES = frozenset(('"', "''", "”", "’", "'", "»"))
SENTENCE_END = frozenset('.!?:;…"”’)]')

Floats = NDArray[np.float32]
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
        self.first: int = self.vocabulary["[CLS]"]
        self.last: int = self.vocabulary["[SEP]"]

    def split(self, words: list[str]) -> list[list[int]]:
        """Piece ids of each word, 1 to WORD_PIECES of them."""
        clipped = [word[:100] for word in words]
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


@dataclass
class Stream:
    """The words of one paragraph on their way through the network, and what was decided of them."""

    tokens: list[int]  # indices into the Doc
    words: list[str]
    pieces: list[list[int]]
    opening: frozenset[int] = frozenset()  # straight quotation marks that open: a blank before, none after
    position: int = 0
    limit: int = WINDOW_PIECES

    def window(self) -> int:
        """Words from `position` that fit into one window, at least one."""
        size, end = 0, self.position
        while end < len(self.words) and (size + len(self.pieces[end]) <= self.limit or end == self.position):
            size += len(self.pieces[end])
            end += 1
        return end - self.position


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

    @classmethod
    def blank(cls, size: int) -> Reading:
        """Nothing decided."""
        none = [""] * size
        return cls(list(none), list(none), list(none), ["dep"] * size, list(range(size)), ["O"] * size, [0.0] * size)


@dataclass
class Cut:
    """A sentence cut out of a window: its tokens and words, its first word's place in the window, its heads, the window's scores."""

    reading: Reading
    tokens: list[int]
    words: list[str]
    start: int
    heads: list[int]
    scores: dict[str, Floats]

    def rows(self) -> dict[str, Floats]:
        """The scores of its words."""
        return {task: scores[self.start : self.start + len(self.words)] for task, scores in self.scores.items()}

    def governors(self) -> Floats:
        """The vectors of its words' heads; row 0 of the window is the root."""
        return self.scores["governor"][[head + self.start if head else 0 for head in self.heads]]


@dataclass(frozen=True)
class Weights:
    """What is loaded from the component's folder."""

    session: Any  # onnxruntime.InferenceSession
    label: Floats  # (size + 1, labels * (size + 1)), of the biaffine label scorer
    labels: dict[str, list[str]]
    lemmas: Lemmas
    pieces: Pieces


# Features that Penn tags imply (https://universaldependencies.org/tagset-conversion/en-penn-uposf.html)
MORPHOLOGY = {
    "VBD": "Tense=Past|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBP": "Tense=Pres|VerbForm=Fin",
    "VB": "VerbForm=Inf",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBG": "Tense=Pres|VerbForm=Part",
    "MD": "VerbForm=Fin",
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNS": "Number=Plur",
    "NNPS": "Number=Plur",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
}


@Language.factory(
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
def make_reader(nlp: Language, name: str, threads: int) -> Reader:
    """Factory for spaCy; `threads` of ONNX Runtime, 0 for one a core."""
    return Reader(name, threads)


class Reader:
    """Annotates Docs; made by `spacy.load` of a pipeline that has it."""

    def __init__(self, name: str = "kg_reader", threads: int = 0) -> None:
        if not Token.has_extension("factuality"):
            Token.set_extension("factuality", default=0.0)
        self.name = name
        self.threads = threads
        self.files: dict[str, bytes] = {}
        self._weights: Weights | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return next(iter(self.pipe([doc])))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate Docs; `batch_size` is there for spaCy and changes nothing."""
        for doc in docs:
            reading = Reading.blank(len(doc))
            for stream in self._streams(doc):
                while stream.position < len(stream.words):
                    self._advance(stream, reading)
            _annotate(doc, reading)
            yield doc

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
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(self.files["network.onnx"], options, providers=["CPUExecutionProvider"])
        with np.load(io.BytesIO(self.files["label.npz"])) as arrays:
            scorer = np.asarray(arrays["label"], np.float32)  # (labels, size + 1, size + 1)
        label = np.ascontiguousarray(scorer.transpose(1, 0, 2).reshape(scorer.shape[1], -1))
        pieces = Pieces(Tokenizer.from_str(self.files["tokenizer.json"].decode()))
        labels = json.loads(self.files["labels.json"])
        forms = dict(item.rsplit(" ", 1) for item in labels.pop("forms"))
        return Weights(session, label, labels, Lemmas(labels["lemma"], forms, pieces.vocabulary), pieces)

    def _streams(self, doc: Doc) -> Iterator[Stream]:
        """Paragraphs of a Doc; an empty line always ends a sentence."""
        tokens: list[int] = []
        for token in doc:
            if not token.is_space:
                tokens.append(token.i)
            elif token.text.count("\n") > 1 and tokens:
                yield self._stream(doc, tokens)
                tokens = []
        if tokens:
            yield self._stream(doc, tokens)

    def _stream(self, doc: Doc, tokens: list[int]) -> Stream:
        words = [doc[index].text for index in tokens]
        opening = frozenset(
            at
            for at, index in enumerate(tokens)
            if doc[index].is_quote and not doc[index].whitespace_ and index > 0 and doc[index - 1].whitespace_
        )
        return Stream(tokens, words, self.weights.pieces.split(words), opening)

    def _advance(self, stream: Stream, reading: Reading) -> None:
        """Read the next window of a stream, by itself: int8 scales depend on all that is read at once, and a document's parse
        must not depend on its neighbors. Batches would not be faster on a processor."""
        size = stream.window()
        scores = self._scores(stream, size)
        cuts = list(self._commit(stream, reading, size, scores))
        for cut, relations in zip(cuts, self._relations(cuts), strict=True):
            self._write(cut, relations)

    def _scores(self, stream: Stream, size: int) -> dict[str, Floats]:
        pieces, span = self.weights.pieces, slice(stream.position, stream.position + size)
        arrays = pack([stream.pieces[span]], [shapes(stream.words[span])], (pieces.first, pieces.last))
        names = [output.name for output in self.weights.session.get_outputs()]
        return {name: array[0] for name, array in zip(names, self.weights.session.run(names, arrays), strict=True)}

    def _commit(self, stream: Stream, reading: Reading, size: int, scores: dict[str, Floats]) -> Iterator[Cut]:
        """The whole sentences of a window; its cut last one is read again with what follows."""
        margin = scores["start"][:size, 1] - scores["start"][:size, 0]
        words = stream.words[stream.position : stream.position + size]
        likely = [index for index in range(1, size) if margin[index] > 0 and not goes_on(words, index)]
        starts = sorted({0, *(index - (stream.position + index - 1 in stream.opening) for index in likely)})
        if stream.position + size < len(stream.words):
            if len(starts) == 1 and stream.limit < LONGEST_SENTENCE_PIECES:
                stream.limit = LONGEST_SENTENCE_PIECES
                return
            if (
                len(starts) == 1 and size > 3
            ):  # longer than the encoder reaches: cut where a sentence most likely starts
                starts.append(1 + size // 2 + int(margin[1 + size // 2 :].argmax()))
            size = starts.pop() if len(starts) > 1 else size
        for start, end in zip(starts, [*starts[1:], size], strict=True):
            arcs = np.concatenate([scores["arc"][start:end, :1], scores["arc"][start:end, start + 1 : end + 1]], axis=1)
            tokens = stream.tokens[stream.position + start : stream.position + end]
            yield Cut(reading, tokens, words[start:end], start, tree(arcs), scores)
        stream.position += size
        stream.limit = WINDOW_PIECES

    def _write(self, cut: Cut, relations: list[str]) -> None:
        labels, scores = self.weights.labels, cut.rows()
        best = {task: scores[task].argmax(-1) for task in ("xpos", "upos")}
        tags = entity_tags(scores["entity"], labels["entity"])
        reading = cut.reading
        for at, (token, word, head) in enumerate(zip(cut.tokens, cut.words, cut.heads, strict=True)):
            reading.tag[token] = labels["xpos"][best["xpos"][at]]
            reading.pos[token] = labels["upos"][best["upos"][at]]
            reading.lemma[token] = self.weights.lemmas.of(word, reading.pos[token], scores["lemma"][at])
            reading.head[token] = cut.tokens[head - 1] if head else token
            reading.dep[token] = relations[at] if head else "ROOT"  # spaCy's name of the root
            reading.entity[token] = tags[at]
            reading.factuality[token] = float(scores["factuality"][at, 0])

    def _relations(self, cuts: list[Cut]) -> Iterator[list[str]]:
        """The labels of all arcs of some sentences; one matrix product for all of them is many times faster than one each."""
        if not cuts:
            return
        names, size = self.weights.labels["label"], len(self.weights.label)
        dependents = np.concatenate([cut.rows()["dependent"] for cut in cuts])
        governors = np.concatenate([cut.governors() for cut in cuts])
        ones = np.ones((len(dependents), 1), np.float32)
        left = np.concatenate([dependents, ones], axis=1) @ self.weights.label
        right = np.concatenate([governors, ones], axis=1)
        scores = np.matmul(left.reshape(len(left), len(names), size), right[:, :, None])[:, :, 0]
        scores[:, names.index("root")] = -np.inf
        best = [names[index] for index in scores.argmax(-1)]
        start = 0
        for cut in cuts:
            yield best[start : start + len(cut.heads)]
            start += len(cut.heads)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's files."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Read the component's files."""
        folder = ensure_path(path)
        self.files = {name: (folder / name).read_bytes() for name in FILES}
        self._weights = None
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component's files as one string of bytes."""
        return bytes(srsly.msgpack_dumps(self.files))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Reader:
        """Read what `to_bytes` wrote."""
        self.files = srsly.msgpack_loads(data)
        self._weights = None
        return self

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "threads": self.threads, "files": self.files, "_weights": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["name"], state["threads"])  # type: ignore[misc]
        self.files = state["files"]


FILES = ("network.onnx", "label.npz", "labels.json", "tokenizer.json")


def _annotate(doc: Doc, reading: Reading) -> None:
    """Write a Reading onto its Doc in one call; blanks hang on the word before them."""
    strings = doc.vocab.strings
    before = -1
    for token in doc:
        if not token.is_space:
            before = token.i
            continue
        after = (
            next((index for index in range(token.i, len(doc)) if not doc[index].is_space), token.i)
            if before < 0
            else before
        )
        reading.tag[token.i], reading.pos[token.i], reading.lemma[token.i] = "_SP", "SPACE", token.text
        reading.head[token.i] = after
        if after == token.i:
            reading.dep[token.i] = "ROOT"
    morphology = [doc.vocab.morphology.add(MORPHOLOGY.get(tag, "")) for tag in reading.tag]
    columns = [
        [strings.add(tag) for tag in reading.tag],
        [POS_IDS[pos] for pos in reading.pos],
        [strings.add(lemma) for lemma in reading.lemma],
        morphology,
        [strings.add(dep) for dep in reading.dep],
        [np.uint64(np.int64(head - index).view(np.uint64)) for index, head in enumerate(reading.head)],
    ]
    if len(doc):
        doc.from_array([TAG, POS, LEMMA, MORPH, DEP, HEAD], np.array(columns, dtype=np.uint64).T.copy())  # type: ignore[arg-type]
    doc.set_ents(list(_names(doc, reading.entity)))
    for token, value in zip(doc, reading.factuality, strict=True):
        if value:
            token._.factuality = round(value, 3)


def _names(doc: Doc, tags: list[str]) -> Iterator[Span]:
    """Entities of BIO tags; blanks neither end a name nor belong to its end."""
    start, end, label = -1, -1, ""
    for index, tag in enumerate([*tags, "O"]):
        if index < len(tags) and doc[index].is_space:
            continue
        if label and not tag.startswith("I-"):
            yield Span(doc, start, end, label=label)
            label = ""
        if tag.startswith("B-"):
            start, label = index, tag[2:]
        end = index + 1


def entity_tags(scores: Floats, names: list[str]) -> list[str]:
    """The best BIO tags of a sentence; an I without its B becomes a B."""
    tags: list[str] = []
    for index in scores.argmax(-1):
        tag = names[index]
        if tag.startswith("I-") and (not tags or tags[-1][2:] != tag[2:]):
            tag = "B-" + tag[2:]
        tags.append(tag)
    return tags


def goes_on(words: list[str], index: int) -> bool:
    """No English sentence ends with a comma, in or outside quotation marks, or begins with a closing mark."""
    before = words[index - 1] if words[index - 1] not in CLOSING_QUOTES or index == 1 else words[index - 2]
    return before == "," or words[index] in (",", ";", ")", "]", ".", "!", "?")
