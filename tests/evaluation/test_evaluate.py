"""`kg eval`: which scorer, which files, what is printed."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.analysis
from kg.cli.app import main
from kg.errors import ReadError, SettingsError
from kg.evaluation import SCORERS, Task, evaluate
from kg.evaluation.matching import best_total, most_pairs
from kg.evaluation.scores import show
from kg.model import Document
from kg.settings import Settings

TEXT = "Peru backs Chile."
NAMES = [{"start": 0, "end": 4, "type": "GPE"}, {"start": 11, "end": 16, "type": "GPE"}]


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One document with two names; the id is a number there and a string in predictions."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": 7, "text": TEXT, "entities": NAMES}) + "\n\n")
    (tmp_path / "pred.jsonl").write_text(json.dumps({"id": "7", "entities": NAMES[:1]}) + "\n")
    return path


def test_scorers_are_there() -> None:
    """Those that the documentation promises, each with its figures explained."""
    assert {"attribution", "documents", "events", "factuality", "triples"} <= SCORERS.keys()
    assert all(scorer.__doc__ for scorer in SCORERS.values())


def test_predictions_from_a_file(gold: Path) -> None:
    """Rows are joined by id."""
    figures = evaluate("documents", Task(gold, gold.with_name("pred.jsonl")))
    assert (figures["entities"]["precision"], figures["entities"]["recall"]) == (1, 1 / 2)


def test_kg_predicts_itself(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without predictions the texts of the gold file are analysed with the settings given."""

    def analysed(documents: Iterable[Document], settings: Settings) -> Iterator[dict[str, Any]]:
        assert settings.model == "m"
        for document in documents:
            assert document == Document("7", TEXT)
            yield {"id": document.id, "entities": NAMES}

    monkeypatch.setattr(kg.analysis, "analyses", analysed)
    seen: list[tuple[int, int, str]] = []
    task = Task(gold, settings=Settings(model="m"), progress=lambda *step: seen.append(step))
    assert evaluate("documents", task)["entities"]["f1"] == 1
    assert seen == [(1, 1, "7")]


@pytest.mark.parametrize(
    ("line", "says"),
    [("no", "line 1: not valid JSON"), ("[]", "line 1: not an object"), ('{"id": 1, "entities": [3]}', "row")],
)
def test_bad_rows_are_one_message(gold: Path, line: str, says: str) -> None:
    """Which file, and what is wrong."""
    bad = gold.with_name("bad.jsonl")
    bad.write_text(line)
    with pytest.raises(ReadError, match=says):
        evaluate("documents", Task(bad, gold.with_name("pred.jsonl")))


def test_unknown_scorer(gold: Path) -> None:
    """The others are named."""
    with pytest.raises(SettingsError, match="attribution"):
        evaluate("beauty", Task(gold))


def test_the_command(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table, or JSON; names say what types are called in the gold file."""
    assert main(["eval", "documents", "--gold", str(gold), "--pred", "pred.jsonl"]) == 0
    table = capsys.readouterr().out
    assert "0.6667" in table
    assert "entities overlap" in table
    Path("names.json").write_text('{"entities": {"GPE": "LOC"}}')
    arguments = ["--gold", str(gold), "--pred", "pred.jsonl", "--names", "names.json", "--json"]
    assert main(["eval", "documents", *arguments]) == 0
    assert "entities" not in json.loads(capsys.readouterr().out), "no name of the gold file is called LOC"
    assert main(["eval", "beauty", "--gold", str(gold)]) == 1
    assert "no scorer 'beauty'" in capsys.readouterr().err


def test_help_lists_the_scorers(capsys: pytest.CaptureFixture[str]) -> None:
    """A new line in SCORERS is in the help by itself."""
    assert main(["eval", "--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert ", ".join(SCORERS) in shown


def test_most_pairs() -> None:
    """As many as can be: 0 must leave "b" to 1, which has no other."""
    fits = {(0, "a"), (0, "b"), (1, "b")}
    assert most_pairs([0, 1], ["b", "a"], lambda one, other: (one, other) in fits) == [(0, 1), (1, 0)]
    assert most_pairs([], ["a"], lambda one, other: True) == []


def test_best_total() -> None:
    """The largest pair first would give 5 + 0; the best sum is 4 + 4."""
    assert best_total({(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.0}) == 8
    assert best_total({}) == 0


def test_all_tables_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures of different columns stand in tables of their own, and none is left out."""
    show("triples", {"strict": {"f1": 0.5}, "density": {"gold": 2.0}})
    printed = capsys.readouterr().out
    assert "strict" in printed
    assert "density" in printed
