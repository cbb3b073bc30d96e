"""What ties a phrase to the names in it: "Russian planes", "the union's ship", "members of the senate" and whose or what they are.

Only what a claim speaks of is tied, and only where the two classes say how; a name inside a longer name is a part of that name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.iri import KG
from kg.mapping.chooser import Choice
from kg.mapping.ontology_rows import OntologyRows
from kg.model import (
    Attribution,
    Claim,
    Extract,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Predicate,
    Property,
    Proposition,
    Resolution,
    Span,
    Value,
    Voice,
)

AFFILIATED = Property(f"{KG}affiliatedWith", "is affiliated with")
BELONGS = Property(f"{KG}belongsTo", "belongs to")
LOCATED = Property(f"{KG}locatedIn", "is located in")
PART = Property(f"{KG}partOf", "is part of")
_LIKELY = 0.7  # what classes alone say
_LONGEST_PLACE = 7  # words: "in the war-torn northern Iraqi city of"
_PEOPLE = ("Person", "Group")


@dataclass(frozen=True, slots=True)
class Tie:
    """A phrase with a name in it. `how` is "possessor", "modifier" (adjective or compound) or the preposition between them."""

    phrase: Mention
    owner: Mention
    how: str


@dataclass(frozen=True)
class TieChooser:
    """Chooses the property of a tie: what a row says of somebody's noun ("member of"), else what the two classes say."""

    rows: OntologyRows
    tie: Tie

    def choose(self, said: Proposition, subject: str, target: str | Value | None) -> Choice | None:
        """A property of the ontology, or None when it is not known how the two belong together."""
        assert isinstance(target, str)
        known = self._by_row(said, subject, target)
        found = self._by_class(subject, target) if known is None else None
        return Choice(found, target, said.polarity, said.modality) if found is not None else known

    def _by_row(self, said: Proposition, subject: str, target: str) -> Choice | None:
        """ "Members of parliament", "Peru's ministers": as of somebody who "is a member of" it."""
        maker = self.rows.maker
        placed = self.tie.how in maker.language.words.inside or self._is_owned() or self._is_no_kin()
        people = maker.entities[subject].type in _PEOPLE and self.tie.phrase.kind is not MentionKind.NAMED
        return self.rows.choose(said, subject, target) if people and not placed else None

    def _is_no_kin(self) -> bool:
        """A relative that somebody is no more, or not yet: "her former husband"."""
        phrase, language = self.tie.phrase, self.rows.maker.language
        before = phrase.span.text[: phrase.head.start - phrase.span.start].casefold().split()
        changed = language.words.former | language.words.not_actual_adjectives
        return phrase.lemma.casefold() in language.reference.relatives and not changed.isdisjoint(before)

    def _is_owned(self) -> bool:
        """An adjective beside a possessor says where they are from: "the union's Ethiopian allies" are the union's."""
        phrase, language = self.tie.phrase, self.rows.maker.language
        before = phrase.span.text[: phrase.head.start - phrase.span.start].casefold().split()
        marks = language.grammar.possessive_markers
        owned = any(word in language.reference.possessive or word.endswith(tuple(marks)) for word in before)
        return self.tie.how == "modifier" and owned

    def _by_class(self, subject: str, target: str) -> Property | None:
        language, is_a = self.rows.maker.language, self.rows.maker.ontology.is_a
        kind, owner = (self.rows.maker.entities[iri].type for iri in (subject, target))
        noun, how = self.tie.phrase.lemma.casefold(), self.tie.how
        if how in language.words.inside:
            placed = is_a(kind, "Organization") or is_a(kind, "Place")
            return LOCATED if placed and is_a(owner, "Place") else None
        thing = is_a(kind, "Facility") or noun in language.noun_types.possessions
        of_state = is_a(kind, "GovernmentBody") and is_a(owner, "Place")  # "the government of Peru"
        if how == language.grammar.genitive and not of_state:
            owned = thing and (is_a(owner, "Organization") or owner == "Person")
            return BELONGS if owned else None
        if not is_a(owner, "Agent") or (owner == "Group" and how == "modifier"):
            return None
        if kind in _PEOPLE:
            return AFFILIATED if noun not in language.reference.relatives else None
        if is_a(kind, "Organization"):
            if how == "modifier" and not is_a(owner, "Place"):
                return None  # "the Acme company": its name
            whole = is_a(kind, "GovernmentBody") or is_a(owner, "Organization")
            return PART if whole and not is_a(owner, "Person") else AFFILIATED
        if is_a(kind, "Place") and not is_a(kind, "Facility"):
            neighbour = is_a(kind, "Country") and is_a(owner, "Country")
            return LOCATED if is_a(owner, "Place") and not neighbour else None
        if not thing:
            return None
        if how == "possessor" or is_a(kind, "Facility"):
            return BELONGS
        return AFFILIATED if is_a(owner, "Place") or is_a(owner, "GovernmentBody") else None  # not who made it


