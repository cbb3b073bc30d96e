"""Titles and descriptions mean those who held the office on the day of the document."""

from __future__ import annotations

import pytest
from build import Reading

TITLED = "[President [Macron|PERSON]|name] spoke. [Macron|PERSON] left."
DESCRIBED = "[the [French|NORP] president|n] spoke."


@pytest.mark.parametrize(
    ("text", "words", "published", "label"),
    [
        (TITLED, "Macron", "2019-03-04", "Emmanuel Macron"),
        (TITLED, "Macron#2", "2019-03-04T10:00:00Z", "Emmanuel Macron"),
        (TITLED, "Macron", "2006-03-04", "Macron"),
        (TITLED, "Macron", "", "Macron"),
        ("[Former President [Macron|PERSON]|name] spoke.", "Macron", "2019-03-04", "Macron"),
        ("[Vice President [Macron|PERSON]|name] spoke.", "Macron", "2019-03-04", "Macron"),
        ("[[French|NORP] President [Macron|PERSON]|name] spoke.", "Macron", "2019-03-04", "Emmanuel Macron"),
        ("[[German|NORP] President [Macron|PERSON]|name] spoke.", "Macron", "2019-03-04", "Macron"),
        ("[President [Macron|PERSON]|name] spoke in 2003.", "Macron", "2019-03-04", "Macron"),
        (DESCRIBED, "the French president", "2019-03-04", "Emmanuel Macron"),
        (DESCRIBED, "the French president", "2006-03-04", "Jacques Chirac"),
        (DESCRIBED, "the French president", "", "French president"),
        ("[a [French|NORP] president|n] spoke.", "a French president", "2019-03-04", "French president"),
        (
            "[the former [French|NORP] president|n] spoke.",
            "the former French president",
            "2019-03-04",
            "former French president",
        ),
        ("[the [British|NORP] premier|n] spoke.", "the British premier", "2019-07-01", "Theresa May"),
        ("[[China|GPE]'s president|n] spoke.", "China's president", "2019-07-01", "Xi Jinping"),
        ("[the [French|NORP] president|n] spoke in 2003.", "the French president", "2019-03-04", "French president"),
    ],
)
def test_who_holds_an_office(text: str, words: str, published: str, label: str) -> None:
    """The holder of the day; nobody without a day, for another rank, another country, another year, or a president among others."""
    assert Reading([text], published=published).label(words) == label


def test_the_reason_says_whose_table_and_which_day() -> None:
    """So that a reader can disagree."""
    reading = Reading([DESCRIBED], published="2019-03-04")
    assert reading.reason("the French president") == (
        "Emmanuel Macron was president (France) on 2019-03-04, the day of the document, by the table of offices"
    )


def test_who_is_named_in_full_is_the_one() -> None:
    """Title, description and full name are one thing, within a document and across documents."""
    texts = [TITLED, DESCRIBED, "[Emmanuel Macron|PERSON] came. [the [French|NORP] president|n] spoke."]
    reading = Reading(texts, published="2019-03-04")
    mentions = ("Macron", "the French president@d2", "Emmanuel Macron@d3", "the French president@d3")
    found = {entity.id for words in mentions if (entity := reading.entity(words)) is not None}
    assert len(found) == 1
    assert None not in map(reading.entity, mentions)


GOVERNED = "[Ukraine|GPE] voted. [Prime Minister [Sanna Marin|PERSON]|name] led [the country|n] into a pact."


@pytest.mark.parametrize(
    ("text", "published", "label"),
    [
        (GOVERNED, "2023-04-04", "Finland"),
        (GOVERNED, "2006-04-04", "Ukraine"),
        ("[Peru|GPE] voted. " + GOVERNED, "2006-04-04", "country"),
        ("[Peru|GPE] voted. " + GOVERNED, "", "country"),
        ("[Ukraine|GPE] voted. [[Peruvian|NORP] President [Julio Ramos|PERSON]|name] led [the country|n].", "", "Peru"),
        ("[Ukraine|GPE] voted. [Captain [Sanna Marin|PERSON]|name] met [the country|n].", "2023-04-04", "Ukraine"),
    ],
)
def test_the_country_that_somebody_leads_is_that_of_the_office(text: str, published: str, label: str) -> None:
    """As the text or the table says; where neither does, it is the only country named before, or stays open."""
    verb = "met" if "met" in text else "led"
    subject = "Julio Ramos" if "Julio" in text else "Sanna Marin"
    lemma = {"met": "meet", "led": "lead"}[verb]
    reading = Reading([text], [[f"{subject} > {lemma} > the country"]], published=published)
    assert reading.label("the country") == label
