"""When a clause says that it is so: prepositions, adverbs of time, and times that count from another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import of_document, read

from kg.extraction import extract
from kg.extraction.anaphoric_times import from_told
from kg.extraction.times import Times, dateline
from kg.lang.en import ENGLISH
from kg.model import Document

DOCS = read(Path(__file__).parent / "times.conllu")
TIMES = {
    "later": ["2018-12", "2019-01", "2019"],
    "chain": ["2004-05-01", "2004-05-04", "2004-05-05"],
    "far": ["2004-05-01", "", "", ""],
    "nothing": [""],
    "since": ["2015/.."],
    "from-to": ["2010/2014"],
    "two-adjuncts": ["2019-06-03/2019-06-05"],
    "between": ["2019-03/2019-05"],
    "two-days": ["2018-05-03/2018-05-05"],
    "until": ["../2019-03-24"],
    "before": ["../2015"],
    "ago": ["2017"],
    "early": ["2019"],
    "night": ["2019-03-29"],
    "for": [""],
}
TOLD = [  # expression, the time told before, what it means
    ("a month later", "2018-12-10", "2019-01"),
    ("about two years earlier", "2018-12", "2016"),
    ("three days after", "2018-12-30", "2019-01-02"),
    ("a week before", "2018-12-12", "2018-12-03/2018-12-09"),
    ("a decade later", "2018", "2028~"),
    ("minutes later", "2018-12-10", None),
    ("ten minutes later", "2018-12-10", "2018-12-10"),
    ("five hours later", "2018-12-10", ""),
    ("the following day", "2018-12-31", "2019-01-01"),
    ("on the next morning", "2018-12-31", "2019-01-01"),
    ("the previous month", "2019-01", "2018-12"),
    ("in the preceding year", "2019", "2018"),
    ("the day before", "2019-01-01", "2018-12-31"),
    ("that day", "2018-12-10", "2018-12-10"),
    ("later the same evening", "2018-12-10", "2018-12-10"),
    ("the same week", "2018-12-12", "2018-12-10/2018-12-16"),
    ("in that year", "2018-12-10", "2018"),
    ("that decade", "2018", "201X"),
    ("that summer", "2018-12", "2018-22"),
    ("since then", "2018-12", "2018-12/.."),
    ("a day later", "2018-12", ""),
    ("a month later", "2018", ""),
    ("999 decades later", "2018", ""),
    ("that day", "", ""),
    ("a month later", "2018-22", ""),
    ("a month later", "2018-12-10/2018-12-16", ""),
    ("last week", "2018-12-10", None),
    ("the next week", "2018-12-10", None),
    ("December", "2018-12-10", None),
]


def times(name: str, published: str = "2019-03-30") -> list[str]:
    doc = DOCS[name]
    return [item.time for item in extract(of_document(doc, Document(name, doc.text, published=published))).propositions]


@pytest.mark.parametrize("name", TIMES)
def test_times_of_clauses(name: str) -> None:
    """Each clause has the time that its words name."""
    assert times(name) == TIMES[name]


@pytest.mark.parametrize(("text", "told", "time"), TOLD)
def test_counted_from_what_was_told(text: str, told: str, time: str | None) -> None:
    """As precise as the time told and the unit allow; None for what does not count from it."""
    assert from_told(text, told, ENGLISH) == time


def test_without_a_dateline_the_reason_is_given() -> None:
    """What counts from an unknown date stays open with the reason; what does not is read."""
    doc = DOCS["later"]
    found = extract(of_document(doc, Document("later", doc.text)))
    assert [item.time for item in found.propositions] == ["", "", ""]
    reasons = [(item.item.split("'")[1], item.reason) for item in found.rejections if item.stage == "time"]
    untold = "it counts from a time that the text does not tell before"
    assert reasons == [
        ("December", "it counts from the date of the document, which is not known"),
        ("A month later", untold),
        ("Later that year", untold),
    ]
    assert times("since", "") == ["2015/.."]


DATELINES = [
    ("OSLO, March 3, 2021 (Agency) — The ferry sank.", "2021-03-03"),
    ("PORT BELO, Maravia, 3 March 2021 - The ferry sank.", "2021-03-03"),
    ("A ferry sinks\n\nPublished: March 3, 2021\n\nThe ferry sank.", "2021-03-03"),
    ("A ferry sinks\nWednesday, 3 March 2021\nThe ferry sank.", "2021-03-03"),
    ("A ferry sinks\n2021-03-03\n", "2021-03-03"),
    ("OSLO, March 3 (Agency) — The ferry sank.", ""),
    ("OSLO (Agency) — The ferry sank on March 3, 2021.", ""),
    ("The ferry sank on March 3, 2021.", ""),
    ("March 2021", ""),
    ("Published: February 30, 2021", ""),
    ("Line\n" * 20 + "March 3, 2021", ""),
]


@pytest.mark.parametrize(("text", "day"), DATELINES)
def test_a_text_may_say_its_own_date(text: str, day: str) -> None:
    """A dateline or a line that is nothing but a full date, at the beginning; a date in a sentence is none."""
    assert dateline(text, ENGLISH) == day


def test_a_dateline_in_the_text_is_what_times_count_from() -> None:
    """When nothing else says when a document is from."""
    doc = DOCS["ago"]
    parsed = extract(of_document(doc, Document("ago", doc.text))).propositions
    assert [item.time for item in parsed] == [""]
    times = Times(Document("ago", "OSLO, March 3, 2021 —"), doc)
    (verb,) = [token for token in doc if token.text == "bought"]
    assert times.of(verb, (), None, False) == "2019"


def test_all_pins_are_used() -> None:
    """Every pinned text has its row."""
    assert {*TIMES, "scheduled"} == DOCS.keys()


def test_what_is_scheduled_is_no_fact_yet() -> None:
    """In the present tense the nearer day is meant; what is on a day to come is planned, "through" one it goes on."""
    doc = DOCS["scheduled"]
    found = extract(of_document(doc, Document("scheduled", doc.text, published="2019-10-07"))).propositions
    assert [(item.subject.span.text, item.time, item.modality.value) for item in found] == [
        ("The fair", "../2019-10-08", "actual"),
        ("the film", "2019-10-09", "planned"),
        ("The hall", "2019-10-03", "actual"),
    ]
