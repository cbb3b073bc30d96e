"""Repairs around verbs of saying, on trees made by hand as the parser makes them."""

from __future__ import annotations

import pytest
from trees import parsed

from kg.annotate.speech_repairs import (
    nest_outcome,
    nest_reason,
    nest_second_content,
    seat_inserted_speech,
    set_off_speaker,
)
from kg.lang.en import ENGLISH


@pytest.mark.parametrize(
    ("verb", "head"), [("leading/VBG/1/advcl/lead", "fell"), ("smiling/VBG/1/advcl/smile", "said")]
)
def test_what_comes_of_what_is_said_is_said(verb: str, head: str) -> None:
    """ "said prices fell, leading to ..." is said; who said it smiles."""
    doc = parsed(f"Ruiz/NNP/1/nsubj said/VBD/1/ROOT/say prices/NNS/3/nsubj fell/VBD/1/ccomp/fall ,/,/5/punct {verb}")
    nest_outcome(doc, ENGLISH.words)
    assert doc[5].head.text == head


@pytest.mark.parametrize(("mark", "head"), [("Because", "nervous"), ("After", "says")])
def test_the_reason_of_what_is_said_is_said(mark: str, head: str) -> None:
    """ "says Peru nervous because it failed" is said; what comes after it may not be."""
    rows = f"Ruiz/NNP/1/nsubj says/VBZ/1/ROOT/say Peru/NNP/3/nsubj nervous/JJ/1/ccomp {mark}/IN/6/mark it/PRP/6/nsubj failed/VBD/1/advcl"
    doc = parsed(rows)
    nest_reason(doc, ENGLISH.words)
    assert doc[6].head.text == head


@pytest.mark.parametrize(
    ("rows", "speaker", "verb"),
    [
        (
            "Norway/NNP/2/nsubj ,/,/0/punct says/VBZ/2/ROOT/say Peru/NNP/5/nsubj ,/,/3/punct broke/VBD/2/ccomp it/PRP/5/obj",
            3,
            5,
        ),
        (
            "Talks/NNS/7/nsubj with/IN/2/case Oslo/NNP/0/nmod ,/,/4/punct Ruiz/NNP/2/appos said/VBD/7/parataxis/say ,/,/5/punct "
            "failed/VBD/7/ROOT",
            4,
            7,
        ),
    ],
)
def test_who_speaks_between_commas_is_no_part_of_the_clause_around(rows: str, speaker: int, verb: int) -> None:
    """ "Norway, says Peru, broke it": Peru says so."""
    doc = parsed(rows)
    seat_inserted_speech(doc, ENGLISH.words)
    speech = doc[speaker].head
    assert (doc[speaker].dep_, speech.dep_, speech.head.i) == ("nsubj", "parataxis", verb)
    assert (doc[0].head.i, doc[verb].dep_) == (verb, "ROOT")


def test_who_is_named_beside_who_speaks_is_no_second_speaker() -> None:
    """ "A member, Ana Ruiz said, left": the member is Ana, who said so."""
    doc = parsed("member/NN/3/nsubj ,/,/0/punct Ana/NNP/0/appos said/VBD/3/ROOT/say ,/,/5/punct left/VBD/3/ccomp")
    seat_inserted_speech(doc, ENGLISH.words)
    assert [token.dep_ for token in doc if token.i in (0, 2, 3)] == ["nsubj", "appos", "ROOT"]


@pytest.mark.parametrize(("mark", "head"), [("that/IN/6/mark", "void"), ("then/RB/6/advmod", "claims")])
def test_a_second_clause_with_that_is_said(mark: str, head: str) -> None:
    """ "claims it is void, and that states sue", but "claims it is void, and then states sue"."""
    rows = f"it/PRP/1/nsubj claims/VBZ/1/ROOT/claim it/PRP/3/nsubj void/JJ/1/ccomp and/CC/6/cc {mark} sue/VBP/1/conj"
    doc = parsed(rows)
    nest_second_content(doc, ENGLISH.words)
    assert doc[6].head.text == head


def test_who_goes_on_is_no_relative_clause() -> None:
    """ "the owners, he went on, left" has a speaker; "the owners he knew left" has a relative clause."""
    rows = "owners/NNS/6/nsubj ,/,/3/punct he/PRP/3/nsubj {}/VBD/0/acl:relcl on/RB/3/advmod ,/,/0/punct left/VBD/6/ROOT"
    for verb, label in (("go", "parataxis"), ("meet", "acl:relcl")):
        doc = parsed(rows.format(verb))
        set_off_speaker(doc, ENGLISH.words)
        assert doc[3].dep_ == label
