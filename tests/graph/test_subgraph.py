"""Parts of a graph: names that are found, distances, times."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from strategies import (
    ANYONE,
    COURIER,
    DIE,
    DIES,
    HERALD,
    NORTHLAND,
    OBITUARY,
    QUILL,
    REED,
    ROLE,
    SAMPLE,
    SOUTHPORT,
    SUPPORTS,
    THREATENS,
    VISITS,
    WITH_ACTS,
    done,
    examples,
    graphs,
)

from kg.errors import PartError
from kg.graph.subgraph import best_connected, part, title, with_name
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Entity

GRAPH = SAMPLE.graph()


def ids(graph: KnowledgeGraph) -> set[str]:
    return {claim.id for claim in graph.claims}


@pytest.mark.parametrize(
    "name", ["Northland", "northland", "  NORTHLAND ", "Northern Union", NORTHLAND.id, "Nörthländ"]
)
def test_names_are_found(name: str) -> None:
    """By label, other name or IRI, whatever the case and the accents."""
    assert with_name(GRAPH, name) == [NORTHLAND.id]


def test_a_word_of_one_name_is_enough() -> None:
    """ "Quill" can only be Ada Quill; a word that several have is ambiguous, and they are named."""
    assert with_name(GRAPH, "quill") == [QUILL.id]
    other = replace(QUILL, id=QUILL.id + "2", label="Ben Quill")
    both = KnowledgeGraph.of(
        [*SAMPLE.entities, other], [*SAMPLE.claims, replace(ROLE, subject=other.id)], SAMPLE.documents
    )
    with pytest.raises(PartError, match="did you mean Ada Quill, Ben Quill"):
        with_name(both, "Quill")


def test_two_things_of_one_name_are_both_meant() -> None:
    """Equal labels are not told apart by whoever types them."""
    other = Entity(QUILL.id + "2", "Ada Quill", "Company")
    graph = KnowledgeGraph.of(
        [*SAMPLE.entities, other], [*SAMPLE.claims, replace(ROLE, subject=other.id)], SAMPLE.documents
    )
    assert with_name(graph, "Ada Quill") == [QUILL.id, other.id]


@pytest.mark.parametrize(("name", "near"), [("Northlnad", "Northland"), ("Sowthport", "Southport")])
def test_an_unknown_name_gets_the_nearest(name: str, near: str) -> None:
    """A slip of the keyboard is one message with the name that was meant."""
    with pytest.raises(PartError, match=f"{name}: no entity has this name .*{near}"):
        with_name(GRAPH, name)


@pytest.mark.parametrize("name", ["", "...", "zzz"])
def test_nothing_near(name: str) -> None:
    """What is like no name is refused as well."""
    with pytest.raises(PartError, match="no entity has this name"):
        with_name(GRAPH, name)


def test_depth() -> None:
    """A step is a statement; what is said among those that are reached comes along."""
    assert ids(part(GRAPH, ["Southport"], depth=1)) == {VISITS.id, ROLE.id}
    assert ids(part(GRAPH, ["Southport"], depth=2)) == {VISITS.id, ROLE.id, SUPPORTS.id}
    assert ids(part(GRAPH, ["Southport"], depth=3)) == ids(GRAPH)
    assert ids(part(GRAPH, ["Northland", "Ada Quill"], depth=0)) == {SUPPORTS.id, ROLE.id}


def test_what_somebody_says_is_near_to_them() -> None:
    """A speaker is one step from what the own claims are about; others are not joined by who speaks of them."""
    found = part(GRAPH, ["Bo Reed"])
    assert ids(found) == {THREATENS.id}
    assert set(found.entities) == {REED.id, NORTHLAND.id, ANYONE.id}
    assert set(part(GRAPH, ["Ada Quill"]).entities) == {QUILL.id, NORTHLAND.id, SOUTHPORT.id}


def test_facts_only() -> None:
    """Without claims nothing is near by a claim."""
    assert ids(part(GRAPH, claims=False)) == {SUPPORTS.id, ROLE.id}
    with pytest.raises(PartError, match="nothing in the graph is like that"):
        part(GRAPH, ["Southport"], claims=False)


def test_time() -> None:
    """The time of the claim counts, else that of its document; evidence and documents of other times are left out."""
    assert ids(part(GRAPH, since="2019-04")) == {VISITS.id}
    late = part(GRAPH, since="2019-03-29", until="2019-03")
    assert ids(late) == {SUPPORTS.id}
    assert set(late.documents) == {COURIER.id}
    assert ids(part(GRAPH, until="2019-03-28")) == ids(GRAPH) - {VISITS.id}
    assert set(part(GRAPH, until="2019-03-28").documents) == {HERALD.id}
    with pytest.raises(PartError, match="soon: this is no time"):
        part(GRAPH, since="soon")


def test_title() -> None:
    """A part is called by what it was asked for."""
    assert title() == ""
    assert title(["A"], since="2019") == "A, since 2019"
    assert title(["A", "B", "C"], "2019", "2020") == "A, B and C, 2019 to 2020"
    assert title(until="2020") == "until 2020"


@examples(30)
@given(graphs())
def test_a_part_is_a_part(graph: KnowledgeGraph) -> None:
    """Nothing is in a part that is not in the whole; all of it is a part of itself."""
    assert part(graph).claims == graph.claims
    for iri in graph.entities:
        try:
            found = part(graph, [iri], depth=1)
        except PartError:
            continue
        assert ids(found) <= ids(graph)
        assert set(found.facts) <= set(graph.facts)
        assert set(found.documents) <= set(graph.documents)


def test_the_method() -> None:
    """`graph.part` does the same."""
    assert GRAPH.part("Southport", depth=2) == part(GRAPH, ["Southport"], depth=2)


def test_an_act_joins_nobody() -> None:
    """Two who do the same are not near to each other for that, and nobody looks for an act by its name."""
    also = done(REED, DIE, OBITUARY, "Bo Reed will not resign, the fishermen said.", "will not resign")
    graph = replace(WITH_ACTS, claims=(DIES, also)).graph()
    assert ids(part(graph, ["Ada Quill"], depth=9)) == {DIES.id}
    with pytest.raises(PartError, match="no entity has this name"):
        with_name(graph, "die")


def test_only_what_is_sure() -> None:
    """A part has the claims of the least confidence that is asked for, and no others."""
    sure = {claim.id for claim in GRAPH.claims if claim.confidence >= SUPPORTS.confidence}
    assert ids(part(GRAPH, min_confidence=SUPPORTS.confidence)) == sure
    assert SUPPORTS.id in sure != ids(GRAPH)
    with pytest.raises(PartError, match="less confidence"):
        part(GRAPH, min_confidence=1)


@pytest.mark.parametrize("most", range(1, 12))
def test_the_best_connected_part_is_of_those_most_is_said_of(most: int) -> None:
    """It rests on no more places than asked for, and whoever is left out is said less of than everyone in it; all is all."""
    graph = WITH_ACTS.graph()
    found = best_connected(graph, most)
    assert sum(len(claim.evidence) for claim in found.claims) <= most
    assert ids(found) <= ids(graph)
    assert (found is graph) == (sum(len(claim.evidence) for claim in graph.claims) <= most)
    assert [claim.id for claim in found.claims] == sorted(ids(found))

    def ends(claim: Claim) -> set[str]:
        return {str(iri) for iri in (claim.subject, claim.object, *claim.sources) if iri in graph.things}

    said = Counter(iri for claim in graph.claims for iri in ends(claim))
    inside = {iri for claim in found.claims for iri in ends(claim)}
    assert all(said[one] >= said[other] for one in inside for other in said.keys() - inside)
