"""Whose a participle beside a clause is, where it is not the clause's subject's."""

from __future__ import annotations

from kg.extraction.clause import Clause
from kg.extraction.people import is_human, is_somebody
from kg.extraction.prepositions import case_of
from kg.extraction.syntax import SUBJECTS, has_copula, is_passive
from kg.model import Voice
from kg.parse import Token


def is_perfect_gerund(verb: Token) -> bool:
    """What somebody has done, in that somebody's words: "denied | having met Reed", "recalled | being hit"."""
    return any(child.dep in ("aux", "aux:pass") and child.is_gerund for child in verb.lefts)


def gerund_subject(verb: Token) -> Token | None:
    """A noun between a gerund's preposition and the gerund is its subject: "in return for Ghana opening its border".

    So is one between the verb above, which has a subject, and the gerund: "the cars collided, the van catching fire".
    """
    if not verb.is_gerund or verb.i == 0:
        return None
    if verb.lower_lemma in verb.grammar.resulting:  # "led raids, culminating in a siege"
        return next(
            (child for child in verb.head.rights if child.dep == "obj" and child.lower_lemma in verb.words.event_nouns),
            None,
        )
    if (cited := _cited_before(verb)) is not None:
        return cited
    before = verb.parse[verb.i - 1]
    if before.dep in SUBJECTS and before.head is verb.head and verb.head.i < before.i:
        return before
    marks = [child for child in verb.children if child.dep == "mark" and child.i < before.i]
    return before if marks and before.pos in ("NOUN", "PROPN") and before.head.i != verb.i else None


def doer_of(verb: Token) -> Token | None:
    """The noun before an adjective that says who does something: "a network *responsible* for smuggling weapons"."""
    adjective = verb.head
    behind = adjective.dep == "amod" and adjective.i > adjective.head.i and verb.dep == "advcl" and verb.is_gerund
    return adjective.head if behind and adjective.lower in verb.grammar.doing else None


def _cited_before(verb: Token) -> Token | None:
    """Who is cited speaks before the words that they are cited with: "quotes officials, | speaking in private |, as saying"."""
    above, essive = verb.head, verb.grammar.essive
    cited = next((child for child in above.rights if child.dep == "obj" and child.i < verb.i), None)
    saying = (child for child in above.rights if child.dep == "advcl" and child.i > verb.i)
    marks = (mark.lower for child in saying for mark in child.children if mark.dep == "mark")
    return (
        cited
        if cited is not None and verb.dep == "advcl" and "mark" not in verb.child_deps and essive in marks
        else None
    )


def is_nobodys(verb: Token, governor: Token) -> bool:
    """A participle that nobody in sight does: "in the face of mounting ...", "as long as needed"; but "is in charge of leading"."""
    grammar, words = verb.grammar, {child.lower: child.dep for child in verb.children}
    loose = governor.lemma not in verb.words.say and not has_copula(governor)
    if words.get(grammar.genitive) == "mark" and loose and not approached(verb, governor):
        return True
    subjects = [one for one in governor.lefts if one.dep in SUBJECTS]
    someone = any(is_somebody(one) or one.ent_type == "PERSON" for one in subjects)
    if is_outcome(verb) or is_toll(verb, governor) or (verb.lower_lemma in grammar.resulting and someone):
        return True
    return verb.is_past_participle and grammar.essive in words


def approached(clause: Token, verb: Token) -> bool:
    """What was all but done: "came close to signing", "stopped short of signing"."""
    marks = {child.lower for child in clause.children if child.dep in ("mark", "case")}
    adverbs = {child.lower for child in verb.children if child.dep in ("advmod", "xcomp", "obl")}
    return any(
        verb.lower_lemma == lemma and adverb in adverbs and mark in marks
        for lemma, adverb, mark in verb.grammar.approaches
    )


def is_outcome(verb: Token) -> bool:
    """What comes of the clause before: "He joined the council in 1987, making him its first member"."""
    makes = verb.is_gerund and verb.lower_lemma in verb.words.causative and verb.left_edge.i > verb.head.i
    pronoun = any(child.dep == "obj" and child.pos == "PRON" for child in verb.rights)
    return makes and pronoun and not verb.child_deps.isdisjoint(("xcomp", "obj"))


def is_toll(verb: Token, governor: Token) -> bool:
    """What it costs that something was done to a thing, which itself does nothing: "The bus was hit by a train, killing six"."""
    subject = next((child for child in governor.children if child.dep == "nsubj:pass"), None)
    behind = verb.is_gerund and governor.i < verb.i and verb.nbor(-1).text == ","
    costs = behind and "mark" not in verb.child_deps and verb.lower_lemma in verb.words.toll and is_passive(governor)
    return costs and subject is not None and subject.ent_type != "PERSON" and not is_human(subject)


def bear_toll(clause: Clause) -> None:
    """Who was killed, or what was destroyed, where nobody in sight did it, is the subject of a passive; "killing six and injuring two"."""
    first = clause.head.head if clause.head.dep == "conj" and clause.head.is_gerund else clause.head
    if not is_toll(first, first.head):
        return
    if clause.content.lower_lemma not in clause.words.toll or clause.object is None:
        clause.subject = None
    else:
        clause.subject, clause.object, clause.object_token, clause.voice = clause.object, None, None, Voice.AGENTLESS


def absolute_subject(verb: Token) -> Token | None:
    """ "with some papers calling it a coup and others a farce": the noun between "with" and a participle is its subject."""
    start = verb.left_edge.i
    if verb.is_gerund and (own := next((child for child in verb.lefts if _stands_with(child)), None)) is not None:
        return own
    if not (verb.is_gerund or verb.is_past_participle) or start == 0 or verb.left_edge.text == ",":
        return None  # "turned back with a problem, intending to land"
    before = verb.parse[start - 1]
    nouns = (token for token in (before, *before.ancestors) if token.pos in ("NOUN", "PROPN", "NUM"))
    noun = next((token for token in nouns if token.i < start and token.dep not in ("nmod", "compound", "flat")), None)
    first = noun.head if noun is not None and noun.dep == "conj" else noun
    return noun if first is not None and case_of(first) == verb.grammar.comitative else None


def _stands_with(child: Token) -> bool:
    """A noun between "with" and a participle that the parser hangs on the participle: "with losses in Peru rising"."""
    return child.dep == "obl" and child.pos in ("NOUN", "PROPN") and case_of(child) == child.grammar.comitative
