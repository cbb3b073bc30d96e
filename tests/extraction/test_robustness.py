"""No parse, however odd, makes extraction fail; every offset slices back to its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from effort import steps
from hypothesis import given, settings
from hypothesis import strategies as st
from parses import read

from kg.extraction import Aligner, ClauseIndex, binary, extract, extract_clauses, relations, render, uncoded
from kg.lang.en import ENGLISH
from kg.lang.en import words as en
from kg.model import Document, Extract, Polarity, Span, Voice
from kg.parse import Columns, Parse
from kg.resources.profiles import Profile

PARSES = sorted((Path(__file__).parent.parent / "examples" / "parses").glob("*.conllu"))
PINNED = [doc for path in PARSES for doc in read(path).values()]
RARE = {"csubj", "dep", "dislocated", "goeswith", "list", "nsubj:outer", "orphan", "reparandum", "vocative"}
LABELS = sorted({token.dep for doc in PINNED for token in doc} | RARE)
TAGS = sorted({(token.pos, token.tag) for doc in PINNED for token in doc} | {("X", "FW"), ("SYM", "SYM")})
ALIGNER = Aligner([Profile("https://mine.example/says", "says", ("says",))], ENGLISH)  # between any two things
NAMES = ("PERSON", "GPE", "ORG", "NORP", "LOC", "DATE")
WORDS = sorted(
    {"said", "“", "”", '"', "(", ")", ",", "?", "it", "there", "who", "himself", "Peru", "Quill", "2015", "<b>", "🦊"}
    | {sorted(words)[0] for name, words in vars(en).items() if name.isupper()}
)


def spans(value: object) -> Iterator[Span]:
    """All spans in a value of the model, at any depth."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value):
        for column in fields(value):
            yield from spans(getattr(value, column.name))


def made(sentences: Sequence[tuple[int, int]] | None = None, **columns: Any) -> Parse:
    """A parse of columns, one sentence unless told otherwise; every word has a blank behind it where no spaces are given."""
    size = len(columns["words"])
    feats = [ENGLISH.tags.features.get(tag, "") for tag in columns["tags"]]
    columns = {"spaces": [True] * size, "names": [], "feats": feats, **columns}
    text = "".join(word + " " * space for word, space in zip(columns["words"], columns["spaces"], strict=True))
    whole = [(0, size)] if size else []
    return Parse.of(
        Document("made", text), Columns(sentences=whole if sentences is None else sentences, **columns), ENGLISH
    )


def extracted(parse: Parse) -> Extract:
    """What a parse gives, its offsets and both renderings checked."""
    document = parse.document
    index = ClauseIndex(parse)
    found = extract_clauses(index, ALIGNER)
    further = (
        *relations(index, found.propositions),
        *uncoded(index, found.propositions, found.political_events),
    )
    for span in spans((found, *further)):
        assert span.text == document.text[span.start : span.end], span
        assert span.document_id == document.id
        assert span.text
    for mention in found.mentions:
        inside = any(one.start <= mention.span.start < one.end for one in found.sentences)
        assert inside or not any(map(str.isalnum, mention.span.text)), mention  # lines without a word are no sentences
    for proposition in found.propositions:
        assert 0 < proposition.confidence <= 1
        assert proposition.rules
        by_noun = (
            proposition.predicate.voice is Voice.NONE and proposition.object is None
        )  # "Ruiz's arrest" is no tuple
        assert by_noun or [*render(proposition, ENGLISH), *render(proposition, ENGLISH, "binary")]
        for triple in binary(proposition, ENGLISH):
            assert triple.sentence == proposition.sentence
    return found


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """One to three sentences of random words under random trees of random labels, tags and names."""
    columns: dict[str, Any] = {"words": [], "tags": [], "pos": [], "lemmas": [], "deps": []}
    heads: list[int] = []
    sentences, names = [], []
    for size in draw(st.lists(st.integers(1, 12), min_size=1, max_size=3)):
        offset = len(heads)
        sentences.append((offset, offset + size))
        order = draw(st.permutations(range(size)))
        for place in range(size):
            at = order.index(place)
            above = draw(st.sampled_from(order[:at])) if at else place
            heads.append(offset + above)
            pos, tag = draw(st.sampled_from(TAGS))
            word = draw(st.sampled_from(WORDS))
            named = draw(st.sampled_from(("O", "O", "O", *NAMES)))
            row = (word, tag, pos, word.lower(), draw(st.sampled_from(LABELS)) if at else "ROOT")
            for column, value in zip(columns.values(), row, strict=False):
                column.append(value)
            if named != "O":
                names.append((len(heads) - 1, len(heads), named))
    spaces = draw(st.lists(st.booleans(), min_size=len(heads), max_size=len(heads)))
    return made(sentences, heads=heads, spaces=spaces, names=names, **columns)


