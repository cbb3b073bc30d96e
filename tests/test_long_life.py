"""A process that lives long: calls leave nothing behind, may come from several threads, and an interrupt ends all that was started.

`--calls N` makes N extracts, and a build for every twenty of them, instead of 20.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

import kg
from kg.graph.generations import writing

TEXT = "Angela Merkel met Emmanuel Macron in Berlin on 3 March 2019. Russia condemned the sanctions, {} said."
NAMES = ("Reuters", "Merkel", "China", "Nicolás Maduro", "the Foreign Ministry")
CALLS_A_BUILD = 20
KEPT_A_CALL = 2_000  # bytes that Python may hold more of for each call: words that are new to spaCy's vocabulary
KEPT = 300_000  # bytes in all: what is kept of the last calls
HANGS = 600  # seconds after which a process will never do what is waited for


def work(number: int, out: Path) -> None:
    """An extract, of words that no other one has, and now and then a build."""
    assert kg.extract(TEXT.format(f"Ann Lee{number}"))
    if number % CALLS_A_BUILD == 0:
        assert kg.build(texts=[TEXT.format(f"Ann Lee{number}")], out=out, jobs=1).claims


def test_calls_leave_nothing_behind(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What Python holds does not grow with the number of extracts and builds, once each of them has been done."""
    calls = request.config.getoption("--calls")
    resident = psutil.Process().memory_info
    for number in range(CALLS_A_BUILD + 1):
        work(number, tmp_path / "out")
    gc.collect()
    print(f"\nresident after {number + 1} calls: {resident().rss / 1e6:.0f} MB")
    tracemalloc.start()
    try:
        work(0, tmp_path / "out")
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for number in range(calls):
            work(number, tmp_path / "out")
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    print(f"resident after {calls} more: {resident().rss / 1e6:.0f} MB; objects {(after - before) / 1e6:+.2f} MB")
    assert after - before < KEPT + KEPT_A_CALL * calls


def test_threads_find_what_one_thread_finds() -> None:
    """Extracts side by side in four threads, the first ones of them at once, give what they give one after the other."""
    texts = [TEXT.format(name) for name in NAMES]
    alone = [kg.extract(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(kg.extract, texts * 3)) == alone * 3


def test_builds_in_threads_are_the_same(tmp_path: Path) -> None:
    """Two builds side by side write the bytes of one."""

    def turtle(name: str) -> bytes:
        kg.build(texts=[TEXT.format(who) for who in NAMES], out=tmp_path / name, jobs=1)
        return (tmp_path / name / "graph.ttl").read_bytes()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(turtle, ("first", "second"))
    assert first == second == turtle("third")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_fork_reads_as_its_parent_and_says_what_it_cannot(tmp_path: Path) -> None:
    """Processes forked off one that has its models loaded give what the parent gives; where that has written graphs, they write none."""
    text = " ".join(TEXT.format(name) for name in NAMES * 20)
    alone = kg.extract(text)
    kg.build(texts=[text], out=tmp_path / "parent", jobs=1)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(kg.extract, [text] * 2).get(HANGS) == [alone] * 2
        with pytest.raises(kg.KGError, match="forked off one that had written a graph, and cannot write"):
            pool.apply_async(build_in, (text, tmp_path / "child")).get(HANGS)
    assert not (tmp_path / "child" / "graph.ttl").exists()


BUSY = """
import os, sys, threading
from pathlib import Path
import kg
from kg.errors import StoreError
from kg.graph.generations import writing

out, text = Path(sys.argv[1]), sys.argv[2]
alone = kg.extract(text)
stop, written = threading.Event(), threading.Event()

def read():
    while not stop.is_set():
        kg.extract(text * 20)

def write():
    with writing(out):
        written.set()
        stop.wait()

def child(work):
    number = os.fork()
    if not number:
        try:
            os._exit(work())
        finally:
            os._exit(9)
    return os.waitpid(number, 0)[1]

def reads():
    return 0 if kg.extract(text) == alone else 1

def is_refused():
    try:
        with writing(out):
            return 1
    except StoreError:
        return 0

threads = [threading.Thread(target=work) for work in (read, read, write)]
for thread in threads:
    thread.start()
written.wait()
print([child(reads) for _ in range(5)], child(is_refused))
stop.set()
for thread in threads:
    thread.join()
with writing(out):
    print(child(is_refused), flush=True)
    if os.fork():
        os.kill(os.getpid(), 9)
    sys.stdin.read()  # lives on
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_fork_of_busy_threads_works_or_is_refused(tmp_path: Path) -> None:
    """Forked while other threads read and write: it reads what its parent reads, and may not write, also when the writing thread itself
    has forked it; nor does it hold a lock of its parent when that is killed. Nothing waits for a thread that is not there.
    """
    command = [sys.executable, "-c", BUSY, str(tmp_path), TEXT.format("Reuters")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as parent:
        assert parent.stdout is not None
        timer = threading.Timer(HANGS, os.killpg, (parent.pid, signal.SIGKILL))
        timer.start()
        try:
            said = parent.stdout.readline(), parent.stdout.readline()
            assert parent.wait() == -signal.SIGKILL
            with writing(tmp_path):
                pass
        finally:
            timer.cancel()
            os.killpg(parent.pid, signal.SIGKILL)
    assert said == (b"[0, 0, 0, 0, 0] 0\n", b"0\n")


def build_in(text: str, out: Path) -> None:
    """A build, for another process."""
    kg.build(texts=[text], out=out, jobs=1)


def test_an_interrupted_build_leaves_no_process(tmp_path: Path) -> None:
    """Ctrl-C in a build with two processes that read ends them, too, and says so; there is no graph."""
    texts, out = tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    for number in range(40):
        (texts / f"{number}.txt").write_text(TEXT.format("Reuters") * 40, encoding="utf-8")
    command = [sys.executable, "-m", "kg.cli", "build", str(texts), "--out", str(out), "--jobs", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_interruptible
    ) as build:
        try:
            workers = readers_of(build)
            os.killpg(build.pid, signal.SIGINT)  # as a terminal does
            said, _ = build.communicate(timeout=HANGS)
        finally:
            build.kill()
    assert build.returncode == 130, said
    assert b"Traceback" not in said
    _, alive = psutil.wait_procs(workers, timeout=HANGS)
    assert alive == []
    assert not (out / "graph.ttl").exists()


def _interruptible() -> None:
    """What runs in the background of a shell ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def readers_of(build: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The two processes that read for a build, once they are there."""
    for _ in range(HANGS * 10):
        found: list[psutil.Process] = psutil.Process(build.pid).children(recursive=True)
        if len(found) >= 2:
            return found
        assert build.poll() is None, build.communicate()
        time.sleep(0.1)
    raise AssertionError("no two processes have started")
