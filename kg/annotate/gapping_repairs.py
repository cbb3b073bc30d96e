"""Repairs of clauses that leave out their verb: "Mali expelled the envoy and Niger | the attaché", "was hired by Acme, Falk | by Vega".

The parser takes what is left of such a clause for one more object. As Universal Dependencies has it, its first noun becomes a conjunct of
the verb, and its second an orphan of the first.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.lang.language import Words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_MEASURING = frozenset({"det", "nmod:poss", "nummod"})
_JOINTS = frozenset({"cc", "punct"})


def part_gapped(doc: Doc, words: Words) -> None:
    """A name behind "and" or a comma with one more argument of the verb right behind it is its subject again."""
    for name in doc.ents:
        if name.start < 3 or name.end >= len(doc) or name.label_ not in ("PERSON", "ORG", "GPE", "NORP", "MISC"):
            continue
        name = _alone(name)
        joint, behind = doc[name.start - 1], doc[name.end]
        if joint.text != "," and joint.dep_ != "cc":
            continue
        verb = _verb_of(name.root)
        second = _noun_of(behind, name)
        if verb is None or second is None or second.ent_type_ == "DATE" or second.lemma_.lower() in words.time_nouns:
            continue
        if behind.tag_ in _DETERMINERS:
            gapped = _as_object(verb, name, words)
        else:
            gapped = _as_case(verb, name, behind, second)
        if gapped:
            _part(verb, name, second)


def _alone(name: Span) -> Span:
    """A name without the words from an article on, which the parser took for one: "Moen | the Liberals"."""
    inner = next((token.i for token in name if token.i > name.start and token.tag_ == "DT"), name.end)
    return name.doc[name.start : inner]


def _verb_of(word: Token) -> Token | None:
    """The verb before a word that it hangs below, if that has a subject before it."""
    verb = next((token for token in word.ancestors if token.pos_ == "VERB"), None)
    if verb is None or verb.i > word.i or not any(child.dep_ in _SUBJECTS for child in verb.lefts):
        return None
    between = word.doc[verb.i + 1 : word.i]
    return verb if all(token.pos_ not in ("VERB", "AUX") for token in between) else None


def _noun_of(first: Token, name: Span) -> Token | None:
    """The noun whose phrase begins at `first`."""
    noun = first.head
    return noun if noun.i > first.i and noun.pos_ in ("NOUN", "PROPN") and noun.i >= name.end else None


def _as_object(verb: Token, name: Span, words: Words) -> bool:
    """Its object has a determiner, too, and is nobody to whom something is given: not "gave the girls and Ana a prize"."""
    giving = words.dative | words.judge | words.naming | words.appointing | words.raising
    if verb.lemma_ in giving or any(child.dep_ == "iobj" for child in verb.children):
        return False
    objects = [child for child in verb.rights if child.dep_ == "obj" and child.i < name.start]
    return bool(objects) and any(child.dep_ in _MEASURING for child in objects[0].lefts)


def _as_case(verb: Token, name: Span, case: Token, second: Token) -> bool:
    """Another argument of the verb before it has the same preposition, no preposition of place."""
    if case.dep_ != "case" or case.lower_ in ("in", "at", "on", "to") or second.pos_ != "PROPN":
        return False
    arguments = (child for child in verb.rights if child.i < name.start and child.dep_ in ("obl", "obl:agent"))
    return any(child.lower_ == case.lower_ for noun in arguments for child in noun.lefts if child.dep_ == "case")


def _part(verb: Token, name: Span, second: Token) -> None:
    root = name.root
    joints = [token for token in name.doc[name.start - 2 : name.start] if token.dep_ in _JOINTS]
    root.head, root.dep_ = verb, "conj"
    second.head, second.dep_ = root, "orphan"
    for token in joints:
        token.head = root
    for token in name:
        if token != root and token.head.i >= name.end:
            token.head = root
    for child in [child for child in root.rights if child.i >= name.end and child != second]:
        if child.i < second.i:
            child.head = second
