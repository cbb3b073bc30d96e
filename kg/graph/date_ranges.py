"""When a claim holds, as first and last day: what "since" and a timeline compare.

    days("2019-03")                  ("2019-03-01", "2019-03-31")
    days("2019-03-28/2019-04-02")    ("2019-03-28", "2019-04-02")
    days("last week")                None

Times are ISO 8601 or EDTF (https://www.loc.gov/standards/datetime/), as `kg.extraction.dates` writes them; days are ISO dates, so that
they can be compared as strings.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from kg.graph.content import GraphContent
from kg.model import Claim, Evidence, Modality

FIRST, LAST = "0000-01-01", "9999-12-31"  # of an interval that is open at one end

_TIME = re.compile(
    r"(?P<year>[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))(?:-(?P<part>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?(?:T.*)?[~?%]?"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # code -> its months on the northern half
_QUARTERS = {32 + number: (3 * number - 2, 3 * number) for number in range(1, 5)}
_HALVES = {40: (1, 6), 41: (7, 12)}
_PARTS = {**{month: (month, month) for month in range(1, 13)}, **_SEASONS, **_QUARTERS, **_HALVES}


@lru_cache(maxsize=4096)  # a corpus has few dates, and each claim asks several times
def days(time: str) -> tuple[str, str] | None:
    """First and last day of an ISO or EDTF time; None when it is none."""
    start, stroke, end = time.strip().partition("/")
    if not stroke:
        return _days(start)
    first = (FIRST, FIRST) if start in ("", "..") else _days(start)
    last = (LAST, LAST) if end in ("", "..") else _days(end)
    return (first[0], last[1]) if first and last else None


def bounds(time: str) -> tuple[str, str]:
    """First and last day of a time, "" where an interval is open or nothing is known: what a calendar can hold."""
    first, last = days(time) or (FIRST, LAST)
    return ("" if first == FIRST else first, "" if last == LAST else last)


def _days(time: str) -> tuple[str, str] | None:
    match = _TIME.fullmatch(time)
    if not match:
        return None
    low, high = int(match["year"].replace("X", "0")), int(match["year"].replace("X", "9"))
    if not match["part"]:
        return f"{low:04d}-01-01", f"{high:04d}-12-31"
    months = _PARTS.get(int(match["part"]))
    if not months or not low:
        return None
    if match["day"]:
        known = low == high and 1 <= int(match["day"]) <= monthrange(low, months[0])[1] and int(match["part"]) <= 12
        return (f"{time[:10]}", f"{time[:10]}") if known else None
    end = high + (months[1] < months[0])
    return f"{low:04d}-{months[0]:02d}-01", f"{end:04d}-{months[1]:02d}-{monthrange(end, months[1])[1]:02d}"


def dated(graph: GraphContent, claim: Claim, evidence: Evidence) -> str:
    """The time of a claim as one sentence has it: what the claim itself says, else when its document was published."""
    return claim.time or graph.documents[evidence.document_id].published


def latest(graph: GraphContent, claim: Claim) -> str:
    """The last day on which it can have come to be so, of an actual claim that names no time: that of the first document that says it.

    "" where that is not known, and of what is planned, asked for or supposed, which may still come.
    """
    if claim.time or claim.modality is not Modality.ACTUAL:
        return ""
    published = (days(graph.documents[key].published) for key in {item.document_id for item in claim.evidence})
    return min((last for _, last in filter(None, published)), default="")


def overlaps(time: str, since: str, until: str) -> bool:
    """Whether a time has a day from `since` to `until` (both are days); never when it is unknown."""
    found = days(time)
    return found is not None and found[0] <= until and since <= found[1]


def span(graph: GraphContent, claim: Claim) -> tuple[str, str] | None:
    """First and last day of a claim; of an open interval, the day where it begins or ends."""
    if claim.time or len(claim.evidence) == 1:
        found = days(dated(graph, claim, claim.evidence[0]))
    else:
        found = min(filter(None, (days(dated(graph, claim, item)) for item in claim.evidence)), default=None)
    if found is None:
        return None
    first, last = found
    return (last, last) if first == FIRST else (first, first) if last.startswith("9999") else found
