"""Coreference in one document: names first, then noun phrases and pronouns in text order.

A pronoun of a clause that opens its sentence comes behind the subject that it may stand for: "As it left the port, the ferry ...".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.lang.language import Language
from kg.model import Extract, Mention, MentionKind, Span
from kg.resolve.discourse import Discourse, Outcome, Referent
from kg.resolve.entity_types import note_kinds, note_owner
from kg.resolve.linking import Linker
from kg.resolve.members import Members
from kg.resolve.nominals import Nominals
from kg.resolve.occurrences import is_name
from kg.resolve.pronouns import Pronouns
from kg.resources.gazetteer import Gazetteer


def read_document(extract: Extract, gazetteer: Gazetteer, language: Language) -> Outcome:
    """Resolves the mentions of one document to discourse referents."""
    discourse = Discourse(extract, language)
    linker = Linker(discourse, gazetteer)
    linker.run()
    note_kinds(discourse)
    named = {
        mention.span
        for mention in discourse.mentions
        if is_name(mention, discourse, gazetteer) and _take_name(discourse, mention)
    }
    nominals = Nominals(discourse, linker)
    pronouns, members = Pronouns(discourse, nominals.roles.all), Members(discourse)
    whole = _whole_phrases(mention for mention in discourse.mentions if mention.span not in named)
    for mention in _in_order(discourse):
        longest = whole.get(mention.span, mention)
        if several := members.of(mention):
            discourse.members[mention.span] = several
            discourse.refuse(mention.span, "several things: each is resolved on its own")
        elif mention.span not in named:
            _resolve(longest, discourse, nominals, pronouns)
        if longest is not mention:
            nominals.shorten(mention, longest)
    for one, other, reason in list(nominals.roles.identified()):
        discourse.unite(one, other, reason, least=2)  # the clause alone says it of the two
    for one, other in nominals.named_later:
        discourse.unite(one, other, f"it is '{other.shown}', who or which is named later")
    return discourse.outcome


def _in_order(discourse: Discourse) -> list[Mention]:
    known = discourse.language.reference.kinds_of_pronoun

    def place(mention: Mention) -> tuple[int, bool]:
        pronoun = mention.span.text.partition(" ")[0].casefold() in known
        behind = discourse.subject_behind(mention.span) if pronoun else None
        return (behind.start, True) if behind is not None else (mention.span.start, False)

    return sorted(discourse.mentions, key=place)


def _whole_phrases(mentions: Iterable[Mention]) -> dict[Span, Mention]:
    """The longest phrase with the head of each: "a statement saying so", of which "a statement" is the one that says so."""
    of_head: dict[Span, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in (MentionKind.NOMINAL, MentionKind.NAMED) and not mention.parts:
            of_head[mention.head].append(mention)
    return {
        mention.span: max(same, key=lambda one: one.span.end - one.span.start)
        for same in of_head.values()
        for mention in same
    }


def _take_name(discourse: Discourse, mention: Mention) -> bool:
    """Links a phrase to what the name in it denotes; False when it still can be described ("an American")."""
    name = mention.name or mention.span
    link = discourse.links.get(name)
    if link is not None:
        discourse.link(mention.span, link.referent, link.reason)
        return True
    reason = discourse.unresolved.get(name, "")
    if mention.span != name and reason.endswith("without a name"):
        return False
    discourse.refuse(mention.span, reason)
    return True


def _resolve(mention: Mention, discourse: Discourse, nominals: Nominals, pronouns: Pronouns) -> None:
    if mention.span in discourse.links or mention.span in discourse.unresolved:
        return
    if mention.parts:
        discourse.refuse(mention.span, "several things: each is resolved on its own")
    elif mention.kind is MentionKind.VALUE:
        discourse.refuse(mention.span, "a value, a time or a clause is no entity")
    elif mention.kind is MentionKind.PRONOUN:
        pronouns.resolve(mention)
    elif not pronouns.by_age(mention):
        possessor = _possessor(mention, discourse, pronouns)
        if possessor is not None:
            note_owner(possessor, mention, discourse.language)
        nominals.resolve(mention, possessor)
        pronouns.note(mention.span)


def _possessor(mention: Mention, discourse: Discourse, pronouns: Pronouns) -> Referent | None:
    """What "his" in "his brother" stands for."""
    word = mention.span.text.split(" ")[0]
    if word.casefold() not in discourse.language.reference.possessive or word == mention.span.text:
        return None
    start = mention.span.start
    span = Span(mention.span.document_id, start, start + len(word), word)
    if span not in discourse.links and span not in discourse.unresolved:
        pronouns.resolve(Mention(span, span, MentionKind.PRONOUN, lemma=word.casefold()), mention)
    return discourse.referent(span)
