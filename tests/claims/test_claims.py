"""Claims made by other processes are those made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline
from kg.claims import DocumentMapper
from kg.corpus import reading
from kg.settings import Settings

TEXTS = (
    "Chile supports Peru. Ana Ruiz, the president of Chile, met Ivan Petrov in Lima on Monday.",
    "Petrov did not sign the treaty, Ruiz said. Peru may leave the union next year.",
    "Poland fined Acme Steel three million euros. The company denied that it had broken the law.",
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of them."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def expected(texts: Path, tmp_path: Path) -> dict[str, bytes]:
    """The files of a graph that is made by one process."""
    pipeline.build([texts], tmp_path / "expected", Settings(jobs=1))
    return _files(tmp_path / "expected")


def _files(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in ("graph.ttl", "claims.ttl", "claims.jsonl", "graph.html")}


def test_processes_make_the_same_claims(
    texts: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They make all of them: this process would break on a document."""
    monkeypatch.setattr(reading, "_FEW_DERIVED", 0)
    monkeypatch.delattr(DocumentMapper, "made")
    pipeline.build([texts], tmp_path / "out", Settings(jobs=2))
    assert _files(tmp_path / "out") == expected


def test_what_processes_cannot_make_is_made_here(
    texts: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one that makes nothing of a document nor one that dies of it costs a claim."""
    monkeypatch.setattr(reading, "_FEW_DERIVED", 0)
    monkeypatch.setattr(pipeline, "WORKER", "failing_mapper")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    pipeline.build([texts], tmp_path / "out", Settings(jobs=2))
    assert _files(tmp_path / "out") == expected
