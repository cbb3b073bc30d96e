"""Repairs of a dependency tree around a verb: its second subject, its prepositions, verbs and infinitives behind it.

As in `tree_repairs`: every repair works on a Doc in Universal Dependencies and changes heads and labels only.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.lang.language import Words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ALL_SUBJECTS = _SUBJECTS | {"csubj", "csubj:pass", "expl"}
_NOUNS = frozenset({"NOUN", "PROPN"})
_ALIKE = ({"VBZ"}, {"VBD"}, {"VBP", "VB"})  # forms that finite verbs side by side have in common
_THING_RELATIVES = frozenset({"that", "which"})
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def set_off_description(doc: Doc, words: Words) -> None:
    """A verb has one subject: the noun before a comma and a pronoun says who that is: "Heir of a rich family, | she left"."""
    for pronoun in doc[2:]:
        verb = pronoun.head
        if pronoun.tag_ != "PRP" or pronoun.dep_ not in _SUBJECTS or doc[pronoun.i - 1].text != ",":
            continue
        fronted = (*_SUBJECTS, "obj") if verb.lemma_.lower() not in words.say_or_think else _SUBJECTS
        first = next((child for child in verb.lefts if child.dep_ in fronted and child.i < pronoun.i), None)
        if first is not None and first.pos_ in _NOUNS and not _is_named(first):
            first.head, first.dep_ = pronoun, "appos"


def _is_named(noun: Token) -> bool:
    """A name of one that acts; none that "of" goes on from: "Scion of a rich family"."""
    described = any(child.dep_ == "nmod" and _case(child) == "of" for child in noun.rights)
    return noun.ent_type_ in _ACTING and not described


def seat_body(doc: Doc, words: Words) -> None:
    """A body right before somebody's title is whose that is, no second subject: "Bell Center for Health | analyst Ana Ruiz said"."""
    for name in doc.ents:
        person, start = name.root, name.root.left_edge
        if name.label_ != "PERSON" or person.dep_ not in _SUBJECTS or start.i == name.start or start.i == 0:
            continue
        title = doc[name.start - 1]
        before = (doc[start.i - 1], *doc[start.i - 1].ancestors)
        body = next((token for token in before if token.head == person.head and token.dep_ == person.dep_), None)
        if (
            body is not None
            and body.i < start.i
            and body.right_edge.i == start.i - 1
            and body.ent_type_ in ("ORG", "GPE", "NORP")
            and title.head == person
            and title.dep_ == "nmod:desc"
        ):
            body.head, body.dep_ = title, "compound"


def part_prepositions(doc: Doc, words: Words) -> None:
    """Two nouns with a preposition of their own each are no pair: "left in tears, | without her coat"."""
    for noun in doc:
        first = noun.head
        own, other = _case(noun), _case(first)
        if noun.dep_ != "conj" or first.dep_ != "obl" or not own or not other or own == other:
            continue
        if all(child.dep_ != "cc" for child in noun.lefts):
            noun.head, noun.dep_ = first.head, "obl"


def _case(noun: Token) -> str:
    return next((child.lower_ for child in noun.lefts if child.dep_ == "case"), "")


def seat_headline_subject(doc: Doc, words: Words) -> None:
    """No noun is compounded with a verb that has an object: "Harbor Police | Arrest Ana Ruiz"."""
    for verb in doc:
        kinds = {child.dep_ for child in verb.children}
        if (
            verb.pos_ != "VERB"
            or verb.dep_ != "ROOT"
            or "obj" not in kinds
            or kinds & {*_SUBJECTS, "aux", "mark", "expl"}
        ):
            continue
        before = doc[verb.i - 1] if verb.i else verb
        if before.dep_ == "compound" and before.head == verb and before.pos_ in _NOUNS:
            before.dep_ = "nsubj"


def join_verbs(doc: Doc, words: Words) -> None:
    """A finite verb without a subject, behind a comma and one of its form, shares its subject: "Peru expels envoy, | says pact failed"."""
    for verb in doc:
        first = verb.head
        alike = any({verb.tag_, first.tag_} <= forms for forms in _ALIKE)
        if verb.dep_ != "parataxis" or verb.i < first.i or not alike:
            continue
        start = verb.left_edge
        comma = start if start.text == "," else doc[start.i - 1]
        alone = not any(child.dep_ in _SUBJECTS for child in verb.children)
        if alone and comma.text == "," and any(child.dep_ in _SUBJECTS for child in first.lefts):
            verb.dep_ = "conj"


