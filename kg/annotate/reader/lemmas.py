"""Lemmas: what the treebanks know, else the likeliest edit of the form that gives an English word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.lang.en import words as en
from kg.lang.en.events import VERBS

Floats = NDArray[np.float32]
# adjectives of peoples and places keep their capital, others have it only for their place ("Great service!")
PROPER_ADJECTIVE = re.compile(
    r"[A-Z]\w+(?:an|ish|ese|[^aeiou]i)$|(?:Arab|Arabic|Croat|Czech|Dutch|French|Greek|Kurd|Serb|Slovak|Swiss|Thai|Turk|Uzbek|Welsh)$"
    r"|(?:Islamic|Slavic|Baltic|Nordic|Vietnamese|Filipino|Hispanic|Catholic|Jewish|Muslim|Christian|Orthodox|Protestant|Soviet)$"
)
LIKELY_SCRIPTS = 6  # of a word's lemma that are tried against the vocabulary
# verbs that may be too rare for the vocabulary: "topple", "expel"
KNOWN_VERBS = frozenset(pattern.split("_")[0] for patterns in VERBS.values() for pattern in patterns.split())
LEMMA_MARGIN = 2.0  # logits by which a script may be less likely than the best one


@dataclass(frozen=True)
class Lemmas:
    """`scripts` are the edits that the network scores, `forms` known lemmas ("VERB thrown" -> "throw"), `vocabulary` English words."""

    scripts: list[str]
    forms: Mapping[str, str]
    vocabulary: Mapping[str, int]

    def all_of(self, words: list[str], tags: list[str], scores: Floats) -> list[str]:
        """Lemmas of the W words of a sentence; `scores` (W, scripts)."""
        return [self.of(*item) for item in zip(words, tags, scores.argmax(axis=1).tolist(), scores, strict=True)]

    def of(self, word: str, pos: str, best: int, scores: Floats) -> str:
        """The lemma that the treebanks know, or of the likeliest scripts the first that gives a word of the vocabulary.

        `best` is the likeliest script; all have their `scores`.
        """
        form = word.lower()
        if pos == "VERB" and form in en.IRREGULAR:
            return en.IRREGULAR[form]
        known = self.forms.get(f"{pos} {form}")
        if known and (pos != "VERB" or known in self.vocabulary or not _rare(form)):
            return known
        if pos == "PRON" and form in ("i", "me"):
            return "I"
        first, words = lemma_of(word, self.scripts[best], pos), self.vocabulary
        if pos == "NOUN" and first not in words:  # "supplies" is of "supply", not of "supplie"
            return next(_known(self._ranked(word, pos, scores), words), _singular(first))
        if pos not in ("VERB", "AUX") or first == form:
            return first
        if (first not in words or form not in _forms(first) or not well_formed(first)) and (rare := _rare(form)):
            return rare
        if first not in words and first + "e" in words:  # "violated" is of "violate", not of "violat"
            return first + "e"
        if first in words and well_formed(first):
            return first
        formed = [(lemma, score) for lemma, score in self._ranked(word, pos, scores) if well_formed(lemma)]
        if not formed:
            return first
        return next(_known(formed, words), formed[0][0])

    def _ranked(self, word: str, pos: str, scores: Floats) -> list[tuple[str, float]]:
        """What the likeliest scripts make of a word, with their scores, best first; ties as they come."""
        likely = np.sort(np.argpartition(-scores, min(LIKELY_SCRIPTS, len(scores) - 1))[:LIKELY_SCRIPTS])
        order = likely[np.argsort(-scores[likely], kind="stable")].tolist()
        return [(lemma_of(word, self.scripts[index], pos), float(scores[index])) for index in order]


def _known(ranked: list[tuple[str, float]], words: Collection[str]) -> Iterator[str]:
    """Those that are words of the vocabulary and little less likely than the best."""
    return (lemma for lemma, score in ranked if ranked[0][1] - score < LEMMA_MARGIN and lemma in words)


def _rare(form: str) -> str:
    """The known verb that has this form: "toppled" is of "topple", "expelled" of "expel"; "" for none."""
    stem = next((form.removesuffix(ending) for ending in ("ing", "ed", "es", "s") if form.endswith(ending)), "")
    near = (stem + "e", stem, stem[:-1], stem.removesuffix("i") + "y")
    return next((verb for verb in near if verb in KNOWN_VERBS and form in _forms(verb)), "")


def _forms(verb: str) -> set[str]:
    """What a regular verb may look like with an ending."""
    stem = verb.removesuffix("e") if not verb.endswith("ee") else verb
    forms = {
        verb + "s",
        verb + "es",
        stem + "ed",
        verb + "d" * verb.endswith("e"),
        stem + "ing",
        verb + verb[-1] + "ed",
    }
    return forms | {verb + verb[-1] + "ing", verb.removesuffix("y") + "ied", verb.removesuffix("y") + "ies"}


def _singular(lemma: str) -> str:
    """A noun that lost only the "s" of its plural, when more of it was the ending."""
    if len(lemma) > 4 and lemma.endswith("ie"):
        return lemma[:-2] + "y"
    return lemma[:-1] if lemma.endswith(("che", "she", "sse", "xe")) else lemma


def lemma_of(word: str, script: str, pos: str) -> str:
    """Apply a lemma script ("cut|add" or "=whole"); names, adjectives of names and abbreviations keep their capitals."""
    if script.startswith("="):
        return script[1:]
    cut, _, add = script.partition("|")
    proper = pos == "PROPN" or (pos == "ADJ" and PROPER_ADJECTIVE.match(word)) or (pos == "NOUN" and word.isupper())
    form = word if proper else word.lower()
    keep = len(form) - int(cut)
    return form[:keep] + add if keep > 0 else form


def well_formed(lemma: str) -> bool:
    """Could be an English verb: not "denounc", "begg", "receiv", "denie"."""
    if len(lemma) > 4 and lemma.endswith("ie"):
        return False
    if len(lemma) < 2 or lemma.endswith(("v", "nc", "rc", "dg", "uc", "ac", "oc")):
        return lemma in ("i", "a")
    doubled = lemma[-1] == lemma[-2] and lemma[-1] not in "lsfzeo"
    return not doubled
