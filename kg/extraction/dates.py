"""Time expressions -> ISO 8601 or EDTF (https://www.loc.gov/standards/datetime/), as precise as the words are and no more.

Relative expressions are read against the date of the document, never against today. As in the news, a bare weekday, day or
month is the last one up to the dateline ("Thursday", "March 28", "December"), unless the clause speaks of the future. What
expressions look like is said by the language (kg/lang/en/times.py), what they come to is counted here.

    normalise("last week", "2019-03-30", ENGLISH)      "2019-03-18/2019-03-24"
    normalise("in December", "2019-03-30", ENGLISH)    "2018-12"
    normalise("the 1990s", "", ENGLISH)                "199X"
    normalise("a month later", "2019-03-30", ENGLISH)  ""      later than what?
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kg.extraction.full_dates import numeric
from kg.lang.language import Language, TimeExpressions

_LONGEST = 120  # characters; no time expression is longer
_SEASON_ENDS = {21: 5, 22: 8, 23: 11}  # months, by the number of the season in EDTF level 1
PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")  # a day, a month or a year


@dataclass(frozen=True)
class _Base:
    """What expressions are read against; without a `day` only absolute ones are read."""

    language: Language
    day: date | None
    future: bool

    @property
    def words(self) -> TimeExpressions:
        """The tables of the language."""
        return self.language.times

    @property
    def known(self) -> _Patterns:
        """The expressions of the language."""
        return _patterns(self.language.times)


def normalise(text: str, published: str, language: Language, *, future: bool = False) -> str:
    """ISO 8601 date or EDTF of a time expression; "" when it does not say which time it means.

    `published` is the document's ISO date or date-time, "" when unknown: then only absolute expressions are read. `future`:
    the clause speaks of what is to come, so that "Friday" is the next one. Weeks are intervals from Monday to Sunday.
    """
    if len(text) > _LONGEST:
        return ""
    try:
        return _interval(plain(text, language), _Base(language, _day_of(published), future))
    except (ValueError, OverflowError):  # February 30, or a date that no calendar of ours holds
        return ""


def plain(text: str, language: Language) -> str:
    """A time expression as it is compared: folded, with single spaces, without punctuation and possessive at its edges."""
    folded = " ".join(text.casefold().replace("’", "'").replace("—", "–").split()).strip(' ,.;:()"')
    return re.sub(language.times.possessive, "", folded)


def _day_of(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:  # unknown, or only a year: nothing can be counted from it
        return None


# -- stretches of time -------------------------------------------------------------------------------------------------


def _interval(text: str, base: _Base) -> str:
    """EDTF of an expression that may name two ends of a stretch, or one."""
    for pattern, read in base.known.stretches:
        if (match := pattern.fullmatch(text)) and (found := read(match, base)) is not None:
            return found
    return _single(text, base)


def _since(match: re.Match[str], base: _Base) -> str:
    start = _single(match[1], base)
    return f"{start.split('/')[0]}/.." if start else ""


def _until(match: re.Match[str], base: _Base) -> str:
    end = _single(match[1], base)
    return f"../{end.split('/')[-1]}" if end else ""


def _beside(match: re.Match[str], base: _Base) -> str:
    """ "before 2016" ends with 2015, "after May" begins in June; "after 5 p.m. Friday" is on Friday."""
    text, step = match["rest"], base.words.directions[match["side"]]
    if base.known.amount.fullmatch(text):
        return ""
    found = _single(text, base)
    if not found or base.known.clock.search(text):
        return found
    edge = _next_to(found.split("/")[-1] if step > 0 else found.split("/")[0], step)
    return (f"{edge}/.." if step > 0 else f"../{edge}") if edge else ""


def _next_to(time: str, step: int) -> str:
    """The day, month or year after (1) or before (-1) one; "" for times of other kinds."""
    if not PLAIN.fullmatch(time):
        return ""
    year, month, day = (int(part) for part in (*time.split("-"), "1", "1")[:3])
    if len(time) == 10:
        return _iso(date(year, month, day) + timedelta(days=step))
    return _month_of(year, month + step) if len(time) == 7 else f"{year + step:04d}"


def _two_ends(match: re.Match[str], base: _Base) -> str:
    return _ends(match[1], match[2], base)


def _days_of_month(match: re.Match[str], base: _Base) -> str:
    """ "3-5 May": the first day is of the month of the last."""
    return _ends(f"{match[1]}{match[2].lstrip('0123456789')}", match[2], base)


def _month_days(match: re.Match[str], base: _Base) -> str:
    """ "May 3-5, 2019"."""
    month, year = match["month"], match["year"] or ""
    return _ends(f"{month} {match['day']}{year}", f"{month} {match['last']}{year}", base)


def _years_of_century(match: re.Match[str], _: _Base) -> str | None:
    """ "2003-14"; "2003-11" is a month."""
    later = int(match[4]) > int(match[2]) and (match[3] != "-" or int(match[4]) > 12)
    return f"{match[1]}{match[2]}/{match[1]}{match[4]}" if later else None


def _ends(first: str, last: str, base: _Base) -> str:
    """Interval of two expressions; the first takes the year of the last when it has none."""
    year = re.search(r"\d{4}$", last)
    if year and not re.search(r"\d{4}", first):
        first = f"{first} {year.group()}"
    start, end = _single(first, base), _single(last, base)
    if (
        start.split("/")[0] > end.split("/")[-1] and not year
    ):  # one counts from the other: "from May to July", told in June
        start = start if base.future else _single(first, replace(base, day=_day_of(_last_day(end))))
        end = _single(last, replace(base, day=_day_of(_first_day(start)))) if base.future else end
    if not (start and end) or start.split("/")[0] > end.split("/")[-1]:
        return ""
    return f"{start.split('/')[0]}/{end.split('/')[-1]}"


def _first_day(time: str) -> str:
    return f"{time.split('/')[0]}-01-01"[:10]


def _last_day(time: str) -> str:
    last = time.split("/")[-1]
    return f"{last}-28" if len(last) == 7 else last


def _neighbours(match: re.Match[str], base: _Base) -> str | None:
    """ "Monday and Tuesday", "May and June 2019": of others, each would be a time of its own."""
    found = _ends(match[1], match[2], base)
    start, _, end = found.partition("/")
    return found if found and _next_to(start, 1) == end else None


def _single(text: str, base: _Base) -> str:
    """EDTF of an expression with one part."""
    known = base.known
    text = known.leading.sub("", known.duration.sub("", text))
    if text == base.words.no_time:
        return ""
    rest = known.roughly.sub("", text)
    bare = known.leading.sub("", " ".join(known.clock.sub(" ", known.vague.sub("", rest)).split()).strip(" ,"))
    found = ""
    for pattern, read in known.points:
        if found := read(match, base) if (match := pattern.fullmatch(bare)) else "":
            break
    found = found or numeric(bare, base.language.code)
    return f"{found}~" if found and rest != text and "/" not in found and "X" not in found else found


# -- one pattern, one reader -------------------------------------------------------------------------------------------


def _iso(day: date) -> str:
    return day.isoformat()


def _month_of(year: int, month: int) -> str:
    """ISO month; months beyond the year run on into the next or previous one."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).isoformat()[:7]


