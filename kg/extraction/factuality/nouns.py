"""What a noun makes of the clause or event below it; events that nouns name; descriptions."""

from __future__ import annotations

from kg.extraction.factuality.marks import NEGATION, is_negation
from kg.extraction.factuality.rows import (
    HELD,
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    POSSIBLE,
    REQUESTED,
    Row,
    first,
    has,
)
from kg.extraction.participles import doer_of
from kg.extraction.phrases import alternatives
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import has_copula, to_infinitive
from kg.parse import Token

# -- a clause or an event below a noun; `one` is that, `other` the noun ----------------------------------------------------------------


def _is_untrue(_: Token, noun: Token) -> bool:
    """ "Reports that ... are false", "proved wrong"."""
    state = noun.head
    said = (state, *(child for child in state.rights if child.dep == "xcomp"))
    return noun.dep == "nsubj" and any(word.lower in noun.words.untrue for word in said)


def _is_retracted(_: Token, noun: Token) -> bool:
    """ "Retracted its report that ...": nobody says so any more."""
    verb = noun.head.lower_lemma if noun.dep in ("obj", "nsubj:pass") else ""
    return noun.lower_lemma in noun.words.say_nouns and verb in noun.words.retracting


def is_rejected(noun: Token) -> bool:
    """ "Denied reports that ...", "the claim that ... was rejected"."""
    verb = noun.head.lower_lemma if noun.dep in ("obj", "nsubj:pass") else ""
    return noun.lower_lemma in noun.words.say_nouns and verb in noun.words.rejecting


NOUNS = (
    Row("embedded_noun:untrue", "Reports that Peru attacked Chile are false.", NEGATED, _is_untrue),
    Row("embedded_noun:retracted", "The daily retracted its report that Peru attacked Chile.", POSSIBLE, _is_retracted),
    Row(
        "embedded_noun:absence",
        "Norway regrets the failure to free the hostages.",
        NEGATED,
        lambda _, noun: noun.lower_lemma in noun.words.negate_nouns,
    ),
    Row(
        "embedded_noun:plan",
        "Peru's plan to invade Chad leaked.",
        PLANNED,
        lambda _, noun: noun.lower_lemma in noun.words.plan_nouns,
    ),
    Row(
        "embedded_noun:request",
        "Peru's request to join the bloc failed.",
        REQUESTED,
        lambda _, noun: noun.lower_lemma in noun.words.request_nouns,
    ),
    Row(
        "embedded_noun:hope",
        "The hope that Norway supports the rebels faded.",
        HYPOTHETICAL,
        lambda _, noun: noun.lower_lemma in noun.words.hope_nouns,
    ),
    Row(
        "said:noun",
        "The claim that the mayor took bribes is old.",
        HELD,
        lambda _, noun: noun.lower_lemma in noun.words.say_nouns,
    ),
)

# -- an event that a noun names; `one` is the noun, `other` the verb whose argument it is ------------------------------------------------


def is_none(noun: Token) -> bool:
    """ "no plan": there is none."""
    return has(noun, noun.grammar.negative_determiner, labels=frozenset({"det"}))


def charged_with(noun: Token, verb: Token) -> bool:
    """What somebody is accused of or charged with."""
    return noun.dep in ("obl", "nmod") and verb.lower_lemma in noun.words.charge.get(case_of(noun), ())


def is_event(noun: Token) -> bool:
    """A noun that names an event or relation, or what somebody is accused of."""
    charged = charged_with(noun, noun.head) or (noun.dep == "nmod" and charged_with(noun, noun.head.head))
    return noun.pos == "NOUN" and (charged or noun.lower_lemma in noun.words.event_nouns)


def _below(noun: Token, verb: Token, words: frozenset[str]) -> bool:
    """An argument of a verb of that kind; of "called it a provocation" none, and no request in "has ties with"."""
    lemma, judged = (
        verb.lower_lemma,
        verb.lower_lemma in verb.words.judge and any(child.dep == "xcomp" for child in verb.children),
    )
    asked = lemma in verb.words.request or lemma not in verb.words.say
    return (
        noun.dep in ("obj", "obl", "nsubj:pass")
        and not judged
        and lemma in words
        and asked
        and lemma != verb.grammar.perfect_auxiliary
    )


def _decided(noun: Token, verb: Token) -> bool:
    """What somebody is for or against, or thinks of: "approved the sale", "voted for the closure", "considered an arrest"."""
    words, lemma = verb.words, verb.lower_lemma
    if noun.dep == "obl":
        return lemma in words.deciding and case_of(noun) == noun.grammar.benefactive
    return noun.dep in ("obj", "nsubj:pass") and lemma in words.approving | (words.plan & words.judge)


def first_of(noun: Token) -> Token:
    """The first of the nouns that `noun` is coordinated with."""
    return first_of(noun.head) if noun.dep == "conj" else noun


def _is_reported(noun: Token, verb: Token) -> bool:
    return verb.lower_lemma in verb.words.reported and noun.dep in ("obj", "nsubj:pass")


def _reported_done(participle: Token, noun: Token) -> bool:
    definite = has(noun, noun.grammar.definite_article) or "nmod:poss" in noun.child_deps
    return participle.is_past_participle and not definite and _is_reported(first_of(noun), first_of(noun).head)


# a participle after a noun; `one` is the participle, `other` the noun
REPORTED_DONE = Row("said:reported", "The ministry reported three soldiers killed.", HELD, _reported_done)


