"""Who is who that is kept: whatever comes and goes, it is what it would be if all were decided anew, and little is."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from build import GAZETTEER, Marked
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))
from strategies import examples

from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.model import Entity, Match, Rejection
from kg.resolve import (
    Identities,
    blocking,
    kept_identities,
    kept_names,
    name_tables,
    outcomes,
    read_document,
    resolver,
    who_is_who,
)
from kg.resolve.outcomes import Spoken
from kg.resolve.resolver import Denoted
from kg.resources.corrections import Correction, Decision

TEXTS = (
    "[President [Ana Ruiz|PERSON]|name] of [Peru|GPE] met [Acme|ORG]. [a plane|n] left.",
    "[Ana Maria Ruiz|PERSON], [Ana Ruiz Soler|PERSON] and [A. Ruiz|PERSON]. [a plane|n] left.",
    "[President [Ruiz|PERSON]|name] spoke in [Lima|GPE]. [The Foreign Ministry|ORG] left.",
    "[Surgeon [Ana Ruiz|PERSON]|name] of [Chile|GPE] and [Globex|ORG].",
    "[Anna Ruiz|PERSON] left [Acme|LOC]. [Soler Ana|PERSON] spoke of [Xanadu|PERSON].",
    "[The Arctic Union|ORG] ([AU|ORG]) is in [Peru|GPE]. [Xanadu|GPE] rose.",
    "The [AU|ORG] and [the Socialist Party|ORG] of [Chile|GPE]. [Springfield|GPE] fell.",
    "[The Arid Union|ORG] ([AU|ORG]) and [the Socialist Party|ORG] of [Peru|GPE]. [ACME|ORG] paid.",
    "[Mr. [Ana Ruiz|PERSON]|name] and [Mrs. [Robin Doe|PERSON]|name]. [Robin Doe|ORG] hired.",
    "[J. Bolton|PERSON] and [John Bolton|PERSON] saw [Donald Trump|PERSON]. [Trump|PERSON] left.",
    "[President [J. Bolton|PERSON]|name] of [Peru|GPE]. [José Bolton|PERSON] and [Jose Bolton|PERSON].",
    "",
)
NAMES = ("a.txt", "b#2", "b#3", "c", "d", "d\ud800")
CORRECTIONS = (
    (),
    (Correction(Decision.SAME, "Acme", "Globex"), Correction(Decision.LABEL, "a plane", "the jet")),
    (
        Correction(Decision.NOT_SAME, "Ana Ruiz", "Ana Ruiz", ("a.txt",), ("c",)),
        Correction(Decision.TYPE, "Acme", "Company"),
    ),
    (Correction(Decision.SAME, "Globex", "Peru"), Correction(Decision.SAME, "Nobody", "Ruritania")),
)
Found = tuple[
    tuple[Entity, ...],
    dict[str, dict[str, Entity]],
    dict[str, tuple[Denoted, ...]],
    dict[str, bytes],
    tuple[Match, ...],
    tuple[Rejection, ...],
]


def spoken(name: str, text: str) -> Spoken:
    """What a document speaks of."""
    return outcomes.encoded(read_document(Marked(name, text).extract(), GAZETTEER, ENGLISH).spoken_of)


class Corpus:
    """Documents in an open database; `asked` are those whose words were asked for."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.asked: list[str] = []

    def found(self, documents: dict[str, str], corrections: tuple[Correction, ...] = (), stamp: str = "") -> Found:
        """Who is who in documents."""

        def words(name: str) -> Spoken:
            self.asked.append(name)
            return spoken(name, documents[name])

        versions = {name: text.encode() for name, text in documents.items()}
        tables = kept_names(self.database, GAZETTEER, ENGLISH, corrections)
        return parts(kept_identities(tables, Minter(), versions, words, stamp))


def parts(made: Identities) -> Found:
    entities = tuple(sorted(made.entities, key=lambda entity: entity.id))
    return entities, dict(made.by_document), dict(made.denoted), dict(made.views), made.matches, made.rejections


