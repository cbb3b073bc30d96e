"""GUM's brackets -> mentions with their things."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.training.mentions import Text, texts

ROWS = """# newdoc id = one
1	The	the	DET	DT	_	2	det	_	Entity=(7-person-new-cf1-2-coref
2	king	king	NOUN	NN	_	5	nsubj	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	Peru	Peru	PROPN	NNP	_	2	nmod	_	Entity=(9-place-new-cf2-1-sgl-Peru)7)
5	saw	see	VERB	VBD	_	0	root	_	_
6	himself	himself	PRON	PRP	_	5	obj	_	Entity=(7-person-giv:act-cf1-1-ana)|SpaceAfter=No
7	.	.	PUNCT	.	_	5	punct	_	_

# newdoc id = two
1	Rain	rain	NOUN	NN	_	0	root	_	Entity=(1[1/2]-event-new-cf1-1-coref)
2	or	or	CCONJ	CC	_	3	cc	_	_
3	storm	storm	NOUN	NN	_	1	conj	_	Entity=(1[2/2]-event-new-cf1-1-coref)

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """Two documents."""
    path = tmp_path / "bank.conllu"
    path.write_text(ROWS, encoding="utf-8")
    return path


def mentions(text: Text) -> list[tuple[str, int]]:
    """Words and thing of each mention, in text order."""
    return [(text.text[start:end], thing) for (start, end), thing in sorted(text.things.items())]


@pytest.mark.parametrize(
    ("spaced", "sentence"), [(False, "The king of Peru saw himself."), (True, "The king of Peru saw himself .")]
)
def test_mentions_of_a_thing(treebank: Path, spaced: bool, sentence: str) -> None:
    """Brackets nest; mentions of one thing have one number; blanks as printed, or between all words."""
    first, _ = texts(treebank, spaced=spaced)
    assert first.text == sentence
    told = dict(mentions(first))
    assert told.keys() == {"The king of Peru", "Peru", "himself"}
    assert told["The king of Peru"] == told["himself"] != told["Peru"]
    assert min(told.values()) == 1


def test_pieces(treebank: Path) -> None:
    """A mention in pieces counts piece by piece, as one thing."""
    _, second = texts(treebank, spaced=True)
    assert mentions(second) == [("Rain", 1), ("storm", 1)]
