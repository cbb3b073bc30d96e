"""What a verb makes of the clause below or beside it."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.attributions import makes_sure
from kg.extraction.factuality.rows import (
    DENIED,
    HELD,
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    POSSIBLE,
    REQUESTED,
    SAME,
    Row,
    has,
)
from kg.extraction.participles import approached
from kg.extraction.people import has_somebody
from kg.extraction.syntax import (
    SUBJECTS,
    addressee,
    adjacent,
    has_copula,
    is_finite,
    is_passive,
    to_infinitive,
)
from kg.parse import Token

# -- a clause below a verb; `one` is the clause, `other` the verb above it -----------------------------------------------------------


def for_another(clause: Token, verb: Token) -> bool:
    """What somebody asks, hopes or fears of another is that somebody's."""
    from_passive = verb.lower_lemma in verb.words.request and is_passive(verb)
    return (
        clause.dep == "ccomp"
        or from_passive
        or any(child.dep == "obj" for child in verb.children)
        or has_addressee(verb)
        or not clause.child_deps.isdisjoint(SUBJECTS)  # "recommended the troops leave"
    )


def has_addressee(verb: Token) -> bool:
    """ "called on Peru to ...": somebody is asked."""
    return addressee(verb) is not None


def is_infinitive(clause: Token) -> bool:
    """A complement with "to"."""
    return clause.dep in ("xcomp", "advcl") and to_infinitive(clause)


def _far_from(verb: Token) -> bool:
    """ "far from owning it"."""
    before, word = verb.grammar.remoteness
    mark = next((child for child in verb.children if child.lower == word and child.dep == "mark"), None)
    return mark is not None and mark.i > 0 and verb.parse[mark.i - 1].lower == before


def _subjunctive(clause: Token) -> bool:
    """A bare verb as what somebody demands: "demanded that Peru leave"."""
    bare = clause.is_infinitive and not any(child.dep in ("aux", "aux:pass") for child in clause.children)
    return bare and not is_infinitive(clause)


def _asked_to(clause: Token, verb: Token) -> bool:
    """An infinitive below a verb of asking: "asked Peru to leave", unlike "asked where it went"."""
    return verb.lower_lemma in verb.words.request and is_infinitive(clause)


def _planned(clause: Token, verb: Token) -> bool:
    """What somebody means to do: "promised to leave"."""
    plans = verb.lower_lemma in verb.words.plan and clause.dep == "xcomp"
    by_somebody = "obl:agent" in verb.child_deps and _judged(clause, verb)  # "is considered by many to be a hero"
    return plans and not (by_somebody or for_another(clause, verb))


def _judged(clause: Token, verb: Token) -> bool:
    """What something is held to be: "is considered to be a success", unlike "considered leaving"."""
    return (
        verb.lower_lemma in verb.words.judge and has_copula(clause) and (is_passive(verb) or "obj" in verb.child_deps)
    )


def _reported(clause: Token, verb: Token) -> bool:
    demanded = verb.lower_lemma in verb.words.request and (is_infinitive(clause) or _subjunctive(clause))
    shown = verb.lower_lemma in verb.words.showing and _shown(clause)
    on = verb.lower_lemma in verb.words.going_on and clause.dep == "ccomp" and "mark" in clause.child_deps
    says = verb.lower_lemma in verb.words.say or on  # "continued that Peru had left"
    return says and not (_planned(clause, verb) or demanded or shown)


def _is_finite_content(clause: Token) -> bool:
    """ "that it left", unlike "to leave"."""
    return clause.dep == "ccomp" and is_finite(clause)


def _is_denied(verb: Token) -> bool:
    """ "does not think", unlike "nobody thinks"."""
    return any(child.dep == "advmod" and child.lower in child.words.negations for child in verb.children)


def _is_asked_how(clause: Token) -> bool:
    """ "how it left", "when it left", as what is known or not."""
    first = clause.parse[clause.left_edge.i]
    return first.dep == "advmod" and first.lower in first.grammar.asking_adverbs and clause.dep != "advcl"


def _shown(clause: Token) -> bool:
    """What somebody is doing: "carrying flags", unlike "that they carry flags"."""
    return clause.is_gerund and clause.dep in ("ccomp", "xcomp") and not is_finite(clause)


