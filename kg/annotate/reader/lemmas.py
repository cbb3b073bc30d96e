"""Lemmas: what the treebanks know, else the likeliest edit of the form that gives an English word."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
        likely = np.argpartition(-scores, min(LIKELY_SCRIPTS, scores.shape[1] - 1), axis=1)[:, :LIKELY_SCRIPTS]
        likely.sort(axis=1)  # ties as they come
        heights = np.take_along_axis(scores, likely, axis=1)
        order = np.argsort(-heights, axis=1, kind="stable")
        ranked = np.take_along_axis(likely, order, axis=1).tolist()
        values = np.take_along_axis(heights, order, axis=1).tolist()
        return [self.of(*item) for item in zip(words, tags, ranked, values, strict=True)]

    def of(self, word: str, pos: str, likely: list[int], scores: list[float]) -> str:
        """The lemma that the treebanks know, or of the likeliest scripts the first that gives a word of the vocabulary.

        `likely` are the best scripts, best first, with their `scores`.
        """
        form = word.lower()
        if pos == "VERB" and form in en.IRREGULAR:
            return en.IRREGULAR[form]
        known = self.forms.get(f"{pos} {form}")
        if known and (pos != "VERB" or known in self.vocabulary or not _rare(form)):
            return known
        if pos == "PRON" and word.lower() in ("i", "me"):
            return "I"
        ranked = [lemma_of(word, self.scripts[index], pos) for index in likely]
        words = self.vocabulary
        if pos == "NOUN" and ranked[0] not in words:  # "supplies" is of "supply", not of "supplie"
            near = (lemma for lemma, score in zip(ranked, scores, strict=True) if scores[0] - score < LEMMA_MARGIN)
            return next((lemma for lemma in near if lemma in words), _singular(ranked[0]))
        if pos not in ("VERB", "AUX") or ranked[0] == word.lower():
            return ranked[0]
        if (ranked[0] not in words or form not in _forms(ranked[0]) or not well_formed(ranked[0])) and (
            rare := _rare(form)
        ):
            return rare
        if ranked[0] not in words and ranked[0] + "e" in words:  # "violated" is of "violate", not of "violat"
            return ranked[0] + "e"
        formed = [(lemma, score) for lemma, score in zip(ranked, scores, strict=True) if well_formed(lemma)]
        if not formed:
            return ranked[0]
        near = (lemma for lemma, score in formed if formed[0][1] - score < LEMMA_MARGIN)
        return next((lemma for lemma in near if lemma in words), formed[0][0])


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
