"""What the characters of a word show by themselves, and its features in Universal Dependencies."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Word shapes as spaCy tells them (spacy/lang/lex_attrs.py), where Unicode's categories do not.
_QUOTES = frozenset("\" ' ` « » ‘ ’ ‚ ‛ “ ” „ ‟ ‹ › ❮ ❯ '' ``".split())
_BRACKETS = frozenset("( ) [ ] { } < >".split())
_LEFT = frozenset("( [ { < \" ' « ‘ ‚ ‛ “ „ ‟ ‹ ❮ ``".split())
_RIGHT = frozenset(") ] } > \" ' » ’ ” › ❯ ''".split())


class Shape(NamedTuple):
    """What the characters of a word show by themselves."""

    is_space: bool
    is_punct: bool
    is_quote: bool
    is_bracket: bool
    is_left_punct: bool
    is_right_punct: bool


@lru_cache(maxsize=1 << 16)
def shape_of(text: str) -> Shape:
    """The shape of a word."""
    return Shape(
        is_space=text.isspace(),
        is_punct=bool(text) and all(unicodedata.category(char).startswith("P") for char in text),
        is_quote=text in _QUOTES,
        is_bracket=text in _BRACKETS,
        is_left_punct=text in _LEFT,
        is_right_punct=text in _RIGHT,
    )


class Morph(NamedTuple):
    """Features of a word, "" for one that it lacks; `feats` has all of them, as CoNLL-U writes them."""

    feats: str
    verb_form: str  # Fin, Inf, Part, Ger
    tense: str  # Past, Pres
    number: str  # Sing, Plur
    pron_type: str  # Prs, Int, Rel, or Int,Rel where the two are not told apart
    poss: str  # Yes


@lru_cache(maxsize=1 << 10)
def morph_of(feats: str) -> Morph:
    """The features that a string lists: "Tense=Past|VerbForm=Fin"."""
    found = dict(item.split("=", 1) for item in feats.split("|") if "=" in item)
    return Morph(feats, *(found.get(name, "") for name in ("VerbForm", "Tense", "Number", "PronType", "Poss")))
