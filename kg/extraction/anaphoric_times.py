"""Times that count from one that the text told before: "a month later", "that day", "the following year", "since then".

What counts from the dateline ("last week") is read by `kg.extraction.dates`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kg.extraction.dates import PLAIN, number_of, plain, shifted
from kg.lang.language import Language, TimeExpressions


def from_told(text: str, told: str, language: Language) -> str | None:
    """EDTF of "a month later", "that day", "the following year"; "" when that cannot be counted, None for other expressions.

    `told` is an ISO day, month or year, or "". "A month later" than December 2018 is "2019-01", "a day later" is not known.
    """
    text = plain(text, language)
    if re.fullmatch(language.times.told_since, text):
        return f"{told}/.." if PLAIN.fullmatch(told) else ""
    for pattern in _told(language.times):
        if match := pattern.fullmatch(text):
            try:
                return _counted(told, match.groupdict(), language) if PLAIN.fullmatch(told) else ""
            except (ValueError, OverflowError):  # beyond the years that a date can have
                return ""
    return None


@cache
def _told(words: TimeExpressions) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, words.told))


def _counted(told: str, found: dict[str, str], language: Language) -> str:
    """The unit that lies some of its kind from a time; "" when the time is not known as precisely."""
    words = language.times
    count = number_of(found["count"], language) if "count" in found else 1
    count *= words.directions[found["side"]] if "side" in found else 0
    unit = words.units.get(found["unit"], "year")  # a season is one of a year
    needed = {"minute": 10, "hour": 10, "day": 10, "week": 10, "month": 7}.get(unit, 4)
    if len(told) < needed or (unit == "hour" and count):
        return ""
    year, month, day = (int(part) for part in (*told.split("-"), "1", "1")[:3])
    if found["unit"] in words.seasons:
        return f"{year + count:04d}-{words.seasons[found['unit']]}"
    if unit == "decade" and not count:
        return f"{told[:3]}X"
    return shifted(date(year, month, day), unit, 0 if unit == "minute" else count)
