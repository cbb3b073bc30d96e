"""Markdown and its front matter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]
Only = Callable[[str, str | bytes], Document]
Remarked = Callable[[str, str | bytes], tuple[Document, dict[str, str]]]
Refused = Callable[[str, str | bytes], str]

PAGE = """\
---
title: Talks begin in Geneva
publisher: The Invented Courier
Published: 2019-03-28
url: https://courier.example/talks
---
# Talks begin in Geneva

Envoys of **both** sides [met](https://x.example "y") on *Monday*,
in `Geneva` &amp; Bern.<b>Bold</b>

> They talked.

- one
- two

| who | what |
|-----|------|
| A   | B    |

    code = 1

```python
print("code")
```

<script>alert(1)</script>

![picture](x.png)
"""


def test_markup_goes_and_words_stay(remarked: Remarked) -> None:
    """Headings, links, emphasis, quotations, lists give their words; code, HTML, pictures give nothing."""
    document, remarks = remarked("a.md", PAGE)
    assert list(remarks) == ["table: who | what"]
    assert document.text.split("\n\n") == [
        "Talks begin in Geneva",
        "Envoys of both sides met on Monday, in Geneva & Bern.Bold",
        "They talked.",
        "one",
        "two",
    ]


def test_front_matter_fills_the_fields(remarked: Remarked) -> None:
    """Title, publisher, date and address come from the front matter, in any case of its keys and with any line ends."""
    for page in (PAGE, PAGE.replace("\n", "\r\n")):
        document, _ = remarked("a.md", page)
        assert document.title == "Talks begin in Geneva"
        assert document.publisher == "The Invented Courier"
        assert document.published == "2019-03-28"
        assert document.url == "https://courier.example/talks"


def test_a_line_is_no_front_matter(only: Only) -> None:
    """A document may begin with a thematic break."""
    assert only("a.md", "---\n\nEnvoys met.\n\n---\n\nThey talked.").text == "Envoys met.\n\nThey talked."


@pytest.mark.parametrize("yaml", ["title: a: b", "x: [", "x: !!python/object:os.system ls", "x: " + "[" * 3_000])
def test_broken_front_matter_is_named(refused: Refused, yaml: str) -> None:
    """Front matter that is no YAML, or wants to run code, is refused with the reason."""
    assert "front matter is not valid YAML" in refused("a.md", f"---\n{yaml}\n---\nText.\n")


def test_front_matter_cannot_replace_the_text(only: Only) -> None:
    """The body is the text, even when a key is called text."""
    assert only("a.md", "---\ntext: other\n---\nEnvoys met.\n").text == "Envoys met."


def test_what_is_struck_out_is_not_read(only: Only) -> None:
    """Strikethrough and its HTML are what the author took back."""
    page = """\
Peru praised ~~Haiti~~ Chile. Cuba <s>attacked</s> helped <DEL class="x">Haiti and</DEL> Peru, about ~5,000 km away.
~~Chile sued *Peru*.~~

<del>Cuba attacked Chile.</del>
"""
    assert only("a.md", page).text == "Peru praised Chile. Cuba helped Peru, about ~5,000 km away."


def test_notes_are_no_text_where_they_are_marked(only: Only) -> None:
    """Marks go, whatever their note holds, and notes are read after the text, wherever they are defined."""
    page = """\
Peru[^a] sued Chile.[^1] Cuba helped Haiti^[They met in *May*.] on Monday.

[^1]: The court
    met twice.

    It adjourned.
[^a]: https://example.org/peru
[peru]: https://example.org "Peru sued Cuba"

The judges left.

```
[^2]: no note
```
"""
    assert only("a.md", page).text.split("\n\n") == [
        "Peru sued Chile. Cuba helped Haiti on Monday.",
        "The judges left.",
        "The court met twice.",
        "It adjourned.",
        "https://example.org/peru",
        "They met in May.",
    ]


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
MERGES = "a0: &a0 {x: y}\n" + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 10))


@pytest.mark.parametrize(
    ("front", "item"),
    [
        (f"title: 0x{'f' * 5000}", "title: 0xfff"),
        (f"title: {'1' + ':59' * 3000}", "title: 1:59"),
        (f"title: !!int {'9' * 5000}", "title: 999"),
        (f"url: {{a: {'9' * 5000}}}", "url: {'a': '999"),
        (f"{BOMB}title: *a9", "title: [[["),
        (f"{BOMB}url: *a9", "url: [[["),
        ("published: 2019-02-30", "published: 2019-02-30"),
        (f"publisher: {'word ' * 15_000}", "publisher: word word"),
    ],
)
def test_front_matter_that_is_out_of_bounds_is_named(remarked: Remarked, front: str, item: str) -> None:
    """Endless numbers, names and lists of lists cost their field, in little time, and the text is read."""
    document, remarks = remarked("a.md", f"---\n{front}\n---\nEnvoys met.\n")
    assert (document.text, document.title, document.url) == ("Envoys met.", "", "")
    (named,) = remarks
    assert named.startswith(item)
    assert len(named) < 300


def test_merged_mappings_do_not_grow(only: Only) -> None:
    """A merge of merges, each of nine others, is left as it is."""
    assert only("a.md", f"---\n{MERGES}---\nEnvoys met.\n").text == "Envoys met."


def test_endless_front_matter_is_refused(write: Write) -> None:
    """Two megabytes of it are not parsed."""
    (item,) = read([write("a.md", f"---\ntitle: {'word ' * 400_000}\n---\nText.\n")], Settings())
    assert isinstance(item, Rejection)
    assert "front matter is too long" in item.reason


@pytest.mark.parametrize(
    "front",
    ['+++\ntitle = "Talks begin"\ndate = 2019-03-28\n+++\n', "Title: Talks begin\nDate: 2019-03-28\n\n"],
)
def test_front_matter_in_toml_and_in_lines(front: str, only: Only) -> None:
    """TOML between two lines of +++ and lines of names and values up to an empty one are front matter, and no text."""
    document = only("a.md", f"{front}\nEnvoys met on Monday.\n")
    assert (document.title, document.published) == ("Talks begin", "2019-03-28")
    assert document.text.split("\n\n") == ["Talks begin", "Envoys met on Monday."]


def test_broken_toml_is_refused(refused: Refused) -> None:
    """It is named, with what to do."""
    assert "TOML" in refused("a.md", "+++\ntitle = Talks begin\n+++\n\nEnvoys met on Monday.\n")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Peru backed {--Chile--}{++Cuba++}.", "Peru backed Cuba."),
        ("Peru backed {~~Chile~>Cuba~~}.", "Peru backed Cuba."),
        ("Peru ==backed== Cuba{>>sure?<<}.", "Peru backed Cuba."),
        (
            'Peru backed Cuba.\n\n{{< figure caption="Chile bombed Cuba." >}}\n\n%% Chile hates Cuba. %%',
            "Peru backed Cuba.",
        ),
        ("Peru backed<sup>2</sup> Cuba.", "Peru backed Cuba."),
        ("- [ ] Peru backed Cuba.", "Peru backed Cuba."),
    ],
)
def test_what_extensions_of_markdown_mark(marked: str, plain: str, only: Only) -> None:
    """Deletions, remarks, shortcodes, comments, numbers of notes and boxes are no text; what is inserted or highlighted is."""
    assert only("a.md", marked).text.strip() == plain
