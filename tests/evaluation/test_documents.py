"""Entities and relations of documents against counts by hand."""

from typing import Any

from kg.evaluation.documents import score


def name(start: int, end: int, type: str = "PER", id: str = "") -> dict[str, Any]:
    """An entity."""
    return {"id": id or f"{start}", "start": start, "end": end, "type": type}


def relation(type: str, head: tuple[int, int], tail: tuple[int, int]) -> dict[str, Any]:
    """A predicted relation."""
    return {"type": type, "head_span": list(head), "tail_span": list(tail)}


ENTITIES = [name(0, 4), name(5, 9, "ORG"), name(10, 14), name(20, 24, "LOC")]
GOLD = {
    "id": "a",
    "entities": ENTITIES,
    "relations": [{"type": "Leads", "head": "0", "tail": "5"}, {"type": "Meets", "head": "0", "tail": "10"}],
    "clusters": [[[0, 4], [10, 14]]],
}


def test_perfect() -> None:
    """Every share is 1."""
    own = {**GOLD, "relations": [relation("Leads", (0, 4), (5, 9)), relation("Meets", (0, 4), (10, 14))]}
    found = score([GOLD], {"a": own})
    measures = ("entities", "entities_overlap", "entities_span", "rel_pair", "rel_label", "muc", "coreference")
    assert [found[measure]["f1"] for measure in measures] == [1] * 7
    assert found["entities"] == {"precision": 1, "recall": 1, "f1": 1, "predicted": 4, "gold": 4}


def test_nothing_predicted() -> None:
    """A document without a prediction counts with all that it holds."""
    found = score([GOLD], {})
    assert [found[measure]["f1"] for measure in ("entities", "rel_pair", "coreference")] == [0, 0, 0]
    assert found["rel_pair"]["gold"] == 2


def test_what_is_not_annotated_is_not_measured() -> None:
    """A gold file of names only says nothing of relations."""
    found = score([{"id": "a", "entities": ENTITIES}], {"a": GOLD})
    assert found.keys() == {"entities", "entities_overlap", "entities_span"}


def test_half_right_entities() -> None:
    """Exact: 1 of 3 predicted and 4 gold. Overlap: that and the longer PER, 2. Span: that and the misnamed ORG, 2."""
    own = {"entities": [name(0, 4), name(5, 9, "LOC"), name(10, 19)]}
    found = score([GOLD], {"a": own})
    assert (found["entities"]["precision"], found["entities"]["recall"]) == (1 / 3, 1 / 4)
    assert found["entities_overlap"]["f1"] == found["entities_span"]["f1"] == 4 / 7


def test_one_mention_answers_for_one() -> None:
    """A long span that touches two gold names finds one of them."""
    found = score([GOLD], {"a": {"entities": [name(0, 14)]}})
    assert found["entities_overlap"]["precision"] == 1
    assert found["entities_overlap"]["recall"] == 1 / 4


def test_relations_by_touch_direction_and_name() -> None:
    """Leads: arguments touch, wrong name. Meets: turned round, so no pair. One pair of 2 predicted, no label."""
    own = {"relations": [relation("Heads", (2, 4), (5, 30)), relation("Meets", (10, 14), (0, 4))]}
    found = score([GOLD], {"a": own})
    assert found["rel_pair"]["f1"] == 1 / 2
    assert found["rel_label"]["f1"] == 0
    turned = score([GOLD], {"a": own}, {"undirected": ["Meets"]})
    assert turned["rel_pair"]["f1"] == 1
    assert turned["rel_label"]["f1"] == 1 / 2


def test_names_of_predictions() -> None:
    """Renamed predictions count; what has no name in the gold file, and gold names nobody predicts, are left out of labels."""
    own = {
        "entities": [name(0, 4, "PERSON"), name(20, 24, "DATE")],
        "relations": [relation("Heads", (0, 4), (5, 9)), relation("Other", (0, 4), (10, 14))],
    }
    found = score([GOLD], {"a": own}, {"entities": {"PERSON": "PER"}, "relations": {"Heads": "Leads"}})
    assert (found["entities"]["predicted"], found["entities"]["gold"]) == (1, 2)
    assert found["entities"]["recall"] == 1 / 2
    assert (found["rel_label"]["predicted"], found["rel_label"]["gold"], found["rel_label"]["f1"]) == (1, 1, 1)
    assert found["rel_pair"]["predicted"] == 2


def test_gold_ends_of_several_mentions() -> None:
    """Any mention of a gold argument will do."""
    gold = {**GOLD, "relations": [{"type": "Leads", "head": "0", "head_all": ["0", "10"], "tail": "5"}]}
    found = score([gold], {"a": {"relations": [relation("Leads", (11, 12), (5, 6))]}})
    assert found["rel_label"]["f1"] == 1
