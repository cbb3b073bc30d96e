"""What is to be known of each phrase before two can be compared: whole numbers, a column a trait, a row a phrase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kg.annotate.coreference.mention_detection import FORMS, Phrase
from kg.lang.en.names import FEMALE_NAMES, FEMALE_NOUNS, MALE_NAMES, MALE_NOUNS
from kg.lang.en.reference import (
    FEMININE,
    KINDS_OF_PRONOUN,
    MASCULINE,
    NEUTER,
    PERSON_NOUNS,
    PLURAL,
    REFLEXIVE,
    SPEAKER,
    SPEAKERS,
)

Numbers = NDArray[np.int32]

PRONOUNS = tuple(sorted(set(KINDS_OF_PRONOUN.values())))
NOMINALS = ("name", "definite", "indefinite", "demonstrative", "possessed", "bare", "number", "other")
KINDS = (*PRONOUNS, "other pronoun", *NOMINALS)
LABELS = ("", "PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "NORP", "MISC", "DATE", "other")
ROLES = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "appos", "conj", "compound", "root", "other")
NUMBERS = ("unknown", "one", "several")
GENDERS = ("unknown", "he", "she", "person", "thing")
CASES = ("plain", "possessive", "reflexive")
LENGTHS = (1, 2, 3, 4, 6, 9, 14)  # words, upper limits of buckets
COUNTS = (0, 1, 2, 4)  # times, likewise
MALE_TITLES, FEMALE_TITLES = frozenset({"mr"}), frozenset({"mrs", "ms", "miss"})
HUMAN = frozenset("i me my you we who whom".split())
THINGS = frozenset("GPE LOC FAC DATE EVENT".split())
SEVERAL = PLURAL | SPEAKERS | {"these", "those"}
SINGLE = SPEAKER | MASCULINE | FEMININE | NEUTER | {"this", "that"}
_ARTICLES = frozenset("the a an this that these those my your his her its our their some any".split())


@dataclass(frozen=True, slots=True)
class Traits:
    """Columns over phrases. Classes are indices into the tuples above; words and stretches are any numbers, equal when the same."""

    kind: Numbers
    label: Numbers
    role: Numbers
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


def traits(doc: Doc, found: list[Phrase]) -> Traits:
    """The traits of phrases of one Doc."""
    numbers: dict[str, int] = {}

    def number(word: str) -> int:
        return numbers.setdefault(word, len(numbers))

    heads = [doc[phrase.head] for phrase in found]
    sentences, quotes = _sentences(doc), _quotes(doc)
    lemmas = [number(_lemma(head)) for head in heads]
    times, again = _times(found, lemmas)
    words = [number(_words(doc, phrase)) for phrase in found]
    content = [_content(doc, phrase, number) for phrase in found]

    def column(values: Iterable[int]) -> Numbers:
        return np.fromiter(values, dtype=np.int32, count=len(found))

    return Traits(
        kind=column(KINDS.index(_kind(doc, phrase)) for phrase in found),
        label=column(_index(LABELS, head.ent_type_) for head in heads),
        role=column(_index(ROLES, _role(head)) for head in heads),
        number=column(NUMBERS.index(_number(doc, phrase)) for phrase in found),
        gender=column(GENDERS.index(_gender(doc, phrase)) for phrase in found),
        case=column(_case(doc, phrase) for phrase in found),
        form=column(phrase.form for phrase in found),
        length=column(_bucket(phrase.end - phrase.start, LENGTHS) for phrase in found),
        times=column(times),
        again=column(again),
        start=column(phrase.start for phrase in found),
        end=column(phrase.end for phrase in found),
        head=column(phrase.head for phrase in found),
        parent=column(head.head.i for head in heads),
        clause=column(_clause(head) for head in heads),
        sentence=column(sentences[phrase.head] for phrase in found),
        quote=column(quotes[phrase.head] for phrase in found),
        words=column(words),
        nth=column(_nth(words)),
        lemma=column(lemmas),
        size=column(map(len, content)),
        content=tuple(content),
    )


def _index(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else len(names) - 1


def _bucket(value: int, limits: tuple[int, ...]) -> int:
    return next((at for at, limit in enumerate(limits) if value <= limit), len(limits))


def _kind(doc: Doc, phrase: Phrase) -> str:
    head = doc[phrase.head]
    if phrase.end - phrase.start == 1 and head.lower_ in KINDS_OF_PRONOUN:
        return KINDS_OF_PRONOUN[head.lower_]
    if head.pos_ in ("PRON", "DET", "ADV"):
        return "other pronoun"
    if head.pos_ == "PROPN" or head.ent_type_ not in ("", "DATE"):
        return "name"
    return "number" if head.pos_ == "NUM" else _determined(doc[phrase.start])


def _determined(first: Token) -> str:
    if first.dep_ == "nmod:poss" or first.tag_ in ("PRP$", "WP$"):
        return "possessed"
    if first.lower_ == "the":
        return "definite"
    if first.lower_ in ("a", "an", "some", "any", "another"):
        return "indefinite"
    if first.lower_ in ("this", "that", "these", "those", "such"):
        return "demonstrative"
    return "other" if first.dep_ == "det" else "bare"


def _role(head: Token) -> str:
    if head.dep_ == "ROOT":
        return "root"
    return head.dep_ if head.dep_ in ROLES else head.dep_.split(":")[0]


def _number(doc: Doc, phrase: Phrase) -> str:
    head = doc[phrase.head]
    if phrase.form == FORMS.index("coordinated") or head.lower_ in SEVERAL or head.tag_ in ("NNS", "NNPS"):
        return "several"
    return "one" if head.lower_ in SINGLE or head.tag_ in ("NN", "NNP") else "unknown"


def _gender(doc: Doc, phrase: Phrase) -> str:
    head = doc[phrase.head]
    words = [head, *(token for token in doc[phrase.start : phrase.end] if token.head == head)]
    for word in (token.lower_.strip(".") for token in words):
        if word in MASCULINE or word in MALE_TITLES:
            return "he"
        if word in FEMININE or word in FEMALE_TITLES:
            return "she"
    lemma, label = head.lemma_.casefold(), head.ent_type_
    first = _name_start(head).lower_ if label == "PERSON" else ""
    if lemma in MALE_NOUNS or first in MALE_NAMES:
        return "he"
    if lemma in FEMALE_NOUNS or first in FEMALE_NAMES:
        return "she"
    if label == "PERSON" or lemma in PERSON_NOUNS or head.lower_ in HUMAN:
        return "person"
    return "thing" if label in THINGS or head.lower_ in NEUTER else "unknown"


def _case(doc: Doc, phrase: Phrase) -> int:
    word = doc[phrase.end - 1].lower_
    if phrase.end - phrase.start == 1 and word in REFLEXIVE:
        return CASES.index("reflexive")
    return CASES.index("possessive" if doc[phrase.head].dep_ == "nmod:poss" else "plain")


def _name_start(head: Token) -> Token:
    """The first word of the name around a word."""
    index = head.i
    while index and head.doc[index].ent_iob_ == "I":
        index -= 1
    return head.doc[index]


def _lemma(head: Token) -> str:
    return KINDS_OF_PRONOUN.get(head.lower_, head.lemma_.casefold())


def _words(doc: Doc, phrase: Phrase) -> str:
    """The text that two phrases have in common when they say the same; pronouns of one kind do."""
    if phrase.end - phrase.start == 1 and doc[phrase.head].lower_ in KINDS_OF_PRONOUN:
        return KINDS_OF_PRONOUN[doc[phrase.head].lower_]
    words = [token.lower_ for token in doc[phrase.start : phrase.end] if token.tag_ != "POS" and not token.is_space]
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def _content(doc: Doc, phrase: Phrase, number: Callable[[str], int]) -> frozenset[int]:
    """Words with a meaning of their own in the core of a phrase: its head and what stands before it, and the rest of a name."""
    core = [token for token in doc[phrase.start : phrase.end] if token.i <= phrase.head or token.dep_ == "flat"]
    core = [token for token in core if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")]
    return frozenset(number(token.lemma_.casefold()) for token in core)


def _clause(head: Token) -> int:
    token = head.head
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token.i


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


def _sentences(doc: Doc) -> list[int]:
    numbers, at = [], -1
    for token in doc:
        at += bool(token.is_sent_start) or token.i == 0
        numbers.append(at)
    return numbers


_MARK = re.compile(r"^(?:[\"“”]|``|'')$")


def _quotes(doc: Doc) -> list[int]:
    """The quotation around each token, counted from 0; -1 outside. One that is not closed ends with its paragraph."""
    numbers, count, inside = [], 0, False
    for token in doc:
        if _MARK.match(token.text):
            inside = not inside if token.text == '"' else token.text in ("“", "``")
            count += inside
        elif token.is_space and token.text.count("\n") > 1:
            inside = False
        numbers.append(count - 1 if inside else -1)
    return numbers
