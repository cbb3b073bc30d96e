"""Parts of a graph that stays on disk: the same as those of a graph that was loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NORTHLAND, SAMPLE, WITH_ACTS, examples, graphs

import kg
from kg.errors import PartError, StoreError
from kg.knowledge_graph import KnowledgeGraph

QUESTION = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s"


def part(graph: KnowledgeGraph | kg.OpenGraph, name: str, **choices: Any) -> KnowledgeGraph | None:
    """The part around an entity, None when nothing is said of it."""
    try:
        return graph.part(name, **choices)
    except PartError:
        return None


@examples(15)
@given(graph=graphs(), depth=st.integers(0, 2), claims=st.booleans())
def test_any_part_is_that_of_the_loaded_graph(
    graph: KnowledgeGraph, depth: int, claims: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Around every entity, near and far, with claims and without."""
    out = tmp_path_factory.mktemp("out")
    graph.save(out)
    opened = kg.open(out)
    for iri in graph.things:
        assert part(opened, iri, depth=depth, claims=claims) == part(graph, iri, depth=depth, claims=claims)


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("since", ["", "2018"])
def test_names_and_times(tmp_path: Path, depth: int, since: str) -> None:
    """The choices of a part are those of `KnowledgeGraph.part`."""
    for number, graph in enumerate((SAMPLE.graph(), WITH_ACTS.graph())):
        graph.save(tmp_path / str(number))
        opened = kg.open(tmp_path / str(number))
        found = part(graph, "quill", depth=depth, since=since)
        assert found is not None
        assert part(opened, "quill", depth=depth, since=since) == found
        assert part(opened, "quill", named=True) == part(graph, "quill", named=True)
        assert part(opened, "quill", min_confidence=0.8) == part(graph, "quill", min_confidence=0.8)


def test_entities_and_answers(tmp_path: Path) -> None:
    """Entities go by any of their names, and questions are answered from disk."""
    graph = SAMPLE.graph()
    graph.save(tmp_path)
    opened = kg.open(tmp_path)
    assert opened.entity("Northern Union") == opened.entity(NORTHLAND.id) == (graph.entities[NORTHLAND.id],)
    assert list(opened.query(QUESTION)) == list(graph.query(QUESTION))


def test_the_graph_that_holds_is_asked(tmp_path: Path) -> None:
    """What is saved after opening is what the next question is about."""
    graph = SAMPLE.graph()
    graph.save(tmp_path)
    opened = kg.open(tmp_path)
    assert opened.entity("Northland")
    graph.without(["herald.txt"]).save(tmp_path)
    with pytest.raises(PartError, match="no entity has this name"):
        opened.entity("Southport")


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """No graph, and no name, are errors that say what to do."""
    with pytest.raises(StoreError, match="there is no graph here"):
        kg.open(tmp_path)
    SAMPLE.graph().save(tmp_path)
    with pytest.raises(PartError, match="name an entity"):
        kg.open(tmp_path).part()
