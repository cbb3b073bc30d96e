"""Lemmas: what the treebanks know, else the likeliest edit of the form that gives an English word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.lang.language import Language

Floats = NDArray[np.float32]
LIKELY_SCRIPTS = 6  # of a word's lemma that are tried against the vocabulary
LEMMA_MARGIN = 2.0  # logits by which a script may be less likely than the best one


@dataclass(frozen=True)
class Lemmas:
    """`scripts` are the edits that the network scores, `forms` known lemmas ("VERB thrown" -> "throw"), `vocabulary` words."""

    scripts: list[str]
    forms: Mapping[str, str]
    vocabulary: Mapping[str, int]
    language: Language

    def all_of(self, words: list[str], tags: list[str], scores: Floats) -> list[str]:
        """Lemmas of the W words of a sentence; `scores` (W, scripts)."""
        return [self.of(*item) for item in zip(words, tags, scores.argmax(axis=1).tolist(), scores, strict=True)]

    def of(self, word: str, pos: str, best: int, scores: Floats) -> str:
        """The lemma that the treebanks know, or of the likeliest scripts the first that gives a word of the vocabulary.

        `best` is the likeliest script; all have their `scores`.
        """
        form, known_forms = word.lower(), self.language.morphology
        if pos == "VERB" and form in known_forms.irregular:
            return known_forms.irregular[form]
        known = self.forms.get(f"{pos} {form}")
        if known and (pos != "VERB" or known in self.vocabulary or not _rare(form, self.language)):
            return known
        if pos == "PRON" and form in known_forms.pronouns:
            return known_forms.pronouns[form]
        first, words = self._lemma(word, self.scripts[best], pos), self.vocabulary
        if pos == "NOUN" and first not in words:  # "supplies" is of "supply", not of "supplie"
            return next(_known(self._ranked(word, pos, scores), words), self._singular(first))
        if pos not in ("VERB", "AUX") or first == form:
            return first
        usual = first in words and self._well_formed(first)
        if not (usual and form in _forms(first, self.language)) and (rare := _rare(form, self.language)):
            return rare
        whole = first + known_forms.mute_letter
        if whole in words and (first not in words or _is_rather(form, whole, first, self.language)):
            return whole  # "fined" is of "fine": of "fin" it would be "finned"
        if usual:
            return first
        formed = [(lemma, score) for lemma, score in self._ranked(word, pos, scores) if self._well_formed(lemma)]
        if not formed:
            return first
        return next(_known(formed, words), formed[0][0])

    def _ranked(self, word: str, pos: str, scores: Floats) -> list[tuple[str, float]]:
        """What the likeliest scripts make of a word, with their scores, best first; ties as they come."""
        likely = np.sort(np.argpartition(-scores, min(LIKELY_SCRIPTS, len(scores) - 1))[:LIKELY_SCRIPTS])
        order = likely[np.argsort(-scores[likely], kind="stable")].tolist()
        return [(self._lemma(word, self.scripts[index], pos), float(scores[index])) for index in order]

    def _lemma(self, word: str, script: str, pos: str) -> str:
        """Apply a lemma script ("cut|add" or "=whole"); names, adjectives of names and abbreviations keep their capitals."""
        if script.startswith("="):
            return script[1:]
        cut, _, add = script.partition("|")
        proper = pos == "PROPN" or (pos == "NOUN" and word.isupper())
        proper = proper or (pos == "ADJ" and bool(re.match(self.language.morphology.proper_adjective, word)))
        form = word if proper else word.lower()
        keep = len(form) - int(cut)
        return form[:keep] + add if keep > 0 else form

    def _well_formed(self, lemma: str) -> bool:
        """Could be a verb."""
        return re.search(self.language.morphology.no_verb, lemma) is None

    def _singular(self, lemma: str) -> str:
        """A noun that lost only a part of the ending of its plural, without the rest."""
        for end, singular in self.language.morphology.singulars:
            lemma = re.sub(end, singular, lemma)
        return lemma


def _is_rather(form: str, one: str, other: str, language: Language) -> bool:
    """A regular form of one verb and not of the other."""
    return form in _forms(one, language) and form not in _forms(other, language)


def _known(ranked: list[tuple[str, float]], words: Collection[str]) -> Iterator[str]:
    """Those that are words of the vocabulary and little less likely than the best."""
    return (lemma for lemma, score in ranked if ranked[0][1] - score < LEMMA_MARGIN and lemma in words)


@lru_cache(maxsize=20_000)
def _rare(form: str, language: Language) -> str:
    """The known verb that has this form: "toppled" is of "topple", "expelled" of "expel"; "" for none."""
    near = (re.sub(ending, base, form, count=1) for ending, base in language.morphology.verb_bases)
    known = _known_verbs(language)
    return next((verb for verb in near if verb != form and verb in known and form in _forms(verb, language)), "")


@cache
def _known_verbs(language: Language) -> frozenset[str]:
    """Verbs that may be too rare for the vocabulary: "topple", "expel"."""
    return frozenset(item.split("_")[0] for patterns in language.events.verbs.values() for item in patterns.split())


@lru_cache(maxsize=20_000)
def _forms(verb: str, language: Language) -> frozenset[str]:
    """What a regular verb may look like with an ending."""
    known = language.morphology
    endings = known.verb_forms if not re.search(known.doubling, verb) else known.doubled_forms
    return frozenset(re.sub(end, ending, verb, count=1) for end, ending in endings)
