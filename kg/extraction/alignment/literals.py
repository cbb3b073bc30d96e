"""What an object says that is no thing: a date, a number, or what else the range of a property holds."""

from __future__ import annotations

from kg.extraction.dates import normalise
from kg.iri import XSD, local_name
from kg.model import Value
from kg.parse import Tokens
from kg.resources.profiles import Profile

_WHOLE = frozenset("integer nonNegativeInteger positiveInteger int".split())


def literal(profile: Profile, sort: str, words: Tokens) -> Value | None:
    """The value of some words, None for a thing; `sort` is that of the class that they are of (lang/en/argument_types.py).

    A date is counted from the day on which the document was published.
    """
    text = words.text
    if sort == "date":
        day = normalise(text, words.parse.document.published, words.language)
        return Value.of_date(day) if day else Value(text)
    datatype = next((kind.iri for kind in profile.ranges if kind.iri.startswith(XSD)), "")
    if not datatype and sort != "number":
        return None
    digits = text.replace(",", "")
    return Value(digits, datatype) if local_name(datatype) in _WHOLE and digits.isdigit() else Value(text)