@given(trees())
@settings(max_examples=300)
def test_any_tree(doc: Parse) -> None:
    """Trees that no parser should make are read without an error, and so are their renderings."""
    extracted(doc)


def test_a_phrase_stays_in_its_sentence() -> None:
    """A bracket or quotation mark of the sentence before is no part of a phrase, although the phrase has the other half."""
    for mark, other in (("]", "]"), ('"', '"')):
        words = ["Peru", "spoke", mark, "Chile", other, "ports", "agreed"]
        doc = made(
            [(0, 3), (3, 7)],
            words=words,
            lemmas=["Peru", "speak", mark, "Chile", other, "port", "agree"],
            tags=["NNP", "VBD", "-RRB-", "NNP", "-RRB-", "NNS", "VBD"],
            pos=["PROPN", "VERB", "PUNCT", "PROPN", "PUNCT", "NOUN", "VERB"],
            heads=[1, 1, 1, 5, 3, 6, 6],
            deps=["nsubj", "ROOT", "punct", "compound", "punct", "nsubj", "ROOT"],
        )
        assert [
            proposition.subject.span.text for proposition in extracted(doc).propositions if proposition.subject
        ] == [
            "Peru",
            f"Chile {other} ports",
        ]


@pytest.mark.parametrize("path", PARSES, ids=lambda path: path.stem)
def test_offsets_of_the_examples(path: Path) -> None:
    """Every offset that the example sentences give slices back to its words."""
    found = [extracted(doc) for doc in read(path).values()]
    assert sum(len(item.propositions) for item in found) >= len(found)


@given(st.data())
@settings(max_examples=100)
def test_wrong_labels_on_right_sentences(data: st.DataObject) -> None:
    """A real sentence in which one word hangs elsewhere or is labeled wrongly is still read."""
    parse = data.draw(st.sampled_from(PINNED))
    token = parse[data.draw(st.integers(0, len(parse) - 1))]
    inside = set(token.subtree)
    outside = [other for other in token.sentence if other not in inside]
    columns = parse.columns()
    if outside:
        heads, deps = list(columns.heads), list(columns.deps)
        heads[token.i] = data.draw(st.sampled_from(outside)).i
        deps[token.i] = data.draw(st.sampled_from(LABELS))
        columns = replace(columns, heads=heads, deps=deps)
    extracted(Parse.of(parse.document, columns, ENGLISH))


def flat(text: str) -> Parse:
    """A text whose first word is the root of all others: how a parser gives up."""
    blank = spacy.blank("en")(text)
    size = len(blank)
    columns: dict[str, Any] = {
        "tags": ["NN"] * size,
        "pos": ["NOUN"] * size,
        "lemmas": [token.lower_ for token in blank],
        "deps": ["ROOT"] + ["dep"] * (size - 1),
    }
    words, spaces = [token.text for token in blank], [bool(token.whitespace_) for token in blank]
    return made(words=words, spaces=spaces, heads=[0] * size, **columns)


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two\n- three",
        "for (i = 0; i < n; i++) { total += a[i]; }",
        "“ “ ” « ‘ \" ' ” ” “",
        '"""""',
        "?!?!?",
        "https://news.invalid/?q=<script>alert(1)</script>",
        "\u202e\u200b\u0301\x07",
        "مرحبا 中文 🦊",
        "A | B | C\n\n\n\nD | E | F",
        "   \n\n   ",
        "x",
    ],
)
def test_no_sentence_at_all(text: str) -> None:
    """Lists, code, broken quotation marks and other scripts state nothing, without an error."""
    assert extracted(flat(text)).propositions == ()


