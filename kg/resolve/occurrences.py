"""Where names stand in a document, with the label, titles and phrase that they have there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.lang.language import Language
from kg.model import Mention, MentionKind, Span
from kg.resolve.discourse import Discourse
from kg.resolve.names import ParsedName, clean, key, parse_person, tokens
from kg.resources.gazetteer import Gazetteer, Row

_PLACES = frozenset("Country Region City Facility Place".split())
_LONGEST = 60  # characters before or after a name that may belong to it
_HALF = re.compile(r"[- ][A-Z][\w’'-]*")
_NO_TITLE_BEFORE = frozenset("ORG FAC EVENT WORK_OF_ART LAW GPE LOC NORP".split())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in a text of a language. `titles` are the words before it in its phrase, `head` the phrase that it modifies."""

    span: Span
    text: str
    label: str
    language: Language
    titles: tuple[str, ...] = ()
    mention: Mention | None = None
    head: Mention | None = None

    @property
    def key(self) -> str:
        """The form under which it is compared when it is no person's."""
        return key(self.text, self.language)

    @property
    def parsed(self) -> ParsedName:
        """Its parts when it is a person's."""
        return parse_person(self.text, self.language)

    @property
    def generic(self) -> bool:
        """True for "Foreign Ministry" and the like, which say nothing by themselves."""
        return self.language.names.generic_name_words.issuperset(tokens(self.text))

    @property
    def titled(self) -> bool:
        """True when a title stands right before it."""
        return bool(self.titles) and is_title(self.titles[-1], self.language)

    @property
    def civil(self) -> bool:
        """True after "Mr." and the like, which only people bear."""
        return bool(self.titles) and self.titles[-1] in self.language.names.civil_titles

    @property
    def person(self) -> bool:
        """True when label or title say that a person is named."""
        return self.label in ("PERSON", "PER") or self.civil or (self.titled and self.label not in _NO_TITLE_BEFORE)


def occurrences(discourse: Discourse, gazetteer: Gazetteer) -> list[Occurrence]:
    """All names of a document in text order, one a span."""
    found: dict[Span, Occurrence] = {}
    language = discourse.language
    for mention in discourse.mentions:
        if is_name(mention, discourse, gazetteer):
            _add(found, _head_of(discourse, mention))
        for span in mention.modifiers:
            _add(found, Occurrence(span, clean(span.text, language), "", language, head=mention))
    return _lengthened(
        [_whole(found[span], discourse.text, gazetteer) for span in sorted(found)], discourse.text, gazetteer
    )


def _lengthened(names: list[Occurrence], text: str, gazetteer: Gazetteer) -> list[Occurrence]:
    """Names that a reader cut: "Democrat" of the "Liberal Democrats" named elsewhere; "University of Texas" before ", Austin"."""
    keys, by_start = {name.key for name in names}, {name.span.start: name for name in names}
    whole = [name if name.person else _with_campus(name, by_start, text, gazetteer) for name in names]
    longer = [name if name.person else _of_family(name, keys, text) for name in whole]
    alone = {name.key for name, other in zip(whole, longer, strict=True) if name is other}
    return [
        other if name.key not in alone or _row(name.text, gazetteer) is not None else name
        for name, other in zip(whole, longer, strict=True)
    ]


def _of_family(name: Occurrence, keys: set[str], text: str) -> Occurrence:
    """With the capitalized word before it, where the document has that as a name, in the singular or plural."""
    before = re.search(r"(?<!\S)([A-Z][\w’'-]+) $", text[max(0, name.span.start - _LONGEST) : name.span.start])
    word = before[1] if before is not None and name.span.text in name.text else ""
    longer = f"{word} {name.text}" if word and word.casefold() not in name.language.reference.determiners else ""
    plural = next((form for form in (longer, f"{longer}s") if longer and key(form, name.language) in keys), "")
    return replace(name, text=plural, titles=()) if plural else name


def _with_campus(name: Occurrence, by_start: Mapping[int, Occurrence], text: str, gazetteer: Gazetteer) -> Occurrence:
    """With the town of the state that it is named after: a university of a state has one in each of several towns."""
    _, of, place = name.text.rpartition(f" {name.language.grammar.genitive} ")
    town = by_start.get(name.span.end + 2) if of and text[name.span.end : name.span.end + 2] == ", " else None
    rows = gazetteer.lookup(place) if town is not None and name.label == "ORG" else ()
    if town is None or not rows or rows[0].type != "Region":
        return name
    there = any(one.kind == "City" and one.location.region == rows[0].label for one in gazetteer.places.find(town.text))
    return replace(name, text=f"{name.text}, {town.text}") if there else name


