"""Bytes to text: encodings, and telling binary files by their first bytes."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from kg.errors import ReadError

WINDOWS_1252 = "kg.windows-1252"  # name of the error handler below, for bytes.decode and io.TextIOWrapper

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (  # first bytes, what they show, what to do
    (b"%PDF-", "a PDF", "convert it to text first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive (docx, odt, epub and xlsx are ones)", "unpack it, or save it as plain text or HTML"),
    (b"\x1f\x8b", "compressed by gzip", "unpack it first: gunzip"),
    (b"BZh", "compressed by bzip2", "unpack it first: bunzip2"),
    (b"\xfd7zXZ", "compressed by xz", "unpack it first: unxz"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", "unpack it first: unzstd"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file", "save it as plain text or HTML"),
    (b"{\\rtf", "rich text (RTF)", "save it as plain text or HTML"),
    (b"\x89PNG", "a picture", "leave it out, or turn it into text first"),
    (b"\xff\xd8\xff", "a picture", "leave it out, or turn it into text first"),
    (b"GIF8", "a picture", "leave it out, or turn it into text first"),
)
_HEAD = 8192
_MAX_STRAY = 0.3  # share of bytes outside UTF-8; Windows-1252 French has 0.05, Cyrillic code pages 0.8


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Error handler: reads bytes that are not UTF-8 as Windows-1252, as browsers do.

    It goes byte by byte, so that one stray byte in a UTF-8 file does not garble the rest of it.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error(WINDOWS_1252, _as_windows_1252)


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes of a file show, UTF-8 when they show none.

    Raises ReadError when they are not text, with what they are and how to get text out of it.
    """
    for mark, what, hint in _MAGIC:
        if head.startswith(mark):
            raise ReadError(f"this is {what}, not text", hint=hint)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        raise ReadError(
            "this is a binary file, not text (it has NUL bytes)", hint="leave it out, or turn it into text first"
        )
    stray = len(head) - len(head.decode("utf-8", "ignore").encode())
    if stray > _MAX_STRAY * len(head):
        raise ReadError("the text is neither UTF-8 nor Windows-1252", hint="convert it: iconv -f ENCODING -t UTF-8")
    return "utf-8-sig"


def stream_encoding(stream: BinaryIO) -> str:
    """Like `encoding_of`, for a stream at its start; leaves it there."""
    head = stream.read(_HEAD)
    stream.seek(0)
    return encoding_of(head)


def decode(raw: bytes) -> str:
    """The text of a whole file. Raises ReadError when it is not text."""
    encoding = encoding_of(raw)
    try:
        return raw.decode(encoding, WINDOWS_1252 if encoding == "utf-8-sig" else "replace")
    except UnicodeError as error:
        raise ReadError(f"the text cannot be decoded as {encoding}", hint="save it as UTF-8") from error


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of `stream`. Raises ReadError when there are more than `limit`, and then reads no further."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise too_long()
    return raw


def too_long() -> ReadError:
    """The error for a document over `Settings.max_document_characters`."""
    return ReadError(
        "the document is too long",
        hint="split it, one file or one line of JSONL an article, or raise max_document_characters in kg.toml",
    )
