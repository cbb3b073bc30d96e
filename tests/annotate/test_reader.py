"""The packaged reader annotates everything, takes any text, and its trees are trees."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from spacy.glossary import GLOSSARY
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from kg.annotate.annotator import PACKAGED, load
from kg.annotate.reader import quantities
from kg.annotate.reader import tokenizer as tokens
from kg.annotate.reader.component import Floats, Reader
from kg.annotate.reader.entity_tags import entity_tags
from kg.annotate.reader.lemmas import Lemmas
from kg.annotate.reader.tree_decoding import tree
from kg.annotate.reader.windows import Stream
from kg.errors import ModelError
from kg.lang.en import ENGLISH

TEXT = (
    "Norway recognized the new republic on Monday. Its foreign minister, Ada Quill, said that Peru would follow.\n\n"
    "Nobody in Lima denied it."
)
ODD = {
    "empty": "",
    "blanks": " \n\t \n\n ",
    "leading blanks": "\n\n  Peru left.",
    "one long word": "x" * 200_000,
    "emoji": "🦊🦊 👩‍👩‍👧‍👦 left 🇵🇪.",
    "control characters": "nul\x00 bell\x07 escape\x1b[31m \x85 \u2028 \ufeff",
    "right to left": "\u202eمرحبا بالعالم\u202c",
    "Chinese": "中文沒有空格" * 50,
    "combining": "e\u0301" * 500,
    "only punctuation": "?!?! ... --- (((" * 20,
    "surrogate pairs and BOM": "\ufeff𝔓𝔢𝔯𝔲",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The packaged pipeline as spaCy loads it."""
    loaded = spacy.load(PACKAGED)
    loaded.max_length = 10_000_000
    return loaded


def sound(doc: Doc) -> None:
    """Every word is annotated and every sentence is one tree."""
    for token in doc:
        assert token.is_space or all((token.tag_, token.pos_, token.lemma_, token.dep_)), token.i
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(token.head in sentence for token in sentence)
        assert set(sentence.root.subtree) == set(sentence)
    assert all(not span[0].is_space and not span[-1].is_space and span.label_ for span in doc.ents)


def test_everything_is_annotated(nlp: Language) -> None:
    """Tags, lemmas, heads, labels, sentences and names are set by one component, with no network."""
    assert nlp.pipe_names == ["kg_reader"]
    doc = nlp(TEXT)
    sound(doc)
    assert all(doc.has_annotation(name) for name in ("TAG", "POS", "LEMMA", "DEP", "SENT_START", "ENT_IOB"))
    assert [sentence.text.strip() for sentence in doc.sents][-1] == "Nobody in Lima denied it."
    assert {span.text for span in doc.ents} >= {"Norway", "Peru", "Lima"}
    assert [token.lemma_ for token in doc][:2] == ["Norway", "recognize"]


def test_mentions(nlp: Language) -> None:
    """Every word has a vector; mentions come in text order, and what one stands for stands before it or around it."""
    doc = nlp(TEXT)
    assert doc.tensor.shape[0] == len(doc)
    assert doc.tensor.any(axis=1).tolist() == [not token.is_space for token in doc]
    assert doc._.mentions == (), "only where it is asked for"
    reader = nlp.get_pipe("kg_reader")
    assert isinstance(reader, Reader)
    links = reader.refer(doc)._.mentions
    assert len(links) > 2
    assert list(links) == sorted(links, key=lambda link: (link.phrase.start, -link.phrase.end))
    known = [link.phrase for link in links]
    assert all(link.antecedent in known[:at] for at, link in enumerate(links) if link.antecedent is not None)
    assert all(0 < link.score <= 1 for link in links)


def test_without_coreference(nlp: Language) -> None:
    """A pipeline without the networks of coreference reads all the rest."""
    reader = Reader(ENGLISH).from_bytes(nlp.get_pipe("kg_reader").to_bytes())  # type: ignore[attr-defined]
    del reader.files["coreference.npz"]
    doc = reader.refer(reader(nlp.make_doc(TEXT)))
    sound(doc)
    assert doc._.mentions == ()


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts(nlp: Language, text: str) -> None:
    """Bad input is annotated like any other, and its text is kept."""
    doc = nlp(text)
    assert doc.text == text
    sound(doc)


