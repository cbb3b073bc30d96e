"""English: expressions of time, as tables and regular expressions. Data only.

Expressions are folded (kg/extraction/dates.py, `plain`): lower case, single spaces, straight quotes, nothing at the edges. Named
groups are what the readers of kg/extraction/dates.py take from an expression; `which` and `side` are words of `DIRECTIONS`, `unit`
one of `UNITS`, `count` one of `NUMBERS` or digits.
"""

# -- tables ------------------------------------------------------------------------------------------------------------
MONTHS = tuple("january february march april may june july august september october november december".split())
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # EDTF level 1
HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
CELEBRATING = frozenset("celebrate commemorate mark observe".split())  # their object is a day: "marked New Year's Day"
NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}
ORDINALS = {word: number for number, word in enumerate("first second third fourth".split())}
_PARTS_OF_DAY = "morning afternoon evening night".split()
UNITS = {unit: unit for unit in "minute hour day weekend week month year decade century".split()}
UNITS |= dict.fromkeys(_PARTS_OF_DAY, "day")
PARTS_OF_YEAR = {"half": 2, "quarter": 4}  # how many a year has
# from the time that is counted from: back, at it, or ahead
DIRECTIONS = (
    dict.fromkeys("last past previous preceding earlier before previously prior".split(), -1)
    | dict.fromkeys("this current".split(), 0)
    | dict.fromkeys("next coming following later after afterward afterwards thereafter".split(), 1)
    | {"this past": -1, "this coming": 1}
)
# days from the dateline
NAMED_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
OVERNIGHT = "overnight"  # from the day before the dateline to that
ERAS_BEFORE = frozenset({"bc", "bce"})  # years count backwards
NO_TIME = "this"  # by itself says no time

