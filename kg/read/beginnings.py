"""What kind of file standard input is: the extension that it would have, told by what it begins with."""

from __future__ import annotations

import codecs
import zipfile
import zlib
from typing import BinaryIO

_SIZE = 1024  # bytes that are looked at
_PACKED = b"\x1f\x8b"
_BEGINNINGS = {
    b"%pdf-": ".pdf",
    b"{\\rtf": ".rtf",
    b"{": ".jsonl",
    b"par1": ".parquet",
    b"warc/": ".warc",
    b"<!doctype html": ".html",
    b"<html": ".html",
    b"<?xml": ".xml",
    b"<rss": ".rss",
    b"<feed": ".atom",
}
# members of a ZIP archive that say which kind of document it is
_MEMBERS = {"word/document.xml": ".docx", "META-INF/container.xml": ".epub", "META-INF/manifest.xml": ".odt"}


def extension(stream: BinaryIO) -> str:
    """The extension for a stream at its start, where it is left: ".txt" for what nothing else fits, ".zip" for files in an archive."""
    start = stream.read(_SIZE)
    stream.seek(0)
    if start.startswith(_PACKED):
        return f"{_extension(_unpacked(start))}.gz"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(stream)
    return _extension(start)


def _extension(start: bytes) -> str:
    plain = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    found = next((suffix for beginning, suffix in _BEGINNINGS.items() if plain.startswith(beginning)), ".txt")
    return ".html" if found == ".xml" and b"<html" in plain else found


def _unpacked(start: bytes) -> bytes:
    """The beginning of what is packed; b"" where it is broken, which is said when it is read."""
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(start, _SIZE)
    except zlib.error:
        return b""


def _zipped(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
        return next((suffix for name, suffix in _MEMBERS.items() if name in names), ".zip")
    except Exception:  # a broken archive is named when it is read
        return ".zip"
    finally:
        stream.seek(0)
