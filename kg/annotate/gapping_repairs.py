"""Repairs of coordination: clauses that leave out their verb ("Mali expelled the envoy and Niger | the attaché"), passives, "not only".

The parser takes what is left of a clause without its verb for one more object. As Universal Dependencies has it, its first noun becomes a
conjunct of the verb, and its second an orphan of the first.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.lang.language import Words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_MEASURING = frozenset({"det", "nmod:poss", "nummod"})
_JOINTS = frozenset({"cc", "punct"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


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
        if verb is None or second is None or second.is_ancestor(verb) or second == name.root:
            continue
        if second.ent_type_ == "DATE" or second.lemma_.lower() in words.time_nouns:
            continue
        as_object = behind.tag_ in _DETERMINERS and _as_object(verb, name, words)
        if as_object or _as_case(verb, name, behind, second):
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
    for token in [*joints, *(token for token in name if token != root and token.head.i >= name.end)]:
        if not token.is_ancestor(root):
            token.head = root
    for child in [child for child in root.rights if child.i >= name.end and child != second]:
        if child.i < second.i:
            child.head = second


def seat_inverted(doc: Doc, words: Words) -> None:
    """Who stands behind "so did" did so, too, and is no object: "Sweden backed it, and so did | Norway"."""
    for noun in doc:
        verb = noun.head
        pro_verb = noun.dep_ == "obj" and verb.lemma_ == "do" and noun.i > verb.i and noun.pos_ in ("NOUN", "PROPN")
        if pro_verb and verb.i and doc[verb.i - 1].lower_ in ("so", "nor", "neither"):
            noun.dep_ = "nsubj"


def join_objects(doc: Doc, words: Words) -> None:
    """A conjunct of the subject cannot stand behind the object: "Ada and Bo elected Ida, Jo | and Kai"; "respectively" is the verb's."""
    for noun in doc:
        if noun.lower_ == "respectively" and noun.head.dep_ in ("obj", "conj", "obl", "obl:agent"):
            noun.head = next((token for token in noun.ancestors if token.pos_ == "VERB"), noun.head)
            continue
        subject, verb = noun.head, noun.head.head
        behind = noun.dep_ == "conj" and subject.dep_ in _SUBJECTS and subject.i < verb.i < noun.i
        if not behind or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        target = next((child for child in verb.rights if child.dep_ == "obj" and child.i < noun.left_edge.i), None)
        joined = target is not None and noun.left_edge.i == target.right_edge.i + 1 and noun.left_edge.dep_ == "cc"
        if target is not None and joined and any(child.dep_ == "conj" for child in target.rights):
            noun.head = target


def join_passives(doc: Doc, words: Words) -> None:
    """Participles side by side that each have an agent are done to one thing: "was proposed by Reed, | backed by Falk and signed by
    Moen"."""
    for verb in doc:
        agent = verb.head
        passive = agent.dep_ == "obl:agent" and any(child.dep_ == "aux:pass" for child in agent.head.children)
        if (
            verb.dep_ != "acl"
            or verb.tag_ != "VBN"
            or not passive
            or "," not in (verb.left_edge.text, doc[verb.i - 1].text)
        ):
            continue
        others = [child for child in verb.rights if child.dep_ == "conj" and child.tag_ == "VBN"]
        each = all(any(child.dep_ == "obl:agent" for child in one.rights) for one in (verb, *others))
        if others and each:
            for one in (verb, *others):
                one.head, one.dep_ = agent.head, "conj"


def join_contrasted(doc: Doc, words: Words) -> None:
    """Of two subjects before a verb, with "not" before the first and "but" between, the second is a conjunct: "not only Acme but also Vega
    sued", wherever the parser hangs the verb."""
    for verb in doc:
        first = verb.head
        if verb.dep_ == "conj" and first.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBZ", "VBP") and _is_denied(first):
            _head_with(verb, first)
        subjects = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
        if len(subjects) != 2 or not _is_denied(subjects[0]):
            continue
        first, second = subjects
        between = doc[first.right_edge.i + 1 : second.i]
        if any(token.lower_ == "but" for token in between):
            second.head, second.dep_ = first, "conj"
            for token in between:
                if not token.is_ancestor(second):
                    token.head = second


def _is_denied(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and any(child.lower_ == "not" for child in noun.lefts)


def _head_with(verb: Token, first: Token) -> None:
    """The verb heads the sentence, with the noun as a subject, where "but" stands between: "Not Egypt but Qatar | led"."""
    between = verb.doc[first.i : verb.i]
    if not any(token.lower_ == "but" for token in between) or any(token.pos_ == "VERB" for token in between):
        return
    for child in [child for child in first.rights if child.i > verb.i]:
        child.head = verb
    verb.head, verb.dep_ = verb, "ROOT"
    first.head, first.dep_ = verb, "nsubj"


def set_off_label(doc: Doc, words: Words) -> None:
    """What stands before a colon is no word of the clause or name behind it: "Police: Falk shot Berg", "Obituary: Painter Ida Holm"; nor
    does what stands before a dash do what is done behind it: "Lima, 4 March - The minister resigned"."""
    for colon in (token for token in doc[1:-1] if token.text == ":" or _is_dash(token)):
        start = colon.sent.start
        if colon.text == ":":
            _lift_named(doc[start : colon.i], words)
        for word in doc[start : colon.i]:
            head = word.head
            if head.i < colon.i or word.is_ancestor(head) or word.pos_ not in ("NOUN", "PROPN", "ADJ"):
                continue
            twice = word.dep_ in _SUBJECTS and any(
                child.dep_ in _SUBJECTS and child.i > colon.i for child in head.lefts
            )
            if twice or (colon.text == ":" and word.dep_ in ("compound", "amod", "nmod:desc")):
                word.head, word.dep_ = _main(head, colon), "dislocated"


def _is_dash(token: Token) -> bool:
    return token.text in ("-", "--", "–", "—") and bool(token.whitespace_) and bool(token.nbor(-1).whitespace_)


def _lift_named(label: Span, words: Words) -> None:
    """The name behind a label heads the sentence: "Profile: | Anna Weber"; a role before a colon is its bearer's: "Winner: Anna Weber".

    What the name does is no apposition ("Profile: Anna Weber | leads Acme"), and no clause behind a colon is a relative one.
    """
    noun = label.root
    for clause in (child for child in noun.rights if child.dep_ == "acl:relcl" and child.left_edge.i >= label.end):
        clause.dep_ = "parataxis"
    named = next((child for child in noun.rights if child.dep_ == "appos" and child.i > label.end), None)
    bare = len(label) == 1 and noun.tag_ == "NN" and noun.lemma_.lower() not in words.role_nouns
    if named is None or not bare or noun.dep_ != "ROOT":
        return
    for child in [child for child in noun.children if child != named]:
        child.head = named
    verb = next((child for child in named.rights if child.dep_ == "appos" and child.tag_ in _FINITE), None)
    top = named if verb is None or any(child.dep_ in _SUBJECTS for child in verb.lefts) else verb
    top.head, top.dep_ = top, "ROOT"
    if top != named:
        named.head, named.dep_ = top, "nsubj"
    noun.head, noun.dep_ = top, "dislocated"


def _main(word: Token, colon: Token) -> Token:
    """The highest word above one behind a colon that stands behind it, too."""
    return next((token for token in reversed(list(word.ancestors)) if token.i > colon.i), word)
