"""Characters and paragraphs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.clean import clean, one_line, paragraphs

WRAPPED = """\
Talks begin in Geneva
By Ana Example

Envoys of both sides met in Geneva on Monday, in the first direct
talks for more than a year. They did not shake hands, said a U.S.-
backed mediator who was in the room.
They will meet again on Tuesday.
"""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i", "a\nb\nc\nd\ne\nf\ng\nh\n\ni"),
        ("Guaido\u0301", "Guaid\u00f3"),
        ("co\u00adop\u200be\u2060rate\ufeff", "cooperate"),
        ("10\u00a0million\u2009euro\t(about)", "10 million euro (about)"),
        ("\x1b[31mred\x00\x07\x9b", "[31mred"),
        ("\u202eevil\u2066", "evil"),
        ("a\ud800b", "a\ufffdb"),
        ("\ufffe\uffff", ""),
        ("an o\ufb03ce \ufb01rm", "an office firm"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    """Line ends, composition, invisible characters, spaces, escapes, direction marks, and what XML cannot hold."""
    assert clean(raw) == expected


def test_one_line_joins_what_was_broken() -> None:
    """Titles and ids never hold a line break."""
    assert one_line("  A\r\n title\u2029here ") == "A title here"


def test_wrapped_lines_are_joined_and_headings_are_not() -> None:
    """A line break where the next word did not fit is a space; every other one ends a paragraph."""
    assert paragraphs(WRAPPED) == (
        "Talks begin in Geneva\n\nBy Ana Example\n\n"
        "Envoys of both sides met in Geneva on Monday, in the first direct talks for more than a year. "
        "They did not shake hands, said a U.S.-backed mediator who was in the room.\n\nThey will meet again on Tuesday."
    )


def test_one_paragraph_a_line_stays_so() -> None:
    """Texts without blank lines keep a border between their paragraphs, and no sentences are glued."""
    lines = ["Russia supports Maduro", "Envoys met on Monday in Geneva. " * 5, "They will meet again. " * 9, "The end."]
    assert paragraphs("\n".join(lines)) == "\n\n".join(line.strip() for line in lines)


def test_lists_stay_lists() -> None:
    """A bullet begins a paragraph even where the line before it was full."""
    lines = ["The two sides agreed on this list:", "- peace and the return of all prisoners of the war", "- trade"]
    assert paragraphs("\n".join(lines)) == "\n\n".join(lines)


def test_a_sentence_goes_on_in_lower_case() -> None:
    """A break before a small letter is inside a sentence, at any width."""
    assert paragraphs("The president\nof Brazil") == "The president of Brazil"
    assert paragraphs("He came.\nde Gaulle spoke") == "He came.\n\nde Gaulle spoke"


def test_marks_of_notes_are_no_text() -> None:
    """Numbers in brackets right behind a word or mark; not those with a space before them, nor a part of a word."""
    assert (
        paragraphs("Peru[1] sued Chile.[2][13] It won [3] times, by x[4]y.")
        == "Peru sued Chile. It won [3] times, by x[4]y."
    )


@given(st.text())
def test_paragraphs_is_stable_and_has_its_form(text: str) -> None:
    """Cleaned text is not changed again, is NFC, and has neither single line breaks nor spaces at borders."""
    result = paragraphs(text)
    assert paragraphs(result) == result
    assert unicodedata.is_normalized("NFC", result)
    assert all(line and line == line.strip() and "\n" not in line for line in result.split("\n\n") if result)
    assert result.encode().decode() == result
