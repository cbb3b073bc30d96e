"""Where names stand in a document, with the label, titles and phrase that they have there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.gazetteer import Gazetteer
from kg.lang.names_en import GENERIC_NAME_WORDS, REGNAL, TITLES
from kg.model import Mention, MentionKind, Span
from kg.resolve.discourse import Discourse
from kg.resolve.names import clean, parse_person, tokens

_CIVIL = frozenset("mr mrs ms miss mx sir lady lord dame".split())
_NO_TITLE_BEFORE = frozenset("ORG FAC EVENT WORK_OF_ART LAW GPE LOC".split())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in the text. `titles` are the words before it in its phrase, `head` the phrase that it modifies."""

    span: Span
    text: str
    label: str
    titles: tuple[str, ...] = ()
    mention: Mention | None = None
    head: Mention | None = None

    @property
    def titled(self) -> bool:
        """True when a title stands right before it."""
        return bool(self.titles) and self.titles[-1] in TITLES | REGNAL

    @property
    def civil(self) -> bool:
        """True after "Mr." and the like, which only people bear."""
        return bool(self.titles) and self.titles[-1] in _CIVIL

    @property
    def person(self) -> bool:
        """True when label or title say that a person is named."""
        return self.label in ("PERSON", "PER") or self.civil or (self.titled and self.label not in _NO_TITLE_BEFORE)


def occurrences(discourse: Discourse, gazetteer: Gazetteer) -> list[Occurrence]:
    """All names of a document in text order, one a span."""
    found: dict[Span, Occurrence] = {}
    for mention in discourse.mentions:
        if is_name(mention, gazetteer):
            _add(found, _head_of(discourse, mention))
        for span in mention.modifiers:
            _add(found, Occurrence(span, clean(span.text), "", head=mention))
    return [found[span] for span in sorted(found)]


def is_name(mention: Mention, gazetteer: Gazetteer) -> bool:
    """True for a mention with a proper name; a title or a generic noun with a capital ("the President") is none."""
    if mention.kind is not MentionKind.NAMED or mention.parts:
        return False
    words = tokens((mention.name or mention.span).text)
    if mention.label == "" and words and all(word in TITLES for word in words):
        return False
    generic = len(words) == 1 and words[0] in GENERIC_NAME_WORDS and mention.label in ("", "ORG", "MISC")
    return not generic or bool(gazetteer.lookup(clean((mention.name or mention.span).text)))


def _head_of(discourse: Discourse, mention: Mention) -> Occurrence:
    span = mention.name or mention.span
    before = discourse.text[mention.span.start : span.start]
    if not before.strip():  # a title may stand before the phrase that the reader saw
        match = re.search(r"\b([A-Z][a-z]+\.?) $", discourse.text[max(0, span.start - 20) : span.start])
        before = match[1] if match and set(tokens(match[1])) <= TITLES | REGNAL else ""
    titles = tokens(before) if not before.rstrip().endswith((",", ";", ":", "(")) else ()
    text = clean(span.text)
    if titles and titles[-1] in REGNAL and not parse_person(text).name.full:
        text = f"{before.split()[-1]} {text}"  # "King Salman"
    return Occurrence(span, text, mention.label, titles, mention)


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
