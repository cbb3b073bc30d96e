"""What the name of a state's body is made of: its country, the rest, and shorter forms of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.lang.language import Language
from kg.resolve.names import clean, key, tokens
from kg.resources.gazetteer import Gazetteer, Row

_LONGEST_COUNTRY = 5  # words


def of_country(phrase: str, gazetteer: Gazetteer, language: Language) -> tuple[Row, str] | None:
    """The country that a phrase begins or ends with, and the rest: "Russia's government", "Parliament of Iran"."""
    words = clean(phrase, language).split(" ")
    for size in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1):
        name, rest = clean(" ".join(words[:size]), language), " ".join(words[size:])
        row = country_of(name, gazetteer)
        if row is not None:
            return row, rest
    for end in range(len(words) - 1, 0, -1):
        name = clean(" ".join(words[end + 1 :]), language)
        belongs = words[end] == language.grammar.genitive and len(words) - end <= _LONGEST_COUNTRY + 1
        row = country_of(name, gazetteer) if belongs else None
        if row is not None:
            return row, " ".join(words[:end])
    return None


def country_of(name: str, gazetteer: Gazetteer) -> Row | None:
    """The country that a name or adjective means."""
    found = (*gazetteer.lookup(name)[:1], gazetteer.adjective(name))
    return next((row for row in found if row is not None and row.type == "Country"), None)


def body_key(words: str, language: Language) -> str:
    """Normal form of a body's name: "Ministry of Foreign Affairs" -> "foreign ministry"."""
    names = language.names
    plain = " ".join(names.one_spelling.get(word, word) for word in clean(words, language).casefold().split())
    match = re.fullmatch(names.ministry_of, plain)
    return f"{names.portfolios.get(match[1], match[1])} {names.ministry}" if match is not None else plain


def shorter_names(text: str, language: Language) -> Iterable[str]:
    """Names by which a longer one can be called: its end, or what stands before "Technologies" and the like."""
    words = text.split(" ")[:8] if "," not in text else []
    yield text
    for start in range(1, len(words)):
        yield " ".join(words[start:])
    for end in range(1, len(words)):
        if all(key(word, language) in language.names.corporate for word in words[end:]):
            yield " ".join(words[:end])


def before_noun(text: str, language: Language) -> str:
    """What stands before the noun of a name that goes on behind it: "Scripps" of "Scripps Institution of Oceanography"."""
    words = tokens(re.split(language.names.complement, text)[0])
    body = len(words) > 1 and bool(re.search(language.names.complement, text))
    return " ".join(words[:-1]) if body and language.names.head_types.get(words[-1]) == "Organization" else ""
