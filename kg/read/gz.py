"""Files packed by gzip (RFC 1952): unpacked in memory, within bounds."""

from __future__ import annotations

import gzip
from io import BytesIO
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.parsers import MAX_BYTES, guarded

_MAX_RATIO = 200  # text shrinks to a fifth, tables to a thirtieth; bombs to a thousandth
_SMALL = 1_000_000  # bytes that may have any ratio


def unpacked(stream: BinaryIO) -> BinaryIO:
    """What is packed in `stream`. Raises ReadError where it is broken, or larger than a file of articles may be."""
    packed = stream.seek(0, 2)
    stream.seek(0)
    limit = min(MAX_BYTES, max(_SMALL, _MAX_RATIO * packed))
    with guarded("the gzip file", "unpack it yourself: gunzip"), gzip.GzipFile(fileobj=stream) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise ReadError(
            f"unpacked, the file has more than {limit // 1_000_000} MB",
            hint="unpack it yourself (gunzip) and read that",
        )
    return BytesIO(content)
