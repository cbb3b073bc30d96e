"""Libraries that parse files of strangers: whatever goes wrong inside of them is a named rejection."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from kg.errors import ReadError

MAX_BYTES = 64_000_000  # of a file that a library takes whole, and of all that is packed inside of one
_MAX_PARTS = 10_000  # files packed in a document
_MAX_RATIO = 200  # text shrinks to a fifth, tables to a thirtieth; bombs to a thousandth
_SMALL = 1_000_000  # bytes that may have any ratio

# else they write words of the file to the terminal, where nobody has asked for their logs
for _name in ("courlan", "dateparser", "docx", "htmldate", "justext", "markdown_it", "pypdf", "trafilatura", "warcio"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@contextmanager
def guarded(kind: str, hint: str, extra: str = "documents") -> Iterator[None]:
    """Turns every error of a library inside of the block into a ReadError that says `kind` of file and `hint`.

    A library that is not there belongs to the `extra` of the package.

    Broken files find every weak spot of a parser, endless recursion among them; the other documents must be read.
    """
    try:
        yield
    except ReadError:
        raise
    except ImportError as error:
        raise ReadError(
            f"to read {kind}, kg needs {error.name}, which is not installed", hint=f"pip install 'kg[{extra}]'"
        ) from error
    except Exception as error:
        what = f"{type(error).__name__}: {str(error)[:200]}"
        raise ReadError(f"{kind} cannot be parsed: {what}", hint=hint) from error


def packing_limit(packed: int) -> int:
    """How many bytes may come out of `packed` ones; more is no text, but made to fill the memory."""
    return min(MAX_BYTES, max(_SMALL, _MAX_RATIO * packed))


def too_large(what: str) -> ReadError:
    """The error for a file that would take more memory than an article needs."""
    return ReadError(f"{what} is larger than {MAX_BYTES // 1_000_000} MB", hint="save it as plain text and split it")


def refuse_swollen(stream: BinaryIO, kind: str) -> None:
    """Raises ReadError for a ZIP archive that unpacks to too much; leaves `stream` at its start."""
    if stream.seek(0, 2) > MAX_BYTES:
        raise too_large(kind)
    stream.seek(0)
    if stream.read(4) == b"\xd0\xcf\x11\xe0":
        raise ReadError(f"{kind} is encrypted, or of an old format", hint="save a copy without a password")
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise too_large(f"{kind}, unpacked,")
    stream.seek(0)
