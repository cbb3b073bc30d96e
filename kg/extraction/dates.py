"""Time expressions -> ISO 8601 or EDTF (https://www.loc.gov/standards/datetime/), as precise as the words are and no more.

Relative expressions are read against the date of the document, never against today. As in the news, a bare weekday, day or
month is the last one up to the dateline ("Thursday", "March 28", "December"), unless the clause speaks of the future.

    normalise("last week", "2019-03-30")      "2019-03-18/2019-03-24"
    normalise("in December", "2019-03-30")    "2018-12"
    normalise("the 1990s", "")                "199X"
    normalise("a month later", "2019-03-30")  ""      later than what?
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from dateparser.date import DateDataParser

_LONGEST = 120  # characters; no time expression is longer
_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # EDTF level 1
_SEASON_ENDS = {21: 5, 22: 8, 23: 11}
_HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24)} | {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
_NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_NUMBERS |= {"a": 1, "an": 1}
_ORDINALS = {word: number for number, word in enumerate("first second third fourth".split())}

_MONTH = (
    "(?P<month>"
    + "|".join(rf"{name[:3]}{'t?' if name[:3] == 'sep' else ''}(?:{name[3:]})?" for name in _MONTHS)
    + r")\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
_WHICH = r"(?P<which>last|this|next|coming|this coming|this past)"
_YEAR = r",? ?(?:of )?(?:(?P<year>\d{4})|(?P<whichyear>last|this|next) year)"
COUNT = r"(?P<count>\d{1,3}|an?|" + "|".join(list(_NUMBERS)[1:13]) + ")"
PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")  # a day, a month or a year
UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"

# dropped: they say less than a date does, or are finer than a day
_VAGUE = re.compile(
    r"\b(?:early|earlier|mid|late|later)[ -](?:on |in )?(?=\S)|\b(?:the )?(?:beginning|start|middle|end|eve) of (?!the (?:day|war))"
    r"|\b(?:the )?(?:(?:first|second|third|last|final|opening) (?:few )?(?:days?|weeks?|weekend|months?)|(?:small )?hours) (?:of|in) "
)
_CLOCK = re.compile(
    r"\b(?:at |around |by )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?)|\b(?:at )?\d{1,2}:\d\d\b|\b(?:at )?(?:noon|midnight|dawn|dusk)\b"
    r"|\b(?:in the |local )?(?:morning|afternoon|evening|night|nightfall|time)\b|\b(?:gmt|utc|est|edt|cet)\b"
)
_LEADING = re.compile(r"^(?:(?:on|in|at|during|over|throughout|within|of|as of|the year|the) )+")


@dataclass(frozen=True)
class _Base:
    """What relative expressions are read against."""

    day: date
    future: bool


def normalise(text: str, published: str, *, future: bool = False) -> str:
    """ISO 8601 date or EDTF of a time expression; "" when it does not say which time it means.

    `published` is the document's ISO date or date-time, "" when unknown: then only absolute expressions are read. `future`:
    the clause speaks of what is to come, so that "Friday" is the next one. Weeks are intervals from Monday to Sunday.
    """
    if len(text) > _LONGEST:
        return ""
    text = plain(text)
    base = _base(published, future)
    try:
        return _interval(text, base)
    except (ValueError, OverflowError):  # February 30, or a date that no calendar of ours holds
        return ""


def plain(text: str) -> str:
    """A time expression as it is compared: folded, with single spaces, without punctuation and possessive at its edges."""
    folded = " ".join(text.casefold().replace("’", "'").replace("—", "–").split()).strip(' ,.;:()"')
    return re.sub(r"(?<![0-9])'s$", "", folded)


def _base(published: str, future: bool) -> _Base | None:
    try:
        return _Base(date.fromisoformat(published[:10]), future)
    except ValueError:  # unknown, or only a year: nothing can be counted from it
        return None


# -- stretches of time -------------------------------------------------------------------------------------------------


def _interval(text: str, base: _Base | None) -> str:
    """EDTF of an expression that may name two ends of a stretch, or one."""
    if match := re.fullmatch(r"(?:ever )?since (.+)", text):
        start = _single(match[1], base)
        return f"{start.split('/')[0]}/.." if start else ""
    if match := re.fullmatch(r"(?:from )?(.+?)(?: (?:on|onwards?)|(?: to |–|-| – )(?:the )?present)", text):
        start = _single(match[1], base)
        return f"{start.split('/')[0]}/.." if start else ""
    if match := re.fullmatch(r"(?:until|till|up to|through|by|no later than|not later than) (.+)", text):
        end = _single(match[1], base)
        return f"../{end.split('/')[-1]}" if end else ""
    if match := re.fullmatch(r"(?P<side>before|prior to|after) (?P<rest>.+)", text):
        return _open(match["side"] == "after", match["rest"], base)
    if match := re.fullmatch(r"(?:from|between) (.+?) (?:to|and|until|till|through) (.+)", text):
        return _ends(match[1], match[2], base)
    if match := re.fullmatch(r"(?:in |during )?([0-9]{4})[-–/]([0-9]{4})", text):
        return _ends(match[1], match[2], base)
    if match := re.fullmatch(rf"(?:on )?(\d{{1,2}}) ?[-–] ?(\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)", text):
        return _ends(f"{match[1]}{match[2].lstrip('0123456789')}", match[2], base)
    match = re.fullmatch(r"(?:in |during )?([0-9]{2})([0-9]{2})([-–/])([0-9]{2})", text)
    if match and int(match[4]) > int(match[2]) and (match[3] != "-" or int(match[4]) > 12):  # "2003-11" is a month
        return f"{match[1]}{match[2]}/{match[1]}{match[4]}"
    if match := re.fullmatch(
        rf"(?:on )?{_MONTH} {_DAY} ?(?:-|–|to|and) ?(?P<last>\d{{1,2}})(?P<year>,? \d{{4}})?", text
    ):
        month, year = match["month"], match["year"] or ""
        return _ends(f"{month} {match['day']}{year}", f"{month} {match['last']}{year}", base)
    if match := re.fullmatch(r"(?:on )?(.*[a-z].*\d) ?– ?(.*[a-z].*\d)", text):
        return _ends(match[1], match[2], base)
    if match := re.fullmatch(r"(.+?) (?:to|through) (.+)", text):
        return _ends(match[1], match[2], base)
    return _single(text, base)


def _open(after: bool, text: str, base: _Base | None) -> str:
    """ "before 2016" ends with 2015, "after May" begins in June; "after 5 p.m. Friday" is on Friday."""
    if re.fullmatch(rf"{COUNT} {UNIT}", text):
        return ""
    found = _single(text, base)
    if not found or _CLOCK.search(text):
        return found
    edge = _beside(found.split("/")[-1] if after else found.split("/")[0], 1 if after else -1)
    return (f"{edge}/.." if after else f"../{edge}") if edge else ""


def _beside(time: str, step: int) -> str:
    """The day, month or year after (1) or before (-1) one; "" for times of other kinds."""
    if not PLAIN.fullmatch(time):
        return ""
    year, month, day = (int(part) for part in (*time.split("-"), "1", "1")[:3])
    if len(time) == 10:
        return _iso(date(year, month, day) + timedelta(days=step))
    return _month_of(year, month + step) if len(time) == 7 else f"{year + step:04d}"


def _ends(first: str, last: str, base: _Base | None) -> str:
    """Interval of two expressions; the first takes the year of the last when it has none."""
    year = re.search(r"\d{4}$", last)
    if year and not re.search(r"\d{4}", first):
        first = f"{first} {year.group()}"
    start, end = _single(first, base), _single(last, base)
    if not (start and end) or start.split("/")[0] > end.split("/")[-1]:
        return ""
    return f"{start.split('/')[0]}/{end.split('/')[-1]}"


def _single(text: str, base: _Base | None) -> str:
    """EDTF of an expression with one part."""
    text = _LEADING.sub("", re.sub(rf"^(?:for|within) (?!{COUNT} {UNIT}$)", "", text))
    if text == "this":
        return ""
    rest = re.sub(r"^(?:about|around|approximately|circa|roughly|nearly|almost|some|c\.) ", "", text)
    bare = _LEADING.sub("", " ".join(_CLOCK.sub(" ", _VAGUE.sub("", rest)).split()).strip(" ,"))
    found = ""
    for pattern, read in _PATTERNS:
        if found := read(match, base) if (match := pattern.fullmatch(bare)) else "":
            break
    found = found or _numeric(bare)
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


def _year_in(match: re.Match[str], base: _Base | None) -> int | None:
    """The year that an expression names, absolutely or by "last year"."""
    if match["year"]:
        return int(match["year"])
    if match["whichyear"] and base:
        return base.day.year + {"last": -1, "this": 0, "next": 1}[match["whichyear"]]
    return None


def _iso_date(match: re.Match[str], _: _Base | None) -> str:
    year, month, day = match["year"], match["month"], match["day"]
    date(int(year), int(month or 1), int(day or 1))  # ValueError when there is no such day
    return "-".join(part for part in (year, month, day) if part)


def _year(match: re.Match[str], _: _Base | None) -> str:
    number = int(match["number"])
    if match["era"] in ("bc", "bce"):
        return f"-{number - 1:04d}" if number > 1 else "0000"  # there was a year 0 in ISO 8601
    return f"{number:04d}" if match["era"] or 1000 <= number <= 2999 else ""


def _decade(match: re.Match[str], base: _Base | None) -> str:
    if match["century"]:
        return f"{match['century']}{match['ten']}X"
    if base is None:
        return ""
    century = base.day.year // 100
    return f"{century if int(match['ten']) * 10 <= base.day.year % 100 else century - 1}{match['ten']}X"


def _century(match: re.Match[str], _: _Base | None) -> str:
    return f"{int(match['number']) - 1:02d}XX"


def _season(match: re.Match[str], base: _Base | None) -> str:
    code = SEASONS[match["season"]]
    year = _year_in(match, base)
    if year is None and base and match["which"] and code in _SEASON_ENDS:
        over = base.day.month > _SEASON_ENDS[code]
        year = base.day.year + {"last": 0 if over else -1, "next": 1 if over else 0}.get(match["which"], 0)
    return f"{year:04d}-{code}" if year else ""


def _part_of_year(match: re.Match[str], base: _Base | None) -> str:
    """EDTF level 2: quarters are 33 to 36, halves 40 and 41."""
    year = _year_in(match, base)
    place = int(match["q"]) - 1 if match["q"] else _ORDINALS[match["ordinal"]]
    half = match["part"] == "half"
    return f"{year:04d}-{(40 if half else 33) + place}" if year and place < (2 if half else 4) else ""


def _named_day(match: re.Match[str], base: _Base | None) -> str:
    days = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    if base is None:
        return ""
    if match.group() == "overnight":
        return f"{_iso(base.day - timedelta(days=1))}/{_iso(base.day)}"
    return _iso(base.day + timedelta(days=days.get(match.group(), 0)))


def _weekday(match: re.Match[str], base: _Base | None) -> str:
    if base is None:
        return ""
    ahead = (_index(_DAYS, match["weekday"]) - base.day.weekday()) % 7
    which = match["which"] or ("next" if base.future and ahead else "")
    if which == "this":
        return _iso(base.day - timedelta(days=base.day.weekday()) + timedelta(days=_index(_DAYS, match["weekday"])))
    if which in ("next", "coming", "this coming"):
        return _iso(base.day + timedelta(days=ahead or 7))
    back = (7 - ahead) % 7
    return _iso(base.day - timedelta(days=back or (7 if which else 0)))


def _weekday_of_week(match: re.Match[str], base: _Base | None) -> str:
    if base is None:
        return ""
    weeks = {"last": -1, "this": 0, "next": 1}[match["which"]]
    return _iso(base.day + timedelta(weeks=weeks, days=_index(_DAYS, match["weekday"]) - base.day.weekday()))


def _before_last(match: re.Match[str], base: _Base | None) -> str:
    return shifted(base.day, match["unit"], -2) if base else ""


def _this_hundred(match: re.Match[str], base: _Base | None) -> str:
    year = f"{base.day.year:04d}" if base else ""
    return (f"{year[:3]}X" if match["unit"] == "decade" else f"{year[:2]}XX") if year else ""


def _relative_period(match: re.Match[str], base: _Base | None) -> str:
    """ "last week", "this month", "next year", "the weekend"."""
    if base is None:
        return ""
    step = {"last": -1, "next": 1, "coming": 1}.get(match["which"] or "this", 0)
    day, unit = base.day, match["unit"]
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


def number_of(word: str) -> int:
    """The number that a word or digits stand for."""
    return int(word) if word.isdigit() else _NUMBERS[word]


def _ago(match: re.Match[str], base: _Base | None) -> str:
    count = number_of(match["count"])
    if base is None or (match["unit"] == "hour" and count >= 12):
        return ""
    return shifted(base.day, match["unit"], 0 if match["unit"] in ("minute", "hour") else -count)


def _from_now(match: re.Match[str], base: _Base | None) -> str:
    """ "two weeks from now"; "in two weeks" only of the future, for otherwise it says how long something took."""
    if base is None or not (match["now"] or base.future):
        return ""
    return shifted(base.day, match["unit"], number_of(match["count"]))


def _stretch(match: re.Match[str], base: _Base | None) -> str:
    """ "the past two weeks", "the next three years": from or to the dateline."""
    if base is None or match["unit"] in ("minute", "hour"):
        return ""
    ahead = match["side"] in ("next", "coming")
    count = number_of(match["count"] or "one") * (1 if ahead else -1)
    unit = match["unit"]
    if unit in ("day", "week"):
        start, end = base.day, base.day + timedelta(days=count * (7 if unit == "week" else 1))
        return f"{_iso(min(start, end))}/{_iso(max(start, end))}"
    here = _month_of(base.day.year, base.day.month) if unit == "month" else f"{base.day.year:04d}"
    there = shifted(base.day, unit, count).rstrip("~")
    return f"{min(here, there)}/{max(here, there)}"


def _month(match: re.Match[str], base: _Base | None) -> str:
    month = _index(_MONTHS, match["month"]) + 1
    year = _year_in(match, base)
    if year is None:
        if base is None:
            return ""
        year = _nearest_year(base, match["which"], month - base.day.month)
    return _month_of(year, month)


def _nearest_year(base: _Base, which: str | None, ahead: int) -> int:
    """Year of a month or day that lies `ahead` of (or, negative, behind) the dateline within its year."""
    year = base.day.year
    if which == "this":
        return year
    if which in ("next", "coming", "this coming") or (base.future and not which):
        return year + 1 if ahead < 0 or (ahead == 0 and which) else year
    return year - 1 if ahead > 0 or (ahead == 0 and which) else year


def _month_day(match: re.Match[str], base: _Base | None) -> str:
    month, day = _index(_MONTHS, match["month"]) + 1, int(match["day"])
    year = _year_in(match, base)
    if year is not None:
        return _iso(date(year, month, day))
    return _yearless(month, day, base)


def _yearless(month: int, day: int, base: _Base | None) -> str:
    """The last such day up to the dateline, or the first from it on."""
    if base is None:
        return ""
    step = 1 if base.future else -1
    for year in range(base.day.year, base.day.year + 9 * step, step):
        if 1 <= day <= monthrange(year, month)[1]:  # February 29 is not in every year
            found = date(year, month, day)
            if found >= base.day if base.future else found <= base.day:
                return _iso(found)
    return ""


def _day_of_month(match: re.Match[str], base: _Base | None) -> str:
    if base is None:
        return ""
    day, year, month = int(match["day"]), base.day.year, base.day.month
    if base.future != (day >= base.day.day) and day != base.day.day:
        month += 1 if base.future else -1
    return _iso(date.fromisoformat(f"{_month_of(year, month)}-{day:02d}"))


def _holiday(match: re.Match[str], base: _Base | None) -> str:
    month, day = _HOLIDAYS[match["holiday"]]
    year = _year_in(match, base)
    return _iso(date(year, month, day)) if year else _yearless(month, day, base)


def _week_with(match: re.Match[str], base: _Base | None) -> str:
    day = _single(match["rest"], base)
    return _week_of(date.fromisoformat(day)) if len(day) == 10 else ""


def _index(names: list[str], word: str) -> int:
    return next(index for index, name in enumerate(names) if name.startswith(word[:3]))


_Reader = Callable[[re.Match[str], _Base | None], str]
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?", _iso_date),
        (r"(?:year )?(?P<number>\d{1,4})(?: (?P<era>ad|ce|bc|bce))?", _year),
        (r"(?:(?P<century>1[0-9]|20)|')?(?P<ten>\d)0'?s", _decade),
        (r"(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]century", _century),
        (rf"(?:(?P<which>last|this|next) )?(?P<season>{'|'.join(SEASONS)})(?:{_YEAR})?", _season),
        (rf"(?:q(?P<q>[1-4])|(?P<ordinal>{'|'.join(_ORDINALS)}) (?P<part>quarter|half))(?:{_YEAR})", _part_of_year),
        (r"this(?: (?:morning|afternoon|evening|night))?", _named_day),
        (r"(?P<unit>week|month|year) before last", _before_last),
        (rf"{_WEEKDAY}(?: of)? (?P<which>last|this|next) week", _weekday_of_week),
        (r"this (?P<unit>decade|century)", _this_hundred),
        (r"today|tonight|yesterday|tomorrow|overnight|day before yesterday|day after tomorrow", _named_day),
        (rf"(?:{_WHICH} )?{_WEEKDAY}", _weekday),
        (r"(?:(?P<which>last|this|next|coming|current) )?(?P<unit>week|weekend|month|year)", _relative_period),
        (rf"{COUNT} {UNIT} ago", _ago),
        (rf"{COUNT} {UNIT}(?P<now> from now)?", _from_now),
        (rf"(?P<side>past|last|next|coming)(?: {COUNT})? {UNIT}", _stretch),
        (rf"(?:{_WHICH} )?{_MONTH}(?:{_YEAR})?", _month),
        (rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:{_YEAR})?(?:,? {_WEEKDAY.replace('weekday', 'second')})?", _month_day),
        (rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:{_YEAR})?", _month_day),
        (r"(?P<day>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
        (rf"(?P<holiday>{'|'.join(_HOLIDAYS)})(?:{_YEAR})?", _holiday),
        (r"week (?:of|beginning) (?P<rest>.+)", _week_with),
    )
)


# -- everything else with a full date in it ----------------------------------------------------------------------------


@cache
def _parser() -> DateDataParser:
    settings = {
        "STRICT_PARSING": True,  # day, month and year must all be there: nothing is filled in
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": datetime(2000, 1, 1),  # never the clock
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=["en"], settings=settings)


def _numeric(text: str) -> str:
    """Full dates in other shapes ("23.03.2019", "23-Mar-2019"); only the year when day and month can be mixed up."""
    if not re.search(r"\b[0-9]{4}\b", text):
        return ""
    match = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    if match and match[1] != match[2] and int(match[1]) <= 12 and int(match[2]) <= 12:
        return match[3]
    found = _parser().get_date_data(text)
    return _iso(found.date_obj.date()) if found.date_obj is not None and found.period == "day" else ""
