"""Repairs of a dependency tree around verbs of saying: who says it, and what is said.

As in `tree_repairs`: every repair works on a Doc in Universal Dependencies and changes heads and labels only.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.lang.language import Words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})


def lift_announcer(doc: Doc, words: Words) -> None:
    """A participle has no subject: who says it, with the verb, before a finite clause is no description of that clause's subject.

    "The firm announced on Monday, phase two had ended": the parser hangs "announced" on "phase".
    """
    for verb in doc:
        noun = verb.head
        said = verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.lemma_.lower() in words.say and verb.i < noun.i
        if not said or noun.dep_ not in ("nsubj", "nsubj:pass") or noun.head.dep_ != "ROOT":
            continue
        if any(child.dep_ == "nsubj" for child in verb.lefts):
            clause = noun.head
            noun.head, verb.head = clause, verb
            verb.dep_, clause.head, clause.dep_ = "ROOT", verb, "ccomp"


def nest_earlier(doc: Doc, words: Words) -> None:
    """What had happened before is part of what was said, not a second act: "said the road was shut and bridges had fallen"."""
    for later in doc:
        verb = later.head
        if later.dep_ != "conj" or verb.tag_ != "VBD" or verb.lemma_.lower() not in words.say:
            continue
        said = next((child for child in verb.rights if child.dep_ == "ccomp" and child.i < later.i), None)
        kinds = {child.dep_ for child in later.children}
        before = any(child.dep_ == "aux" and child.tag_ == "VBD" and child.lemma_ == "have" for child in later.lefts)
        if said is not None and before and kinds & {"nsubj", "nsubj:pass"} and later.lemma_.lower() not in words.say:
            later.head = said


def speak_actively(doc: Doc, words: Words) -> None:
    """Who stands before a verb of saying in the past tense, without an auxiliary, says it."""
    for subject in doc:
        verb = subject.head
        said = verb.tag_ == "VBD" and verb.lemma_.lower() in words.say - words.needs_object
        if subject.dep_ == "nsubj:pass" and said and not any(child.dep_ == "aux:pass" for child in verb.children):
            subject.dep_ = "nsubj"


def attach_citation(doc: Doc, words: Words) -> None:
    """ "According to X" has X right behind it, and between commas it is about the sentence, not about a clause or participle inside."""
    for citing in doc[:-2]:
        if citing.lower_ != words.citing or citing.dep_ != "case":
            continue
        cited = _right_behind(citing)
        if cited != citing.head and not any(child.dep_ == "case" for child in cited.lefts):
            citing.head = cited
        set_off = citing.i > 0 and doc[citing.i - 1].text == "," and _ends_sentence(cited.right_edge)
        clause = cited.head
        while set_off and clause.i < citing.i and clause.dep_ != "ROOT" and _is_inside(clause):
            clause = clause.head
        if clause != cited.head and cited.dep_ in ("obl", "nmod"):
            cited.head, cited.dep_ = clause, "obl"


def _right_behind(citing: Token) -> Token:
    """The noun that "according to" stands before: of one that is named behind a comma, the first; not one with a preposition of its own."""
    cited = citing.head
    while cited.dep_ in ("appos", "flat") and cited.head.i > citing.i:
        cited = cited.head
    inner = next((child for child in cited.lefts if child.dep_ == "case" and child.i > citing.i + 1), None)
    if inner is None:
        return cited
    before = (child for child in cited.head.children if citing.i < child.i < inner.i and child.dep_ == "obl")
    return next(before, cited)


def _ends_sentence(token: Token) -> bool:
    """Nothing but marks stands behind it in its sentence."""
    return all(word.is_punct or word.is_space for word in token.doc[token.i + 1 : token.sent.end])


def _is_inside(clause: Token) -> bool:
    """A noun, an adverbial clause, or a verb without a tense, of a finite clause."""
    tensed = any(
        word.tag_ in _FINITE | {"MD"}
        for word in (clause, *clause.children)
        if word == clause or word.dep_ in ("aux", "cop")
    )
    return clause.dep_ in ("advcl", "nmod", "obj", "obl", "acl") or (clause.dep_ in ("conj", "xcomp") and not tensed)


def _behind_comma(noun: Token) -> bool:
    """Its phrase begins behind a comma or with it, and is no pronoun that relates."""
    first = noun.left_edge
    return "," in (first.text, noun.doc[max(first.i - 1, 0)].text) and noun.tag_ not in ("WP", "WDT")


def part_parenthesis(doc: Doc, words: Words) -> None:
    """Who says it between commas is no part of the clause around: "whose price, the union noted, rose"."""
    for verb in doc[2:-1]:
        finite = verb.tag_ in _FINITE and verb.lemma_.lower() in words.say
        if not finite or doc[verb.i + 1].text != "," or verb.dep_ in ("parataxis", "ROOT"):
            continue
        nouns = [token for token in (doc[verb.i - 1], *doc[verb.i - 1].ancestors) if token.right_edge.i == verb.i - 1]
        noun = next((token for token in nouns if token.dep_ == "appos" and token.pos_ in _NOUNS), None)
        later = next((child for child in verb.head.rights if child.i > verb.i and child.dep_ == verb.dep_), None)
        between = any(child.dep_ == "nsubj" and _behind_comma(child) for child in verb.lefts)
        if later is not None and between and verb.head != verb:
            verb.head, verb.dep_ = later, "parataxis"
            continue
        subject = noun.head if noun is not None else None
        if noun is None or later is None or subject is None or subject.dep_ not in ("nsubj", "nsubj:pass"):
            continue
        if subject.head not in (verb, later) or "," not in (noun.left_edge.text, doc[noun.left_edge.i - 1].text):
            continue
        subject.head = later
        noun.head, noun.dep_ = verb, "nsubj"
        verb.head, verb.dep_ = later, "parataxis"


def nest_outcome(doc: Doc, words: Words) -> None:
    """What comes of what is said is said, too: "said the roll is bulky, | leading to low stocks"."""
    for verb in doc:
        speech = verb.head
        if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.lemma_.lower() not in words.outcomes:
            continue
        if speech.lemma_.lower() not in words.say or any(child.dep_ == "mark" for child in verb.lefts):
            continue
        said = [child for child in speech.rights if child.dep_ == "ccomp" and child.i < verb.i]
        start = verb.left_edge
        comma = start if start.text == "," else doc[max(start.i - 1, 0)]
        if said and comma.text == "," and said[-1].right_edge.i in (comma.i, comma.i - 1):
            verb.head = said[-1]


def nest_reason(doc: Doc, words: Words) -> None:
    """The reason right behind what is said is said, too: "says Peru is nervous | because its plans failed"."""
    for clause in doc:
        speech = clause.head
        if clause.dep_ != "advcl" or speech.lemma_.lower() not in words.say:
            continue
        start = next((token for token in clause.subtree if not token.is_punct), clause)
        said = [child for child in speech.rights if child.dep_ == "ccomp" and child.i < start.i]
        if (
            start.lower_ == "because"
            and said
            and all(token.is_quote for token in doc[said[-1].right_edge.i + 1 : start.i])
        ):
            clause.head = said[-1]


def seat_inserted_speech(doc: Doc, words: Words) -> None:
    """Who speaks between commas is beside the clause around: "Norway, says Peru, | broke it", "talks in Oslo, | Ruiz added, failed"."""
    for speech in doc[2:-1]:
        if speech.lemma_.lower() not in words.say | words.going_on or speech.tag_ not in _FINITE:
            continue
        said = next((child for child in speech.rights if child.dep_ == "ccomp"), None)
        inside = (child for child in said.lefts if child.dep_ in _SUBJECTS) if said is not None else ()
        nouns = [*(child for child in speech.children if child.dep_ in (*_SUBJECTS, "obj")), *inside]
        before = next((noun for noun in nouns if _run(noun).stop == speech.i - 1), None)
        behind = next((noun for noun in nouns if _run(noun).start == speech.i + 1), None)
        if before is not None and behind is not None and said is not None:
            if doc[speech.i - 1].text == doc[_run(behind).stop].text == "," and behind.i < said.i:
                before.head, before.dep_ = said, "nsubj:pass" if _is_passive(said) else "nsubj"
                _insert(behind, speech, said)
        elif doc[speech.i + 1].text == ",":
            speaker = _beside_comma(doc[speech.i - 1])  # "A member, Ana Ruiz said, left" has a subject
            if speaker is not None and not any(child.is_ancestor(speaker) for child in speech.lefts):
                _insert(speaker, speech, said)


def _beside_comma(last: Token) -> Token | None:
    """The name in apposition, behind a comma, whose last word this is."""
    for noun in (last, *last.ancestors):
        places = _run(noun)
        if noun.dep_ == "appos" and noun.pos_ == "PROPN" and places.stop == last.i + 1:
            return noun if last.doc[places.start - 1].text == "," else None
    return None


def _insert(speaker: Token, speech: Token, said: Token | None) -> None:
    """`speaker` becomes the subject of `speech`, and that a parenthesis of what is said, if that hangs on it."""
    speaker.head, speaker.dep_ = speech, "nsubj"
    if said is not None:
        said.head, said.dep_ = (said, "ROOT") if speech.dep_ == "ROOT" else (speech.head, speech.dep_)
        speech.head, speech.dep_ = said, "parataxis"


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)


def _run(noun: Token) -> range:
    """The places of a phrase that no mark interrupts; none of another."""
    places = [token.i for token in noun.subtree if not token.is_punct]
    return range(places[0], places[-1] + 1) if places and places[-1] - places[0] < len(places) else range(0)


def nest_second_content(doc: Doc, words: Words) -> None:
    """A second clause with "that" is said, too: "claims that it is void | and that they may sue"."""
    for clause in doc:
        verb = clause.head
        second = clause.dep_ == "conj" and any(
            child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts
        )
        if not second or verb.pos_ not in ("VERB", "ADJ"):
            continue
        first = next((child for child in verb.rights if child.dep_ == "ccomp" and child.i < clause.i), None)
        if first is not None:
            clause.head = first


def set_off_speaker(doc: Doc, words: Words) -> None:
    """Who speaks or thinks between commas is no relative clause: "the owners, | he went on, | have left"."""
    for verb in doc[2:-1]:
        beside = verb.pos_ == "VERB" and verb.dep_ in ("acl:relcl", "appos", "parataxis")
        if not beside or verb.lemma_.lower() not in words.going_on | words.say_or_think:
            continue
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        start, end = verb.left_edge, verb.right_edge
        start = start.nbor() if start.text == "," else start
        if subject is None or start.lower_ in _RELATIVES or end.i + 1 >= len(doc):
            continue
        if start not in (subject.left_edge, subject.left_edge.nbor()):
            continue
        clause = verb.head.head
        closed = end.text == "," or end.nbor().text == ","
        if (
            closed
            and start.i > 0
            and start.nbor(-1).text == ","
            and verb.head.dep_ in ("nsubj", "nsubj:pass")
            and clause.i > end.i
        ):
            verb.head, verb.dep_ = clause, "parataxis"
