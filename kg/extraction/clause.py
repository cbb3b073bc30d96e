"""A predicate with what fills its places."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.lang.language import Words
from kg.model import Adjunct, Mention, Voice
from kg.parse import Token


@dataclass
class Clause:
    """A predicate and what fills its places, still in terms of tokens where later rules need them."""

    chain: tuple[Token, ...]  # from the verb that carries tense to the one that says what is done
    head: Token  # what the clause hangs on in the tree: chain[0], or the noun or adjective of a linking verb
    subject: Mention | None = None
    object: Mention | None = None
    object_token: Token | None = None
    adjuncts: list[Adjunct] = field(default_factory=list)
    preposition: str = ""
    promoted: Adjunct | None = None  # the further argument that took the place of an object
    noun: str = ""
    linking: bool = False
    voice: Voice = Voice.ACTIVE
    phrase: list[Token] = field(default_factory=list)
    turned: bool = False  # said to be the opposite of what its verb says: "backed not Chile but Bolivia"
    rules: list[str] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """What is known of the words of the language."""
        return self.head.words

    @property
    def content(self) -> Token:
        """What says what is done: the last verb, or the predicate of a linking verb."""
        return self.chain[-1]

    @property
    def acts(self) -> list[Token]:
        """Verbs before the last one that are acts of their own: "threatened to sanction"."""
        return [] if self.linking else [verb for verb in self.chain[:-1] if verb.lower_lemma in self.words.act_chain]

    @property
    def factual_head(self) -> Token:
        """The word that must be so for the proposition to be so: the threat is actual, not what is threatened."""
        return self.acts[-1] if self.acts else self.content


def main_rule(clause: Clause) -> str:
    """The rule that its verb is read by."""
    children = (child for verb in clause.chain for child in verb.children)
    if any(child.dep == "expl" and child.lower == child.grammar.existential for child in children):
        return "existential"
    passives = {Voice.PASSIVE: "passive_agent", Voice.AGENTLESS: "passive"}
    return passives.get(clause.voice, "linking" if clause.linking else "verb")
