"""Figures of attributions against counts by hand."""

from typing import Any

from kg.evaluation.attribution import score

TEXT = "The envoy said that rain fell. Bo Reed denied it all."
#       0   4     10   15   20        31 34   39     46


def item(source: list[int], cue: list[int], content: list[int]) -> dict[str, Any]:
    """An attribution of one run each; [] for none."""
    return {role: [run] if run else [] for role, run in (("source", source), ("cue", cue), ("content", content))}


SAID, DENIED = item([0, 9], [10, 14], [20, 29]), item([31, 38], [39, 45], [46, 52])
GOLD = {"id": "a", "text": TEXT, "attributions": [SAID, DENIED]}


def test_perfect() -> None:
    """Order does not matter."""
    found = score([GOLD], {"a": {"attributions": [DENIED, SAID]}})
    assert [found[name]["f1"] for name in ("detect", "half", "full")] == [1, 1, 1]
    assert found["source"] == {"share": 1, "exact": 1}
    assert found["content"] == {"share": 1}


def test_nothing_predicted() -> None:
    """Zero, with the gold counted."""
    found = score([GOLD], {})
    assert found["detect"] == {"precision": 0, "recall": 0, "f1": 0, "predicted": 0, "gold": 2}
    assert found["source"]["share"] == found["content"]["share"] == 0


def test_half_right() -> None:
    """One of two found, and one that is none: detect 1/2. Its content is 5 characters too long: F1 18/23, half but not full."""
    own = [item([4, 9], [10, 19], [15, 29]), item([0, 3], [31, 33], [34, 38])]
    found = score([GOLD], {"a": {"attributions": own}})
    assert found["detect"]["f1"] == 1 / 2
    assert found["source"] == {"share": 1, "exact": 1}, "the article does not count"
    assert found["content"]["share"] == 18 / 23
    assert (found["half"]["f1"], found["full"]["f1"]) == (1 / 2, 0)


def test_swapped_sources() -> None:
    """Found, with the right content, said by the wrong one."""
    own = [item([31, 38], [10, 14], [20, 29]), item([0, 9], [39, 45], [46, 52])]
    found = score([GOLD], {"a": {"attributions": own}})
    assert found["detect"]["f1"] == found["content"]["share"] == 1
    assert found["source"]["share"] == found["half"]["f1"] == 0


def test_without_cue_contents_decide() -> None:
    """And no source on both sides is a right source."""
    gold = {**GOLD, "attributions": [item([], [], [20, 29])]}
    found = score([gold], {"a": {"attributions": [item([], [0, 3], [22, 29])]}})
    assert found["full"]["f1"] == 1


def test_the_largest_overlap_is_paired_first() -> None:
    """Two that share a cue: each gold one has a partner of its own."""
    gold = {**GOLD, "attributions": [item([0, 9], [10, 14], [20, 24]), item([0, 9], [10, 14], [25, 29])]}
    own = [item([0, 9], [10, 14], [25, 29]), item([0, 9], [10, 14], [20, 24])]
    assert score([gold], {"a": {"attributions": own}})["full"]["f1"] == 1