def _week_of(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return f"{_iso(monday)}/{_iso(monday + timedelta(days=6))}"


def _weekend_of(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return f"{_iso(monday + timedelta(days=5))}/{_iso(monday + timedelta(days=6))}"


def _year_in(match: re.Match[str], base: _Base) -> int | None:
    """The year that an expression names, absolutely or by "last year"."""
    if match["year"]:
        return int(match["year"])
    if match["whichyear"] and base.day:
        return base.day.year + base.words.directions[match["whichyear"]]
    return None


def _iso_date(match: re.Match[str], _: _Base) -> str:
    year, month, day = match["year"], match["month"], match["day"]
    date(int(year), int(month or 1), int(day or 1))  # ValueError when there is no such day
    return "-".join(part for part in (year, month, day) if part)


def _year(match: re.Match[str], base: _Base) -> str:
    number = int(match["number"])
    if match["era"] in base.words.eras_before:
        return f"-{number - 1:04d}" if number > 1 else "0000"  # there was a year 0 in ISO 8601
    return f"{number:04d}" if match["era"] or 1000 <= number <= 2999 else ""


def _decade(match: re.Match[str], base: _Base) -> str:
    if match["century"]:
        return f"{match['century']}{match['ten']}X"
    if base.day is None:
        return ""
    century = base.day.year // 100
    return f"{century if int(match['ten']) * 10 <= base.day.year % 100 else century - 1}{match['ten']}X"


def _century(match: re.Match[str], _: _Base) -> str:
    return f"{int(match['number']) - 1:02d}XX"


def _season(match: re.Match[str], base: _Base) -> str:
    code = base.words.seasons[match["season"]]
    year = _year_in(match, base)
    if year is None and base.day and match["which"] and code in _SEASON_ENDS:
        over = base.day.month > _SEASON_ENDS[code]
        year = base.day.year + {-1: over - 1, 1: int(over)}.get(base.words.directions[match["which"]], 0)
    return f"{year:04d}-{code}" if year else ""


def _part_of_year(match: re.Match[str], base: _Base) -> str:
    """EDTF level 2: quarters are 33 to 36, halves 40 and 41."""
    year = _year_in(match, base)
    place = int(match["q"]) - 1 if match["q"] else base.words.ordinals[match["ordinal"]]
    parts = base.words.parts_of_year.get(match["part"], 4)
    return f"{year:04d}-{(40 if parts == 2 else 33) + place}" if year and place < parts else ""


def _named_day(match: re.Match[str], base: _Base) -> str:
    if base.day is None:
        return ""
    if match.group() == base.words.overnight:
        return f"{_iso(base.day - timedelta(days=1))}/{_iso(base.day)}"
    return _iso(base.day + timedelta(days=base.words.named_days.get(match.group(), 0)))


def _weekday(match: re.Match[str], base: _Base) -> str:
    if base.day is None:
        return ""
    weekday, which = _index(base.words.weekdays, match["weekday"]), match["which"]
    ahead = (weekday - base.day.weekday()) % 7
    step = base.words.directions[which] if which else int(base.future and ahead > 0) or -1
    if step == 0:
        return _iso(base.day - timedelta(days=base.day.weekday()) + timedelta(days=weekday))
    if step > 0:
        return _iso(base.day + timedelta(days=ahead or 7))
    back = (7 - ahead) % 7
    return _iso(base.day - timedelta(days=back or (7 if which else 0)))


def _weekday_of_week(match: re.Match[str], base: _Base) -> str:
    if base.day is None:
        return ""
    weekday, weeks = _index(base.words.weekdays, match["weekday"]), base.words.directions[match["which"]]
    return _iso(base.day + timedelta(weeks=weeks, days=weekday - base.day.weekday()))


def _before_last(match: re.Match[str], base: _Base) -> str:
    return shifted(base.day, base.words.units[match["unit"]], -2) if base.day else ""


def _this_hundred(match: re.Match[str], base: _Base) -> str:
    year = f"{base.day.year:04d}" if base.day else ""
    decade = base.words.units[match["unit"]] == "decade"
    return (f"{year[:3]}X" if decade else f"{year[:2]}XX") if year else ""


def _relative_period(match: re.Match[str], base: _Base) -> str:
    """ "last week", "this month", "next year", "the weekend"."""
    if base.day is None:
        return ""
    step = base.words.directions.get(match["which"], 0)
    day, unit = base.day, base.words.units[match["unit"]]
    if unit == "weekend":
        if not match["which"] and day.weekday() < 5:  # "over the weekend": the one that is over, or is to come
            step = 0 if base.future else -1
        return _weekend_of(day + timedelta(weeks=step))
    if not match["which"]:
        return ""
    if unit == "week":
        return _week_of(day + timedelta(weeks=step))
    return _month_of(day.year, day.month + step) if unit == "month" else f"{day.year + step:04d}"


def shifted(day: date, unit: str, count: int) -> str:
    """What lies `count` units away, as precisely as the unit says."""
    if unit in ("minute", "hour"):
        return _iso(day) if count == 0 or unit == "minute" else ""
    if unit == "day":
        return _iso(day + timedelta(days=count))
    if unit == "week":
        return _week_of(day + timedelta(weeks=count))
    if unit == "month":
        return _month_of(day.year, day.month + count)
    year = date(day.year + count * (10 if unit == "decade" else 1), 1, 1).year  # ValueError before year 1
    return f"{year:04d}" + ("~" if unit == "decade" else "")


def number_of(word: str, language: Language) -> int:
    """The number that a word or digits stand for."""
    return int(word) if word.isdigit() else language.times.numbers[word]


def _ago(match: re.Match[str], base: _Base) -> str:
    count, unit = number_of(match["count"], base.language), base.words.units[match["unit"]]
    if base.day is None or (unit == "hour" and count >= 12):
        return ""
    return shifted(base.day, unit, 0 if unit in ("minute", "hour") else -count)


def _from_now(match: re.Match[str], base: _Base) -> str:
    """ "two weeks from now"; "in two weeks" only of the future, for otherwise it says how long something took."""
    if base.day is None or not (match["now"] or base.future):
        return ""
    return shifted(base.day, base.words.units[match["unit"]], number_of(match["count"], base.language))


def _stretch(match: re.Match[str], base: _Base) -> str:
    """ "the past two weeks", "the next three years": from or to the dateline."""
    unit = base.words.units[match["unit"]]
    if base.day is None or unit in ("minute", "hour"):
        return ""
    step = base.words.directions[match["side"]]
    count = (number_of(match["count"], base.language) if match["count"] else 1) * step
    if unit in ("day", "week"):
        start, end = base.day, base.day + timedelta(days=count * (7 if unit == "week" else 1))
        return f"{_iso(min(start, end))}/{_iso(max(start, end))}"
    here = _month_of(base.day.year, base.day.month) if unit == "month" else f"{base.day.year:04d}"
    there = shifted(base.day, unit, count).rstrip("~")
    return f"{min(here, there)}/{max(here, there)}"


def _month(match: re.Match[str], base: _Base) -> str:
    month = _index(base.words.months, match["month"]) + 1
    year = _year_in(match, base)
    if year is None:
        if base.day is None:
            return ""
        step = base.words.directions[match["which"]] if match["which"] else None
        year = base.day.year + _years_to(step, month - base.day.month, base.future)
    return _month_of(year, month)


def _years_to(step: int | None, ahead: int, future: bool) -> int:
    """Years to a month that lies `ahead` of (or, negative, behind) the dateline within its year: "last May", "May"."""
    if step == 0:
        return 0
    forward = future if step is None else step > 0
    beyond = ahead < 0 if forward else ahead > 0
    return (1 if forward else -1) if beyond or (ahead == 0 and step is not None) else 0


def _month_day(match: re.Match[str], base: _Base) -> str:
    month, day = _index(base.words.months, match["month"]) + 1, int(match["day"])
    year = _year_in(match, base)
    if year is not None:
        return _iso(date(year, month, day))
    return _yearless(month, day, base)


def _yearless(month: int, day: int, base: _Base) -> str:
    """The last such day up to the dateline, or the first from it on."""
    if base.day is None:
        return ""
    step = 1 if base.future else -1
    for year in range(base.day.year, base.day.year + 9 * step, step):
        if 1 <= day <= monthrange(year, month)[1]:  # February 29 is not in every year
            found = date(year, month, day)
            if found >= base.day if base.future else found <= base.day:
                return _iso(found)
    return ""


def _day_of_month(match: re.Match[str], base: _Base) -> str:
    if base.day is None:
        return ""
    day, year, month = int(match["day"]), base.day.year, base.day.month
    if base.future != (day >= base.day.day) and day != base.day.day:
        month += 1 if base.future else -1
    return _iso(date.fromisoformat(f"{_month_of(year, month)}-{day:02d}"))


def _holiday(match: re.Match[str], base: _Base) -> str:
    month, day = base.words.holidays[match["holiday"]]
    year = _year_in(match, base)
    return _iso(date(year, month, day)) if year else _yearless(month, day, base)


def _week_with(match: re.Match[str], base: _Base) -> str:
    day = _single(match["rest"], base)
    return _week_of(date.fromisoformat(day)) if len(day) == 10 else ""


def _index(names: Sequence[str], word: str) -> int:
    return next(index for index, name in enumerate(names) if name.startswith(word[:3]))


# -- the expressions of a language -------------------------------------------------------------------------------------

_STRETCHES: dict[str, Callable[[re.Match[str], _Base], str | None]] = {
    "since": _since,
    "until": _until,
    "beside": _beside,
    "ends": _two_ends,
    "days_of_month": _days_of_month,
    "years_of_century": _years_of_century,
    "month_days": _month_days,
    "neighbours": _neighbours,
}
_POINTS: dict[str, Callable[[re.Match[str], _Base], str]] = {
    "iso_date": _iso_date,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "part_of_year": _part_of_year,
    "named_day": _named_day,
    "before_last": _before_last,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "this_hundred": _this_hundred,
    "relative_period": _relative_period,
    "ago": _ago,
    "from_now": _from_now,
    "stretch": _stretch,
    "month": _month,
    "month_day": _month_day,
    "day_of_month": _day_of_month,
    "holiday": _holiday,
    "week_with": _week_with,
}


class _Patterns(NamedTuple):
    """The expressions of a language, compiled, with the functions that read them."""

    stretches: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Base], str | None]], ...]
    points: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Base], str]], ...]
    vague: re.Pattern[str]
    clock: re.Pattern[str]
    leading: re.Pattern[str]
    roughly: re.Pattern[str]
    amount: re.Pattern[str]
    duration: re.Pattern[str]


@cache
def _patterns(words: TimeExpressions) -> _Patterns:
    return _Patterns(
        tuple((re.compile(pattern), _STRETCHES[name]) for name, pattern in words.stretches),
        tuple((re.compile(pattern, re.ASCII), _POINTS[name]) for name, pattern in words.points),
        *map(re.compile, (words.vague, words.clock, words.leading, words.roughly, words.amount, words.duration)),
    )
