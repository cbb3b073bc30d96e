"""Repairs of a dependency tree where words side by side show what a parser gets wrong: titles, hyphens, days before a verb, who said it.

Every repair works on a Doc in Universal Dependencies and changes heads and labels only; `repair` runs them all and tells the changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Token

from kg.annotate.argument_repairs import (
    attach_charge,
    join_descriptions_of_one,
    join_distances,
    join_numbers,
    seat_elected,
    seat_office,
)
from kg.annotate.clause_repairs import (
    join_verbs,
    lift_from_place,
    lift_main_verb,
    nest_request,
    part_prepositions,
    seat_adjective,
    seat_apposition,
    seat_body,
    seat_clause_subject,
    seat_headline_subject,
    seat_infinitive_subject,
    seat_next_subject,
    seat_opening_noun,
    set_off_description,
)
from kg.annotate.gapping_repairs import (
    join_contrasted,
    join_objects,
    join_passives,
    part_gapped,
    seat_inverted,
    set_off_label,
)
from kg.annotate.noun_phrase_repairs import (
    NOUNS,
    attach_possessor,
    gather_titles,
    join_descriptions,
    join_hyphens,
    join_sides,
    join_titles,
    part_people,
    seat_modifier,
    seat_postposed,
    set_off_roles,
)
from kg.annotate.speech_repairs import (
    attach_citation,
    lift_announcer,
    nest_earlier,
    nest_outcome,
    nest_reason,
    nest_second_content,
    part_parenthesis,
    seat_inserted_speech,
    set_off_speaker,
    speak_actively,
)
from kg.lang.language import Words
from kg.parse import Repair

_RELATIVES = frozenset({"who", "whom", "whose", "which"})


def repair(doc: Doc, words: Words) -> tuple[Repair, ...]:
    """Mend the tree of a Doc; each change, in the order in which it was made."""
    found: list[Repair] = []
    before = doc.to_array([HEAD, DEP])
    for rule in REPAIRS:
        rule(doc, words)
        after = doc.to_array([HEAD, DEP])
        found.extend(_changes(rule.__name__, before, after, doc))
        before = after
    return tuple(found)


def _changes(rule: str, before: np.ndarray, after: np.ndarray, doc: Doc) -> Iterator[Repair]:
    for index in np.nonzero((before != after).any(axis=1))[0].tolist():
        head = index + int(before[index, 0].astype(np.int64))
        yield Repair(rule, index, head, doc.vocab.strings[before[index, 1]])


def nest_complements(doc: Doc, words: Words) -> None:
    """A verb has one open complement: of two, the infinitive is the other one's ("start | calling on Peru | to join")."""
    for second in doc:
        if second.dep_ != "xcomp" or not any(child.lower_ == "to" and child.dep_ == "mark" for child in second.lefts):
            continue
        others = (child for child in second.head.rights if child.dep_ == "xcomp" and child.i < second.i)
        first = next((child for child in others if child.pos_ == "VERB"), None)
        if first is not None:
            second.head = first


def complete_passives(doc: Doc, words: Words) -> None:
    """What is over is no purpose: "was projected | to have won"."""
    for verb in doc:
        if verb.dep_ != "advcl" or verb.tag_ != "VBN":
            continue
        perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.lefts)
        marked = any(child.lower_ == "to" for child in verb.lefts)
        if perfect and marked and any(child.dep_ == "aux:pass" for child in verb.head.children):
            verb.dep_ = "xcomp"


def lift_subjects(doc: Doc, words: Words) -> None:
    """What stands before a linking verb is its subject, not that of a participle behind what it links to: "Ruiz was among those | killed",
    and all of it may be what somebody said."""
    for subject in doc:
        participle, linked = subject.head, subject.head.head
        own = (
            subject.dep_ in ("nsubj", "nsubj:pass") and participle.dep_ == "acl" and subject.i < linked.i < participle.i
        )
        if own and any(child.dep_ == "cop" and subject.i < child.i for child in linked.lefts):
            subject.head, subject.dep_ = linked, "nsubj"
    for linked in (token for token in doc if token.dep_ == "obl"):
        if {"cop", "nsubj"} <= {child.dep_ for child in linked.lefts} and linked.head.lemma_ in words.say_or_think:
            linked.dep_ = "ccomp"  # "..., Reed said"


