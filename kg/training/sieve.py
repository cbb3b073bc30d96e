"""Fits the sieve of `kg.annotate.coreference.ranking`: which pairs of mentions the networks need not look at.

A pair's score less the best one of its later mention, as the networks give it, is foretold from the pair's classes alone by weighted
ridge regression (coarse to fine: Lee et al. 2018); what is foretold lowest is left out.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from kg.annotate.coreference.pair_features import PLAIN, of_two
from kg.annotate.coreference.ranking import Coreference, unpacked
from kg.annotate.coreference.words import Words
from kg.annotate.reader.component import COREFERENCE
from kg.lang.registry import LANGUAGES
from kg.training.coreference import TREEBANK
from kg.training.mentions import texts

LOWEST = -6.0  # log of a pair's share: below that no difference counts
LIKELY = -4.0  # pairs that may count, to be foretold well
WEIGHT = 60.0  # of those
KEPT = 0.25  # share of all pairs that the networks still see
RIDGE = 10.0

Floats = NDArray[np.float64]
Classes = NDArray[np.int64]


def sift(data: Path, model: Path) -> None:
    """Fit the sieve to the networks of the pipeline folder `model` on the training texts, and write it beside them."""
    path = model / "kg_reader" / COREFERENCE
    with np.load(path, allow_pickle=False) as file:
        tables = {name: file[name] for name in file.files if not name.startswith("sieve.")}
    classes, shares = _pairs(data / TREEBANK, model, Coreference(unpacked(tables)))
    weights = _fitted(classes, np.maximum(shares, LOWEST), np.where(shares > LIKELY, WEIGHT, 1.0))
    foretold = weights[classes].sum(axis=1)
    least = float(np.quantile(foretold, 1 - KEPT))
    lost = float((foretold[shares > np.log(0.5)] <= least).mean())
    print(
        f"{len(shares)} pairs, {KEPT:.0%} kept; of those with at least half of the share {lost:.2%} are lost",
        flush=True,
    )
    tables |= {"sieve.weight": weights.astype(np.float16), "sieve.bias": np.array(-least, np.float16)}
    out = io.BytesIO()
    np.savez_compressed(out, **tables)
    path.write_bytes(out.getvalue())


def _pairs(treebank: Path, model: Path, networks: Coreference) -> tuple[Classes, Floats]:
    """The classes of all pairs of mentions, (pairs, columns), and the log of each one's share against the likeliest of its mention."""
    nlp = spacy.load(model)
    language = LANGUAGES[nlp.lang]
    classes: list[Any] = [np.zeros((0, len(PLAIN)), np.int64)]
    shares: list[Any] = [np.zeros(0)]
    for doc in nlp.pipe(text.text for text in texts(treebank, spaced=False)):
        ranked = networks.ranked(Words.of(doc, language))
        if ranked is None or not len(ranked.scores):
            continue
        later = ranked.order[ranked.pairs.later]
        best = ranked.new.copy()
        np.maximum.at(best, later, ranked.scores)
        classes.append(of_two(ranked.traits, ranked.pairs, ranked.order))
        shares.append(ranked.scores - best[later])
    return np.concatenate(classes).astype(np.int64), np.concatenate(shares).astype(np.float64)


def _fitted(classes: Classes, wanted: Floats, weight: Floats) -> Floats:
    """The weight of each class: normal equations of columns of which each row has one class."""
    size = sum(PLAIN)
    squares = np.eye(size) * RIDGE
    for one in classes.T:
        for two in classes.T:
            squares += np.bincount(one * size + two, weights=weight, minlength=size * size).reshape(size, size)
    sums = sum(np.bincount(column, weights=weight * wanted, minlength=size) for column in classes.T)
    found: Floats = np.linalg.solve(squares, sums)
    return found