def test_long_text_without_a_full_stop(nlp: Language) -> None:
    """3,000 words without an end are cut into sentences that the encoder can reach; none is lost."""
    doc = nlp("the old harbor of Lima and the new one in Peru " * 273)
    sound(doc)
    assert len(doc) == 3003
    assert max(len(sentence) for sentence in doc.sents) <= 480


def columns(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (token.text, token.tag_, token.pos_, token.lemma_, token.head.i, token.dep_, token.ent_iob_, token.ent_type_)
        for token in doc
    ]


def test_pipe_equals_one_by_one(nlp: Language) -> None:
    """Texts read together are read as each alone, in their order."""
    texts = [TEXT, "", "Peru left.", TEXT * 3, "Lima?", ODD["emoji"]]
    assert [columns(doc) for doc in nlp.pipe(texts, batch_size=4)] == [columns(nlp(text)) for text in texts]


def test_same_text_same_reading(nlp: Language) -> None:
    """A second run gives the same annotation."""
    assert columns(nlp(TEXT)) == columns(nlp(TEXT))


def test_long_text_is_read_like_its_start(nlp: Language) -> None:
    """Windows end between sentences: a paragraph of its own is read the same in front of a long text."""
    alone, before = nlp(TEXT), nlp(TEXT + "\n\n" + "Peru left Lima. " * 300)
    assert columns(before)[: len(alone)] == columns(alone)


def test_pickling_and_bytes(nlp: Language) -> None:
    """The component survives pickling and to_bytes with its weights."""
    reader = nlp.get_pipe("kg_reader")
    assert isinstance(reader, Reader)
    expected = columns(nlp("Peru left."))
    for copy in (pickle.loads(pickle.dumps(reader)), Reader(ENGLISH).from_bytes(reader.to_bytes())):
        assert columns(copy(nlp.make_doc("Peru left."))) == expected


def test_a_loaded_pipeline_can_be_kept(nlp: Language, tmp_path: Path) -> None:
    """What kg loads can be written into a folder, spaCy loads it from there, and it reads the same; one that lacks a file is named."""
    load(threads=1).to_disk(tmp_path)
    assert columns(spacy.load(tmp_path)(TEXT)) == columns(nlp(TEXT))
    (tmp_path / "kg_reader" / "network.onnx").unlink()
    with pytest.raises(ModelError, match=r"network\.onnx"):
        load(str(tmp_path))


def test_without_weights() -> None:
    """A component that nothing was loaded into says so, and what to do."""
    with pytest.raises(ModelError, match="no weights") as caught:
        Reader(ENGLISH)(spacy.blank("en")("Peru left."))
    assert "spacy.load" in caught.value.hint