ARGUMENTS = (
    Row(
        "said:event",
        "Witnesses reported an attack on the hospital by the militia.",
        HELD,
        lambda noun, verb: charged_with(noun, verb) or _is_reported(noun, verb),
    ),
    Row(
        "embedded:doubtful_event",
        "A Norwegian attack on Sweden is unlikely.",
        POSSIBLE,
        lambda noun, state: (
            noun.dep == "nsubj"
            and state.pos == "ADJ"
            and state.lower in noun.words.possible | noun.words.negate | noun.words.not_actual_adjectives
        ),
    ),
    Row(
        "embedded:event_ahead",
        "Peru freed the hostages before the Norwegian attack on Sweden.",
        POSSIBLE,
        lambda noun, _: case_of(noun) in noun.words.not_yet,
    ),
    Row(
        "embedded:planned_event",
        "The king plans a Norwegian attack on Sweden.",
        PLANNED,
        lambda noun, verb: _below(noun, verb, verb.words.plan),
    ),
    Row(
        "embedded:requested_event",
        "The king demanded a Norwegian attack on Sweden.",
        REQUESTED,
        lambda noun, verb: _below(noun, verb, verb.words.request),
    ),
    Row(
        "embedded:hoped_event",
        "The king fears a Norwegian attack on Sweden.",
        HYPOTHETICAL,
        lambda noun, verb: _below(noun, verb, verb.words.hope),
    ),
    Row(
        "embedded:possible_event",
        "The king permitted a Norwegian attack on Sweden.",
        POSSIBLE,
        lambda noun, verb: _below(noun, verb, verb.words.possible),
    ),
    Row(
        "embedded:decided_event",
        "The council backed the arrest of Ruiz.",
        POSSIBLE,
        lambda noun, verb: "nmod:poss" not in noun.child_deps and _decided(noun, verb),
    ),
    Row(
        "embedded:ended_event",
        "Ghana ended its support for the rebels.",
        POSSIBLE,
        lambda _, verb: (
            verb.lower_lemma in verb.words.negate | verb.words.deny | verb.words.ending or bool(case_of(verb))
        ),
    ),
)

# -- descriptions; `one` is a word before the noun, `other` the noun ----------------------------------------------------------------------


def _unsure(word: Token) -> bool:
    """ "alleged", also of several words: "self-proclaimed", "would-be"."""
    words = word.words
    if word.dep == "advmod":
        return word.lower == word.grammar.formerly  # it no longer is
    parse = word.parse
    several = (parse[word.left_edge.i : word.i + 1].text.lower(), parse[word.i : word.i + 3].text.lower())
    return word.dep == "amod" and any(form in words.doubtful_descriptions for form in (word.lower, *several))


DESCRIPTIONS = (
    Row(
        "negation:description",
        "Ruiz, not a member of the council, spoke.",
        NEGATED,
        lambda word, _: word.dep in ("advmod", "det", "cc:preconj") and is_negation(word),
    ),
    Row("hedge:description", "Ruiz, the alleged leader of the rebels, fled.", POSSIBLE, lambda word, _: _unsure(word)),
)


def coordination_of(word: Token) -> Token:
    """The first of those that a word is coordinated with."""
    while word.dep == "conj":
        word = word.head
    return word


ALTERNATIVE = Row(
    "alternative",
    "Peru or Chile froze the accounts.",
    POSSIBLE,
    lambda word, _: alternatives(coordination_of(word)),
)
OPEN_EVENT = Row(
    "embedded:described_event",
    "The alleged Norwegian attack on Sweden shocked the king.",
    POSSIBLE,
    lambda word, _: word.lower in word.words.not_actual_adjectives,
)


# -- what a noun makes of what hangs on it, where no row of NOUNS does; `one` is the clause or event, `other` the noun ---------------------


def _denied_kind(noun: Token) -> bool:
    """What somebody is said not to be: "is not a man who lies"; not "is not the man who left"."""
    determiners = {child.lower for child in noun.children if child.dep in ("det", "nmod:poss")}
    denied = has_copula(noun) and any(child.lower in noun.words.negations for child in noun.children)
    cleft = any(child.lower == noun.grammar.expletive for child in noun.lefts)  # "it was not soldiers that left"
    return denied and noun.pos == "NOUN" and not cleft and determiners <= noun.grammar.indefinite_articles


OF_NOBODY = Row(
    "negation:of_nobody",
    "No state that owns the weapon spoke.",
    POSSIBLE,
    lambda clause, noun: (
        (is_none(noun) or _denied_kind(noun))
        and (clause.dep in ("acl", "acl:relcl") or doer_of(clause) is not None)
        and (doer_of(clause) is not None or not any(child.dep == "mark" for child in clause.children))
    ),  # "no evidence that ...", "no plan to ..."
)
DRAFT = Row(
    "embedded_noun:draft",
    "The council debated a bill banning the party.",
    HYPOTHETICAL,
    lambda clause, noun: clause.dep == "acl" and clause.is_gerund and noun.lower_lemma in noun.words.drafts,
)
NOUN_INFINITIVE = Row(
    "embedded_noun:infinitive",
    "Peru's turn to free the hostages came.",
    PLANNED,
    lambda clause, _: to_infinitive(clause),
)
NOUN_DENIED = Row(
    "embedded_noun:denied",
    "There is no evidence that Peru bought the missiles.",
    POSSIBLE,
    lambda _, noun: any(first(NEGATION, child, noun) for child in noun.children),
)
EVENT_OF_EVENT = Row(
    "embedded:event_of_event",
    "Talks on its recognition of Kosovo failed.",
    POSSIBLE,
    lambda _, noun: noun.pos == "NOUN",
)
