"""Repairs of noun phrases in a dependency tree: titles and roles beside names, hyphens, possessors, adjectives behind a noun.

As in `tree_repairs`: every repair works on a Doc in Universal Dependencies and changes heads and labels only.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.lang.language import Words

NOUNS = frozenset({"NOUN", "PROPN"})
_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "conj"})
_ARTICLES = frozenset({"a", "an", "the"})
_ASIDE = frozenset({"appos", "conj", "dep", "list", "parataxis"})


def join_titles(doc: Doc, words: Words) -> None:
    """A place in a clause is filled once: of two nouns side by side, the first is the title of the person that the second names, with or
    without a body behind it ("President | of Norway | Tomas Berg"); so is what a name stands beside without a comma."""
    for name in doc.ents:
        head = name.root
        if name.label_ != "PERSON" or name.start == 0:
            continue
        _lift_from_body(doc, head, name.start, words)
        title = _title_before(doc, name, words)
        if title is None:
            continue
        if head.head == title:
            _give_place(title, head)
        for case in [child for child in title.lefts if child.dep_ == "case"]:
            case.head = head
        title.head, title.dep_ = head, "nmod:desc"
        for token in list(head.lefts):  # what stood before the title belongs to it
            if token.i < title.i and token.dep_ in ("nmod:desc", "compound", "amod"):
                token.head, token.dep_ = title, "compound" if token.dep_ == "nmod:desc" else token.dep_


def part_people(doc: Doc, words: Words) -> None:
    """Each of several people has the title right before the name, and none describes one named before: "President Ana Ruiz, King Bo"."""
    for name in doc.ents:
        head, title = name.root, doc[name.start - 1] if name.start else None
        if name.label_ != "PERSON":
            continue
        others = title is not None and title.dep_ == "nmod:desc" and title.head.i >= name.end
        if title is not None and others and title.head.ent_type_ == "PERSON" and not title.is_ancestor(head):
            title.head = head
        if head.dep_ == "nmod:desc" and head.head.i < name.start and head.head.ent_type_ == "PERSON":
            head.dep_ = "conj"


def gather_titles(doc: Doc, words: Words) -> None:
    """The words before a title belong to it, not to the person: "former US | Vice | President Joe Biden"."""
    for name in doc.ents:
        head, title = name.root, doc[name.start - 1] if name.start else None
        if name.label_ != "PERSON" or title is None or title.head != head or title.dep_ != "nmod:desc":
            continue
        comma = max((word.i for word in doc[head.sent.start : title.i] if word.text == ","), default=-1)
        before = [child for child in head.lefts if comma < child.i < title.i]
        for case in [child for child in title.lefts if child.dep_ == "case"]:
            case.head = head  # "a film | by | director Ana Ruiz"
        if any(token.dep_ == "nmod:desc" and token.lemma_.lower() in words.role_nouns for token in before):
            continue  # two titles: "candidate Senator Ana Ruiz"
        for token in before:
            if token.dep_ in ("nmod:desc", "compound", "amod") and not (token.ent_type_ and token.dep_ == "nmod:desc"):
                token.head, token.dep_ = title, "compound" if token.dep_ == "nmod:desc" else token.dep_


def _lift_from_body(doc: Doc, head: Token, start: int, words: Words) -> None:
    """A person beside the name of a body is who leads it: "the head | of the Peace Council |, Ana Ruiz"."""
    body = head.head
    beside = head.dep_ == "appos" and doc[start - 1].text == "," and body.ent_type_ == "ORG" and body.dep_ == "nmod"
    if beside and body.head.lemma_.lower() in words.role_nouns:
        head.head = body.head


def _title_before(doc: Doc, name: Span, words: Words) -> Token | None:
    """The noun whose phrase ends right before a name that the parser put beside or below it."""
    head, last = name.root, doc[name.start - 1]
    if head.dep_ not in (*_PLACES, "nmod", "appos") or last.ent_type_ == "DATE":
        return None
    cases = [child for child in head.lefts if child.dep_ == "case"]
    above = (
        token
        for token in (last, *last.ancestors)
        if (token.pos_ in NOUNS or token.ent_type_ == "NORP") and token.right_edge.i >= last.i
    )
    for noun in above:
        if any(case.i >= noun.left_edge.i for case in cases):  # not "by | officials | in Peru"
            return None
        body = noun.dep_ == "nmod" and noun.ent_type_ == "ORG"  # "members of | the Senate | Ana Ruiz"
        beside = noun.head == head.head and noun.dep_ == head.dep_ and noun.right_edge.i == last.i and not body
        if cases and not (beside and noun.i == last.i):
            continue
        role = head.dep_ == "nmod" and noun.lemma_.lower() in words.role_nouns
        below = head.head == noun and noun != last and not (last.is_punct or noun.ent_type_)
        if beside or (below and (role or head.dep_ == "appos")):
            return noun
    return None


def join_descriptions(doc: Doc, words: Words) -> None:
    """A verb has one subject: what stands before a comma and a speaker's name describes the speaker, not what he speaks of."""
    for name in doc.ents:
        head, comma = name.root, doc[name.start - 1] if name.start > 1 else None
        if name.label_ != "PERSON" or head.dep_ != "nsubj" or comma is None or comma.text != ",":
            continue
        nouns = (token for token in (doc[comma.i - 1], *doc[comma.i - 1].ancestors) if token.right_edge.i < name.start)
        noun = next((token for token in nouns if token.dep_ == "nsubj" and token.pos_ == "NOUN"), None)
        if noun is None or noun.head.i < head.head.i:
            continue
        if any(child.dep_ == "nsubj" and child.i >= name.start for child in noun.head.children):
            noun.head, noun.dep_ = head, "appos"