def seat_infinitive_subject(doc: Doc, words: Words) -> None:
    """Who stands between "for" and an infinitive does what that says, whatever the clause above: "it is time for | Peru | to leave"."""
    for verb in doc:
        marks = [child for child in verb.lefts if child.dep_ == "mark"]
        if [mark.lower_ for mark in marks] != ["for", "to"] or any(child.dep_ in _SUBJECTS for child in verb.lefts):
            continue
        start, end = marks[0].i + 1, marks[1].i - 1
        subject = next((child for child in verb.head.children if child.left_edge.i == start <= child.i <= end), None)
        if subject is not None and subject.right_edge.i == end and subject.pos_ in (*_NOUNS, "PRON"):
            subject.head, subject.dep_ = verb, "nsubj"


def nest_request(doc: Doc, words: Words) -> None:
    """What somebody is made or asked to do is no purpose of who asks: "pushed the firm | to move its plant"."""
    for verb in doc:
        above, to = (
            verb.head,
            next((child for child in verb.lefts if child.lower_ == "to" and child.dep_ == "mark"), None),
        )
        if verb.dep_ != "advcl" or to is None or verb.tag_ != "VB" or above.lemma_.lower() not in words.pressing:
            continue
        asked = next((child for child in above.rights if child.dep_ == "obj" and child.right_edge.i == to.i - 1), None)
        if asked is not None and not any(child.dep_ == "xcomp" for child in above.rights):
            verb.dep_ = "xcomp"


def seat_apposition(doc: Doc, words: Words) -> None:
    """What stands in apposition is of the kind of its noun: "Ana Ruiz of Bell Tours, | a company that", "the rate for X - the rate of"."""
    for noun in doc:
        if noun.dep_ != "appos" or noun.pos_ != "NOUN":
            continue
        head = noun.head
        name = doc[max(noun.left_edge.i - 1 - (noun.left_edge.text in ",—–-"), 0)]
        named = next((token for token in (name, *name.ancestors) if token.dep_ not in ("flat", "compound")), name)
        thing = any(
            child.dep_ == "acl:relcl" and any(word.lower_ in _THING_RELATIVES for word in child.lefts)
            for child in noun.rights
        )
        body = head.ent_type_ == "PERSON" and named.ent_type_ == "ORG" and named.dep_ == "nmod" and named.head == head
        if body and thing and noun.lemma_.lower() not in words.role_nouns:
            noun.head = named
        elif head.dep_ == "nmod" and head.head.lemma_ == noun.lemma_ and head.lemma_ != noun.lemma_:
            noun.head = head.head


def seat_next_subject(doc: Doc, words: Words) -> None:
    """A noun right before a verb beside another verb is its subject, no verb of the row ("Peru proposed and | Chile rejected it"), nor
    one more object behind "and": "Peru sued Chile and | Cuba (later) fined Acme"."""
    for noun in doc:
        first = noun.head
        if noun.dep_ != "conj" or noun.pos_ not in _NOUNS or first.pos_ not in ("VERB", *_NOUNS):
            continue
        verb = next((token for token in doc[noun.right_edge.i + 1 :] if token.dep_ != "advmod"), noun)
        if verb.dep_ == "xcomp" and verb.tag_ == "VBD":
            verb.dep_ = "conj"  # no open complement is finite
        if first.head == verb and first.dep_ == "obj" and verb.dep_ == "conj" and verb.head.i < first.i:
            first.head = verb.head  # an object of the verb before it
        above = first if first.pos_ == "VERB" else first.head if first.dep_ == "obj" else noun
        beside = verb.dep_ == "conj" and verb.head == above and (verb.tag_ in _FINITE or _is_past(verb, first))
        between = [child for child in verb.lefts if child.i > noun.i and child.dep_ == "cc"]
        if beside and not between and not any(child.dep_ in ("nsubj", "nsubj:pass", "aux") for child in verb.lefts):
            for link in [child for child in noun.lefts if child.dep_ in ("cc", "punct")]:
                link.head = verb
            noun.head, noun.dep_ = verb, "nsubj"


def _is_past(verb: Token, first: Token) -> bool:
    """A past form with an object of its own behind the object of the verb above is no participle."""
    return verb.tag_ == "VBN" and first.dep_ == "obj" and any(child.dep_ == "obj" for child in verb.rights)


