"""Marks of a clause itself: negation, modals, hedges, conditions, questions, commands."""

from __future__ import annotations

from kg.extraction.contrasts import contrasted
from kg.extraction.factuality.rows import (
    CONDITIONAL,
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    POSSIBLE,
    REQUESTED,
    RUMORED,
    Effect,
    Row,
    first,
    has,
)
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import (
    conditional,
    either_or,
    has_copula,
    inverted,
    is_imperative,
    is_linking,
    is_prospective,
    tense_of,
)
from kg.model import Modality
from kg.parse import Token


def _modal(cue: Token) -> Effect:
    return Effect(modality=Modality(cue.words.modals[cue.lower]))


_ARGUMENTS = frozenset({"nsubj", "obj", "nsubj:pass"})
_PLACES = _ARGUMENTS | {"obl", "obl:agent"}
_PAIRING = frozenset({"cc:preconj"})
_DETERMINING = frozenset({"det", "advmod"})


def is_negation(word: Token) -> bool:
    """ "not"; "not only" takes it back."""
    return word.lower in word.words.negations and not (
        word.i + 1 < len(word.parse) and word.nbor().lower in word.grammar.additive
    )


def _nearly_all(word: Token) -> bool:
    every, but = word.grammar.nearly_all
    return word.lower == every and word.i + 1 < len(word.parse) and word.nbor().lower == but


def _substituted(word: Token) -> bool:
    rather, than = word.grammar.substitution
    return word.lower == rather and (has(word, than) or has(word.head, than))


def _inverted_behind(start: int, clause: Token) -> bool:
    """An auxiliary stands before the subject, at `start` or behind it: "at no point | did | Peru"."""
    subject = next((child for child in clause.children if child.dep in ("nsubj", "nsubj:pass")), None)
    return subject is not None and any(
        child.dep in ("aux", "cop", "aux:pass") and start <= child.i < subject.i for child in clause.children
    )


def _asked(clause: Token, mark: Token) -> bool:
    """ "whether ..."; "if ..." as what is asked, not as a condition."""
    grammar = mark.grammar
    return mark.lower == grammar.whether or (mark.lower == grammar.condition and clause.dep == "ccomp")


def _is_fiction(clause: Token, noun: Token) -> bool:
    """ "In the film", "a dream in which"; but people act in films, and "in film" names a trade."""
    if clause.dep == "acl:relcl" and noun.lower in noun.words.relative:
        return clause.head.lower_lemma in noun.words.fiction
    one = noun.is_plural or not noun.child_deps.isdisjoint(("det", "nmod:poss"))
    done = clause.lower_lemma in noun.words.performing | noun.words.say
    return noun.lower_lemma in noun.words.fiction and one and not done


def _excepting(clause: Token, condition: Token) -> bool:
    """ "was shut unless it rained": so it was, but for an exception."""
    unless = any(child.dep == "mark" and child.lower == child.grammar.exception for child in condition.children)
    return (
        unless
        and tense_of(clause) == "past"
        and not any(child.lower in child.words.modals for child in clause.children)
    )


# -- negation: a word below a predicate, a noun or an adjective; `one` is that word, `other` what it hangs on ----------------------

