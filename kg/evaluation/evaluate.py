"""How good kg is, against files that people have labelled: `kg eval NAME --gold FILE`.

One small module a scorer; `SCORERS` has them by name. A scorer takes a `Task` and gives `Figures`. Most compare rows of
JSON Lines by id: `_against` reads those, and makes the predictions itself where none are given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import ReadError, SettingsError
from kg.evaluation import attribution, confidence, documents, events, factuality, triples
from kg.evaluation.scores import Figures, Task
from kg.model import Document

Row = Mapping[str, Any]


def evaluate(name: str, task: Task) -> Figures:
    """The figures of a scorer of `SCORERS`. SettingsError when there is none of that name, ReadError for a bad file."""
    if name not in SCORERS:
        raise SettingsError(f"there is no scorer {name!r}", hint="one of " + ", ".join(SCORERS))
    return SCORERS[name](task)


def _against(score: Callable[[list[Row], Mapping[str, Row], Mapping[str, Any]], Figures]) -> Callable[[Task], Figures]:
    """A scorer of rows: gold ones in their order, predicted ones by id (none where nothing was predicted)."""

    def run(task: Task) -> Figures:
        gold = _rows(task.gold)
        predicted = _analysed(gold, task) if task.pred is None else _rows(task.pred)
        by_id = {str(row["id"]): row for row in predicted}
        names = json.loads(task.names.read_bytes()) if task.names is not None else {}
        try:
            return score(gold, by_id, names)
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ReadError(
                f"a row is not as this scorer expects: {error!r}",
                where=f"{task.gold}, {task.pred or 'analysis'}",
                hint="python -c 'import kg.evaluation; help(kg.evaluation)' names the modules that say what they take",
            ) from error

    run.__doc__ = score.__doc__
    return run


def _rows(path: Path) -> list[Row]:
    """Rows of a file of JSON Lines, each an object with an "id"."""
    found: list[Row] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            row = json.loads(line) if line.strip() else None
        except ValueError as error:
            raise ReadError(f"not valid JSON: {error}", where=f"{path}, line {number}") from error
        if row is not None and not (isinstance(row, dict) and "id" in row):
            raise ReadError('not an object with an "id"', where=f"{path}, line {number}")
        found.extend([row] if row is not None else [])
    return found


def _analysed(gold: list[Row], task: Task) -> list[Row]:
    """What `kg analyse` makes of the texts of the gold rows."""
    from kg.analysis import analyses  # loads spaCy: not where the help only wants the names of the scorers

    texts = [Document(str(row["id"]), row.get("text") or row.get("sent") or "") for row in gold]
    found: list[Row] = []
    for item in analyses(texts, task.settings):
        found.append(item)
        if task.progress is not None:
            task.progress(len(found), len(texts), str(item["id"]))
    return found


def _reader(task: Task) -> Figures:
    """How well, how fast and in how much memory a pipeline reads; `gold` is the folder of the corpora (kg/training/README.md)."""
    from kg.evaluation import reader  # loads spaCy

    if not task.gold.is_dir():
        raise ReadError(
            "not a folder", where=str(task.gold), hint="name the folder of the corpora that kg/training/README.md lists"
        )
    return reader.score(task)


SCORERS: dict[str, Callable[[Task], Figures]] = {
    "attribution": _against(attribution.score),
    "confidence": _against(confidence.score),
    "documents": _against(documents.score),
    "events": _against(events.score),
    "factuality": _against(factuality.score),
    "reader": _reader,
    "triples": _against(triples.score),
}