VERBS = (
    Row(
        "said:neg_raised",
        "Reed does not think that Peru attacked Chile.",
        DENIED,
        lambda clause, verb: (
            verb.lower_lemma in verb.words.neg_raising and _is_finite_content(clause) and _is_denied(verb)
        ),
        absorbs=True,
    ),
    Row(
        "factual:known",
        "Reed did not know that Peru had attacked Chile.",
        SAME,
        lambda clause, verb: verb.lower_lemma in verb.words.factive and _is_finite_content(clause),
        absorbs=True,
    ),
    Row(
        "embedded:meant",
        "This does not mean that Peru attacked Chile.",
        POSSIBLE,
        lambda clause, verb: (
            verb.lower_lemma in verb.words.entailing and _is_finite_content(clause) and _is_denied(verb)
        ),
        absorbs=True,
    ),
    Row(
        "embedded:unknown",
        "It is not clear how Ruiz lost the bid.",
        POSSIBLE,
        lambda clause, verb: _is_denied(verb) and _is_asked_how(clause),
        absorbs=True,
    ),
    Row(
        "said:denied",
        "Ghana denied that its army shelled the port.",
        DENIED,
        lambda _, verb: verb.lower_lemma in verb.words.deny,
    ),
    Row("said:reported", "Moro said that Norway attacked the port.", HELD, _reported),
    Row(
        "embedded:yet_to",
        "Peru has yet to sign the treaty.",
        NEGATED,
        lambda clause, verb: (
            verb.lower_lemma == verb.grammar.perfect_auxiliary
            and (has(verb, verb.grammar.pending) or has(clause, verb.grammar.pending))
        ),
    ),
    Row(
        "embedded:going_to",
        "Peru is going to sign the treaty.",
        PLANNED,
        lambda _, verb: verb.lemma == verb.grammar.prospective_verb and verb.is_gerund,
    ),
    Row(
        "embedded:refused",
        "Ghana refused to sign the treaty.",
        NEGATED,
        lambda _, verb: verb.lower_lemma in verb.words.negate,
    ),
    Row(
        "factual:chose_not",
        "Norway opted not to sign the treaty.",
        SAME,
        lambda clause, verb: verb.lower_lemma in verb.words.deciding and is_infinitive(clause) and _is_denied(clause),
    ),
    Row(
        "embedded:asked",
        "The court asked whether the firm paid the judge.",
        HYPOTHETICAL,
        lambda clause, verb: verb.lower_lemma in verb.words.ask and not _asked_to(clause, verb),
    ),
    Row(
        "factual:verb",
        "Norway managed to free the hostages.",
        SAME,
        lambda clause, verb: verb.lower_lemma in verb.words.actual and not _asked_to(clause, verb),
    ),
    Row(
        "embedded:planned",
        "Peru plans to sign the treaty.",
        PLANNED,
        lambda clause, verb: (
            verb.lower_lemma in verb.words.plan
            and not _judged(clause, verb)
            and not (verb.lower_lemma in verb.words.entailing and _is_finite_content(clause))  # "means that it left"
        ),
    ),
    Row(
        "embedded:requested",
        "The council urged Sudan to release the prisoners.",
        REQUESTED,
        lambda _, verb: verb.lower_lemma in verb.words.request,
    ),
    Row(
        "embedded:hoped",
        "Peru hopes to sign the treaty.",
        HYPOTHETICAL,
        lambda _, verb: verb.lower_lemma in verb.words.hope,
    ),
    Row(
        "embedded:possible",
        "The rebels appear to hold the bridge.",
        POSSIBLE,
        lambda _, verb: verb.lower_lemma in verb.words.possible,
    ),
    Row(
        "embedded:aim",
        "Peru is to sign the accord.",
        PLANNED,
        lambda clause, verb: verb.lower_lemma == verb.grammar.copula and is_infinitive(clause),
    ),
    Row(
        "factual:shown",
        "The picture shows two guards carrying flags.",
        SAME,
        lambda clause, verb: verb.lower_lemma in verb.words.showing and _shown(clause),
    ),
    Row(
        "embedded:gerund",
        "The minister opposed sending troops.",
        HYPOTHETICAL,
        lambda clause, _: clause.is_gerund and clause.dep in ("xcomp", "advcl"),
    ),
    Row(
        "embedded:infinitive",
        "Peru rushed to sign the treaty.",
        PLANNED,
        lambda clause, _: is_infinitive(clause) and clause.is_infinitive,
    ),
)

# -- whether a clause that its verb leaves as it is, is somebody's word all the same; `one` and `other` as before --------------------


def _found(clause: Token, verb: Token) -> bool:
    return is_passive(verb) if is_infinitive(clause) else is_finite(clause)


HOLDERS = (
    Row(
        "said:emerged",
        "It emerged that Lisbon had lent the firm two million euros.",
        HELD,
        lambda clause, verb: verb.lower_lemma in verb.words.emerge and clause.dep != "xcomp",
    ),
    Row(
        "said:found",
        "The study found that the dam leaks.",
        HELD,
        lambda clause, verb: verb.lower_lemma in verb.words.found and _found(clause, verb),
    ),
    Row(
        "said:attitude",
        "Okoye was certain that the firm had bribed the judge.",
        HELD,
        lambda clause, verb: (
            verb.lower_lemma in verb.words.attitudes
            and clause.dep == "ccomp"
            and not (has(verb, verb.grammar.expletive) or makes_sure(verb))
        ),
    ),
    Row(
        "said:thought",
        "Reed mused that the guards shot the student.",
        HELD,
        lambda clause, verb: (
            clause.dep == "ccomp"
            and verb.pos == "VERB"
            and not (verb.lower_lemma in verb.words.showing and _shown(clause))
            and verb.lower_lemma not in verb.words.actual | verb.words.emerge | verb.words.found | verb.words.attitudes
        ),
    ),
)

