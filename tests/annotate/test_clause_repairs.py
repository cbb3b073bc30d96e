"""Repairs around a verb, on trees made by hand as the parser makes them."""

from __future__ import annotations

import pytest
from trees import hangs, parsed

from kg.annotate.clause_repairs import (
    join_verbs,
    lift_from_place,
    nest_request,
    part_prepositions,
    seat_adjective,
    seat_apposition,
    seat_body,
    seat_headline_subject,
    seat_infinitive_subject,
    set_off_description,
)
from kg.annotate.tree_repairs import seat_second_subject
from kg.lang.en import ENGLISH


@pytest.mark.parametrize(("kind", "moves"), [("NN", True), ("NNP", False)])
def test_a_description_before_a_pronoun_is_no_subject(kind: str, moves: bool) -> None:
    """ "Heir of Lima, she left" has one subject; in "Peru, she left" the name stays."""
    rows = f"Heir/{kind}/6/nsubj of/IN/2/case Lima/NNP/0/nmod ,/,/0/punct she/PRP/6/nsubj later/RB/6/advmod left/VBD/6/ROOT/leave"
    doc = parsed(rows if moves else rows.replace("of/IN/2/case", "in/IN/2/case"), "" if moves else "0-1-GPE")
    set_off_description(doc, ENGLISH.words)
    assert hangs(doc, 0) == (("she", "appos") if moves else ("left", "nsubj"))


def test_a_body_before_a_title_is_no_subject() -> None:
    """ "Bell Center analyst Ana Ruiz spoke": the centre does not speak."""
    rows = "Bell/NNP/1/compound Center/NNP/5/nsubj analyst/NN/3/nmod:desc Ana/NNP/5/nsubj Ruiz/NNP/3/flat spoke/VBD/5/ROOT/speak"
    doc = parsed(rows, "0-2-ORG 3-5-PERSON")
    seat_body(doc, ENGLISH.words)
    assert hangs(doc, 1) == ("analyst", "compound")


@pytest.mark.parametrize(("case", "label"), [("without", "obl"), ("in", "conj")])
def test_nouns_with_prepositions_of_their_own_are_no_pair(case: str, label: str) -> None:
    """ "left in tears, without coats", but "left in tears, in pain"."""
    rows = f"Ruiz/NNP/1/nsubj left/VBD/1/ROOT/leave in/IN/3/case tears/NNS/1/obl ,/,/6/punct {case}/IN/6/case coats/NNS/3/conj"
    doc = parsed(rows)
    part_prepositions(doc, ENGLISH.words)
    assert doc[6].dep_ == label


@pytest.mark.parametrize(("second", "label"), [("says/VBZ", "conj"), ("said/VBD", "parataxis")])
def test_verbs_of_a_headline_share_their_subject(second: str, label: str) -> None:
    """ "Peru expels envoy, says it left", but not "Peru expels envoy, said ..."."""
    rows = f"Peru/NNP/1/nsubj expels/VBZ/1/ROOT/expel envoy/NN/1/obj ,/,/4/punct {second}/1/parataxis/say it/PRP/6/nsubj left/VBD/4/ccomp"
    doc = parsed(rows)
    join_verbs(doc, ENGLISH.words)
    assert doc[4].dep_ == label


@pytest.mark.parametrize(("verb", "label"), [("pushed/VBD/1/ROOT/push", "xcomp"), ("sent/VBD/1/ROOT/send", "advcl")])
def test_what_somebody_is_pushed_to_do_is_no_purpose(verb: str, label: str) -> None:
    """ "pushed the firm to move", but "sent the firm to move"."""
    doc = parsed(f"Peru/NNP/1/nsubj {verb} the/DT/3/det firm/NN/1/obj to/TO/5/mark move/VB/1/advcl")
    nest_request(doc, ENGLISH.words)
    assert doc[5].dep_ == label


