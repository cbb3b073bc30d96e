"""The example of every row of the mapping table, as the packaged reader reads it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from kg.pipeline import build
from kg.resources.ontology import Ontology
from kg.settings import Settings

ENOUGH = 0.98  # of the examples; the reader of the day takes some wrongly


def test_examples_of_rows_come_out(tmp_path: Path) -> None:
    """The property or act of nearly every row is what its example states, each read as a document of its own."""
    rows = Ontology.load().rows
    for number, row in enumerate(rows):
        (tmp_path / f"{number:04}.txt").write_text(row.example, encoding="utf-8")
    stated: defaultdict[str, set[str]] = defaultdict(set)
    for claim in build([tmp_path], None, Settings()).claims:
        for item in claim.evidence:
            stated[Path(item.document_id).stem] |= {claim.property.iri, str(claim.object)}
    missed = [row.id for number, row in enumerate(rows) if row.property not in stated[f"{number:04}"]]
    assert len(rows) > 550
    assert len(missed) <= (1 - ENOUGH) * len(rows), missed
