"""Dates with day, month and year in shapes that no pattern of ours has: "23.03.2019", "23-Mar-2019"."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser


@cache
def _parser(language: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # slow to load, and few texts have such dates

    settings = {
        "STRICT_PARSING": True,  # day, month and year must all be there: nothing is filled in
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": datetime(2000, 1, 1),  # never the clock
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=[language], settings=settings)


def numeric(text: str, language: str) -> str:
    """Full dates in other shapes ("23.03.2019", "23-Mar-2019"); only the year when day and month can be mixed up."""
    if not re.search(r"\b[0-9]{4}\b", text):
        return ""
    match = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    if match and match[1] != match[2] and int(match[1]) <= 12 and int(match[2]) <= 12:
        return match[3]
    found = _parser(language).get_date_data(text)
    return found.date_obj.date().isoformat() if found.date_obj is not None and found.period == "day" else ""
