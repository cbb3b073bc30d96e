"""What the tests of reading share: a way to write a file and a way to read it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Rejection
from kg.read import read
from kg.settings import Settings

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file below the test's folder and gives its path."""

    def file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


@pytest.fixture
def only(write: Write) -> Callable[[str, str | bytes], Document]:
    """Writes a file and gives the one document in it; fails when anything else comes out."""

    def document(name: str, content: str | bytes) -> Document:
        (item,) = read([write(name, content)], Settings())
        assert isinstance(item, Document), item
        return item

    return document


@pytest.fixture
def remarked(write: Write) -> Callable[[str, str | bytes], tuple[Document, dict[str, str]]]:
    """Writes a file and gives the one document in it, and the reasons of what is remarked of it."""

    def document(name: str, content: str | bytes) -> tuple[Document, dict[str, str]]:
        *remarks, item = read([write(name, content)], Settings())
        assert isinstance(item, Document), item
        reasons = {remark.item: remark.reason for remark in remarks if isinstance(remark, Rejection)}
        assert [(remark.stage, remark.document_id) for remark in remarks if isinstance(remark, Rejection)] == [
            ("metadata", item.id.split("#")[0])
        ] * len(remarks)
        return item, reasons

    return document


@pytest.fixture
def refused(write: Write) -> Callable[[str, str | bytes], str]:
    """Writes a file and gives the reason why it is not read; fails when it is read or not named."""

    def reason(name: str, content: str | bytes) -> str:
        path = write(name, content)
        (item,) = read([path], Settings(max_document_characters=1000))
        assert isinstance(item, Rejection), item
        assert item.stage == "read"
        assert item.document_id.split("#")[0] == name
        assert item.item.startswith(str(path))
        return item.reason

    return reason
