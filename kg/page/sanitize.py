"""Text of documents and code of ours, made fit for a page that runs nothing but what it was written with."""

from __future__ import annotations

import base64
import hashlib
import unicodedata


def visible(text: str) -> str:
    """`text` without characters that control the reader's terminal, browser or writing direction."""
    return "".join(char if unicodedata.category(char) not in ("Cc", "Cf", "Cs") else " " for char in text)


def digest(text: str) -> str:
    """The source expression that allows exactly this text (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
