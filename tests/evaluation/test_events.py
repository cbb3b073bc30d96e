"""Figures of coded events against counts by hand."""

from typing import Any

from kg.evaluation.events import score


def gold(id: str, actor: str, root: str, recipient: str) -> dict[str, Any]:
    """A text with one event."""
    return {"id": id, "events": [{"actor": [{"text": actor}], "recipient": [{"text": recipient}], "root": root}]}


def own(actor: str | None, root: str | None, recipient: str | None) -> dict[str, Any]:
    """A predicted event."""
    return {"events": [{"actor": actor, "recipient": recipient, "root": root}]}


GOLD = [gold("a", "Peru", "SUPPORT", "Chile"), gold("b", "Cuban police", "COERCE", "students")]


def test_perfect() -> None:
    """A shared word of each is enough; a retreat is a way to yield."""
    found = score(
        [*GOLD, gold("c", "Mali", "RETREAT", "Niger")],
        {
            "a": own("the government of Peru", "SUPPORT", "Chile"),
            "b": own("police in Cuba", "COERCE", "two students"),
            "c": own("Mali", "YIELD", "Niger"),
        },
    )
    assert found["pair"]["f1"] == found["triple"]["f1"] == 1
    assert found["class"] == {"accuracy": 1, "macro_f1": 1, "gold": 3}
    assert found["swapped"] == {"count": 0}


def test_nothing_predicted() -> None:
    """Zero; plain predicates are no predictions."""
    found = score(GOLD, {"a": own("Peru", None, None)})
    assert found["pair"] == {"precision": 0, "recall": 0, "f1": 0, "predicted": 0, "gold": 2}
    assert found["class"] == {"accuracy": 0, "macro_f1": 0, "gold": 2}


def test_half_right() -> None:
    """Both pairs, one class: pair 1, triple 1/2. SUPPORT has F1 2/3 (predicted twice, once right), COERCE 0: macro 1/3."""
    found = score(GOLD, {"a": own("Peru", "SUPPORT", "Chile"), "b": own("police", "SUPPORT", "students")})
    assert (found["pair"]["f1"], found["triple"]["f1"]) == (1, 1 / 2)
    assert found["class"]["accuracy"] == 1 / 2
    assert found["class"]["macro_f1"] == 1 / 3


def test_swapped() -> None:
    """Who did it to whom is the wrong way round: no pair, though the class is right."""
    found = score(GOLD, {"a": own("Chile", "SUPPORT", "Peru")})
    assert (found["pair"]["recall"], found["triple"]["recall"]) == (0, 0)
    assert found["swapped"] == {"count": 1}
    assert found["class"]["accuracy"] == 1 / 2


def test_little_words_are_no_agreement() -> None:
    """ "the" joins nobody; the letters of "U.S." do, where there is nothing else."""
    found = score([gold("a", "the army", "ASSAULT", "the town")], {"a": own("the police", "ASSAULT", "the port")})
    assert found["pair"]["f1"] == 0
    assert score([gold("a", "U.S.", "AID", "Mali")], {"a": own("the U.S.", "AID", "Mali")})["triple"]["f1"] == 1


def test_an_absent_recipient_cannot_be_wrong() -> None:
    """A protest against nobody in particular."""
    row = {"id": "a", "events": [{"actor": [{"text": "miners"}], "recipient": [], "root": "PROTEST"}]}
    assert score([row], {"a": own("The miners", "PROTEST", None)})["triple"]["f1"] == 1


def test_without_a_class_only_the_pair_counts() -> None:
    """An act of no class is a pair; it takes no part in triples and hides no event of a class."""
    events = [
        {"actor": "Peru", "recipient": "Chile", "root": None},
        {"actor": "Peru", "recipient": "Bolivia", "root": "SUPPORT"},
    ]
    found = score([gold("a", "Peru", "SUPPORT", "Chile")], {"a": {"id": "a", "events": events}})
    assert found["pair"] == {"precision": 1 / 2, "recall": 1, "f1": 2 / 3, "predicted": 2, "gold": 1}
    assert found["triple"] == {"precision": 0, "recall": 0, "f1": 0, "predicted": 1, "gold": 1}
    assert found["class"]["accuracy"] == 1
