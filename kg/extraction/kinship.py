"""Who is whose: "had two sons, including Tim", "has a daughter, Ana". The clause says it of the name, not that the name was had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.clause import Clause
from kg.extraction.phrases import Phrases, conjuncts, members
from kg.model import Mention, MentionKind, Voice
from kg.parse import Token

RULE = "kinship"


def kinship(clause: Clause, phrases: Phrases) -> Iterator[Clause]:
    """The clause without the names of those that its subject has, and a clause for each of them; the clause alone where it has none."""
    noun = clause.object_token
    names = list(_names(noun, phrases)) if noun is not None and _has_kin(clause, noun) else []
    if noun is None or not names or clause.subject is None:
        yield clause
        return
    yield replace(clause, object=replace(phrases.mention(noun, coordinated=False), antecedent=None))
    for name in names:
        yield Clause(
            chain=clause.chain,
            head=clause.head,
            subject=name,
            object=clause.subject,
            noun=noun.lower_lemma,
            preposition=noun.grammar.genitive,
            linking=True,
            phrase=[clause.content, noun],
            rules=[RULE],
        )


def _has_kin(clause: Clause, noun: Token) -> bool:
    kin = noun.lower_lemma in noun.language.reference.relatives
    has = clause.content.lower_lemma == noun.grammar.perfect_auxiliary and clause.voice is Voice.ACTIVE
    return kin and has and not clause.preposition


def _names(noun: Token, phrases: Phrases) -> Iterator[Mention]:
    """Names beside the noun, or that it says it includes."""
    beside = [child for child in noun.rights if child.dep == "appos"]
    for token in [*members(noun), *(one for child in beside for one in (child, *conjuncts(child)))]:
        mention = phrases.mention(token, coordinated=False)
        named = mention.antecedent or mention
        if named.kind is MentionKind.NAMED:
            yield named