def test_a_company_is_beside_its_name() -> None:
    """ "Ana Ruiz of Bell Tours, a company that runs trips": not Ruiz is a company."""
    rows = (
        "Ana/NNP/0/ROOT Ruiz/NNP/0/flat of/IN/4/case Bell/NNP/4/compound Tours/NNP/0/nmod ,/,/7/punct a/DT/7/det "
        "company/NN/0/appos that/WDT/9/nsubj runs/VBZ/7/acl:relcl/run trips/NNS/9/obj"
    )
    doc = parsed(rows, "0-2-PERSON 3-5-ORG")
    seat_apposition(doc, ENGLISH.words)
    assert hangs(doc, 7) == ("Tours", "appos")


def test_a_noun_said_again_is_beside_itself() -> None:
    """ "the rate for Peru, the rate of deaths": Peru is no rate."""
    rows = "rate/NN/0/ROOT for/IN/2/case Peru/NNP/0/nmod ,/,/5/punct the/DT/5/det rate/NN/2/appos of/IN/7/case deaths/NNS/5/nmod"
    doc = parsed(rows, "2-3-GPE")
    seat_apposition(doc, ENGLISH.words)
    assert hangs(doc, 5) == ("rate", "appos")


def test_the_adjective_of_an_office_is_no_subject() -> None:
    """ "attorneys general sued" are one kind of people."""
    doc = parsed("attorneys/NNS/2/nsubj general/JJ/2/nsubj sued/VBD/2/ROOT/sue")
    seat_adjective(doc, ENGLISH.words)
    assert hangs(doc, 1) == ("attorneys", "amod")


@pytest.mark.parametrize(("comma", "head"), [("", "fleet"), (",/,/5/punct ", "Peru")])
def test_a_clause_behind_a_place_without_a_comma_is_about_the_noun(comma: str, head: str) -> None:
    """ "a fleet near Peru which was hit", but "a fleet near Peru, which was hit"."""
    rows = "a/DT/1/det fleet/NN/1/ROOT near/IN/3/case Peru/NNP/1/nmod {0}which/WDT/{1}/nsubj:pass hit/VBN/3/acl:relcl"
    doc = parsed(rows.format(comma, 6 if comma else 5), "3-4-GPE")
    lift_from_place(doc, ENGLISH.words)
    assert doc[-1].head.text == head


def test_who_acts_in_a_headline_is_no_part_of_the_verb() -> None:
    """ "Harbor Police Arrest Ana": the verb has a subject."""
    doc = parsed("Harbor/NNP/1/compound Police/NNP/2/compound Arrest/VBP/2/ROOT Ana/NNP/2/obj")
    seat_headline_subject(doc, ENGLISH.words)
    assert hangs(doc, 1) == ("Arrest", "nsubj")


def test_who_is_to_do_what_it_is_time_for() -> None:
    """ "It is time for Peru to leave": Peru leaves, and nobody is time."""
    rows = "It/PRP/2/expl is/VBZ/2/cop time/NN/2/ROOT for/IN/6/mark Peru/NNP/2/nsubj to/TO/6/mark leave/VB/2/acl"
    doc = parsed(rows)
    seat_infinitive_subject(doc, ENGLISH.words)
    assert hangs(doc, 4) == ("leave", "nsubj")


def test_who_asks_for_something_does_not_do_it() -> None:
    """In "Peru asked for time to leave" nobody stands between "for" and the infinitive's own mark but the noun that it belongs to."""
    rows = "Peru/NNP/1/nsubj asked/VBD/1/ROOT/ask for/IN/3/case time/NN/1/obl to/TO/5/mark leave/VB/3/acl"
    doc = parsed(rows)
    seat_infinitive_subject(doc, ENGLISH.words)
    assert hangs(doc, 3) == ("asked", "obl")


def test_a_second_subject_behind_a_verb_is_its_object() -> None:
    """ "It showed the burial of a king": the burial is shown; of two guards carrying flags that is open here."""
    rows = "It/PRP/1/nsubj showed/VBD/1/ROOT/show the/DT/3/det burial/NN/1/nsubj of/IN/6/case a/DT/6/det king/NN/3/nmod"
    doc = parsed(rows)
    seat_second_subject(doc, ENGLISH.words)
    assert hangs(doc, 3) == ("showed", "obj")
