"""The table of PLOVER's classes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.resources.ontology import Ontology
from kg.resources.plover import CLASSES, QUADS


def test_cooperation_is_above_nought_and_conflict_below() -> None:
    """Scores lie between -10 and 10, and say the same as the quad class."""
    assert {kind.quad for kind in CLASSES.values()} == set(QUADS)
    for kind in CLASSES.values():
        assert -10 <= kind.score <= 10
        assert (kind.score > 0) == (kind.quad in QUADS[:2])


def test_a_class_that_is_none_is_refused(tmp_path: Path) -> None:
    """A slip in a user's file is named with its property, before anything is read."""
    path = tmp_path / "mine.ttl"
    path.write_text(
        """@prefix kg: <https://kg.invalid/ns/kg#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        <https://mine.example/raids> a owl:ObjectProperty ; kg:ploverClass "ASAULT" .""",
        "utf-8",
    )
    with pytest.raises(OntologyError, match="'ASAULT' is no kg:ploverClass") as caught:
        Ontology.load([path])
    assert caught.value.where == "https://mine.example/raids"
