"""What differs on Windows, on macOS and under another locale, by what these lack."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from strategies import BACKS, COURIER, SAMPLE

from kg.cli import main
from kg.corpus import reader, reading
from kg.corpus.kept import UNLIMITED, Budget, Kept, Reading
from kg.corpus.reading import Corpus
from kg.errors import SettingsError
from kg.export import export
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Document
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
HIDDEN = "import sys; sys.modules['resource'] = None; import kg.cli.app, kg.pipeline, kg.query.engine, kg.query.worker"


def test_nothing_that_windows_lacks_is_needed() -> None:
    """Without the module `resource` everything can be imported."""
    found = subprocess.run(
        [sys.executable, "-c", HIDDEN], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert found.stderr == ""
    assert found.returncode == 0


def corpus(settings: Settings) -> Corpus:
    """A corpus of two texts, with nothing kept."""
    documents = [Document(name, f"Text {name}.") for name in ("a", "b")]
    with Kept.of(None) as kept:
        return Corpus(documents, settings, Gazetteer.of(()), kept)


def test_without_processes_documents_are_read_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no socket can be handed to a process, `--jobs 2` reads here."""

    class Here(reader.DocumentReader):
        def read(self, task: reader.Task, budget: Budget = UNLIMITED) -> reader.Made:
            return reader.Made(task.key, Reading(None, task.document.id.encode()))

    monkeypatch.setattr(reading, "DocumentReader", Here)
    monkeypatch.setattr(reading, "_HAS_POOL", False)
    monkeypatch.setattr(reading, "_FEW", 0)
    documents = [Document(name, f"Text {name}.") for name in ("a", "b")]
    with Kept.of(None) as kept:
        assert Corpus(documents, Settings(jobs=2), Gazetteer.of(()), kept).read() == 2


LIMITS = {"document_seconds": Settings(document_seconds=9), "document_megabytes": Settings(document_megabytes=900)}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_that_cannot_be_held_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that the system does not know is named before anything is read, not passed over."""
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.setattr(reader, "resource", None)
    with pytest.raises(SettingsError, match=f"{name}: this system cannot hold it"):
        corpus(LIMITS[name])
    assert corpus(Settings()).documents


def test_names_of_files_are_good_everywhere() -> None:
    """Files named after documents: none is a device of Windows, none is another's in capitals, none is too long, each its own."""
    ids = ["CON", "con", "aux.", "NUL", "lpt1", "a.txt", "A.txt", "A_txt", "a_txt_2", "x" * 5000, "X" * 5000, "..", " "]
    graph = KnowledgeGraph.of([], [], [Document(item, f"Text of {number}.") for number, item in enumerate(ids)])
    made = export(graph, "brat")
    assert not isinstance(made, bytes)
    stems = [name.removesuffix(".txt") for name in made if name.endswith(".txt")]
    assert len({stem.casefold() for stem in stems}) == len(stems) == len(ids)
    assert {"con", "nul", "aux", "lpt1"}.isdisjoint(stem.partition(".")[0].casefold() for stem in stems)
    assert max(map(len, stems)) < 120
    assert not any(stem.endswith((".", " ")) for stem in stems)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A graph whose labels no code page of Windows has."""
    entities = [replace(entity, label=f"{entity.label} 🦊 中文") for entity in SAMPLE.entities]
    KnowledgeGraph.of(entities, [BACKS], [COURIER]).save(tmp_path / "out")
    return tmp_path / "out"


COMMANDS = (["explain", "{}", "backs"], ["query", "{}", "@who_supports_whom"], ["report", "{}"], ["export", "--list"])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_screen_that_knows_few_letters(
    command: list[str], encoding: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the encoding of standard output lacks is shown as an escape; no command ends because of it."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", screen)
    assert main([word.format(out) for word in command]) == 0
    screen.flush()
    assert screen.buffer.getvalue()


def test_another_locale(out: Path) -> None:
    """Under LC_ALL=C, and without Python's own way out of it, files and answers are UTF-8."""
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(ROOT)}
    command = ["query", str(out), "SELECT ?l WHERE { ?s rdfs:label ?l }", "-f", "csv"]
    call = [sys.executable, "-c", "import sys; from kg.cli import main; sys.exit(main())", *command]
    found = subprocess.run(call, env=environment, capture_output=True)
    assert found.returncode == 0, found.stderr
    assert "🦊 中文" in found.stdout.decode()
