"""Who held a public office when, by the packaged table and by small ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.resources.gazetteer import Gazetteer
from kg.resources.offices import Holder, Offices

OFFICES = Offices.load()


@pytest.mark.parametrize(
    ("office", "country", "day", "name"),
    [
        ("president", "France", "2019-03-04", "Emmanuel Macron"),
        ("president", "United_States", "2008-12-31T10:00:00Z", "George W. Bush"),
        ("prime minister", "United_Kingdom", "2022-10-01", "Liz Truss"),
        ("chancellor", "Germany", "1999-01-01", "Gerhard Schröder"),
        ("president", "Brazil", "2004-01-01", "Luiz Inácio Lula da Silva"),
    ],
)
def test_an_office_has_its_holder_of_the_day(office: str, country: str, day: str, name: str) -> None:
    """By the day that a text bears."""
    found = OFFICES.holder(office, day, country=country)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("day", ["", "2019", "2019-03", "1789-07-14", "2029-01-01"])
def test_without_a_day_that_is_known_nobody_holds_it(day: str) -> None:
    """Neither before the table begins nor after it ends."""
    assert OFFICES.holder("president", day, country="France") is None


def test_a_day_of_change_decides_nothing() -> None:
    """On it two hold the office; a surname tells which is meant."""
    assert OFFICES.holder("president", "2017-05-14", country="France") is None
    found = OFFICES.holder("president", "2017-05-14", country="France", surname="hollande")
    assert found is not None
    assert found.name == "François Hollande"


def test_what_is_known_to_the_month_holds_from_the_next() -> None:
    """A term that begins or ends within a month is sure in the months between."""
    term = Holder("X", "president", "Ann Lee", "Lee", "2001-03", "2002")
    served = [day for day in ("2001-03-31", "2001-04-01", "2001-12-31", "2002-01-01") if term.serves(day)]
    assert served == ["2001-04-01", "2001-12-31"]


def test_a_surname_alone_means_one() -> None:
    """Of all countries only one has a president of this surname on this day."""
    found = OFFICES.holder("president", "2019-03-04", surname="macron")
    assert found is not None
    assert found.country == "France"
    assert OFFICES.holder("president", "2006-03-04", surname="macron") is None


def test_terms_are_terms() -> None:
    """Each begins before it ends, at a date, under a name that has the surname, in a country or body of the gazetteer."""
    gazetteer = Gazetteer.load()
    for row in OFFICES.rows:
        assert row.country in gazetteer.by_id, row
        assert row.since < row.until, row
        assert row.surname in row.name, row
        for day in (row.since, row.until):
            date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)


def test_two_do_not_hold_an_office_for_long() -> None:
    """Terms of one office of one country overlap by a day of change at most."""
    by_office: dict[tuple[str, str], list[Holder]] = {}
    for row in OFFICES.rows:
        by_office.setdefault((row.country, row.office), []).append(row)
    both = [
        (one, other)
        for rows in by_office.values()
        for one in rows
        for other in rows
        if one is not other and one.since <= other.since < one.until[: len(other.since)]
    ]
    assert both == []


def test_a_wrong_table_is_named(tmp_path: Path) -> None:
    """With its columns."""
    path = tmp_path / "offices.csv"
    path.write_text("country,office\nFrance,president\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="its columns are country,office,name,surname,since,until"):
        Offices(path).holder("president", "2019-03-04")
