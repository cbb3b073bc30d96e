"""Several that a plural noun counts, and that are named behind it: "fined two firms: Orion and Vega", "two firms failed: Ada and Vega";
those whom people of a kind include: "the victims included Ana Ruiz"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.clause import Clause
from kg.extraction.clauses import Clauses
from kg.extraction.people import is_somebody
from kg.extraction.phrases import Phrases, conjuncts, is_listing
from kg.extraction.syntax import noun_key
from kg.model import Mention, MentionKind, Voice
from kg.parse import Token

RULE, INCLUDED = "listed", "included"
_BEHIND = frozenset({"parataxis", "nsubj", "dep", "list"})  # how the parser hangs a list on the verb


def listed(clause: Clause, phrases: Phrases) -> Iterator[Clause]:
    """A clause of its own for those whom a list behind a colon or comma names, with all of them in the place of the noun."""
    names = _names_of(clause.object, clause, phrases)
    if names is not None:
        yield replace(clause, object=names, rules=[*clause.rules, RULE])
    elif (names := _names_of(clause.subject, clause, phrases)) is not None:
        yield replace(clause, subject=names, rules=[*clause.rules, RULE])


def _names_of(mention: Mention | None, clause: Clause, phrases: Phrases) -> Mention | None:
    """The names of all that a noun counts."""
    if mention is None or not mention.plural or mention.parts:
        return None
    noun = phrases.at(mention.head.start)
    beside = next((child for child in noun.rights if is_listing(noun, child)), None)
    if beside is None and noun.pos == "NOUN" and noun.head is clause.head:
        beside = next((child for child in clause.head.rights if child.dep in _BEHIND and _ends_in_list(child)), None)
    return phrases.mention(beside) if beside is not None else None


def _ends_in_list(name: Token) -> bool:
    """Names behind a colon, up to the end of the sentence."""
    names = [name, *conjuncts(name)]
    start, end = name.left_edge, names[-1].right_edge
    mark = start if start.lower == ":" or start.i == 0 else start.nbor(-1)
    rest = name.parse[end.i + 1 : name.sentence.end]
    several = len(names) > 1 and all(one.text[:1].isupper() for one in names)
    return several and mark.lower == ":" and all(token.is_punct or token.is_space for token in rest)


def included(clause: Clause, clauses: Clauses) -> Iterator[Clause]:
    """Each of those whom people of a kind include is one of them: "Members of the council include Ana Ruiz"."""
    noun = _kind_of_people(clause, clauses.phrases)
    if noun is None or clause.object is None:
        yield clause
        return
    described = _without_number(noun, clauses.phrases)
    for one in clause.object.parts or (clause.object,):
        if one.kind is MentionKind.VALUE:
            continue
        yield replace(
            clause,
            subject=one,
            object=described,
            object_token=noun,
            adjuncts=clauses.of_noun(noun),
            noun=noun_key(noun),
            linking=True,
            rules=[INCLUDED, *clause.rules],
        )


def _kind_of_people(clause: Clause, phrases: Phrases) -> Token | None:
    """The plural noun for people whose members a clause names."""
    if clause.content.lower_lemma not in clause.words.including or clause.voice is not Voice.ACTIVE:
        return None
    kind = clause.subject
    if kind is None or clause.object is None or kind.kind is not MentionKind.NOMINAL or not kind.plural or kind.parts:
        return None
    noun = phrases.at(kind.head.start)
    people = is_somebody(noun) or all(one.label == "PERSON" for one in clause.object.parts or (clause.object,))
    return noun if noun.is_plural and people else None


def _without_number(noun: Token, phrases: Phrases) -> Mention:
    """The phrase of a noun without what says which and how many: "victims of the raid" of "the other two victims of the raid"."""
    whole = phrases.mention(noun)
    words = noun.parse[phrases.at(whole.span.start).i : noun.i + 1]
    empty = noun.language.argument_types.no_idea | noun.language.reference.determiners
    first = next(token for token in words if token.i == noun.i or not (token.pos == "NUM" or token.lower in empty))
    return replace(whole, span=phrases.characters(first.idx, whole.span.end))
