"""What a governing word makes of the class of an event."""

from __future__ import annotations

import pytest

from kg.extraction.events import algebra
from kg.lang.en import events as events_en
from kg.model import Modality, Polarity


@pytest.mark.parametrize(
    ("operator", "below", "whole"),
    [
        ("promise", "AID", "AGREE"),  # vowed to help
        ("promise", "ASSAULT", "THREATEN"),  # vowed to attack
        ("promise", "", "AGREE"),  # agreed on the route
        ("stop", "COERCE", "YIELD"),  # lifted the curfew
        ("stop", "CONSULT", "SANCTION"),  # broke off the talks
        ("stop", "", ""),  # ended the year
        ("fail", "AGREE", "REJECT"),  # failed to agree
        ("fail", "ASSAULT", ""),  # failed to kill
        ("prepare", "ASSAULT", "MOBILIZE"),  # prepares to attack
        ("prepare", "CONSULT", "AGREE"),  # prepares to meet
        ("permit", "PROTEST", "YIELD"),  # allowed the march
        ("forbid", "PROTEST", "COERCE"),  # banned the march
        ("forbid", "AID", "SANCTION"),  # banned all aid
        ("accept", "REQUEST", "YIELD"),  # accepted the demand
        ("accept", "YIELD", "AGREE"),  # accepted the truce
        ("light", "CONSULT", "CONSULT"),  # held talks
    ],
)
def test_operators(operator: str, below: str, whole: str) -> None:
    """Each operator is a function of the class below it."""
    assert algebra.OPERATORS[operator](below) == whole


def test_negation() -> None:
    """What was not done leaves nothing, except that a friendly deed was refused."""
    assert algebra.negated("ASSAULT") == ""
    assert algebra.negated("AID") == "REJECT"
    assert algebra.renounced("ASSAULT") == "AGREE"
    assert algebra.renounced("AID") == "REJECT"
    assert algebra.threatened("YIELD") == "THREATEN"


@pytest.mark.parametrize(
    ("polarity", "modality", "ahead", "aid", "assault"),
    [
        ("affirmed", "actual", False, "AID", "ASSAULT"),  # helped, attacked
        ("negated", "actual", False, "REJECT", ""),  # did not
        ("affirmed", "planned", True, "AGREE", "THREATEN"),  # will
        ("negated", "planned", True, "REJECT", "AGREE"),  # will not
        ("affirmed", "possible", True, "AGREE", "THREATEN"),  # may
        ("negated", "possible", True, "REJECT", ""),  # cannot
        ("affirmed", "possible", False, "", ""),  # probably
        ("affirmed", "requested", True, "", ""),  # must
        ("affirmed", "hypothetical", False, "", ""),  # did ...?
        ("affirmed", "conditional", False, "", ""),  # if ...
        ("affirmed", "conditional", True, "AGREE", "THREATEN"),  # will ... if
    ],
)
def test_factuality(polarity: str, modality: str, ahead: bool, aid: str, assault: str) -> None:
    """What a clause of some polarity and modality makes of the class that its words name."""
    told = [algebra.told(root, Polarity(polarity), Modality(modality), ahead) for root in ("AID", "ASSAULT")]
    assert told == [aid, assault]


def test_every_word_has_a_class_that_exists() -> None:
    """The word lists name classes and operators that the algebra knows, and every result is one of the classes."""
    assert {*events_en.VERBS, *events_en.NOUNS} == algebra.CLASSES
    assert {*events_en.OPERATORS, *events_en.OPERATOR_NOUNS} == algebra.OPERATORS.keys()
    for operator in algebra.OPERATORS.values():
        assert {operator(root) for root in ("", *algebra.CLASSES)} <= {"", *algebra.CLASSES}
