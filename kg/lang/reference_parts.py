"""Parts of a language that tell who is meant: names, descriptions, pronouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.lang.part import Part


@dataclass(frozen=True, slots=True, eq=False)
class Names(Part):
    """Words of names: titles, particles, legal forms; what labels and heads of names say of a class."""

    possessive_ending: str
    loose_end: str
    word_of_name: str
    ranks_abroad: frozenset[str]
    rank_parts_abroad: frozenset[str]
    titles: frozenset[str]
    civil_titles: frozenset[str]
    empty_titles: frozenset[str]
    regnal: frozenset[str]
    degrees: frozenset[str]
    suffixes: frozenset[str]
    short_suffixes: Mapping[str, str]
    particles: frozenset[str]
    small_particles: frozenset[str]
    patronymic: frozenset[str]
    teknonym: str
    former: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    head_types: Mapping[str, str]
    complement: str
    corporate: frozenset[str]
    legal_forms: frozenset[str]
    one_spelling: Mapping[str, str]
    place_behind: str
    state_of: str
    state_behind: str
    state_before: str
    town_behind: str
    in_behind: str
    listed_behind: str
    country_modifiers: frozenset[str]
    directions: frozenset[str]
    invariable_demonyms: tuple[str, ...]
    plural_demonyms: tuple[str, ...]
    government: frozenset[str]
    one_government: str
    bodies: frozenset[str]
    generic_name_words: frozenset[str]
    party_words: frozenset[str]
    ministry: str
    ministry_of: str
    portfolios: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class GivenNames(Part):
    """Given names: spellings, short forms, and letters that stand for one another."""

    spellings: tuple[tuple[str, ...], ...]
    short_forms: tuple[tuple[str, ...], ...]
    articles: frozenset[str]
    letters: Mapping[str, str]
    certain_sounds: tuple[tuple[str, ...], ...]
    loose_sounds: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Referring(Part):
    """Pronouns, and what tells whether a place stands for its government."""

    city_verbs: frozenset[str]
    being_or_having: frozenset[str]
    deciding_verbs: frozenset[str]
    government_nouns: frozenset[str]
    speaking: frozenset[str]
    deciding_with: Mapping[str, frozenset[str]]
    stance_verbs: frozenset[str]
    target_nouns: Mapping[str, frozenset[str]]
    target_verbs: Mapping[str, frozenset[str]]
    exchanges: frozenset[str]
    between_nouns: frozenset[str]
    related_before: str
    source_before: str
    masculine: frozenset[str]
    feminine: frozenset[str]
    neuter: frozenset[str]
    plural: frozenset[str]
    speaker: frozenset[str]
    speakers: frozenset[str]
    possessive: frozenset[str]
    single: frozenset[str]
    several: frozenset[str]
    human_pronouns: frozenset[str]
    reflexive: frozenset[str]
    subordinating: frozenset[str]
    pair_nouns: frozenset[str]
    one_of_two: Mapping[str, int]
    fronting: frozenset[str]
    empty_it: frozenset[str]
    joined_before: str
    definite: frozenset[str]
    demonstrative: frozenset[str]
    introducing: frozenset[str]
    determiners: frozenset[str]
    place_adverbs: frozenset[str]
    pointing: frozenset[str]
    indefinite: frozenset[str]
    dual: frozenset[str]
    one_of_many: frozenset[str]
    quantities: frozenset[str]
    denying: frozenset[str]
    distributive: frozenset[str]
    generalizing: frozenset[str]
    earlier: frozenset[str]
    ordinals: frozenset[str]
    no_role: frozenset[str]
    restrictive: str
    empty_tail: frozenset[str]
    country_nouns: frozenset[str]
    continent_nouns: frozenset[str]
    entire: frozenset[str]
    capital_nouns: frozenset[str]
    named_by_genitive: frozenset[str]
    relatives: frozenset[str]
    person_nouns: frozenset[str]
    person_endings: tuple[str, ...]
    not_persons: frozenset[str]
    telling_no_names: frozenset[str]
    voice_roles: frozenset[str]
    kinds_of_pronoun: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Roles(Part):
    """What people are called by what they are, do or undergo, and by whose they are."""

    serving: frozenset[str]
    holding_office: frozenset[str]
    office_nouns: frozenset[str]
    office_prepositions: frozenset[str]
    governing: frozenset[str]
    naming: frozenset[str]
    alike: frozenset[str]
    incumbent: frozenset[str]
    past: frozenset[str]
    other_rank: frozenset[str]
    plain: frozenset[str]
    inverse: Mapping[str, frozenset[str]]
    kin_before: str
    kin_behind: str
    broader: Mapping[str, frozenset[str]]
    by_deed_suffered: Mapping[str, frozenset[str]]
    by_deed_done: Mapping[str, frozenset[str]]
    same_office: Mapping[str, str]
    by_age: str
    of_names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class NounTypes(Part):
    """Classes of described things, by their noun."""

    noun_types: Mapping[str, str]
    possessions: frozenset[str]
    broader_than: Mapping[str, frozenset[str]]
    called_again: Mapping[str, frozenset[str]]
    other: frozenset[str]
    state_nouns: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Descriptions(Part):
    """Classes of named things, by the nouns that describe them."""

    body_nouns: frozenset[str]
    body_words: Mapping[str, str]
    named_nouns: Mapping[str, str]
    vague_nouns: frozenset[str]
    had_by: Mapping[str, str]
