"""Bytes to text: encodings, and telling binary files by their first bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.letters import is_hungarian
from kg.read.remark import Remark
from kg.settings import text_codec

WINDOWS_1252 = "kg.windows-1252"  # name of the error handler below, for bytes.decode and io.TextIOWrapper
_AS_LATIN_1 = "kg.latin-1"

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (  # first bytes, what they show, what to do
    (b"%PDF-", "a PDF", "name it .pdf, or convert it to text first, e.g. with pdftotext"),
    (
        b"PK\x03\x04",
        "a ZIP archive (docx, odt, epub and xlsx are ones)",
        "name it as what it is (.zip, .docx, .odt, .epub), unpack it, or save it as plain text or HTML",
    ),
    (b"\x1f\x8b", "compressed by gzip", "unpack it first: gunzip, or name it as what is in it: .txt.gz"),
    (b"BZh", "compressed by bzip2", "unpack it first: bunzip2"),
    (b"\xfd7zXZ", "compressed by xz", "unpack it first: unxz"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", "unpack it first: unzstd"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file", "save it as plain text or HTML"),
    (b"{\\rtf", "rich text (RTF)", "name it .rtf, or save it as plain text or HTML"),
    (b"\x89PNG", "a picture", "leave it out, or turn it into text first"),
    (b"\xff\xd8\xff", "a picture", "leave it out, or turn it into text first"),
    (b"GIF8", "a picture", "leave it out, or turn it into text first"),
)
_WESTERN = "windows-1252"
_MACINTOSH = "mac-roman"
_NOISE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_WORDS_ONLY = re.compile(
    r"(?:[^\x80-\U0010ffff]|[^\W\d_]|[“”‘’«»‹›–—…•€£°§©®™ ])*+"
)  # ASCII, letters and marks of prose
_HINT = "name the right one with --encoding, or as encoding in kg.toml"
_SAMPLE = 4_000_000  # bytes of a table or of JSON Lines that show its encoding
_MAX_NOISE = 0.1  # share of control and replacement characters; more, and it is no text

_UTF16 = 0.7  # share of zeros among the upper bytes of a text in UTF-16; there are fewer where names are not in Latin letters


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a text: the arguments of `bytes.decode`, and what is to be said if it is a guess."""

    name: str
    errors: str = "strict"
    remarks: tuple[Remark, ...] = ()


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Error handler: reads bytes that are not UTF-8 as Windows-1252, as browsers do.

    It goes byte by byte, so that one stray byte in a UTF-8 file does not garble the rest of it.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


def _as_latin_1(error: UnicodeError) -> tuple[bytes, int]:
    """Error handler: writes the control characters that stand where Windows-1252 has nothing, as browsers do."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error(WINDOWS_1252, _as_windows_1252)
codecs.register_error(_AS_LATIN_1, _as_latin_1)


def refuse_binary(head: bytes) -> None:
    """Raises ReadError when the first bytes of a file are not text, with what they are and how to get text out of it."""
    for mark, what, hint in _MAGIC:
        if head.startswith(mark):
            raise ReadError(f"this is {what}, not text", hint=hint)


def encoding_of(raw: bytes, chosen: str = "") -> Encoding:
    """The encoding of a text: that of its byte order mark, UTF-8 where it is that, `chosen`, or the likeliest one.

    Raises ReadError when the bytes are not text.
    """
    refuse_binary(raw)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return Encoding(encoding, "replace")
    valid = raw.decode("utf-8", "ignore")
    letters, strays = len(valid) - len(valid.encode("ascii", "ignore")), len(raw) - len(valid.encode())
    if chosen and (strays or not letters):
        return Encoding(text_codec(chosen))
    if b"\0" in raw and (name := _without_mark(raw)):
        return Encoding(name, "replace", (_guess(name),))
    if b"\0" in raw:
        raise ReadError(
            "this is a binary file, not text (it has NUL bytes)", hint="leave it out, or turn it into text first"
        )
    if not strays:
        return Encoding("utf-8-sig", WINDOWS_1252)
    if letters > strays or raw.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8-sig", WINDOWS_1252, (_guess("windows-1252, where it is not UTF-8"),))
    return _likeliest(raw)


def _without_mark(raw: bytes) -> str:
    """UTF-16 without a byte order mark, "" for other bytes: the upper byte of most letters is zero, the lower one never."""
    even = raw[: len(raw) // 2 * 2]
    for name, upper in (("utf-16-le", 1), ("utf-16-be", 0)):
        if even[upper::2].count(0) > _UTF16 * len(even) / 2 and not even[1 - upper :: 2].count(0):
            return "" if _is_noise(even.decode(name, "replace")) else name
    return ""


def _is_noise(text: str) -> bool:
    return len(_NOISE.findall(text)) > _MAX_NOISE * len(text)


def _likeliest(raw: bytes) -> Encoding:
    """The encoding in which the bytes look most like words, as browsers guess it for pages that name none."""
    from chardetng_py import EncodingDetector

    detector = EncodingDetector()
    detector.feed(raw, last=True)
    name = detector.guess(tld=None, allow_utf8=False)
    if name == _WESTERN and is_hungarian(raw):
        name = "windows-1250"
    codec = text_codec(name)
    text = raw.decode(codec, "replace")
    if "\ufffd" in text and _WORDS_ONLY.fullmatch(macintosh := raw.decode(_MACINTOSH)):
        name, codec, text = _MACINTOSH, _MACINTOSH, macintosh
    if _is_noise(text):
        raise ReadError("the text is in no encoding that can be told", hint=_HINT)
    return Encoding(codec, "replace", (_guess(name),))


def _guess(name: str) -> Remark:
    return Remark(f"encoding: {name}", f"a guess, since the text is not UTF-8 and names no encoding that fits; {_HINT}")


def stream_encoding(stream: BinaryIO, chosen: str = "") -> Encoding:
    """Like `encoding_of`, for a stream at its start; leaves it there."""
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    return encoding_of(sample[: sample.rfind(b"\n") + 1] or sample if len(sample) == _SAMPLE else sample, chosen)


def decode(raw: bytes, chosen: str = "") -> tuple[str, tuple[Remark, ...]]:
    """The text of a whole file, and a remark if its encoding is a guess.

    Raises ReadError when it is not text, UnicodeError when it is not in the encoding `chosen`.
    """
    encoding = encoding_of(raw, chosen)
    text = raw.decode(encoding.name, encoding.errors)
    if not encoding.remarks and (once := _encoded_twice(text)):
        return once, (
            Remark("encoding: utf-8, twice", "it was read as windows-1252 before it was saved, which is undone"),
        )
    return text, encoding.remarks


def _encoded_twice(text: str) -> str:
    """The text without its second encoding, where "é" stands as "Ã©" and nothing else is beyond ASCII; else ""."""
    if text.isascii():
        return ""
    try:
        return text.encode("windows-1252", _AS_LATIN_1).decode()
    except UnicodeError:
        return ""


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