NEGATION = (
    Row(
        "negation:not",
        "Norway did not attack the port.",
        NEGATED,
        lambda word, _: word.dep == "advmod" and is_negation(word),
    ),
    Row(
        "negation:no_longer",
        "Ghana no longer supports the ceasefire.",
        NEGATED,
        lambda word, _: (
            word.dep == "advmod"
            and not word.grammar.continuing.isdisjoint((word.lemma, word.lower))
            and has(word, word.grammar.negative_determiner)
        ),
    ),
    Row(
        "negation:nobody",
        "Nobody attacked Chile.",
        NEGATED,
        lambda word, _: word.dep in _ARGUMENTS and word.lower in word.words.negative_pronouns,
    ),
    Row(
        "negation:no_noun",
        "No soldiers entered the town.",
        NEGATED,
        lambda word, _: word.dep in _ARGUMENTS and has(word, word.grammar.negative_determiner, labels=_DETERMINING),
    ),
    Row(
        "negation:not_one",
        "Not a single soldier entered the town.",
        NEGATED,
        lambda word, _: (
            word.dep in _ARGUMENTS
            and word.pos == "NOUN"
            and contrasted(word) is None
            and word.parse[word.left_edge.i].lower == word.grammar.negation
            and has(word, *word.grammar.indefinite_articles, *word.words.each_other)
        ),
    ),
    Row(
        "negation:fronted",
        "At no point did Peru sign the treaty.",
        NEGATED,
        lambda word, clause: (
            word.dep == "obl"
            and has(word, word.grammar.negative_determiner, labels=_DETERMINING)
            and _inverted_behind(word.i, clause)
        ),
    ),
    Row(
        "negation:neither",
        "Neither Peru nor Chile signed the treaty.",
        NEGATED,
        lambda word, _: (
            (word.dep in _PLACES and has(word, word.grammar.neither, labels=_PAIRING) and contrasted(word) is word)
            or (word.dep in ("cc:preconj", "cc") and word.lower in word.grammar.negative_conjunctions)
        ),
    ),
    Row(
        "negation:nearly",
        "The firm nearly bought the bank.",
        NEGATED,
        lambda word, _: word.dep == "advmod" and (word.lower in word.words.nearly or _nearly_all(word)),
    ),
    Row(
        "negation:rather_than",
        "Peru signed the treaty rather than reject it.",
        NEGATED,
        lambda word, _: _substituted(word),
    ),
    Row(
        "negation:without",
        "The army left without attacking the village.",
        NEGATED,
        lambda word, clause: (
            word.dep in ("mark", "case")
            and word.lower in word.grammar.absence
            and not (word.dep == "case" and has_copula(clause))  # "was without power": so the relation itself reads
        ),
    ),
    Row(
        "negation:no",
        "Peru is no ally of Chile.",
        NEGATED,
        lambda word, _: word.dep == "det" and word.lower in word.grammar.negative_determiners,
    ),
)


def is_nobody(word: Token) -> bool:
    """ "nobody", "no soldiers", as subject or object of a clause: it stands for nobody."""
    row = first(NEGATION, word, word.head)
    return row is not None and row.name in ("negation:nobody", "negation:no_noun", "negation:not_one")


# -- marks of a clause itself; `one` is the predicate, `other` a child of it --------------------------------------------------------


def _below_predicate(row: Row) -> Row:
    """A row of negation for a child of a predicate."""
    return Row(row.name, row.example, row.gives, lambda clause, child: row.when(child, clause))


