"""Kills, power failures, full disks, folders that vanish, and many who write and read: never a mixed graph, never a lost change.

`--points N` makes each change fail at N points, spread over all of it, instead of 4.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from changes import CHANGES, NAMES, TABLE, begin, change, files, stubbed, write_texts
from edits import ROUNDS, label
from graph_files import files as all_files
from interrupts import WORKS
from simulated_disk import CHOICES, Disk, restore
from strategies import BACKS, COURIER, SAMPLE

from kg import pipeline
from kg.errors import KGError
from kg.graph.generations import holds_graph
from kg.knowledge_graph import KnowledgeGraph
from kg.resources.corrections import rows_of
from kg.serve.spool import Spool
from kg.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
OLD, NEW = KnowledgeGraph.of(SAMPLE.entities, [BACKS], [COURIER]), SAMPLE.graph()
Files = dict[str, bytes]


def spread(count: int, points: int) -> list[int]:
    """`points` of the numbers below `count`, spread evenly, the last one among them."""
    return sorted({count - 1 - number * count // points for number in range(min(points, count))})


@pytest.fixture(scope="module")
def points(request: pytest.FixtureRequest) -> int:
    chosen: int = request.config.getoption("--points")
    return chosen


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the `texts`, the graph `before` every change, and what each change makes of it, by its name."""
    folder = tmp_path_factory.mktemp("changes")
    write_texts(folder / "texts")
    with stubbed():
        begin(folder / "texts", folder / "before")
        for name in CHANGES:
            shutil.copytree(folder / "before", folder / name)
            change(name, folder / "texts", folder / name)
    return folder


@pytest.fixture(scope="module")
def wanted(home: Path) -> dict[str, Files]:
    """The bytes of the graph before all changes, and after each; all of them differ."""
    found = {name: files(home / name) for name in ("before", *CHANGES)}
    assert len({content["graph.ttl"] + content["graph.jsonl.gz"] for content in found.values()}) == len(found)
    return found


class Asked:
    """A process that does what it is asked, each in a child."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._ask: IO[str] = process.stdin
        self._answer: IO[str] = process.stdout

    def __call__(self, **task: Any) -> dict[str, Any]:
        print(json.dumps(task), file=self._ask, flush=True)
        found: dict[str, Any] = json.loads(self._answer.readline())
        return found


@contextmanager
def asking(script: str, *arguments: str) -> Iterator[Asked]:
    """One that runs a script of this folder."""
    command = [sys.executable, str(Path(__file__).with_name(script)), *arguments]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Asked(process)
        assert process.stdin is not None
        process.stdin.close()


class Changer:
    """Makes changes in other processes."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def __call__(self, name: str, out: Path, last: int = -1, largest: int = 0) -> dict[str, Any]:
        return self._asked(change=name, out=str(out), last=last, largest=largest)


@pytest.fixture(scope="module")
def changer(home: Path) -> Iterator[Changer]:
    with asking("changes.py", str(home / "texts")) as asked:
        yield Changer(asked)


@pytest.mark.parametrize("name", CHANGES)
def test_kill_9(name: str, home: Path, wanted: dict[str, Files], changer: Changer, points: int, tmp_path: Path) -> None:
    """Whichever file operation is the last one, the graph is the old one or the new one, and the same command ends what was begun."""
    shutil.copytree(home / "before", tmp_path / "whole")
    whole = changer(name, tmp_path / "whole")
    assert whole["failed"] == ["", ""]
    count = whole["operations"]
    assert count >= 40
    seen = []
    for last in spread(count, points):
        out = tmp_path / str(last)
        shutil.copytree(home / "before", out)
        assert changer(name, out, last=last)["killed"]
        found = files(out)
        assert found in (wanted["before"], wanted[name]), f"killed before operation {last}"
        seen.append(found == wanted[name])
        if name != "remove" or not seen[-1]:  # what is removed cannot be removed again
            assert changer(name, out)["failed"] == ["", ""]
        assert files(out) == wanted[name]
        shutil.rmtree(out)
    assert seen == sorted(seen)  # first always the old one, from one point on always the new one