def test_empty_document() -> None:
    """No words, no propositions."""
    found = extracted(made(words=[], lemmas=[], tags=[], pos=[], heads=[], deps=[]))
    assert (found.sentences, found.mentions, found.propositions) == ((), (), ())


def test_quotation_without_an_end() -> None:
    """A quotation mark that never closes makes nobody the speaker of the rest of the document."""
    words = ["Reed", "said", "“", "no", ".", "Peru", "backed", "Chile", "."]
    heads, deps = (
        [1, 1, 3, 1, 1, 6, 6, 6, 6],
        ["nsubj", "ROOT", "punct", "obj", "punct", "nsubj", "ROOT", "obj", "punct"],
    )
    pos = ["PROPN", "VERB", "PUNCT", "NOUN", "PUNCT", "PROPN", "VERB", "PROPN", "PUNCT"]
    tags = ["NNP", "VBD", "``", "NN", ".", "NNP", "VBD", "NNP", "."]
    lemmas = ["Reed", "say", "“", "no", ".", "Peru", "back", "Chile", "."]
    found = extracted(made(words=words, heads=heads, deps=deps, pos=pos, tags=tags, lemmas=lemmas))
    (backing,) = [item for item in found.propositions if item.predicate.lemma == "back"]
    assert (backing.attribution, backing.polarity) == ((), Polarity.AFFIRMED)


def chain(words: int) -> Parse:
    """One sentence in which every fifth word opens a clause below the one before: "Peru said Peru said ..."."""
    rows = [
        ("Peru", "PROPN", "NNP", "Peru", "nsubj", 1),
        ("told", "VERB", "VBD", "tell", "ccomp", -5),
        ("this", "PRON", "DT", "this", "obj", -1),
        ("Chile", "PROPN", "NNP", "Chile", "iobj", -2),
        ("that", "SCONJ", "IN", "that", "mark", 2),
    ]
    chosen = [rows[index % 5] for index in range(words)]
    heads = [index + row[5] for index, row in enumerate(chosen)]
    heads[1], heads[-1] = 1, words - 4  # the root; the last "that" introduces nothing
    columns: dict[str, Any] = {
        name: [str(row[at]) for row in chosen] for at, name in enumerate(("words", "pos", "tags", "lemmas", "deps"))
    }
    columns["deps"][1] = "ROOT"
    return made(heads=heads, **columns)


def test_long_sentences_grow_with_their_square_at_most() -> None:
    """A sentence of twice as many words is at most four times the work."""
    short, long = chain(250), chain(500)
    assert len(extracted(short).propositions) == 50
    assert steps(lambda: extract(long)) < 4 * steps(lambda: extract(short))


@pytest.mark.parametrize(
    ("pos", "tag", "lemma"), [("VERB", "VBD", "say"), ("NOUN", "NN", "plan"), ("PROPN", "NNP", "Peru")]
)
@pytest.mark.parametrize("label", LABELS)
def test_deep_trees(label: str, pos: str, tag: str, lemma: str) -> None:
    """A tree as deep as the sentence is long, all of one label, needs not the whole stack, and grows with its square at most."""

    def deep(size: int) -> Parse:
        columns: dict[str, Any] = {
            "words": [lemma] * size,
            "pos": [pos] * size,
            "tags": [tag] * size,
            "lemmas": [lemma] * size,
        }
        heads = [max(0, index - 1) for index in range(size)]
        return made(heads=heads, deps=["ROOT"] + [label] * (size - 1), **columns)

    small, large = deep(50), deep(200)
    assert steps(lambda: extract(large)) < 16 * steps(lambda: extract(small))
