"""Repairs of a dependency tree at nouns beside a verb: what somebody is elected or accused of, two descriptions of one name, numbers."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.lang.language import Words

_NUMBERS = frozenset({"No", "Nos"})


def seat_elected(doc: Doc, words: Words) -> None:
    """Who is elected or appointed is the object, and what to the complement, where no comma parts them: "elected Ana Ruiz chairwoman"."""
    for name in doc.ents:
        if name.label_ != "PERSON" or name.end >= len(doc):
            continue
        person, after = name.root, doc[name.end]
        office = next((noun for noun in (after, *after.ancestors) if _is_office(noun, person, name.end)), None)
        verb = office.head if office is not None and office.head != person else person.head
        if office is None or verb.lemma_ not in words.appointing or verb.i > name.start:
            continue
        if any(child.dep_ == "xcomp" and child not in (office, person) for child in verb.rights):
            continue
        for child in [child for child in office.lefts if child.i < name.start]:
            child.head = person
        person.head, person.dep_ = verb, "obj"
        office.head, office.dep_ = verb, "xcomp"


def seat_office(doc: Doc, words: Words) -> None:
    """Behind what a name is comes the office: "appointed Ana Ruiz, | the leader of the union, | minister of trade"."""
    for name in doc.ents:
        person, verb = name.root, name.root.head
        if name.label_ != "PERSON" or person.dep_ != "obj" or verb.lemma_ not in words.appointing:
            continue
        behind = doc[name.end : verb.sent.end]
        roles = [noun for noun in behind if noun.tag_ == "NN" and noun.lemma_.lower() in words.role_nouns]
        if len(roles) < 2 or behind[0].text != ",":
            continue
        told, office = roles[0], roles[-1]
        articles = [any(child.dep_ in ("det", "nmod:poss") for child in role.lefts) for role in (told, office)]
        if articles == [True, False] and office.left_edge.text == "," and told.left_edge.i <= name.end + 1:
            told.head, told.dep_ = person, "appos"
            if not office.is_ancestor(verb):
                office.head, office.dep_ = verb, "xcomp"


def _is_office(noun: Token, person: Token, start: int) -> bool:
    """A common noun whose phrase begins right behind a name, or that the parser makes the head of the name."""
    if noun.tag_ != "NN" or noun.i < start or noun.dep_ not in ("xcomp", "obj", "flat", "appos"):
        return False
    behind = all(child.i >= start for child in noun.lefts)
    return (behind and noun.left_edge.i == start) or (person.head == noun and person.dep_ in ("compound", "nmod:desc"))


def attach_charge(doc: Doc, words: Words) -> None:
    """What somebody is accused, cleared or robbed of belongs to the verb: "accused Acme | of theft", "convicted by a court | of fraud"."""
    for charge in doc:
        noun, verb = charge.head, charge.head.head
        if charge.dep_ != "nmod" or charge.tag_ not in ("NN", "NNS") or verb.lemma_ not in words.charged_of:
            continue
        bare = [child.lower_ for child in charge.lefts if child.dep_ in ("case", "det", "nmod:poss")] == ["of"]
        if bare and noun.dep_ in ("obj", "obl:agent", "nsubj:pass") and verb.i < noun.i:
            charge.head, charge.dep_ = verb, "obl"


def join_descriptions_of_one(doc: Doc, words: Words) -> None:
    """Two nouns, only the first with an article, before a comma and a name are one person: "the son of A and husband of B, Ana Ruiz"."""
    for name in doc.ents:
        person = name.root
        second = person.head
        if second.ent_type_ == "PERSON" and second.dep_ == "nmod":  # no person is another one
            second = second.head
        first = second.head
        if (
            name.label_ != "PERSON"
            or person.dep_ != "appos"
            or second.dep_ != "conj"
            or doc[name.start - 1].text != ","
        ):
            continue
        opened = any(child.dep_ in ("det", "nmod:poss") for child in first.lefts)
        single = first.tag_ == second.tag_ == "NN" and not any(child.dep_ == "det" for child in second.lefts)
        if opened and single and first.dep_ in ("nsubj", "nsubj:pass", "obj", "obl:agent"):
            person.head, person.dep_ = first.head, first.dep_
            first.head, first.dep_ = person, "appos"


def join_distances(doc: Doc, words: Words) -> None:
    """How far from another place a place lies is no second origin of the verb: "left from Oslo, 20 miles | from Bergen"."""
    for measure in doc[1:-1]:
        case, start = doc[measure.i + 1], measure.left_edge
        if (
            not measure.dep_.endswith(":unmarked")
            or not any(child.dep_ == "nummod" for child in measure.lefts)
            or case.dep_ != "case"
            or case.lower_ != "from"
        ):
            continue
        place, set_off = case.head, start.is_punct or (start.i > 0 and doc[start.i - 1].is_punct)
        if not set_off or place.dep_ != "obl" or place.head.i > measure.i or measure.head not in (place, place.head):
            continue
        measure.head, measure.dep_ = place.head, "obl:unmarked"
        place.head, place.dep_ = measure, "nmod"


def join_numbers(doc: Doc, words: Words) -> None:
    """A number behind "No." belongs to the noun before it: "Act | No. | 512"."""
    for number in doc[3:]:
        mark, stop, noun = doc[number.i - 2], doc[number.i - 1], doc[number.i - 3]
        if (
            mark.text not in _NUMBERS
            or stop.text != "."
            or not number.text[:1].isdigit()
            or not noun.text[:1].isupper()
        ):
            continue
        if noun.pos_ not in ("NOUN", "PROPN") or noun.sent != number.sent:
            continue
        for top in (number, mark):  # what hangs on either hangs on the noun
            if noun in top.subtree and top.head != top:
                noun.head, noun.dep_ = top.head, top.dep_
            for child in [child for child in top.children if child not in (noun, stop)]:
                child.head = noun
        if noun.head not in (mark, number):
            mark.head, mark.dep_ = noun, "flat"
            number.head, number.dep_ = noun, "flat"
            stop.head, stop.dep_ = number, "punct"
