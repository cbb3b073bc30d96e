"""What is to be known of each phrase before two can be compared: whole numbers, a column a trait, a row a phrase."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from kg.annotate.coreference.mention_detection import COORDINATED, Phrase
from kg.annotate.coreference.words import Words

Numbers = NDArray[np.int32]

# the values of a language's `kinds_of_pronoun`
PRONOUNS = tuple("I all he here it none now one she some that they this we who you".split())
NOMINALS = ("name", "definite", "indefinite", "demonstrative", "possessed", "bare", "number", "other")
KINDS = (*PRONOUNS, "other pronoun", *NOMINALS)
LABELS = ("", "PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "NORP", "MISC", "DATE", "other")
RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "appos", "conj", "compound", "root", "other")
NUMBERS = ("unknown", "one", "several")
GENDERS = ("unknown", "he", "she", "person", "thing")
CASES = ("plain", "possessive", "reflexive")
LENGTHS = (1, 2, 3, 4, 6, 9, 14)  # words, upper limits of buckets
COUNTS = (0, 1, 2, 4)  # times, likewise
THINGS = frozenset("GPE LOC FAC DATE EVENT".split())
MEANING = frozenset("NOUN PROPN ADJ NUM VERB".split())
_MARKS = frozenset(('"', "“", "”", "``", "''"))


@dataclass(frozen=True, slots=True)
class Traits:
    """Columns over phrases. Classes are indices into the tuples above; words and stretches are any numbers, equal when the same."""

    kind: Numbers
    label: Numbers
    relation: Numbers
    number: Numbers
    gender: Numbers
    case: Numbers
    form: Numbers
    length: Numbers  # bucket
    times: Numbers  # bucket: how often its head word was in phrases before
    again: Numbers  # bucket: how often it will come
    start: Numbers  # first token
    end: Numbers
    head: Numbers  # token
    parent: Numbers  # token that the head depends on
    clause: Numbers  # the verb (or root) above
    sentence: Numbers
    quote: Numbers  # quotation around it, -1 for none
    words: Numbers  # the text without articles, folded
    nth: Numbers  # how many phrases have had these words so far, with this one
    lemma: Numbers  # of the head
    size: Numbers  # words of `content`
    content: tuple[frozenset[int], ...]  # its nouns, names, adjectives and numbers, as numbers

    def __len__(self) -> int:
        return len(self.kind)


def traits(words: Words, found: list[Phrase]) -> Traits:
    """The traits of phrases of one text."""
    numbers: dict[str, int] = {}

    def number(word: str) -> int:
        return numbers.setdefault(word, len(numbers))

    heads = [phrase.head for phrase in found]
    sentences, quotes = list(accumulate(words.starts[1:], initial=0)), _quotes(words)
    lemmas = [number(_lemma(words, head)) for head in heads]
    times, again = _times(found, lemmas)
    texts = [number(_text(words, phrase)) for phrase in found]
    content = [_content(words, phrase, number) for phrase in found]

    def column(values: Iterable[int]) -> Numbers:
        return np.fromiter(values, dtype=np.int32, count=len(found))

    return Traits(
        kind=column(KINDS.index(_kind(words, phrase)) for phrase in found),
        label=column(_index(LABELS, words.label[head]) for head in heads),
        relation=column(_index(RELATIONS, _relation(words.dep[head])) for head in heads),
        number=column(NUMBERS.index(_number(words, phrase)) for phrase in found),
        gender=column(GENDERS.index(_gender(words, phrase)) for phrase in found),
        case=column(_case(words, phrase) for phrase in found),
        form=column(phrase.form for phrase in found),
        length=column(_bucket(phrase.end - phrase.start, LENGTHS) for phrase in found),
        times=column(times),
        again=column(again),
        start=column(phrase.start for phrase in found),
        end=column(phrase.end for phrase in found),
        head=column(heads),
        parent=column(words.head[head] for head in heads),
        clause=column(_clause(words, head) for head in heads),
        sentence=column(sentences[head] for head in heads),
        quote=column(quotes[head] for head in heads),
        words=column(texts),
        nth=column(_nth(texts)),
        lemma=column(lemmas),
        size=column(map(len, content)),
        content=tuple(content),
    )


def _index(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else len(names) - 1


def _bucket(value: int, limits: tuple[int, ...]) -> int:
    return bisect_left(limits, value)


def _kind(words: Words, phrase: Phrase) -> str:
    head = phrase.head
    if pronoun := _pronoun(words, phrase):
        return pronoun
    if words.pos[head] in ("PRON", "DET", "ADV"):
        return "other pronoun"
    if words.pos[head] == "PROPN" or words.label[head] not in ("", "DATE"):
        return "name"
    return "number" if words.pos[head] == "NUM" else _determined(words, phrase.start)


def _pronoun(words: Words, phrase: Phrase) -> str:
    """The kind of pronoun that a phrase of one word is, "" for none."""
    alone = phrase.end - phrase.start == 1
    return words.language.reference.kinds_of_pronoun.get(words.lower[phrase.head], "") if alone else ""


def _determined(words: Words, first: int) -> str:
    if words.dep[first] == "nmod:poss" or words.tag[first] in ("PRP$", "WP$"):
        return "possessed"
    determiner, known = words.lower[first], words.language
    if determiner == known.grammar.definite_article:
        return "definite"
    if determiner in known.reference.introducing:
        return "indefinite"
    if determiner in known.reference.demonstrative:
        return "demonstrative"
    return "other" if words.dep[first] == "det" else "bare"


def _relation(dep: str) -> str:
    if dep == "ROOT":
        return "root"
    return dep if dep in RELATIONS else dep.split(":")[0]


def _number(words: Words, phrase: Phrase) -> str:
    lower, tag, known = words.lower[phrase.head], words.tag[phrase.head], words.language.reference
    if phrase.form == COORDINATED or lower in known.several or tag in ("NNS", "NNPS"):
        return "several"
    return "one" if lower in known.single or tag in ("NN", "NNP") else "unknown"


def _gender(words: Words, phrase: Phrase) -> str:
    head, names, known = phrase.head, words.language.names, words.language.reference
    inside = (child for child in words.children(head) if phrase.start <= child < phrase.end)
    for word in (words.lower[at].strip(".") for at in (head, *inside)):
        if word in known.masculine or word in names.male_titles:
            return "he"
        if word in known.feminine or word in names.female_titles:
            return "she"
    lemma, label, lower = words.lemma[head], words.label[head], words.lower[head]
    first = words.lower[_name_start(words, head)] if label == "PERSON" else ""
    if lemma in names.male_nouns or first in names.male_names:
        return "he"
    if lemma in names.female_nouns or first in names.female_names:
        return "she"
    if label == "PERSON" or lemma in known.person_nouns or lower in known.human_pronouns:
        return "person"
    return "thing" if label in THINGS or lower in known.neuter else "unknown"


def _case(words: Words, phrase: Phrase) -> int:
    if phrase.end - phrase.start == 1 and words.lower[phrase.start] in words.language.reference.reflexive:
        return CASES.index("reflexive")
    return CASES.index("possessive" if words.dep[phrase.head] == "nmod:poss" else "plain")


def _name_start(words: Words, at: int) -> int:
    """The first word of the name around a word."""
    while at and words.goes_on[at]:
        at -= 1
    return at


def _lemma(words: Words, head: int) -> str:
    return words.language.reference.kinds_of_pronoun.get(words.lower[head], words.lemma[head])


def _text(words: Words, phrase: Phrase) -> str:
    """The text that two phrases have in common when they say the same; pronouns of one kind do."""
    if pronoun := _pronoun(words, phrase):
        return pronoun
    inside, determiners = range(phrase.start, phrase.end), words.language.reference.determiners
    parts = [words.lower[at] for at in inside if words.tag[at] != "POS" and not words.space[at]]
    first = next((at for at, part in enumerate(parts) if part not in determiners), len(parts) - 1)
    return " ".join(parts[first:])


def _content(words: Words, phrase: Phrase, number: Callable[[str], int]) -> frozenset[int]:
    """Words with a meaning of their own in the core of a phrase: its head and what stands before it, and the rest of a name."""
    core = [at for at in range(phrase.start, phrase.end) if at <= phrase.head or words.dep[at] == "flat"]
    return frozenset(number(words.lemma[at]) for at in core if words.pos[at] in MEANING)


def _clause(words: Words, head: int) -> int:
    at = words.head[head]
    while words.pos[at] not in ("VERB", "AUX") and words.head[at] != at:
        at = words.head[at]
    return at


def _times(found: list[Phrase], lemmas: list[int]) -> tuple[list[int], list[int]]:
    """How often each head word stood in phrases before, and how often it comes after: of one head, once."""
    first: dict[int, int] = {}
    for phrase, lemma in zip(found, lemmas, strict=True):
        first.setdefault(phrase.head, lemma)
    total, seen, before = Counter(first.values()), Counter[int](), {}
    for head in sorted(first):
        before[head] = seen[first[head]]
        seen[first[head]] += 1
    times = [before[phrase.head] for phrase in found]
    rest = [total[lemma] - 1 - count for lemma, count in zip(lemmas, times, strict=True)]
    return [_bucket(count, COUNTS) for count in times], [_bucket(count, COUNTS) for count in rest]


def _nth(words: list[int]) -> list[int]:
    seen = Counter[int]()
    numbers = []
    for word in words:
        seen[word] += 1
        numbers.append(seen[word])
    return numbers


def _quotes(words: Words) -> list[int]:
    """The quotation around each token, counted from 0; -1 outside. One that is not closed ends with its paragraph."""
    numbers, count, inside = [], 0, False
    for text, space in zip(words.text, words.space, strict=True):
        if text in _MARKS:
            inside = not inside if text == '"' else text in ("“", "``")
            count += inside
        elif space and text.count("\n") > 1:
            inside = False
        numbers.append(count - 1 if inside else -1)
    return numbers