def lift_complements(doc: Doc, words: Words) -> None:
    """An adverb has no open complement: the infinitive below it is its verb's ("has | yet | to sign")."""
    for verb in doc:
        adverb = verb.head
        if verb.dep_ == "xcomp" and adverb.pos_ == "ADV" and adverb.dep_ == "advmod" and adverb.head.i < adverb.i:
            verb.head = adverb.head


def part_objects(doc: Doc, words: Words) -> None:
    """Of two objects the second is what is given or paid: "paid the state 5 million dollars", "sold Chile | two ships"."""
    for verb in doc:
        objects = [child for child in verb.rights if child.dep_ == "obj"] if verb.pos_ == "VERB" else []
        if len(objects) != 2 or objects[0].ent_type_ == "MONEY":
            continue
        given = verb.lemma_ in words.dative and objects[1].left_edge.i == objects[0].right_edge.i + 1
        if given or objects[1].ent_type_ == "MONEY":
            objects[0].dep_ = "iobj"


def reattach_weekday(doc: Doc, words: Words) -> None:
    """A day between subject and verb is neither: "Israel Friday reopened the road"."""
    for day in (token for token in doc if token.lower_ in words.days):
        verb, before = day.head, doc[day.i - 1] if day.i else day
        if verb.i < day.i or verb.pos_ not in ("VERB", "AUX") or before == day:
            continue
        subjects = [child for child in verb.lefts if child.dep_ in ("nsubj", "nsubj:pass")]
        if [child.i for child in subjects[1:]] == [day.i]:
            day.dep_ = "obl:unmarked"
        elif day.dep_ in ("nsubj", "nsubj:pass", "obl:unmarked") and subjects in ([], [day]):
            _give_up(day, before, verb)


def _give_up(day: Token, noun: Token, verb: Token) -> None:
    """The name before `day` that hangs on it is the subject; what else hangs there belongs to the name."""
    if (
        noun.head != day
        or noun.dep_ not in ("compound", "nmod", "nmod:desc", "nmod:unmarked")
        or noun.pos_ not in NOUNS
    ):
        return
    kind = "nsubj:pass" if any(child.dep_ == "aux:pass" for child in verb.children) else "nsubj"
    for token in [token for token in day.lefts if token != noun]:
        token.head = noun
    noun.head, noun.dep_, day.dep_ = verb, kind, "obl:unmarked"


def attach_speaker(doc: Doc, words: Words) -> None:
    """Who stands right before a verb of saying without a subject says it: ", an official said", whatever stands before the comma."""
    for verb in doc[1:]:
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.lemma_.lower() in words.say
        if not finite or any(
            child.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop") for child in verb.children
        ):
            continue
        before = [
            token for token in doc[verb.i - 1].ancestors if token.dep_ == "appos" and token.right_edge.i == verb.i - 1
        ]
        before = [doc[verb.i - 1], *before] if doc[verb.i - 1].dep_ == "appos" else before
        for noun in before[:1]:
            start = noun.left_edge.i + (noun.left_edge.text == ",")
            if noun.pos_ == "NOUN" and doc[start - 1].text == "," and verb not in noun.subtree:
                noun.head, noun.dep_ = verb, "nsubj"
            elif noun.pos_ == "PROPN" and noun.head.dep_ == "nsubj" and noun.head.head.i > verb.i:
                noun.head.head = verb  # "A member of the council, Ana Ruiz, said": of two verbs behind, the first


def nest_said(doc: Doc, words: Words) -> None:
    """Who says it stands inside the relative clause: "plans that Peru claims have been dropped" were dropped in Peru's words."""
    for verb in doc[1:-1]:
        if verb.dep_ != "acl:relcl" or verb.lemma_.lower() not in words.say_or_think:
            continue
        if any(child.dep_ in ("obj", "ccomp", "xcomp") for child in verb.children):
            continue
        after = doc[verb.i + 1]
        said = after.head if after.dep_ in ("aux", "aux:pass", "cop") else after
        below = said.i > verb.i and not said.is_ancestor(verb)  # a verb above it stays above
        if below and said.dep_ in ("acl:relcl", "conj") and said.pos_ in ("VERB", "ADJ", "NOUN"):
            said.head, said.dep_ = verb, "ccomp"


