"""Nouns that name people or bodies of people."""

from __future__ import annotations

from kg.parse import Token

_ACTING_NOUNS = frozenset(
    {"Group", "GovernmentBody", "PoliticalParty", "Company", "MediaOrganization", "Organization", "Country", "City"}
)
_BODIES = frozenset({"GovernmentBody", "PoliticalParty", "Company", "MediaOrganization", "Organization"})


def is_body(noun: Token) -> bool:
    """A noun that names a body of people, and no person."""
    return noun.language.noun_types.noun_types.get(noun.lower_lemma) in _BODIES and not is_human(noun)


def has_somebody(verb: Token) -> bool:
    """Its object is a name or a pronoun, or names people or a body of people."""
    return any(child.dep == "obj" and (child.pos in ("PROPN", "PRON") or is_somebody(child)) for child in verb.children)


def is_somebody(noun: Token) -> bool:
    """A noun that names people or a body of people."""
    return noun.language.noun_types.noun_types.get(noun.lower_lemma) in _ACTING_NOUNS or is_human(noun)


def is_human(noun: Token) -> bool:
    """A noun that names a person."""
    reference, lemma = noun.language.reference, noun.lower_lemma
    ending = lemma.endswith(reference.person_endings) and lemma not in reference.not_persons
    return lemma in reference.person_nouns or ending
