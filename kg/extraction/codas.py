"""Where that is of which "there" says that it is: "there were deaths *in the crash*", wherever the parser hangs the place."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.clause import Clause
from kg.extraction.phrases import Phrases
from kg.extraction.prepositions import case_of, cases_of


def placed(clause: Clause, phrases: Phrases) -> Clause:
    """An existential clause with the place behind its noun as what it links to, where it has nothing but a time."""
    timed = clause.object is None or (clause.object.label == "DATE" and clause.promoted is not None)
    if clause.rules[0] != "existential" or not timed or clause.subject is None:
        return clause
    noun = phrases.at(clause.subject.head.start)
    places = (child for child in noun.rights if child.dep == "nmod" and case_of(child) in phrases.words.inside)
    place = next(places, None)
    if place is None or place.i < clause.content.i:
        return clause
    adjuncts = [*clause.adjuncts, *([clause.promoted] if clause.promoted is not None else [])]
    return replace(
        clause,
        object=phrases.mention(place),
        object_token=place,
        preposition=case_of(place),
        adjuncts=adjuncts,
        phrase=sorted({*clause.acts, clause.content, *cases_of(place)}, key=lambda token: token.i),
        promoted=None,
    )
