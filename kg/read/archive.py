"""Archives of files (.zip): their members in memory, within bounds; nothing is written to the disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from kg.errors import ReadError
from kg.read.clean import one_line
from kg.read.parsers import guarded, packing_limit

_HINT = "unpack it yourself and read the folder"
_MAX_MEMBERS = 10_000
_MAX_ALL = 1_000_000_000  # bytes of all members
_ENCRYPTED = 1  # bit of the flags of a member
_UNSEEN = ("__MACOSX",)


class Member(NamedTuple):
    """A file in an archive: a name that is safe to show, and its bytes, or why they are not read."""

    name: str
    content: BinaryIO | ReadError


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files in an archive in its order, without hidden ones. Raises ReadError for one that is broken or too large."""
    total = 0
    with guarded("the ZIP archive", _HINT), zipfile.ZipFile(stream) as archive:
        files = [item for item in archive.infolist() if not item.is_dir()]
        if len(files) > _MAX_MEMBERS:
            raise ReadError(f"the archive has more than {_MAX_MEMBERS} files", hint=_HINT)
        for item in files:
            name = _plain(item.filename)
            if any(part.startswith(".") or part in _UNSEEN for part in name.split("/")):
                continue
            content = _content(archive, item)
            total += len(content) if isinstance(content, bytes) else 0
            if total > _MAX_ALL:
                raise ReadError("unpacked, the archive is larger than 1 GB; the rest is left out", hint=_HINT)
            yield Member(name, BytesIO(content) if isinstance(content, bytes) else content)


def _plain(name: str) -> str:
    """The name without steps out of the archive."""
    parts = (one_line(part) for part in name.replace("\\", "/").split("/"))
    return "/".join(part for part in parts if part.strip(".")) or "unnamed"


def _content(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes | ReadError:
    if item.flag_bits & _ENCRYPTED:
        return ReadError("it is encrypted", hint="save a copy without a password")
    limit = packing_limit(item.compress_size)
    try:
        with archive.open(item) as file:
            content = file.read(limit + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        return ReadError(f"it cannot be unpacked: {one_line(str(error))[:200]}", hint=_HINT)
    except Exception as error:  # of the libraries that unpack: zlib, bz2, lzma
        return ReadError(f"it cannot be unpacked: {type(error).__name__}", hint=_HINT)
    if len(content) > limit:
        return ReadError(f"unpacked, it has more than {limit // 1_000_000} MB", hint=_HINT)
    return content