# -- an adverbial clause; `one` is the clause, `other` the verb that it hangs on --------------------------------------------------------


def marks_of(clause: Token) -> set[str]:
    """The words that introduce a clause."""
    return {child.lower for child in clause.children if child.dep in ("mark", "case")}


def _charged(clause: Token, verb: Token) -> bool:
    marks, lemma, words, grammar = marks_of(clause), verb.lower_lemma, verb.words, verb.grammar
    charged = any(lemma in verbs for mark, verbs in words.charge.items() if mark in marks)
    return (
        charged
        or (grammar.genitive in marks and lemma in words.say)
        or (is_ground(clause, verb) and lemma not in words.using and (is_passive(verb) or has_somebody(verb)))
    )


def is_ground(clause: Token, verb: Token) -> bool:
    """Why somebody is praised, fined, wins or apologizes: "for saving the child"; unlike what is planned or asked for."""
    words = verb.words
    behind = clause.is_gerund and marks_of(clause) == {clause.grammar.benefactive}
    return behind and verb.lower_lemma not in words.plan | words.request | words.hope


def is_complement_of(clause: Token, verb: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """A gerund behind the preposition with which `words` have the verb or adjective: "succeeded in leaving"."""
    return clause.is_gerund and any(verb.lower_lemma in words.get(mark, ()) for mark in marks_of(clause))


def _tense(verb: Token) -> str:
    """That of its finite word, Pres or Past, of "considers", "is considered", "has left"; "" without one."""
    words = (*(child for child in verb.children if child.dep in ("aux", "aux:pass", "cop")), verb)
    finite = next((word for word in words if word.is_finite), None)
    return finite.morph.tense if finite is not None else ""


ADVERBIALS = (
    Row(
        "embedded:far_from",
        "Far from owning the mine, the firm rents it.",
        NEGATED,
        lambda clause, verb: _far_from(clause) or approached(clause, verb),
    ),
    Row(
        "embedded:kept_from",
        "The army kept the rebels from taking the bridge.",
        NEGATED,
        lambda clause, verb: (
            verb.grammar.ablative in marks_of(clause)
            and (verb.lower_lemma in verb.words.negate or verb.lower_lemma in verb.grammar.hindering)
        ),
    ),
    Row(
        "embedded:failed_in",
        "The firm failed in buying the bank.",
        NEGATED,
        lambda clause, verb: is_complement_of(clause, verb, verb.words.failing),
    ),
    Row(
        "embedded:until",
        "Reed vowed strikes until Norway signs the treaty.",
        HYPOTHETICAL,
        lambda clause, verb: (
            verb.grammar.limit in marks_of(clause) and verb.lower_lemma in verb.words.plan | verb.words.request
        ),
    ),
    Row(
        "embedded:before",
        "Peru freed the hostages before the council considers the plan.",
        POSSIBLE,
        lambda clause, verb: (
            not marks_of(clause).isdisjoint(verb.words.not_yet) and _tense(clause) == "Pres" and _tense(verb) == "Past"
        ),
    ),
    Row("said:charge", "The governor accused Jordan of smuggling drugs.", HELD, _charged),
    Row(
        "said:judged",
        "The editor described the minister as lying.",
        HELD,
        lambda clause, verb: (
            verb.grammar.essive in marks_of(clause)
            and verb.lower_lemma in verb.words.judge | verb.words.say
            and not is_finite(clause)  # "declared himself king as prices rose"
        ),
    ),
)


def is_passive_of_fact(clause: Token, verb: Token) -> bool:
    """ "was seen to attack": what was seen, and no purpose, where the parser took it for one."""
    return to_infinitive(clause) and is_passive(verb) and verb.lower_lemma in verb.words.actual


PURPOSE = Row(
    "purpose",
    "Peru sent troops to guard the border.",
    PLANNED,
    lambda clause, _: clause.grammar.infinitive_marker in marks_of(clause) and clause.is_infinitive,
)


# of a clause that is itself still to come
AHEAD = Row(
    "embedded:ahead",
    "The army will not speak until the families have been told.",
    POSSIBLE,
    lambda clause, _: is_finite(clause) and _is_ahead(clause, marks_of(clause)),
)


def _is_ahead(clause: Token, marks: set[str]) -> bool:
    """ "until ...", "before ...", and "after ..." in the present: "will retire after the king has spoken"."""
    behind = clause.words.occasion - {clause.grammar.essive}
    present = any(word.is_present for word in (clause, *clause.children))
    return not marks.isdisjoint(clause.words.not_yet) or (present and not marks.isdisjoint(behind))


def is_bare_gerund_complement(clause: Token, verb: Token) -> bool:
    """A gerund that the parser took for an adverbial clause: "ruled out joining the bloc"."""
    words = verb.words
    takes = verb.lower_lemma in words.deny | words.negate | words.ending | words.plan | words.hope
    return clause.is_gerund and not marks_of(clause) and takes and adjacent(verb, clause)
