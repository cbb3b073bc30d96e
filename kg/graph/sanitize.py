"""Text of documents and code of ours, made fit for a page that runs nothing but what it was written with."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata


def visible(text: str) -> str:
    """`text` without characters that control the reader's terminal, browser or writing direction."""
    return "".join(char if unicodedata.category(char) not in ("Cc", "Cf", "Cs") else " " for char in text)


def digest(text: str) -> str:
    """The source expression that allows exactly this text (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets): RDF/XML, GraphML and rapper stop at it.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """`text` with characters that XML cannot hold replaced by U+FFFD, so that offsets stay."""
    return _NO_CHARACTER.sub("\ufffd", text)


def plain(text: str) -> str:
    """`text` in NFC (https://unicode.org/reports/tr15/) without characters that XML cannot hold."""
    return unicodedata.normalize("NFC", legal(text))
