"""Words of documents cannot do harm where they are shown or written."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
from strategies import HOSTILE

from kg.graph.sanitize import defused, legal, plain, printable, safe_url, script_json, writable


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.invalid/a?b=(1)", True),
        ("http://news.invalid", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//news.invalid", False),
        ("https:", False),
        ("https://[broken", False),
        (" javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: bool) -> None:
    """A click can lead to a web page and to nothing else."""
    assert safe_url(url) == (url if expected else "")


def test_defused() -> None:
    """Only what starts like a formula, and carriage returns, are touched."""
    assert [defused(cell) for cell in ("=1+1", "a=1", "", "-5")] == ["'=1+1", "a=1", "", "'-5"]
    assert [defused(cell) for cell in ("a\r\nb\rc", "\r=1")] == ["a\nb\nc", "'\n=1"]


@pytest.mark.parametrize("text", [*HOSTILE, "half a pair \ud800"])
def test_hostile_words_are_harmless(text: str) -> None:
    """Script data has no markup and is the same value; XML parses; a terminal gets one line; a file can be written."""
    assert not set("<>&\u2028\u2029") & set(script_json(text))
    assert json.loads(script_json(text)) == text
    ET.fromstring(f"<a>{legal(text).replace('&', '').replace('<', '').replace('>', '')}</a>")
    assert len(legal(text)) == len(text)
    assert plain(plain(text)) == plain(text)
    assert printable(text).isprintable()
    writable(text).encode()


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0b1", "'\uff0b1"),
        ("\uff0d1", "'\uff0d1"),
        ("\uff20A1", "'\uff20A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        (" =1", "' =1"),
        ("\u200b\u00a0=1", "'\u200b\u00a0=1"),
        ("a;=1", "a;'=1"),
        ("a\n@b", "a\n'@b"),
        ("a = b; c - d", "a = b; c - d"),
        ("", ""),
    ],
)
def test_no_spelling_of_a_formula(cell: str, written: str) -> None:
    """Wide signs, signs after what is not seen, and those after a separator of other countries are no formulas either."""
    assert defused(cell) == written
