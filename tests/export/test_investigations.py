"""FollowTheMoney and STIX: what the packages of these models read back, and that a claim is never an edge."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
import stix2
from hypothesis import given
from strategies import HERALD, NORTHLAND, QUILL, REED, SAMPLE, SUPPORTS, WITH_ACTS, examples, graphs

from kg.export import export
from kg.iri import NEWS, POL
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Polarity, Property

EDGES = {"UnknownLink", "Membership", "Employment", "Occupancy", "Family", "Ownership"}


def stix(graph: KnowledgeGraph) -> dict[str, list[dict[str, Any]]]:
    """The objects of a bundle by type, after stix2 has read and checked them."""
    data = export(graph, "stix")
    assert isinstance(data, bytes)
    bundle = stix2.parse(data.decode())
    found: dict[str, list[dict[str, Any]]] = {}
    for item in json.loads(bundle.serialize())["objects"]:
        found.setdefault(item["type"], []).append(item)
    return found


@given(graphs())
@examples(15)
def test_a_bundle_is_valid_and_has_every_claim(graph: KnowledgeGraph) -> None:
    """Each claim is one relationship or one note; relationships are facts alone; every reference leads to an object."""
    found = stix(graph)
    said = [*found.get("relationship", []), *found.get("note", [])]
    keys = [link["external_id"] for item in said for link in item["external_references"] if link["source_name"] == "kg"]
    assert sorted(keys) == sorted(graph.claims_by_id)
    facts = {link["external_id"] for item in found.get("relationship", []) for link in item["external_references"][:1]}
    assert facts <= {claim.id for claim in graph.claims if claim.asserted}
    ids = {item["id"] for items in found.values() for item in items}
    for item in (item for items in found.values() for item in items):
        refs = [item[name] for name in ("source_ref", "target_ref", "created_by_ref") if name in item]
        assert {*refs, *item.get("object_refs", [])} <= ids
    assert len(found.get("report", [])) == len(graph.documents)


def test_a_claim_is_a_note_and_a_denial_of_a_fact_an_opinion() -> None:
    """With its words, source, time and place; who denies what a document asserts disagrees with that relationship."""
    denial = replace(SUPPORTS, polarity=Polarity.NEGATED, sources=(REED.id,))
    found = stix(KnowledgeGraph.of(SAMPLE.entities, [*SAMPLE.claims, denial], SAMPLE.documents))
    notes = {item["abstract"]: item for item in found["note"]}
    visit = notes["planned: Ada Quill visit Southport"]
    assert "time: 2019-04\nplace: Southport\nfurther: as: harbor master" in visit["content"]
    assert notes["denied, says Bo Reed: Northland threatens anyone"]["authors"] == ["Bo Reed"]
    [opinion], [fact] = found["opinion"], found["relationship"]
    assert (opinion["opinion"], opinion["object_refs"]) == ("disagree", [fact["id"]])
    assert (fact["relationship_type"], fact["created"]) == ("supports", "2019-03-28T00:00:00.000Z")


def ftm(graph: KnowledgeGraph) -> dict[str, list[Mapping[str, Any]]]:
    """The entities by schema, after the package has read and checked them: it changes nothing, and nothing is missing."""
    package = pytest.importorskip("followthemoney", reason="needs ICU, which not every machine has")
    data = export(graph, "ftm")
    assert isinstance(data, bytes)
    found: dict[str, list[Mapping[str, Any]]] = {}
    for line in data.decode().split("\n")[:-1]:
        kept = json.loads(line)
        read = package.model.get_proxy(kept)  # cleans all values again
        read.schema.validate(read.to_dict())
        assert {name: sorted(values) for name, values in read.to_dict()["properties"].items()} == {
            name: sorted(values) for name, values in kept["properties"].items()
        }
        assert all(read.has(name) for name in read.schema.required), kept
        found.setdefault(kept["schema"], []).append(kept)
    return found


@given(graphs())
@examples(15)
def test_every_claim_is_an_entity_and_only_facts_are_edges(graph: KnowledgeGraph) -> None:
    """Each claim is one edge, event or note, by its id; what is not asserted is a note; ids are unique and references lead somewhere."""
    found = ftm(graph)
    ids = Counter(item["id"] for items in found.values() for item in items)
    assert set(ids.values()) == {1}
    asserted = {claim.id for claim in graph.claims if claim.asserted}
    told = [
        *(item for name in EDGES for item in found.get(name, [])),
        *(e for e in found.get("Event", []) if "recordId" in e["properties"]),
    ]
    assert sorted(key for item in told for key in item["properties"]["recordId"]) == sorted(asserted)
    assert len(found.get("Note", [])) == len(graph.claims) - len(asserted)
    refs = (
        "subject",
        "object",
        "holder",
        "post",
        "entity",
        "proof",
        "involved",
        "resolved",
        "document",
        "organization",
    )
    used = {
        ref for items in found.values() for item in items for name in refs for ref in item["properties"].get(name, [])
    }
    assert used <= set(ids)


def test_the_schemata_of_facts_and_claims() -> None:
    """Posts, kin, members, links; a denial is a note on all it speaks of; a role stands at the person."""
    leads = replace(SUPPORTS, subject=QUILL.id, object=NORTHLAND.id, property=Property(POL + "leads", "leads"))
    sibling = replace(
        SUPPORTS, subject=QUILL.id, object=REED.id, property=Property(NEWS + "siblingOf", "is a sibling of")
    )
    found = ftm(KnowledgeGraph.of(WITH_ACTS.entities, [*WITH_ACTS.claims, leads, sibling], WITH_ACTS.documents))
    [post], [occupancy], [kin] = found["Position"], found["Occupancy"], found["Family"]
    assert occupancy["properties"]["post"] == [post["id"]]
    assert kin["properties"]["relationship"] == ["sibling"]
    people = {item["properties"]["name"][0]: item["properties"] for item in found["Person"]}
    assert people["Ada Quill"]["position"] == ["harbor master"]
    notes = {item["properties"]["name"][0]: item["properties"] for item in found["Note"]}
    denial = notes["denied, says Bo Reed: Northland threatens anyone"]
    assert denial["keywords"] == ["denied", "negated", "actual"]
    assert len(denial["entity"]) == 2
    assert "time: 2019-04\nplace: Southport" in notes["planned: Ada Quill visit Southport"]["notes"][0]
    events = {item["properties"]["name"][0]: item["properties"] for item in found["Event"]}
    assert events["Ada Quill died"]["date"] == ["2021-05-03"]


def test_what_the_package_refuses_is_kept_in_words() -> None:
    """An address that is none stands in the notes of its article."""
    document = replace(HERALD, url="javascript:alert(1)")
    [article] = ftm(KnowledgeGraph.of(SAMPLE.entities, [], [document]))["Article"]
    assert article["properties"]["notes"] == ["sourceUrl: javascript:alert(1)"]
