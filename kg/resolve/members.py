"""What a plural word stands for where its members were told one by one: "they", "both", "the two countries" for "Norway and Sweden".

Each member then takes the place by itself. Precision before recall: the nearest coordination of that number decides, whose members
must all be known and of the noun's class, and nothing else in the plural may come between.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.model import Mention, MentionKind, Span
from kg.resolve.discourse import Discourse
from kg.resolve.entity_types import is_person_noun

_MOST = 20  # coordinations that are looked at
_WORD = 16  # characters that a word behind has at most
_SENTENCES_BACK = 3  # of a word that says how many they are


class Members:
    """The coordinations of one document, and which of them its plural words stand for."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.words = discourse.language.reference
        self._kinds: dict[int, set[str]] = defaultdict(set)  # of what is known, by its last character
        for span, link in discourse.links.items():
            self._kinds[span.end].add(link.referent.kind)
        groups = [
            *(mention for mention in discourse.mentions if len(mention.parts) > 1),
            *self._pairs(),
            *self._mutual(),
        ]
        self._groups = sorted(filter(self._is_list, groups), key=_place)

    def of(self, mention: Mention) -> tuple[Span, ...]:
        """The members that a mention stands for, as they were told before it; () where it does not say so, or where that is unclear."""
        if mention.parts or mention.name is not None or mention.antecedent is not None:
            return ()
        if (place := self._which(mention)) is not None:
            group = self._told(mention, 2)
            return (group.parts[place].span,) if group is not None else ()
        number = self._number(mention)
        if number == 0:
            return ()
        group = self._told(mention, number) if number else self._last(mention)
        if group is None or not all(self._fits(part, mention) for part in group.parts):
            return ()
        insort(self._groups, replace(mention, parts=group.parts), key=_place)  # "They left. Police arrested both."
        return tuple(part.span for part in group.parts)

    def _which(self, mention: Mention) -> int | None:
        """Which of two "the former" and "the latter" is; None for all other words."""
        article, _, word = mention.span.text.casefold().partition(" ")
        return self.words.one_of_two.get(word) if article == self.discourse.language.grammar.definite_article else None

    def _mutual(self) -> Iterator[Mention]:
        """Two who do with one another what a verb says: "Ana Ruiz met Bo Reed"."""
        verbs = self.discourse.language.words.reciprocal
        for proposition in self.discourse.propositions:
            one, other = proposition.subject, proposition.object
            named = other is not None and one.kind is other.kind is MentionKind.NAMED and not (one.parts or other.parts)
            if proposition.predicate.lemma in verbs and other is not None and named and one.span.end < other.span.start:
                span = self.discourse.characters(one.span.start, other.span.end)
                yield Mention(span, one.head, MentionKind.NAMED, one.label, one.lemma, plural=True, parts=(one, other))

    def _pairs(self) -> Iterator[Mention]:
        """Two names with "and" between them that are no place of a clause: "two presidents, Ana Ruiz and Bo Reed"."""
        discourse, conjunction = self.discourse, self.discourse.language.grammar.conjunction
        inside = {part.span for mention in discourse.mentions for part in mention.parts}
        names = [
            one
            for one in discourse.mentions
            if one.kind is MentionKind.NAMED and not one.parts and one.span == one.name
        ]
        for one, other in pairwise(names):
            start, end = one.span.start, other.span.end
            if discourse.text[one.span.end : other.span.start].strip() != conjunction:
                continue
            owner = discourse.text.startswith(tuple(discourse.language.grammar.possessive_markers), end)
            if not owner and not self._goes_on(one) and inside.isdisjoint((one.span, other.span)):
                span = discourse.characters(start, end)
                yield Mention(span, one.head, MentionKind.NAMED, one.label, one.lemma, plural=True, parts=(one, other))

    def _goes_on(self, name: Mention) -> bool:
        """A name of its class stands before it, with a comma between: it is in the rest of a longer list."""
        start, named = name.span.start, self.discourse.mentioned(name)
        comma = self.discourse.text[max(0, start - 2) : start].rstrip() == ","
        return comma and named is not None and named.kind in self._kinds.get(start - 2, ())

    def _is_list(self, mention: Mention) -> bool:
        """Joined by "and", and all known: "Peru or Chile" are not both meant."""
        alternative = self.discourse.language.grammar.disjunction
        known = [self.discourse.mentioned(part) for part in mention.parts]
        distinct = None not in known and len(set(known)) == len(known)
        return distinct and alternative not in mention.span.text.casefold().split()

    def _number(self, mention: Mention) -> int | None:
        """How many a mention says that they are, None for a plural pronoun, 0 for what is no such word."""
        words = mention.span.text.casefold().split() or [""]
        if (
            mention.kind is MentionKind.PRONOUN
            and len(words) == 1
            and words[0] in self.words.plural - self.words.possessive
        ):
            behind = self.discourse.text[mention.span.end : mention.span.end + _WORD].lstrip().partition(" ")[0]
            return 2 if behind in self.words.dual else None  # "they both"
        if words[0] in self.words.dual:  # "both", "both men", "both of them"
            return 2 if mention.kind is not MentionKind.NOMINAL or len(words) == 2 else 0
        definite = words[0] == self.discourse.language.grammar.definite_article and len(words) in (2, 3)
        if definite and words[1:] and words[1] in self.words.pair_nouns and len(words) == 2:
            return 2
        counted = self.discourse.language.times.numbers.get(words[1], 0) if definite else 0
        return counted if counted > 1 and (len(words) == 3) == (mention.kind is MentionKind.NOMINAL) else 0

    def _before(self, mention: Mention) -> Iterator[Mention]:
        """Coordinations shortly before a mention, the nearest first."""
        start, here = mention.span.start, self.discourse.sentence(mention.span.start)
        for group in reversed(self._groups[: bisect_left(self._groups, start, key=_place)][-_MOST:]):
            if here - self.discourse.sentence(group.span.start) > _SENTENCES_BACK:
                return
            if group.span.end <= start:
                yield group

    def _told(self, mention: Mention, number: int) -> Mention | None:
        """The last coordination of so many."""
        groups = (group for group in self._before(mention) if len(group.parts) == number)
        return next((group for group in groups if self._same_speech(group, mention)), None)

    def _last(self, mention: Mention) -> Mention | None:
        """The subject of the sentence before, or of a clause before in its own, where no other subject or plural stands between."""
        start, discourse = mention.span.start, self.discourse
        group = next(self._before(mention), None)
        if group is None or not discourse.is_used(group.span, "subject") or not self._same_speech(group, mention):
            return None
        here, there = discourse.sentence(start), discourse.sentence(group.span.start)
        if here - there > 1:
            return None
        beside = set(discourse.beside(mention))
        later = {span for at in {here, there} for span in discourse.subjects(at, start) if span.start >= group.span.end}
        ends = (bisect_left(discourse.mentions, at, key=_place) for at in (group.span.end, start))
        plural = (one.span for one in discourse.mentions[slice(*ends)] if one.plural)
        return None if later - beside or any(span not in beside for span in plural) else group

    def _same_speech(self, group: Mention, mention: Mention) -> bool:
        discourse = self.discourse
        return discourse.quotation(group.span.start) == discourse.quotation(mention.span.start)

    def _fits(self, part: Mention, mention: Mention) -> bool:
        """A member is of the class that the noun names: "the two countries"."""
        referent = self.discourse.mentioned(part)
        if referent is None or mention.kind is not MentionKind.NOMINAL:
            return referent is not None
        noun, language = mention.lemma.lower(), self.discourse.language
        if noun in self.words.pair_nouns:
            return True
        if is_person_noun(noun, language):
            return referent.human or referent.kind == "Person"
        return bool(noun) and referent.kind == language.noun_types.noun_types.get(noun)


def _place(mention: Mention) -> int:
    return mention.span.start
