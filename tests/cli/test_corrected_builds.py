"""Corrections at the command line: made once, they hold in every later build."""

from __future__ import annotations

from pathlib import Path

from changes import NAMES, stubbed, write_texts

from kg.cli.app import main
from kg.knowledge_graph import KnowledgeGraph
from kg.resources.corrections import TABLE, Correction, Decision, change, rows_of


def labels(out: Path) -> set[str]:
    """How the things of a graph are called."""
    return {entity.label for entity in KnowledgeGraph.load(out).entities.values()}


def test_a_correction_survives_later_builds(tmp_path: Path) -> None:
    """What `kg serve --edit` has written beside the graph holds after add, remove and each further build, and stays as it was written."""
    texts, out = tmp_path / "texts", str(tmp_path / "out")
    write_texts(texts)
    files = [str(texts / name) for name in NAMES]
    with stubbed():
        assert main(["build", *files[:2], "-o", out, "-q"]) == 0
        assert "Belarus" in labels(Path(out))
        row = Correction(Decision.LABEL, "Belarus", "White Russia", who="ada", when="2026-01-02T03:04:05+00:00")
        change(Path(out, TABLE), lambda _: [row])
        written = Path(out, TABLE).read_bytes()
        for command in (
            ["build", *files, "-o", out, "-q"],
            ["build", *files, "-o", out, "-q"],
            ["remove", NAMES[2], "-o", out, "-q"],
            ["add", files[2], "-o", out, "-q"],
        ):
            assert main(command) == 0, command
            assert "White Russia" in labels(Path(out)), command
            assert "Belarus" not in labels(Path(out)), command
            assert Path(out, TABLE).read_bytes() == written, command
        change(Path(out, TABLE), lambda _: [])
        assert main(["build", *files, "-o", out, "-q"]) == 0
    assert not rows_of(Path(out, TABLE))
    assert "Belarus" in labels(Path(out))