def attach_addressee(doc: Doc, words: Words) -> None:
    """Only "for" marks the subject of an infinitive: in "called on Peru to sign", "on Peru" is an argument of "called"."""
    for to in doc[2:]:
        verb = to.head
        if to.lower_ != "to" or to.dep_ != "mark" or verb.i < to.i:
            continue
        mark = next((child for child in verb.lefts if child.dep_ == "mark" and child.pos_ == "ADP"), None)
        noun = doc[to.i - 1]
        while (
            noun.i > 0 and noun.dep_ in ("flat", "conj", "nmod", "appos") and mark is not None and noun.head.i > mark.i
        ):
            noun = noun.head
        if mark is None or mark.lower_ in ("for", "in", "as") or not mark.i < noun.i < to.i or verb.head.i > mark.i:
            continue
        if noun.dep_ in ("nsubj", "obj", "obl") and noun.pos_ in (*NOUNS, "PRON"):
            noun.head, noun.dep_ = verb.head, "obl"
            mark.head, mark.dep_ = noun, "case"


def lift_occasion(doc: Doc, words: Words) -> None:
    """Behind a comma stands what something was said after, not a part of what is said: "says it is no threat, after Peru left"."""
    for clause in doc:
        said, verb = clause.head, clause.head.head
        if clause.dep_ != "advcl" or said.dep_ != "ccomp" or not verb.i < said.i < clause.i or clause.left_edge.i == 0:
            continue
        start = clause.left_edge
        comma, mark = (start, start.nbor()) if start.text == "," else (start.nbor(-1), start)
        if comma.text == "," and mark.lower_ in words.occasion and verb.lemma_.lower() in words.say:
            clause.head = verb


def attach_relative(doc: Doc, words: Words) -> None:
    """A relative clause is about the noun before its comma where its head cannot be: a verb stands between, or "who" is no person."""
    for clause in (token for token in doc if token.dep_ == "acl:relcl" and token.left_edge.i > 1):
        comma = clause.left_edge if clause.left_edge.text == "," else doc[clause.left_edge.i - 1]
        pronoun, old = doc[min(comma.i + 1, clause.i)], clause.head
        if comma.text != "," or pronoun.lower_ not in _RELATIVES:
            continue
        noun = _name_before(comma)
        if noun is None or old in noun.subtree or noun.i < old.i or (noun.head == old and noun.dep_ == "appos"):
            continue
        crossed = old.head.pos_ == "VERB" and old.i < old.head.i < pronoun.i
        person = pronoun.lower_ in ("who", "whom") and doc[comma.i - 1].ent_type_ == "PERSON"
        if crossed or (person and old.pos_ in NOUNS and old.ent_type_ != "PERSON"):
            clause.head = noun


def join_cleft(doc: Doc, words: Words) -> None:
    """What "it was Peru | that left" says is said of Peru as by any relative clause; in "it was Peru, not Chile, that left", too."""
    for clause in doc:
        if clause.dep_ not in ("acl:relcl", "advcl:relcl"):
            continue
        left_out = clause.head.dep_ == "conj" and any(child.lower_ == "not" for child in clause.head.lefts)
        noun = clause.head.head if left_out else clause.head
        kinds = {child.dep_: child.lower_ for child in noun.children}
        nominal = noun.pos_ in NOUNS and "cop" in kinds and "it" in (kinds.get("expl"), kinds.get("nsubj"))
        if nominal and noun.i < clause.i:
            clause.head, clause.dep_ = noun, "acl:relcl"


def _name_before(comma: Token) -> Token | None:
    """The head of the proper noun that ends at a comma."""
    before = comma.nbor(-1)
    ending = (token for token in (before, *before.ancestors) if token.right_edge.i < comma.i)
    return next((token for token in ending if token.pos_ == "PROPN" and token.dep_ not in ("flat", "compound")), None)


