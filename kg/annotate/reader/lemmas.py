"""Lemmas: what the treebanks know, else the likeliest edit of the form that gives an English word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

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
        """The lemma that the treebanks or the dictionary know, or of the likeliest scripts the first that gives a word of the vocabulary.

        `best` is the likeliest script; all have their `scores`.
        """
        form, morphology = word.lower(), self.language.morphology
        if pos == "VERB" and form in morphology.irregular:
            return morphology.irregular[form]
        if known := self.forms.get(f"{pos} {form}"):
            return known
        if pos == "PRON" and form in morphology.pronouns:
            return morphology.pronouns[form]
        first = self._lemma(word, self.scripts[best], pos)
        if pos not in ("VERB", "NOUN") or first == form or first in self._known[pos]:
            return first
        ranked = [(lemma, score) for lemma, score in self._ranked(word, pos, scores) if self._well_formed(lemma, pos)]
        known = next((lemma for words in (self._known[pos], self.vocabulary) for lemma in _likely(ranked, words)), "")
        if known or pos == "VERB":
            return known or next((lemma for lemma, _ in ranked), first)
        return self._singular(first)

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        """Lemmas that some form is known of, by part of speech; nouns that the vocabulary has, too."""
        known: dict[str, set[str]] = {"VERB": set(), "NOUN": set(self.vocabulary)}
        for key, lemma in self.forms.items():
            known.setdefault(key.partition(" ")[0], set()).add(lemma)
        return {pos: frozenset(lemmas) for pos, lemmas in known.items()}

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

    def _well_formed(self, lemma: str, pos: str) -> bool:
        """Could be a verb, if it is to be one."""
        return pos != "VERB" or re.search(self.language.morphology.no_verb, lemma) is None

    def _singular(self, lemma: str) -> str:
        """A noun that lost only a part of the ending of its plural, without the rest."""
        for end, singular in self.language.morphology.singulars:
            lemma = re.sub(end, singular, lemma)
        return lemma


def _likely(ranked: list[tuple[str, float]], words: Collection[str]) -> Iterator[str]:
    """Those that are words of the vocabulary and little less likely than the best."""
    return (lemma for lemma, score in ranked if ranked[0][1] - score < LEMMA_MARGIN and lemma in words)
