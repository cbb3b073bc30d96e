"""Markdown and its front matter."""

from collections.abc import Callable

import pytest

from kg.model import Document

Only = Callable[[str, str | bytes], Document]
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


def test_markup_goes_and_words_stay(only: Only) -> None:
    """Headings, links, emphasis, quotations, lists, tables give their words; code, HTML, pictures give nothing."""
    assert only("a.md", PAGE).text.split("\n\n") == [
        "Talks begin in Geneva",
        "Envoys of both sides met on Monday, in Geneva & Bern.Bold",
        "They talked.",
        "one",
        "two",
        *("who", "what", "A", "B"),
    ]


def test_front_matter_fills_the_fields(only: Only) -> None:
    """Title, publisher, date and address come from the front matter, in any case of its keys and with any line ends."""
    for page in (PAGE, PAGE.replace("\n", "\r\n")):
        document = only("a.md", page)
        assert document.title == "Talks begin in Geneva"
        assert document.publisher == "The Invented Courier"
        assert document.published == "2019-03-28"
        assert document.url == "https://courier.example/talks"


def test_a_line_is_no_front_matter(only: Only) -> None:
    """A document may begin with a thematic break."""
    assert only("a.md", "---\n\nEnvoys met.\n\n---\n\nThey talked.").text == "Envoys met.\n\nThey talked."


@pytest.mark.parametrize("yaml", ["title: a: b", "published: 2019-02-30", "x: [", "x: !!python/object:os.system ls"])
def test_broken_front_matter_is_named(refused: Refused, yaml: str) -> None:
    """Front matter that is no YAML, or wants to run code, is refused with the reason."""
    assert "front matter is not valid YAML" in refused("a.md", f"---\n{yaml}\n---\nText.\n")


def test_front_matter_cannot_replace_the_text(only: Only) -> None:
    """The body is the text, even when a key is called text."""
    assert only("a.md", "---\ntext: other\n---\nEnvoys met.\n").text == "Envoys met."
