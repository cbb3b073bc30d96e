"""What leaves door 2: trees that answer as spaCy's do, frozen, and the same after they were bytes."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from docs import doc_of
from parses import read

from kg.lang.en import ENGLISH
from kg.model import Document, Reference, Rejection, Span
from kg.parse import Columns, Parse, Repair, Token, from_bytes, morph_of, to_bytes

PARSES = [parse for path in sorted(Path(__file__).parent.rglob("*.conllu")) for parse in read(path).values()]


def test_trees_are_those_of_spacy() -> None:
    """Children, edges, subtrees, sentences and roots of names are what spaCy says of the same columns."""
    assert len(PARSES) > 500
    for parse in PARSES:
        doc = doc_of(parse)
        assert [(one.start, one.end) for one in doc.sents] == [(one.start, one.end) for one in parse.sentences]
        assert [name.root.i for name in doc.ents] == [name.root.i for name in parse.names]
        for known, token in zip(doc, parse, strict=True):
            assert (known.text, known.idx, known.ent_type_, known.is_space, known.is_punct, known.is_quote) == (
                *(token.text, token.idx, token.ent_type),
                *(token.is_space, token.is_punct, token.is_quote),
            )
            assert (known.is_bracket, known.is_left_punct, known.is_right_punct) == token.shape[3:]
            for several in ("lefts", "rights", "children", "subtree", "ancestors"):
                assert [one.i for one in getattr(known, several)] == [one.i for one in getattr(token, several)]
            within = [one.i for one in known.subtree]  # spaCy's own edges miss words of trees that are not projective
            assert (min(within), max(within)) == (token.left_edge.i, token.right_edge.i)


def test_bytes_and_back() -> None:
    """A parse with all it can hold is the same after it was bytes, which are few."""
    text = "Canada backs Peru. It said so."
    span = Span("a", 0, 6, "Canada")
    reference = Reference(Span("a", 19, 21, "It"), Span("a", 19, 21, "It"), span, 0.75)
    columns = Columns(
        words="Canada backs Peru . It said so .".split(),
        spaces=[True, True, False, True, True, True, False, False],
        lemmas="Canada back Peru . it say so .".split(),
        tags="NNP VBZ NNP . PRP VBD RB .".split(),
        feats=[
            "Number=Sing",
            "Tense=Pres|VerbForm=Fin",
            "Number=Sing",
            "",
            "PronType=Prs",
            "Tense=Past|VerbForm=Fin",
            "",
            "",
        ],
        pos="PROPN VERB PROPN PUNCT PRON VERB ADV PUNCT".split(),
        heads=[1, 1, 1, 1, 5, 5, 5, 5],
        deps="nsubj ROOT obj punct nsubj ROOT advmod punct".split(),
        sentences=[(0, 4), (4, 8)],
        names=[(0, 1, "GPE"), (2, 3, "GPE")],
        factuality=[None, 2.5, None, None, None, -0.25, None, None],
    )
    document = Document("a", text)
    parse = Parse.of(
        document,
        columns,
        ENGLISH,
        [reference],
        [Repair("join_titles", 2, 1, "nmod")],
        [Rejection("annotate", "a", "It", "odd")],
    )
    again = from_bytes(to_bytes(parse), document, ENGLISH)
    assert again.columns() == parse.columns() == columns
    assert (again.references, again.repairs, again.unread) == (parse.references, parse.repairs, parse.unread)
    assert to_bytes(again) == to_bytes(parse)
    assert "Canada" not in json.loads(zlib.decompress(to_bytes(parse)))["lengths"]


def test_pinned_parses_survive_bytes() -> None:
    """Odd white space, other scripts and long texts too."""
    for parse in PARSES:
        assert from_bytes(to_bytes(parse), parse.document, ENGLISH).columns() == parse.columns()


def test_nothing_can_be_changed() -> None:
    """A stage cannot change what another one reads."""
    token = PARSES[0][0]
    with pytest.raises(AttributeError, match="dep cannot be set"):
        token.dep = "nsubj"
    with pytest.raises(AttributeError):
        PARSES[0].tokens = ()  # type: ignore[misc]


def test_words_must_be_the_text() -> None:
    """Columns of another text are refused, and named."""
    with pytest.raises(ValueError, match="not the text of 'b'"):
        Parse.of(Document("b", "Peru ."), PARSES[0].columns(), ENGLISH)


def test_between() -> None:
    """Characters that cut a word are no tokens, unless those that they touch are asked for."""
    parse = read(Path(__file__).parent / "examples/parses/verbs.conllu").popitem()[1]
    first = parse[0]
    whole = parse.between(0, len(first.text))
    assert whole is not None
    assert whole.text == first.text
    assert parse.between(0, len(first.text) - 1) is None
    cut = parse.between(0, len(first.text) - 1, expand=True)
    assert cut is not None
    assert cut.text == first.text


@pytest.mark.parametrize(
    ("tag", "pos", "expected"),
    [
        ("VBD", "VERB", "is_finite is_past"),
        ("VBZ", "VERB", "is_finite is_present"),
        ("VBP", "VERB", "is_finite is_present"),
        ("MD", "AUX", "is_finite"),
        ("VB", "VERB", "is_infinitive is_nonfinite"),
        ("VBG", "VERB", "is_gerund is_nonfinite"),
        ("VBN", "VERB", "is_nonfinite is_past_participle"),
        ("NN", "NOUN", "is_singular_noun"),
        ("NNP", "PROPN", ""),
        ("NNS", "NOUN", "is_plural"),
        ("NNPS", "PROPN", "is_plural"),
        ("PRP", "PRON", "is_personal"),
        ("PRP$", "PRON", "is_possessive"),
        ("WP", "PRON", ""),
        (".", "PUNCT", ""),
    ],
)
def test_forms(tag: str, pos: str, expected: str) -> None:
    """What a word is by its features: those that its Penn tag stands for."""
    columns = Columns(
        ["x"], [False], ["x"], [tag], [ENGLISH.tags.features.get(tag, "")], [pos], [0], ["ROOT"], [(0, 1)]
    )
    (token,) = Parse.of(Document("a", "x"), columns, ENGLISH)
    asked = (name for name in sorted(vars(Token)) if name in _FORMS)
    assert " ".join(name for name in asked if getattr(token, name)) == expected


_FORMS = frozenset(
    """is_finite is_gerund is_infinitive is_nonfinite is_past is_past_participle is_personal is_plural is_possessive is_present
    is_singular_noun""".split()
)


def test_gerunds() -> None:
    """Where a treebank tells gerunds from participles, both count; the features are kept as they were given."""
    assert morph_of("VerbForm=Ger")[1:] == ("Ger", "", "", "", "")
    assert morph_of("Aspect=Prog|Tense=Pres|VerbForm=Part").feats == "Aspect=Prog|Tense=Pres|VerbForm=Part"