def test_processes(nlp: Language) -> None:
    """Several processes, forked after the reader has run here, read the same."""
    texts = [TEXT, "Peru left.", "", TEXT * 2]
    expected = [columns(nlp(text)) for text in texts]
    assert [columns(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == expected


# -- trees -------------------------------------------------------------------------------------------------------------


def is_tree(heads: list[int]) -> bool:
    """One root, and every word leads to it."""
    for word in range(1, len(heads) + 1):
        steps = 0
        while word:
            word, steps = heads[word - 1], steps + 1
            if steps > len(heads):
                return False
    return heads.count(0) == 1


def total(scores: Floats, heads: list[int]) -> float:
    return float(sum(scores[at, head] for at, head in enumerate(heads)))


def trees(size: int) -> Iterator[list[int]]:
    """All trees with one root over `size` words."""
    for heads in product(range(size + 1), repeat=size):
        if is_tree(list(heads)):
            yield list(heads)


def score_tables(largest: int) -> st.SearchStrategy[Floats]:
    """Whole numbers, so that sums are exact; ties are common."""
    whole = st.integers(-20, 20).map(float)
    return st.integers(1, largest).flatmap(lambda size: arrays.arrays(np.float32, (size, size + 1), elements=whole))


@given(score_tables(12))
def test_tree_is_a_tree(scores: Floats) -> None:
    """Any scores give one root that every word leads to; the scores are left as they were."""
    before = scores.copy()
    assert is_tree(tree(scores))
    assert np.array_equal(scores, before)


@given(score_tables(4))
@settings(max_examples=300)
def test_tree_is_the_best_under_its_root(scores: Floats) -> None:
    """No other tree with the same root scores higher, of all that there are (up to four words)."""
    heads = tree(scores)
    rivals = [other for other in trees(len(heads)) if other.index(0) == heads.index(0)]
    assert heads in rivals
    assert total(scores, heads) == max(total(scores, other) for other in rivals)


@given(score_tables(12))
def test_tree_keeps_best_heads_that_are_a_tree(scores: Floats) -> None:
    """When the best head of every word gives a tree, it is that tree."""
    size = len(scores)
    scores[np.arange(size), np.arange(1, size + 1)] = -np.inf
    best = [int(head) for head in scores.argmax(1)]
    if is_tree(best):
        assert tree(scores) == best


TAGS = ["O", "B-GPE", "I-GPE", "B-ORG", "I-ORG"]


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        (["B-GPE", "I-GPE", "O"], ["B-GPE", "I-GPE", "O"]),
        (["I-GPE", "I-GPE", "O"], ["B-GPE", "I-GPE", "O"]),
        (["B-GPE", "I-ORG", "I-ORG"], ["B-ORG", "I-ORG", "I-ORG"]),
        (["B-ORG", "B-ORG", "I-ORG"], ["B-ORG", "B-ORG", "I-ORG"]),
        (["O", "O", "O"], ["O", "O", "O"]),
    ],
)
def test_a_name_is_one_thing(best: list[str], expected: list[str]) -> None:
    """A name begins with B, is of one type, that of most of its words."""
    sure = 4.0 * np.eye(len(TAGS), dtype=np.float32)[[TAGS.index(tag) for tag in best]]
    assert entity_tags(sure, TAGS) == expected


def test_type_does_not_decide_the_span() -> None:
    """A word that is surely in a name stays in it, though its types share the probability."""
    shared = np.log(np.array([[0.05, 0.9, 0.0, 0.05, 0.0], [0.4, 0.0, 0.3, 0.0, 0.3]], np.float32) + 1e-9)
    assert entity_tags(shared, TAGS) == ["B-GPE", "I-GPE"]


def test_a_name_rather_goes_on() -> None:
    """Of two readings that are nearly as likely, the longer name."""
    shared = np.log(np.array([[0.1, 0.9, 0.0, 0.0, 0.0], [0.55, 0.0, 0.45, 0.0, 0.0]], np.float32) + 1e-9)
    assert entity_tags(shared, TAGS) == ["B-GPE", "I-GPE"]


# -- sentences ---------------------------------------------------------------------------------------------------------


def test_given_sentences_are_kept(nlp: Language) -> None:
    """Sentence starts that a Doc has are not moved."""
    words = "Peru left . Lima stayed . Cuzco slept .".split()
    doc = Doc(nlp.vocab, words=words, sent_starts=[index == 0 for index in range(len(words))])
    read = nlp.get_pipe("kg_reader")(doc)
    sound(read)
    assert len(list(read.sents)) == 1


@pytest.mark.parametrize(
    ("likely", "starts"),
    [
        ({4}, [0, 8]),  # at the quotation mark that closes: behind it, and behind the note
        ({5}, [0, 8]),  # at the note: behind it
        ({8}, [0, 8]),
        ({2}, [0, 1]),  # the mark that opens goes along
        ({3}, [0]),  # at a full stop: nowhere
    ],
)
def test_no_sentence_begins_with_what_closes_one(likely: set[int], starts: list[int]) -> None:
    """A start at a closing quotation mark or at a note moves behind it; none is at a full stop."""
    words = ["Peru", '"', "left", ".", '"', "[", "6", "]", "Lima", "stayed", "."]
    stream = Stream(list(range(11)), words, [[1]] * 11, frozenset({1}), frozenset({4}))
    margin = np.array([1.0 if at in likely else -1.0 for at in range(11)], np.float32)
    assert [start for start, _ in stream.cut(11, margin)] == starts


