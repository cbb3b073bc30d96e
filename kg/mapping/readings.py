"""What the object of a proposition may be for the rows of the ontology: a number of something, words, or a thing of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.iri import XSD
from kg.lang.language import Language
from kg.model import Mention, MentionKind, Value

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
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
    counted = _counted(thing)
    of_nouns = [noun] if counted and thing.kind is not MentionKind.NAMED else []
    if _NUMBER.fullmatch(thing.span.text):
        counted, of_nouns = thing.span.text, [""]
    for name in of_nouns:
        for datatype in ("integer", "decimal") if "." not in counted else ("decimal",):
            yield Reading(name, XSD + datatype, Value(counted.replace(",", ""), XSD + datatype))
    if thing.kind in (MentionKind.NOMINAL, MentionKind.VALUE):
        words = Value(undetermined(thing.span.text, language))
        yield Reading(noun, XSD + "string", words)
        yield Reading("", XSD + "string", words)
    if kind:
        yield Reading(noun, kind, target)
        yield Reading("", kind, target)


def undetermined(text: str, language: Language) -> str:
    """A phrase without quotation marks, article and last point."""
    grammar, text = language.grammar, text.translate(_QUOTES)
    first, _, rest = text.partition(" ")
    articles = {grammar.definite_article, *grammar.indefinite_articles}
    return (rest if rest and first.lower() in articles else text).rstrip(".,;:!?")


def _counted(thing: Mention) -> str:
    """The number of "512 votes", "" where there is none or it is not exact ("about 500 votes")."""
    first = thing.span.text.split(" ")[0]
    before = thing.span.text[: max(0, thing.head.start - thing.span.start)]
    return first if _NUMBER.fullmatch(first) and len(_NUMBER.findall(before)) == 1 else ""
