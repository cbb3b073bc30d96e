"""Times as days: every form that `kg.extraction.dates` writes, and what is no time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SAMPLE, SUPPORTS, VISITS

from kg.graph.date_ranges import FIRST, LAST, dated, days, overlaps


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019~", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-03-28", "2019-03-28", "2019-03-28"),
        ("2019-03-28T23:10:00+01:00", "2019-03-28", "2019-03-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2019-21", "2019-03-01", "2019-05-31"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("2019-34", "2019-04-01", "2019-06-30"),
        ("2019-41", "2019-07-01", "2019-12-31"),
        ("2019-03-28/2019-04-02", "2019-03-28", "2019-04-02"),
        ("2014/..", "2014-01-01", LAST),
        ("../2014-06", FIRST, "2014-06-30"),
    ],
)
def test_times_have_days(time: str, first: str, last: str) -> None:
    """A time is as wide as it is vague."""
    assert days(time) == (first, last)


@pytest.mark.parametrize(
    "time", ["", "last week", "2019-13", "2019-02-30", "2019-2", "19", "x/y", "2019/soon", "0000-01"]
)
def test_what_is_no_time(time: str) -> None:
    """Nothing is guessed."""
    assert days(time) is None


@given(st.dates())
def test_every_day_is_itself(day: date) -> None:
    """Any calendar day is a time of one day."""
    assert days(day.isoformat()) == (day.isoformat(), day.isoformat())


def test_overlaps() -> None:
    """One day in common is enough; what has no date is in no time."""
    assert overlaps("2019-03", "2019-03-31", LAST)
    assert not overlaps("2019-03", "2019-04-01", LAST)
    assert overlaps("2019", FIRST, "2019-01-01")
    assert not overlaps("", FIRST, LAST)


def test_the_claim_knows_better_than_its_document() -> None:
    """The time that a claim names counts before the day its document was published."""
    graph = SAMPLE.graph()
    assert dated(graph, VISITS, VISITS.evidence[0]) == "2019-04"
    assert dated(graph, SUPPORTS, SUPPORTS.evidence[0]) == "2019-03-28"
