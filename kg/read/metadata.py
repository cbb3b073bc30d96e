"""What is known of a document besides its text: title, author, publisher, day, address, language, and where it comes from.

The first that says something of a field counts (`README.md` has the names of the fields):

1. for a file that is one document, what stands in a file beside it (`article.txt.meta.yml`)
2. what the document says in fields of its own: columns, front matter, the head of a page
3. for the rows of a table, what stands in a file beside it
4. for day and author, the first lines of the text: "OSLO, March 3, 2021 —", "By Ada Quill | 3 March 2021"
5. what the user says of all documents (`Settings.date`, `publisher`, `title`, `author`)
6. for the day, the name of the file or the address: "2021-03-03-talks.txt", "/2021/03/03/"
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from kg.errors import SettingsError
from kg.iri import is_safe
from kg.lang.registry import LANGUAGES
from kg.read.clean import one_line
from kg.settings import Settings

# Names that data sets give to the fields of Document, the best first.
FIELDS = {
    "id": ("id", "doc_id", "document_id", "uid"),
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "publication", "sitename"),
    "published": ("published", "date", "published_at", "date_published", "publication_date", "pubdate"),
    "language": ("language", "lang"),
}
DESCRIBING = tuple(name for name in FIELDS if name not in ("id", "text"))
_FIELD = {alias: name for name, aliases in FIELDS.items() for alias in aliases}
_LONGEST = 2000  # characters of a title, a name or an address
_SHOWN = 200  # characters of a value in a message
_MAX_AUTHORS = 50
_MAX_DATE = 60  # longer strings are no dates and would cost the date parser time
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields of a `Document`, "" where nothing is known; `unusable` are values that could not be used, with what to write instead."""

    title: str
    author: str
    url: str
    publisher: str
    published: str
    language: str
    unusable: tuple[tuple[str, str], ...]


def columns(settings: Settings) -> dict[str, str]:
    """Names of columns, in lower case, that the user says hold a field -> the field. SettingsError for an unknown field."""
    found = {}
    for pair in settings.columns:
        name, _, column = pair.partition("=")
        if name.strip().lower() not in _FIELD:
            known = ", ".join(FIELDS)
            raise SettingsError(f"{name.strip()!r} is no field of a document", where="columns", hint=f"fields: {known}")
        found[column.strip().lower()] = _FIELD[name.strip().lower()]
    return found


def named(row: Mapping[str, object], chosen: Mapping[str, str]) -> dict[str, object]:
    """A row by names in lower case. A column that the user has `chosen` for a field hides all others that hold it."""
    fields = {name.strip().lower(): value for name, value in row.items()}
    own = {field: fields[column] for column, field in chosen.items() if column in fields}
    return {name: value for name, value in fields.items() if _FIELD.get(name) not in own and name not in chosen} | own


def used(column: str, chosen: Mapping[str, str]) -> bool:
    """True for the name of a column that may hold a field."""
    name = column.strip().lower()
    return name in _FIELD or name in chosen


def over(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """The fields of both; where both say something of one, what `first` says, whatever names they give to it."""
    said = {name for name in FIELDS if string(first, name)}
    return dict(first) | {name: value for name, value in second.items() if _FIELD.get(name) not in said}


def metadata(fields: Mapping[str, object], text: str, place: str, settings: Settings) -> Metadata:
    """What is known of a document of these fields; `place` is its name as a file, "" when it is a part of one."""
    url, published = _url(fields), _date(fields)
    day = published or _day_in_text(text) or settings.date or _day_in_name(place) or _day_in_name(url or "")
    return Metadata(
        title=_name(fields, "title") or settings.title,
        author=_name(fields, "author") or LANGUAGES["en"].times.author(text) or settings.author,
        url=url or "",
        publisher=_name(fields, "publisher") or settings.publisher,
        published=day,
        language=_name(fields, "language").lower()[:2],
        unusable=tuple(_unusable(fields, url, published)),
    )


def string(fields: Mapping[str, object], name: str) -> str:
    """The first field that goes by `name` or one of its aliases and holds something, else ""."""
    for alias in FIELDS[name]:
        value = fields.get(alias)
        if isinstance(value, str | int | float | date) and str(value).strip():
            return str(value)
        if name == "author" and isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return ", ".join(value[:_MAX_AUTHORS])
    return ""


def is_dated(line: str) -> bool:
    """True for a line of a text that says when it was published, and perhaps by whom."""
    return bool(_day_in_text(line))


def _name(fields: Mapping[str, object], name: str) -> str:
    """A field on one line; "" when it is too long for one."""
    value = string(fields, name)
    return one_line(value) if len(value) <= _LONGEST else ""


def _unusable(fields: Mapping[str, object], url: str | None, published: str | None) -> Iterator[tuple[str, str]]:
    """The fields that hold something that could not be used, and what to write instead."""
    if url is None:
        yield f"url: {_shown(fields, 'url')}", "not a web address: write it with http:// or https://"
    if published is None:
        yield f"published: {_shown(fields, 'published')}", "not a clear date: write it as YYYY-MM-DD"
    for name in ("title", "author", "publisher", "language"):
        if len(string(fields, name)) > _LONGEST:
            yield f"{name}: {_shown(fields, name)}", "too long: write it on one line"
    for name in DESCRIBING:
        for alias in FIELDS[name]:
            if isinstance(fields.get(alias), list | dict) and not string({alias: fields[alias]}, name):
                yield f"{alias}: {one_line(reprlib.repr(fields[alias]))[:_SHOWN]}", "not a string: write plain text"


def _shown(fields: Mapping[str, object], name: str) -> str:
    return one_line(string(fields, name)[:_SHOWN])


def _url(fields: Mapping[str, object]) -> str | None:
    """The percent-encoded web address, "" when none is given, None when it is not one."""
    if len(string(fields, "url")) > _LONGEST:
        return None
    url = quote(one_line(string(fields, "url")), safe="%/:?#[]@!$&'()*+,;=-._~")
    return url if not url or (url.lower().startswith(("http://", "https://")) and is_safe(url)) else None


def _date(fields: Mapping[str, object]) -> str | None:
    """The day as YYYY-MM-DD, in the time zone it is given in; "" when none is given, None when it is unclear."""
    text = string(fields, "published")
    if len(text) > _MAX_DATE:
        return None
    text = one_line(text)
    if not text:
        return ""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(text).date().isoformat()
        except ValueError:
            continue
    return _written_date(text)


def _written_date(text: str) -> str | None:
    """A full date in words or numbers ("28 March 2019"); None for "yesterday", "March" and the ambiguous 03/04/2019."""
    import dateparser  # slow to load, and most runs do not need it

    found = set()
    for order in ("DMY", "MDY"):
        settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "DATE_ORDER": order}
        moment = dateparser.parse(text, languages=["en"], settings=settings)
        found.add(moment.date().isoformat() if moment else None)
    return found.pop() if len(found) == 1 else None


def _day_in_text(text: str) -> str:
    """The day that a text says in its first lines that it is from, "" for none."""
    words = LANGUAGES["en"].times.dated(text)
    return (_written_date(words) or "") if words else ""


def _day_in_name(name: str) -> str:
    """The one day that stands in the name of a file, a folder or an address ("2019/01/04", "20190104"); "" for none."""
    found = set()
    for year, _, month, day in _DAY.findall(name[-_LONGEST:]):
        try:
            found.add(date(int(year), int(month), int(day)).isoformat())
        except ValueError:  # 30 February
            continue
    return found.pop() if len(found) == 1 else ""
