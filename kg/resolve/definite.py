"""Definite descriptions: what "the resolution", "the hospital" or "the troops" take up again of what a text has brought up.

A thing is brought up by the noun of its description ("a new resolution"), of its name ("Lima District Hospital") or of its
class ("Air Maroc" is a company). What has the noun, the words and the names of a later description comes into question. Where that
is one thing, it is meant; of several the one that the reader proposes; else the description stays a thing of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Mention, Span
from kg.resolve.discourse import Discourse, Referent, family
from kg.resolve.names import tokens

_MOST = 50  # things of one noun; beyond, none of them is identified by it
_AGAIN = 4  # sentences back in which a thing must be spoken of to be taken up by another noun
_POINTED = 5  # sentences back in which a thing is spoken of that "this" points to
_LIKELY = 0.3  # of the reader's proposals, those that choose among things of one noun
_SURE = 0.75  # and those that are believed though nothing was brought up by this noun, where the label has it
_SURER = 0.85  # and where it has another noun: in GUM's development part three in five of few with 0.75 are right
_BY_CLASS = frozenset("Company MediaOrganization PoliticalParty City".split())
_LEAD = 3  # sentences behind a headline that may bring up anew what it has
_VAGUE = frozenset({"Thing", "Concept"})


@dataclass(frozen=True, slots=True)
class Brought:
    """A thing that a text has brought up: folded words of its description or name, and what the names in it denote.

    `bare`: one noun without a determiner, which is often no thing of its own ("caught fire"). `before`: the words up to its noun.
    """

    referent: Referent
    words: frozenset[str]
    names: frozenset[object]
    start: int
    bare: bool = False
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sought:
    """A definite description: its noun in the singular, the further words that say which one, and what the names in it denote."""

    mention: Mention
    noun: str
    words: frozenset[str]
    names: frozenset[object]
    human: bool


class Antecedents:
    """The things of one document by noun, in text order as they are noted."""

    def __init__(self, discourse: Discourse, named: Iterable[tuple[Span, str]]) -> None:
        self.discourse = discourse
        self.language = discourse.language
        self._by_noun: dict[tuple[str, bool], list[Brought]] = defaultdict(list)
        self._by_class: dict[str, dict[Referent, int]] = defaultdict(dict)
        self._names_of: dict[Referent, set[object]] = defaultdict(set)
        self._places: dict[Referent, list[int]] = defaultdict(list)
        self.headline_end = _headline_end(discourse)
        for span, text in named:
            referent = discourse.referent(span)
            if referent is not None:
                self.spoken_of(referent, span.start)
            if referent is not None and not referent.human and not referent.plural:
                self._note_name(referent, text, span.start)

    def _note_name(self, referent: Referent, text: str, start: int) -> None:
        words = tokens(re.split(self.language.names.complement, text)[0])
        if len(words) > 1 or words != tokens(text):
            self.note(words[-1], False, Brought(referent, frozenset(words), frozenset(), start))
        self._by_class[referent.kind].setdefault(referent, start)

    def note(self, noun: str, plural: bool, thing: Brought) -> None:
        """Takes in what a description or name calls a thing."""
        known = self._by_noun[noun, plural]
        if len(known) <= _MOST:
            known.append(thing)
            self._names_of[thing.referent] |= thing.names

    def meant(self, sought: Sought, beside: Iterable[Referent | None]) -> tuple[Referent, str] | str:
        """What a description takes up and why; else what it could be, "" for nothing known."""
        excluded, noun = set(beside), sought.noun
        named = self._with_noun(sought)
        if sought.mention.span.text.partition(" ")[0].casefold() in self.language.reference.demonstrative:
            excluded |= {item for item in named if not self.is_near(item, sought.mention.span, _POINTED)}
        found = [item for item in named if item not in excluded]
        if len(found) == 1:
            return found[0], f"'{found[0].shown}' is the only '{noun}' spoken of before"
        read, score = self._read(sought, excluded)
        if read is not None and score >= self._enough(read, found, noun):
            return read, f"pair model: '{read.shown}', score {score:.2f}"
        near = [item for item in found if self.is_near(item, sought.mention.span)]
        if len(near) == 1:
            return near[0], f"'{near[0].shown}' is the only '{noun}' spoken of shortly before"
        if not found:
            found = self._of_class(sought, excluded)
            chosen = self._only(found, sought)
            if chosen is not None and read in (None, chosen):
                return chosen, f"'{chosen.shown}' is the only one named before that is called '{noun}'"
        if not found:
            found = [item for item in self._narrower(sought) if item not in excluded]
            chosen = self._only(found, sought)
            if chosen is not None and not self._rivals(chosen, sought):
                return chosen, f"'{chosen.shown}' is the only one spoken of before that '{noun}' can stand for"
        return " or ".join(sorted(f"'{item.shown}'" for item in found))

    @staticmethod
    def _enough(read: Referent, found: list[Referent], noun: str) -> float:
        """How likely what the reader proposes must be."""
        if read in found:
            return _LIKELY
        return _SURE if noun in tokens(read.shown) else _SURER

    def of_headline(self, sought: Sought) -> Referent | None:
        """What a headline has without an article and the text then brings up anew: "Bus overturns", "A bus overturned".

        What the lead has more than the headline does no harm: "Minister signs decree", "signed a government decree".
        """
        known = self._by_noun.get((sought.noun, sought.mention.plural)) or self._synonymous(sought)
        alike = [item for item in known if self._is_alike(sought, item)]
        found = _distinct(item.referent for item in known)
        start = sought.mention.span.start
        in_lead = self.headline_end <= start and self.discourse.sentence(start) <= _LEAD
        only = len(found) == 1 == len(alike) and alike[0].start < self.headline_end and in_lead
        return found[0] if only and found[0].origin == "described" else None

    def _synonymous(self, sought: Sought) -> list[Brought]:
        """What was brought up by a noun that the one sought can stand for, and the other way round: "blast" and "explosion"."""
        broader = self.language.noun_types.broader_than
        nouns = sorted(noun for noun in broader.get(sought.noun, ()) if sought.noun in broader.get(noun, ()))
        return [item for noun in nouns for item in self._by_noun.get((noun, sought.mention.plural), ())]

    def _is_alike(self, sought: Sought, item: Brought) -> bool:
        """Whether one of them says no more than the other; of what is counted, the same number."""
        words = (item.before or item.words) - {*tokens(sought.mention.head.text), sought.noun}
        numbers = [{word for word in some if word.isdigit()} for some in (sought.words, words)]
        agree = all(one <= other or other <= one for one, other in ((sought.words, words), (sought.names, item.names)))
        return agree and (not sought.mention.plural or numbers[0] == numbers[1] != set())

    def spoken_of(self, referent: Referent, start: int) -> None:
        """Takes in where a thing is spoken of."""
        insort(self._places[referent], start)

    def is_near(self, referent: Referent, span: Span, back: int = 1) -> bool:
        """True for what is spoken of in the sentence of a description, ahead of it, or in the one before (`back` before)."""
        places = self._places[referent]
        last = bisect_left(places, span.start) - 1
        return last >= 0 and self.discourse.sentence(places[last]) >= self.discourse.sentence(span.start) - back

    def _only(self, found: list[Referent], sought: Sought) -> Referent | None:
        """The only one, or the only one that is spoken of shortly before."""
        near = [item for item in found if self.is_near(item, sought.mention.span)] if len(found) > 1 else found
        return near[0] if len(near) == 1 else None

    def _rivals(self, chosen: Referent, sought: Sought) -> bool:
        """True where another body is named behind a named one that a wider noun could stand for: "The bank sold Acme. The firm ..."."""
        start = sought.mention.span.start
        last = self._last_place(chosen, start)
        if chosen.origin == "described" or family(chosen.kind) != "Organization":
            return False
        others = (one for kind, known in self._by_class.items() if family(kind) == "Organization" for one in known)
        return any(last < self._last_place(one, start) for one in others if one is not chosen)

    def _last_place(self, referent: Referent, before: int) -> int:
        places = self._places.get(referent, [])
        at = bisect_left(places, before)
        return places[at - 1] if at else -1

    def introduced(self, sought: Sought) -> Referent | None:
        """The one described thing that "the man, Paul Reed," names: "a man", spoken of shortly before."""
        found = [item for item in self._with_noun(sought) if item.origin == "described"]
        chosen = found[0] if len(found) == 1 else None
        near = chosen is not None and self.is_near(chosen, sought.mention.span, 2 * _AGAIN)
        return chosen if near and chosen is not None and chosen.human == sought.human else None

    def _with_noun(self, sought: Sought) -> list[Referent]:
        known = self._by_noun.get((sought.noun, sought.mention.plural), ())
        return self._fitting(known, sought) if len(known) <= _MOST else []

    def _narrower(self, sought: Sought) -> list[Referent]:
        """What the noun can stand for though it was brought up by another one: "a crash ... the incident".

        A compound of the noun ("airstrike ... the strike") may be further back.
        """
        found: list[Referent] = []
        for noun in sorted(self.language.noun_types.broader_than.get(sought.noun, ())):
            known = self._by_noun.get((noun, sought.mention.plural), ())[: _MOST + 1]
            whole = [item for item in known if not item.bare or item.start < self.headline_end]
            fitting = self._fitting(whole, sought) if len(known) <= _MOST else []
            compound = noun.endswith(sought.noun)
            found += [item for item in fitting if compound or self.is_near(item, sought.mention.span, _AGAIN)]
        return _distinct(found)

    def _fitting(self, known: Iterable[Brought], sought: Sought) -> list[Referent]:
        """Those brought up before that have the words and the names of a description, and are not over where it is not."""
        over = self.language.reference.earlier | self.language.names.former
        return _distinct(
            item.referent
            for item in known
            if item.start < sought.mention.span.start
            and sought.words <= item.words
            and sought.names <= item.names
            and not (item.words - sought.words) & over
        )

    def _of_class(self, sought: Sought, excluded: set[Referent | None]) -> list[Referent]:
        """Named things of the class that the noun is for: "the company", "the Danish company"."""
        nouns = self.language.noun_types
        kind, start = nouns.noun_types.get(sought.noun, ""), sought.mention.span.start
        if sought.words or sought.mention.plural:
            return []
        vague = ("Organization",) if family(kind) == "Organization" else ()
        for kinds in ((kind,), vague) if kind in _BY_CLASS else (nouns.called_again.get(sought.noun, frozenset()),):
            found = [item for one in sorted(kinds) for item, first in self._by_class[one].items() if first < start]
            found = [item for item in found if sought.names <= self._names_of[item]]
            if found:
                return [item for item in found if item not in excluded]
        return []

    def _read(self, sought: Sought, excluded: set[Referent | None]) -> tuple[Referent | None, float]:
        """What the reader takes a phrase to stand for where class and number agree, and how likely that is."""
        kind = self.language.noun_types.noun_types.get(sought.noun, "Thing")
        for referent, score in self.discourse.read_back(sought.mention.head):
            person = referent.human or referent.kind == "Person"
            alike = {kind, referent.kind} & _VAGUE or family(kind) == family(referent.kind)
            agrees = referent.plural == sought.mention.plural and person == sought.human and (person or alike)
            known = agrees and referent not in excluded and not self._is_another(sought, referent)
            return (referent, score) if known else (None, 0.0)
        return None, 0.0

    def _is_another(self, sought: Sought, referent: Referent) -> bool:
        """ "The third match" is not the first one, nor the deal with Peru that with Chile."""
        first, second = (_complement(text, sought.noun) for text in (sought.mention.span.text, referent.shown))
        if first[:1] == second[:1] != [] and not set(first[1:]) & set(second[1:]):
            return True
        ordinals = self.language.reference.ordinals
        one, other = ordinals & sought.words, ordinals.intersection(tokens(referent.shown))
        return bool(one and other) and one != other


def _headline_end(discourse: Discourse) -> int:
    """Where the headline of a text ends: a first paragraph without a stop; 0 for none."""
    first = re.split(r"\n\s*\n", discourse.text, maxsplit=1)[0].rstrip()
    return len(first) if first[-1:].isalnum() and len(first) < len(discourse.text.rstrip()) else 0


def _complement(text: str, noun: str) -> list[str]:
    """The words behind a noun, its preposition first: "with Peru" of "a deal with Peru"; none where it ends the phrase."""
    words = list(tokens(text))
    return words[words.index(noun) + 1 :] if noun in words else []


def _distinct(found: Iterable[Referent]) -> list[Referent]:
    return list(dict.fromkeys(found))
