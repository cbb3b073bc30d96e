"""Is a text English? What is not would be read as bad English, into facts that nobody stated.

A text is refused only where three things agree: it is long enough to tell, the words that hold English sentences together
are rare in it, and the language identifier py3langid (https://github.com/adbar/py3langid) is sure that it is another language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.lang.registry import LANGUAGES

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 5000  # characters from the start; more costs time and changes no answer
_ENOUGH = 12  # words
_LETTERS = 5  # of a word, where a script puts no spaces between words
_RARE = 0.06  # part of the words; news in English has 0.2
_LIKELY = 0.5  # probability of the language that is named; Indonesian shares its texts with Malay
_UNLIKELY = 0.01  # probability of English


class ForeignText(ReadError):
    """A text is not in English."""


def stage_of(error: ReadError) -> str:
    """The stage of the rejection that an error becomes."""
    return "language" if isinstance(error, ForeignText) else "read"


def refuse_foreign(text: str) -> None:
    """Raises ForeignText, which names the language, when `text` is clearly not English."""
    start = text[:_LOOKED_AT]
    words = _in_no_name(_WORD.findall(start))
    own = LANGUAGES["en"].words.own_function_words
    length = max(len(words), sum(map(len, words)) // _LETTERS)
    if length < _ENOUGH or sum(word in own for word in words) >= _RARE * len(words):
        return  # most texts end here, so that the identifier need not be loaded
    ranked = _identifier().rank(start)
    language, probability = ranked[0]
    if probability >= _LIKELY and dict(ranked)["en"] <= _UNLIKELY:
        raise ForeignText(
            f"the text is not English: its language seems to be {language!r}",
            hint="kg reads English only; translate it, or, if it is English, say so in the field language: en",
        )


def _in_no_name(words: list[str]) -> list[str]:
    """The words without a capital, which names may have in any language; all of them where all are in capitals."""
    plain = [word for word in words if not word[0].isupper()]
    return plain if plain else [word.lower() for word in words]


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # takes a third of a second, with its model

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
