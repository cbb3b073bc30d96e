"""Pronouns that the rules leave open and the reader is sure of; the reason says which pair model said so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build import GAZETTEER, Marked

from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.model import Reference
from kg.resolve import resolve

TEXT = "[Ada Quill|PERSON] and [Bo Reed|PERSON] met. [She|p] spoke of [it|p]. [Her|p] aide left."


def resolved(*references: tuple[str, str, float]) -> dict[str, tuple[str, str]]:
    """Entity and reason of each pronoun, given (mention, antecedent, score) of the reader."""
    marked = Marked("d1", TEXT)
    known = [Reference(marked[words].span, marked[words].head, None, 1.0) for words in ("Ada Quill", "Bo Reed")]
    known += [Reference(marked[word].span, marked[word].head, marked[to].span, score) for word, to, score in references]
    clauses = ["She > speak > it / of it"] if any(word == "it" for word, _, _ in references) else ()
    extract = replace(marked.extract(clauses), references=tuple(known))
    found = resolve([extract], GAZETTEER, Minter(), ENGLISH)
    labels = {entity.id: entity.label for entity in found.entities}
    words = {word: marked[word].span for word in ("She", "Her", "it")}
    return {
        word: (labels[link.entity], link.reason) if (link := found.links.get(span)) else ("?", found.unresolved[span])
        for word, span in words.items()
    }


def test_rules_alone_leave_it_open() -> None:
    """Two people come into question, so that nobody is taken."""
    assert resolved()["She"][0] == "?"


def test_a_sure_reader_decides() -> None:
    """A likely link decides, and says so."""
    assert resolved(("She", "Bo Reed", 0.93))["She"] == ("Bo Reed", "pair model: 'Bo Reed', score 0.93")


def test_an_unsure_reader_does_not() -> None:
    """A link that is less likely than nine in ten leaves the pronoun open."""
    assert resolved(("She", "Bo Reed", 0.6))["She"][0] == "?"


def test_links_follow_one_another() -> None:
    """What a pronoun stands for may be a pronoun that stands for a name; the likelihoods multiply."""
    assert resolved(("She", "Bo Reed", 0.99), ("Her", "She", 0.95))["Her"][0] == "Bo Reed"
    assert resolved(("She", "Bo Reed", 0.5), ("Her", "She", 0.95))["Her"][0] == "?"


@pytest.mark.parametrize(("word", "to"), [("it", "Bo Reed")])
def test_what_does_not_agree_is_not_taken(word: str, to: str) -> None:
    """However sure the reader is, "it" is no person."""
    assert resolved((word, to, 0.99))[word][0] == "?"
