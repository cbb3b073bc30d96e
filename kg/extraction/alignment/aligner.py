"""Sentences -> statements in terms of an ontology of the user's own, without mapping rows.

    aligner = Aligner(profiles([Path("mine.ttl")]))
    for one in aligner.find(index): one.property.label, one.subject.text, one.object.text

For each property, stretches of a sentence that may be of its domain and its range are paired. A pair states it when the words
between them in the tree are those of its names, or of the same relation in other vocabularies, or when what stands as object can
hardly be anything else ("a vice admiral" is somebody's rank).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extraction.alignment.argument_types import Looks, looks_of
from kg.extraction.alignment.candidates import Candidate, candidates, pronouns
from kg.extraction.alignment.dependency_paths import path
from kg.extraction.alignment.example_triggers import Lesson, Reading, lessons
from kg.extraction.alignment.literals import literal
from kg.extraction.alignment.trigger_words import cues, stem
from kg.extraction.clause_index import ClauseIndex, SentenceClauses
from kg.lang.language import Language
from kg.model import Aligned, Modality, Property
from kg.parse import Token, Tokens
from kg.resources.profiles import Profile

# How much speaks for a pair; from reading its output on development sentences.
CUE = 1.0  # the words between name the relation
KIND = 0.6  # what stands as object shows the class
TELLING = 1.1  # what stands as object says by itself that somebody has it: a rank, a role
SPOKEN = 0.1  # a name may be of a narrow class that the sentence speaks of
KNOWN = 0.3  # a name that stood as object of an example: it is of the class, but may stand in any relation
ALIKE = 0.3  # both ends are of one such kind: a rank, and the next one
OTHER = 0.5  # off for a name that nothing shows to be of a narrow class
STEP = 0.06  # off for each step between them
ENOUGH = 0.45
_ARGUMENTS = frozenset("nsubj nsubj:pass obj iobj obl:agent".split())


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair that states a property, the words between, those of them that show it, and how much speaks for it."""

    profile: Profile
    subject: Candidate
    object: Candidate
    between: tuple[Token, ...]
    shown_by: tuple[Token, ...]
    score: float
    instead: _Found | None = None  # with a name as subject, where this one has a pronoun

    @property
    def order(self) -> tuple[int, int, str]:
        """Text order."""
        return self.subject.tokens.start, self.object.tokens.start, self.profile.iri


@dataclass(frozen=True, slots=True)
class _Sought:
    profile: Profile
    domains: tuple[Looks, ...]
    ranges: tuple[Looks, ...]
    cues: Mapping[str, float]


class Aligner:
    """Finds statements of some properties. Make one for an ontology, and use it for all documents.

    `read` parses the examples of the properties.
    """

    def __init__(self, profiles: Sequence[Profile], language: Language, read: Reading | None = None) -> None:
        learnt = lessons(profiles, read)
        self.sought = [_sought(one, learnt[one.iri], language) for one in profiles]

    def find(self, index: ClauseIndex) -> Iterator[Aligned]:
        """What the sentences of a document state, in text order."""
        for sentence in index.sentences:
            found = _best([pair for sought in self.sought for pair in _pairs(sentence.tokens, sought)])
            for one in sorted(found, key=lambda one: one.order):
                yield _aligned(sentence, one)


def _sought(profile: Profile, lesson: Lesson, language: Language) -> _Sought:
    ranges = tuple(
        replace(looks, examples=lesson.members) for looks in looks_of(profile.ranges, language, profile.names)
    )
    return _Sought(
        profile, looks_of(profile.domains, language), ranges, {**lesson.cues, **cues(profile.names, language)}
    )


def _aligned(sentence: SentenceClauses, found: _Found) -> Aligned:
    first = next(token.i for token in sentence.tokens if not token.is_space)
    last = max(token.i for token in sentence.tokens if not token.is_space)
    status = sentence.factuality.of_pair((found.subject.tokens, found.object.tokens), found.between, found.shown_by)
    unshown = status.is_plain and _unshown(found)
    return Aligned(
        property=Property(found.profile.iri, found.profile.label),
        sentence=sentence.tokens.parse[first : last + 1].span,
        subject=found.subject.tokens.span,
        object=found.object.tokens.span,
        between=tuple(sorted(token.span for token in found.between)),
        shown_by=tuple(sorted(token.span for token in found.shown_by)),
        sorts=(found.subject.looks.sort, found.object.looks.sort),
        value=found.object.value,
        literal=literal(found.profile, found.object.looks.sort, found.object.tokens),
        score=round(found.score, 3),
        pronoun=found.subject.tokens.root.pos == "PRON",
        polarity=status.polarity,
        modality=Modality.POSSIBLE if unshown else status.modality,
        attribution=status.attribution,
        cues=status.cues,
        rules=status.rules,
        instead=_aligned(sentence, found.instead) if found.instead is not None else None,
    )


