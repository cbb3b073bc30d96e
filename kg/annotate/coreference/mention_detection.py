"""What may refer to something: every noun phrase and pronoun in full, as GUM marks mentions (https://gucorpling.org/gum/).

A phrase runs from its determiner to the end of its last modifier, relative clauses included. Where trees leave its end open,
all ends are given: after each modifier, without or with its apposition, with what is coordinated with it.
Which of them are mentions is for `kg.annotate.coreference.ranking` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.annotate.coreference.words import Words

NOMINAL = frozenset("NOUN PROPN PRON NUM".split())
# words of other classes that stand for a thing: "those", "mine", "the rich", "his leaving"
SUBSTANTIVE = frozenset("nsubj nsubj:pass obj iobj obl nmod root ROOT conj appos nmod:poss".split())
BEFORE = frozenset(
    "det det:predet amod compound nummod nmod:poss nmod:desc nmod nmod:unmarked flat advmod acl goeswith case:poss".split()
)
NEVER_AFTER = frozenset(
    "conj cc appos parataxis punct dep list vocative discourse orphan reparandum cop aux mark nsubj".split()
)
JOINED = frozenset("flat goeswith fixed".split())  # what follows the head and is one with it
OF_NOUNS = frozenset("nmod acl acl:relcl nmod:unmarked nummod".split())
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
BARE, FULL, APPOSED, COORDINATED, MODIFIED = range(len(FORMS))


def phrases(words: Words) -> list[Phrase]:
    """All of a parsed text, by start, the longer first; each stretch once, with the head that stands highest."""
    found: dict[tuple[int, int], Phrase] = {}
    for at in range(len(words)):
        if not words.space[at] and _refers(words, at):
            for phrase in _forms(words, at):
                known = found.get((phrase.start, phrase.end))
                if known is None or at in words.above(known.head):
                    found[phrase.start, phrase.end] = phrase
    return sorted(found.values(), key=lambda phrase: (phrase.start, -phrase.end, phrase.head))


def _refers(words: Words, at: int) -> bool:
    dep, pos = words.dep[at], words.pos[at]
    if dep in ("flat", "goeswith", "punct") or (dep == "expl" and words.tag[at] == "EX"):
        return False
    if pos in NOMINAL or (pos == "ADV" and words.lower[at] in words.language.reference.place_adverbs):
        return True
    if pos == "DET":
        return dep in SUBSTANTIVE
    if pos not in ("ADJ", "VERB"):
        return False
    determined = any(words.dep[child] in ("det", "nmod:poss") for child in words.lefts[at])
    return words.tag[at] == "NNP" or (determined and dep in SUBSTANTIVE)


def _forms(words: Words, head: int) -> Iterator[Phrase]:
    start = _start(words, head)
    ends: dict[int, int] = {}
    for form, end in _ends(words, head):
        ends.setdefault(end, form)
    for end, form in ends.items():
        if start < end <= start + LONGEST:
            yield Phrase(start, end, head, form)
    if start < head and words.pos[start] == "ADV" and words.head[start] == head:  # "definitely | low season"
        inner = next(index for index in range(start + 1, head + 1) if not words.punct[index])
        yield Phrase(inner, max(ends), head, ends[max(ends)])


def _start(words: Words, head: int) -> int:
    """Leftmost modifier that is joined to the head without a gap of other dependents; a name is not cut."""
    start, comma = name_around(words, head)[0], False
    for child in reversed(words.lefts[head]):
        dep = words.dep[child]
        if dep == "punct":
            comma = comma or words.text[child] == ","
            continue
        denied = words.lower[child] in words.language.grammar.plain_negations or words.pos[head] == "VERB"
        if dep not in BEFORE or (dep == "advmod" and (comma or denied)):
            break
        start = min(start, words.left_edge[child])
    return start


def _ends(words: Words, head: int) -> Iterator[tuple[int, int]]:
    """The form and the end of each phrase that the head may have."""
    rights = words.rights[head]
    joined = [child for child in rights if words.dep[child] in JOINED or _possessive(words, child)]
    ends = [name_around(words, head)[1], *(words.right_edge[child] + 1 for child in joined)]
    bare = _with_places(words, head, max(ends))
    # a clause of its own
    predicate = words.pos[head] == "VERB" or any(words.dep[child] == "cop" for child in words.lefts[head])
    modifiers = [child for child in rights if _modifies(words, child, predicate) and words.right_edge[child] >= bare]
    ends = [bare, *(_trimmed(words, head, words.right_edge[child] + 1) for child in modifiers)]
    full = max(ends)
    yield BARE, bare
    yield FULL, full
    for label, form in (("appos", APPOSED), ("conj", COORDINATED)):
        for child in rights:
            if words.dep[child] == label:
                yield form, max(full, _trimmed(words, head, words.right_edge[child] + 1))
    for end in ends:
        yield MODIFIED, end


def name_around(words: Words, head: int) -> tuple[int, int]:
    """Where the name begins and ends whose head a word is; the word alone where it is none, or depends on another word of it."""
    start, end = whole_name(words, head)
    return (head, head + 1) if start <= words.head[head] < end and words.head[head] != head else (start, end)


def whole_name(words: Words, at: int) -> tuple[int, int]:
    """Where the name begins and ends that a word belongs to, as its head or not."""
    start, end = at, at + 1
    if words.label[at] in NAMES:
        while words.goes_on[start]:
            start -= 1
        while end < len(words) and words.goes_on[end]:
            end += 1
    return start, end


def _with_places(words: Words, head: int, end: int) -> int:
    """The end of a name with the places behind its commas: "Lund, Sweden"."""
    while (
        words.label[head] in PLACED
        and end + 1 < len(words)
        and words.text[end] == ","
        and words.label[end + 1] in SITES
    ):
        start, after = whole_name(words, end + 1)
        top = min(range(start, after), key=lambda at: len(words.above(at)))
        if words.dep[top] == "conj" or not head <= words.head[top] < end:
            break
        end = after
    return end


def _modifies(words: Words, child: int, predicate: bool) -> bool:
    dep = words.dep[child]
    return dep in OF_NOUNS if predicate else dep not in NEVER_AFTER and not dep.startswith("nsubj")


def _possessive(words: Words, child: int) -> bool:
    return words.dep[child] == "case" and words.tag[child] == "POS"


def _trimmed(words: Words, head: int, end: int) -> int:
    """Without the marks at the end, but for a bracket or quotation mark that closes one inside."""
    while end - 1 > head and (words.space[end - 1] or (words.punct[end - 1] and words.text[end - 1] not in ')]"”’')):
        end -= 1
    return end
