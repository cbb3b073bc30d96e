"""Cells that a spreadsheet would take for formulas: how they are found, and how a table that kg reads again keeps them harmless."""

from __future__ import annotations

import re

# Signs that begin a formula, and their wide and small forms; before them what is not seen.
_BLANKS = "\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_UNSEEN = f"[{_BLANKS}]*"
_SIGN = "[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
_BEGINNING = "(?:^|(?<=[;\t\n]))"
FORMULA = re.compile(f"{_BEGINNING}(?={_UNSEEN}{_SIGN})")
_TO_ESCAPE = re.compile(f"{_BEGINNING}(?=['{_BLANKS}]*{_SIGN})")
_ESCAPED = re.compile(f"{_BEGINNING}'(?=['{_BLANKS}]*{_SIGN})")


def escaped(cell: str) -> str:
    """`cell` with an apostrophe before what a spreadsheet could take for a formula, so that `restored` gives it back."""
    return _TO_ESCAPE.sub("'", cell)


def restored(cell: str) -> str:
    """The cell that `escaped` was given."""
    return _ESCAPED.sub("", cell)
