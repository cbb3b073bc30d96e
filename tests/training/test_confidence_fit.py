"""The fit of the confidence of facts, on facts whose chances are known."""

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.evaluation.facts import Fact
from kg.training.confidence import FEWEST, Judgement, crossed, fit, judgements


def facts(feature: str, signed: int, others: int, document: str = "a.txt") -> list[Judgement]:
    """So many facts with one feature that are signed, and that are not."""
    one = Fact("id", document, {feature: 1.0})
    return [Judgement(one, True)] * signed + [Judgement(one, False)] * others


def test_fit_finds_the_share_of_each_kind() -> None:
    """With hardly any penalty, the probability of facts of a kind is the share of them that is signed."""
    found = fit([*facts("rule verb", 90, 10), *facts("rule relative", 30, 70)], 1e-6)
    assert found.probability({"rule verb": 1.0}) == pytest.approx(0.9, abs=1e-3)
    assert found.probability({"rule relative": 1.0}) == pytest.approx(0.3, abs=1e-3)


def test_what_is_seldom_has_no_weight() -> None:
    """A feature of fewer than FEWEST facts is left out, and a large penalty holds all weights near none."""
    judged = [*facts("rule verb", 50, 50), *facts("rule title", FEWEST - 1, 0)]
    assert set(fit(judged, 1.0).weights) == {"rule verb"}
    assert abs(fit(judged, 1e6).weights["rule verb"]) < 1e-3


def test_nobody_is_judged_by_his_own_facts() -> None:
    """The confidence of a document's facts comes from the others: here from those of the opposite share."""
    judged = [*facts("rule verb", 10, 0, "a.txt"), *facts("rule verb", 0, 10, "b.txt")]
    first, *_, last = crossed(judged, 0.1)
    assert first < 0.1 < 0.9 < last


def test_a_folder_without_judgements_is_refused(tmp_path: Path) -> None:
    """The message says which file is missing, and what a line of it is."""
    with pytest.raises(ReadError, match="no judged facts"):
        judgements(tmp_path)