def _whole(name: Occurrence, text: str, gazetteer: Gazetteer) -> Occurrence:
    """The longest name of the gazetteer around what the reader took for a name: "States" in "United States".

    A country before a noun is a name of its own, whatever the two make together ("Russian" in "Russian Foreign Ministry").
    """
    if name.person:
        name = replace(name, text=_person_whole(name, text))
    own = _row(name.text, gazetteer)
    start, end = name.span.start, name.span.end
    word = name.language.names.word_of_name
    left = re.search(rf"(?<!\S)(?:{word} ){{1,3}}$", text[max(0, start - _LONGEST) : start])
    right = re.match(rf"(?: {word}){{1,3}}", text[end : end + _LONGEST])
    before = left[0].split() if left else []
    after = right[0].split() if right else []
    sizes = [(one, other) for one in range(len(before) + 1) for other in range(len(after) + 1) if one + other]
    for one, other in sorted(sizes, key=lambda size: (-sum(size), size)):
        phrase = " ".join([*before[len(before) - one :], " ".join(name.span.text.split()), *after[:other]])
        row = _row(phrase, gazetteer) if phrase[0].isupper() else None
        if row is None or (other and own is not None and own.type in ("Country", "Region") and row.type not in _PLACES):
            continue
        return replace(name, text=clean(phrase, name.language), label="" if name.person else name.label, titles=())
    return name


def _person_whole(name: Occurrence, text: str) -> str:
    """A person's name with the halves that a reader left outside: "Bashar al" before "-Assad", "Musab" after "Abu"."""
    before = re.search(name.language.names.teknonym, text[max(0, name.span.start - 6) : name.span.start])
    end = name.span.end - (name.span.text[-1:] == "-")
    after = _HALF.match(text[end : end + _LONGEST])
    cut = after is not None and not name.language.given_names.articles.isdisjoint(tokens(name.text)[-1:])
    return f"{before[1] if before else ''}{name.text}{after[0] if cut and after else ''}"


def _row(phrase: str, gazetteer: Gazetteer) -> Row | None:
    return next(iter(gazetteer.lookup(phrase)), None) or gazetteer.adjective(phrase)


def is_name(mention: Mention, discourse: Discourse, gazetteer: Gazetteer) -> bool:
    """True for a mention with a proper name; a title or a generic noun with a capital ("the President") is none."""
    if mention.kind is not MentionKind.NAMED or mention.parts:
        return False
    span = mention.name or mention.span
    words, language = tokens(span.text), discourse.language
    if words and language.names.titles.issuperset(words):
        return False
    generic = len(words) == 1 and words[0] in language.names.generic_name_words and mention.label in ("", "ORG", "MISC")
    generic = generic or (span.text.isalpha() and span.text.islower())  # "elect" of "the president-elect"
    name = Occurrence(span, clean(span.text, language), mention.label, language)
    return not generic or bool(gazetteer.lookup(_whole(name, discourse.text, gazetteer).text))


def _head_of(discourse: Discourse, mention: Mention) -> Occurrence:
    span, language = mention.name or mention.span, discourse.language
    before = discourse.text[mention.span.start : span.start]
    if not before.strip():  # a title may stand before the phrase that the reader saw
        match = re.search(r"\b([A-Z][a-z]+\.?) $", discourse.text[max(0, span.start - 20) : span.start])
        before = match[1] if match and all(is_title(word, language) for word in tokens(match[1])) else ""
    titles = tokens(before) if not before.rstrip().endswith((",", ";", ":", "(")) else ()
    text = clean(span.text, language)
    if titles and titles[-1] in language.names.regnal and not parse_person(text, language).name.full:
        text = f"{before.split()[-1]} {text}"  # "King Salman"
    return Occurrence(span, text, mention.label, language, titles, mention)


def is_title(word: str, language: Language) -> bool:
    """True for titles that stand before a name, also those that are a part of it ("King Salman")."""
    return word in language.names.titles or word in language.names.regnal


def _add(found: dict[Span, Occurrence], new: Occurrence) -> None:
    old = found.get(new.span)
    if old is None:
        found[new.span] = new
        return
    found[new.span] = replace(
        old,
        text=max(old.text, new.text, key=len),
        label=old.label or new.label,
        titles=max(old.titles, new.titles, key=len),
        mention=max(
            old.mention, new.mention, key=lambda mention: mention.span.end - mention.span.start if mention else -1
        ),
        head=old.head or new.head,
    )