def find_inverted_speaker(doc: Doc, words: Words) -> None:
    """A clause has one subject: a second one, behind the verb of saying that follows the clause, speaks: "..., said his father"."""
    for subject in doc:
        clause, verb = subject.head, subject.head.head
        said = clause.dep_ == "ccomp" and verb.lemma_.lower() in words.say and clause.i < verb.i < subject.i
        if subject.dep_ != "nsubj" or not said or any(child.dep_ == "nsubj" for child in verb.children):
            continue
        if any(child.dep_ in ("nsubj", "nsubj:pass") and child.i < clause.i for child in clause.children):
            subject.head = verb


def seat_second_subject(doc: Doc, words: Words) -> None:
    """A clause has one subject: a second one, behind its verb, is that of a clause below ("The picture shows | two guards | carrying
    flags"), or the object ("It showed | the burial of a king")."""
    for subject in doc:
        verb = subject.head
        if subject.dep_ != "nsubj" or subject.i < verb.i or not any(child.dep_ == "nsubj" for child in verb.lefts):
            continue
        clause = next((child for child in verb.rights if child.dep_ in ("ccomp", "xcomp")), None)
        below = "" if clause is None else " ".join(child.dep_ for child in clause.children)
        if clause is None and verb.tag_ in ("VBD", "VBZ", "VBP") and all(child.dep_ != "obj" for child in verb.rights):
            subject.dep_ = "obj"
        elif clause is not None and clause.i > subject.i and "nsubj" not in below:
            subject.head = clause


def part_participles(doc: Doc, words: Words) -> None:
    """Each of two things has its own participle: "three soldiers killed and two bridges | destroyed"."""
    for verb in doc[2:]:
        noun = doc[verb.i - 1]
        if verb.tag_ != "VBN" or verb.dep_ not in ("conj", "acl") or noun.dep_ != "conj" or noun.pos_ not in NOUNS:
            continue
        candidates = (noun.head, *noun.head.rights)
        first = next(
            (word for word in candidates if word.tag_ == "VBN" and word.dep_ == "acl" and word.i < noun.i), None
        )
        if first is not None and verb.head in (first, first.head) and first.head.i < first.i:
            noun.head = first.head
            verb.head, verb.dep_ = noun, "acl"


def nest_accused(doc: Doc, words: Words) -> None:
    """What follows what somebody is accused of is part of it: "accused Ruiz of taking bribes, | threatening a judge"."""
    for verb in doc:
        charges = [child for child in verb.rights if child.dep_ == "advcl" and child.tag_ == "VBG"]
        if len(charges) < 2 or verb.lemma_ not in words.charge["of"]:
            continue
        first, *others = charges
        for later in others:
            if "of" in (child.lower_ for child in first.lefts) and all(child.dep_ != "mark" for child in later.lefts):
                later.head = first


REPAIRS: tuple[Callable[[Doc, Words], None], ...] = (
    join_hyphens,
    attach_possessor,
    reattach_weekday,
    join_titles,
    part_people,
    gather_titles,
    set_off_label,
    part_objects,
    join_descriptions,
    set_off_roles,
    nest_complements,
    complete_passives,
    lift_subjects,
    lift_complements,
    attach_speaker,
    find_inverted_speaker,
    seat_second_subject,
    seat_next_subject,
    lift_main_verb,
    speak_actively,
    lift_announcer,
    nest_earlier,
    attach_citation,
    nest_said,
    attach_addressee,
    lift_occasion,
    attach_relative,
    join_cleft,
    seat_modifier,
    part_parenthesis,
    part_participles,
    seat_postposed,
    nest_accused,
    join_numbers,
    seat_elected,
    seat_office,
    attach_charge,
    join_descriptions_of_one,
    join_distances,
    set_off_speaker,
    part_gapped,
    seat_inverted,
    join_objects,
    join_passives,
    join_contrasted,
    set_off_description,
    seat_body,
    part_prepositions,
    nest_outcome,
    nest_reason,
    seat_inserted_speech,
    seat_headline_subject,
    join_verbs,
    nest_request,
    nest_second_content,
    seat_infinitive_subject,
    seat_adjective,
    seat_apposition,
    seat_clause_subject,
    seat_opening_noun,
    lift_from_place,
    join_sides,
)
