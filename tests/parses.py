"""Pinned parses: files in CoNLL-U (https://universaldependencies.org/format.html) <-> `Parse`, without a model.

    python -m tests.parses "Canada supports the ceasefire."

prints how the packaged reader reads a text. Correct it by hand (heads, relations, tags, lemmas, `Entity=B-GPE` in the last
column) and add it to a `.conllu` file: rules are tested on the right parse, whatever the reader of the day makes of a sentence.

A file holds documents (`# newdoc id = ...`) of one or more sentences. White space that is more than one blank stands as
`SpacesAfter=\\n\\n`, the reader's estimate of
factuality as `Factuality=-1.5` where it matters. Features, enhanced dependencies and multiword tokens are not used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.lang.en import ENGLISH
from kg.model import Document
from kg.parse import Columns, Parse, Token

_ESCAPES = {" ": "\\s", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass
class _Rows:
    """The columns of a parse, token by token."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)  # BIO tags
    ratings: dict[int, float] = field(default_factory=dict)  # the reader's estimates of factuality, by token
    starts: list[int] = field(default_factory=list)  # of sentences

    def add(self, row: list[str], offset: int) -> None:
        """One line of a file; `offset` tokens stand before its sentence."""
        number, form, lemma, pos, tag, feats, head, relation, _, rest = row
        feats = ENGLISH.tags.features.get(tag, "") if feats == "_" else feats
        misc = dict(item.split("=", 1) for item in rest.split("|") if "=" in item)
        after = _plain(misc["SpacesAfter"]) if "SpacesAfter" in misc else " " * (misc.get("SpaceAfter") != "No")
        governor = int(head) or int(number)
        self._token(
            form, after[:1] == " ", (lemma, pos, tag, feats), offset + governor - 1, relation, misc.get("Entity", "O")
        )
        if "Factuality" in misc:
            self.ratings[len(self.words) - 1] = float(misc["Factuality"])
        blank = after[1:] if after[:1] == " " else after
        if blank:  # spaCy keeps further white space as a token of its own, which the reader hangs on the word before it
            text = blank[:-1] if len(blank) > 1 and blank.endswith(" ") else blank
            self._token(text, text != blank, (text, "SPACE", "_SP", ""), len(self.words) - 1, "dep", "O")

    def _token(
        self, word: str, space: bool, morphology: tuple[str, str, str, str], head: int, relation: str, entity: str
    ) -> None:
        lemma, pos, tag, feats = morphology
        self.words.append(word)
        self.spaces.append(space)
        self.lemmas.append(lemma)
        self.pos.append(pos)
        self.tags.append(tag)
        self.feats.append(feats)
        self.heads.append(head)
        self.deps.append("ROOT" if relation == "root" else relation)  # spaCy's name of it
        self.entities.append(entity)

    def parse(self, name: str) -> Parse:
        columns = Columns(
            words=self.words,
            spaces=self.spaces,
            lemmas=self.lemmas,
            tags=self.tags,
            feats=self.feats,
            pos=self.pos,
            heads=self.heads,
            deps=self.deps,
            sentences=list(zip(self.starts, [*self.starts[1:], len(self.words)], strict=True)),
            names=list(names_of(self.entities)),
            factuality=[self.ratings.get(index) for index in range(len(self.words))],
        )
        text = "".join(word + " " * space for word, space in zip(self.words, self.spaces, strict=True))
        return Parse.of(Document(name, text), columns, ENGLISH)


def names_of(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Names as start, end and label, from BIO tags."""
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if label and not tag.startswith("I-"):
            yield start, index, label
            label = ""
        if tag.startswith("B-"):
            start, label = index, tag[2:]


def read(path: Path) -> dict[str, Parse]:
    """Documents of a file by id. Raises ValueError for a file that is not as described above."""
    found: dict[str, _Rows] = {}
    offset, rows = 0, _Rows()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.startswith("# newdoc id = "):
            rows = _Rows()
            name = line.removeprefix("# newdoc id = ")
            if name in found:
                raise ValueError(f"{path}:{number}: a second document {name!r}")
            found[name] = rows
        elif not line:
            continue
        elif not line.startswith("#"):
            row = line.split("\t")
            if len(row) != 10 or not found:
                raise ValueError(f"{path}:{number}: {len(row)} columns, or no document begun")
            if row[0] == "1":
                offset = len(rows.words)
                rows.starts.append(offset)
            rows.add(row, offset)
    return {name: rows.parse(name) for name, rows in found.items()}


def of_document(parse: Parse, document: Document) -> Parse:
    """The same parse for a document with the same text and other metadata."""
    return Parse.of(document, parse.columns(), parse.language, parse.references)


def write(parses: Iterable[Parse]) -> str:
    """Parses as the text of a file, under the ids of their documents."""
    return "".join(line + "\n" for parse in parses for line in _lines(parse))


def _lines(parse: Parse) -> Iterator[str]:
    name = parse.document.id
    yield f"# newdoc id = {name}"
    for count, sentence in enumerate(parse.sentences, start=1):
        words = [token for token in sentence if not token.is_space]
        if not words:
            raise ValueError(f"{name}: a sentence of white space only cannot be written")
        numbers = {token.i: number for number, token in enumerate(words, start=1)}
        yield f"# sent_id = {name}-{count}"
        yield f"# text = {' '.join(sentence.text.split())}"
        for token in words:
            head = 0 if token.dep == "ROOT" else numbers[token.head.i]
            relation = token.dep.replace("ROOT", "root")
            columns = (token.text, token.lemma, token.pos, token.tag, "_", str(head), relation, "_", _misc(token))
            yield "\t".join([str(numbers[token.i]), *columns])
        yield ""


def _misc(token: Token) -> str:
    after = token.whitespace
    following = token.parse[token.i + 1 :]
    for blank in following:
        if not blank.is_space:
            break
        after += blank.text_with_ws
    items = []
    if token.pos == "VERB" and token.factuality:
        items.append(f"Factuality={token.factuality}")
    if token.ent_type:
        begins = any(name.start == token.i for name in token.parse.names)
        items.append(f"Entity={'B' if begins else 'I'}-{token.ent_type}")
    if after == "":
        items.append("SpaceAfter=No")
    elif after not in ("", " "):
        items.append("SpacesAfter=" + "".join(_ESCAPES.get(char, char) for char in after))
    return "|".join(items) or "_"


def _plain(text: str) -> str:
    for char, escape in _ESCAPES.items():
        text = text.replace(escape, char)
    return text


def main(texts: list[str]) -> None:
    """Print the packaged reader's parse of each text."""
    from kg.annotate import annotate, load
    from kg.resources.gazetteer import Gazetteer

    documents = [Document(f"new/{number}", text) for number, text in enumerate(texts, start=1)]
    print(write(annotate(documents, load(), ENGLISH, Gazetteer.load())), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
