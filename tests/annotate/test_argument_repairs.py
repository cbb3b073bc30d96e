"""Repairs at nouns beside a verb, on trees made by hand as the parser makes them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.annotate.argument_repairs import (
    attach_charge,
    join_descriptions_of_one,
    join_distances,
    join_numbers,
    seat_elected,
    seat_office,
)
from kg.annotate.name_repairs import join_names
from kg.lang.en import ENGLISH

NLP = spacy.blank("en")


def parsed(rows: str, names: str = "") -> Doc:
    """A Doc of "word/tag/head/label" rows; `names` are "start-end-label"."""
    words, tags, heads, deps = zip(*(row.rsplit("/", 3) for row in rows.split()), strict=True)
    kinds = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VBD": "VERB", "CD": "NUM"}
    lemmas = [
        {"elected": "elect", "appointed": "appoint", "accused": "accuse", "convicted": "convict", "fined": "fine"}.get(
            word, word
        )
        for word in words
    ]
    doc = Doc(
        NLP.vocab,
        list(words),
        tags=list(tags),
        pos=[kinds.get(tag, "X") for tag in tags],
        lemmas=lemmas,
        heads=[int(head) for head in heads],
        deps=list(deps),
    )
    spans = (name.split("-") for name in names.split())
    doc.set_ents([Span(doc, int(start), int(end), label=label) for start, end, label in spans])
    return doc


@pytest.mark.parametrize(
    "rows",
    [
        "Members/NNS/1/nsubj elected/VBD/1/ROOT Rosa/NNP/4/compound Pinto/NNP/2/flat chair/NN/1/xcomp",
        "Members/NNS/1/nsubj elected/VBD/1/ROOT Rosa/NNP/1/obj Pinto/NNP/2/flat chair/NN/1/obj",
        "Members/NNS/1/nsubj elected/VBD/1/ROOT Rosa/NNP/1/obj Pinto/NNP/2/flat chair/NN/2/flat",
    ],
)
def test_somebody_is_elected_to_an_office(rows: str) -> None:
    """Whatever the parser makes the office, the name is the object and the office its complement."""
    doc = parsed(rows, "2-4-PERSON")
    seat_elected(doc, ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (2, 4)] == [("elected", "obj"), ("elected", "xcomp")]


def test_no_office_behind_another_verb() -> None:
    """ "fined Rosa Pinto chair" elects nobody."""
    rows = "Members/NNS/1/nsubj fined/VBD/1/ROOT Rosa/NNP/4/compound Pinto/NNP/2/flat chair/NN/1/obj"
    doc = parsed(rows, "2-4-PERSON")
    seat_elected(doc, ENGLISH.words)
    assert doc[4].dep_ == "obj"


def test_a_charge_belongs_to_its_verb() -> None:
    """ "accused Acme of theft", and not "accused the head of the bank" or "of Peru"."""
    accused = "He/PRP/1/nsubj accused/VBD/1/ROOT {0} of/IN/{1}/case {2}"
    for noun, behind, moves in (
        ("Acme/NNP/1/obj", "theft/NN/2/nmod", True),
        ("Acme/NNP/1/obj", "Peru/NNP/2/nmod", False),
        ("head/NN/1/obj", "the/DT/5/det bank/NN/2/nmod", False),
    ):
        doc = parsed(accused.format(noun, 3 + len(behind.split()), behind))
        attach_charge(doc, ENGLISH.words)
        assert (doc[-1].head.text == "accused") is moves
        assert (doc[-1].dep_ == "obl") is moves


def test_a_number_belongs_to_its_noun() -> None:
    """ "Act No. 512" is one name, and "Act No. 845" another, however the parser hangs their words."""
    rows = (
        "Act/NNP/9/nsubj No/NNP/9/nsubj ././3/punct 512/CD/1/flat and/CC/5/cc Act/NNP/1/conj No/NNP/5/compound ././8/punct 845/CD/6/flat "
        "ended/VBD/9/ROOT"
    )
    doc = parsed(rows, "0-4-LAW 5-6-LAW")
    join_numbers(doc, ENGLISH.words)
    join_names(doc, ENGLISH)
    assert [name.text for name in doc.ents] == ["Act No . 512", "Act No . 845"]
    assert [(doc[at].head.i, doc[at].dep_) for at in (0, 5)] == [(9, "nsubj"), (0, "conj")]


@pytest.mark.parametrize("above", [5, 7])
def test_two_descriptions_are_one_person(above: int) -> None:
    """ "the son of Ada and husband of Nina, Jonas, led": Jonas led, whatever the parser hangs him on; "the sons and a guard" are not he."""
    rows = (
        "the/DT/1/det son/NN/11/nsubj of/IN/3/case Ada/NNP/1/nmod and/CC/5/cc husband/NN/1/conj of/IN/7/case Nina/NNP/5/nmod ,/,/9/punct "
        f"Jonas/NNP/{above}/appos ,/,/1/punct led/VBD/11/ROOT"
    )
    for changed, subject in (("the/DT/1/det", "Jonas"), ("all/PDT/1/advmod", "son")):
        doc = parsed(rows.replace("the/DT/1/det", changed), "3-4-PERSON 7-8-PERSON 9-10-PERSON")
        join_descriptions_of_one(doc, ENGLISH.words)
        assert next(token.text for token in doc if token.dep_ == "nsubj") == subject


def test_the_office_stands_behind_what_the_name_is() -> None:
    """ "appointed Ana, the leader, minister": the parser takes the first for the office."""
    rows = "Peru/NNP/1/nsubj appointed/VBD/1/ROOT Ana/NNP/1/obj ,/,/5/punct the/DT/5/det leader/NN/1/xcomp ,/,/7/punct minister/NN/2/appos"
    doc = parsed(rows, "2-3-PERSON")
    seat_office(doc, ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (5, 7)] == [("Ana", "appos"), ("appointed", "xcomp")]


@pytest.mark.parametrize(("label", "head"), [("obl:unmarked", "miles"), ("obj", "sent")])
def test_how_far_a_place_lies_is_no_origin(label: str, head: str) -> None:
    """ "sent it from Oslo, 20 miles from Bergen", but "sent, in May, 20 miles from Bergen"."""
    rows = f"Peru/NNP/1/nsubj sent/VBD/1/ROOT ,/,/4/punct 20/CD/4/nummod miles/NNS/1/{label} from/IN/6/case Bergen/NNP/1/obl"
    doc = parsed(rows)
    join_distances(doc, ENGLISH.words)
    assert doc[6].head.text == head
