"""Tables inside of texts."""

import pytest

from kg.read.tables import Table

VOTES = [["Peru", "backs Chile", "Ana Sol"], ["Republic of Korea", "opposes the plan of Chile", "Kim"]]


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        (VOTES, ["Peru backs Chile.", "Republic of Korea opposes the plan of Chile."]),
        (
            [["Peru", "backs", "Chile"], ["Cuba", "rejects", "the plan"]],
            ["Peru backs Chile.", "Cuba rejects the plan."],
        ),
        ([["Peru", "backs the plan"], ["Cuba", "abstained"]], ["Peru backs the plan.", "Cuba abstained."]),
        ([["Peru", "backs Chile."]], ["Peru backs Chile."]),
    ],
)
def test_rows_that_read_as_sentences(rows: list[list[str]], sentences: list[str]) -> None:
    """A name, a predicate and an object in their order are a sentence, in two cells or in three."""
    assert Table.of([], rows).sentences() == sentences


@pytest.mark.parametrize(
    "rows",
    [
        [["Peru", "12"], ["Chile", "15"]],
        [["Peru", "yes", "Ana Sol"]],
        [["Peru", "backs", "12"]],
        [["Peru", "backs"], ["Cuba", "rejects"]],
        [["Peru", "Lima"], ["Chile", "Santiago"]],
        [["Peru", "voted for", "Chile"]],
        [["Peru", "backs the plan", "Ana Sol"]],
        [["The earth is flat", "wrong, says a test"]],
        [["2019", "backs Chile"]],
        [["Peru", "backs Chile"], ["Total", "2"]],
        [["Peru", ""], ["Cuba", "backs Chile"]],
        [["Peru " * 40, "backs Chile"]],
    ],
)
def test_rows_that_may_mean_anything_are_left_out_aloud(rows: list[list[str]]) -> None:
    """Figures, labels, two names, and predicates that may or may not go on in the next cell are no sentence."""
    table = Table.of(["Who", "What"], rows)
    assert table.sentences() == []
    (remark,) = table.remarks()
    assert remark.item == "table: Who | What"
    assert f"a table of {len(rows)} row" in remark.reason


def test_columns_after_the_sentence_are_named() -> None:
    """What stands beside a sentence is not read, and it is said."""
    (remark,) = Table.of(["Country", "Position", "Minister"], VOTES).remarks()
    assert remark.item == "table: Minister"
    assert remark.reason == "of a table of 2 rows the columns after 'Position' were left out"
    assert Table.of([], [["Peru", "backs Chile", ""]]).remarks() == []


def test_a_table_without_a_header_is_called_by_its_first_row() -> None:
    """Empty rows do not count, and a table without text is none."""
    (remark,) = Table.of([], [["", ""], ["Peru", "12"], ["", " "]]).remarks()
    assert remark.item == "table: Peru | 12"
    assert "a table of 1 row was" in remark.reason
    assert Table.of(["A"], [["", ""]]).remarks() == []


def test_capitals_take_linear_time() -> None:
    """A long name in capitals that is none in the end is judged at once; letter by letter it would take for ever."""
    assert (
        Table.of(
            (), [["ORGANISATION FOR ECONOMIC COOPERATION AND DEVELOPMENT IN 2019", "supports", "Peru"]]
        ).sentences()
        == []
    )
    assert Table.of((), [["Ä" * 99, "supports", "Peru"]]).sentences() == [f"{'Ä' * 99} supports Peru."]