def test_no_sentence_begins_in_small_letters_behind_an_abbreviation() -> None:
    """ "the 1st of Feb. next" is one."""
    words = ["Peru", "left", "in", "Feb.", "next", "year", "."]
    stream = Stream(list(range(7)), words, [[1]] * 7)
    margin = np.array([1.0 if at == 4 else -1.0 for at in range(7)], np.float32)
    assert [start for start, _ in stream.cut(7, margin)] == [0]


def test_abbreviations_keep_their_stop(nlp: Language) -> None:
    """Ranks and the like are one token with their stop."""
    text = "Lt. Col. Holm met Sgt. Ruiz and Capt. Lund of the Dept. of Roads."
    assert [token.text for token in nlp.make_doc(text) if token.text.endswith(".")] == [
        "Lt.",
        "Col.",
        "Sgt.",
        "Capt.",
        "Dept.",
        ".",
    ]


@pytest.mark.parametrize("place", [1, 10])
def test_starts_that_shift_cost_no_more_than_others(place: int) -> None:
    """A network that sees a start at the same place of every window, as in a run of one sign, reads no word more than a few times."""
    words = ["&"] * 4000
    stream = Stream(list(range(4000)), words, [[1]] * 4000)
    read = 0
    while not stream.done:
        size = stream.window()
        margin = np.full(size, -1.0, np.float32)
        margin[place::1000] = 1.0
        stream.cut(size, margin)
        read += size
    assert read < 8 * len(words)


def test_a_paragraph_may_begin_with_a_quotation(nlp: Language) -> None:
    """The mark that opens a paragraph is no sentence of its own."""
    doc = nlp('Peru left.\n\n"Lima stayed," Ada Quill said. "Nobody knew why."')
    assert [sentence.text.strip() for sentence in doc.sents][1].startswith('"Lima')


