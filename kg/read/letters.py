"""Which letters the languages of Europe write: what tells Hungarian from Western texts where the same bytes stand for both.

In Windows-1250 and ISO 8859-2 the letters "ő" and "ű" have the bytes that are "õ" and "û" in Windows-1252, and all other letters of
Hungarian have the same bytes in the three; a detector that counts letters has little to go by in a short text.
"""

from __future__ import annotations

import re

_HUNGARIAN = frozenset("áéíóöőúüű")
_OWN = frozenset("őű")
# Letters of the languages that write "õ" or "û"; of Portuguese without "õ", which it writes before "e" only.
_OTHERS = tuple(
    map(
        frozenset,
        (
            "àâæçéèêëîïôœùûüÿ",  # French
            "áâãàçéêíóôúü",  # Portuguese
            "äöõüšž",  # Estonian
            "âçğıîöşûü",  # Turkish
            "âêîôûŵŷäëïöü",  # Welsh, and Frisian
        ),
    )
)
_PORTUGUESE = re.compile("õ(?=e)", re.IGNORECASE)


def is_hungarian(raw: bytes) -> bool:
    """True for a text whose letters are those of Hungarian, "ő" or "ű" among them, and of no Western language."""
    central = _letters(raw.decode("cp1250", "replace"))
    western = _letters(_PORTUGUESE.sub("", raw.decode("cp1252", "replace")))
    return central <= _HUNGARIAN and bool(central & _OWN) and not any(western <= known for known in _OTHERS)


def _letters(text: str) -> frozenset[str]:
    """The letters beyond ASCII, in small letters."""
    return frozenset(char for char in text.lower() if char.isalpha() and not char.isascii())
