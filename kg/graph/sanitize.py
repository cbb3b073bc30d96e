"""Words of documents are hostile: here they are made harmless for HTML, XML, scripts, spreadsheets, terminals and files.

Jinja escapes what goes into HTML; that a page runs nothing but what it was written with is the work of `digest`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from urllib.parse import urlsplit

from kg.resources.formulas import FORMULA

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets): RDF/XML, GraphML and rapper stop at it.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """`text` with characters that XML cannot hold replaced by U+FFFD, so that offsets stay."""
    return _NO_CHARACTER.sub("\ufffd", text)


def plain(text: str) -> str:
    """`text` in NFC (https://unicode.org/reports/tr15/) without characters that XML cannot hold."""
    return text if text.isascii() and text.isprintable() else unicodedata.normalize("NFC", legal(text))


def visible(text: str) -> str:
    """`text` without characters that control the reader's terminal, browser or writing direction."""
    if text.isprintable():
        return text
    return "".join(char if unicodedata.category(char) not in ("Cc", "Cf", "Cs") else " " for char in text)


def printable(text: str, instead: str = "\ufffd") -> str:
    """`text` as one line for a terminal: `instead` of every character that could steer it."""
    return "".join(char if char.isprintable() else instead for char in text)


def writable(text: str) -> str:
    """`text` without lone surrogates, which cannot be written to any file."""
    return text.encode("utf-8", "replace").decode("utf-8")


def defused(cell: str) -> str:
    """`cell` with an apostrophe before what a spreadsheet could take for a formula, and ends of line as \\n.

    A formula may be spelled with full-width signs, stand after spaces and invisible characters, or after what separates cells in
    the spreadsheets of other countries (a semicolon, a tab, an end of line). A lone carriage return would end the row: the csv
    module quotes it only from Python 3.13 on.
    """
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + lines if lines[:1] in ("\t", "\n") else FORMULA.sub("'", lines)


def safe_url(url: str) -> str:
    """`url` when a click on it can only lead to a web page, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def script_json(value: object) -> str:
    """JSON that no HTML parser can take for markup: within a script element only `<` and `&` could begin any."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def digest(text: str) -> str:
    """The source expression that allows exactly this text (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
