"""Noun phrases without a name of their own: who holds a role, "the country", "the ministry", and described things.

What a phrase does not surely identify becomes a described entity of its document; the same words with "the" are the same one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import takewhile

from kg.model import Mention, MentionKind, Polarity, Span
from kg.resolve.countries import Countries
from kg.resolve.definite import Antecedents, Brought, Sought
from kg.resolve.discourse import Discourse, Phrase, Referent, family
from kg.resolve.entity_types import is_person_noun
from kg.resolve.linking import Linker
from kg.resolve.names import tokens
from kg.resolve.people import gender_of_words
from kg.resolve.phrases import Phrases, identity_of
from kg.resolve.roles import Role, Roles

_MOST_BETWEEN = 5  # characters between a name and its apposition


class Nominals:
    """Resolves the noun phrases of one document; names must be linked before."""

    def __init__(self, discourse: Discourse, linker: Linker) -> None:
        self.discourse = discourse
        self.language = discourse.language
        self.words = discourse.language.reference
        self.article = discourse.language.grammar.definite_article
        self.linker = linker
        self.phrases = Phrases(discourse, [name.span for name in linker.names])
        self._by_name = self._unmistakable_names()
        self._countries = Countries(discourse, linker)
        self._described: dict[tuple[object, ...], Referent] = {}
        self.named_later: list[tuple[Referent, Referent]] = []
        self._conditions: set[Referent] = set()
        self._antecedents = Antecedents(discourse, ((name.span, name.text) for name in linker.names))
        self.roles = Roles(discourse, self.phrases, self._note_thing)

    def _note_thing(self, role: Role) -> None:
        of = frozenset(map(identity_of, role.of))
        brought = Brought(role.holder, frozenset(role.words), of, role.start)
        self._antecedents.note(role.words[-1], False, brought)

    # -- phrases -------------------------------------------------------------------------------------------------------

    def resolve(self, mention: Mention, possessor: Referent | None) -> None:
        """Links a noun phrase. `possessor` is what a possessive pronoun at its start stands for."""
        phrase = self.phrases.of(mention)
        if phrase.determiner in self.words.denying and not self._is_denied(mention, phrase):
            self.discourse.refuse(mention.span, f"'{phrase.determiner}' says that there is none")
            return
        whole = mention.kind is MentionKind.NAMED and not (phrase.words or phrase.tail)
        if whole and phrase.determiner == self.article and len(phrase.names) == 1:
            name = phrase.names[0]
            self.discourse.link(mention.span, name, f"it is the name of '{name.shown}'")  # "the Court's decision"
            return
        owner = possessor or self._owner(mention, phrase)
        named = self._named_beside(mention)
        if named is not None:
            self.discourse.link(mention.span, named, f"it stands beside the name of '{named.shown}'")
            self._note_kin(mention, owner)
            self._note_introduced(mention, phrase, named)
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
        kin = self.roles.kin(owner, mention.lemma.casefold(), phrase) if owner is not None else None
        if kin is not None and not mention.plural:
            self._link(mention, *kin)
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
        self._note_kin(mention, owner)

    def _is_denied(self, mention: Mention, phrase: Phrase) -> bool:
        """ "No arrests were made", "made no arrests": the clauses that it stands in say themselves that there were none."""
        uses = self.discourse.uses.get(mention.span, ())
        denied = (use.place in ("subject", "object") and use.proposition.polarity is Polarity.NEGATED for use in uses)
        return phrase.determiner == self.language.grammar.negative_determiner and bool(uses) and all(denied)

    def _owner(self, mention: Mention, phrase: Phrase) -> Referent | None:
        """Whose "Reed's wife" is: of the one name before the noun, in the possessive."""
        words = mention.span.text[: mention.head.start - mention.span.start].rstrip()
        possessive = any(words.endswith(mark) for mark in self.language.grammar.possessive_markers)
        return phrase.names[0] if possessive and len(phrase.names) == 1 and not phrase.determiner else None

    def _note_kin(self, mention: Mention, owner: Referent | None) -> None:
        other, noun = self.discourse.referent(mention.span), mention.lemma.casefold()
        whose = noun in self.words.relatives or noun in self.language.roles.inverse
        if owner is not None and other is not None and whose and not mention.plural:
            self.roles.note_kin(owner, noun, other)

    def shorten(self, mention: Mention, whole: Mention) -> None:
        """Links a phrase to what a longer phrase with the same head denotes, which is called by the shorter one."""
        referent = self.discourse.referent(whole.span)
        if referent is None:
            self.discourse.refuse(mention.span, self.discourse.unresolved.get(whole.span, ""))
            return
        self.discourse.link(mention.span, referent, f"it is the head of '{whole.span.text}'")
        named = mention.span.text.casefold() not in self.words.several  # not "those" of "those killed"
        if named and mention.span.start == whole.span.start and referent.origin == "described":
            referent.forms.pop(self.phrases.of(whole).core, None)
            self._call(referent, self.phrases.of(mention).core)

    def _link(self, mention: Mention, referent: Referent, reason: str) -> None:
        self.discourse.link(mention.span, referent, reason)
        self._antecedents.spoken_of(referent, mention.span.start)

    def _named_beside(self, mention: Mention) -> Referent | None:
        """Who or what bears the name that a title or description stands beside: "Venezuela's attache, Jose ..."."""
        if mention.lemma.casefold() in self.language.roles.of_names:
            return None
        for use in self.discourse.uses.get(mention.span, ()):
            subject = use.proposition.subject
            if use.place == "object" and {"title", "apposition"} & set(use.proposition.rules):
                name = subject.name or subject.span
                beside = self._is_beside(name, mention.span) or self._is_beside(subject.span, mention.span)
                named = self.discourse.referent(name) if beside else None
                if named is not None and named.origin != "described" and self._can_be(named, mention):
                    return named
        return self._named_behind(mention)

    def _note_introduced(self, mention: Mention, phrase: Phrase, named: Referent) -> None:
        """ "A man was held. The man, Paul Reed, ..."."""
        if phrase.determiner != self.article or mention.plural or phrase.names or phrase.tail:
            return
        words = frozenset(phrase.words[:-1])
        sought = Sought(mention, mention.lemma.casefold(), words, frozenset(), self._is_human(mention))
        before = self._antecedents.introduced(sought)
        if before is not None:
            self.named_later.append((before, named))

    def _can_be(self, named: Referent, mention: Mention) -> bool:
        """False of several things beside one person, and of a thing beside a person or the other way."""
        human = self._is_human(mention)
        return named.human >= human and not (named.human and mention.plural)

    def _named_behind(self, mention: Mention) -> Referent | None:
        """ "Its rival Acme", "biologist Anna de Vries": the noun is right before the name, and its phrase ends there or before."""
        end = mention.head.end
        first = bisect_left(self.phrases.names, end, key=lambda span: span.start)
        name = self.phrases.names[first] if first < len(self.phrases.names) else None
        if name is None or mention.plural or self.discourse.text[end : name.start] != " ":
            return None
        named, noun = self.discourse.referent(name), mention.lemma.casefold()
        within = mention.span.end == name.end
        bare = mention.span.text.casefold() == mention.head.text.casefold() and self._is_human(mention)
        if named is None or named.origin == "described" or not (within or (bare and named.human)):
            return None
        if named.human != self._is_human(mention):
            return None
        if named.human:
            self.roles.note(named, noun, mention.span.start)
        return named

    def _place_of(self, mention: Mention) -> Referent | None:
        """What "the city of Lima" or "the state of Texas" names behind the noun."""
        if mention.plural or mention.lemma.casefold() not in self.words.named_by_genitive:
            return None
        if not self.words.capital_nouns.isdisjoint(tokens(mention.span.text)):
            return None
        of = re.compile(rf" {self.language.grammar.genitive} (?:{self.article} )?").match(
            self.discourse.text, mention.head.end
        )
        first = (
            bisect_left(self.phrases.names, of.end(), key=lambda span: span.start)
            if of is not None
            else len(self.phrases.names)
        )
        for name in self.phrases.names[first : first + 1]:
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
        for find in (self._by_role, self._in_office, self._countries.identified, self._bare_body):
            found = find(mention, phrase)
            if found is not None:
                return found
        return None

    def _says_which(self, mention: Mention) -> bool:
        """True before a relative clause without a comma: "the member who wishes to leave" is whoever does."""
        return re.compile(self.words.restrictive).match(self.discourse.text, mention.span.end) is not None

    def _by_role(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        if not phrase.determiner and mention.span.end <= self._antecedents.headline_end:
            return self.roles.of_headline(phrase)
        if phrase.determiner != self.article:
            return None
        return self.roles.holder(mention, phrase, self._antecedents.is_near)

    def _in_office(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | None:
        """ "The French president": who was it on the day of the document."""
        found = self.linker.incumbents.described(mention, phrase)
        return (self.linker.incumbent(found[0]), found[1]) if found is not None else None

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
        before = takewhile(lambda span: span.start < mention.span.start, self.phrases.names)
        return any(self.discourse.referent(span) is referent for span in before)

    # -- described things ----------------------------------------------------------------------------------------------

    def _taken_up(self, mention: Mention, phrase: Phrase) -> tuple[Referent, str] | str:
        """What "the resolution" takes up again, or "a bus" of the headline; else what it could be."""
        grammar, lemma = self.language.grammar, mention.lemma.casefold()
        if not phrase.words:
            return ""
        names = frozenset(map(identity_of, phrase.names))
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
        conditions = self._conditions if lemma in self.language.noun_types.state_nouns else ()
        others = (*self.roles.of_other_rank(lemma), *conditions)
        return self._antecedents.meant(sought, {*map(self.discourse.referent, self.discourse.beside(mention)), *others})

    def _describe(
        self, mention: Mention, phrase: Phrase, possessor: Referent | None, place: str, doubt: str = ""
    ) -> None:
        """Makes a described thing; `doubt` names what it could be as well."""
        words = self.words
        counted = phrase.determiner in words.indefinite or phrase.core[:1].isdigit() or self._is_estimate(phrase)
        counted = (
            counted or mention.lemma.casefold() in self.language.words.indefinite
        )  # "others" are not those of before
        numbered = self.phrases.is_numbered(phrase)  # "people" are not the eight
        content = self.phrases.content(mention, phrase)
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
            whole = phrase.determiner in self.words.denying or not self.words.distributive.isdisjoint(phrase.words[:1])
            if place == "thing" and not whole:
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
        names = frozenset(identity_of(name) for name in (*phrase.names, *filter(None, [possessor])))
        words, start = frozenset(tokens(phrase.core)), mention.span.start
        bare = not (phrase.determiner or mention.plural) and len(words) == 1
        if mention.lemma.casefold() in self.language.noun_types.state_nouns and phrase.tail and not phrase.names:
            self._conditions.add(thing)  # "a state of emergency" is no country
            return
        if not bare or phrase.core[:1].islower():  # "State" is a part of a title
            self._antecedents.note(
                mention.lemma.casefold(),
                mention.plural,
                Brought(thing, words, names, start, bare, frozenset(phrase.words)),
            )

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


def _like_name(core: str, complement: str) -> bool:
    """True for "Tropical Depression Three of 2019", a name that the reader took for none: capitals up to the complement."""
    _, *words = re.split(complement, core)[0].split(" ")
    return bool(words) and all(word[:1].isupper() for word in words)
