"""Who of several does it to whom: "Kenya and Togo elected Otieno and Kofi, respectively"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.clause import Clause

RULE = "respectively"


def paired(clause: Clause) -> Iterator[Clause]:
    """A clause for each pair where a word says that they go together in order; else the clause itself."""
    said = [word for verb in clause.chain for word in verb.subtree if word.lower == word.grammar.distributive]
    subject, target = clause.subject, clause.object
    if not said or subject is None or target is None or len(subject.parts) != len(target.parts) or not subject.parts:
        yield clause
        return
    phrase = [word for word in clause.phrase if word not in said]
    for one, other in zip(subject.parts, target.parts, strict=True):
        yield replace(clause, subject=one, object=other, phrase=phrase, rules=[*clause.rules, RULE])
