"""Which names an acronym can stand for, by its letters."""

from __future__ import annotations

from kg.lang.language import Language
from kg.resolve.names import key, tokens

_SMALL = 3  # letters of "of", "for", "the", which no acronym counts


def abbreviates(short: str, long: str, language: Language) -> bool:
    """True when the letters of `short` come in this order in `long` and begin as it begins."""
    letters = [character.casefold() for character in short if character.isalpha()]
    rest = iter("".join(tokens(long)))
    return (
        len(long) > len(short)
        and bool(letters)
        and key(long, language)[0] == letters[0]
        and all(item in rest for item in letters)
    )


def initials(text: str) -> str:
    """The first letters of two words or more with a capital: "NHC" of "National Hurricane Center"; "" for another name."""
    words = [word for word in text.split(" ") if len(word) > _SMALL or not word.islower()]
    capital = len(words) > 1 and all(word[:1].isupper() for word in words)
    return "".join(word[0] for word in words) if capital else ""