# -- parts of expressions ----------------------------------------------------------------------------------------------
_MONTH = (
    "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("sep(?:", "sept?(?:") + r")\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
_WHICH = r"(?P<which>last|this|next|coming|this coming|this past)"
_YEAR = r",? ?(?:of )?(?:(?P<year>\d{4})|(?P<whichyear>last|this|next) year)"
_COUNT = r"(?P<count>\d{1,3}|an?|" + "|".join(list(NUMBERS)[1:13]) + ")"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"
_PART = r"(?P<unit>day|week|month|year|decade|" + "|".join([*_PARTS_OF_DAY, *SEASONS]) + ")"
_ROUGHLY = r"(?:(?:about|around|some|just|only|barely|nearly|almost|less than|more than) )?"
_FROM, _TO = r"(?:on |from |between )?", r"(?:-|–|to|and|until|till|through)"
_WITHIN = r"(?:(?:on|in|at|by|during|over|early|earlier|later|late) )*"

# -- what is dropped ---------------------------------------------------------------------------------------------------
POSSESSIVE = r"(?<![0-9])'s$"
# it says less than a date does, or is finer than a day
VAGUE = (
    r"\b(?:early|earlier|mid|late|later)[ -](?:on |in )?(?=\S)|\b(?:the )?(?:beginning|start|middle|end|eve) of (?!the (?:day|war))"
    r"|\b(?:the )?(?:(?:first|second|third|last|final|opening) (?:few )?(?:days?|weeks?|weekend|months?)|(?:small )?hours) (?:of|in) "
)
CLOCK = (
    r"\b(?:at |around |by )?[0-2]\d[0-5]\d ?(?:gmt|utc|est|edt|cet|hours|local time)\b"  # no year: "at 1922 UTC"
    r"|\b(?:at |around |by )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?)|\b(?:at )?\d{1,2}:\d\d\b|\b(?:at )?(?:noon|midnight|dawn|dusk)\b"
    r"|\b(?:in the |local )?(?:morning|afternoon|evening|night|nightfall|time)\b|\b(?:gmt|utc|est|edt|cet)\b"
)
LEADING = r"^(?:(?:on|in|at|during|over|throughout|within|of|as of|the year|the) )+"
ROUGHLY = r"^(?:about|around|approximately|circa|roughly|nearly|almost|some|c\.) "  # makes the time approximate
AMOUNT = rf"{_COUNT} {_UNIT}"  # "two weeks"
DURATION = rf"^(?:for|within) (?!{AMOUNT}$)"  # before a time that is no amount it says nothing

# -- expressions, with the name of the function that reads them --------------------------------------------------------
# of two ends, or one
STRETCHES = (
    ("since", r"(?:ever )?since (.+)"),
    ("since", r"(?:from )?(.+?)(?: (?:on|onwards?)|(?: to |–|-| – )(?:the )?present)"),
    ("until", r"(?:until|till|up to|through|by|no later than|not later than) (.+)"),
    ("beside", r"(?P<side>before|after) (?P<rest>.+)"),
    ("beside", r"(?P<side>prior) to (?P<rest>.+)"),
    ("days_of_month", rf"{_FROM}(\d{{1,2}}) ?{_TO} ?(\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"),
    ("month_days", rf"{_FROM}{_MONTH} {_DAY} ?{_TO} ?(?P<last>\d{{1,2}})(?P<year>,? \d{{4}})?"),
    ("ends", r"(?:from|between) (.+?) (?:to|and|until|till|through) (.+)"),
    ("ends", r"(?:in |during )?([0-9]{4})[-–/]([0-9]{4})"),
    ("years_of_century", r"(?:in |during )?([0-9]{2})([0-9]{2})([-–/])([0-9]{2})"),
    ("ends", r"(?:on )?(.*[a-z].*\d) ?– ?(.*[a-z].*\d)"),
    ("ends", r"(.+?) (?:to|through) (.+)"),
    ("neighbours", r"(?:on |in )?(.+?) and (.+)"),
)
# of one time
POINTS = (
    ("iso_date", r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?"),
    ("year", r"(?:year )?(?P<number>\d{1,4})(?: (?P<era>ad|ce|bc|bce))?"),
    ("decade", r"(?:(?P<century>1[0-9]|20)|')?(?P<ten>\d)0'?s"),
    ("century", r"(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]century"),
    ("season", rf"(?:(?P<which>last|this|next) )?(?P<season>{'|'.join(SEASONS)})(?:{_YEAR})?"),
    (
        "part_of_year",
        rf"(?:q(?P<q>[1-4])|(?P<ordinal>{'|'.join(ORDINALS)}) (?P<part>{'|'.join(PARTS_OF_YEAR)}))(?:{_YEAR})",
    ),
    ("named_day", rf"this(?: (?:{'|'.join(_PARTS_OF_DAY)}))?"),
    ("before_last", r"(?P<unit>week|month|year) before last"),
    ("weekday_of_week", rf"{_WEEKDAY}(?: of)? (?P<which>last|this|next) week"),
    ("this_hundred", r"this (?P<unit>decade|century)"),
    ("named_day", "|".join([*NAMED_DAYS, OVERNIGHT])),
    ("weekday", rf"(?:{_WHICH} )?{_WEEKDAY}"),
    ("relative_period", r"(?:(?P<which>last|this|next|coming|current) )?(?P<unit>week|weekend|month|year)"),
    ("ago", rf"{AMOUNT} ago"),
    ("from_now", rf"{AMOUNT}(?P<now> from now)?"),
    ("stretch", rf"(?P<side>past|last|next|coming)(?: {_COUNT})? {_UNIT}"),
    ("month", rf"(?:{_WHICH} )?{_MONTH}(?:{_YEAR})?"),
    (
        "month_day",
        rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:{_YEAR})?(?:,? {_WEEKDAY.replace('weekday', 'second')})?",
    ),
    ("month_day", rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:{_YEAR})?"),
    ("day_of_month", r"(?P<day>\d{1,2})(?:st|nd|rd|th)"),
    ("holiday", rf"(?:last )?(?P<holiday>{'|'.join(HOLIDAYS)})(?:{_YEAR})?"),
    ("week_with", r"week (?:of|beginning) (?P<rest>.+)"),
)

# -- times that count from one that was told before (kg/extraction/anaphoric_times.py) ---------------------------------
TOLD_SINCE = r"(?:ever )?since then"
# without a side it is the same one
TOLD = (
    rf"{_ROUGHLY}{AMOUNT} (?P<side>later|after|afterwards?|thereafter|earlier|before|previously|prior)",
    rf"{_WITHIN}(?:that|the same|that same) {_PART}",
    rf"{_WITHIN}the (?P<side>following|previous|preceding) {_PART}",
    rf"{_WITHIN}the (?P<side>next) (?P<unit>day|{'|'.join(_PARTS_OF_DAY)})",
    r"(?:on )?the (?P<unit>day) (?P<side>after|before)",
)

# -- times in a clause (kg/extraction/times.py) ------------------------------------------------------------------------
# prepositions that belong to their time, and those of them that end a stretch
MARKING = frozenset("after before between by for from prior since through till until".split())
ENDING = frozenset("through till to until".split())
# a year right behind a time: "May, 2019"
YEAR_BEHIND = r",? (?:of )?(?:1[0-9]|20)\d\d\b"
# the day that a text itself says it is from; not folded
_FULL_DATE = r"(?P<date>[\w.]{1,12},? [\w.]{1,12},? \d{4}|\d{4}-\d\d-\d\d)"
_OPENING = (
    r"(?:The|An?|After|At|In|It|On|One|Two|Three|Hundreds|Thousands|Police) "  # words that begin a story and no name
)
STORY = (  # a dateline up to where its story begins: a place in capitals, or any with an agency in brackets or such a word behind it
    r"(?:[A-Z][A-Z'’-]{2,30}(?: [A-Z][A-Z.'’-]*){0,4}(?:, [A-Z][\w .]{1,30}?)??|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?= ?\()"
    rf"|[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){{0,3}}(?= (?:--|[—–-]) {_OPENING}))"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?,?(?: ?\([^()]{1,40}\))? ?(?:--|[—–]|(?<= )-) ?(?=[\w\"“'‘])"
)
DATELINE = (
    rf"[A-Z][A-Z .'’-]{{2,40}}(?:, [A-Z][\w .]{{1,30}}?)??,? {_FULL_DATE},?(?: ?\([^()]{{1,40}}\))? ?(?:--|[—–:-])"
)
_HOUR = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,4}\)?)?)?"
DATED_LINE = (  # also behind a byline: "By Ada Quill and Bo Reed | March 3, 2021, 10:15 GMT"
    r"(?:(?:By|Text by) (?P<author>[A-Z][\w.,'’& -]{2,98}?) ?[|·•–—/,-] ?)?"
    r"(?:(?:Published|Updated|Posted|Date|First published|Last updated)(?: on)?:? )?(?:\w+day,? )?"
    rf"{_FULL_DATE}{_HOUR}\.?"
)
