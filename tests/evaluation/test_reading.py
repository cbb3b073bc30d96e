"""Figures of a pipeline: what is compared, on a treebank of two sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.annotate.annotator import PACKAGED
from kg.annotate.reader.conllu import Sentence, read_conllu
from kg.evaluation import reader, speed

TREEBANK = """# newdoc id = made-up
# newpar
# text = Peru didn't leave.
1\tPeru\tPeru\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# text = Ghana left.
1\tGhana\tGhana\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> list[Sentence]:
    """The treebank above, read from a file without an empty line at its end."""
    file = tmp_path_factory.mktemp("treebank") / "made-up.conllu"
    file.write_text(TREEBANK, encoding="utf-8")
    return list(read_conllu(file))


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The packaged pipeline."""
    return spacy.load(PACKAGED)


def test_text_of_a_treebank(sentences: list[Sentence]) -> None:
    """Blanks are where the treebank has them, paragraphs are apart, words know their characters."""
    text, arcs, spans = reader.plain(sentences)
    assert text == "Peru didn't leave. \n\nGhana left. "
    assert {text[start:end]: head and text[slice(*head)] for (start, end), (head, _) in arcs.items()} == {
        "Peru": "leave",
        "did": "leave",
        "n't": "leave",
        "leave": None,
        ".": "left",
        "Ghana": "left",
        "left": None,
    }
    assert sorted(text[start:end] for start, end in spans) == ["Ghana left.", "Peru didn't leave."]


def test_right_readings_are_counted(nlp: Language, sentences: list[Sentence]) -> None:
    """Two plain sentences that the packaged reader reads right get full marks in every way of counting."""
    for given in (True, False):
        figures = reader.words(nlp, sentences, given)
        assert figures.pop("words") == 8
        assert set(figures.values()) == {1.0}
    assert reader.raw(nlp, sentences) == {"words": 1.0, "sentences": 1.0, "uas": 1.0, "las": 1.0, "gold": 2}


def test_wrong_readings_are_counted(nlp: Language, sentences: list[Sentence]) -> None:
    """One wrong head and one wrong tag cost what they should; a sentence that goes over two is none."""
    wrong = [Sentence(**vars(item)) for item in sentences]
    wrong[0].heads = [2, 4, 4, 0, 4]
    wrong[1].xpos = ["NN", "VBD", "."]
    figures = reader.words(nlp, wrong, True)
    assert figures["uas"] == figures["las"] == figures["xpos"] == pytest.approx(7 / 8)
    joined = [sentences[0], Sentence(**{**vars(sentences[1]), "paragraph": False})]
    assert reader.raw(nlp, joined)["sentences"] == 1.0


def test_names_are_compared_exactly(nlp: Language, tmp_path: Path) -> None:
    """A name of the right span and type is found, one that the file calls otherwise is not."""
    file = tmp_path / "names.jsonl"
    file.write_text(
        '{"id": "1", "text": "Peru met Ada Quill .", "entities": [{"start": 0, "end": 4, "type": "country"},'
        ' {"start": 9, "end": 18, "type": "organisation"}]}\n',
        encoding="utf-8",
    )
    figures = reader.names(nlp, file, reader.POLITICS)
    assert (figures["precision"], figures["recall"], figures["gold"]) == (0.5, 0.5, 2)


def test_speed_of_both_pipelines(nlp: Language, sentences: list[Sentence]) -> None:
    """Words of the texts are counted, and the CNN can be made and runs."""
    texts = list(speed._texts(sentences, 20))
    assert sum(text.count("Peru") for text in texts) == 3
    assert speed.rate(nlp, texts) > 0
    assert speed.rate(speed.cnn(sentences * 20), texts) > 0
