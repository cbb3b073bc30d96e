"""What the object of a proposition may be for the rows of the ontology: a number of something, words, or a thing of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.iri import XSD
from kg.lang.language import Language
from kg.model import Mention, MentionKind, Value

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_STRING = XSD + "string"
_QUOTES = str.maketrans("", "", '"“”«»')


@dataclass(frozen=True, slots=True)
class Reading:
    """An object of a `kind` (a class, or the IRI of a datatype); `noun` is its head noun where a row has to ask for that, "" otherwise."""

    noun: str
    kind: str
    object: str | Value


def readings(thing: Mention, target: str | Value, kind: str, language: Language) -> Iterator[Reading]:
    """All readings of `thing`, which is the entity or literal `target`, the most specific first; `kind` is "" for no class."""
    noun = thing.lemma.lower()
    yield from _numbers(thing, noun, language)
    words = Value(undetermined(thing.span.text, language))
    if thing.kind in (MentionKind.NOMINAL, MentionKind.VALUE):
        yield Reading(noun, _STRING, words)
    if thing.kind is MentionKind.NOMINAL or (thing.kind is MentionKind.VALUE and thing.label):
        yield Reading("", _STRING, words)
    if kind:
        yield Reading(noun, kind, target)
        yield Reading("", kind, target)


def _numbers(thing: Mention, noun: str, language: Language) -> Iterator[Reading]:
    """ "5.8" and "the age of 97" are numbers, "512 votes" a number of votes; "about 500 votes" is none, since it is not exact."""
    text = thing.span.text
    last, first = text.rpartition(f" {language.grammar.genitive} ")[2], text.split(" ")[0]
    before = text[: max(0, thing.head.start - thing.span.start)]
    bare = _NUMBER.fullmatch(last) is not None
    counted = thing.kind is MentionKind.NOMINAL and _NUMBER.fullmatch(first) and len(_NUMBER.findall(before)) == 1
    digits = (last if bare else first).replace(",", "")
    for datatype in ("integer", "decimal") if bare or counted else ():
        if "." not in digits or datatype == "decimal":
            yield Reading("" if bare else noun, XSD + datatype, Value(digits, XSD + datatype))


def undetermined(text: str, language: Language) -> str:
    """A phrase without quotation marks, article and last point."""
    grammar, text = language.grammar, text.translate(_QUOTES)
    first, _, rest = text.partition(" ")
    articles = {grammar.definite_article, *grammar.indefinite_articles}
    return (rest if rest and first.lower() in articles else text).rstrip(".,;:!?")
