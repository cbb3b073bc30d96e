"""`kg watch`: files are read when they are at rest, and nothing that goes wrong with one ends the watch."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.watch import Watched, follow
from kg.graph import store

FEED = "<rss><channel><title>The Post</title>{}</channel></rss>"
ENTRY = "<item><guid>{}</guid><title>{}</title><description>{}</description></item>"


def at(path: Path, text: str, second: int) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (second, second))


def test_a_file_is_handed_on_once_it_is_at_rest(tmp_path: Path) -> None:
    """Not while it changes from look to look; again when it has changed, never otherwise."""
    watched, path = Watched([tmp_path]), tmp_path / "a.txt"
    looks = []
    for second in (1, 2, 2, 2, 3, 3, 3):
        at(path, "Canada won.", second)
        looks.append(watched.look())
    assert [fresh for fresh, _ in looks] == [[], [], [path], [], [], [path], []]
    path.unlink()
    assert watched.look() == ([], [path])
    assert watched.look() == ([], [])


def test_a_file_that_grows_in_one_tick_is_seen(tmp_path: Path) -> None:
    """Its size tells, where the clock of the file system does not."""
    watched, path = Watched([tmp_path]), tmp_path / "a.txt"
    at(path, "a", 1)
    assert watched.look() == ([], [])
    at(path, "ab", 1)
    assert watched.look() == ([], [])
    assert watched.look() == ([path], [])


def test_the_graph_follows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New files, changed ones, one that cannot be read, and an entry that its feed has lost; then it is stopped."""
    folder, feed, out = tmp_path / "news", tmp_path / "world.xml", tmp_path / "out"
    folder.mkdir()
    one, two = ENTRY.format("x:1", "One", "Canada backs Latvia."), ENTRY.format("x:2", "Two", "Peru backs Chile.")
    steps: list[Callable[[], object]] = [
        lambda: at(folder / "a.txt", "Russia condemned the sanctions.", 1),
        lambda: None,
        lambda: at(feed, FEED.format(one), 1),
        lambda: at(folder / "b.bin", "\x00\x01", 1),
        lambda: at(feed, FEED.format(two), 2),
        lambda: (folder / "a.txt").unlink(),
        lambda: None,
    ]

    def rest() -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    follow([folder, feed], out, rest)
    documents = {document.id: document for document in store.sources(out).documents}
    assert documents.keys() == {"a.txt", "world.xml#x:1", "world.xml#x:2"}
    said = capsys.readouterr().err
    assert "a.txt is gone; what it said stays in the graph" in said
    assert "b.bin" in said
    assert said.strip().endswith("stopped; the graph is whole")


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One message, and status 1."""
    assert main(["watch", str(tmp_path / "none")]) == 1
    assert "there is no such folder" in capsys.readouterr().err
