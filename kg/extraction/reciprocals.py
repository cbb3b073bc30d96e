"""What the members of a coordination do with one another: "A and B met", "A and B held talks", "A and B blame each other"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, permutations

from kg.extraction.clause import Clause
from kg.extraction.phrases import Phrases, conjuncts, lead_of, members
from kg.extraction.prepositions import case_of
from kg.lang.language import Words
from kg.model import Adjunct, Mention, MentionKind, Voice
from kg.parse import Token

MOST = 4  # members; pairs grow with their square, and long lists seldom meet two by two


def reciprocals(clause: Clause, phrases: Phrases) -> Iterator[Clause]:
    """A clause for each pair of members, when they do it with one another."""
    sides = _sides(clause, phrases)
    if not 2 <= len(sides) <= MOST or clause.voice is not Voice.ACTIVE or clause.linking:
        return
    if _each_other(clause.object, clause.words):
        for one, other in permutations(sides, 2):
            yield replace(clause, subject=one, object=other, object_token=None, rules=["reciprocal", *clause.rules[1:]])
        return
    verb = next((verb for verb in clause.chain if _mutual(clause, verb)), None)
    noun = _mutual_noun(clause)
    if verb is None and noun is None:
        return
    if verb is not None:  # "agreed to leave": they agree with one another, whoever leaves
        noun = None
    chain = clause.chain[: clause.chain.index(verb) + 1] if verb is not None else clause.chain
    words = [word for word in clause.phrase if word.dep != "case" and word.i <= chain[-1].i]
    for one, other in combinations(sides, 2):
        yield Clause(
            chain=chain,
            head=clause.head,
            subject=one,
            object=other,
            adjuncts=list(_beside(clause)) if chain == clause.chain else [],
            preposition=clause.head.grammar.comitative,
            noun=noun.lower_lemma if noun is not None else "",
            phrase=[*words, *([noun] if noun is not None else [])],
            rules=["reciprocal", *(["chain"] if len(chain) > 1 else [])],
        )


def marked(clause: Clause, pairs: Iterable[Clause]) -> Clause:
    """The clause, with the rule "mutual" where its pairs say all that it does: that both "met", or "met in Oslo"."""
    thing = clause.object
    alone = thing is None or bool(clause.preposition) or thing.label == "DATE"
    joined = clause.subject is not None and bool(clause.subject.parts)
    whole = any(pair.chain == clause.chain and not pair.noun for pair in pairs)
    return replace(clause, rules=[*clause.rules, "mutual"]) if alone and joined and whole else clause


def _beside(clause: Clause) -> Iterator[Adjunct]:
    """Further arguments of the clause; what took the place of an object is one of them again."""
    thing = clause.object
    if thing is not None and (clause.preposition or thing.label == "DATE") and thing.label != "CLAUSE":
        yield Adjunct(clause.preposition or "time", thing, thing.span)
    yield from (item for item in clause.adjuncts if item.mention.label != "CLAUSE")


def _each_other(thing: Mention | None, words: Words) -> bool:
    first, _, rest = thing.span.text.lower().partition(" ") if thing is not None else ("", "", "")
    return bool(rest) and words.each_other.get(first) == rest


def _sides(clause: Clause, phrases: Phrases) -> tuple[Mention, ...]:
    """Coordinated subjects, or the names before one noun: "Turkish and Greek officials"."""
    subject = clause.subject
    if subject is None:
        return ()
    head = phrases.at(subject.head.start)
    if subject.parts:  # "countries such as Peru met": not with Peru
        group = any(lead_of(token) in phrases.words.members for token in members(head))
        return () if group else subject.parts
    if not head.is_plural:
        return ()
    for child in head.lefts:
        if child.dep in ("amod", "compound") and (others := conjuncts(child)):
            names = [phrases.name_at(token) for token in (child, *others)]
            return tuple(name for name in names if name is not None and name.label in ("GPE", "NORP", "ORG"))
    return ()


def _mutual(clause: Clause, verb: Token) -> bool:
    """A verb that takes two sides, with no other side named: not "A and B met with C"."""
    others = verb.words.reciprocal.get(verb.lower_lemma)
    if others is None:
        return False
    thing = clause.object
    if verb is not clause.content:
        return not any(case_of(child) in others for child in verb.rights)
    if thing is not None and not clause.preposition and thing.kind is not MentionKind.VALUE:
        return False
    return clause.preposition not in others and not any(
        item.role in others and item.mention.label != "CLAUSE" and item.span.start > verb.idx
        for item in clause.adjuncts
    )


def _mutual_noun(clause: Clause) -> Token | None:
    """The noun of "held talks", "signed an agreement", "postponed their meeting", with no other side named."""
    noun, sides = clause.object_token, clause.head.grammar.other_side
    if noun is None or clause.preposition or noun.lower_lemma not in clause.words.reciprocal_nouns:
        return None
    if clause.content.lower_lemma not in clause.words.reciprocal_light:
        return None
    if any(case_of(child) in sides for child in noun.rights) or any(
        item.role in sides and item.span.start > noun.idx for item in clause.adjuncts
    ):
        return None
    owned = next((child for child in noun.children if child.dep == "nmod:poss"), None)
    definite = any(
        child.dep == "det" and child.lower not in child.grammar.indefinite_determiners for child in noun.children
    )
    return None if definite or (owned is not None and owned.lower not in owned.language.reference.plural) else noun