def _pairs(sentence: Tokens, sought: _Sought) -> Iterator[_Found]:
    subjects = _all(sentence, sought.domains)
    stand_ins = [one for looks in sought.domains for one in pronouns(sentence, looks)]
    for looks in sought.ranges:
        for thing in candidates(sentence, looks):
            best, other = (_nearest(sought, group, thing) for group in (subjects, stand_ins))
            if other is not None and (best is None or other.score > best.score):
                yield replace(other, instead=best)
            elif best is not None:
                yield best


def _nearest(sought: _Sought, subjects: Sequence[Candidate], thing: Candidate) -> _Found | None:
    able = [_judged(sought, one, thing) for one in subjects if _apart(one, thing)]
    best = max(able, key=lambda one: (one.score, -one.subject.tokens.start), default=None)
    return best if best is not None and best.score >= ENOUGH else None


def _all(sentence: Tokens, domains: Sequence[Looks]) -> list[Candidate]:
    found = {(one.tokens.start, one.tokens.end): one for looks in domains for one in candidates(sentence, looks)}
    return [found[key] for key in sorted(found)]


def _apart(one: Candidate, other: Candidate) -> bool:
    return one.tokens.end <= other.tokens.start or other.tokens.end <= one.tokens.start


def _judged(sought: _Sought, subject: Candidate, thing: Candidate) -> _Found:
    way = path(subject.head, thing.head)
    outside = [token for token in way.shown() if token not in subject.tokens and token not in thing.tokens]
    weights = {token: _weight(token, sought) for token in outside}
    idle = _left_behind(way.words, weights) | _others_work(way.words, thing.head)
    weights = {
        token: 0.0 if token in idle or _is_somebody_else(token, subject.head) else weight
        for token, weight in weights.items()
    }
    best = max(weights.values(), default=0.0)
    if _is_contrary(thing.head, way.words, sought) or any(_is_apart(end.head, sought) for end in (subject, thing)):
        return _Found(sought.profile, subject, thing, way.words, (), 0.0)
    if not _in_order(sought, subject, thing, weights):
        best = 0.0
    score = CUE * best + _fit(thing, subject.looks) + min(0.0, _fit(subject, subject.looks)) - STEP * way.cost
    shown = tuple(token for token, weight in weights.items() if weight and weight == best)
    return _Found(sought.profile, subject, thing, way.words, shown, score)


def _weight(token: Token, sought: _Sought) -> float:
    """How much a word shows the property."""
    by_form = sought.cues.get(stem(token.lower, token.language), 0.0)
    return sought.cues.get(stem(token.lemma, token.language), by_form)


def _left_behind(between: Sequence[Token], weights: Mapping[Token, float]) -> set[Token]:
    """Nouns that show a relation, but not to what another verb says: "the singer of Blue Stones, playing on Red Moon".

    A relative clause says it of the noun: "an officer who served in the Navy".
    """
    verbs = [token.pos == "VERB" and token.dep != "acl:relcl" and not weights.get(token) for token in between]
    last = len(between) - verbs[::-1].index(True) - 1 if True in verbs else 0
    return {token for token in between[:last] if token.pos in ("NOUN", "PROPN")}


def _others_work(between: Sequence[Token], thing: Token) -> set[Token]:
    """Verbs whose agent has no other part in it: "elected president by the Assembly" makes nobody a member of it."""
    verbs = (token for token in between if token.pos == "VERB" and token.lemma in token.language.relations.by_others)
    return {verb for verb in verbs if _acts(thing, verb)}


def _unshown(found: _Found) -> bool:
    """Only classes speak for it, and the object is that of a verb that says something else: "urged the party", "met a colonel"."""
    head = found.object.head
    verb = _governor(head)
    if head.i < verb.i and any(case.lower == head.grammar.essive for case in head.lefts):
        return False  # "as an admiral, Ada Bell led the fleet"
    other = verb in found.between and verb.pos == "VERB" and verb.lemma not in verb.language.relations.neutral
    return other and not found.shown_by and found.object.head.pos != "VERB"


def _governor(head: Token) -> Token:
    """The word that a noun depends on, also one that is coordinated or stands beside another."""
    while head.dep in ("conj", "flat", "appos"):
        head = head.head
    return head.head


