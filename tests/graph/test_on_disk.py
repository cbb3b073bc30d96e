"""What a graph of many documents has on disk is what one of few has in memory: the same things, in the same order."""

from __future__ import annotations

import pickle
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SAMPLE, examples

from kg.errors import StoreError
from kg.graph.claim_table import MANY
from kg.graph.connections import connections
from kg.graph.fact_table import Fact, FactDict, FactTable
from kg.graph.kept_documents import KeptDocument, Texts, off_memory
from kg.graph.on_disk import OnDisk
from kg.graph.packings import ENTITIES
from kg.graph.rejection_table import RejectionTable
from kg.model import Document, Entity, Location, Page, Rejection, Value

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=5)  # also half of a character
TEXT = st.text(max_size=5)
PLACES = st.none() | st.builds(Location, st.floats(-90, 90), st.floats(-180, 180), TEXT, TEXT, st.integers(0))
NAMES = st.lists(TEXT, max_size=2).map(tuple)
ENTITY = st.builds(Entity, ANY_TEXT, TEXT, TEXT, NAMES, NAMES, TEXT, PLACES)
DOCUMENTS = st.builds(
    Document, ANY_TEXT, ANY_TEXT, ANY_TEXT, pages=st.lists(st.builds(Page, st.integers(0), ANY_TEXT)).map(tuple)
)
FACTS: st.SearchStrategy[Fact] = st.tuples(
    st.sampled_from(["urn:a", "urn:b"]),
    st.sampled_from(["urn:p", "urn:q"]),
    st.sampled_from(["urn:a", "urn:é"]) | st.builds(Value, st.sampled_from(["a", "é", '"', "\n"])),
)


@examples(60)
@given(st.lists(ENTITY), st.data())
def test_entities_on_disk_are_those_of_a_dictionary(entities: list[Entity], data: st.DataObject) -> None:
    """Whatever is put, looked up, counted and taken out; in the order of their names."""
    held, kept = dict[str, Entity](), OnDisk[Entity](ENTITIES)
    for entity in entities:
        if data.draw(st.booleans()):
            assert kept.setdefault(entity.id, entity) == held.setdefault(entity.id, entity)
        else:
            kept[entity.id] = held[entity.id] = entity
        assert entity.id in kept
        assert kept[entity.id] == held[entity.id]
    assert [*kept.items()] == sorted(held.items(), key=lambda item: item[0])
    assert ([*kept], len(kept), dict(kept)) == (sorted(held), len(held), held)
    wanted = {name for name in held if data.draw(st.booleans())}
    kept.note(wanted)
    kept.drop_others()
    assert pickle.loads(pickle.dumps(kept)) == {name: held[name] for name in wanted}
    assert all((kept.get(name) is not None) == (name in wanted) for name in held)


def test_what_is_not_there_has_no_name() -> None:
    """Neither to be looked up nor to be taken out."""
    kept = OnDisk[Entity](ENTITIES)
    with pytest.raises(KeyError):
        _ = kept["urn:a"]
    with pytest.raises(KeyError):
        del kept["urn:a"]


def test_a_full_disk_is_named() -> None:
    """A limit of pages stands for the end of the disk."""
    kept = OnDisk[Entity](ENTITIES)
    kept._database.execute("PRAGMA max_page_count = 2")
    with pytest.raises(StoreError, match=r"entities cannot be put on disk: .*full.*SQLITE_TMPDIR"):
        kept.update({f"urn:{number}": Entity(f"urn:{number}", "x" * 4000, "Thing") for number in range(9)})


@examples(60)
@given(st.lists(st.builds(Rejection, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)))
def test_rejections_on_disk_are_those_of_a_set(rejections: list[Rejection]) -> None:
    """Each once, by stage, document, item and reason."""
    kept = RejectionTable(rejections)
    assert kept.in_order == tuple(sorted(set(rejections), key=astuple))
    assert len(kept) == len(set(rejections))


@examples(60)
@given(st.lists(st.tuples(FACTS, st.sampled_from(["0a", "0b", "1"]))))
def test_facts_on_disk_are_those_of_a_dictionary(said: list[tuple[Fact, str]]) -> None:
    """In the same order, with the same claims, of which each asserts a fact once."""
    held, kept = FactDict(), FactTable()
    for fact, claim_id in sorted(set(said), key=lambda item: item[1]):
        held.put(fact, claim_id)
        kept.put(fact, claim_id)
    assert [*kept.items()] == [*held.in_order().items()]
    assert [*kept] == [*held.in_order()]
    assert {fact: kept[fact] for fact in kept} == held.in_order() == kept
    assert kept.get(("urn:a", "urn:p", "urn:nobody")) is None


@examples(60)
@given(DOCUMENTS)
def test_a_document_without_its_text_is_the_document(document: Document) -> None:
    """In both directions of equality; what is made of it has its text."""
    kept = Texts().keep(document)
    assert isinstance(kept, KeptDocument)
    assert kept == document
    assert document == kept
    assert (hash(kept), repr(kept), kept.text) == (hash(document), repr(document), document.text)
    assert pickle.loads(pickle.dumps(kept)) == document
    assert replace(kept, title="other") == replace(document, title="other")
    assert kept != replace(document, text=document.text + "x")


def test_of_many_documents_most_have_their_texts_on_disk() -> None:
    """In the order in which they come, with what else comes; the first stay as they are."""
    given = [*(Document(f"d{number}", f"Text {number}.") for number in range(MANY + 2)), "another"]
    found = [*off_memory(given)]
    assert found == given
    assert [item for item in found if isinstance(item, KeptDocument)] == given[MANY:-1]


def test_neighbors_are_those_of_the_claims() -> None:
    """Others that an entity with a name has a statement with, and the claims that are about it."""
    graph = SAMPLE.graph()
    ends = [graph.ends(claim.subject, claim.object) for claim in graph.claims]
    named = {iri for iri in set[str]().union(*ends) if graph.entities[iri].origin != "described"}
    others = {iri: set[str]().union(*(one for one in ends if iri in one)) - {iri} for iri in named}
    expected = {(iri, len(others[iri]), sum(iri in one for one in ends)) for iri in named if others[iri]}
    assert {*connections(graph).neighbors()} == expected
