"""What may refer to something: every noun phrase and pronoun in full, as GUM marks mentions (https://gucorpling.org/gum/).

A phrase runs from its determiner to the end of its last modifier, relative clauses included. Where trees leave its end open,
all ends are given: after each modifier, without or with its apposition, with what is coordinated with it.
Which of them are mentions is for `kg.annotate.coreference.ranking` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

NOMINAL = frozenset("NOUN PROPN PRON NUM".split())
# words of other classes that stand for a thing: "those", "mine", "the rich", "his leaving"
SUBSTANTIVE = frozenset("nsubj nsubj:pass obj iobj obl nmod root ROOT conj appos nmod:poss".split())
BEFORE = frozenset(
    "det det:predet amod compound nummod nmod:poss nmod:desc nmod nmod:unmarked flat advmod acl goeswith case:poss".split()
)
NEVER_AFTER = frozenset(
    "conj cc appos parataxis punct dep list vocative discourse orphan reparandum cop aux mark nsubj".split()
)
OF_NOUNS = frozenset("nmod acl acl:relcl nmod:unmarked nummod".split())
PLACES = frozenset(
    "here there home now then today tomorrow yesterday where".split()
)  # adverbs that stand for a place or time
NAMES = frozenset("PERSON ORG GPE LOC FAC EVENT NORP MISC".split())
PLACED = frozenset("ORG GPE LOC FAC".split())  # names that a place can stand behind, as in an address
SITES = frozenset("GPE LOC".split())
LONGEST = 80  # words of a phrase; what is longer, the tree has got wrong


class Phrase(NamedTuple):
    """Tokens `[start, end)` around `head`; `form` says which of its possible ends it has: an index of `FORMS`."""

    start: int
    end: int
    head: int
    form: int


FORMS = ("bare", "full", "apposed", "coordinated", "modified")


def phrases(doc: Doc) -> list[Phrase]:
    """All of a parsed Doc, by start, the longer first; each stretch once, with the head that stands highest."""
    found: dict[tuple[int, int], Phrase] = {}
    for token in doc:
        if not token.is_space and _refers(token):
            for phrase in _forms(token):
                known = found.get((phrase.start, phrase.end))
                if known is None or doc[known.head] in token.subtree:
                    found[phrase.start, phrase.end] = phrase
    return sorted(found.values(), key=lambda phrase: (phrase.start, -phrase.end, phrase.head))


def _refers(token: Token) -> bool:
    if token.dep_ in ("flat", "goeswith", "punct") or (token.dep_ == "expl" and token.tag_ == "EX"):
        return False
    if token.pos_ in NOMINAL or (token.pos_ == "ADV" and token.lower_ in PLACES):
        return True
    if token.pos_ == "DET":
        return token.dep_ in SUBSTANTIVE
    determined = any(child.dep_ in ("det", "nmod:poss") for child in token.lefts)
    return token.pos_ in ("ADJ", "VERB") and (token.tag_ == "NNP" or (determined and token.dep_ in SUBSTANTIVE))


def _forms(head: Token) -> Iterator[Phrase]:
    start = _start(head)
    ends: dict[int, int] = {}
    for form, end in _ends(head):
        ends.setdefault(end, form)
    for end, form in ends.items():
        if start < end <= start + LONGEST:
            yield Phrase(start, end, head.i, form)
    first = head.doc[start]
    if start < head.i and first.pos_ == "ADV" and first.head == head:  # "definitely | low season"
        inner = next(index for index in range(start + 1, head.i + 1) if not head.doc[index].is_punct)
        yield Phrase(inner, max(ends), head.i, ends[max(ends)])


def _start(head: Token) -> int:
    """Leftmost modifier that is joined to the head without a gap of other dependents; a name is not cut."""
    start, comma = name_around(head)[0], False
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ == "punct":
            comma = comma or child.text == ","
            continue
        denied = child.lower_ in ("not", "n't") or head.pos_ == "VERB"
        if child.dep_ not in BEFORE or (child.dep_ == "advmod" and (comma or denied)):
            break
        start = min(start, child.left_edge.i)
    return start


def _ends(head: Token) -> Iterator[tuple[int, int]]:
    """The form and the end of each phrase that the head may have."""
    joined = [child for child in head.rights if child.dep_ in ("flat", "goeswith", "fixed") or _possessive(child)]
    ends = [name_around(head)[1], *(child.right_edge.i + 1 for child in joined)]
    bare = _with_places(head, max(ends))
    predicate = head.pos_ == "VERB" or any(child.dep_ == "cop" for child in head.lefts)  # a clause of its own
    modifiers = [child for child in head.rights if _modifies(child, predicate) and child.right_edge.i >= bare]
    ends = [bare, *(_trimmed(head, child.right_edge.i + 1) for child in modifiers)]
    full = max(ends)
    yield FORMS.index("bare"), bare
    yield FORMS.index("full"), full
    for label, form in (("appos", "apposed"), ("conj", "coordinated")):
        for child in head.rights:
            if child.dep_ == label:
                yield FORMS.index(form), max(full, _trimmed(head, child.right_edge.i + 1))
    for end in ends:
        yield FORMS.index("modified"), end


def name_around(head: Token) -> tuple[int, int]:
    """Where the name begins and ends whose head a word is; the word alone where it is none, or depends on another word of it."""
    start, end = whole_name(head)
    return (head.i, head.i + 1) if start <= head.head.i < end and head.head != head else (start, end)


def whole_name(token: Token) -> tuple[int, int]:
    """Where the name begins and ends that a word belongs to, as its head or not."""
    doc, start, end = token.doc, token.i, token.i + 1
    if token.ent_type_ in NAMES:
        while doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
    return start, end


def _with_places(head: Token, end: int) -> int:
    """The end of a name with the places behind its commas: "Lund, Sweden"."""
    doc = head.doc
    while head.ent_type_ in PLACED and end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].ent_type_ in SITES:
        start, after = whole_name(doc[end + 1])
        top = doc[start:after].root
        if top.dep_ == "conj" or not head.i <= top.head.i < end:
            break
        end = after
    return end


def _modifies(child: Token, predicate: bool) -> bool:
    if predicate:
        return child.dep_ in OF_NOUNS
    return child.dep_ not in NEVER_AFTER and not child.dep_.startswith("nsubj")


def _possessive(child: Token) -> bool:
    return child.dep_ == "case" and child.tag_ == "POS"


def _trimmed(head: Token, end: int) -> int:
    """Without the marks at the end, but for a bracket or quotation mark that closes one inside."""
    doc = head.doc
    while end - 1 > head.i and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in ')]"”’')):
        end -= 1
    return end
