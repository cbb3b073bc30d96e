"""Words of names that name nothing by themselves: so many of a people, one of a people, a share, an office in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.people import is_human
from kg.extraction.prepositions import case_of
from kg.parse import Token, Tokens


def is_counted(head: Token, name: Tokens) -> bool:
    """ "231 Democrats", "three Marines", "Iraqi Shiites": so many of a party, a force or a people, or those somewhere; not all of it."""
    counted = head.is_plural and name.label in ("NORP", "ORG")
    some = head.words.indefinite | head.language.reference.indefinite
    return counted and any(
        child.i < name.start
        and (
            child.dep == "nummod"
            or (child.dep in ("amod", "det") and child.lower in some)
            or (child.dep in ("amod", "compound") and name.label == "NORP" and child.ent_type in ("NORP", "GPE"))
        )
        for child in head.lefts
    )


def is_one_of(head: Token, name: Tokens) -> bool:
    """ "The first African American to win", "a Democrat", "the Dane Ana Ruiz": one of a people, described; and "the Mozart of chess" is not
    Mozart."""
    before = [child for child in head.lefts if child.i < name.start and child.pos != "PUNCT"]
    if not any(child.dep == "det" for child in before) or head.is_plural:
        return False
    one = before[0].lower in head.grammar.indefinite_articles
    beside = any(child.dep == "appos" and child.ent_type == "PERSON" and child.i == head.i + 1 for child in head.rights)
    told = name.label == "NORP" and (one or beside or any(child.dep == "amod" for child in before))
    compared = before[-1].lower == head.grammar.definite_article
    of = (child for child in head.rights if child.dep == "nmod" and child.i >= name.end)
    return told or (
        name.label == "PERSON" and compared and any(case_of(child) == head.grammar.genitive for child in of)
    )


def is_share(number: Token) -> bool:
    """ "All 25 of the delegates": so many things of a kind, and no number."""
    share = number.pos == "NUM" and number.lower not in number.words.each_other
    return (share and any(child.pos == "NOUN" and child.is_plural for child in _of(number))) or shared(
        number
    ) is not None


def shared(quantity: Token) -> Token | None:
    """Of what a word for a quantity is a part: "most of the houses", "much of the city"."""
    partitive = quantity.pos in ("ADJ", "DET", "PRON") and quantity.lower in quantity.language.measures.partitives
    return next((child for child in _of(quantity) if child.pos in ("NOUN", "PROPN")), None) if partitive else None


def _of(head: Token) -> Iterator[Token]:
    """Nouns behind "of" that hang on a word."""
    return (child for child in head.rights if child.dep == "nmod" and case_of(child) == head.grammar.genitive)


def is_office(noun: Token) -> bool:
    """ "the Prime Minister of Peru": a description, capitals or not; who "the Prime Minister" names stands behind it."""
    return is_human(noun) and any(child.dep == "det" and child.i < noun.i for child in noun.children)