def lift_main_verb(doc: Doc, words: Words) -> None:
    """A finite verb behind the commas around a relative clause says what its noun does: "Peru, whose army fled, | sued Acme"."""
    for verb in doc[2:]:
        noun, comma = verb.head, doc[verb.i - 1]
        bare = verb.tag_ in _FINITE and not any(child.dep_ in (*_ALL_SUBJECTS, "mark") for child in verb.lefts)
        if not bare or noun.dep_ != "ROOT" or noun.pos_ not in _NOUNS or comma.text != "," or noun.i > verb.i:
            continue
        clauses = [child for child in noun.rights if child.dep_ == "acl:relcl" and child.i < comma.i]
        if clauses and verb.dep_ in ("parataxis", "acl:relcl") and clauses[-1].right_edge.i in (comma.i, comma.i - 1):
            for child in [child for child in noun.rights if child.i > verb.i]:
                child.head = verb
            verb.head, verb.dep_ = verb, "ROOT"
            noun.head, noun.dep_ = verb, "nsubj"


def seat_clause_subject(doc: Doc, words: Words) -> None:
    """A clause with "that" before a linking verb without a subject is that: "That Peru sued Chile | is untrue"; so is a noun between a
    verb of saying and a finite verb without one: "said reports that Peru sued Chile | were false"."""
    for clause in doc:
        above = clause.head
        if any(child.dep_ in _ALL_SUBJECTS for child in (above if clause.i < above.i else clause).lefts):
            continue
        if clause.dep_ == "advcl" and clause.i < above.i and any(child.dep_ == "cop" for child in above.lefts):
            if clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark":
                clause.dep_ = "csubj"
        elif clause.dep_ == "ccomp" and above.lemma_.lower() in words.say and _is_bare_finite(clause):
            noun = next((child for child in above.rights if child.dep_ == "obj" and child.i < clause.i), None)
            if noun is not None and noun.pos_ in _NOUNS and noun.right_edge.i == clause.left_edge.i - 1:
                noun.head, noun.dep_ = clause, "nsubj"


def _is_bare_finite(clause: Token) -> bool:
    """A finite clause that no word opens."""
    verbs = [child for child in clause.lefts if child.dep_ in ("aux", "aux:pass", "cop")] or [clause]
    return verbs[0].tag_ in ("VBD", "VBZ", "VBP", "MD") and all(child.dep_ != "mark" for child in clause.lefts)


def seat_opening_noun(doc: Doc, words: Words) -> None:
    """A noun of saying that opens a sentence is no verb where a finite verb without a subject follows its clause: "Claims that Peru sued
    Chile | are false"."""
    for noun in doc:
        opens = noun.i == noun.sent.start and noun.dep_ == "ROOT" and noun.tag_ in ("VBZ", "VB")
        contents = [child for child in noun.rights if child.dep_ == "ccomp"] if opens else []
        if len(contents) != 2 or noun.lemma_.lower() not in words.say_nouns:
            continue
        said, state = contents
        own = any(child.dep_ in _ALL_SUBJECTS for child in state.lefts)
        if said.left_edge.lower_ == "that" and not own and _is_bare_finite(state):
            for child in [child for child in noun.rights if child.i > said.i]:
                child.head = state
            state.head, state.dep_ = state, "ROOT"
            said.dep_ = "acl"
            noun.head, noun.dep_, noun.pos_, noun.tag_ = state, "nsubj", "NOUN", "NNS"


def seat_adjective(doc: Doc, words: Words) -> None:
    """An adjective right behind the noun of an office is no second subject: "attorneys | general filed it"."""
    for last in doc[1:]:
        noun = doc[last.i - 1]
        beside = last.head == noun.head and last.dep_ == noun.dep_ and noun.dep_ != "ROOT"
        if last.lower_ in words.postposed and beside and noun.pos_ in _NOUNS and last.pos_ not in _NOUNS:
            last.head, last.dep_ = noun, "amod"


def lift_from_place(doc: Doc, words: Words) -> None:
    """No clause without a comma says which place of a name is meant: "a fleet to guard the Bo Sea | which was joined by Peru"."""
    for clause in doc:
        place = clause.head
        pronoun = next((child for child in clause.lefts if child.lower_ in _THING_RELATIVES), None)
        if clause.dep_ != "acl:relcl" or place.ent_type_ not in ("GPE", "LOC") or pronoun is None:
            continue
        if pronoun.i < 2 or doc[pronoun.i - 1].ent_type_ != place.ent_type_ or place.pos_ != "PROPN":
            continue
        above = next((token for token in place.ancestors if token.pos_ == "NOUN" and token.i < place.i), None)
        if above is not None and _is_within(place, above):
            clause.head = above


def _is_within(name: Token, noun: Token) -> bool:
    """A name in the phrase of a noun: in a preposition's or an infinitive's, not a participle's ("tales surrounding Bo Island")."""
    steps = [name, *(token for token in name.ancestors if token.is_ancestor(name) and noun.is_ancestor(token))]
    return all(token.dep_ in ("nmod", "obj", "obl") or (token.dep_ == "acl" and token.tag_ == "VB") for token in steps)