def anew(documents: dict[str, str], corrections: tuple[Correction, ...] = ()) -> Found:
    with contextlib.closing(sqlite3.connect("")) as database:
        return Corpus(database).found(documents, corrections)


CORPORA = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TEXTS))


@examples(60)
@given(st.lists(CORPORA, min_size=2, max_size=5), st.sampled_from(CORRECTIONS), st.sampled_from([1, 2, 32]))
def test_what_is_kept_is_what_is_decided_anew(
    corpora: list[dict[str, str]], corrections: tuple[Correction, ...], most: int
) -> None:
    """Documents come, go and change at random, whatever number of names is too many: entities, what is denoted, digests, comparisons."""
    with contextlib.closing(sqlite3.connect("")) as database, patch_most(most):
        kept = Corpus(database)
        for documents in corpora:
            assert kept.found(documents, corrections) == anew(documents, corrections)


@contextlib.contextmanager
def patch_most(most: int) -> Iterator[None]:
    """So many names of one block are compared."""
    with patch.object(name_tables, "MOST_VARIANTS", most), patch("kg.resolve.linkage.MOST_VARIANTS", most):
        yield


def test_only_what_a_document_touches_is_decided_again() -> None:
    """Of nine documents a tenth touches the components of its own names; the words of the others are not asked for."""
    documents = {f"d{number}": f"[Given{number} Family{number}|PERSON] left." for number in range(9)}
    with contextlib.closing(sqlite3.connect("")) as database:
        kept, counted = Corpus(database), list[int]()
        kept.found(documents)
        kept.asked.clear()
        with counting(counted):
            more = documents | {"new": "[Given3 Family3|PERSON] met [Nobody Else|PERSON]."}
            assert kept.found(more) == anew(more)
        assert kept.asked == ["new"]
        assert counted[0] == 2


@contextlib.contextmanager
def counting(counted: list[int]) -> Iterator[None]:
    """Notes how many components each update decides."""
    update = who_is_who.update

    def noting(*arguments: Any) -> int:
        counted.append(update(*arguments))
        return counted[-1]

    with patch.object(resolver, "update", noting):
        yield


def test_another_stamp_or_a_run_that_was_cut_off_decides_all_anew() -> None:
    """What was decided by other rules, or not to the end, is forgotten."""
    documents = dict(zip(NAMES, TEXTS, strict=False))
    with contextlib.closing(sqlite3.connect("")) as database:
        kept = Corpus(database)
        first = kept.found(documents)
        kept.asked.clear()
        assert kept.found(documents) == first
        assert kept.asked == []
        assert kept.found(documents, stamp="other") == first
        database.execute("DELETE FROM who")
        assert kept.found(documents, stamp="other") == first
        assert sorted(kept.asked) == sorted([*NAMES, *NAMES])


@pytest.mark.parametrize("table", ["who_documents", "who_things"])
def test_what_is_damaged_is_no_answer(table: str) -> None:
    """Text that is no JSON raises an error that says so, and is never taken for something else."""
    column = {"who_documents": "denoted", "who_things": "rest"}[table]
    with contextlib.closing(sqlite3.connect("")) as database:
        kept = Corpus(database)
        kept.found({"d": TEXTS[0]})
        database.execute(f"UPDATE {table} SET {column} = '['")
        with pytest.raises(ValueError, match="is damaged"):
            kept.found({"d": TEXTS[0]})


def test_handles_connect_what_is_compared() -> None:
    """Every two names that linkage compares share a handle."""
    first, second = (
        next(iter(read_document(Marked("d", text).extract(), GAZETTEER, ENGLISH).referents))
        for text in ("[Bob Ruiz|PERSON] left.", "[Robert Ruiz|PERSON] left.")
    )
    one, other = ({handle.block for handle in blocking.handles(referent)} for referent in (first, second))
    assert one & other
