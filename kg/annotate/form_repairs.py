"""Forms of verbs that the words beside them settle: "did not found" founds something and finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.language import Language

_PAST = frozenset({"VBD", "VBN"})
_PERFECT = frozenset({"have", "be", "get"})  # lemmas of auxiliaries before a participle


def restore_bases(doc: Doc) -> None:
    """Behind "do", "to" or a modal a verb has its base form, whatever past form looks the same."""
    for verb in doc:
        if verb.tag_ not in _PAST or verb.lemma_ == verb.lower_:
            continue
        before = [child for child in verb.lefts if child.dep_ in ("aux", "aux:pass", "mark", "cop")]
        bare = any(child.lemma_ == "do" or child.tag_ in ("MD", "TO") for child in before)
        if bare and not any(child.lemma_ in _PERFECT for child in before):
            verb.tag_, verb.lemma_ = "VB", verb.lower_


def restore_verbs(doc: Doc, language: Language) -> None:
    """Between "and" and the object of the verb before it stands a verb, not an adjective: "trained and | armed Hezbollah"."""
    for word in doc[2:-1]:
        verb = word.head
        beside = word.dep_ == "conj" and word.pos_ == "ADJ" and doc[word.i - 1].dep_ == "cc" and verb.tag_ in _PAST
        if beside and _has_object_behind(verb, word):
            known = (lemma for lemma in _bases(word.lower_, language) if lemma in language.words.transitive)
            if lemma := next(known, ""):
                word.pos_, word.tag_, word.lemma_ = "VERB", verb.tag_, lemma


def _has_object_behind(verb: Token, word: Token) -> bool:
    """A name or a noun with its determiner, no plural that an adjective may belong to: "trained and armed | men"."""
    objects = (child for child in verb.rights if child.dep_ == "obj" and child.left_edge.i == word.i + 1)
    return any(noun.pos_ == "PROPN" or noun.left_edge.tag_ in ("DT", "PRP$") for noun in objects)


def _bases(form: str, language: Language) -> Iterator[str]:
    """What a regular past form may be of."""
    endings = (pair for pair in language.morphology.verb_bases if re.search(pair[0], form))
    return (re.sub(ending, base, form, count=1) for ending, base in endings)