def test_what_cannot_be_seen_is_reported(nlp: Language) -> None:
    """Unknown letters, very long words and sentences beyond the encoder's reach are named with their place."""
    assert nlp(TEXT)._.unread == ()
    reasons = [reason for text in ("ꦧꦱ ꦗꦮ ꦱꦼꦫꦠ꧀", ODD["one long word"]) for _, _, reason in nlp(text)._.unread]
    assert any("letters" in reason for reason in reasons)
    assert any("200000 characters" in reason for reason in reasons)
    endless = nlp("Lima, Peru, Chile, " * 300)  # nothing begins behind a comma
    assert any("was cut here" in reason for _, _, reason in endless._.unread)


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(nlp: Language, threads: int) -> None:
    """Paragraphs read side by side are read as one after another."""
    reader = Reader(ENGLISH, "other", threads).from_bytes(nlp.get_pipe("kg_reader").to_bytes())  # type: ignore[attr-defined]
    text = "\n\n".join([TEXT, "Peru left.", "Lima stayed. Nobody knew why."] * 3)
    assert columns(reader(nlp.make_doc(text))) == columns(nlp(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru paid $ 1.5 million .", [("$ 1.5 million", "MONEY")]),
        ("Peru paid 20 million U.S. dollars .", [("20 million U.S. dollars", "MONEY")]),
        ("Prices rose by 4 percent or 4 per cent .", [("4 percent", "PERCENT"), ("4 per cent", "PERCENT")]),
        ("The pipe is 300 kilometers long .", [("300 kilometers", "QUANTITY")]),
        ("Lima sent 20 tons of rice .", []),
        ("Lima sent 20 soldiers .", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[str, str]]) -> None:
    """Numbers with a currency, a percent sign or a unit are amounts; bare numbers, and measures of something else, are not."""
    words = text.split()
    pos = ["NUM" if word[0].isdigit() or word == "million" else "X" for word in words]
    tags = quantities.mark(words, pos, ["O"] * len(words), ENGLISH)
    starts = [at for at, tag in enumerate(tags) if tag.startswith("B-")]
    ends = [
        next((at for at in range(start + 1, len(tags)) if not tags[at].startswith("I-")), len(tags)) for start in starts
    ]
    found = [(" ".join(words[start:end]), tags[start][2:]) for start, end in zip(starts, ends, strict=True)]
    assert found == expected


def test_amounts_leave_names_alone() -> None:
    """A number inside a name is part of the name."""
    assert quantities.mark(["Group", "20", "%"], ["X", "NUM", "SYM"], ["B-ORG", "I-ORG", "O"], ENGLISH) == [
        "B-ORG",
        "I-ORG",
        "O",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the anti-tank unit", "the anti-tank unit"),
        ("Ex-President Quill", "Ex-President Quill"),
        ("a well-known, UN-backed plan", "a well - known , UN - backed plan"),
        ("and/or", "and / or"),
        ("a U.S.-led force", "a U.S. - led force"),
        ("J.-P. Rey", "J.-P. Rey"),
        ("left?Nobody", "left ? Nobody"),
        ("-----", "-----"),
        ("What?!", "What ?!"),
        ("U.S. envoy's 3.5 km", "U.S. envoy 's 3.5 km"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    """Words are split as in the treebanks: prefixes stay, slashes and hyphens between words stand alone, runs of a sign are one."""
    nlp = spacy.blank("en")
    tokens.adapt(nlp)
    assert " ".join(token.text for token in nlp.make_doc(text)) == expected


def test_every_label_is_explained(nlp: Language) -> None:
    """`spacy.explain` knows every tag, relation and entity type that the reader gives."""
    reader = nlp.get_pipe("kg_reader")
    assert isinstance(reader, Reader)
    labels = reader.weights.labels
    types = {tag[2:] for tag in labels["entity"] if tag != "O"} | {"MONEY", "PERCENT", "QUANTITY"}
    told = [*labels["label"], *labels["xpos"], *labels["upos"], *types]
    assert len(told) > 100
    assert set(told) <= GLOSSARY.keys()  # what `spacy.explain` looks into


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("toppled", "topple"),
        ("expelled", "expel"),
        ("fined", "fine"),
        ("finned", "fin"),
        ("retaken", "retake"),
        ("suing", "sue"),
        ("spurned", "spurn"),
        ("quit", "quit"),
        ("freed", "free"),
        ("collided", "collide"),
        ("presiding", "preside"),
        ("ranged", "range"),
        ("routed", "route"),
        ("dissipated", "dissipate"),
        ("capsized", "capsize"),
        ("relied", "rely"),
        ("surpasses", "surpass"),
    ],
)
def test_rare_verbs_are_words(form: str, lemma: str, nlp: Language) -> None:
    """What the network would cut to no English word is what the treebanks or the dictionary know."""
    lemmas = nlp.get_pipe("kg_reader").weights.lemmas  # type: ignore[attr-defined]
    scores = np.array([{"2|": 3.0, "1|": 2.0}.get(script, 0.0) for script in lemmas.scripts], dtype=np.float32)
    assert lemmas.of(form, "VERB", int(scores.argmax()), scores) == lemma


@pytest.mark.parametrize(("form", "lemma"), [("viruses", "virus"), ("potatoes", "potato"), ("flies", "fly")])
def test_rare_nouns_are_words(form: str, lemma: str, nlp: Language) -> None:
    """A plural that loses more than its "s", or only that."""
    lemmas = nlp.get_pipe("kg_reader").weights.lemmas  # type: ignore[attr-defined]
    scores = np.array([{"1|": 3.0, "2|": 2.0}.get(script, 0.0) for script in lemmas.scripts], dtype=np.float32)
    assert lemmas.of(form, "NOUN", int(scores.argmax()), scores) == lemma


def test_what_is_irregular_is_certain() -> None:
    """ "severed" is of "sever", whatever else is a word: "severe"."""
    vocabulary = {"severe": 0, "sev": 1}
    assert (
        Lemmas(["1|", "2|"], {}, vocabulary, ENGLISH).of("severed", "VERB", 0, np.array([3.0, 1.0], dtype=np.float32))
        == "sever"
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("OSLO — The pact was signed by Estonia on Friday.", "OSLO —"),
        ("LAGOS, Nigeria (Wire) — Gunmen attacked a church.", "LAGOS, Nigeria (Wire) —"),
        ("NEW DELHI, May 3, 2021 (Wire) -- India sanctioned the firm.", "NEW DELHI, May 3, 2021 (Wire) --"),
        ("Oslo (Agency) - The pact was signed.", "Oslo (Agency) -"),
        ("A word before.\nCAIRO – Egypt said no.", "CAIRO –"),
        ("UN - backed talks failed.", "UN - backed talks failed."),
        ("The Oslo - Bergen line was closed.", "The Oslo - Bergen line was closed."),
        ("A court fined Shell. Norway hired Tom Reed.", "A court fined Shell."),
        ("The firm is Acme Ltd. of Oslo. It left.", "The firm is Acme Ltd. of Oslo."),
    ],
)
def test_sentences(nlp: Language, text: str, first: str) -> None:
    """A dateline is no part of the story's first sentence; a capital behind a full stop begins a sentence, behind an abbreviation not."""
    assert first in [sentence.text.strip() for sentence in nlp(text).sents]