def _is_contrary(head: Token, between: Sequence[Token], sought: _Sought) -> bool:
    """The word that governs the object says that it is not so: "rejects it", "a candidate for it"."""
    governor = _governor(head)
    word = stem(governor.lemma, governor.language)
    contrary = any(word == stem(one, governor.language) for one in governor.language.relations.contrary)
    return governor in between and contrary and word not in sought.cues


def _is_apart(head: Token, sought: _Sought) -> bool:
    """ "unlike Ada Bell", "fought against the navy"."""
    cases = (child.lower for child in head.lefts if child.dep == "case")
    return any(case in head.language.relations.apart and case not in sought.cues for case in cases)


def _is_somebody_else(word: Token, subject: Token) -> bool:
    """ "met a member": who is met is not who meets."""
    verb = word.head
    if (
        word.dep not in _ARGUMENTS
        or word.lower_lemma not in word.language.reference.person_nouns
        or verb.lemma in word.language.relations.neutral
    ):
        return False
    branch = next((one for one in (subject, *subject.ancestors) if one.head == verb), word)
    return branch not in (word, verb) and branch.dep in _ARGUMENTS


def _in_order(sought: _Sought, subject: Candidate, thing: Candidate, weights: Mapping[Token, float]) -> bool:
    """Under "designed by" who designs is the object, whatever the voice of the verb."""
    if sought.profile.names[0].lower().split()[-1:] != [thing.head.grammar.passive_agent]:
        return True
    verbs = [token for token, weight in weights.items() if weight and token.pos == "VERB"]
    return all(
        _acts(thing.head, verb) and not _acts(subject.head, verb) and not _is_beside(subject.head, verb)
        for verb in verbs
    )


def _is_beside(token: Token, verb: Token) -> bool:
    """What the verb is not said of: "built in Northland, following the Falcon 1"."""
    branch = next((one for one in (token, *token.ancestors) if one.head == verb), None)
    return branch is not None and branch.dep in ("obl", "advcl")


def _acts(token: Token, verb: Token) -> bool:
    """It is who does what the verb says, or stands beside or below that one; not for whom it is done.

    What is made at a factory is made by it; who began making something made it.
    """
    way = (token, *token.ancestors)
    branch = next((one for one in way if one.head == verb), None)
    if branch is None or (branch.dep not in _ARGUMENTS and verb.dep == "xcomp"):
        return verb.dep == "xcomp" and _acts(token, verb.head)
    relations = token.language.relations
    cases = [case.lower for one in way[: way.index(branch) + 1] for case in one.lefts if case.dep == "case"]
    if not relations.beneficiary.isdisjoint(cases):
        return False
    passive = any(child.dep in ("aux:pass", "nsubj:pass") for child in verb.children) or verb.dep == "acl"
    housed = passive and token.ent_type == "ORG" and not relations.housing.isdisjoint(cases)
    agent = branch.dep == "obl:agent" or token.grammar.passive_agent in cases
    return agent or housed or (branch.dep == "nsubj" and not passive)


def _fit(thing: Candidate, beside: Looks) -> float:
    """What the kind of one end says: that a name is an organization is nothing; that it may be a party is less, unless it is shown."""
    looks = thing.looks
    if looks.broad:
        return 0.0
    if thing.exact and thing.value:
        return (
            ALIKE
            if looks.sort == beside.sort
            else TELLING
            if looks.sort in thing.tokens.language.argument_types.telling
            else KIND
        )
    if thing.exact:
        return KNOWN if thing.tokens.text in looks.examples else KIND
    decided = any(token.lower in thing.tokens.language.argument_types.decided for token in thing.tokens)
    return SPOKEN if not decided and any(_speaks(token, looks) for token in thing.tokens.sentence) else -OTHER


def _speaks(token: Token, looks: Looks) -> bool:
    """A word of the sentence speaks of the class: one of those of its label, in no name, or one that such things go with."""
    words = (token.lemma, token.lower)
    named = any(stem(word, token.language) in looks.stems for word in words) and not token.ent_type
    return named or token.lower_lemma in looks.spoken


def _best(pairs: Sequence[_Found]) -> list[_Found]:
    """Of several properties for one object, and for one pair, that which most speaks for."""
    taken: set[int] = set()
    found = []
    for one in sorted(pairs, key=lambda one: (-one.score, one.order)):
        words = {token.i for token in one.object.tokens}
        if not words & taken and one.subject.tokens.start not in taken:
            taken |= words
            found.append(one)
    return found