MARKS = (
    Row(
        "modal:auxiliary",
        "Peru may join the bloc.",
        _modal,
        lambda _, child: child.dep == "aux" and child.lower in child.words.modals,
    ),
    Row(
        "modal:be_to",
        "The ministers are to meet in Oslo.",
        PLANNED,
        lambda clause, child: (
            child.lemma == child.grammar.copula
            and (
                (child.dep == "aux" and clause.is_infinitive)
                or (child.lower != child.grammar.copula and is_prospective(clause))
            )
        ),
    ),
    *map(_below_predicate, NEGATION),
    Row(
        "open:any",
        "The ministry asked residents who own any boats to leave the bay, and the guards closed the port.",
        HYPOTHETICAL,
        lambda clause, child: (
            clause.dep == "acl:relcl"
            and clause.lower_lemma not in clause.words.negate  # "a decree that bars any person"
            and clause.parse[clause.left_edge.i - 1].text != ","
            and child.dep in _ARGUMENTS
            and has(child, child.grammar.polarity_determiner, labels=_DETERMINING)
        ),
    ),
    Row(
        "hedge:adverb",
        "The rebels probably hold the bridge.",
        POSSIBLE,
        lambda _, child: child.dep == "advmod" and child.lower in child.words.hedges,
    ),
    Row(
        "unnamed_source",
        "The admiral reportedly owns three villas.",
        RUMORED,
        lambda _, child: child.dep == "advmod" and child.lower in child.words.unnamed_source,
    ),
    Row(
        "unnamed_source:odds",
        "The storm was given a small chance of reaching Lima.",
        RUMORED,
        lambda clause, child: (
            child.dep == "obj"
            and child.lower_lemma in child.words.hope_nouns
            and clause.lower_lemma in child.words.giving
            and {"aux:pass", "nsubj:pass"} <= set(clause.child_deps)
            and "obl:agent" not in clause.child_deps
        ),
    ),
    Row(
        "question:whether",
        "The court asked whether the firm paid the judge.",
        HYPOTHETICAL,
        lambda clause, child: child.dep == "mark" and _asked(clause, child),
    ),
    Row(
        "condition:mark",
        "If Peru attacks Chile, Brazil will close its border.",
        CONDITIONAL,
        lambda _, child: child.dep == "mark" and child.lower in child.words.conditions,
    ),
    Row(
        "condition:except",
        "Shops stayed open, except when the river flooded the port.",
        CONDITIONAL,
        lambda _, child: child.dep == "mark" and child.lower == child.grammar.excepting,
    ),
    Row(
        "condition:clause",
        "Brazil will close its border unless Peru leaves.",
        CONDITIONAL,
        lambda clause, child: child.dep == "advcl" and conditional(child) and not _excepting(clause, child),
    ),
    Row(
        "embedded_noun:fiction",
        "In the film, Norway invades Sweden.",
        HYPOTHETICAL,
        lambda clause, child: (
            child.dep == "obl" and case_of(child) == child.grammar.inessive and _is_fiction(clause, child)
        ),
    ),
    Row(
        "embedded_noun:agreement",
        "Under the proposed deal, Sudan recognizes Israel.",
        HYPOTHETICAL,
        lambda clause, child: (
            child.dep == "obl"
            and case_of(child) == child.grammar.subjacent
            and child.lower_lemma in child.words.agreements
            and (clause.is_present or any(sub.lower in sub.words.not_actual_adjectives for sub in child.children))
        ),
    ),
)

# -- what the form of a clause says; `one` is the predicate, `other` the last word of its sentence ------------------------------------


def _asks(clause: Token, end: Token) -> bool:
    if clause.dep in ("parataxis", "appos") and end.text == "?" and clause.right_edge.i + 1 == end.i:
        return _inverted_behind(clause.left_edge.i, clause)  # "Fact check: did Peru leave the pact?"
    if clause.dep not in ("ROOT", "conj", "parataxis"):
        return False
    if end.text == "?" and clause.dep != "parataxis":
        says = clause.lower_lemma in clause.words.say_or_ask
        asks = not (says and any(child.dep == "ccomp" for child in clause.children))
    else:
        asks = any(child.text == "?" for child in clause.children)
    beside = clause.dep == "conj" and asks and any(above.dep == "parataxis" for above in clause.ancestors)
    return asks and not beside


def _asks_by_order(clause: Token, _: Token) -> bool:
    """An auxiliary before the subject, with nothing before it but who is spoken to."""
    if clause.dep != "ROOT" or inverted(clause):
        return False
    subject = next((child for child in clause.children if child.dep in ("nsubj", "nsubj:pass")), None)
    before = [child for child in clause.lefts if child.dep not in ("punct", "vocative", "discourse", "cc")]
    fronted = before[0] if before else None
    auxiliary = fronted is not None and fronted.dep in ("aux", "aux:pass", "cop") and fronted.is_finite
    return auxiliary and subject is not None and fronted.i < subject.i < clause.i  # type: ignore[union-attr]


WEAK = Row(
    "hedge:seems",
    "The minister seems an ally of Peru.",
    POSSIBLE,
    lambda clause, _: clause.lemma in clause.words.weak_linking and is_linking(clause),
)
ALTERNATIVE = Row(
    "alternative:clauses",
    "The rebels attacked or besieged the town.",
    POSSIBLE,
    lambda clause, _: either_or(clause),
)
FORMS = (
    Row("question:mark", "Did Peru attack Chile?", HYPOTHETICAL, _asks),
    Row("question:order", "Roger, is the boat fully loaded right now [...]", HYPOTHETICAL, _asks_by_order),
    Row(
        "condition:inverted",
        "Had Peru known it, Chile would have left.",
        CONDITIONAL,
        lambda clause, _: inverted(clause),
    ),
    Row("imperative", "Let the inspectors visit the plant!", REQUESTED, lambda clause, _: is_imperative(clause)),
)