def test_sentences_end_where_they_should(nlp: Language) -> None:
    """Of a hundred hard ends (abbreviations, quotations, figures) at most seven are missed, and two are seen where none is."""
    missed = spurious = 0
    lines = Path(__file__).with_name("sentence_ends.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            parts = [part.strip() for part in line.split("|")]
            ends = {len(" ".join(parts[:count])) + 1 for count in range(1, len(parts))}
            found = {sentence.start_char for sentence in nlp(" ".join(parts)).sents} - {0}
            missed += len(ends - found)
            spurious += len(found - ends)
    assert missed <= 7
    assert spurious <= 2


LONG_WORDS = {
    "emoji": "🦊" * 600,
    "brackets": "(" * 300 + "Peru" + ")" * 300,
    "one run": "a" + "." * 600,
    "runs between": ("." * 130 + "🦊" * 130) * 3,
    "units": "5km" * 200 + "°C." * 100 + "🦊" * 254 + "5$",
    "letters": "x" * 600 + "'s",
}


@pytest.mark.parametrize("text", LONG_WORDS.values(), ids=LONG_WORDS)
def test_a_look_near_the_end_finds_the_same_suffixes(nlp: Language, text: str) -> None:
    """The pipeline that kg loads has the tokens of the packaged one, however long a word is, and can be kept as that one can."""
    quick, plain = load().tokenizer, nlp.tokenizer
    assert isinstance(quick, Tokenizer)
    assert isinstance(plain, Tokenizer)
    assert [token.text for token in quick(text)] == [token.text for token in plain(text)]
    assert quick.to_bytes(exclude=["vocab"]) == plain.to_bytes(exclude=["vocab"])
    assert pickle.loads(pickle.dumps(quick)).suffix_search.__self__ == quick.suffix_search.__self__


def test_suffixes_take_linear_work() -> None:
    """Of a run of signs, no suffix but one of their whole length is looked for from the start."""
    looked = []

    class Recorded:
        def search(self, text: str) -> re.Match[str] | None:
            looked.append(len(text))
            return re.search(r"(?:🦊|\.{2,})$", text)

    pattern = tokens.SuffixPattern(cast("re.Pattern[str]", Recorded()))
    for text, work in (("🦊" * 5000, [tokens.NEAR_END]), ("." * 5000, [tokens.NEAR_END, 5000])):
        looked.clear()
        assert pattern.search(text) is not None
        assert looked == work
