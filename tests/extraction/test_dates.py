"""Time expressions become as precise a date as they name, read against the document's date and never against today."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import dates
from kg.lang.en import ENGLISH


def normalise(text: str, published: str, *, future: bool = False) -> str:
    """As in English."""
    return dates.normalise(text, published, ENGLISH, future=future)


SATURDAY = "2019-03-30"  # the dateline of every row below

ABSOLUTE = {
    "2019-03-28": "2019-03-28",
    "2019-03-28T10:00:00Z": "2019-03-28",
    "2018-12": "2018-12",
    "in 1962": "1962",
    "in the year 2000": "2000",
    "44 BC": "-0043",
    "Feb. 2, 2019": "2019-02-02",
    "Sept. 11, 2001": "2001-09-11",
    "September 2001": "2001-09",
    "2 Feb 2019": "2019-02-02",
    "the 23rd of March 2019": "2019-03-23",
    "Saturday, March 23, 2019": "2019-03-23",
    "March 23rd, 2019 at 5 p.m.": "2019-03-23",
    "23.03.2019": "2019-03-23",
    "23-Mar-2019": "2019-03-23",
    "13/04/2019": "2019-04-13",
    "03/04/2019": "2019",  # March or April: only the year is sure
    "the 1990s": "199X",
    "the early 1860's": "186X",
    "the 19th century": "18XX",
    "early 2019": "2019",
    "the end of 2018": "2018",
    "spring 2019": "2019-21",
    "the summer of 1914": "1914-22",
    "the first quarter of 2019": "2019-33",
    "Q3 2018": "2018-35",
    "the second half of 2020": "2020-41",
    "around 1750": "1750~",
    "since 2014": "2014/..",
    "until 2020": "../2020",
    "from 2010 to 2015": "2010/2015",
    "between 2010 and 2015": "2010/2015",
    "from March to May 2019": "2019-03/2019-05",
    "March 30 – April 2, 2019": "2019-03-30/2019-04-02",
    "1914–18": "1914/1918",
    "2018-19": "2018/2019",
    "1999 to 2004": "1999/2004",
    "March 2018 to May 2019": "2018-03/2019-05",
    "28-29 March 2018": "2018-03-28/2018-03-29",
    "from 28 to 29 March 2018": "2018-03-28/2018-03-29",
    "28 and 29 March 2018": "2018-03-28/2018-03-29",
    "from March 28 to 29, 2018": "2018-03-28/2018-03-29",
    "May and June 2018": "2018-05/2018-06",
    "2016 and 2017": "2016/2017",
    "from 2014 onwards": "2014/..",
    "2014-present": "2014/..",
    "for 2019": "2019",
    "before 2016": "../2015",
    "prior to January 2019": "../2018-12",
    "after May 2018": "2018-06/..",
    "after December 31, 2018": "2019-01-01/..",
    "the second week of January 2018": "2018-01",
}
RELATIVE = {
    "today": "2019-03-30",
    "yesterday": "2019-03-29",
    "tomorrow's": "2019-03-31",
    "the day before yesterday": "2019-03-28",
    "overnight": "2019-03-29/2019-03-30",
    "Saturday": "2019-03-30",
    "Thursday": "2019-03-28",
    "Wed.": "2019-03-27",
    "on Thursday afternoon": "2019-03-28",
    "late on Friday": "2019-03-29",
    "5 p.m. Saturday": "2019-03-30",
    "last Saturday": "2019-03-23",
    "next Tuesday": "2019-04-02",
    "this Friday": "2019-03-29",
    "by Friday": "../2019-03-29",
    "on March 28": "2019-03-28",
    "March 23": "2019-03-23",
    "April 2": "2018-04-02",
    "early Friday, March 29": "2019-03-29",
    "on the morning of March 28": "2019-03-28",
    "March 28 of this year": "2019-03-28",
    "March 23-25": "2019-03-23/2019-03-25",
    "February 29": "2016-02-29",
    "the 28th": "2019-03-28",
    "in December": "2018-12",
    "in March": "2019-03",
    "May": "2018-05",
    "mid-March": "2019-03",
    "last March": "2018-03",
    "next March": "2020-03",
    "March of last year": "2018-03",
    "last week": "2019-03-18/2019-03-24",
    "this week": "2019-03-25/2019-03-31",
    "last week's": "2019-03-18/2019-03-24",
    "the week of March 18": "2019-03-18/2019-03-24",
    "over the weekend": "2019-03-30/2019-03-31",
    "last weekend": "2019-03-23/2019-03-24",
    "next month": "2019-04",
    "earlier this month": "2019-03",
    "late last year": "2018",
    "the second half of last year": "2018-41",
    "last summer": "2018-22",
    "two days ago": "2019-03-28",
    "a week ago": "2019-03-18/2019-03-24",
    "three months ago": "2018-12",
    "three hours ago": "2019-03-30",
    "about ten years ago": "2009~",
    "a decade ago": "2009~",
    "two weeks from now": "2019-04-08/2019-04-14",
    "the past two weeks": "2019-03-16/2019-03-30",
    "over the last three years": "2016/2019",
    "since last week": "2019-03-18/..",
    "Christmas": "2018-12-25",
    "last Christmas": "2018-12-25",
    "New Year's Eve": "2018-12-31",
    "the 90s": "199X",
    "this morning": "2019-03-30",
    "Tuesday of last week": "2019-03-19",
    "Monday last week": "2019-03-18",
    "Monday to Friday": "2019-03-25/2019-03-29",
    "Monday and Tuesday": "2019-03-25/2019-03-26",
    "Monday and Friday": "",
    "between March and May": "2018-03/2018-05",
    "the week before last": "2019-03-11/2019-03-17",
    "the month before last": "2019-01",
    "this decade": "201X",
    "this century": "20XX",
    "the first week of March": "2019-03",
    "the early hours of March 29": "2019-03-29",
    "before last week": "../2019-03-17",
    "after 5 p.m. Friday": "2019-03-29",
    "no later than Friday": "../2019-03-29",
    "for the past two weeks": "2019-03-16/2019-03-30",
}
FUTURE = {
    "Friday": "2019-04-05",
    "Saturday": "2019-03-30",
    "March 28": "2020-03-28",
    "April 2": "2019-04-02",
    "in December": "2019-12",
    "in two weeks": "2019-04-08/2019-04-14",
    "the 2nd": "2019-04-02",
    "Christmas": "2019-12-25",
}
UNKNOWN = [
    *("", " ", "now", "recently", "every day", "the same day", "a month later", "a day earlier", "the previous year"),
    *(
        "for two years",
        "in two weeks",
        "at 5 p.m.",
        "noon",
        "30",
        "100",
        "1,200",
        "hours ago",
        "years ago",
        "the eve of the war",
    ),
    *(
        "February 30",
        "2019-02-30",
        "2019-13",
        "the 99th",
        "99999999999 years ago",
        "999 decades ago",
        "for two months",
        "after two years",
        "before spring 2018",
        "this",
        "after the 1990s",
        "from 2015 to 2010",
    ),
    *("Putin", "the 0th of May", "٢٠١٩", "\ud800", "2019" * 100, "<script>2019</script>"),
]


def test_the_tables_are_whole() -> None:
    """No row of the tables was lost by writing the same expression twice."""
    assert (len(ABSOLUTE), len(RELATIVE), len(FUTURE), len(UNKNOWN)) == (52, 73, 8, 37)


@pytest.mark.parametrize("text", ABSOLUTE)
def test_absolute_expressions_need_no_dateline(text: str) -> None:
    """What names its year is read alike with and without a dateline, and whatever the tense."""
    assert {normalise(text, day, future=tense) for day in (SATURDAY, "") for tense in (False, True)} == {ABSOLUTE[text]}


@pytest.mark.parametrize("text", RELATIVE)
def test_relative_expressions_are_read_against_the_dateline(text: str) -> None:
    """A date without a year and a distance in time count back from the dateline, and say nothing without one."""
    assert normalise(text, f"{SATURDAY}T18:00:00+02:00") == RELATIVE[text]
    assert normalise(text, "") == ""


@pytest.mark.parametrize("text", FUTURE)
def test_in_a_clause_about_the_future_days_lie_ahead(text: str) -> None:
    """ "will meet on Friday" is the next Friday, not the last one."""
    assert normalise(text, SATURDAY, future=True) == FUTURE[text]


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_names_no_time_gives_nothing(text: str) -> None:
    """No date is guessed from durations, unknown anchors, impossible dates or words that are no time at all."""
    assert normalise(text, SATURDAY) == ""


@pytest.mark.parametrize("published", ["2019", "2019-03", "yesterday", "2019-99-99"])
def test_a_dateline_that_is_no_day_is_no_dateline(published: str) -> None:
    """Nothing is counted from a date that is not known to the day, but absolute expressions still are read."""
    assert normalise("Thursday", published) == ""
    assert normalise("March 2018", published) == "2018-03"


EDTF = r"-?\d{4}|\d\d[\dX]X|\d{4}(-\d\d){0,2}~?"


@given(st.lists(st.sampled_from([*ABSOLUTE, *RELATIVE, *UNKNOWN, "of", "last", "2019", "31", "-", "0000"]), max_size=3))
def test_any_words_give_edtf_or_nothing(words: list[str]) -> None:
    """Whatever is put together from expressions, the result is empty or of EDTF's form, and never an exception."""
    found = normalise(" ".join(words), SATURDAY)
    assert found == "" or all(end == ".." or re.fullmatch(EDTF, end) for end in found.split("/"))