@pytest.mark.parametrize("work", WORKS)
def test_ctrl_c(work: str, home: Path, wanted: dict[str, Files], points: int, tmp_path: Path) -> None:
    """At whichever line Ctrl-C comes (half of `--points N`, spread over all lines), no process is left, the graph is the old one or
    the new one, and the next command finds no lock, and nothing half done.
    """
    with asking("interrupts.py", str(home / "texts")) as interrupted:
        after = wanted.get(work, wanted["before"])

        def worked(line: int) -> dict[str, Any]:
            shutil.rmtree(tmp_path / "out", ignore_errors=True)
            shutil.copytree(home / "before", tmp_path / "out")
            return interrupted(work=work, out=str(tmp_path / "out"), line=line)

        whole = worked(-1)
        assert (whole["left"], whole["failed"]) == (0, "KeyboardInterrupt" if work == "serve" else "")
        for line in spread(whole["lines"], points // 2):
            found = worked(line)
            assert (found["left"], found["failed"]) in ((0, "KeyboardInterrupt"), (0, "")), f"line {line}: {found}"
            state = files(tmp_path / "out")
            assert state in (wanted["before"], after), f"line {line}"
            if work in CHANGES and not (work == "remove" and state == after):  # what is removed cannot be removed again
                again = interrupted(work=work, out=str(tmp_path / "out"), line=-1)
                assert (again["left"], again["failed"]) == (0, ""), f"line {line}: {again}"
                assert files(tmp_path / "out") == after
                assert len([*(tmp_path / "out" / "store").iterdir()]) == 2  # the generation, and its name


def test_kill_9_of_a_server(points: int, tmp_path: Path) -> None:
    """Whatever the server was about to write, each correction and each text that it has answered is there, in the order of their coming,
    and the next server goes on with them.
    """
    NEW.save(tmp_path / "before")
    with asking("edits.py") as asked:
        editor = Changer(asked)

        def edited(last: int) -> tuple[Path, dict[str, Any]]:
            out = tmp_path / f"out{last}"
            shutil.copytree(tmp_path / "before", out)
            return out, editor("edit", out, last=last)

        whole = edited(-1)[1]
        assert whole["answered"] == 2 * ROUNDS
        assert whole["operations"] >= 60
        for last in spread(whole["operations"], points):
            out, made = edited(last)
            assert made["killed"]
            labels = [row.value for row in rows_of(out / TABLE)]
            waiting = Spool(out).waiting()
            assert len(labels) + len(waiting) in (made["answered"], made["answered"] + 1), f"operation {last}"
            assert len(labels) - len(waiting) in (0, 1)
            assert labels == [label(number) for number in range(len(labels))]
            assert all(b"Northland left." in next(folder.iterdir()).read_bytes() for folder in waiting)
            again = editor("edit", out)
            assert again["answered"] == 2 * ROUNDS
            assert sorted(row.value for row in rows_of(out / TABLE)) == [label(number) for number in range(ROUNDS)]
            assert len(Spool(out).waiting()) == len(waiting) + ROUNDS


@pytest.mark.parametrize("name", CHANGES)
def test_power_failure_of_a_change(
    name: str, home: Path, wanted: dict[str, Files], points: int, tmp_path: Path
) -> None:
    """What was not synced may be lost or not: the graph is the old one or the new one, and the new one when the change was told done."""
    disk = Disk(tmp_path / "disk")
    shutil.copytree(home / "before", disk.root / "out")
    with stubbed(), disk.recording():
        change(name, home / "texts", disk.root / "out")
        disk.acknowledge()
    assert len(disk.moments) > 40
    for number in spread(len(disk.moments), points):
        moment = disk.moments[number]
        for kind, choice in CHOICES.items():
            restore(moment, disk.root.stat().st_ino, choice(number), tmp_path / "after")
            allowed = [wanted[name]] if moment.is_acknowledged else [wanted["before"], wanted[name]]
            assert files(tmp_path / "after/out") in allowed, f"moment {number}: {kind}"
            with stubbed():
                begin(home / "texts", tmp_path / "after/out")
            assert files(tmp_path / "after/out") == wanted["before"], f"moment {number}: {kind}, and on"
            shutil.rmtree(tmp_path / "after")


@pytest.mark.parametrize("before", [None, OLD], ids=["first", "next"])
def test_power_failure_of_a_save(before: KnowledgeGraph | None, points: int, tmp_path: Path) -> None:
    """The same of a graph that is saved from Python, also where there was none."""
    NEW.save(tmp_path / "new")
    allowed: list[Files | None] = [None, all_files(tmp_path / "new")]
    disk = Disk(tmp_path / "disk")
    disk.root.mkdir()
    if before is not None:
        before.save(disk.root / "below/out")
        allowed[0] = all_files(disk.root / "below/out")
    with disk.recording():
        NEW.save(disk.root / "below/out")
        disk.acknowledge()
    assert len(disk.moments) > 40
    for number in spread(len(disk.moments), 2 * points):
        moment = disk.moments[number]
        for kind, choice in CHOICES.items():
            restore(moment, disk.root.stat().st_ino, choice(number), tmp_path / "after")
            out = tmp_path / "after/below/out"
            found = all_files(out) if holds_graph(out) else None
            assert found in allowed[moment.is_acknowledged :], f"moment {number}: {kind}"
            shutil.rmtree(tmp_path / "after")


@pytest.mark.parametrize("name", CHANGES)
def test_no_file_can_grow(
    name: str, home: Path, wanted: dict[str, Files], changer: Changer, points: int, tmp_path: Path
) -> None:
    """Whatever the size at which files can grow no more, a change is made, or refused with a reason and the old graph is there."""
    most = max(path.stat().st_size for path in (home / name).rglob("*") if path.is_file())
    refused = 0
    for number in range(points):
        out = tmp_path / str(number)
        shutil.copytree(home / "before", out)
        made = changer(name, out, largest=round(1.5 * most ** ((number + 1) / points)))
        assert not made["killed"]
        assert made["failed"][0] in ("", "StoreError"), made
        refused += made["failed"][0] != ""
        holds = not made["failed"][0] or "the new graph holds" in made["failed"][1]
        assert files(out) == wanted[name if holds else "before"], made
        assert changer(name, out)["failed"] == ["", ""] or name == "remove"
        assert files(out) == wanted[name]
    assert 0 < refused < points


def test_the_folder_vanishes(home: Path, points: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody removes the folder of the graph at any moment of a change: an error of kg, or a graph; no traceback."""
    disk = Disk(tmp_path / "disk")
    shutil.copytree(home / "before", disk.root / "out")
    with stubbed(), disk.recording():
        change("add", home / "texts", disk.root / "out")
    count = len(disk.moments)
    for last in spread(count, points):
        out, gone, done = tmp_path / str(last), tmp_path / f"gone{last}", 0
        shutil.copytree(home / "before", out)

        def count_or_move(original: Any, out: Path = out, gone: Path = gone, last: int = last) -> Any:
            def operation(*arguments: Any, **named: Any) -> Any:
                nonlocal done
                done += 1
                if done == last and out.exists():
                    out.rename(gone)
                return original(*arguments, **named)

            return operation

        with monkeypatch.context() as patch, stubbed():
            for name in ("replace", "mkdir", "rmdir", "unlink", "fsync"):
                patch.setattr(os, name, count_or_move(getattr(os, name)))
            try:
                change("add", home / "texts", out)
            except KGError:
                continue
        assert holds_graph(out) or holds_graph(gone)


WRITER = """
import sys
from pathlib import Path
from changes import pipeline, Settings, stubbed
from kg.errors import StoreError
texts, out, *names = sys.argv[1:]
with stubbed():
    for name in names:
        for turn in ("add", "remove", "add"):
            while True:
                try:
                    if turn == "add":
                        pipeline.add([Path(texts, name)], Path(out), Settings())
                    else:
                        pipeline.remove([name], Path(out), Settings())
                    break
                except StoreError as error:
                    assert "another process is writing" in str(error), error
            print(turn, name, flush=True)
"""


def test_two_writers_and_a_reader(home: Path, tmp_path: Path) -> None:
    """Two processes add and remove while others read: each reading is of one graph whole, and no change that was made is lost."""
    out = tmp_path / "out"
    shutil.copytree(home / "before", out)
    paths = [*filter(None, sys.path), str(Path(__file__).parent)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(home / "texts"), str(out), name],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in NAMES[2:4]
    ]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        graph = KnowledgeGraph.load(out)
        assert {claim_document for claim in graph.claims for claim_document in documents_of(claim)} <= set(
            graph.documents
        )
        seen.add(frozenset(graph.documents))
    for writer, name in zip(writers, NAMES[2:4], strict=True):
        assert writer.stdout is not None
        assert writer.stdout.read().split() == [word for turn in ("add", "remove", "add") for word in (turn, name)]
        writer.stdout.close()
    assert len(seen) > 2
    with stubbed():
        pipeline.build([home / "texts" / name for name in NAMES[:4]], tmp_path / "anew", Settings())
    assert files(out) == files(tmp_path / "anew")


def documents_of(claim: Any) -> Sequence[str]:
    return [proof.document_id for proof in claim.evidence]
