"""The folder of a graph: what a reader, a writer, a kill or a full disk may find or leave there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import portalocker
import pyoxigraph as ox
import pytest
from graph_files import NAMES, files, quads_folder, saved
from strategies import BACKS, COURIER, SAMPLE

from kg.errors import StoreError
from kg.graph import generations, store
from kg.graph.generations import CURRENT, holds_graph, publish, reading, writing
from kg.knowledge_graph import KnowledgeGraph

OLD, NEW, EMPTY = (
    KnowledgeGraph.of(SAMPLE.entities, [BACKS], [COURIER]),
    SAMPLE.graph(),
    KnowledgeGraph.of([], [], []),
)


def numbers(out: Path) -> list[str]:
    """Names of the generations under `out`."""
    return sorted(path.name for path in out.glob("store/*/"))


class TestReaders:
    def test_a_reader_keeps_its_generation_and_no_writer_waits_for_it(self, tmp_path: Path) -> None:
        """While one reads, others write twice; it still sees what it began with, and what nobody reads any more is removed."""
        OLD.save(tmp_path)
        with reading(tmp_path) as generation:
            before = set(ox.Store.read_only(str(store.quads_folder(generation))))
            EMPTY.save(tmp_path)
            NEW.save(tmp_path)
            assert KnowledgeGraph.load(tmp_path) == NEW
            assert set(ox.Store.read_only(str(store.quads_folder(generation)))) == before
            assert numbers(tmp_path) == ["1", "3"]
        EMPTY.save(tmp_path)
        assert numbers(tmp_path) == ["4"]

    def test_readers_without_a_pause_stop_no_writer(self, tmp_path: Path) -> None:
        """Of three readers that overlap one always reads: every write holds at once nonetheless."""
        OLD.save(tmp_path)
        readers = [reading(tmp_path) for _ in range(3)]
        for reader in readers:
            reader.__enter__()
        for number in range(6):
            graph = (NEW, EMPTY)[number % 2]
            graph.save(tmp_path)
            assert KnowledgeGraph.load(tmp_path) == graph
            readers[number % 3].__exit__(None, None, None)
            readers[number % 3] = reading(tmp_path)
            readers[number % 3].__enter__()
        for reader in readers:
            reader.__exit__(None, None, None)

    def test_a_generation_that_goes_while_it_is_opened(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A writer that is faster than a reader can lock makes it take the next one."""
        OLD.save(tmp_path)
        original, coming = generations._locks, [EMPTY, NEW]

        def late(handle: int, how: portalocker.LockFlags) -> bool:
            if how & portalocker.LockFlags.SHARED and coming:
                coming.pop().save(tmp_path)
            return original(handle, how)

        monkeypatch.setattr(generations, "_locks", late)
        assert KnowledgeGraph.load(tmp_path) == EMPTY
        assert not coming

    @pytest.mark.parametrize("name", ["", "x", "-1", "../..", "７", "99"])
    def test_a_damaged_pointer(self, tmp_path: Path, name: str) -> None:
        """What is no number, or of no generation, is named; no other folder is read."""
        OLD.save(tmp_path)
        (tmp_path / CURRENT).write_text(name, encoding="utf-8")
        with pytest.raises(StoreError, match="damaged"):
            KnowledgeGraph.load(tmp_path)

    def test_a_graph_of_the_old_layout(self, tmp_path: Path) -> None:
        """It is no missing graph, and a build may replace it."""
        (tmp_path / "store").mkdir()
        (tmp_path / "store/graph.jsonl").write_text("")
        (tmp_path / "graph.ttl").write_text("")
        with pytest.raises(StoreError, match="older version of kg"):
            KnowledgeGraph.load(tmp_path)
        assert saved(NEW, tmp_path)["graph.ttl"]

    def test_a_folder_that_cannot_be_written_can_be_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a read-only medium a graph is loaded, also when a killed writer has left files to move."""
        OLD.save(tmp_path)
        (generation,) = tmp_path.glob("store/1")
        (generation / generations.FILES).mkdir()
        (generation / generations.FILES / "graph.ttl").write_text("later")
        original = os.open

        def refuse(path: Any, flags: int, *mode: int) -> int:
            if flags & (os.O_CREAT | os.O_RDWR | os.O_WRONLY):
                raise OSError(errno.EROFS, "Read-only file system", str(path))
            return original(path, flags, *mode)

        monkeypatch.setattr(os, "open", refuse)
        assert KnowledgeGraph.load(tmp_path) == OLD


class TestWriters:
    def test_one_writer_at_a_time(self, tmp_path: Path) -> None:
        """A second writer gets a clear error and changes nothing; reading goes on."""
        NEW.save(tmp_path)
        with (tmp_path / ".writer").open("r+") as other:
            portalocker.lock(other, portalocker.LOCK_EX)
            with pytest.raises(StoreError, match="another process is writing this graph"):
                EMPTY.save(tmp_path)
            assert KnowledgeGraph.load(tmp_path) == NEW

    def test_load_change_and_save_can_be_one_step(self, tmp_path: Path) -> None:
        """`writing` may be nested in one thread, and lets go at its end."""
        with writing(tmp_path):
            NEW.save(tmp_path)
            KnowledgeGraph.load(tmp_path).without(["courier.md"]).save(tmp_path)
        NEW.save(tmp_path)
        assert KnowledgeGraph.load(tmp_path) == NEW

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
    def test_a_forked_child_holds_no_lock(self, tmp_path: Path) -> None:
        """A process that was forked while a graph was written does not keep the next writer out."""
        with writing(tmp_path):
            OLD.save(tmp_path)
            read, write = os.pipe()
            child = os.fork()
            if not child:
                os.close(write)
                os.read(read, 1)
                os._exit(0)
        try:
            NEW.save(tmp_path)
        finally:
            os.close(write)
            os.waitpid(child, 0)
            os.close(read)
        assert KnowledgeGraph.load(tmp_path) == NEW

    def test_a_file_in_the_way(self, tmp_path: Path) -> None:
        """An output folder that is a file, or lies below one, is refused in the right words, and the file stays."""
        (tmp_path / "out").write_text("mine")
        for place in (tmp_path / "out", tmp_path / "out/deeper"):
            with pytest.raises(StoreError, match="a file is in the way of the folder"):
                NEW.save(place)
        assert (tmp_path / "out").read_text() == "mine"

    @pytest.mark.parametrize(
        ("number", "hint"),
        [
            (errno.ENOSPC, "make room"),
            (errno.EACCES, "may you write there"),
            (errno.ENAMETOOLONG, "a shorter name"),
        ],
    )
    def test_what_the_system_refuses(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
    ) -> None:
        """The hint fits the reason; the old graph holds and nothing is left."""
        before, opened = saved(OLD, tmp_path), Path.open

        def refuse(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
            if "w" in mode:
                raise OSError(number, os.strerror(number), str(path))
            return opened(path, mode, *given, **named)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", refuse)
            with pytest.raises(StoreError, match="cannot be written") as caught:
                NEW.save(tmp_path)
        assert hint in caught.value.hint
        assert (files(tmp_path), numbers(tmp_path)) == (before, ["1"])

    def test_what_kg_did_not_write_is_not_replaced(self, tmp_path: Path) -> None:
        """Somebody's own graph.ttl stays, and is named, unless it is said that it shall go."""
        (tmp_path / "graph.ttl").write_text("mine")
        with pytest.raises(StoreError, match=r"graph.ttl lies there already, and not from kg \(.*--force"):
            NEW.save(tmp_path)
        assert (tmp_path / "graph.ttl").read_text() == "mine"
        NEW.save(tmp_path, force=True)
        assert files(tmp_path)["graph.ttl"].startswith(b"@prefix")

    def test_a_place_that_is_taken(self, tmp_path: Path) -> None:
        """When the graph holds but one of its files cannot be put in its place, the message says both; the next command ends it."""
        OLD.save(tmp_path)
        (tmp_path / "graph.ttl").unlink()
        (tmp_path / "graph.ttl").mkdir()
        with pytest.raises(StoreError, match=r"the new graph holds, but .*graph.ttl could not be replaced"):
            NEW.save(tmp_path)
        assert KnowledgeGraph.load(tmp_path) == NEW
        (tmp_path / "graph.ttl").rmdir()
        assert files(tmp_path) == saved(NEW, tmp_path / "other")

    def test_an_interrupt_after_the_commit_keeps_the_graph(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Ctrl-C at the very moment at which the new graph holds removes nothing of it."""
        OLD.save(tmp_path)
        original = os.replace

        def interrupted(source: Path, target: Path) -> None:
            original(source, target)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", interrupted)
            with pytest.raises(KeyboardInterrupt):
                NEW.save(tmp_path)
        assert files(tmp_path) == saved(NEW, tmp_path / "other")

    def test_what_goes_wrong_while_it_fills(self, tmp_path: Path) -> None:
        """Any error of the writer leaves the old graph, and no trace."""
        before = saved(OLD, tmp_path)

        def fill(folder: Path) -> None:
            (folder / "half").write_text("")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            publish(tmp_path, fill)
        assert (files(tmp_path), numbers(tmp_path)) == (before, ["1"])


class Killed(BaseException):
    """Stands for SIGKILL: nothing catches it."""


STEPS = [
    (os, "replace"),
    *((Path, name) for name in ("mkdir", "rmdir", "touch", "open", "write_text")),
    (shutil, "rmtree"),
]


class TestKilled:
    def test_killed_at_any_step_leaves_the_old_or_the_new_graph(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whichever file operation is the last one of a save, every file then belongs to one graph, old or new."""
        monkeypatch.setattr(KnowledgeGraph, "to_html", lambda self: f"<p>{len(self.claims)}</p>")
        wanted = [saved(OLD, tmp_path / "old"), saved(NEW, tmp_path / "new")]
        survivors = []
        for last in range(1000):
            out = tmp_path / f"out{last}"
            shutil.copytree(tmp_path / "old", out)
            if self._killed(partial(NEW.save, out), last, monkeypatch):
                KnowledgeGraph.load(out)
                survivors.append(wanted.index(files(out)))
                if last % 10 == 0:
                    OLD.save(out)  # and the next writer leaves no trace of it
                    assert len(numbers(out)) == 1
            else:
                break
        assert len(survivors) >= 40
        assert survivors == sorted(survivors)  # first always the old one, from one step on always the new one
        assert set(survivors) == {0, 1}

    @staticmethod
    def _killed(action: Callable[[], None], last: int, monkeypatch: pytest.MonkeyPatch) -> bool:
        """Whether `action` was ended after `last` steps, rather than by itself."""
        done = 0

        def limited(original: Callable[..., Any]) -> Callable[..., Any]:
            def step(*args: Any, **kwargs: Any) -> Any:
                nonlocal done
                if done >= last:
                    raise Killed
                done += 1
                return original(*args, **kwargs)

            return step

        with monkeypatch.context() as patch:
            for owner, name in STEPS:
                patch.setattr(owner, name, limited(getattr(owner, name)))
            patch.setattr(os, "fsync", limited(lambda handle: None))  # a step, but none that this test can see
            try:
                action()
            except Killed:
                return True
        return False

    def test_kill_9(self, tmp_path: Path) -> None:
        """A process that saves two graphs in turn and is killed leaves one of them whole."""
        script = """if True:
            import sys
            from pathlib import Path
            from test_generations import NEW, OLD
            from kg.knowledge_graph import KnowledgeGraph
            KnowledgeGraph.to_html = lambda self: f"<p>{len(self.claims)}</p>"
            for number, graph in enumerate((OLD, NEW)):
                graph.save(Path(sys.argv[1], str(number)))
            print("ready", flush=True)
            while True:
                for graph in (OLD, NEW):
                    graph.save(Path(sys.argv[1], "out"))
        """
        tests = Path(__file__).parents[1]
        path = os.pathsep.join(map(str, (tests, tests / "graph", tests.parent)))
        for number, wait in enumerate((0.2, 0.33, 0.47, 0.61)):
            place = tmp_path / str(number)
            place.mkdir()
            command = [sys.executable, "-c", script, str(place)]
            with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                assert process.stdout.readline() == b"ready\n"
                with pytest.raises(subprocess.TimeoutExpired):
                    process.wait(wait)
                process.kill()
            if holds_graph(place / "out"):
                KnowledgeGraph.load(place / "out")
                assert files(place / "out") in [files(place / "0"), files(place / "1")]


def test_every_file_for_people_is_in_its_place(tmp_path: Path) -> None:
    """Under `out` lie the files for people, the store and the hidden lock, and nothing else."""
    NEW.save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*NAMES, "store", ".writer"}
    assert quads_folder(tmp_path).parent == tmp_path / "store/1"
    assert not (tmp_path / "store/1" / generations.FILES).exists()
