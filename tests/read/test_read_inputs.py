"""Which files are found."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Rejection
from kg.read.inputs import Input, find

Write = Callable[[str, str | bytes], Path]


def test_folders_are_walked_in_sorted_order_without_hidden_files(write: Write, tmp_path: Path) -> None:
    """The order does not depend on the file system, and tools' own files are no documents."""
    for name in ("b.txt", "a/z.txt", "a/b.txt", "C.txt", ".hidden.txt", ".git/x.txt", "a/.DS_Store"):
        write(name, "x")
    found = [item.id for item in find([tmp_path]) if isinstance(item, Input)]
    assert found == ["C.txt", "b.txt", "a/b.txt", "a/z.txt"]


def test_a_graph_below_a_folder_is_no_input(write: Write, tmp_path: Path) -> None:
    """The second `kg build .` reads what the first one read, and not what it wrote; a page elsewhere is a document."""
    for name in ("a.txt", "graph.html", "out/store/current", "out/graph.html", "out/claims.jsonl", "out/mine.txt"):
        write(name, "x")
    found = [item.id for item in find([tmp_path]) if isinstance(item, Input)]
    assert found == ["a.txt", "graph.html", "out/mine.txt"]


def test_a_hidden_file_that_is_given_is_read(write: Write) -> None:
    """What a user names is meant."""
    assert [item.id for item in find([write(".notes.txt", "x")]) if isinstance(item, Input)] == [".notes.txt"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "no such file or folder"),
        (lambda path: path.mkdir(), "the folder holds no files"),
        (lambda path: os.mkfifo(path), "not a regular file"),
    ],
)
def test_what_holds_no_file_is_named(tmp_path: Path, make: Callable[[Path], None], says: str) -> None:
    """A missing path, an empty folder and a pipe, which would block forever, are each a rejection."""
    path = tmp_path / "given"
    make(path)
    (item,) = find([path])
    assert isinstance(item, Rejection)
    assert (item.document_id, item.item) == ("given", str(path))
    assert says in item.reason


def test_odd_things_in_a_folder_are_named_and_the_rest_is_found(write: Write, tmp_path: Path) -> None:
    """Pipes, dead links and links to folders, which may run in circles, are rejections; links to files are files."""
    target = write("a.txt", "x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "link.txt").symlink_to(target)
    found = list(find([tmp_path]))
    assert [item.id for item in found if isinstance(item, Input)] == ["link.txt"]
    reasons = {item.document_id: item.reason for item in found if isinstance(item, Rejection)}
    assert reasons.keys() == {"pipe", "circle", "dead.txt"}
    assert "a link to a folder" in reasons["circle"]


def test_links_to_what_lies_outside_are_not_followed(write: Write, tmp_path: Path) -> None:
    """A folder from a stranger cannot name a secret of its reader; a link that is given itself is meant."""
    secret, folder = write("secret.txt", "x"), write("folder/a.txt", "x").parent
    (folder / "link.txt").symlink_to(secret)
    (folder / "up.txt").symlink_to("../secret.txt")
    found = list(find([folder]))
    assert [item.id for item in found if isinstance(item, Input)] == ["a.txt"]
    reasons = {item.document_id: item.reason for item in found if isinstance(item, Rejection)}
    assert reasons.keys() == {"link.txt", "up.txt"}
    assert "outside of the folder" in reasons["link.txt"]
    assert [item.id for item in find([folder / "link.txt"]) if isinstance(item, Input)] == ["link.txt"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is not taken for an empty one."""

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    (item,) = find([tmp_path])
    assert isinstance(item, Rejection)
    assert item.reason == "Permission denied; check the permissions of the folder"


def test_standard_input_is_a_dash() -> None:
    """A dash is standard input, and a file of that name can still be reached as ./-."""
    assert list(find(["-", "-"])) == [Input("stdin", None)]


@pytest.mark.parametrize("kind", [str, Path])
def test_an_address_is_told_to_be_one(kind: type) -> None:
    """Nothing is fetched, and the message says how to read a page all the same."""
    (found,) = find([kind("https://news.invalid/a?b=1")])
    assert isinstance(found, Rejection)
    assert found.reason == "kg fetches nothing; save the page and read that, or pipe it: curl -s URL | kg build -"
