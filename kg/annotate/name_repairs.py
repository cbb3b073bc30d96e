"""Repairs of names: a name is the maximal run of its words, also across hyphens ("Anne-Sophie Lenoir")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.lang.language import Words

_JOINED = frozenset({"PERSON", "ORG"})


def join_names(doc: Doc, words: Words) -> None:
    """Put names that a hyphen or the tree joins into one, and days outside.

    The label is that of a person where one part has it, else the first part's.
    """
    found: list[Span] = []
    for name in _whole(doc, words):
        before = found[-1] if found else None
        if before is not None and _is_one(doc, before, name):
            found[-1] = Span(doc, before.start, max(before.end, name.end), label=_label(before, name))
        else:
            found.append(name)
    if [(name.start, name.end) for name in found] != [(name.start, name.end) for name in doc.ents]:
        doc.set_ents(found)


def _whole(doc: Doc, words: Words) -> Iterator[Span]:
    """The names of a Doc, each with the words behind it that its tree counts to it."""
    for name in (_of_ship(_before_day(name, words), words) for name in doc.ents):
        end = name.end
        while (
            name.label_ in _JOINED
            and (after := _past_hyphen(doc, end)) < len(doc)
            and _belongs(doc[after], name, words)
        ):
            end = after + 1
        yield Span(doc, name.start, end, label=name.label_) if end > name.end else name


def _before_day(name: Span, words: Words) -> Span:
    """A name without the day that its sentence has behind it: "Blue Harbor on Sunday renamed its ship"."""
    days = (word.i for word in name[2:] if word.lower_ in words.days and word.nbor(-1).pos_ == "ADP")
    day = next(days, None)
    return name if day is None else Span(name.doc, name.start, day - 1, label=name.label_)


def _of_ship(name: Span, words: Words) -> Span:
    """A ship's name with the letters that ships have before theirs: "MV Ana Ruiz", "MV Professor Ana Ruiz" is nobody's."""
    for at in range(name.end - 2, max(name.start - 3, -1), -1):
        word = name.doc[at]
        if word.text.isupper() and word.lower_.replace(".", "") in words.ship_prefixes:
            return Span(name.doc, at, name.end, label="MISC")
        if word.pos_ != "PROPN":
            break
    return name


def _is_one(doc: Doc, one: Span, other: Span) -> bool:
    """Parts of one name, with a hyphen between or words in common; "Ankara-Moscow" are two places."""
    person = "PERSON" in (one.label_, other.label_) or (one.label_ == other.label_ == "ORG")
    joined = one.end < other.start == _past_hyphen(doc, one.end)
    bodies = one.label_ == other.label_ == "ORG" and one.end == other.start and one.root.dep_ == "compound"
    return other.start < one.end or (person and joined) or (bodies and one.root.head == other.root)


def _belongs(word: Token, name: Span, words: Words) -> bool:
    """A proper noun that is `flat` below a word of the name, and no name of its own kind."""
    joined = word.dep_ == "flat" and word.lower_ not in words.days and name.start <= word.head.i < name.end
    return joined and word.pos_ == "PROPN" and word.ent_type_ in ("", name.label_)


def _past_hyphen(doc: Doc, index: int) -> int:
    """`index`, or the word behind a hyphen that stands there without blanks."""
    tight = 0 < index < len(doc) - 1 and doc[index].text == "-"
    tight = tight and not doc[index].whitespace_ and not doc[index - 1].whitespace_
    return index + 1 if tight and doc[index + 1].text[:1].isupper() else index


def _label(one: Span, other: Span) -> str:
    return "PERSON" if "PERSON" in (one.label_, other.label_) else one.label_
