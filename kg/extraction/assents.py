"""What is agreed to is planned; the agreement itself is so: "Moscow agreed to withdraw"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.clause import Clause
from kg.extraction.syntax import is_passive

RULE = "assent"


def assents(clause: Clause) -> Iterator[Clause]:
    """A clause of its own for each agreement before the last verb of a chain, unless it is one with another (reciprocals.py)."""
    if clause.subject is None or clause.subject.parts:
        return
    for verb in clause.chain[:-1]:
        if verb.lower_lemma not in clause.words.assenting or is_passive(verb):
            continue
        chain = clause.chain[: clause.chain.index(verb) + 1]
        yield Clause(
            chain=chain,
            head=clause.head,
            subject=clause.subject,
            phrase=[word for word in clause.phrase if word.i <= verb.i],
            rules=["verb", RULE],
        )
