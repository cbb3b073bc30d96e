"""What the stages know of a language: word lists and tables, made in a folder of its own and handed in by the pipeline.

The fields of a part are the constants of the module of the same name (`kg/lang/en/words.py`: `SAY` is `words.say`), where
comments say what each list is for and what it was measured on. A second language is a second folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.lang.part import Part
from kg.lang.reference_parts import Descriptions, GivenNames, Names, NounTypes, Referring, Roles

_BEGINNING, _FIRST_LINES = 1000, 8  # characters and lines of a text in which its date may stand


@dataclass(frozen=True, slots=True, eq=False)
class Tags(Part):
    """The tagset of its treebanks: what a tag says in features (https://universaldependencies.org/u/feat/)."""

    features: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar(Part):
    """Function words and endings, by what they do in a phrase."""

    copula: str
    past_copula: frozenset[str]
    agreeing_copula: Mapping[str, str]
    perfect_auxiliary: str
    perfect: frozenset[str]
    future: frozenset[str]
    inverted_auxiliaries: frozenset[str]
    infinitive_marker: str
    empty_subjects: frozenset[str]
    complementizer: str
    thing_relative: str
    limit: str
    expletive: str
    existential: str
    existence: str
    negation: str
    plain_negations: frozenset[str]
    additive: frozenset[str]
    remoteness: tuple[str, str]
    disjunction: str
    adversative: str
    excluding: frozenset[str]
    negative_conjunctions: frozenset[str]
    neither: str
    substitution: tuple[str, str]
    absence: frozenset[str]
    nearly_all: tuple[str, str]
    continuing: frozenset[str]
    pending: str
    prospective_verb: str
    approaches: frozenset[tuple[str, str, str]]
    half_way: frozenset[str]
    hindering: frozenset[str]
    whether: str
    condition: str
    exception: str
    excepting: str
    asking_markers: frozenset[str]
    asking_determiners: frozenset[str]
    asking_adverbs: frozenset[str]
    membership: frozenset[str]
    topical: frozenset[str]
    speaking: frozenset[str]
    addressed: str
    content_markers: frozenset[str]
    comparing_markers: frozenset[str]
    happening: tuple[tuple[str, str], ...]
    doing: frozenset[str]
    resulting: frozenset[str]
    formerly: str
    definite_article: str
    negative_determiner: str
    polarity_determiner: str
    human_relatives: frozenset[str]
    negative_determiners: frozenset[str]
    indefinite_determiners: frozenset[str]
    plural_pronouns: frozenset[str]
    possessive_markers: frozenset[str]
    former_adverbs: frozenset[str]
    descent: str
    former_prefix: str
    passive_agent: str
    genitive: str
    dative: str
    comitative: str
    inessive: str
    subjacent: str
    essive: str
    ablative: str
    benefactive: str
    durative: str
    mutual: str
    owner: tuple[str, ...]
    other_side: frozenset[str]
    of_object: frozenset[str]
    indefinite_articles: frozenset[str]
    conjunction: str
    distributive: str
    pro_verb: str
    possessive_marks: tuple[tuple[str, str], ...]
    plural_endings: tuple[tuple[str, str], ...]

    def without_article(self, text: str) -> str:
        """Words without the definite article at their start."""
        first, blank, rest = text.partition(" ")
        return rest if blank and first.casefold() == self.definite_article else text

    def possessive(self, name: str) -> str:
        """A name as that of whom something belongs to: "Chile's"."""
        return name + next(mark for end, mark in self.possessive_marks if name.endswith(end))

    def singulars(self, noun: str) -> set[str]:
        """What a noun can be the plural of."""
        return {noun.removesuffix(end) + singular for end, singular in self.plural_endings if noun.endswith(end)}


@dataclass(frozen=True, slots=True, eq=False)
class Morphology(Part):
    """Forms of words and their lemmas."""

    irregular: Mapping[str, str]
    pronouns: Mapping[str, str]
    proper_adjective: str
    verb_bases: tuple[tuple[str, str], ...]
    no_verb: str
    singulars: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words(Part):
    """Verbs, nouns and function words by what they do to a clause: who says it, how far it is so, what fills its places."""

    own_function_words: frozenset[str]
    say: frozenset[str]
    ask: frozenset[str]
    deny: frozenset[str]
    charge: Mapping[str, frozenset[str]]
    charged_of: frozenset[str]
    appointing: frozenset[str]
    reported: frozenset[str]
    emerge: frozenset[str]
    found: frozenset[str]
    say_nouns: frozenset[str]
    say_or_ask: frozenset[str]
    say_or_think: frozenset[str]
    holding: frozenset[str]
    sayings: frozenset[str]
    citing: str
    putting: Mapping[str, str]
    norms: frozenset[str]
    quotative: Mapping[str, str]
    citing_nouns: Mapping[str, frozenset[str]]
    deciding: frozenset[str]
    going_on: frozenset[str]
    attitudes: frozenset[str]
    no_content: frozenset[str]
    settling: frozenset[str]
    perceiving: frozenset[str]
    having_views: frozenset[str]
    obliging: frozenset[str]
    causative: frozenset[str]
    reasons: frozenset[str]
    thought_nouns: frozenset[str]
    credits: frozenset[str]
    text_labels: frozenset[str]
    rejecting: frozenset[str]
    untrue: frozenset[str]
    retracting: frozenset[str]
    fact_nouns: frozenset[str]
    unnamed_source: frozenset[str]
    judge: frozenset[str]
    judge_about: Mapping[str, str]
    prepositional: Mapping[str, frozenset[str]]
    request: frozenset[str]
    plan: frozenset[str]
    hope: frozenset[str]
    possible: frozenset[str]
    negate: frozenset[str]
    actual: frozenset[str]
    singled_out: frozenset[str]
    picked: frozenset[str]
    neg_raising: frozenset[str]
    factive: frozenset[str]
    entailing: frozenset[str]
    subject_control: frozenset[str]
    pressing: frozenset[str]
    outcomes: frozenset[str]
    act_chain: frozenset[str]
    assenting: frozenset[str]
    showing: frozenset[str]
    addressee: Mapping[str, tuple[str, ...]]
    modals: Mapping[str, str]
    hedges: frozenset[str]
    presupposing: frozenset[str]
    occasion: frozenset[str]
    achieving: Mapping[str, frozenset[str]]
    failing: Mapping[str, frozenset[str]]
    complement_prepositions: frozenset[str]
    negations: frozenset[str]
    nearly: frozenset[str]
    not_actual_adjectives: frozenset[str]
    ending: frozenset[str]
    fiction: frozenset[str]
    performing: frozenset[str]
    agreements: frozenset[str]
    negative_pronouns: frozenset[str]
    conditions: frozenset[str]
    plan_nouns: frozenset[str]
    request_nouns: frozenset[str]
    hope_nouns: frozenset[str]
    giving: frozenset[str]
    negate_nouns: frozenset[str]
    linking: frozenset[str]
    weak_linking: frozenset[str]
    all_linking: frozenset[str]
    time_nouns: frozenset[str]
    adverbial_nouns: frozenset[str]
    indefinite: frozenset[str]
    anaphoric: frozenset[str]
    indefinite_persons: frozenset[str]
    relative: frozenset[str]
    event_nouns: frozenset[str]
    placing: frozenset[str]
    directed_in: frozenset[str]
    doer_nouns: frozenset[str]
    done_nouns: frozenset[str]
    choice_nouns: frozenset[str]
    act_nouns: frozenset[str]
    circumstance_nouns: frozenset[str]
    phase_nouns: frozenset[str]
    engagements: Mapping[str, frozenset[str]]
    engaged_in: frozenset[str]
    not_yet: frozenset[str]
    sender_nouns: frozenset[str]
    reciprocal: Mapping[str, tuple[str, ...]]
    reciprocal_light: frozenset[str]
    reciprocal_nouns: frozenset[str]
    each_other: Mapping[str, str]
    inside: frozenset[str]
    not_placed: frozenset[str]
    members: Mapping[str, str]
    group_leads: Mapping[str, str]
    directed: frozenset[str]
    role_modifiers: frozenset[str]
    former: frozenset[str]
    over: frozenset[str]
    doubtful_descriptions: frozenset[str]
    idioms: Mapping[str, tuple[str, ...]]
    transitive: frozenset[str]
    intransitive: frozenset[str]
    whole_alone: frozenset[str]
    half_passives: frozenset[str]
    raising: frozenset[str]
    obliging_to: frozenset[str]
    drafts: frozenset[str]
    being_there: frozenset[str]
    half_states: frozenset[str]
    ongoing: frozenset[str]
    including: frozenset[str]
    talk: frozenset[str]
    telling: frozenset[str]
    needs_object: frozenset[str]
    toll: frozenset[str]
    dative: frozenset[str]
    undergone: frozenset[str]
    approving: frozenset[str]
    days: frozenset[str]
    naming: frozenset[str]
    means_nouns: frozenset[str]
    manner_phrases: dict[str, frozenset[str]]
    complex_prepositions: Mapping[str, Mapping[str, str]]
    name_nouns: frozenset[str]
    ship_prefixes: frozenset[str]
    courtesies: frozenset[str]
    entitling: frozenset[str]
    using: frozenset[str]
    postposed: frozenset[str]
    ground_nouns: frozenset[str]
    anybody: frozenset[str]
    role_nouns: frozenset[str]
    not_a_role: frozenset[str]
    forms_of_address: frozenset[str]
    locative: frozenset[str]
    joining: frozenset[str]
    particles: frozenset[str]
    light_verbs: frozenset[str]

    def points(self, word: str) -> bool:
        """True for a word that only points at something or joins what stands around it."""
        return word in self.relative | self.indefinite | self.directed | self.locative | self.joining


@dataclass(frozen=True, slots=True, eq=False)
class Events(Part):
    """Verbs and nouns of political events: patterns of PLOVER classes and of what governs them."""

    groups: Mapping[str, str]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    nominals: Mapping[str, str]
    operators: Mapping[str, str]
    operator_nouns: Mapping[str, str]
    actors: frozenset[str]
    actors_before_nouns: frozenset[str]
    directed: frozenset[str]
    placed: frozenset[str]
    measures: frozenset[str]
    strong_promises: frozenset[str]
    inverse: frozenset[str]
    governed: frozenset[str]
    personal: frozenset[str]
    adjectival: frozenset[str]
    sending: frozenset[str]
    complaining: frozenset[str]
    only_several: frozenset[str]
    partaking: frozenset[str]
    guilty: frozenset[str]
    blaming: str
    ultimatum: str
    particles: frozenset[str]
    placing: frozenset[str]
    parties: frozenset[str]
    givers: frozenset[str]
    hosts: frozenset[str]
    partners: frozenset[str]
    iterative: str


@dataclass(frozen=True, slots=True, eq=False)
class Relations(Part):
    """Words for relations in users' ontologies, and words that say the contrary."""

    related: Mapping[tuple[str, ...], frozenset[str]]
    contrary: frozenset[str]
    apart: frozenset[str]
    by_others: frozenset[str]
    beneficiary: frozenset[str]
    housing: frozenset[str]
    neutral: frozenset[str]
    empty: frozenset[str]
    endings: tuple[str, ...]
    auxiliaries: frozenset[str]
    renaming: frozenset[str]
    compound_agents: frozenset[str]
    compound_prepositions: Mapping[str, str]
    made: frozenset[str]
    made_in: str
    being: str
    having: str
    naming: str
    dependents: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class ArgumentTypes(Part):
    """What things of a class of a user's ontology look like in text."""

    sorts: Mapping[str, str]
    datatypes: Mapping[str, str]
    labels: Mapping[str, frozenset[str]]
    telling: frozenset[str]
    decided: frozenset[str]
    broad: frozenset[str]
    unnumbered: frozenset[str]
    members: Mapping[str, frozenset[str]]
    speaking_of: Mapping[str, frozenset[str]]
    in_organizations: frozenset[str]
    given: frozenset[str]
    ranks: frozenset[str]
    ranks_behind: Mapping[str, frozenset[str]]
    ranks_in_order: frozenset[str]
    rank_endings: tuple[str, ...]
    ranks_or_offices: frozenset[str]
    rank_parts: frozenset[str]
    rank_grades: frozenset[str]
    before_ranks: frozenset[str]
    roles: frozenset[str]
    personal_roles: frozenset[str]
    idea_endings: tuple[str, ...]
    idea_nouns: frozenset[str]
    statuses: tuple[str, ...]
    citizen_words: frozenset[str]
    role_words: frozenset[str]
    role_prepositions: frozenset[str]
    office_followers: frozenset[str]
    rank_ordinals: frozenset[str]
    humans: frozenset[str]
    person_endings: tuple[str, ...]
    people_endings: tuple[str, ...]
    person_subjects: frozenset[str]
    no_idea: frozenset[str]
    singular_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TimeExpressions(Part):
    """Expressions of time: tables of their words, and patterns with the names of the functions that read them."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: Mapping[str, int]
    holidays: Mapping[str, tuple[int, int]]
    celebrating: frozenset[str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    parts_of_year: Mapping[str, int]
    directions: Mapping[str, int]
    named_days: Mapping[str, int]
    overnight: str
    eras_before: frozenset[str]
    no_time: str
    possessive: str
    vague: str
    clock: str
    leading: str
    roughly: str
    amount: str
    duration: str
    stretches: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, str], ...]
    told_since: str
    told: tuple[str, ...]
    marking: frozenset[str]
    ending: frozenset[str]
    year_behind: str
    story: str
    dateline: str
    dated_line: str

    def dated(self, text: str) -> str:
        """The words for the day that a text itself says it is from, in its first lines, "" for none.

        "OSLO, March 3, 2021 (Agency) —", "Published: 3 March 2021", "By Ada Quill | 3 March 2021".
        """
        for line in text[:_BEGINNING].splitlines()[:_FIRST_LINES]:
            match = re.match(self.dateline, line) or re.fullmatch(self.dated_line, line.strip())
            if match:
                return match["date"]
        return ""

    def author(self, text: str) -> str:
        """Who a text says in its first lines, beside its day, that it is by, "" for nobody."""
        lines = text[:_BEGINNING].splitlines()[:_FIRST_LINES]
        found = filter(None, (re.fullmatch(self.dated_line, line.strip()) for line in lines))
        return next((match["author"] for match in found if match["author"]), "")


@dataclass(frozen=True, slots=True, eq=False)
class Measures(Part):
    """Amounts of money, percentages and measures."""

    currency_signs: frozenset[str]
    currencies: frozenset[str]
    percent: frozenset[str]
    per_cent: tuple[str, str]
    units: frozenset[str]
    between: frozenset[str]
    scales: frozenset[str]
    partitives: frozenset[str]
    lasting: frozenset[str]
    terms: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that the stages know of a language; compared by identity, `code` is its ISO 639-1 code."""

    code: str
    tags: Tags
    grammar: Grammar
    morphology: Morphology
    words: Words
    names: Names
    given_names: GivenNames
    reference: Referring
    roles: Roles
    noun_types: NounTypes
    descriptions: Descriptions
    events: Events
    relations: Relations
    argument_types: ArgumentTypes
    times: TimeExpressions
    measures: Measures