def set_off_roles(doc: Doc, words: Words) -> None:
    """A role between commas behind somebody's name is that person's, not one more person: "Ana Ruiz, the minister, and Carl Berg"."""
    for role in doc[2:-1]:
        if role.dep_ != "conj" or role.tag_ != "NN":
            continue
        first, start = role.head, role.left_edge
        comma = start if start.text == "," else doc[start.i - 1]
        determiners = {child.lower_ for child in role.lefts if child.dep_ in ("det", "nmod:poss")}
        if (
            role.lemma_.lower() in words.role_nouns
            and determiners <= _ARTICLES
            and first.ent_type_ == "PERSON"
            and comma.text == ","
            and doc[comma.i - 1].ent_type_ == "PERSON"
            and doc[comma.i - 1] in (first, *first.rights)
            and role.right_edge.i + 1 < len(doc)
            and doc[role.right_edge.i + 1].text == ","
            and all(child.dep_ != "cc" for child in role.lefts)
        ):
            role.dep_ = "appos"


def join_hyphens(doc: Doc, words: Words) -> None:
    """Words that a hyphen joins are one: "the secretary-general" is no secretary and a general."""
    for hyphen in doc[1:-1]:
        first, second = doc[hyphen.i - 1], doc[hyphen.i + 1]
        tight = hyphen.text == "-" and not first.whitespace_ and not hyphen.whitespace_
        alike = tight and first.head == second.head and first.dep_ == second.dep_ and first.dep_ != "ROOT"
        if alike and hyphen not in second.ancestors:
            first.head, first.dep_ = second, "compound"
            hyphen.head = second


def attach_possessor(doc: Doc, words: Words) -> None:
    """Who stands with a possessive mark before a noun owns it, whatever the parser made the head: "Ana Reis' brother, ..., sued"."""
    for mark in doc[1:-1]:
        owner, noun = mark.head, doc[mark.i + 1]
        if mark.tag_ != "POS" or owner.i >= mark.i or noun.pos_ not in NOUNS:
            continue
        beside = noun.head == owner.head and noun.dep_ == owner.dep_ and owner.dep_ != "ROOT"
        if beside or (noun.head == owner and noun.dep_ in _ASIDE):
            _give_place(owner, noun)
            owner.dep_ = "nmod:poss"


def _give_place(owner: Token, noun: Token) -> None:
    """`noun` takes the place of `owner`, and what stands behind it; `owner` hangs on it."""
    behind = [child for child in owner.rights if child.i > noun.i]
    if owner.dep_ == "ROOT":
        noun.head, noun.dep_ = noun, "ROOT"
    else:
        noun.head, noun.dep_ = owner.head, owner.dep_
    for child in behind:
        child.head = noun
    owner.head = noun


def seat_postposed(doc: Doc, words: Words) -> None:
    """An adjective behind the noun of an office is its head's last word: "the Attorney | General"."""
    for last in doc[1:]:
        noun = doc[last.i - 1]
        if (
            last.lower_ in words.postposed
            and last.text.istitle()
            and last.head == noun
            and last.dep_ in _ASIDE
            and noun.text[:1].isupper()
        ):
            children = [token for token in noun.sent if token.head == noun and token not in (noun, last)]
            _give_place(noun, last)
            noun.dep_ = "compound"
            for child in children:
                child.head = last


def join_sides(doc: Doc, words: Words) -> None:
    """What stands behind "between" is two: "a link between the parole | and the release", whatever the parser joins the second one with."""
    for case in doc:
        side = case.head
        if (
            case.lower_ != "between"
            or case.dep_ != "case"
            or side.dep_ not in ("nmod", "obl")
            or side.tag_ not in ("NN", "NNP")
        ):
            continue
        above, joint = side.head, doc[side.right_edge.i + 1] if side.right_edge.i + 1 < len(doc) else side
        if joint.lower_ != "and" or any(child.dep_ == "conj" for child in side.children):
            continue
        if joint.head.dep_ == "conj" and joint.head.head == above and joint.head.pos_ in NOUNS:
            joint.head.head = side


def seat_modifier(doc: Doc, words: Words) -> None:
    """The first word of a name belongs to the name behind it, not to one behind a comma: "Rhode | Island, South Carolina"."""
    for first in doc[:-1]:
        if first.dep_ not in ("amod", "compound") or first.pos_ != "PROPN":
            continue
        name, head = first.nbor(), first.head
        apart = any(token.text == "," for token in doc[min(first.i, head.i) : max(first.i, head.i)])
        if name.pos_ == "PROPN" and apart and not first.is_ancestor(name):
            first.head = name
