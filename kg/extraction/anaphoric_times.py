"""Times that count from one that the text told before: "a month later", "that day", "the following year", "since then".

What counts from the dateline ("last week") is read by `kg.extraction.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kg.extraction.dates import COUNT, PLAIN, SEASONS, UNIT, number_of, plain, shifted

_PARTS_OF_DAY = frozenset("morning afternoon evening night".split())
_ROUGHLY = r"(?:(?:about|around|some|just|only|barely|nearly|almost|less than|more than) )?"
_WITHIN = r"(?:(?:on|in|at|by|during|over|early|earlier|later|late) )*"
_PART = r"(?P<unit>day|week|month|year|decade|" + "|".join([*sorted(_PARTS_OF_DAY), *SEASONS]) + ")"
_TOLD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
    (
        re.compile(
            rf"{_ROUGHLY}{COUNT} {UNIT} (?P<side>later|after|afterwards?|thereafter|earlier|before|previously|prior)"
        ),
        lambda match: (
            number_of(match["count"]) * (-1 if match["side"] in ("earlier", "before", "previously", "prior") else 1)
        ),
    ),
    (re.compile(rf"{_WITHIN}(?:that|the same|that same) {_PART}"), lambda _: 0),
    (
        re.compile(rf"{_WITHIN}the (?P<side>following|previous|preceding) {_PART}"),
        lambda match: 1 if match["side"] == "following" else -1,
    ),
    (re.compile(rf"{_WITHIN}the next (?P<unit>day|{'|'.join(sorted(_PARTS_OF_DAY))})"), lambda _: 1),
    (
        re.compile(r"(?:on )?the (?P<unit>day) (?P<side>after|before)"),
        lambda match: 1 if match["side"] == "after" else -1,
    ),
)


def from_told(text: str, told: str) -> str | None:
    """EDTF of "a month later", "that day", "the following year"; "" when that cannot be counted, None for other expressions.

    `told` is an ISO day, month or year, or "". "A month later" than December 2018 is "2019-01", "a day later" is not known.
    """
    text = plain(text)
    if re.fullmatch(r"(?:ever )?since then", text):
        return f"{told}/.." if PLAIN.fullmatch(told) else ""
    for pattern, steps in _TOLD:
        if match := pattern.fullmatch(text):
            try:
                return _counted(told, match["unit"], steps(match)) if PLAIN.fullmatch(told) else ""
            except (ValueError, OverflowError):  # beyond the years that a date can have
                return ""
    return None


def _counted(told: str, unit: str, count: int) -> str:
    """The unit that lies `count` of its kind from a time; "" when the time is not known as precisely."""
    unit = "day" if unit in _PARTS_OF_DAY else unit
    needed = {"minute": 10, "hour": 10, "day": 10, "week": 10, "month": 7}.get(unit, 4)
    if len(told) < needed or (unit == "hour" and count):
        return ""
    year, month, day = (int(part) for part in (*told.split("-"), "1", "1")[:3])
    if unit in SEASONS:
        return f"{year + count:04d}-{SEASONS[unit]}"
    if unit == "decade" and not count:
        return f"{told[:3]}X"
    return shifted(date(year, month, day), unit, 0 if unit == "minute" else count)