@dataclass(frozen=True)
class Ties:
    """Makes claims of the ties in the phrases of resolved documents."""

    rows: OntologyRows

    def claims(self, extract: Extract, spoken_of: Collection[str]) -> Iterator[Claim]:
        """The ties of one document, in text order, of entities that its claims speak of."""
        maker, told = self.rows.maker, _told(extract)
        sentences, mentions = sorted(extract.sentences), sorted(extract.mentions, key=_start)
        for phrase in extract.mentions:
            link = maker.link(phrase)
            if link is None or link.entity not in spoken_of or not self._is_told(phrase, link, told):
                continue
            sentence = next((item for item in sentences if item.start <= phrase.span.start < item.end), None)
            if sentence is None:  # a name of marks alone, in a line without a word
                continue
            sources = told.get(phrase.span, ())
            for tie in (*self._ties(phrase, mentions, extract.document.text), *self._kin(phrase)):
                owner = maker.link(tie.owner)
                if owner is not None and owner.entity != link.entity:
                    said = self._said(tie, sentence, sources)
                    made = maker.claim(said, (link, owner), owner.entity, TieChooser(self.rows, tie))
                    if isinstance(made, Claim):
                        yield made

    def _is_told(self, phrase: Mention, link: Resolution, told: Collection[Span]) -> bool:
        """True when the phrase itself stands for its entity, and there is such a thing: not in "no Peruvian ship was seen"."""
        if phrase.kind is MentionKind.NAMED or phrase.parts:
            return not phrase.parts
        entity, words = self.rows.maker.entities[link.entity], self.rows.maker.language.reference
        first = phrase.span.text.partition(" ")[0].casefold()
        owned = first in words.determiners or first.endswith(tuple(self.rows.maker.language.grammar.possessive_markers))
        office = entity.type == "Person" and not owned  # "elected president of Peru"
        there_is = (first in words.definite or phrase.span in told) and first not in words.generalizing
        body = self.rows.maker.ontology.is_a(
            entity.type, "GovernmentBody"
        )  # "the Peruvian government", whatever its name
        return (entity.origin == "described" or body) and there_is and not office

    def _ties(self, phrase: Mention, mentions: Sequence[Mention], text: str) -> Iterator[Tie]:
        """The names in a phrase, of `mentions` in text order, that are no part of its own name, with how they stand in it."""
        first, last = (bisect_left(mentions, place, key=_start) for place in (phrase.span.start, phrase.span.end))
        names = {item.span: item for item in mentions[first:last] if _inside(item.span, phrase.span)}
        for span in dict.fromkeys((*phrase.modifiers, *sorted(names))):
            owner = names.get(span, Mention(span, span, MentionKind.NAMED, name=span))
            if owner.kind is not MentionKind.NAMED or (phrase.name is not None and _inside(span, phrase.name)):
                continue
            how = self._how(phrase, span, text)
            if how:
                yield Tie(phrase, owner, how)

    def _kin(self, phrase: Mention) -> Iterator[Tie]:
        """Whose relative it is by a pronoun: "his father"."""
        words, span = self.rows.maker.language.reference, phrase.span
        word = span.text.partition(" ")[0]
        kin = phrase.kind is MentionKind.NOMINAL and phrase.lemma.casefold() in words.relatives
        if kin and word.casefold() in words.possessive and word != span.text:
            whose = replace(span, end=span.start + len(word), text=word)
            yield Tie(phrase, Mention(whose, whose, MentionKind.PRONOUN, lemma=word.casefold()), "possessor")

    def _how(self, phrase: Mention, name: Span, text: str) -> str:
        """How a name stands in a phrase; "" when it belongs to another word of it. A person's name has only possessors."""
        grammar, words = self.rows.maker.language.grammar, self.rows.maker.language.words
        start = (phrase.name or phrase.head).start
        if name.start >= phrase.head.end:
            between = text[phrase.head.end : name.start].split()
            linking = between[:1] == [word.lower() for word in between[:1]] and len(between) <= 2
            article = between[1:] in ([], [grammar.definite_article])
            owner = any(text.startswith(mark, name.end) for mark in grammar.possessive_markers)  # "of Peru's union"
            joins = linking and article and between and not owner and between[0] in {grammar.genitive, *words.inside}
            return between[0] if joins or (not owner and self._in_town(between)) else ""
        before = text[phrase.span.start : name.start].casefold().split()[-1:]
        if name not in phrase.modifiers or before == [grammar.descent]:  # "ethnic Albanians"
            return ""
        if name.end == phrase.head.end:
            return "modifier"  # "two Democrats"
        if name.end > start:
            return ""
        possessor = any(text.startswith(mark, name.end) for mark in grammar.possessive_markers)
        if phrase.label in ("PERSON", "PER"):
            return "possessor" if possessor and len(text[name.end : start].split()) == 1 else ""
        return "possessor" if possessor else "modifier"

    def _in_town(self, between: Sequence[str]) -> bool:
        """ "A mosque in the Iraqi town of *Hillah*": the town is Hillah."""
        known, grammar = self.rows.maker.language, self.rows.maker.language.grammar
        if len(between) < 3 or between[0] not in known.words.inside or between[-1] != grammar.genitive:
            return False
        placed = (
            between[1] in (grammar.definite_article, *grammar.indefinite_articles) and len(between) <= _LONGEST_PLACE
        )
        return placed and between[-2] in known.reference.named_by_genitive

    def _said(self, tie: Tie, sentence: Span, sources: tuple[Attribution, ...]) -> Proposition:
        grammar, phrase = self.rows.maker.language.grammar, tie.phrase
        noun = phrase.lemma.casefold()
        return Proposition(
            subject=phrase,
            predicate=Predicate(
                (phrase.head,),
                grammar.copula,
                noun=noun,
                preposition=grammar.genitive,
                voice=Voice.NONE,
                head=phrase.head,
            ),
            object=tie.owner,
            adjuncts=(),
            polarity=Polarity.AFFIRMED,
            modality=Modality.ACTUAL,
            attribution=sources,
            sentence=sentence,
            rules=(f"tied:{tie.how}",),
            confidence=_LIKELY,
        )


def _told(extract: Extract) -> dict[Span, tuple[Attribution, ...]]:
    """Phrases that stand in a clause that is so, with who says it; nobody but the document where it says so once."""
    found: dict[Span, tuple[Attribution, ...]] = {}
    for said in extract.propositions:
        if said.polarity is not Polarity.AFFIRMED or said.modality is not Modality.ACTUAL:
            continue
        ends = (said.subject, said.object, *(item.mention for item in said.adjuncts))
        for part in (part for end in ends if end is not None for part in (end, *end.parts)):
            found[part.span] = said.attribution if found.get(part.span, said.attribution) else ()
    return found


def _start(mention: Mention) -> int:
    return mention.span.start


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer
