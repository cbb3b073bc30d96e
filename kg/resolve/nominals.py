"""Noun phrases without a name of their own: who holds a role, "the country", "the ministry", and described things.

What a phrase does not surely identify becomes a described entity of its document; the same words with "the" are the same one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from kg.model import Mention, MentionKind, Modality, Polarity, Proposition, Span
from kg.resolve.countries import Countries
from kg.resolve.definite import Antecedents, Brought, Sought
from kg.resolve.discourse import Discourse, Phrase, Referent, family
from kg.resolve.entity_types import is_person_noun
from kg.resolve.linking import Linker
from kg.resolve.names import key, tokens
from kg.resolve.people import gender_of_words

_MOST_BETWEEN = 5  # characters between a name and its apposition
_MOST_ROLES = 50  # of one noun; beyond, nobody is identified by it


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, from a title or a description: folded words, and the names of what the role belongs to.

    `core` are its words up to the noun: "secretary" of "secretary of state".
    """

    holder: Referent
    words: tuple[str, ...]
    core: tuple[str, ...]
    of: frozenset[Referent]
    start: int


class Nominals:
    """Resolves the noun phrases of one document; names must be linked before."""

    def __init__(self, discourse: Discourse, linker: Linker) -> None:
        self.discourse = discourse
        self.language = discourse.language
        self.words = discourse.language.reference
        self.article = discourse.language.grammar.definite_article
        self.linker = linker
        self._names = [name.span for name in linker.names]
        self._by_name = self._unmistakable_names()
        self._countries = Countries(discourse, linker)
        self._described: dict[tuple[object, ...], Referent] = {}
        self._conditions: set[Referent] = set()
        self._antecedents = Antecedents(discourse, ((name.span, name.text) for name in linker.names))
        self.roles = sorted(self._find_roles(), key=lambda role: (role.start, role.words))
        self._by_noun: dict[str, list[Role]] = defaultdict(list)
        for role in self.roles:
            self._by_noun[role.core[-1]].append(role)

    # -- roles ---------------------------------------------------------------------------------------------------------

    def _find_roles(self) -> list[Role]:
        found = [self._title(mention) for mention in self.discourse.mentions]
        found += [self._description(proposition) for proposition in self.discourse.propositions]
        return [role for role in found if role is not None]

    def _title(self, mention: Mention) -> Role | None:
        """The title before a name: "Russian Foreign Ministry spokeswoman"."""
        name = mention.name
        if name is None or mention.parts or name.start <= mention.span.start:
            return None
        return self._role(name, Span(name.document_id, mention.span.start, name.start, ""), (), mention.span.start)

    def _description(self, proposition: Proposition) -> Role | None:
        """ "Maria Zakharova, spokeswoman of ...", "Pence is vice president"."""
        thing, predicate, grammar = proposition.object, proposition.predicate, self.language.grammar
        actual = proposition.polarity is Polarity.AFFIRMED and proposition.modality is Modality.ACTUAL
        by_noun = bool({"title", "apposition"} & set(proposition.rules))
        if thing is None or predicate.lemma != grammar.copula or predicate.preposition:
            return None
        if thing.kind is not MentionKind.NOMINAL or not actual or (proposition.attribution and not by_noun):
            return None
        owners = tuple(item.mention.span for item in proposition.adjuncts if item.role == grammar.genitive)
        extent = Span(thing.span.document_id, thing.span.start, thing.head.end, "")
        subject = proposition.subject
        return self._role(subject.name or subject.span, extent, owners, thing.span.start)

    def _role(self, holder: Span, extent: Span, owners: tuple[Span, ...], start: int) -> Role | None:
        person = self.discourse.referent(holder)
        if person is None or person.plural:
            return None
        words, names = self._without_names(extent.start, extent.end)
        words = tuple(word for word in words if word not in self.words.no_role)
        if not words:
            return None
        found = [*names, *(self.discourse.referent(span) for span in owners)]
        if not person.human:
            of = {_identity(item) for item in found if item is not None}
            self._antecedents.note(words[-1], False, Brought(person, frozenset(words), frozenset(of), start))
            return None
        self._note_role(person, words, found)
        return Role(person, words, self._core(words), frozenset(item for item in found if item is not None), start)

    def _core(self, words: tuple[str, ...]) -> tuple[str, ...]:
        genitive = self.language.grammar.genitive
        return words[: words.index(genitive)] if genitive in words[1:] else words

    def _note_role(self, person: Referent, words: tuple[str, ...], found: Iterable[Referent | None]) -> None:
        person.gender = person.gender or gender_of_words(words, self.language)
        if role := tuple(word for word in words if word not in self.language.names.empty_titles):
            person.roles |= {role}
        person.countries |= {item.row.id for item in found if item is not None and item.row and item.kind == "Country"}

    def _without_names(self, start: int, end: int) -> tuple[tuple[str, ...], list[Referent]]:
        """Folded words of the text that belong to no name, and what the names denote."""
        words: list[str] = []
        names: list[Referent] = []
        position = start
        for span in self._names_within(start, end):
            if span.start >= position:
                words.extend(tokens(self.discourse.text[position : span.start]))
                position = span.end
                referent = self.discourse.referent(span)
                names.extend([referent] if referent is not None else [])
        words.extend(tokens(self.discourse.text[position:end]))
        return tuple(words), names

    def _names_within(self, start: int, end: int) -> Iterator[Span]:
        """The names that begin within a stretch of the text and end there, in text order."""
        first = bisect_left(self._names, start, key=lambda span: span.start)
        return takewhile(lambda span: span.end <= end, islice(self._names, first, None))

    # -- phrases -------------------------------------------------------------------------------------------------------

    def phrase(self, mention: Mention) -> Phrase:
        """Splits a noun phrase."""
        span, head = mention.span, mention.head
        first, _, rest = span.text.partition(" ")
        known, indefinite = self.words, self.language.grammar.indefinite_articles
        determiners = known.definite | known.indefinite | known.denying | known.possessive
        determiner = first.casefold() if rest and first.casefold() in determiners else ""
        dated = (
            rest.partition(" ")[0].casefold().rstrip("s").rstrip("'’") in self.language.words.time_nouns
        )  # "this year's melt"
        core = rest if not dated and determiner in known.definite | known.possessive | indefinite else span.text
        if core is span.text and self._begins_a_sentence(span):
            core = core[:1].lower() + core[1:]
        start = span.start + (len(first) + 1 if determiner else 0)
        words, names = self._without_names(start, head.end)
        tail, others = self._without_names(head.end, span.end)
        return Phrase(determiner, _bare(core) or span.text, words, (*names, *others), tail)

    def _begins_a_sentence(self, span: Span) -> bool:
        """True when the capital of a phrase may be that of a sentence: it begins one, and no name."""
        first = bisect_left(self._names, span.start, key=lambda name: name.start)
        name = first < len(self._names) and self._names[first].start == span.start
        return self.discourse.begins_a_sentence(span.start) and span.text.split(" ")[0].istitle() and not name

    def resolve(self, mention: Mention, possessor: Referent | None) -> None:
        """Links a noun phrase. `possessor` is what a possessive pronoun at its start stands for."""
        phrase = self.phrase(mention)
        if phrase.determiner in self.words.denying:
            self.discourse.refuse(mention.span, f"'{phrase.determiner}' says that there is none")
            return
        named = self._named_beside(mention)
        if named is not None:
            self.discourse.link(mention.span, named, f"it stands beside the name of '{named.shown}'")
            return
        called = self._by_name.get(mention.span.text) or self._named_by_title(mention, phrase)
        if called is not None:
            self.discourse.link(
                mention.span, called, f"the text has the name '{mention.span.text}' for '{called.shown}'"
            )
            return
        place = self._place_of(mention)
        if place is not None:
            self.discourse.link(mention.span, place, f"'{mention.span.text}' is a longer name of '{place.shown}'")
            brought = Brought(place, frozenset(), frozenset(), mention.span.start)
            self._antecedents.note(mention.lemma.casefold(), False, brought)
            return
        if self._is_description(mention):
            self._describe(mention, phrase, possessor, "description")
            return
        if self._countries.link_body(mention, phrase):
            return
        bare = not phrase.determiner or phrase.determiner in self.words.pointing
        found = self._identified(mention, phrase) if bare else None
        known = found or self._taken_up(mention, phrase)
        if isinstance(known, tuple):
            self._link(mention, *known)
            self._call(known[0], phrase.core)
            return
        self._describe(mention, phrase, possessor, "thing", known)

    def shorten(self, mention: Mention, whole: Mention) -> None:
        """Links a phrase to what a longer phrase with the same head denotes, which is called by the shorter one."""
        referent = self.discourse.referent(whole.span)
        if referent is None:
            self.discourse.refuse(mention.span, self.discourse.unresolved.get(whole.span, ""))
            return
        self.discourse.link(mention.span, referent, f"it is the head of '{whole.span.text}'")
        referent.forms.pop(self.phrase(whole).core, None)
        self._call(referent, self.phrase(mention).core)

    def _link(self, mention: Mention, referent: Referent, reason: str) -> None:
        self.discourse.link(mention.span, referent, reason)
        self._antecedents.spoken_of(referent, mention.span.start)

    def _named_beside(self, mention: Mention) -> Referent | None:
        """Who or what bears the name that a title or description stands beside: "Venezuela's attache, Jose ..."."""
        for use in self.discourse.uses.get(mention.span, ()):
            subject = use.proposition.subject
            if use.place == "object" and {"title", "apposition"} & set(use.proposition.rules):
                named = self.discourse.referent(subject.name or subject.span)
                beside = self._is_beside(subject.name or subject.span, mention.span)
                if (
                    named is not None
                    and named.origin != "described"
                    and beside
                    and named.human >= self._is_human(mention)
                ):
                    return named
        return None

    def _place_of(self, mention: Mention) -> Referent | None:
        """What "the city of Lima" or "the state of Texas" names behind the noun."""
        if mention.plural or mention.lemma.casefold() not in self.words.named_by_genitive:
            return None
        if not self.words.capital_nouns.isdisjoint(tokens(mention.span.text)):
            return None
        of = re.compile(rf" {self.language.grammar.genitive} (?:{self.article} )?").match(
            self.discourse.text, mention.head.end
        )
        first = bisect_left(self._names, of.end(), key=lambda span: span.start) if of is not None else len(self._names)
        for name in self._names[first : first + 1]:
            referent = self.discourse.referent(name)
            if of is not None and name.start == of.end() and referent is not None and family(referent.kind) == "Place":
                return referent
        return None

    def _named_by_title(self, mention: Mention, phrase: Phrase) -> Referent | None:
        """ "The Queen", where "Queen" is a part of somebody's name."""
        start = mention.span.end - len(phrase.core)
        name = Span(mention.span.document_id, start, mention.span.end, phrase.core)
        called = self.discourse.referent(name) if phrase.determiner == self.article else None
        return called if called is not None and called.human and called.names else None

    def _unmistakable_names(self) -> dict[str, Referent]:
        """What each name denotes that no common noun looks like: it has a capital behind its first letter, and one bearer."""
        found: dict[str, set[Referent]] = defaultdict(set)
        for name in self.linker.names:
            referent = self.discourse.referent(name.span)
            if referent is not None and not name.text[1:].islower():
                found[name.text].add(referent)
        return {text: next(iter(bearers)) for text, bearers in found.items() if len(bearers) == 1}

    def _is_beside(self, name: Span, phrase: Span) -> bool:
        """True when nothing but punctuation stands between the two."""
        between = self.discourse.text[min(name.end, phrase.end) : max(name.start, phrase.start)]
        return len(between) < _MOST_BETWEEN and not tokens(between)

    def _is_description(self, mention: Mention) -> bool:
        """True for what follows "is": it says something of its subject and refers to nothing."""
        uses = self.discourse.uses.get(mention.span, [])
        verbs = [use.proposition.predicate for use in uses if use.place == "object"]
        return (
            bool(verbs)
            and len(verbs) == len(uses)
            and all(verb.lemma in self.language.words.linking and not verb.preposition for verb in verbs)
        )

    def _identified(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """What a phrase surely identifies, and why."""
        if mention.plural or not phrase.words or set(phrase.tail) - self.words.empty_tail or self._says_which(mention):
            return None
        for find in (self._by_role, self._countries.identified, self._bare_body):
            found = find(mention, phrase)
            if found is not None:
                return found
        return None

    def _says_which(self, mention: Mention) -> bool:
        """True before a relative clause without a comma: "the member who wishes to leave" is whoever does."""
        return re.compile(self.words.restrictive).match(self.discourse.text, mention.span.end) is not None

    def _by_role(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """ "the spokeswoman": who was called so before, when that is one person."""
        if phrase.determiner != self.article:
            return None
        size = len(phrase.words)
        known = self._by_noun.get(phrase.words[-1], [])
        fitting = [
            role
            for role in (known if len(known) <= _MOST_ROLES else ())
            if role.start < mention.span.start
            and role.core[-size:] == phrase.words
            and not (set(role.words) - set(phrase.words)) & self.language.names.former
            and {_identity(name) for name in phrase.names} <= {_identity(name) for name in role.of}
        ]
        holders = list(dict.fromkeys(role.holder for role in fitting))
        if len(holders) != 1:
            return None
        return holders[0], f"'{holders[0].shown}' is called '{' '.join(fitting[0].words)}' in this document"

    def _bare_body(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """ "the ministry", "Foreign Ministry": the one body of this document whose name ends so."""
        bodies = self.linker.bodies(" ".join(phrase.words)) if not phrase.names else []
        capital = phrase.core[:1].isupper()
        if len(bodies) != 1 or not (phrase.determiner == self.article or capital):
            return None
        if bodies[0] in map(self.discourse.referent, self.discourse.beside(mention)):
            return None
        if not capital and not self._is_named_before(bodies[0], mention):
            return None
        return bodies[0], f"'{bodies[0].shown}' is the only one with this name in the document"

    def _is_named_before(self, referent: Referent, mention: Mention) -> bool:
        before = takewhile(lambda span: span.start < mention.span.start, self._names)
        return any(self.discourse.referent(span) is referent for span in before)

    # -- described things ----------------------------------------------------------------------------------------------

    def _taken_up(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | str:
        """What "the resolution" takes up again, or "a bus" of the headline; else what it could be."""
        grammar, lemma = self.language.grammar, mention.lemma.casefold()
        if not phrase.words:
            return ""
        names = frozenset(map(_identity, phrase.names))
        before = frozenset(phrase.words[:-1])
        counted = not phrase.determiner and mention.plural and self._is_counted(phrase)
        if phrase.determiner in grammar.indefinite_articles or phrase.determiner in self.words.possessive or counted:
            words = before - self.words.quantities
            known = self._antecedents.of_headline(Sought(mention, lemma, words, names, self._is_human(mention)))
            return (known, f"'{known.shown}' stands in the headline") if known is not None else ""
        if phrase.determiner not in self.words.definite or self._says_which(mention):
            return ""
        words = before | set(phrase.tail) - self.words.empty_tail
        sought = Sought(mention, lemma, words - self.words.empty_tail, names, self._is_human(mention))
        others = self._conditions if lemma in self.language.noun_types.state_nouns else ()
        beside = map(self.discourse.referent, self.discourse.beside(mention))
        return self._antecedents.meant(sought, (*others, *beside))

    def _describe(
        self, mention: Mention, phrase: Phrase, possessor: Referent | None, place: str, doubt: str = ""
    ) -> None:
        """Makes a described thing; `doubt` names what it could be as well."""
        words = self.words
        counted = phrase.determiner in words.indefinite or phrase.core[:1].isdigit() or self._is_estimate(phrase)
        numbered = (
            tuple(tokens(phrase.core))[:1] != self._without_quantities(tokens(phrase.core))[:1]
        )  # "people" are not the eight
        content = self._content(mention, phrase)
        known: tuple[object, ...] = (place, content, numbered, *(["doubt"] if doubt else []))
        if phrase.determiner in words.possessive:  # whose it is may stay unknown: then it is like no other
            known = (*known, possessor or mention.span.start)
        owner = possessor.shown if possessor is not None and phrase.determiner in words.possessive else ""
        whose = f"{self.language.grammar.possessive(owner)} " if owner else ""
        if counted or known not in self._described:
            self._described[known] = Referent(
                "described",
                label=f"{whose}{phrase.core}",
                type=self._type(mention),
                local=True,
                human=place == "thing" and bool(phrase.determiner) and not mention.plural and self._is_human(mention),
                plural=mention.plural,
                gender=gender_of_words((mention.lemma.casefold(),), self.language),
            )
            if place == "thing" and self.words.distributive.isdisjoint(phrase.words[:1]):
                self._bring_up(self._described[known], mention, phrase, possessor)
        reason = f"'{phrase.core}' is described here and not named{f'; it could be {doubt}' if doubt else ''}"
        self._link(mention, self._described[known], reason)
        self._call(self._described[known], f"{whose}{phrase.core}")

    def _is_counted(self, phrase: Phrase) -> bool:
        """ "25 people", "at least 25 people", "seven men"."""
        return any(word.isdigit() or word in self.words.indefinite for word in phrase.words[:-1])

    def _is_estimate(self, phrase: Phrase) -> bool:
        """ "At least five people", "nearly 40 cars": others than those counted before."""
        first = phrase.core.partition(" ")[0].casefold()
        return not phrase.determiner and first in self.words.quantities

    def _call(self, thing: Referent, words: str) -> None:
        """Takes in what a thing is called once more. Its label is what looks like a name, else what it is called most often."""
        if thing.origin == "described":
            thing.forms[words] += 1
            complement = self.language.names.complement
            thing.label = max(thing.forms, key=lambda form: (_like_name(form, complement), thing.forms[form]))

    def _bring_up(self, thing: Referent, mention: Mention, phrase: Phrase, possessor: Referent | None) -> None:
        names = frozenset(_identity(name) for name in (*phrase.names, *filter(None, [possessor])))
        words, start = frozenset(tokens(phrase.core)), mention.span.start
        bare = not (phrase.determiner or mention.plural) and len(words) == 1
        if mention.lemma.casefold() in self.language.noun_types.state_nouns and phrase.tail and not phrase.names:
            self._conditions.add(thing)  # "a state of emergency" is no country
            return
        if not bare or phrase.core[:1].islower():  # "State" is a part of a title
            self._antecedents.note(mention.lemma.casefold(), mention.plural, Brought(thing, words, names, start, bare))

    def _type(self, mention: Mention) -> str:
        """Class of a described thing by its head noun; of people, several are a group."""
        if self._is_human(mention):
            return "Group" if mention.plural else "Person"
        return self.language.noun_types.noun_types.get(mention.lemma.casefold(), "Concept")

    def _is_human(self, mention: Mention) -> bool:
        noun, names = mention.lemma.casefold(), self.language.names
        if any(span.end == mention.head.end for span in mention.modifiers):
            return True  # so many of a name: "231 Democrats", "three Marines"
        return noun in names.male_nouns or noun in names.female_nouns or is_person_noun(noun, self.language)

    def _content(self, mention: Mention, phrase: Phrase) -> tuple[object, ...]:
        """What a phrase says, to be compared: its words, folded, without quantities at the start; of names what they denote."""
        start, end = mention.span.end - len(phrase.core), mention.span.end
        if self.discourse.text[start:end].casefold() != phrase.core.casefold():  # marks at its edges are no part of it
            return self._without_quantities(tokens(phrase.core)) or (key(phrase.core, self.language),)
        found: list[object] = []
        for span in self._names_within(start, end):
            referent = self.discourse.referent(span)
            if span.start >= start and referent is not None:
                found += [*tokens(self.discourse.text[start : span.start]), _identity(referent)]
                start = span.end
        return self._without_quantities((*found, *tokens(self.discourse.text[start:end]))) or (phrase.core,)

    def _without_quantities(self, words: tuple[object, ...]) -> tuple[object, ...]:
        quantities = self.words.indefinite | self.words.quantities
        counted = takewhile(lambda word: isinstance(word, str) and (word.isdigit() or word in quantities), words[:-1])
        return words[sum(1 for _ in counted) :]


def _bare(core: str) -> str:
    """Words without quotation marks and stops at their edges; the point of "U.S." stays."""
    return re.sub(r"(?<=[a-z])[.,;:]+$", "", " ".join(core.split()).strip("\"'“”‘’ "))


def _like_name(core: str, complement: str) -> bool:
    """True for "Tropical Depression Three of 2019", a name that the reader took for none: capitals up to the complement."""
    _, *words = re.split(complement, core)[0].split(" ")
    return bool(words) and all(word[:1].isupper() for word in words)


def _identity(referent: Referent) -> object:
    """What two referents of one row have in common."""
    return referent.row.id if referent.row is not None else referent
