"""What a plural word stands for where its members were told one by one: "they", "both", "the two countries" for "Norway and Sweden".

Each member then takes the place by itself. Precision before recall: the nearest coordination of that number decides, whose members
must all be known and of the noun's class, and nothing else in the plural may come between.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import replace

from kg.model import Mention, MentionKind, Span
from kg.resolve.discourse import Discourse, Referent

_SENTENCES_BACK = 3  # of a word that says how many they are


class Members:
    """The coordinations of one document, and which of them its plural words stand for."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.words = discourse.language.reference
        self._groups = [mention for mention in discourse.mentions if len(mention.parts) > 1 and self._is_list(mention)]

    def of(self, mention: Mention) -> tuple[Span, ...]:
        """The members that a mention stands for, as they were told before it; () where it does not say so, or where that is unclear."""
        if mention.parts or mention.name is not None or mention.antecedent is not None:
            return ()
        number = self._number(mention)
        if number == 0:
            return ()
        group = self._told(mention, number) if number else self._last(mention)
        if group is None or not all(self._fits(part, mention) for part in group.parts):
            return ()
        insort(self._groups, replace(mention, parts=group.parts), key=_place)  # "They left. Police arrested both."
        return tuple(part.span for part in group.parts)

    def _is_list(self, mention: Mention) -> bool:
        """Joined by "and", and all known: "Peru or Chile" are not both meant."""
        alternative = self.discourse.language.grammar.disjunction
        known = [self.discourse.mentioned(part) for part in mention.parts]
        distinct = None not in known and len(set(known)) == len(known)
        return distinct and alternative not in mention.span.text.casefold().split()

    def _number(self, mention: Mention) -> int | None:
        """How many a mention says that they are, None for a plural pronoun, 0 for what is no such word."""
        words = mention.span.text.casefold().split()
        if (
            mention.kind is MentionKind.PRONOUN
            and len(words) == 1
            and words[0] in self.words.plural - self.words.possessive
        ):
            return None
        if words[0] in self.words.dual:  # "both", "both men", "both of them"
            return 2 if mention.kind is not MentionKind.NOMINAL or len(words) == 2 else 0
        definite = words[0] == self.discourse.language.grammar.definite_article and len(words) in (2, 3)
        counted = self.discourse.language.times.numbers.get(words[1], 0) if definite else 0
        return counted if counted > 1 and (len(words) == 3) == (mention.kind is MentionKind.NOMINAL) else 0

    def _told(self, mention: Mention, number: int) -> Mention | None:
        """The last coordination of so many."""
        start, discourse = mention.span.start, self.discourse
        here = discourse.sentence(start)
        for group in reversed(self._groups):
            near = here - discourse.sentence(group.span.start) <= _SENTENCES_BACK
            if group.span.end <= start and near and len(group.parts) == number and self._same_speech(group, mention):
                return group
        return None

    def _last(self, mention: Mention) -> Mention | None:
        """The subject of the sentence before, or of a clause before in its own, where no other subject or plural stands between."""
        start, discourse = mention.span.start, self.discourse
        group = next((group for group in reversed(self._groups) if group.span.end <= start), None)
        if group is None or not discourse.is_used(group.span, "subject") or not self._same_speech(group, mention):
            return None
        here, there = discourse.sentence(start), discourse.sentence(group.span.start)
        if here - there > 1:
            return None
        beside = set(discourse.beside(mention))
        later = {span for at in {here, there} for span in discourse.subjects(at, start) if span.start >= group.span.end}
        plural = (one for one in discourse.mentions if group.span.end <= one.span.start < start and one.plural)
        return None if later - beside or any(one.span not in beside for one in plural) else group

    def _same_speech(self, group: Mention, mention: Mention) -> bool:
        discourse = self.discourse
        return discourse.quotation(group.span.start) == discourse.quotation(mention.span.start)

    def _fits(self, part: Mention, mention: Mention) -> bool:
        """A member is of the class that the noun names: "the two countries"."""
        referent = self.discourse.mentioned(part)
        if referent is None or mention.kind is not MentionKind.NOMINAL:
            return referent is not None
        noun, language = mention.lemma.lower(), self.discourse.language
        if noun in language.reference.person_nouns | language.reference.human_nouns:
            return _is_person(referent)
        return bool(noun) and referent.kind == language.noun_types.noun_types.get(noun)


def _place(mention: Mention) -> int:
    return mention.span.start


def _is_person(referent: Referent) -> bool:
    return referent.human or referent.kind == "Person"
