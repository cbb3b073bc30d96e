"""Pages of entries that have a time each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]

HEAD = """<html><head><title>Budget live</title><meta name="date" content="2024-05-02">
<link rel="canonical" href="https://courier.example/live"></head><body><main><article>
<h1>Budget live: parliament meets</h1><p>Parliament votes on the budget this week. Here is all that happens.</p>"""
FOOT = "</article></main></body></html>"
FIRST = "Peru backed the budget today, the speaker said after a debate in the house."
SECOND = "Cuba rejected the budget yesterday, an aide told reporters in Lima."


def documents(path: Path) -> list[Document]:
    """What is read of a page, all of it documents."""
    items = list(read([path], Settings()))
    assert not [item for item in items if isinstance(item, Rejection)]
    return [item for item in items if isinstance(item, Document)]


@pytest.mark.parametrize("tag", ["article", "section", "li", "div"])
def test_every_entry_is_a_document_of_its_day(write: Write, tag: str) -> None:
    """The page keeps its headline, date and what stands outside; an entry its id, heading and the day of its time."""
    page = f"""{HEAD}<div><{tag} class="post new" id="u7"><header><time datetime="2024-05-03T10:00:00+02:00">10:00</time>
By Ana Sol</header><h2>Peru backs budget</h2><p>{FIRST}</p></{tag}>
<{tag} class="post"><time datetime="2024-05-02T09:00Z">9:00</time> <time datetime="2024-05-02T09:30Z">9:30</time>
<p>{SECOND}</p></{tag}></div><p>We stop here for today.</p>{FOOT}"""
    whole, first, second = documents(write("a.html", page))
    assert (whole.id, whole.title, whole.published) == ("a.html", "Budget live: parliament meets", "2024-05-02")
    assert "We stop here for today." in whole.text
    assert "budget today" not in whole.text
    assert (first.id, first.title, first.published) == ("a.html#u7", "Peru backs budget", "2024-05-03")
    assert first.text.endswith(f"Peru backs budget\n\n{FIRST}")
    assert first.url == "https://courier.example/live#u7"
    assert (second.id, second.title, second.published) == ("a.html#entry-2", "", "2024-05-02")
    assert second.text == SECOND
    assert second.url == "https://courier.example/live"


def test_a_page_of_nothing_but_entries_keeps_its_headline(write: Write) -> None:
    """The headline is what the page itself says."""
    entries = "".join(
        f'<div class="u"><time datetime="2024-05-0{day}T09:00">9:00</time><p>{text}</p></div>'
        for day, text in ((3, FIRST), (4, SECOND))
    )
    page = f"<html><body><main><h1>Budget live: parliament meets</h1>{entries}</main></body></html>"
    assert [item.text for item in documents(write("a.html", page))] == ["Budget live: parliament meets", FIRST, SECOND]


@pytest.mark.parametrize(
    "times",
    [
        '<ul><li><time datetime="1991-05-03">3 May 1991</time>: {0}</li><li><time datetime="1993-06-04">4 June 1993</time>: {1}</li></ul>',
        '<p>On <time datetime="2024-05-03T09:00">3 May 1991</time>: {0}</p>'
        '<p>On <time datetime="2024-05-04T09:00">4 June 1993</time>: {1}</p>',
        '<div class="a"><time datetime="2024-05-03T09:00">3 May</time><p>On 3 May 1991: {0}</p></div><p>On 4 June 1993: {1}</p>',
        '<div class="a"><time datetime="PT9M">nine minutes</time><p>On 3 May 1991: {0}</p></div>'
        '<div class="a"><time>10:30</time><p>On 4 June 1993: {1}</p></div>',
    ],
)
def test_times_in_an_article_make_no_entries(write: Write, times: str) -> None:
    """Chronologies, days in sentences, a single entry and times without a day stay in the article, with their words."""
    (item,) = documents(write("a.html", HEAD + times.format(FIRST, SECOND) + FOOT))
    assert f"3 May 1991: {FIRST}" in item.text
    assert f"4 June 1993: {SECOND}" in item.text


def test_comments_and_teasers_are_no_entries(write: Write) -> None:
    """They have times too, but do not stand in the article."""
    other = "".join(
        f'<article class="teaser"><time datetime="2024-05-0{day}T09:00">9:00</time><p>Another story, {day}.</p></article>'
        for day in (3, 4)
    )
    comments = other.replace("article", "div").replace("teaser", "comment")
    page = f'{HEAD}<p>{FIRST}</p></article><aside>{other}</aside><section class="comments">{comments}</section>{FOOT}'
    (item,) = documents(write("a.html", page))
    assert item.text.endswith(FIRST)
    assert item.published == "2024-05-02"


MICRODATA = (
    '<li itemprop="liveBlogUpdate"><h2>{}</h2><meta itemprop="datePublished" content="{}">'
    '<div itemprop="articleBody"><p>{}</p></div></li>'
)


def test_entries_are_dated_by_microdata_and_json_ld(write: Write) -> None:
    """The time of an entry may stand in a meta element, or beside its headline in the page's JSON-LD; broken JSON says nothing."""
    rows = [("Peru backs budget", "2024-05-03T10:00Z", FIRST), ("Cuba rejects budget", "2024-05-02T09:00Z", SECOND)]
    ways = {
        "meta.html": "".join(MICRODATA.format(*row) for row in rows),
        "ld.html": '<script type="application/ld+json">{broken</script><script type="application/ld+json">'
        + json.dumps(
            {
                "@type": "LiveBlogPosting",
                "liveBlogUpdate": [{"headline": headline, "datePublished": time} for headline, time, _ in rows],
            }
        )
        + "</script>"
        + "".join(f'<div class="u"><h2>{headline}</h2><p>{text}</p></div>' for headline, _, text in rows),
    }
    for name, entries in ways.items():
        _, *found = documents(write(name, f"{HEAD}<ul>{entries}</ul>{FOOT}"))
        assert [(item.title, item.published) for item in found] == [(row[0], row[1][:10]) for row in rows]
        assert [item.text.endswith(row[2]) for item, row in zip(found, rows, strict=True)] == [True, True]
