"""Readings that the user calls wrong make no claim, and the reason is kept."""

from __future__ import annotations

from dataclasses import replace

from strategies import BACKS, SAMPLE, SUPPORTS

from kg.mapping import WrongReadings
from kg.resources.corrections import Correction, Decision, reading_of

ITEM = SUPPORTS.evidence[0]
MADE = [replace(claim, evidence=(item,)) for claim in SAMPLE.claims for item in claim.evidence]
ROW = Correction(Decision.WRONG, *reading_of(ITEM), documents=(ITEM.document_id,), line=2, who="ada")


def test_a_reading_is_left_out_with_its_reason() -> None:
    """Only that of this sentence and document; the row and the person are named."""
    wrong = WrongReadings([ROW])
    refused = {item.id: refusal for item in MADE if (refusal := wrong.refusal(item))}
    assert {item.reason for item in refused.values()} == {"corrections.csv:2 says that it is wrong by ada"}
    assert {item.document_id for item in refused.values()} == {ITEM.document_id}
    same = {
        item.id
        for item in MADE
        if (item.evidence[0].document_id, *reading_of(item.evidence[0])) == (*ROW.documents, ROW.name, ROW.value)
    }
    assert same
    assert refused.keys() == same
    assert [*wrong.idle()] == []


def test_it_holds_whatever_the_names_are_taken_for() -> None:
    """The row is about words of the text: another subject, property or speaker in the graph changes nothing."""
    other = replace(SUPPORTS, subject=BACKS.subject, object=BACKS.subject, sources=(), evidence=(ITEM,))
    assert WrongReadings([ROW]).refusal(other) is not None


def test_a_row_that_nothing_fits_is_named() -> None:
    """So that a correction never fails silently."""
    wrong = WrongReadings([replace(ROW, value="Another sentence.")])
    assert [wrong.refusal(item) for item in MADE] == [None] * len(MADE)
    [note] = wrong.idle()
    assert note.reason.startswith("corrections.csv:2 has no effect")
    assert not WrongReadings([])
