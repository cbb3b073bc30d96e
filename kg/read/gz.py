"""Files packed by gzip (RFC 1952): unpacked in memory, within bounds."""

from __future__ import annotations

import gzip
from io import BytesIO
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.parsers import guarded, packing_limit


def unpacked(stream: BinaryIO) -> BinaryIO:
    """What is packed in `stream`. Raises ReadError where it is broken, or larger than a file of articles may be."""
    packed = stream.seek(0, 2)
    stream.seek(0)
    limit = packing_limit(packed)
    with guarded("the gzip file", "unpack it yourself: gunzip"), gzip.GzipFile(fileobj=stream, mode="rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise ReadError(
            f"unpacked, the file has more than {limit // 1_000_000} MB",
            hint="unpack it yourself (gunzip) and read that",
        )
    return BytesIO(content)
